"""Replies in their common shapes: the receipt of an entry, and text that stores nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.dispatch.context import Context
from bot.domain.entries import Entry
from bot.domain.own_words import LONGEST
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.press import Press, rest_of_line
from bot.views.exclusives import clash_lines
from bot.views.resting import no_reminder_line

UNCLEAR = "unclear"
"""The value of a button that carries what was read wrong, so that the person's own word may be learned."""


def receipt_reply(
    ctx: Context,
    entry: Entry,
    lines: Sequence[str],
    *,
    buttons: Sequence[Button] = (),
    more: Sequence[Button] = (),
    figures: Mapping[str, float] | None = None,
    public: bool = False,
    subject: str = "",
) -> Reply:
    """Return the receipt of an entry, by default with the button that undoes it; a day other than today is named.
    So is a customer who alone may have what it is about, and that nobody is reminded of it.

    `more` are buttons that are out of sight. `subject` is that of a channel's post.
    """
    if entry.day != ctx.today:
        lines = [*lines, ctx.t("log", "Counts for {day}.", day=ctx.translator.day(entry.day))]
    body = tuple(Text(text=line) for line in (*lines, *clash_lines(ctx, entry), no_reminder_line(ctx, entry)) if line)
    card = Card(body=body, buttons=tuple(buttons) or (ctx.undo_button(entry),), more=tuple(more))
    return Reply(card=card, stored=(entry.ref,), figures=figures or {}, public=public, subject=subject)


def correction_button(label: str, entry: Entry, words: str, unclear: str = "") -> Button:
    """Return the button that edits an entry by words; `unclear` is what the person typed that came to be read wrong."""
    word = {UNCLEAR: unclear} if 0 < len(unclear) <= LONGEST else {}
    return Button(label=label, press=Press(verb="edit", values={"ref": entry.ref, **word, **rest_of_line(words)}))


def text_reply(
    *lines: str, title: str = "", buttons: Sequence[Button] = (), replaces: bool = False, changes: str = ""
) -> Reply:
    """Return lines of text as a card that stored no entry; empty lines are left out."""
    body = tuple(Text(text=line) for line in lines if line)
    return Reply(card=Card(title=title, body=body, buttons=tuple(buttons)), replaces=replaces, changes=changes)


def first_lines(ctx: Context, lines: Sequence[str], most: int) -> list[str]:
    """Return the first lines, and how many more there are."""
    more = len(lines) - most
    return [*lines[:most], *([ctx.n("team", "And {count} more.", "And {count} more.", more)] if more > 0 else [])]
