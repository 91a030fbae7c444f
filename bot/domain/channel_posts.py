"""Channel posts that stay true: the messages that show a customer who waits, or a question, and when each changes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.domain.details import Kind
from bot.records import record

KEPT = timedelta(days=8)
"""How long after its day a post is remembered: as long as somebody may still say that they went."""
_QUESTION = re.compile(r"Q([0-9]+):(.+)", re.ASCII)


@record(kw_only=True)
class ChannelPost:
    """One message in a channel about a `subject`; `card` is what was posted first, as a packed reply, in `language`.

    `until` is when its subject ends by itself. `version` counts the changes of the subject; `shown` names the card
    that the platform was given last.
    """

    id: int = 0
    subject: str
    address: str
    receipt: str
    card: str
    language: str
    until: datetime
    version: int = 0
    shown: str = ""


class ChannelPosts(Protocol):
    """The posts of one company. Instants are aware UTC."""

    def add(self, post: ChannelPost) -> None: ...
    def due(self, at: datetime, limit: int) -> Sequence[ChannelPost]: ...
    def mark_changed(self, subject: str) -> None: ...
    def mark_shown(self, post: ChannelPost, shown: str, due: datetime | None) -> None: ...
    def put_off(self, post: ChannelPost, at: datetime) -> None: ...
    def remove(self, post: ChannelPost) -> None: ...
    def has_before(self, at: datetime) -> bool: ...
    def forget(self, before: datetime, limit: int) -> None: ...


def wait_subject(number: int) -> str:
    """Return the subject of the posts about a customer who waits, which is the ref."""
    return f"{Kind.WAITING}{number}"


def question_subject(team: int, day: date) -> str:
    """Return the subject of the posts of a team's question of a day."""
    return f"Q{team}:{day.isoformat()}"


def wait_of(subject: str) -> int | None:
    """Return the number of the wait that a subject is, None for any other."""
    return int(subject[1:]) if subject[:1] == Kind.WAITING and subject[1:].isdecimal() else None


def question_of(subject: str) -> tuple[int, date] | None:
    """Return the team and the day of the question that a subject is, None for any other."""
    found = _QUESTION.fullmatch(subject)
    return (int(found[1]), date.fromisoformat(found[2])) if found else None


def digest(card: str) -> str:
    """Return what tells a packed card from another one."""
    return hashlib.sha256(card.encode()).hexdigest()[:32]


def change_posts(refs: Iterable[str]) -> bool:
    """Whether posts may have to be drawn anew because these entries were logged, changed or taken back."""
    return any(ref[:1] in (Kind.WAITING, Kind.WENT) for ref in refs)
