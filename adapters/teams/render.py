"""Cards as Adaptive Cards, within Teams' limits; nothing that a person typed is read as markup.

Text stands in rich text runs, which show it literally: no Markdown and no links; date functions are broken up.
"""

from __future__ import annotations

import itertools
import json
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from html import escape
from typing import Any, assert_never

from bot.language.graphemes import shortened
from bot.language.tokens import visible_text
from bot.messages.card import Bars, Button, Card, Element, Fields, File, Phone, Progress, Quote, Style, Table, Text
from bot.messages.plain_text import card_text
from bot.messages.seal import SHOWN_ONLY, Sealer

Json = dict[str, Any]
# Teams draws no card of a later version.
VERSION = "1.5"
CARD_TYPE = "application/vnd.microsoft.card.adaptive"
MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
BUDGET = 28 * 1024
"""Bytes of a card; Teams takes more from a bot, incoming webhooks do not."""
TEXT_LENGTH = 4_000
"""Characters of one text; a card of nothing else stays within the budget."""
ACTIONS = 6
TITLE_LENGTH = 80
SUMMARY_LENGTH = 500
PRESS, FORM, NONCE, DIALOG = "press", "form", "n", "dialog"
MARKDOWN = re.compile(r"[\\`*_{}\[\]~#|]|(?<=[^\W\d_]):(?=\S)|(?<=\w)\.(?=[^\W\d_])")
"""What Markdown, and Teams' cards, read as markup or as an address: the colon of a scheme, the dot of a bare domain."""
LIST_ITEM = re.compile(
    r"^(?:[ \t]*\d{1,9}(?=[.)](?:\s|$))|[ \t]*(?=[-+](?:\s|$)|-{2,}[ \t]*$|=+[ \t]*$))", re.MULTILINE
)
"""What stands before the sign that makes a line an item of a list, a heading of the line before, or a rule."""
INDENT = re.compile(r"^(?= {4}|\t)", re.MULTILINE)
"""Where a line begins that is indented so far that Markdown makes it code."""
TEMPLATE = re.compile(r"(?<=[{$])(?=\{)")
"""Where a card function such as {{DATE()}} or a template such as ${x} begins."""
CARD_FUNCTION = re.compile(r"(?<=\{)(?=\{(?:DATE|TIME)\()", re.IGNORECASE)
"""Where a function begins that cards carry out in every text, also in runs and titles."""
JOINT = "\u2060"
"""A word joiner: it is not drawn, and keeps two signs from being read as one where no backslash would be understood."""
ROWS = ((50, TEXT_LENGTH), (50, 1_000), (10, 1_000), (5, 500))
"""Rows that stand in a table, and characters for clients that draw no card: fewer where the card is too large."""
FILE_PARTS = 3
"""Texts that a file is shown in, to be copied: Teams takes no files from a bot without asking first."""


# The prefix is new at each start: numbers alone would repeat those of cards that are still on people's screens.
NONCE_PREFIX, NONCE_NUMBERS = secrets.token_hex(8), itertools.count(1)


def new_nonce() -> str:
    """Return a text that no other card of any process has; it need not be secret."""
    return f"{NONCE_PREFIX}{next(NONCE_NUMBERS):x}"


def as_typed(text: str) -> str:
    """Return text as it is given to a card where it reads no markup, so that it is shown as typed."""
    return CARD_FUNCTION.sub(JOINT, visible_text(text))


def run(text: str, **look: object) -> Json:
    """Return a text run, which is shown literally."""
    return {"type": "TextRun", "text": shortened(as_typed(text), TEXT_LENGTH) or "–", **look}


def paragraph(*runs: Json, **look: object) -> Json:
    """Return a paragraph of text runs, close to the one before."""
    return {"type": "RichTextBlock", "inlines": list(runs), "spacing": "Small", **look}


OpensForm = Callable[[Button], bool]
"""Whether a button opens a form, which Teams then shows in a dialog."""


