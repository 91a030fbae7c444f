"""Requests are verified, then parsed, then checked for the fields that listeners read.

This happens before Bolt, which would parse before it verifies, and log the bodies that it refuses.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote_to_bytes

from adapters.slack.payload_fields import named_workspaces, read_fields
from bot.messages.outside_json import read_shallow
from bot.records import record

BODY_LIMIT = 1024 * 1024
"""Bytes of a request; Slack's largest payloads stay far below."""
# As Slack advises: an older request may have been recorded and sent again.
WINDOW = timedelta(minutes=5)
STAMP = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"
# Bolt answers a stamp that is no number with 500; the length keeps `fromtimestamp` within its range.
STAMP_SHAPE = re.compile(rb"[0-9]{1,11}")
SIGNATURE_SHAPE = re.compile(rb"v0=[0-9a-f]{64}")
JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"
FORM_FIELDS = 100
INTERACTIONS = frozenset(
    {"block_actions", "view_submission", "view_closed", "block_suggestion", "shortcut", "message_action"}
)
NEEDED_OF_VIEW = ("view.id", "view.type")
NEEDED_OF = {
    "block_actions": ("trigger_id", "actions.0.action_id"),
    "view_submission": (*NEEDED_OF_VIEW, "view.callback_id"),
    "view_closed": (*NEEDED_OF_VIEW, "view.callback_id"),
    "block_suggestion": ("action_id", "block_id"),
    "shortcut": ("trigger_id", "callback_id"),
    "message_action": ("trigger_id", "callback_id", "channel.id", "message.ts"),
}
NEEDED_OF_COMMAND = ("command", "team_id", "user_id", "trigger_id", "channel_id")
EVENT_CALLBACK = "event_callback"
NEEDED_OF_EVENT = ("event_id", "event.type")
NEEDED_OF_NOTICE: Mapping[str, tuple[str, ...]] = {"url_verification": ("challenge",), "app_rate_limited": ()}


class BadSignature(Exception):
    """The request is not signed by Slack; the message is for the log alone."""


class MalformedPayload(Exception):
    """The request is signed, but has no shape that Slack sends; the message is for the log alone."""


@record(kw_only=True)
class SlackGuard:
    """Verifies requests against the signing secret; `now` is machine time."""

    secret: str = field(repr=False)
    now: Callable[[], datetime]

    def verify(self, headers: Mapping[str, Sequence[str]], body: bytes) -> None:
        """Raise BadSignature unless the signature fits and is at most `WINDOW` old."""
        stamp, signature = _only(headers, STAMP), _only(headers, SIGNATURE)
        if not STAMP_SHAPE.fullmatch(stamp):
            raise BadSignature("timestamp")
        if abs(self.now() - datetime.fromtimestamp(int(stamp), UTC)) > WINDOW:
            raise BadSignature("age")
        if not SIGNATURE_SHAPE.fullmatch(signature):
            raise BadSignature("signature shape")
        digest = hmac.digest(self.secret.encode(), b"v0:" + stamp + b":" + body, "sha256").hex()
        if not hmac.compare_digest(b"v0=" + digest.encode(), signature):
            raise BadSignature("signature")


def _only(headers: Mapping[str, Sequence[str]], name: str) -> bytes:
    values = headers.get(name, ())
    # Bolt lets in a request with two signatures of which one fits.
    if len(values) != 1:
        raise BadSignature(f"{len(values)} of {name}")
    return values[0].encode("utf-8", "surrogateescape")


def parsed(content_type: str, body: bytes) -> dict[str, Any]:
    """Return the payload of a verified body, with every field that its kind needs; raises MalformedPayload."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in (JSON_TYPE, FORM_TYPE):
        raise MalformedPayload("content type")
    try:
        text = body.decode()
        payload = _object(text) if kind == JSON_TYPE else _form(text)
    except ValueError as error:
        raise MalformedPayload("body") from error
    return checked(payload)


def _form(text: str) -> dict[str, Any]:
    fields = fields_of_form(text)
    return _object(fields["payload"]) if "payload" in fields else fields


def fields_of_form(text: str) -> dict[str, Any]:
    """Return the fields of a form, each of which stands there once; raises ValueError."""
    if text.count("&") >= FORM_FIELDS:
        raise ValueError("too many fields")
    # By hand: `parse_qsl` takes several times as long, half of what the guard does.
    pairs = [pair.partition("=") for pair in text.replace("+", " ").split("&") if pair]
    fields = {
        _unquoted(name) if "%" in name else name: _unquoted(value) if "%" in value else value
        for name, _, value in pairs
    }
    # Which of the two counts differs between parsers, so Bolt might read another one than was checked.
    if len(fields) != len(pairs):
        raise ValueError("a field twice")
    return fields


def _unquoted(text: str) -> str:
    """Return a name or a value of a form; raises ValueError for bytes that are no text."""
    return unquote_to_bytes(text).decode()


def _object(text: str) -> dict[str, Any]:
    # Not the strict reader: half a character in what somebody typed is for the dispatcher to explain.
    found = read_shallow(text)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def checked(payload: Mapping[str, object]) -> dict[str, Any]:
    """Return the fields that are read of a payload; raises MalformedPayload when it lacks one that its kind needs."""
    found = read_fields(payload)
    if "ssl_check" in found:
        return found
    if missing := [path for path in _needed(found) if not _text_at(found, path)]:
        raise MalformedPayload(f"without {missing[0]}")
    if found.get("type") == EVENT_CALLBACK and not named_workspaces(found):
        raise MalformedPayload("without team_id")
    return found


def _needed(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the paths of the fields that a kind of payload needs; raises MalformedPayload for an unknown kind."""
    kind = payload.get("type")
    if "command" in payload:
        return NEEDED_OF_COMMAND
    if kind == EVENT_CALLBACK:
        return NEEDED_OF_EVENT
    if kind in INTERACTIONS:
        return ("user.id", *NEEDED_OF[kind], *(NEEDED_OF_VIEW if "view" in payload and kind == "block_actions" else ()))
    if kind not in NEEDED_OF_NOTICE:
        raise MalformedPayload("kind")
    return NEEDED_OF_NOTICE[str(kind)]


def _text_at(payload: object, path: str) -> bool:
    """Whether there is a text that is not empty at a dotted path."""
    for part in path.split("."):
        if isinstance(payload, list) and part.isdecimal():
            payload = payload[int(part)] if int(part) < len(payload) else None
        else:
            payload = payload.get(part) if isinstance(payload, dict) else None
    return isinstance(payload, str) and payload != ""
