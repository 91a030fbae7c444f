"""Cards as Block Kit, within Slack's limits; nothing that a person typed is read as markup.

Text stands in `plain_text`, `raw_text` or rich text; only the summary `text` is markup, so there it is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, assert_never

from adapters.slack.message_text import escape
from bot.language.graphemes import last_end, shortened
from bot.language.tokens import visible_text
from bot.messages.card import (
    Bars,
    Button,
    Card,
    Element,
    Fields,
    File,
    Item,
    Phone,
    Progress,
    Quote,
    Style,
    Table,
    Text,
)
from bot.messages.plain_text import card_text

Block = dict[str, Any]
BLOCKS = 50
BLOCK_TEXT = 12_000
"""Characters of all blocks of a message together; Slack refuses somewhat later."""
SUMMARY = 4_000
HALF_ENTITY = re.compile("&[a-z]*…$")
"""An escaped sign that was cut in two."""
HEADER = 150
SECTION = 3_000
FIELD = 2_000
FIELDS = 10
BESIDE = 40
"""Characters of a fact that fit into one of two columns."""
LABEL = 75
OPTION_VALUE = 150
OVERFLOW = range(2, 6)
ACTIONS = 25
ROWS, COLUMNS = 100, 20
CHART_TITLE, CHART_LABEL, CATEGORIES = 50, 20, 20
CHARTS = 2
CAROUSEL, CARD_BODY = 10, 200
FEEDBACKS = 2
BUTTON_ID = "press"
EMPTY = "–"


def clip(text: str, limit: int) -> str:
    """Return text cut to `limit` characters, and a dash for an empty one, which Slack refuses."""
    text = visible_text(text)
    return shortened(text, limit) if text.strip() else EMPTY


def plain(text: str, limit: int) -> Block:
    """Return a plain text object, which Slack shows literally."""
    # Without emoji, so that a colon and a word that somebody typed stay what they are.
    return {"type": "plain_text", "text": clip(text, limit), "emoji": False}


class RenderLevel(Enum):
    """How much of Block Kit a message uses, from the richest to the plainest."""

    CARDS = "everything, and what belongs together side by side"
    CHARTS = "everything"
    BLOCKS = "no charts, tables that cannot be sorted, and no buttons that are for feedback alone"
    PLAIN = "text and buttons alone"


def message(card: Card, level: RenderLevel = RenderLevel.CHARTS) -> Block:
    """Return the arguments of chat.postMessage that show a card."""
    rich = level in (RenderLevel.CARDS, RenderLevel.CHARTS)
    if level is RenderLevel.CARDS and fits_cards(card):
        return _of_blocks(card, _with_cards(card))
    card = card if rich else with_all_buttons(card)
    renderer = _CardRenderer(message=True, sorts=rich, charts=0 if rich else CHARTS)
    blocks = plain_blocks(card) if level is RenderLevel.PLAIN else renderer.card(card)
    return _of_blocks(card, blocks)


def _of_blocks(card: Card, blocks: list[Block]) -> Block:
    # No previews: Slack would fetch every link that somebody typed, and show its page below.
    return {"text": summary(card), "blocks": blocks, "mrkdwn": False, "unfurl_links": False, "unfurl_media": False}


def fits_cards(card: Card) -> bool:
    """Whether a card's items can be drawn side by side with nothing cut."""
    return 0 < len(card.items) <= CAROUSEL and all(
        len(visible_text(item.text)) <= CARD_BODY and len(visible_text(item.title)) <= HEADER for item in card.items
    )


def _with_cards(card: Card) -> list[Block]:
    """Return a card's blocks with a card of Slack's for each item, in the place of the first one's paragraph."""
    texts, presses = {item.text for item in card.items}, [item.button.press for item in card.items]
    at = next(n for n, element in enumerate(card.body) if isinstance(element, Text) and element.text in texts)
    rest = [element for element in card.body[at:] if not (isinstance(element, Text) and element.text in texts)]
    buttons = tuple(button for button in card.buttons if button.press not in presses)
    more = tuple(button for button in card.more if button.press not in presses)
    before = replace(card, body=card.body[:at], buttons=(), more=(), feedback=(), seconds=None)
    behind = replace(card, title="", body=tuple(rest), buttons=buttons, more=more)
    drawn = [_item_card(item, number) for number, item in enumerate(card.items)]
    shown = [{"type": "carousel", "elements": drawn}] if len(drawn) > 1 else drawn
    first, last = (_CardRenderer(message=True, sorts=True).card(part) for part in (before, behind))
    return [*first, *shown, *last]


