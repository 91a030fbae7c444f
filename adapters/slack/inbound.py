"""What Slack sends as neutral events, each with the key under which it counts once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from adapters.slack.forms import ModalMetadata, filled
from adapters.slack.guard import team_of
from adapters.slack.typed import commanded, typed
from bot.messages.events import Correction, Line, Place, Pressed, Scope, Sender, Submission
from bot.messages.press import UNKNOWN_BUTTON, Press, typed_values

NAME = "slack"
LOG = "log"
PROMISE = "promise"
PROMISED = 300
"""Characters of a message that a promise made from it begins with."""
UNNAMED = frozenset({"directmessage", "privategroup"})
"""What Slack calls channels whose name it does not tell."""
Payload = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Mentions:
    """Who typed, who is mentioned, and which user id is the bot's own."""

    sender: Sender
    mentioned: Mapping[str, str] = field(default_factory=dict)
    bot: str = ""


def place_of(channel: str, name: str = "", thread: str = "") -> Place:
    """Return where something happened; a direct message is private."""
    if not channel or channel.startswith("D"):
        return Place(platform=NAME)
    shown = "" if name in UNNAMED else name
    return Place(platform=NAME, scope=Scope.CHANNEL, channel=channel, name=shown, thread=thread)


def key_of(body: Payload) -> str:
    """Return the key of a command, a press or a shortcut; its trigger is made for it alone."""
    parts = (NAME, team_of(body), *([body["user_id"], body["command"]] if "command" in body else []))
    return ":".join((*parts, body["trigger_id"]))


def receipt_of(team: str, channel: str, stamp: str) -> str:
    """Return the address of a posted message."""
    return f"{NAME}:{team}:{channel}:{stamp}"


def command_line(body: Payload, verbs: Mapping[str, str], names: Mentions, at: datetime) -> Line:
    """Return a slash command as the line that it stands for; `verbs` says what each begins with."""
    verb = verbs[body["command"]]
    said = commanded(str(body.get("text", "")), names.mentioned)
    place = place_of(body["channel_id"], str(body.get("channel_name", "")))
    return Line(sender=names.sender, at=at, text=f"{verb} {said}".strip(), key=key_of(body), place=place)


def message_line(body: Payload, names: Mentions, at: datetime) -> Line:
    """Return a message or a mention as a typed line, without the mention of the bot."""
    event = body["event"]
    text = typed(str(event.get("text", "")), names.mentioned, names.bot)
    return Line(
        sender=names.sender,
        at=at,
        text=text,
        key=f"{NAME}:{body['event_id']}",
        place=place_of(str(event.get("channel", "")), thread=str(event.get("thread_ts", ""))),
        origin=origin_of(body, event),
    )


def correction(body: Payload, names: Mentions, at: datetime) -> Correction:
    """Return an edited message as what it says now."""
    event = body["event"]
    message = event["message"]
    return Correction(
        sender=names.sender,
        at=at,
        text=typed(str(message.get("text", "")), names.mentioned, names.bot),
        key=f"{NAME}:{body['event_id']}",
        place=place_of(str(event.get("channel", "")), thread=str(message.get("thread_ts", ""))),
        origin=origin_of(body, message, str(event.get("channel", ""))),
    )


def origin_of(body: Payload, message: Payload, channel: str = "") -> str:
    """Return the name of a message that a later edit knows it by."""
    return receipt_of(team_of(body), channel or str(message.get("channel", "")), str(message.get("ts", "")))


def said_in(body: Payload) -> str:
    """Return the marked-up text of the message that a message shortcut is about."""
    message = body.get("message")
    return str(message.get("text") or "") if isinstance(message, dict) else ""


def shortcut_event(body: Payload, names: Mentions, at: datetime) -> Pressed:
    """Return a global or message shortcut as the command whose form it opens."""
    said = typed(said_in(body), names.mentioned)[:PROMISED]
    values = typed_values({"what": " ".join(said.split())}) if said else {}
    press = Press(verb="promise", values=values) if body["callback_id"] == PROMISE else Press(verb="call")
    return Pressed(sender=names.sender, at=at, press=press, key=key_of(body), place=place_in(body))


def carried_by(body: Payload) -> ModalMetadata | None:
    """Return what a modal carries, None when it is none of ours."""
    try:
        return ModalMetadata.unpack(str((body.get("view") or {}).get("private_metadata", "")))
    except ValueError:
        return None


def place_in(body: Payload) -> Place:
    """Return where a button was pressed; in a modal, where that was asked for."""
    if carried := carried_by(body):
        return place_of(carried.channel, carried.channel_name, carried.thread)
    channel = body.get("channel") or {}
    container = body.get("container") or {}
    thread = str(container.get("thread_ts", ""))
    return place_of(str(channel.get("id", "")), str(channel.get("name", "")), thread)


def pressed_message(body: Payload) -> str:
    """Return the address of the message that a button sits on, empty where it sits elsewhere."""
    container = body.get("container") or {}
    channel, stamp = str(container.get("channel_id", "")), str(container.get("message_ts", ""))
    return receipt_of(team_of(body), channel, stamp) if channel and stamp else ""


def pressed(body: Payload, sender: Sender, at: datetime) -> Pressed:
    """Return a pressed button; one that we did not make names no command."""
    place, press = place_in(body), press_of(body["actions"][0])
    return Pressed(sender=sender, at=at, press=press, receipt=pressed_message(body), key=key_of(body), place=place)


def press_of(action: Payload) -> Press:
    """Return what a button stands for; one that we did not make stands for nothing."""
    value = action.get("value") or (action.get("selected_option") or {}).get("value")
    try:
        return Press.unpack(str(value))
    except ValueError:
        return UNKNOWN_BUTTON


def submission(body: Payload, sender: Sender, at: datetime) -> Submission:
    """Return a filled-in modal; raises ValueError when it carries no form of ours."""
    view = body["view"]
    carried = ModalMetadata.unpack(str(view.get("private_metadata", "")))
    entered, picked = filled(view["state"]["values"])
    key = f"{NAME}:{team_of(body)}:{view['id']}:{view.get('hash', '')}"
    place = place_of(carried.channel, carried.channel_name, carried.thread)
    kept = dict(carried.kept) | picked
    submitted = Submission(sender=sender, at=at, verb=carried.verb, values=entered, kept=kept, key=key, place=place)
    return replace(submitted, receipt=carried.receipt)
