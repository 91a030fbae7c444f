"""Answer a colleague's question about a zero; the answer goes to who asked, and ends it."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue, TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.colleague_notes import NoteKind, is_said
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.replies import text_reply
from bot.views.zero_notes import new_note, rating_of


@command(
    "zero answer",
    help=msg("help", "Answers a colleague about a zero"),
    args=(
        ButtonValue(name="note", label=msg("field", "Entry")),
        TextArg(name="answer", label=msg("field", "Answer"), limit=300),
    ),
    hidden=True,
)
def zero_answer(ctx: Context, note: str, answer: str) -> Reply:
    """Send an answer to whoever asked, once.

    Raises UserMistake for a question that was put to somebody else, and for a second answer.
    """
    number = int(note) if note.isascii() and note.isdecimal() and len(note) < 13 else 0
    asked = ctx.work.colleague_notes.get(number)
    if asked is None or asked.kind is not NoteKind.ASKED or asked.recipient != ctx.who.id:
        raise UserMistake("colleague", "That question is for somebody else.")
    entry, point = rating_of(ctx, f"R{asked.rating}")
    colleague = ctx.work.people.get(asked.author)
    if is_said(ctx.work.colleague_notes.about(asked.rating), NoteKind.ANSWERED, ctx.who.id):
        raise UserMistake("colleague", "You have answered already: talk to {name}.", name=colleague.name)
    new_note(ctx, NoteKind.ANSWERED, entry, point, colleague, answer)
    return text_reply(ctx.t("colleague", "Sent to {name}.", name=colleague.name))
