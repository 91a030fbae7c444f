"""A card as Block Kit: plain dicts within Slack's limits; nothing that a person typed can act.

Text stands in `plain_text`, `raw_text` or rich text; only the summary `text` is markup, so there it is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, assert_never

from adapters.slack.typed import escape
from bot.messages.card import Bars, Button, Card, Element, Fields, File, Progress, Quote, Style, Table, Text
from bot.messages.plain_text import card_text

Block = dict[str, Any]
BLOCKS = 50
BLOCK_TEXT = 12_000
"""Characters of all blocks of a message together; Slack refuses somewhat later."""
SUMMARY = 4_000
HEADER = 150
SECTION = 3_000
FIELD = 2_000
FIELDS = 10
BESIDE = 40
"""Characters of a fact that still reads well in one of two columns."""
LABEL = 75
OPTION_VALUE = 150
OVERFLOW = range(2, 6)
ACTIONS = 25
ROWS, COLUMNS = 100, 20
CHART_TITLE, CHART_LABEL, CATEGORIES = 50, 20, 20
CHARTS = 2
BUTTON_ID = "press"
EMPTY = "–"


def clip(text: str, limit: int) -> str:
    """Return text of at most `limit` characters and at least one."""
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    return text if text.strip() else EMPTY


def plain(text: str, limit: int) -> Block:
    """Return a text object that is shown as it stands."""
    return {"type": "plain_text", "text": clip(text, limit), "emoji": False}


class RenderLevel(Enum):
    """How much of Block Kit a message uses, the richest first."""

    CHARTS = "everything"
    BLOCKS = "no charts"
    PLAIN = "text and buttons alone"


def message(card: Card, rich: RenderLevel = RenderLevel.CHARTS) -> Block:
    """Return the arguments of a message that shows a card."""
    drawing = _Drawing(message=True, charts=0 if rich is RenderLevel.CHARTS else CHARTS)
    blocks = plain_blocks(card) if rich is RenderLevel.PLAIN else drawing.card(card)
    return {"text": summary(card), "blocks": blocks, "mrkdwn": False, "unfurl_links": False, "unfurl_media": False}


def summary(card: Card) -> str:
    """Return all that a card says, for notifications and screen readers."""
    return clip(escape(clip(card_text(card, buttons=False), SUMMARY // 2)), SUMMARY)


def plain_blocks(card: Card) -> list[Block]:
    """Return the simplest blocks that say the same."""
    return [*_sections(card_text(card, buttons=False))[: BLOCKS // 2], *_actions(card)]


def surface_blocks(card: Card) -> list[Block]:
    """Return blocks for a modal or the Home, where neither tables nor charts are shown."""
    return _Drawing(message=False).card(card)


@dataclass(kw_only=True)
class _Drawing:
    """One message on the way; a native table fits once, charts twice."""

    message: bool
    left: int = BLOCK_TEXT
    tables: int = 0
    charts: int = 0
    blocks: list[Block] = field(default_factory=list)

    def card(self, card: Card) -> list[Block]:
        """Return a card's blocks; what does not fit is cut at the end, never its buttons."""
        actions = _actions(card)
        room = BLOCKS - len(actions) - 1
        if card.title:
            self.blocks.append({"type": "header", "text": plain(card.title, HEADER)})
        for element in card.body:
            self.blocks += self._element(element)
        shown = [block for block in self.blocks[:room] if self._affords(block)]
        if card.seconds is not None:
            shown.append(_context(f"({card.seconds} s)"))
        return [*shown, *actions] or [_section(EMPTY)]

    def _affords(self, block: Block) -> bool:
        self.left -= _length(block)
        return self.left >= 0

    def _element(self, element: Element) -> list[Block]:
        match element:
            case Text(text=text):
                return _sections(text)
            case Quote(text=text):
                return [_quote(text)]
            case Fields(pairs=pairs):
                return _fields(pairs)
            case Table():
                return self._table(element)
            case Progress(label=label, done=done, target=target):
                return [_section(f"{label}: {done} / {target}")]
            case Bars():
                return [*self._chart(element), _context(element.alt)]
            case File(name=name):
                return [_section(name)]
            case _:
                assert_never(element)

    def _table(self, table: Table) -> list[Block]:
        rows = (table.header, *table.rows)
        text = "\n".join(" · ".join(row) for row in rows)
        fits = len(rows) <= ROWS and len(table.header) <= COLUMNS and len(text) <= BLOCK_TEXT // 2
        if not self.message or self.tables or not fits:
            return _sections(text)
        self.tables += 1
        cells = [[{"type": "raw_text", "text": cell or EMPTY} for cell in row] for row in rows]
        return [{"type": "table", "rows": cells}]

    def _chart(self, bars: Bars) -> list[Block]:
        labels = [clip(label, CHART_LABEL) for label, _ in bars.bars]
        if not self.message or self.charts == CHARTS or not 0 < len(set(labels)) == len(labels) <= CATEGORIES:
            return []
        self.charts += 1
        data = [{"label": label, "value": value} for label, (_, value) in zip(labels, bars.bars, strict=True)]
        series = [{"name": clip(bars.title, CHART_LABEL), "data": data}]
        chart = {"type": "bar", "series": series, "axis_config": {"categories": labels}}
        return [{"type": "data_visualization", "title": clip(bars.title, CHART_TITLE), "chart": chart}]


