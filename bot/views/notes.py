"""Notes as they are read back: one with its day, author and facts, and the way to older ones."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dispatch.context import Context
from bot.domain.entries import Entry
from bot.errors import UserMistake
from bot.messages.card import Button, Element, Quote, Text
from bot.messages.press import Press
from bot.views.entries import words_and_facts
from bot.views.labels import account_name, person_name

SHOWN = 5
"""Notes on a page."""
PAGES = range(1, 201)


def page_number(page: int | None) -> int:
    """Return the page that was named, the first where none was; raises UserMistake for no such page."""
    number = 1 if page is None else page
    if number not in PAGES:
        raise UserMistake("args", "{page} is not a page: type a number from 1.", page=number)
    return number


def note_elements(ctx: Context, entry: Entry, *, named: bool = False) -> tuple[Element, ...]:
    """Return an entry's words below its day, author, ref and facts; `named` with the customer."""
    words, facts = words_and_facts(ctx, entry)
    account = account_name(ctx, ctx.work.accounts.find(entry.account)) if named and entry.account else ""
    head = (ctx.translator.day(entry.day), account, person_name(ctx, entry.person), entry.ref, *facts)
    return Text(text=ctx.translator.join(head)), Quote(text=words)


def older_buttons(verb: str, page: int, values: Mapping[str, str], ctx: Context) -> tuple[Button, ...]:
    """Return the button that leads to the page behind one; none where what it carries is too long, or no page is."""
    press = Press(verb=verb, values={**values, "page": str(page + 1)})
    older = Button(label=ctx.t("button", "Older"), press=press)
    return (older,) if press.fits and page + 1 in PAGES else ()
