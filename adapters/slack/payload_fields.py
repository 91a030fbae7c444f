"""The fields that are read of Slack's payloads, each with its type and length.

A field of another type, longer than Slack makes it, or with half a character where an id is expected counts as missing.
So whatever is behind this module meets only well-formed fields, and nothing that is not named here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Reader = Callable[[object], Any]
"""Returns what a field holds; raises Unfit when that is none of its kind."""
ID_LENGTH = 255
MACHINE_LENGTH = 3_000
"""Characters of a value that the program itself made: of a button, a modal's metadata, an address."""
ITEMS = 100
HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class Unfit(ValueError):
    """A value is not what its field is to hold."""


def typed(value: object) -> str:
    """Return what a person typed, with whatever characters."""
    if not isinstance(value, str):
        raise Unfit
    return value


def shown(value: object) -> str:
    """Return a text that is shown or searched for, with a question mark for each half of a character."""
    return typed(value).encode("utf-8", "replace").decode()


def _machine(limit: int) -> Reader:
    def read(value: object) -> str:
        if not isinstance(value, str) or len(value) > limit or (not value.isascii() and HALF_CHARACTER.search(value)):
            raise Unfit
        return value

    return read


def surface(value: object) -> str:
    """Return where a view is shown; Bolt fails on those of Slack's workflows."""
    if value not in ("modal", "home"):
        raise Unfit
    return typed(value)


def flag(value: object) -> bool:
    """Return a truth value."""
    if not isinstance(value, bool):
        raise Unfit
    return value


def _scalar(value: object) -> str | bool | int | float:
    if isinstance(value, bool | int | float):
        return value
    return shown(value)


def _scalar_or_user(value: object) -> Any:
    """Return an input of a workflow's step: what a person filled in, or whom Slack says that they are."""
    return USER_CONTEXT(value) if isinstance(value, dict) else _scalar(value)


def fields(rest: Reader | None = None, **readers: Reader) -> Reader:
    """Return a reader of an object that keeps the named fields which fit, and those that `rest` reads."""

    def read(value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Unfit
        kept = {}
        for name, inner in value.items():
            reader = readers.get(name, rest)
            if reader is None or inner is None:
                continue
            try:
                kept[name] = reader(inner)
            except Unfit:
                continue
        return kept

    return read


def items(reader: Reader) -> Reader:
    """Return a reader of a list, in which each item has to fit."""

    def read(value: object) -> list[Any]:
        if not isinstance(value, list) or len(value) > ITEMS:
            raise Unfit
        return [reader(item) for item in value]

    return read


def by_name(reader: Reader) -> Reader:
    """Return a reader of an object with names that we chose, in which each value has to fit."""

    def read(value: object) -> dict[str, Any]:
        if not isinstance(value, dict) or len(value) > ITEMS:
            raise Unfit
        return {identifier(name): reader(inner) for name, inner in value.items()}

    return read


def either(first: Reader, second: Reader) -> Reader:
    """Return a reader of a field that Slack fills in two ways."""

    def read(value: object) -> Any:
        try:
            return first(value)
        except Unfit:
            return second(value)

    return read


identifier, machine = _machine(ID_LENGTH), _machine(MACHINE_LENGTH)
USER_CONTEXT = fields(id=identifier)
STANDING = frozenset({"deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger"})
USER_FIELDS = fields(
    rest=_scalar,
    id=identifier,
    team_id=identifier,
    profile=fields(rest=_scalar),
    enterprise_user=fields(id=identifier, teams=items(identifier)),
)


def _user(value: object) -> Any:
    found = USER_FIELDS(value)
    # Left out one by one, a guest would become a member because a field was of another type.
    if any(not isinstance(found[name], bool) for name in STANDING & found.keys()):
        raise Unfit
    return found


USER: Reader = _user
CHANNEL = fields(id=identifier, name=identifier)
MESSAGE = fields(
    ts=identifier,
    thread_ts=identifier,
    user=identifier,
    team=identifier,
    bot_id=identifier,
    subtype=identifier,
    text=typed,
    edited=fields(ts=identifier),
    bot_profile=fields(team_id=identifier),
)
EVENT = fields(
    type=identifier,
    subtype=identifier,
    user=either(identifier, USER),
    text=typed,
    ts=identifier,
    thread_ts=identifier,
    channel=either(identifier, CHANNEL),
    channel_type=identifier,
    bot_id=identifier,
    tab=identifier,
    edited=fields(ts=identifier),
    tokens=fields(bot=items(identifier), oauth=items(identifier)),
    message=MESSAGE,
    previous_message=MESSAGE,
    function=fields(callback_id=identifier),
    function_execution_id=identifier,
    inputs=fields(rest=_scalar_or_user),
)
INPUT = fields(type=identifier, value=typed, selected_date=identifier, selected_option=fields(value=machine))
VIEW = fields(
    id=identifier,
    type=surface,
    hash=identifier,
    callback_id=identifier,
    private_metadata=machine,
    team_id=identifier,
    app_installed_team_id=identifier,
    state=fields(values=by_name(by_name(INPUT))),
)
ACTION = fields(
    type=identifier, action_id=identifier, block_id=identifier, value=machine, selected_option=fields(value=machine)
)
PAYLOAD = fields(
    type=identifier,
    challenge=machine,
    ssl_check=identifier,
    team_id=identifier,
    context_team_id=identifier,
    authorizations=items(fields(team_id=identifier)),
    event_id=identifier,
    event=EVENT,
    command=identifier,
    text=typed,
    user_id=identifier,
    channel_id=identifier,
    channel_name=identifier,
    team=fields(id=identifier),
    user=USER,
    channel=CHANNEL,
    container=fields(
        type=identifier, channel_id=identifier, message_ts=identifier, thread_ts=identifier, is_ephemeral=flag
    ),
    message=MESSAGE,
    view=VIEW,
    actions=items(ACTION),
    action_id=identifier,
    block_id=identifier,
    callback_id=identifier,
    value=shown,
    trigger_id=identifier,
    response_url=machine,
)
ENTERPRISE = "E"
"""The first letter of an organisation's id, which names no workspace."""


def read_fields(payload: Mapping[str, object]) -> dict[str, Any]:
    """Return a payload with nothing but the fields that are read, all of them well-formed."""
    found: dict[str, Any] = PAYLOAD(dict(payload))
    return found


def named_workspaces(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the workspaces of which one decides whose payload this is, empty when none is named.

    In channels that companies share, the fields name several: where the channel is at home, who acts, and the workspace
    through which the program was reached. The last of these decides, and the acting person's never does. The first of
    these that is there:
    1. The installations that an event is delivered for.
    2. The workspace in which the program opened a view.
    3. For a pressed button, the workspace that posted the message.
    4. The workspace of the view, then that of the whole payload.
    """
    installed = [each.get("team_id") for each in payload.get("authorizations", [])]
    view, message = payload.get("view", {}), payload.get("message", {})
    posted = message if payload.get("type") == "block_actions" else {}
    ranked = (
        (*installed, payload.get("context_team_id")),
        (view.get("app_installed_team_id"),),
        (posted.get("bot_profile", {}).get("team_id"),),
        (posted.get("team"),),
        (view.get("team_id"),),
        (payload.get("team", {}).get("id"),),
        (payload.get("team_id"),),
    )
    for ids in ranked:
        # Most are of no such payload.
        if any(ids) and (named := tuple(each for each in ids if each and not each.startswith(ENTERPRISE))):
            return named
    return ()