def _length(block: object) -> int:
    """Return how many characters a block shows."""
    if isinstance(block, dict):
        return sum(len(v) if k == "text" and isinstance(v, str) else _length(v) for k, v in block.items())
    return sum(map(_length, block)) if isinstance(block, list) else 0


def _section(text: str) -> Block:
    return {"type": "section", "text": plain(text, SECTION)}


def _sections(text: str) -> list[Block]:
    return [_section(text[start : start + SECTION]) for start in range(0, len(text), SECTION)] or [_section(EMPTY)]


def _context(text: str) -> Block:
    return {"type": "context", "elements": [plain(text, FIELD)]}


def _quote(text: str) -> Block:
    said = [{"type": "text", "text": clip(text, SECTION)}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": said}]}


def _fields(pairs: Sequence[tuple[str, str]]) -> list[Block]:
    lines = [f"{label}: {value or EMPTY}" for label, value in pairs]
    if any(len(line) > BESIDE for line in lines):
        return _sections("\n".join(lines))
    shown = [plain(line, FIELD) for line in lines]
    return [{"type": "section", "fields": shown[at : at + FIELDS]} for at in range(0, len(shown), FIELDS)]


def _actions(card: Card) -> list[Block]:
    """Return the buttons: those in sight, the rest under "…" where that can hold them."""
    hidden = [_option(each) for each in card.more]
    folds = len(hidden) in OVERFLOW and all(len(each["value"]) <= OPTION_VALUE for each in hidden)
    seen = card.buttons if folds else card.all_buttons()
    elements = [_button(each, number) for number, each in enumerate(seen)]
    elements += [{"type": "overflow", "action_id": f"{BUTTON_ID}:more", "options": hidden}] if folds else []
    return list(_rows(elements))


def _rows(elements: list[Block]) -> Iterator[Block]:
    for start in range(0, len(elements), ACTIONS):
        yield {"type": "actions", "elements": elements[start : start + ACTIONS]}


def _button(button: Button, number: int) -> Block:
    shown: Block = {
        "type": "button",
        "action_id": f"{BUTTON_ID}:{number}",
        "text": plain(button.label, LABEL),
        "value": button.press.pack(),
    }
    return shown | ({"style": "primary"} if button.style is Style.MAIN else {})


def _option(button: Button) -> Block:
    return {"text": plain(button.label, LABEL), "value": button.press.pack()}
