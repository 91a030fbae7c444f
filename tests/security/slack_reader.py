"""A model of how Slack reads a message or a view: what it shows of each text, and what in it acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CONTROL = re.compile(r"<([@#!][^<>\n]*|[a-z][a-z0-9+.-]*:[^<>\n]*)>", re.IGNORECASE)
"""A mention, a broadcast, a channel or a link: acts in every text that is not plain, with styles or without."""
STYLED = re.compile(r"(?<![\w\\])([*_~`])(?=\S)[^\n]*?(?<=\S)\1(?!\w)")
QUOTED = re.compile(r"^(?:>|&gt;)", re.MULTILINE)
BARE_LINK = re.compile(r"\bhttps?://", re.IGNORECASE)
DIALS = re.compile(r"tel:\+?[0-9]*")
"""A link that dials a number and does nothing else."""
EMOJI = re.compile(r":[a-z0-9_+'-]+:", re.IGNORECASE)
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
ENTITY = re.compile("|".join(ENTITIES))
CUT_ENTITY = re.compile(r"&(?!(?:amp|lt|gt);)")


@dataclass(frozen=True, kw_only=True)
class ReadText:
    """What people see of one text, and what in it does something."""

    shown: str
    acts: tuple[str, ...] = ()


def read_text(text: str, *, styles: bool) -> ReadText:
    """Return how Slack reads a text of markup: its control sequences always, styles and bare links where it is told to."""
    acts = [found[0] for found in CONTROL.finditer(text)]
    acts += [f"half an entity: {text[found.start() :][:8]}" for found in CUT_ENTITY.finditer(text)]
    if styles:
        acts += [found[0] for pattern in (STYLED, QUOTED, BARE_LINK, EMOJI) for found in pattern.finditer(text)]
    return ReadText(shown=ENTITY.sub(lambda found: ENTITIES[found[0]], text), acts=tuple(acts))


def read_payload(payload: dict[str, Any]) -> list[ReadText]:
    """Return every text of a message, a view or a Home."""
    summary = payload.get("text", "")
    read = [read_text(summary, styles=payload.get("mrkdwn", True) and not payload.get("blocks"))] if summary else []
    return read + list(_blocks(payload, inside=None))


def _blocks(value: object, inside: str | None) -> Iterator[ReadText]:
    match value:
        case {"type": "mrkdwn" | "markdown", "text": str(text)}:
            yield read_text(text, styles=True)
        case {"type": "plain_text", "text": str(text)}:
            acts = EMOJI.findall(text) if value.get("emoji", True) else []
            yield ReadText(shown=text, acts=tuple(acts))
        case {"type": "raw_text", "text": str(text)}:
            yield ReadText(shown=text)
        case {"type": "text", "text": str(text)} if inside == "elements":
            yield ReadText(shown=text, acts=tuple(value.get("style", ())))
        case {"type": "link", "url": str(url), "text": str(text)} if inside == "elements" and DIALS.fullmatch(url):
            yield ReadText(shown=text)
        case {"type": "link" | "user" | "channel" | "broadcast" | "usergroup" | "emoji" as kind} if (
            inside == "elements"
        ):
            yield ReadText(shown="", acts=(f"a {kind} element",))
        case {"type": "data_visualization", "title": str(title), "chart": chart}:
            yield ReadText(shown=title)
            yield from (ReadText(shown=label) for label in chart["axis_config"]["categories"])
            yield from (ReadText(shown=series["name"]) for series in chart["series"])
        case dict():
            for name, each in value.items():
                yield from _blocks(each, name)
        case list():
            for each in value:
                yield from _blocks(each, inside)