def adaptive(
    card: Card,
    *,
    opens: OpensForm = lambda button: False,
    nonce: str = "",
    dialog: bool = False,
    sealer: Sealer = SHOWN_ONLY,
) -> Json:
    """Return a card within `BUDGET`; `nonce` makes the keys of its buttons, so that each press counts once.

    What a button carries is sealed together with its key; by default so that the card can only be looked at.
    """
    nonce = nonce or new_nonce()
    drawn = [_action(button, opens, f"{nonce}.{number}", sealer) for number, button in enumerate(card.all_buttons())]
    actions = _arranged(card, drawn, dialog)
    for rows, length in ROWS:
        shown = _card(card, _body(card, rows), actions, length)
        if size(shown) <= BUDGET:
            return shown
    return _cut_card(card, actions)


def _cut_card(card: Card, actions: list[Json]) -> Json:
    """Return as much of a card as fits into `BUDGET`: its text, then its buttons from the first."""
    text = card_text(card, buttons=False)
    while True:
        for length in (TEXT_LENGTH, TEXT_LENGTH // 4, TEXT_LENGTH // 16):
            shown = _card(card, [paragraph(run(text[:length]))], actions, length)
            if size(shown) <= BUDGET:
                return shown
        actions = actions[:-1]


def size(value: Json) -> int:
    """Return how many bytes a card takes at most, with every letter in its longest spelling."""
    # With escapes for all letters beyond ASCII, which is more than any encoding takes.
    return len(json.dumps(value))


def _card(card: Card, body: list[Json], actions: list[Json], length: int = TEXT_LENGTH) -> Json:
    rows = [actions[start : start + ACTIONS] for start in range(0, len(actions), ACTIONS)]
    extra = [{"type": "ActionSet", "actions": row} for row in rows[1:]]
    shown: Json = {
        "type": "AdaptiveCard",
        "$schema": "https://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "fallbackText": literal(card_text(card)[:length]) or "–",
        "body": [*(body or [paragraph(run("–"))]), *extra],
    }
    return shown | ({"actions": rows[0]} if rows else {})


def _body(card: Card, rows: int) -> list[Json]:
    title = [paragraph(run(card.title, weight="Bolder", size="Medium"))] if card.title else []
    body = [block for element in card.body for block in _element(element, rows)]
    time = [paragraph(run(f"({card.seconds} s)", isSubtle=True, size="Small"))] if card.seconds is not None else []
    return [*title, *body, *time]


def _element(element: Element, rows: int) -> list[Json]:
    match element:
        case Text(text=text):
            return [paragraph(run(text))]
        case Quote(text=text):
            return [{"type": "Container", "style": "emphasis", "items": [paragraph(run(text, italic=True))]}]
        case Fields(pairs=pairs):
            return [paragraph(run(f"{label}: ", weight="Bolder"), run(value)) for label, value in pairs]
        case Phone(label=label, number=number):
            dial = {"type": "Action.OpenUrl", "url": element.uri}
            return [paragraph(run(f"{label}: ", weight="Bolder"), run(number, selectAction=dial))]
        case Table():
            return _table(element, rows)
        case Progress():
            return [paragraph(run(element.text))]
        case Bars():
            return [_chart(element), paragraph(run(element.alt, isSubtle=True))]
        case File(name=name, text=text):
            parts = [text[start : start + TEXT_LENGTH] for start in range(0, len(text), TEXT_LENGTH)][:FILE_PARTS]
            return [paragraph(run(name, weight="Bolder")), *(paragraph(run(x, fontType="Monospace")) for x in parts)]
        case _:
            assert_never(element)


def _table(table: Table, rows: int) -> list[Json]:
    """Return a table of so many rows; the others stand below it as words, which take less."""
    cells = [_row(table.header, weight="Bolder"), *(_row(row) for row in table.rows[:rows])]
    rest = table.rows[rows:]
    shown: Json = {
        "type": "Table",
        "columns": [{"width": 1} for _ in table.header],
        "firstRowAsHeader": True,
        "showGridLines": True,
        "rows": cells,
    }
    return [shown, *(paragraph(run(" · ".join(row))) for row in rest)]


def _row(cells: Sequence[str], **look: object) -> Json:
    shown = [{"type": "TableCell", "items": [paragraph(run(cell, **look))]} for cell in cells]
    return {"type": "TableRow", "cells": shown}


def _chart(bars: Bars) -> Json:
    """Return Teams' own chart; clients that cannot draw it leave it out, as its numbers follow in words."""
    data = [{"x": shortened(as_typed(label), 40) or "–", "y": value} for label, value in bars.bars]
    return {
        "type": "Chart.VerticalBar",
        "title": shortened(as_typed(bars.title), TITLE_LENGTH),
        "data": data,
        "fallback": "drop",
    }


def _arranged(card: Card, shown: list[Json], dialog: bool) -> list[Json]:
    """Return the drawn buttons as a dialog takes them, or with those of `card.more` behind the menu."""
    if dialog:
        return [action.get("fallback", action) for action in shown]
    visible, hidden = shown[: len(card.buttons)], shown[len(card.buttons) :]
    return [*visible, *(action | {"mode": "secondary"} for action in hidden)]


def _action(button: Button, opens: OpensForm, nonce: str, sealer: Sealer) -> Json:
    data = sealed_data(PRESS, button.press.pack(), nonce, sealer)
    title = shortened(as_typed(button.label), TITLE_LENGTH) or "–"
    style = {"style": "positive"} if button.style is Style.MAIN else {}
    if opens(button):
        opening = data | {"msteams": {"type": "task/fetch"}, DIALOG: "1"}
        return {"type": "Action.Submit", "title": title, "data": opening, **style}
    # Clients without Action.Execute send this as a message instead.
    submit = {"type": "Action.Submit", "title": title, "data": data}
    return {"type": "Action.Execute", "title": title, "verb": PRESS, "data": data, "fallback": submit, **style}


def sealed_data(name: str, text: str, nonce: str, sealer: Sealer) -> Json:
    """Return the data of a button (PRESS) or a form (FORM), in which neither the text nor the nonce can be changed."""
    return {name: sealer.seal(text, name, nonce), NONCE: nonce}


def opened_data(data: Mapping[str, Any], sealer: Sealer) -> Json:
    """Return the data that a client sent with what `sealed_data` sealed as text.

    Of data that this installation did not seal the text and the nonce are left out, so that it calls nothing and
    stands under no other button's key.
    """
    nonce = data.get(NONCE)
    opened = {name: each for name, each in data.items() if name not in (PRESS, FORM, NONCE)}
    for name in (PRESS, FORM):
        with suppress(ValueError):
            opened |= {name: sealer.open(str(data.get(name, "")), name, str(nonce)), NONCE: nonce}
    return opened


def attachment(content: Json) -> Json:
    """Return a card as an attachment."""
    return {"contentType": CARD_TYPE, "content": content}


def message(content: Json, card: Card) -> Json:
    """Return the message activity of a card, with its text as the notification."""
    words = " · ".join(visible_text(card_text(card, buttons=False)).split("\n"))[:SUMMARY_LENGTH]
    return {
        "type": "message",
        "summary": TEMPLATE.sub(JOINT, escape(words, quote=False)),
        "attachments": [attachment(content)],
    }


def literal(text: str) -> str:
    """Return text escaped for where Teams reads Markdown, HTML or card functions."""
    signs = MARKDOWN.sub(r"\\\g<0>", escape(visible_text(text), quote=False))
    return INDENT.sub(JOINT, LIST_ITEM.sub(r"\g<0>\\", signs))


def words(text: str) -> Json:
    """Return a message activity of text alone."""
    return {"type": "message", "text": literal(text), "textFormat": "plain"}
