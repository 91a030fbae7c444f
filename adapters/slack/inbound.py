"""Slack's payloads as neutral events, each with the key under which it is carried out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import Any

from adapters.slack.forms import ModalMetadata, filled
from adapters.slack.message_text import command_text, message_text, users_by_name
from bot.messages.events import Correction, Line, Place, Pressed, Scope, Sender, Submission
from bot.messages.press import UNKNOWN_BUTTON, Press, typed_values
from bot.records import record

NAME = "slack"
LOG = "log"
PROMISE = "promise"
PROMISE_LENGTH = 300
"""Characters of a message that a promise made from it holds."""
HIDDEN_NAMES = frozenset({"directmessage", "privategroup"})
"""Stand for the names of channels that Slack does not tell."""
Payload = Mapping[str, Any]
"""The fields that are read of a payload; its `team_id` is that of the workspace that it is carried out for."""


@record(kw_only=True)
class Mentions:
    """The people of one payload: its sender, the names of mentioned users by id, and the bot's own user id."""

    sender: Sender
    mentioned: Mapping[str, str] = field(default_factory=dict)
    bot: str = ""


def place_of(channel: str, name: str = "", thread: str = "") -> Place:
    """Return a channel as a neutral place; a direct message, or no channel, is private."""
    # Slack's ids tell by their first letter: D is a direct message.
    if not channel or channel.startswith("D"):
        return Place(platform=NAME)
    shown = "" if name in HIDDEN_NAMES else name
    return Place(platform=NAME, scope=Scope.CHANNEL, channel=channel, name=shown, thread=thread)


def key_of(body: Payload) -> str:
    """Return the key of a command, a press or a shortcut, by its trigger id, which Slack makes for it alone."""
    parts = (NAME, body["team_id"], *([body["user_id"], body["command"]] if "command" in body else []))
    return ":".join((*parts, body["trigger_id"]))


def receipt_of(team: str, channel: str, stamp: str) -> str:
    """Return the receipt of a posted message: `slack:TEAM:CHANNEL:TS`."""
    return f"{NAME}:{team}:{channel}:{stamp}"


def line_of_command(body: Payload, verbs: Mapping[str, str], names: Mentions, at: datetime) -> Line:
    """Return a slash command as a typed line; `verbs` has the verb of each command, empty for the root command."""
    verb = verbs[body["command"]]
    said = command_text(str(body.get("text", "")), names.mentioned)
    place = place_of(body["channel_id"], str(body.get("channel_name", "")))
    mentioned = users_by_name(str(body.get("text", "")), names.mentioned)
    text = f"{verb} {said}".strip()
    return Line(sender=names.sender, at=at, text=text, key=key_of(body), place=place, mentioned=mentioned)


def line_of_message(body: Payload, names: Mentions, at: datetime) -> Line:
    """Return a direct message or a mention as a typed line, without the mention of the bot."""
    event = body["event"]
    text = message_text(str(event.get("text", "")), names.mentioned, names.bot)
    return Line(
        sender=names.sender,
        at=at,
        text=text,
        key=f"{NAME}:{body['event_id']}",
        place=place_of(str(event.get("channel", "")), thread=str(event.get("thread_ts", ""))),
        origin=origin_of(body, event),
        mentioned=users_by_name(str(event.get("text", "")), names.mentioned),
    )


def correction(body: Payload, names: Mentions, at: datetime) -> Correction:
    """Return an edited message as a correction of the line that it was."""
    event = body["event"]
    message = event["message"]
    return Correction(
        sender=names.sender,
        at=at,
        text=message_text(str(message.get("text", "")), names.mentioned, names.bot),
        key=f"{NAME}:{body['event_id']}",
        place=place_of(str(event.get("channel", "")), thread=str(message.get("thread_ts", ""))),
        origin=origin_of(body, message, str(event.get("channel", ""))),
        mentioned=users_by_name(str(message.get("text", "")), names.mentioned),
    )


