"""A model of how Teams reads an activity and a card: what it shows of each text, and what in it acts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from tests.security.slack_reader import ReadText

FUNCTION = re.compile(r"\{\{(?:DATE|TIME)\([^{}]*\)\}\}")
"""A function of Adaptive Cards: carried out in text blocks and in text runs alike."""
TEMPLATE = re.compile(r"\$\{[^{}]*\}")
TAG = re.compile(r"</?(?:at|[a-z][a-z0-9]*)\b[^<>]*>|<!--", re.IGNORECASE)
MARKUP = re.compile(
    r"(?<!\\)(?:\\\\)*(?:\[[^\]\n]*\]\([^)\n]*\)|\[[^\]\n]*\]\[|(?P<run>\*{1,3}|_{1,3}|~~|`{1,3})(?=\S)[^\n]*?(?<=\S)(?<!\\)(?P=run)|\|\|)"
)
ADDRESS = re.compile(
    r"\b(?:https?|ftp):/+\S|\b(?:mailto|file|javascript):\S|(?<![\w@.])[\w-]*\w\.[^\W\d_]{2,}\b", re.IGNORECASE
)
"""What is made a link without markup: an address with its scheme, or a bare domain."""
LINE_MARKUP = re.compile(
    r"^(?:[ \t]*#{1,6}(?:\s|$)|[ \t]*>|[ \t]*(?:[-+*]|\d{1,9}[.)])(?:\s|$)|[ \t]*(?:-{2,}|=+|\*{3,}|_{3,})[ \t]*$|(?: {4}|\t)\S)",
    re.MULTILINE,
)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~|:>=])")
JOINER = "\u2060"


def read_markdown(text: str) -> ReadText:
    """Return how Teams reads the text of a message, of a text block or of a card's fallback: Markdown, HTML, functions."""
    acts = [
        found[0]
        for pattern in (FUNCTION, TEMPLATE, TAG, MARKUP, ADDRESS, LINE_MARKUP)
        for found in pattern.finditer(text)
    ]
    shown = html.unescape(ESCAPED.sub(r"\1", text))
    return ReadText(shown=shown, acts=tuple(acts))


def read_plain(text: str) -> ReadText:
    """Return how Teams reads a text run, a label or a title: literally, but for the functions of cards."""
    return ReadText(shown=text, acts=tuple(FUNCTION.findall(text)))


def read_summary(text: str) -> ReadText:
    """Return how Teams reads a notification: entities once, tags, functions and templates."""
    acts = [found[0] for pattern in (FUNCTION, TEMPLATE, TAG) for found in pattern.finditer(text)]
    return ReadText(shown=html.unescape(text), acts=tuple(acts))


def read_activity(activity: dict[str, Any]) -> list[ReadText]:
    """Return every text of an activity and its cards."""
    read = [read_markdown(activity["text"])] if activity.get("text") else []
    read += [read_summary(activity["summary"])] if activity.get("summary") else []
    return read + [text for each in activity.get("attachments", ()) for text in read_card(each["content"])]


def read_card(card: object) -> Iterator[ReadText]:
    """Yield every text of a card."""
    match card:
        case {"type": "TextBlock", "text": str(text)}:
            yield read_markdown(text)
        case {"type": "TextRun", "text": str(text)}:
            yield read_plain(text)
        case dict():
            for name, each in card.items():
                if isinstance(each, str):
                    yield from _attribute(name, each)
                elif name not in ("data", "fallback"):
                    yield from read_card(each)
        case list():
            for each in card:
                yield from read_card(each)


def _attribute(name: str, text: str) -> Iterator[ReadText]:
    match name:
        case "fallbackText" | "errorMessage":
            yield read_markdown(text)
        case "title" | "label" | "placeholder" | "x" | "altText" | "text" | "speak":
            yield read_plain(text)
