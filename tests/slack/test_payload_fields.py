"""Each field of each payload, missing or of another kind: a status below 500, at most a line, no traceback."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import structlog

from tests.fakes.slack import Answer
from tests.slack.bench import Bench

Path = tuple[str | int, ...]
DEEP: Answer = {"a": {"a": {"a": {"a": {"a": [[[{"a": None}]]]}}}}}
INSTEAD: tuple[object, ...] = (None, 7, True, [], [1], {}, "", "x" * 100_000, "\ud800", DEEP)
"""What is put into the place of each field; half a character among it."""
MISSING = object()


async def recorded(house: Bench) -> dict[str, Answer]:
    """Return one payload of each kind that Slack sends."""
    fake = house.fake
    await house.say("promise acme price list by fri")
    message = fake.to("U1")[-1]
    await house.command("/promise acme")
    view = list(fake.views.values())[-1]
    typed = fake.message_event("call acme")
    edited = typed["event"] | {"text": "call acme meet", "edited": {"ts": "8.8"}}
    mention = {"type": "app_mention", "channel": "C1", "user": "U1", "text": "<@UBOT> call acme", "ts": "6.5"}
    changed = {"type": "message", "subtype": "message_changed", "channel": "D1", "channel_type": "im", "ts": "9.1"}
    connected = {"team_id": "T9", "authorizations": [{"team_id": "T1", "enterprise_id": None}]}
    return {
        "command": fake.command_body("/called", "acme", channel="C1", named="sales"),
        "message": fake.event_body(typed["event"] | {"thread_ts": "4.4"}),
        "edit": fake.event_body(changed | {"message": edited, "previous_message": typed["event"]}),
        "mention": fake.event_body(mention) | connected,
        "edited mention": fake.event_body(mention | {"edited": {"ts": "6.6", "user": "U1"}}),
        "home": fake.event_body({"type": "app_home_opened", "user": "U1", "tab": "home"}),
        "profile": fake.event_body({"type": "user_change", "user": fake.users["U2"] | {"profile": {"email": "b@b.example"}}}),
        "channel": fake.event_body({"type": "channel_rename", "channel": {"id": "C1", "name": "sales"}}),
        "tokens": fake.event_body({"type": "tokens_revoked", "tokens": {"oauth": ["U2"]}}),
        "press": fake.press_body(message, message.labels()[0]) | {"message": {"team": "T1", "ts": message.ts}},
        "press in a modal": fake.press_body(view | {"blocks": message.blocks, "type": "modal"}, message.labels()[0]),
        "submission": fake.submit_body(view, {"what": "list", "due": "2026-11-27"}),
        "closed": {"type": "view_closed", "team": {"id": "T1"}, "user": {"id": "U1"}, "view": view},
        "shortcut": fake.shortcut_body("log"),
        "shortcut on a message": fake.shortcut_body("promise", "send the price list"),
        "search": fake.options_body("ac"),
    }  # fmt: skip


def paths(value: object, at: Path = ()) -> Iterator[Path]:
    """Return the path of each field within a payload; blocks are drawn by Slack and never read."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = [(name, field) for name, field in value.items() if name != "blocks"]
    elif isinstance(value, list):
        inner = list(enumerate(value))
    for name, field in inner:
        yield (*at, name)
        yield from paths(field, (*at, name))


def with_field(payload: Answer, path: Path, value: object) -> Answer:
    """Return a payload with another value at a path, or without the field."""
    found: Any = copy.deepcopy(payload)
    holder = found
    for part in path[:-1]:
        holder = holder[part]
    if value is MISSING:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return found  # type: ignore[no-any-return]


KINDS = (
    "command", "message", "edit", "mention", "edited mention", "home", "profile", "channel", "tokens", "press",
    "press in a modal", "submission", "closed", "shortcut", "shortcut on a message", "search",
)  # fmt: skip


@pytest.mark.parametrize("way", ["request", "envelope"])
@pytest.mark.parametrize("kind", KINDS)
async def test_no_field_of_another_kind_is_an_error_of_the_server(house: Bench, kind: str, way: str) -> None:
    """Signed by Slack, over HTTP and over the socket: 200, 400, 401 or 404, and no line has a traceback."""
    payload = (await recorded(house))[kind]
    with structlog.testing.capture_logs() as lines:
        for number, path in enumerate(paths(payload)):
            for value in (MISSING, *INSTEAD):
                if way == "envelope" and isinstance(value, str) and number % 3:
                    continue
                broken = with_field(payload, path, value)
                house.clock.move_to(house.clock.now() + timedelta(seconds=4))
                if way == "envelope":
                    status, _ = await house.slack._receive_envelope(broken)
                elif kind == "command" and (value == "\ud800" or isinstance(value, dict | list)):
                    continue  # a form's fields are texts that were encoded
                else:
                    status, _ = await house.fake.post(house.url, broken)
                assert status in (200, 400, 401, 404), (path, value, status)
    await house.settled()
    house.fake.refused.clear()  # calls with triggers that Slack never gave
    assert [line for line in lines if "exc_info" in line or line["event"] in ("dispatch.bug",)] == []