def as_changed(body: Payload) -> Payload:
    """Return a message that came anew after an edit, such as a mention, in the shape of Slack's notice of an edit."""
    event = body["event"]
    return {**body, "event": {"channel": event.get("channel", ""), "message": event}}


def key_of_edit(body: Payload) -> str:
    """Return the key of one edit of one message, which Slack may tell of by two events."""
    event = body["event"]
    message = event["message"]
    edit = message.get("edited", {}).get("ts") or body["event_id"]
    return f"edit:{origin_of(body, message, str(event.get('channel', '')))}:{edit}"


def origin_of(body: Payload, message: Payload, channel: str = "") -> str:
    """Return the id by which a later edit finds the entries of a message: its receipt."""
    return receipt_of(body["team_id"], channel or str(message.get("channel", "")), str(message.get("ts", "")))


def message_text_of(body: Payload) -> str:
    """Return the message that a message shortcut is about, in Slack's markup; empty for a global shortcut."""
    message = body.get("message")
    return str(message.get("text") or "") if isinstance(message, dict) else ""


def shortcut_press(body: Payload, names: Mentions, at: datetime) -> Pressed:
    """Return a global or message shortcut as a press that opens the form of its command."""
    said = message_text(message_text_of(body), names.mentioned)[:PROMISE_LENGTH]
    values = typed_values({"what": " ".join(said.split())}) if said else {}
    press = Press(verb="promise", values=values) if body["callback_id"] == PROMISE else Press(verb="call")
    return Pressed(sender=names.sender, at=at, press=press, key=key_of(body), place=place_of_press(body))


def metadata_of(body: Payload) -> ModalMetadata | None:
    """Return the metadata of a modal, None outside a modal and for one that we did not make."""
    try:
        return ModalMetadata.unpack(str((body.get("view") or {}).get("private_metadata", "")))
    except ValueError:
        return None


def place_of_press(body: Payload) -> Place:
    """Return where a button was pressed; in a modal, the place where its form was asked for."""
    if metadata := metadata_of(body):
        return place_of(metadata.channel, metadata.channel_name, metadata.thread)
    channel = body.get("channel") or {}
    container = body.get("container") or {}
    thread = str(container.get("thread_ts", ""))
    return place_of(str(channel.get("id", "")), str(channel.get("name", "")), thread)


def receipt_of_press(body: Payload) -> str:
    """Return the receipt of the message with the pressed button, empty when it is on the Home or in a modal."""
    container = body.get("container") or {}
    channel, stamp = str(container.get("channel_id", "")), str(container.get("message_ts", ""))
    return receipt_of(body["team_id"], channel, stamp) if channel and stamp else ""


def press_event(body: Payload, sender: Sender, at: datetime) -> Pressed:
    """Return a pressed button as an event."""
    place, press = place_of_press(body), press_of(body["actions"][0])
    return Pressed(sender=sender, at=at, press=press, receipt=receipt_of_press(body), key=key_of(body), place=place)


def press_of(action: Payload) -> Press:
    """Return the press in a button's value; `unknown button` for a value that we did not make."""
    value = action.get("value") or (action.get("selected_option") or {}).get("value")
    try:
        return Press.unpack(str(value))
    except ValueError:
        return UNKNOWN_BUTTON


def submission(body: Payload, sender: Sender, at: datetime) -> Submission:
    """Return a submitted modal as an event; raises ValueError when its metadata is not ours."""
    view = body["view"]
    metadata = ModalMetadata.unpack(str(view.get("private_metadata", "")))
    entered, picked = filled(view["state"]["values"])
    key = f"{NAME}:{body['team_id']}:{view['id']}:{view.get('hash', '')}"
    place = place_of(metadata.channel, metadata.channel_name, metadata.thread)
    kept = dict(metadata.kept) | picked
    submitted = Submission(sender=sender, at=at, verb=metadata.verb, values=entered, kept=kept, key=key, place=place)
    return replace(submitted, receipt=metadata.receipt)