def _item_card(item: Item, number: int) -> Block:
    button = _button(item.button, number) | {"action_id": f"{BUTTON_ID}:item{number}"}
    title, body = plain(item.title, HEADER), plain(item.text, CARD_BODY)
    return {"type": "card", "title": title, "body": body, "actions": [button]}


def summary(card: Card) -> str:
    """Return a card's text, escaped and cut, for notifications and screen readers."""
    escaped = clip(escape(clip(card_text(card, buttons=False), SUMMARY // 2)), SUMMARY)
    return HALF_ENTITY.sub("…", escaped)


def plain_blocks(card: Card) -> list[Block]:
    """Return a card as sections of text and its buttons, for clients or limits that refuse more."""
    return [*_sections(card_text(card, buttons=False))[: BLOCKS // 2], *_actions(with_all_buttons(card))]


def surface_blocks(card: Card) -> list[Block]:
    """Return a card's blocks for a modal or the Home, which allow neither tables nor charts."""
    return _CardRenderer(message=False).card(card)


@dataclass(kw_only=True)
class _CardRenderer:
    """Renders one card, counting what a message allows: one table, two charts, `BLOCK_TEXT` characters.

    With `sorts` a table with numbers is one that its reader can sort and turn the pages of.
    """

    message: bool
    sorts: bool = False
    text_left: int = BLOCK_TEXT
    tables: int = 0
    charts: int = 0
    blocks: list[Block] = field(default_factory=list)

    def card(self, card: Card) -> list[Block]:
        """Return a card's blocks; what exceeds a limit is cut from the end of the body, never a button."""
        actions = [*_actions(card), *_feedback(card)] if self.message else _actions(with_all_buttons(card))
        room = BLOCKS - len(actions) - 1
        if card.title:
            self.blocks.append({"type": "header", "text": plain(card.title, HEADER)})
        for element in card.body:
            self.blocks += self._element(element, card)
        shown = self.blocks[:room]
        # Most cards are far below the limit, and their blocks need not be counted.
        if sum(map(len, card.texts())) > BLOCK_TEXT // 2:
            shown = [block for block in shown if self._fits(block)]
        if card.seconds is not None:
            shown.append(_context(f"({card.seconds} s)"))
        return [*shown, *actions] or [_section(EMPTY)]

    def _fits(self, block: Block) -> bool:
        self.text_left -= _length(block)
        return self.text_left >= 0

    def _element(self, element: Element, card: Card) -> list[Block]:
        match element:
            case Text(text=text):
                return _sections(text)
            case Quote(text=text):
                return [_quote(text)]
            case Fields(pairs=pairs):
                return _fields(pairs)
            case Phone():
                return [_phone(element)]
            case Table():
                return self._table(element, card.title)
            case Progress():
                return [_section(element.text)]
            case Bars():
                return [*self._chart(element), _context(element.alt)]
            case File(name=name):
                return [_section(name)]
            case _:
                assert_never(element)

    def _table(self, table: Table, title: str) -> list[Block]:
        rows = (table.header, *table.rows)
        text = "\n".join(" · ".join(row) for row in rows)
        fits = len(rows) <= ROWS and len(table.header) <= COLUMNS and len(text) <= BLOCK_TEXT // 2
        if not self.message or self.tables or not fits:
            return _sections(text)
        self.tables += 1
        if self.sorts and table.numbers:
            return [_data_table(table, title)]
        cells = [[{"type": "raw_text", "text": visible_text(cell) or EMPTY} for cell in row] for row in rows]
        return [{"type": "table", "rows": cells}]

    def _chart(self, bars: Bars) -> list[Block]:
        labels = [clip(label, CHART_LABEL) for label, _ in bars.bars]
        # Labels that are alike once they are cut would name two bars as one; the words below have them all.
        if not self.message or self.charts == CHARTS or not 0 < len(set(labels)) == len(labels) <= CATEGORIES:
            return []
        self.charts += 1
        data = [{"label": label, "value": value} for label, (_, value) in zip(labels, bars.bars, strict=True)]
        series = [{"name": clip(bars.title, CHART_LABEL), "data": data}]
        chart = {"type": "bar", "series": series, "axis_config": {"categories": labels}}
        return [{"type": "data_visualization", "title": clip(bars.title, CHART_TITLE), "chart": chart}]


def _data_table(table: Table, title: str) -> Block:
    """Return a table that a reader can sort by its numbers, all rows on one page."""
    header = [_cell(cell, None) for cell in table.header]
    rows = [
        [_cell(cell, number) for cell, number in zip(row, numbers, strict=True)]
        for row, numbers in zip(table.rows, table.numbers, strict=True)
    ]
    caption = clip(title or table.header[0], HEADER)
    return {"type": "data_table", "caption": caption, "rows": [header, *rows], "page_size": max(len(rows), 1)}


def _cell(text: str, number: float | None) -> Block:
    shown: Block = {"type": "raw_text", "text": visible_text(text) or EMPTY}
    return shown if number is None else shown | {"type": "raw_number", "value": number}


def _length(block: object) -> int:
    """Return how many characters of text a block has."""
    if isinstance(block, dict):
        return sum(len(v) if k == "text" and isinstance(v, str) else _length(v) for k, v in block.items())
    return sum(map(_length, block)) if isinstance(block, list) else 0


def _section(text: str) -> Block:
    return {"type": "section", "text": plain(text, SECTION)}


def _sections(text: str) -> list[Block]:
    parts, start = [], 0
    while start < len(text):
        end = start + (last_end(text[start:], SECTION) or SECTION)
        parts.append(_section(text[start:end]))
        start = end
    return parts or [_section(EMPTY)]


def _context(text: str) -> Block:
    return {"type": "context", "elements": [plain(text, FIELD)]}


def _quote(text: str) -> Block:
    runs = [{"type": "text", "text": clip(text, SECTION)}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": runs}]}


def _phone(phone: Phone) -> Block:
    # Rich text, as its parts are never read as markup.
    number = {"type": "link", "url": phone.uri, "text": clip(phone.number, BESIDE)}
    runs = [{"type": "text", "text": f"{clip(phone.label, LABEL)}: "}, number]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": runs}]}


def _fields(pairs: Sequence[tuple[str, str]]) -> list[Block]:
    lines = [f"{label}: {value or EMPTY}" for label, value in pairs]
    if any(len(line) > BESIDE for line in lines):
        return _sections("\n".join(lines))
    shown = [plain(line, FIELD) for line in lines]
    return [{"type": "section", "fields": shown[at : at + FIELDS]} for at in range(0, len(shown), FIELDS)]


def _actions(card: Card) -> list[Block]:
    """Return the rows of buttons; those of `card.more` in an overflow menu where it can hold them."""
    hidden = [_option(button) for button in card.more]
    has_overflow = len(hidden) in OVERFLOW and all(len(option["value"]) <= OPTION_VALUE for option in hidden)
    visible = card.buttons if has_overflow else card.buttons + card.more
    elements = [_button(button, number) for number, button in enumerate(visible)]
    elements += [{"type": "overflow", "action_id": f"{BUTTON_ID}:more", "options": hidden}] if has_overflow else []
    return list(_rows(elements))


def with_all_buttons(card: Card) -> Card:
    """Return a card whose feedback stands among the buttons under "…", where Slack has no buttons of its own for it."""
    return replace(card, more=card.more + card.feedback, feedback=()) if card.feedback else card


def _feedback(card: Card) -> list[Block]:
    """Return Slack's own buttons of feedback, a thumb up and one down; what they say is read aloud."""
    if len(card.feedback) != FEEDBACKS:
        return []
    yes, no = (
        {
            "text": plain(button.label, LABEL),
            "value": button.press.pack(),
            "accessibility_label": clip(button.label, LABEL),
        }
        for button in card.feedback
    )
    shown = {
        "type": "feedback_buttons",
        "action_id": f"{BUTTON_ID}:feedback",
        "positive_button": yes,
        "negative_button": no,
    }
    return [{"type": "context_actions", "elements": [shown]}]


def _rows(elements: list[Block]) -> Iterator[Block]:
    for start in range(0, len(elements), ACTIONS):
        yield {"type": "actions", "elements": elements[start : start + ACTIONS]}


def _button(button: Button, number: int) -> Block:
    shown: Block = {
        "type": "button",
        # With a number, as Slack refuses two elements of one block with the same id.
        "action_id": f"{BUTTON_ID}:{number}",
        "text": plain(button.label, LABEL),
        "value": button.press.pack(),
    }
    return shown | ({"style": "primary"} if button.style is Style.MAIN else {})


def _option(button: Button) -> Block:
    return {"text": plain(button.label, LABEL), "value": button.press.pack()}
