"""What Slack refuses to draw: the documented limits of Block Kit, and markup that would act."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

Block = dict[str, Any]
MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
ALL_TEXT = 13_200
VIEW_BYTES = 250_000
MESSAGE_TYPES = frozenset(
    {
        "section",
        "header",
        "context",
        "actions",
        "divider",
        "image",
        "rich_text",
        "table",
        "data_table",
        "data_visualization",
        "markdown",
        "context_actions",
        "card",
        "carousel",
    }
)
VIEW_TYPES = frozenset({"section", "header", "context", "actions", "divider", "image", "rich_text", "input"})
ACTS = re.compile(r"<[!@#]|<https?:|<mailto:")
"""Markup that pings or links."""


def of_message(blocks: object, text: str) -> list[str]:
    """Return every reason why Slack would refuse the message."""
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return ["blocks are no list of objects"]
    found = [f"{len(blocks)} blocks"] if len(blocks) > MESSAGE_BLOCKS else []
    found += _each(blocks, MESSAGE_TYPES)
    found += ["two tables"] if sum(block.get("type") in ("table", "data_table") for block in blocks) > 1 else []
    found += ["three charts"] if sum(block.get("type") == "data_visualization" for block in blocks) > 2 else []
    if sum(len(text) for text in texts(blocks)) > ALL_TEXT:
        found.append("msg_blocks_too_long")
    return found + live_markup(blocks, text)


def of_view(view: Block) -> list[str]:
    """Return every reason why Slack would refuse a modal or a Home."""
    blocks = view.get("blocks")
    if not isinstance(blocks, list) or view.get("type") not in ("modal", "home"):
        return ["no view"]
    found = [f"{len(blocks)} blocks"] if len(blocks) > VIEW_BLOCKS else []
    found += _each(blocks, VIEW_TYPES) + live_markup(blocks, "")
    found += ["view too large"] if len(json.dumps(view).encode()) > VIEW_BYTES else []
    found += ["private_metadata"] if len(view.get("private_metadata", "")) > 3000 else []
    if view["type"] == "modal":
        found += [problem for name in ("title", "submit", "close") for problem in _label(view, name)]
        has_input = any(block.get("type") == "input" for block in blocks)
        found += ["input without submit"] if has_input and "submit" not in view else []
    return found


def _label(view: Block, name: str) -> list[str]:
    if name not in view:
        return ["no title"] if name == "title" else []
    return _text(view[name], 24, ("plain_text",), name)


def texts(value: object) -> Iterator[str]:
    """Yield every string that people read."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def live_markup(blocks: object, text: str) -> list[str]:
    """Return what would ping or link: only markup texts can."""
    marked = [text, *(markup["text"] for markup in _marked(blocks))]
    return [f"live markup: {text[:60]}" for text in marked if ACTS.search(text)]


