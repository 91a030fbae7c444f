"""The text of a message as its writer sees it, without what the client puts around a line."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from adapters.common.line_marks import without_marks
from adapters.teams.guard import Activity, text_at

MENTION = re.compile(r"<at\b[^<>]*>([^<]*)</at>", re.IGNORECASE)
QUOTED = re.compile(r"<quoted\b[^<>]*(?:/>|>[^<>]*</quoted>)", re.IGNORECASE)
"""What the client puts before an answer to a message: which one, with or without its words."""
BREAK_TAG = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
ANY_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
"""An entity to its semicolon: without one, the address `?a=1&region=dk` would hold a registered trademark."""
NO_BREAK_SPACE = re.compile(r"&nbsp;|\u00a0", re.IGNORECASE)
ESCAPED_SIGN = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])")
XML = "xml"
DECODED = frozenset({XML, "markdown", "extendedmarkdown"})
"""Formats of texts in which entities are written; a text of any other format is plain."""
SPACES = re.compile(r"[^\S\n]+")
TEXT_LIMIT = 40_000
"""Characters of a message that are read; Teams' own limit is below, and lines hold far less."""


def entities_of(activity: Activity) -> list[Mapping[str, Any]]:
    """Return the entities of an activity."""
    found = activity.get("entities")
    return [entity for entity in found if isinstance(entity, dict)] if isinstance(found, list) else []


def message_text(activity: Activity) -> str:
    """Return a message as plain text, without the mention of the bot, what it quotes and the marks around it."""
    text = _without_own_mentions(activity, str(activity.get("text") or "")[:TEXT_LIMIT])
    text_format = text_at(activity, "textFormat").lower()
    # A mention is markup in every format, so that the name in it is always escaped.
    decoded = str if text_format in DECODED else _decoded
    text = QUOTED.sub(" ", MENTION.sub(lambda found: f"@{decoded(found[1])}", text))
    return without_marks(_collapse_spaces(_unescaped(text, text_format)))


def _without_own_mentions(activity: Activity, text: str) -> str:
    bot = text_at(activity, "recipient.id")
    mentions = [entity for entity in entities_of(activity) if entity.get("type") == "mention"]
    own = [mention for mention in mentions if text_at(mention, "mentioned.id") == bot]
    for mention in own:
        if marked := text_at(mention, "text"):
            # By the entity: the SDK's own stripping takes the bot's name out of the whole text. A space, as clients
            # send none behind a mention.
            text = text.replace(marked, " ", 1)
    names = (
        [text_at(mention, "mentioned.name") for mention in own] if mentions else [text_at(activity, "recipient.name")]
    )
    own_names = {name.casefold() for name in names if name}
    return MENTION.sub(lambda found: " " if html.unescape(found[1]).casefold() in own_names else found[0], text)


def _unescaped(text: str, text_format: str) -> str:
    """Undo, once, the escaping that the format of a text says it has; Teams escapes nothing in a plain one."""
    if text_format not in DECODED:
        return text
    if text_format == XML:
        return _decoded(ANY_TAG.sub("", BREAK_TAG.sub("\n", text)))
    return _decoded(ESCAPED_SIGN.sub(r"\1", text))


def _decoded(text: str) -> str:
    return ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def plain_html(text: str) -> str:
    """Return a message's HTML as plain text."""
    return _collapse_spaces(_decoded(ANY_TAG.sub("", BREAK_TAG.sub(" ", text[:TEXT_LIMIT]))))


def one_line(text: str) -> str:
    """Return a text with one space in place of every run of white space."""
    return " ".join(text.split())


def _collapse_spaces(text: str) -> str:
    # The client itself puts a no-break space behind a mention, as an entity even into a plain text.
    return SPACES.sub(" ", NO_BREAK_SPACE.sub(" ", text)).strip()
