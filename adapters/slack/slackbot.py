"""Slackbot as a client of `/mcp`: it signs its requests as Slack signs all, and names for whom it asks in `_meta`."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from adapters.common.assistant_door import DoorNotReady, Headers, PlatformUser
from adapters.slack.guard import SIGNATURE, STAMP, WINDOW, BadSignature, SlackGuard
from adapters.slack.inbound import NAME
from adapters.slack.payload_fields import Unfit, identifier
from adapters.slack.workspace import Workspace
from bot.messages.events import MemberStatus
from bot.messages.outside_json import read_shallow

META = ("params", "_meta", "slack")
"""Where a request says whose it is, beside `user_id` and `team_id`."""


@dataclass(kw_only=True)
class SlackbotDoor:
    """Recognises Slackbot's requests for people of the workspaces that are served."""

    guard: SlackGuard
    workspaces: Mapping[str, Workspace]
    ready: asyncio.Event
    _seen: dict[str, datetime] = field(default_factory=dict)
    """When each signature came that may still be within its time."""

    def is_for(self, headers: Headers) -> bool:
        """Whether a request has a signature of Slack's, right or wrong."""
        return SIGNATURE.lower() in headers

    async def user_of(self, headers: Headers, body: bytes) -> PlatformUser | None:
        """Return for whom a request is; None for one that Slack did not sign, that came before, or of a stranger."""
        if not self.ready.is_set():
            raise DoorNotReady
        try:
            self.guard.verify({name: headers.get(name.lower(), ()) for name in (STAMP, SIGNATURE)}, body)
        except BadSignature:
            return None
        key = hashlib.sha256(headers[SIGNATURE.lower()][0].encode()).hexdigest()
        if self._came_before(key):
            return None
        named = _named(body)
        if named is None:
            return PlatformUser(platform=NAME)
        team, user = named
        workspace = self.workspaces.get(team)
        # A guest has no log, also who was a member once.
        if workspace is None or (await workspace.directory.sender(user)).standing not in (
            MemberStatus.MEMBER,
            MemberStatus.UNKNOWN,
        ):
            return None
        return PlatformUser(platform=NAME, tenant=workspace.tenant, user=user, key=f"slackbot:{key}")

    def _came_before(self, key: str) -> bool:
        now = self.guard.now()
        # A stamp may be as far ahead as behind.
        self._seen = {each: at for each, at in self._seen.items() if now - at <= 2 * WINDOW}
        return self._seen.setdefault(key, now) is not now


def _named(body: bytes) -> tuple[str, str] | None:
    """Return the workspace and the user that a request names; None where it names none, empty texts for odd ones."""
    try:
        found = read_shallow(body.decode())
    except ValueError:
        return None
    for name in META:
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        return None
    try:
        return identifier(found.get("team_id")), identifier(found.get("user_id"))
    except Unfit:
        return "", ""
