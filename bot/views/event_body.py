"""What a receiver outside reads of an event: which customer, what kind, when; never typed words or a person's name.

A stream of what each person does is a figure about them. So a person is an opaque reference, and their team is named,
only while the figures of that team are open; see docs/hooks.md.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from bot.clock import local_day
from bot.domain.details import Kind, PromiseMade, PromiseStep, Touch
from bot.domain.entries import Entry
from bot.domain.promises import Promise
from bot.domain.team_figures import team_figures_gate
from bot.domain.webhooks import EventType, WebhookEvent
from bot.domain.work import Work

VERSION = 1
"""Of the fields; one that is added is no new version."""
KINDS: dict[Kind, str] = {kind: kind.name.lower() for kind in Kind}
"""What kinds of entry are called outside, such as call."""


def event_body(work: Work, event: WebhookEvent, at: datetime) -> bytes:
    """Return an event as JSON, as it may be told at an instant."""
    data = _data(work, event)
    person = work.people.get(event.person) if event.person else None
    if person and event.type is not EventType.TEST:
        is_open = not person.gone and team_figures_gate(work, person.team, local_day(at, person.zone)).open
        data["person"] = work.webhooks.reference(event.webhook, person.id) if is_open else None
        data["team"] = work.teams.get(person.team).name if is_open and person.team else None
    body = {
        "version": VERSION,
        "id": event.event,
        "type": event.type.value,
        "timestamp": _time(event.at),
        "data": data,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _data(work: Work, event: WebhookEvent) -> dict[str, object]:
    if event.promise:
        promise = work.promises.find(event.promise)
        return _promise(work, promise) if promise else {"ref": f"{Kind.PROMISE}{event.promise}", "kind": "promise"}
    if event.entry is None:
        return {}
    try:
        entry = work.entries.get(event.entry)
    except LookupError:  # deleted by its age
        return {}
    return _entry(work, entry)


def _promise(work: Work, promise: Promise) -> dict[str, object]:
    hour = promise.hour.isoformat(timespec="minutes") if promise.hour else None
    customer = _customer(work, promise.account)
    return {"ref": promise.ref, "kind": "promise", "due": promise.due.isoformat(), "hour": hour, "customer": customer}


def _entry(work: Work, entry: Entry) -> dict[str, object]:
    found: dict[str, object] = {
        "ref": entry.ref,
        "kind": KINDS[entry.kind],
        "day": entry.day.isoformat(),
        "customer": _customer(work, entry.account),
        "via": entry.via or None,
    }
    detail = entry.detail
    if isinstance(detail, Touch):
        found["touchpoint"] = work.touchpoints.get(detail.touchpoint).name
        found["scores"] = {mark.factor.value: mark.score for mark in detail.marks}
        found["source"] = detail.source.value
    elif isinstance(detail, PromiseMade):
        found["due"] = detail.due.isoformat()
    elif isinstance(detail, PromiseStep):
        found |= {"promise": f"{Kind.PROMISE}{detail.promise}", "outcome": detail.outcome.value}
    return found


def _customer(work: Work, account: int | None) -> dict[str, object] | None:
    found = work.accounts.find(account) if account else None
    if found is None:
        return None
    return {"id": found.id, "external_id": work.accounts.external_id(found.id) or None, "name": found.name}


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
