"""A card as an Adaptive Card that Teams accepts; nothing that a person typed can act.

Text stands in rich text runs, which show everything as it is: no Markdown, no date functions, no links.
"""

from __future__ import annotations

import itertools
import json
import re
import secrets
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, assert_never

from bot.messages.card import Bars, Button, Card, Element, Fields, File, Progress, Quote, Style, Table, Text
from bot.messages.plain_text import card_text

Json = dict[str, Any]
VERSION = "1.5"
CARD_TYPE = "application/vnd.microsoft.card.adaptive"
MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
BUDGET = 28 * 1024
"""Bytes of a card; Teams takes more, other ways in take no more."""
LONGEST = 4_000
"""Characters of one text; a card of nothing else stays within the budget."""
ACTIONS = 6
TITLE = 80
SUMMARY = 500
PRESS, NONCE, DIALOG = "press", "n", "dialog"
MARKS = re.compile(r"[\\`*_{}\[\]~#|]|(?<=\w):(?=//)|^(?=\d+[.)] )", re.MULTILINE)
"""What begins emphasis, code, links, headings, tables, functions and addresses in Markdown."""
ROWS = 50
FILE_PARTS = 3
"""Texts that a file's rows are shown in, to be copied: Teams takes no files from a bot without asking first."""


PROCESS, NUMBERS = secrets.token_hex(8), itertools.count(1)


def new_nonce() -> str:
    """Return a name that no other card of any process has; it counts, it need not be secret."""
    return f"{PROCESS}{next(NUMBERS):x}"


def run(text: str, **look: object) -> Json:
    """Return words that are shown as they stand."""
    return {"type": "TextRun", "text": text[:LONGEST] or "–", **look}


def paragraph(*runs: Json, **look: object) -> Json:
    """Return one paragraph of words, close to the one before."""
    return {"type": "RichTextBlock", "inlines": list(runs), "spacing": "Small", **look}


Opens = Callable[[Button], bool]
"""Whether a button leads to a form, which Teams then shows in a dialog."""


def adaptive(card: Card, *, opens: Opens = lambda button: False, nonce: str = "", dialog: bool = False) -> Json:
    """Return the card within Teams' budget; `nonce` lets each of its buttons count once."""
    actions = _actions(card, opens, nonce or new_nonce(), dialog)
    shown = _card(card, _body(card), actions)
    return shown if size(shown) <= BUDGET else _cut(card, actions)


def _cut(card: Card, actions: list[Json]) -> Json:
    """Return as much of a card as fits: its text, then its buttons in their order."""
    text = card_text(card, buttons=False)
    while True:
        for longest in (LONGEST, LONGEST // 4, LONGEST // 16):
            shown = _card(card, [paragraph(run(text[:longest]))], actions, longest)
            if size(shown) <= BUDGET:
                return shown
        actions = actions[:-1]


def size(value: Json) -> int:
    """Return the bytes of a card on its way, every letter in its longest spelling."""
    return len(json.dumps(value))


def _card(card: Card, body: list[Json], actions: list[Json], longest: int = LONGEST) -> Json:
    rows = [actions[start : start + ACTIONS] for start in range(0, len(actions), ACTIONS)]
    extra = [{"type": "ActionSet", "actions": row} for row in rows[1:]]
    shown: Json = {
        "type": "AdaptiveCard",
        "$schema": "https://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "fallbackText": literal(card_text(card)[:longest]) or "–",
        "body": [*(body or [paragraph(run("–"))]), *extra],
    }
    return shown | ({"actions": rows[0]} if rows else {})


def _body(card: Card) -> list[Json]:
    title = [paragraph(run(card.title, weight="Bolder", size="Medium"))] if card.title else []
    body = [block for element in card.body for block in _element(element)]
    time = [paragraph(run(f"({card.seconds} s)", isSubtle=True, size="Small"))] if card.seconds is not None else []
    return [*title, *body, *time]


def _element(element: Element) -> list[Json]:
    match element:
        case Text(text=text):
            return [paragraph(run(text))]
        case Quote(text=text):
            return [{"type": "Container", "style": "emphasis", "items": [paragraph(run(text, italic=True))]}]
        case Fields(pairs=pairs):
            return [paragraph(run(f"{label}: ", weight="Bolder"), run(value)) for label, value in pairs]
        case Table():
            return _table(element)
        case Progress(label=label, done=done, target=target):
            return [paragraph(run(f"{label}: {done} / {target}"))]
        case Bars():
            return [_chart(element), paragraph(run(element.alt, isSubtle=True))]
        case File(name=name, text=text):
            parts = [text[start : start + LONGEST] for start in range(0, len(text), LONGEST)][:FILE_PARTS]
            return [paragraph(run(name, weight="Bolder")), *(paragraph(run(x, fontType="Monospace")) for x in parts)]
        case _:
            assert_never(element)


def _table(table: Table) -> list[Json]:
    cells = [_row(table.header, weight="Bolder"), *(_row(row) for row in table.rows[:ROWS])]
    rest = table.rows[ROWS:]
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
    """Return Teams' own chart; where it is not drawn, its numbers below say the same."""
    data = [{"x": label[:40] or "–", "y": value} for label, value in bars.bars]
    return {"type": "Chart.VerticalBar", "title": bars.title[:80], "data": data, "fallback": "drop"}


def _actions(card: Card, opens: Opens, nonce: str, dialog: bool) -> list[Json]:
    shown = [_action(each, opens, f"{nonce}.{number}") for number, each in enumerate(card.all_buttons())]
    if dialog:
        return [each.get("fallback", each) for each in shown]
    return [each | ({"mode": "secondary"} if n >= len(card.buttons) else {}) for n, each in enumerate(shown)]


def _action(button: Button, opens: Opens, nonce: str) -> Json:
    data: Json = {PRESS: button.press.pack(), NONCE: nonce}
    title = button.label[:TITLE] or "–"
    style = {"style": "positive"} if button.style is Style.MAIN else {}
    if opens(button):
        opening = data | {"msteams": {"type": "task/fetch"}, DIALOG: "1"}
        return {"type": "Action.Submit", "title": title, "data": opening, **style}
    submit = {"type": "Action.Submit", "title": title, "data": data}
    return {"type": "Action.Execute", "title": title, "verb": PRESS, "data": data, "fallback": submit, **style}


def attachment(content: Json) -> Json:
    """Return a card as an attachment."""
    return {"contentType": CARD_TYPE, "content": content}


def message(content: Json, card: Card) -> Json:
    """Return the activity that shows a card; the notification says what the card says."""
    words = " · ".join(card_text(card, buttons=False).split("\n"))[:SUMMARY]
    return {"type": "message", "summary": escape(words, quote=False), "attachments": [attachment(content)]}


def literal(text: str) -> str:
    """Return text that Markdown, HTML and a card's functions show as it stands, where Teams reads them."""
    return MARKS.sub(r"\\\g<0>", escape(text, quote=False))


def words(text: str) -> Json:
    """Return the activity that says something in text alone."""
    return {"type": "message", "text": literal(text), "textFormat": "plain"}
