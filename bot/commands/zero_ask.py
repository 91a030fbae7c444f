"""Ask a colleague one thing about a zero; the question is typed into a form and goes to them alone."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue, TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.colleague_notes import NoteKind, is_said
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.replies import text_reply
from bot.views.zero_notes import may_write, new_note, rating_of


@command(
    "zero ask",
    help=msg("help", "Asks a colleague about a zero"),
    args=(
        ButtonValue(name="rating", label=msg("field", "Entry")),
        ButtonValue(name="to", label=msg("field", "Person")),
        TextArg(name="question", label=msg("field", "Question"), limit=300),
    ),
    hidden=True,
)
def zero_ask(ctx: Context, rating: str, to: str, question: str) -> Reply:
    """Send a question to whoever rated, or to who answers for the touchpoint; one question, as this is not a chat.

    Raises UserMistake for somebody whom the rating does not concern, and for a second question.
    """
    entry, point = rating_of(ctx, rating)
    if not may_write(ctx, entry, point) or to not in (str(entry.person), str(point.owner)) or to == str(ctx.who.id):
        raise UserMistake("colleague", "That touchpoint is not yours.")
    colleague = ctx.work.people.get(int(to))
    if is_said(ctx.work.colleague_notes.about(entry.number), NoteKind.ASKED, ctx.who.id):
        raise UserMistake("colleague", "You have asked already: talk to {name}.", name=colleague.name)
    new_note(ctx, NoteKind.ASKED, entry, point, colleague, question)
    return text_reply(ctx.t("colleague", "Asked. {name} gets your question, and you the answer.", name=colleague.name))
