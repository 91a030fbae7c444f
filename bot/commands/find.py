"""Find words that were noted about any customer, the newest first."""

from __future__ import annotations

from dataclasses import replace

from bot.arguments.basic import TextArg
from bot.arguments.keyword import count
from bot.arguments.page import PageBehindArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.looks import Look, View
from bot.domain.noted_words import search_words
from bot.domain.people import MANAGERS
from bot.errors import UserMistake
from bot.language.i18n import Quoted, msg
from bot.messages.card import Card, Reply, Text
from bot.messages.press import typed_values
from bot.views.access import reader_of, record_look
from bot.views.notes import SHOWN, note_elements, older_buttons, page_number
from bot.views.replies import text_reply

MOST = 500
"""Notes that are counted at most."""
TYPED = 100
"""Characters that are searched for at most."""


@command(
    "find",
    help=msg("help", "Find words that were noted, whichever customer they are about"),
    args=(
        PageBehindArg(
            name="page", label=msg("field", "Page"), keyword="page", meaning=count, optional=True, hidden=True
        ),
        TextArg(name="words", label=msg("field", "Words"), limit=TYPED, multiline=False),
    ),
    examples=("find toner", "find toner page 2"),
)
def find(ctx: Context, page: int | None, words: str) -> Reply:
    """Show one page of the notes that hold all of the words, of those that the person may read.

    Raises UserMistake where nothing can be searched for, and for no such page.
    """
    wanted = search_words(words)
    if not wanted:
        raise UserMistake("find", "Type a word of at least two letters, for example “find toner”.")
    number = page_number(page)
    reader = reader_of(ctx)
    found = ctx.work.noted_words.found(wanted, reader, MOST)
    shown = [ctx.work.entries.get(entry) for entry in found[(number - 1) * SHOWN : number * SHOWN]]
    if ctx.who.may(MANAGERS):
        record_look(ctx, {entry.person for entry in shown}, Look(view=View.NOTES))
    whose = (
        ""
        if reader.everything
        else ctx.t("find", "Searched: your own notes, and all about customers that you may read.")
    )
    typed = Quoted(words)
    if not shown:
        nothing = text_reply(ctx.t("find", "Nothing is noted with {words}.", words=typed), whose)
        return replace(nothing, figures={"found": 0})
    title = ctx.n("find", "{count} note with {words}", "{count} notes with {words}", len(found), words=typed)
    body = tuple(element for entry in shown for element in note_elements(ctx, entry, named=True))
    more = number * SHOWN < len(found)
    older = older_buttons("find", number, typed_values({"words": words}), ctx) if more else ()
    notes = (*body, *((Text(text=whose),) if whose else ()))
    return Reply(card=Card(title=title, body=notes, buttons=older), figures={"found": len(found)})
