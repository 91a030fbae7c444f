"""Messages that a page sends over its WebSocket, as neutral events."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from adapters.web.chat_room import CHANNEL, open_kept, open_press
from bot.language.names import clean_name, fold
from bot.language.tokens import forbidden_character
from bot.messages.events import Event, Line, MemberStatus, Place, Pressed, Scope, Sender, Submission
from bot.messages.outside_json import read_shallow
from bot.messages.press import UNKNOWN_BUTTON
from bot.messages.seal import Sealer

NAME = "web"
MACHINE_VALUES = ("person", "id", "receipt")
PageMessage = Mapping[str, Any]


def parse(data: str) -> PageMessage:
    """Return a message as an object; an empty one when it is not a JSON object."""
    try:
        message = read_shallow(data)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def event_of(
    message: PageMessage, at: datetime, channel: str, sealer: Sealer, guests: Collection[str] = ()
) -> Event | None:
    """Return the event of a typed line, a pressed button or a submitted form; None for anything else.

    `guests` are the names of those who read the channel and are no members.
    """
    person = clean_name(str(message.get("person", "")))
    # What nobody typed is not refused in a sentence; half a character in it could not be stored.
    if not person or forbidden_character("".join(str(message.get(name, "")) for name in MACHINE_VALUES)):
        return None
    standing = MemberStatus.GUEST if fold(person) in map(fold, guests) else MemberStatus.MEMBER
    is_public = message.get("place") == "channel"
    common: dict[str, Any] = {
        "sender": Sender(platform=NAME, user=fold(person), name=person, standing=standing),
        "at": at,
        "place": Place(scope=Scope.CHANNEL, channel=CHANNEL, name=channel) if is_public else Place(),
        "key": f"{NAME}:{message['id']}" if message.get("id") else "",
    }
    try:
        return _event(message, common, sealer)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def _event(message: PageMessage, common: dict[str, Any], sealer: Sealer) -> Event | None:
    person = common["sender"].name
    match message.get("type"):
        case "say":
            return Line(text=str(message["text"]), **common)
        case "press":
            receipt = str(message.get("receipt", ""))
            try:
                press = open_press(sealer, str(message["payload"]), receipt, person)
            except ValueError:
                return Pressed(press=UNKNOWN_BUTTON, **common)
            return Pressed(press=press, receipt=receipt, **common)
        case "submit":
            values = {str(k): str(v) for k, v in message["values"].items()}
            verb = str(message["verb"])
            try:
                kept = open_kept(sealer, message.get("kept", {}), verb, person)
            except ValueError:
                return Pressed(press=UNKNOWN_BUTTON, **common)
            return Submission(verb=verb, values=values, kept=kept, **common)
        case _:
            return None
