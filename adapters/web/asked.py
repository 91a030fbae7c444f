"""What a page asks over its socket, as neutral events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters.web.room import CHANNEL
from bot.language.names import fold
from bot.messages.events import Event, Line, Place, Pressed, Scope, Sender, Submission
from bot.messages.press import Press

NAME = "web"
Asked = Mapping[str, Any]


def read(data: str) -> Asked:
    """Return what a page sent; nothing when it is not ours."""
    try:
        asked = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return asked if isinstance(asked, dict) else {}


def event(asked: Asked, at: datetime, channel: str) -> Event | None:
    """Return the event of a typed line, a press or a filled form; None for anything else."""
    person = str(asked.get("person", ""))
    if not person:
        return None
    public = asked.get("place") == "channel"
    common: dict[str, Any] = {
        "sender": Sender(platform=NAME, user=fold(person), name=person),
        "at": at,
        "place": Place(scope=Scope.CHANNEL, channel=CHANNEL, name=channel) if public else Place(),
        "key": f"{NAME}:{asked['id']}" if asked.get("id") else "",
    }
    try:
        return _event(asked, common)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def _event(asked: Asked, common: dict[str, Any]) -> Event | None:
    match asked.get("type"):
        case "say":
            return Line(text=str(asked["text"]), **common)
        case "press":
            return Pressed(press=Press.unpack(str(asked["payload"])), receipt=str(asked.get("receipt", "")), **common)
        case "submit":
            values = {str(k): str(v) for k, v in asked["values"].items()}
            kept = {str(k): str(v) for k, v in asked.get("kept", {}).items()}
            return Submission(verb=str(asked["verb"]), values=values, kept=kept, **common)
        case _:
            return None
