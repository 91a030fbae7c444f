"""Events: what happened on a platform, in a form that is the same for all platforms."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from bot.messages.card import Card, Reply
from bot.messages.press import Press
from bot.records import record

KEY_LIMIT = 400
"""Characters of a key that come from outside; the longest of a platform, with a conversation in it, has about 250."""


def bounded_key(text: str) -> str:
    """Return a text of any length from outside as a key that can be stored and fits into a button.

    One that is too long, or holds what cannot be stored or shown, is replaced by its hash.
    """
    if len(text) <= KEY_LIMIT and text.isprintable():
        return text
    return f"sha256:{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()}"


def short_key(*texts: str) -> str:
    """Return a key of these very texts, short enough to stand in a button beside what somebody typed."""
    return hashlib.sha256("\0".join(texts).encode(errors="surrogatepass")).hexdigest()[:24]


class MemberStatus(StrEnum):
    """The standing of a person on a platform; only members become sellers."""

    MEMBER = "member"
    GUEST = "guest"
    BOT = "bot"
    DEACTIVATED = "deactivated"
    UNKNOWN = "unknown"
    """The platform could not be asked: people met before are served, others asked to try again."""


class Via(StrEnum):
    """By what an event came; the values are stored with what it logs."""

    PERSON = ""
    """Typed, pressed or filled in by the person."""
    ASSISTANT = "assistant"
    HOOK = "hook"
    WORKFLOW = "workflow"


@record(kw_only=True)
class Sender:
    """The person behind an event, as the platform's signed payload names them.

    `platform` and `user` together are the address. Zone and language are hints, `mail` is verified; all may be empty.
    `person` is the number of who is known by a token of theirs, and at no address.
    """

    platform: str
    user: str
    name: str = ""
    zone: str = ""
    language: str = ""
    mail: str = ""
    person: int | None = None
    standing: MemberStatus = MemberStatus.MEMBER


class Scope(StrEnum):
    """Who reads along where an event happened."""

    PRIVATE = "private"
    CHANNEL = "channel"


@record(kw_only=True)
class Place:
    """Where an event happened; `channel` is the platform's own id, `name` its spelling without "#"."""

    platform: str = ""
    scope: Scope = Scope.PRIVATE
    channel: str = ""
    name: str = ""
    thread: str = ""


KEYS = frozenset({"key", "origin", "receipt"})


@record(kw_only=True)
class _Event:
    """What every event has; `at` is the instant it happened (UTC).

    `key` names the delivery: the same key counts once (empty: every delivery counts). `tenant` is the company. `via` is
    the program that acts for the sender. What platforms name their messages by may have any length: as `key`, `origin`
    and `receipt` it is bounded here.
    """

    sender: Sender
    at: datetime
    place: Place = field(default_factory=Place)
    key: str = ""
    tenant: int = 1
    via: Via = Via.PERSON

    def __post_init__(self) -> None:
        for name in KEYS.intersection(vars(self)):
            # why by this way: mypy lets nothing change an event, and none may be made with a key of any length
            object.__setattr__(self, name, bounded_key(getattr(self, name)))


@record(kw_only=True)
class Line(_Event):
    """A typed line.

    `limited` lines are counted by the flood limit, and asked about when typed twice. `origin` names the message that
    holds the line, so that a `Correction` of the message can find what it logged. `mentioned` has the user ids of the
    people mentioned in it, by the name that the line shows behind @.
    """

    text: str
    limited: bool = True
    origin: str = ""
    mentioned: Mapping[str, str] = field(default_factory=dict)


@record(kw_only=True)
class Correction(_Event):
    """A message was edited after it was sent: what the message `origin` logged is replaced by what `text` logs.

    `mentioned` is as in a Line.
    """

    text: str
    origin: str
    mentioned: Mapping[str, str] = field(default_factory=dict)


@record(kw_only=True)
class Pressed(_Event):
    """A pressed button; `receipt` names the message it sat on, empty when unknown.

    `limited` is as in a Line; a press that a platform makes by itself, to draw a page, is not.
    """

    press: Press
    receipt: str = ""
    limited: bool = True


@record(kw_only=True)
class Submission(_Event):
    """A filled-in form: `values` are the fields as typed, `kept` the machine values that the form carried unseen.

    `receipt` names the message whose button opened the form, empty when unknown.
    """

    verb: str
    values: Mapping[str, str]
    kept: Mapping[str, str] = field(default_factory=dict)
    receipt: str = ""


@record(kw_only=True)
class Contact(_Event):
    """A person was seen without a command: the app was installed or its Home opened.

    An `installer` installed it for a workspace, and becomes admin if nobody is yet.
    """

    installer: bool = False


@record(kw_only=True)
class ProfileChanged(_Event):
    """A person's name, zone, language or standing changed; nobody is registered by that."""


@record(kw_only=True)
class ChannelChanged(_Event):
    """The channel `place` was opened or renamed, or, if `closed` holds a reason, can no longer be posted to."""

    closed: str = ""


@record(kw_only=True)
class Posted(_Event):
    """A public card about a `subject` was posted in the channel `place` for the sender, under its `receipt`."""

    subject: str
    receipt: str
    card: Card


def posted_event(event: _Event, reply: Reply, receipt: str) -> Posted:
    """Return that the public reply to an event was posted under a receipt."""
    return Posted(
        sender=event.sender,
        at=event.at,
        place=event.place,
        tenant=event.tenant,
        subject=reply.subject,
        receipt=receipt,
        card=reply.card,
    )


Event = Line | Correction | Pressed | Submission | Contact | ProfileChanged | ChannelChanged | Posted


def typed_line(event: Event) -> str:
    """Return the line that was typed; empty for events that carry none."""
    return event.text if isinstance(event, Line | Correction) else ""


def mentioned_in(event: Event) -> Mapping[str, str]:
    """Return the user ids of the people mentioned in a typed line, by the shown name; empty for any other event."""
    return event.mentioned if isinstance(event, Line | Correction) else {}


def typed_text(event: Event) -> str:
    """Return all that was typed: the line, or the filled-in fields of a form."""
    return " ".join(filter(None, event.values.values())) if isinstance(event, Submission) else typed_line(event)