def _marked(value: object) -> Iterator[Block]:
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value
        for inner in value.values():
            yield from _marked(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _marked(inner)


def _text(value: object, limit: int, kinds: tuple[str, ...], where: str) -> list[str]:
    if not isinstance(value, dict) or value.get("type") not in kinds or not isinstance(value.get("text"), str):
        return [f"{where}: no text object"]
    return [f"{where}: {len(value['text'])} characters"] if not 0 < len(value["text"]) <= limit else []


def _each(blocks: list[Block], allowed: frozenset[str]) -> list[str]:
    found = [f"type {block.get('type')}" for block in blocks if block.get("type") not in allowed]
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    found += ["block_id twice"] if len(set(ids)) != len(ids) else []
    for block in blocks:
        found += _block(block)
    return found


BOTH = ("plain_text", "mrkdwn")


def _block(block: Block) -> list[str]:
    match block.get("type"):
        case "header":
            return _text(block.get("text"), 150, ("plain_text",), "header")
        case "section":
            fields = block.get("fields", [])
            found = [p for field in fields for p in _text(field, 2000, BOTH, "field")]
            found += _text(block["text"], 3000, BOTH, "section") if "text" in block else []
            empty = not fields and "text" not in block
            return found + (["fields"] if len(fields) > 10 or empty else [])
        case "context":
            elements = block.get("elements", [])
            return [p for element in elements for p in _text(element, 3000, BOTH, "context")] + _count(
                elements, 10, "context"
            )
        case "actions":
            return _actions(block.get("elements", []))
        case "context_actions":
            return [p for element in block.get("elements", []) for p in _feedback(element)]
        case "carousel":
            elements = block.get("elements", [])
            return _count(elements, 10, "carousel") + [p for element in elements for p in _card(element)]
        case "card":
            return _card(block)
        case "table":
            return _table(block.get("rows", []))
        case "data_table":
            return _data_table(block)
        case "data_visualization":
            return _chart(block)
        case "input":
            return _input(block)
    return []


def _count(items: list[Any], most: int, where: str) -> list[str]:
    return [f"{where}: {len(items)} elements"] if not 0 < len(items) <= most else []


def _actions(elements: list[Block]) -> list[str]:
    ids = [element.get("action_id") for element in elements]
    found = ["action_id twice"] if len(set(ids)) != len(ids) else []
    for element in elements:
        if element.get("type") == "button":
            found += _text(element.get("text"), 75, ("plain_text",), "button")
            found += ["button value"] if len(element.get("value", "")) > 2000 else []
        elif element.get("type") == "overflow":
            found += _options(element.get("options", []), 5) + (
                ["overflow"] if len(element.get("options", [])) < 1 else []
            )
        else:
            found.append(f"element {element.get('type')}")
    return found + _count(elements, 25, "actions")


def _feedback(element: Block) -> list[str]:
    found = [] if element.get("type") == "feedback_buttons" and element.get("action_id") else ["feedback"]
    for name in ("positive_button", "negative_button"):
        button = element.get(name, {})
        found += _text(button.get("text"), 75, ("plain_text",), name)
        found += [f"{name} value"] if not 0 < len(button.get("value", "")) <= 2000 else []
        found += [f"{name} label"] if not 0 < len(button.get("accessibility_label", "x")) <= 75 else []
    return found


def _card(block: Block) -> list[str]:
    found = [] if block.get("type") == "card" else ["no card"]
    found += [] if {"hero_image", "title", "actions", "body"} & block.keys() else ["an empty card"]
    for name, limit in (("title", 150), ("subtitle", 150), ("body", 200)):
        found += _text(block[name], limit, ("plain_text",), f"card {name}") if name in block else []
    return found + (_actions(block["actions"]) + _count(block["actions"], 3, "card") if "actions" in block else [])


def _options(options: list[Block], most: int) -> list[str]:
    found = [p for option in options for p in _text(option.get("text"), 75, ("plain_text",), "option")]
    found += ["option value" for option in options if not 0 < len(option.get("value", "")) <= 150]
    return found + _count(options, most, "options")


def _table(rows: list[list[Block]]) -> list[str]:
    cells = [cell for row in rows for cell in row]
    found = ["cell" for cell in cells if cell.get("type") not in ("raw_text", "rich_text") or not cell.get("text")]
    found += ["columns"] if len({len(row) for row in rows}) != 1 or len(rows[0]) > 20 else []
    return found + _count(rows, 100, "rows")


def _data_table(block: Block) -> list[str]:
    rows = block.get("rows", [])
    found = [] if block.get("caption") else ["no caption"]
    found += [] if 1 <= block.get("page_size", 5) <= 100 else ["page_size"]
    found += ["header"] if any(cell["type"] != "raw_text" for cell in rows[0]) else []
    found += ["columns"] if len({len(row) for row in rows}) != 1 or not 0 < len(rows[0]) <= 20 else []
    for cell in (cell for row in rows for cell in row):
        known = cell.get("type") in ("raw_text", "raw_number") and cell.get("text")
        is_number = isinstance(cell.get("value"), int | float)
        found += [] if known and is_number is (cell["type"] == "raw_number") else ["cell"]
    return found + ([] if 2 <= len(rows) <= 101 else ["rows"])


def _chart(block: Block) -> list[str]:
    chart = block.get("chart", {})
    series, categories = chart.get("series", []), chart.get("axis_config", {}).get("categories", [])
    found = ["chart title"] if not 0 < len(block.get("title", "")) <= 50 else []
    found += _count(series, 6, "series") + _count(categories, 20, "categories")
    found += ["chart label"] if any(len(category) > 20 for category in categories) else []
    return found + [
        "category" for one_series in series if [point["label"] for point in one_series["data"]] != categories
    ]


def _input(block: Block) -> list[str]:
    element = block.get("element", {})
    found = _text(block.get("label"), 2000, ("plain_text",), "label")
    found += _text(block["hint"], 2000, ("plain_text",), "hint") if "hint" in block else []
    match element.get("type"):
        case "static_select":
            found += _options(element.get("options", []), 100)
            found += (
                ["initial_option"]
                if element.get("initial_option", element["options"][0]) not in element["options"]
                else []
            )
        case "external_select":
            found += _options([element["initial_option"]], 1) if "initial_option" in element else []
        case "plain_text_input":
            found += ["initial_value"] if len(element.get("initial_value", "")) > 3000 else []
        case "datepicker":
            date = element.get("initial_date", "2026-01-01")
            found += [] if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) else ["initial_date"]
        case other:
            found.append(f"input of {other}")
    return found
