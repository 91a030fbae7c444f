"""Nudges that a released version left in its outbox end after the upgrade as they would have ended without it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import FrozenClock
from bot.domain.outbox import Occurrence, Stage
from bot.messages.plain_text import card_text
from bot.ports import Address, Transport
from nudges.delivery import tick
from nudges.planner import pictures_on
from nudges.preview import preview
from storage.connection import Connection, Value
from storage.engine import Engine
from storage.migrate import FOLDER, migrate
from storage.url import engine_at
from storage.work import SqlStore
from tests.adapters.paper import Paper
from tests.postgres import database

RELEASED = ("0001_initial", "0002_platforms_and_desks")
NOW = datetime(2026, 11, 24, 7, 40, tzinfo=UTC)
"""Ten minutes after the morning nudge came due in Copenhagen, where nobody said otherwise."""
TODAY, YESTERDAY = "2026-11-24", "2026-11-23"
PAST, AHEAD = "2026-11-24T07:35:00.000000Z", "2026-11-24T09:00:00.000000Z"
MORNING, NOON = "2026-11-24T07:30:00.000000Z", "2026-11-24T11:00:00.000000Z"
NEW_OCCURRENCE = (
    "INSERT INTO outbox (tenant, key, rule, person, team, local_day, due, until, subject, state, why, owner, lease,"
    " attempt, receipt, words, sent_at, message) VALUES (:tenant, :key, :rule, :person, :team, :local_day, :due, :until,"
    " :subject, :state, :why, :owner, :lease, :attempt, :receipt, :words, :sent_at, :message)"
)
NEW_PERSON = "INSERT INTO person (tenant, name, key, created_at) VALUES (:tenant, :name, :name, :at) RETURNING id"
NEW_TEAM = "INSERT INTO team (tenant, name, key, channel) VALUES (:tenant, 'Nord', 'nord', 'nord')"
NEW_ACCOUNT = "INSERT INTO account (tenant, name, key, created_at) VALUES (:tenant, 'Acme', 'acme', :at) RETURNING id"
NEW_ENTRY = (
    "INSERT INTO entry (tenant, kind, number, person, account, day, at)"
    " VALUES (:tenant, 'F', :number, :person, :account, :day, :at) RETURNING id"
)
NEW_FOLLOW_UP = "INSERT INTO followup (entry, tenant, due, note) VALUES (:entry, :tenant, :day, 'the board')"
COUNTS = (
    "SELECT p.name, o.state, COUNT(*) AS count FROM outbox o JOIN person p ON p.id = o.person AND p.tenant = o.tenant"
    " WHERE o.tenant = :tenant GROUP BY p.name, o.state"
)


@dataclass(frozen=True, kw_only=True)
class Old:
    """One row as the released version left it; `key` goes on after the rule and the recipient."""

    key: str = TODAY
    rule: str = "N1"
    state: str = "due"
    why: str = ""
    message: str = ""
    """The key of the message that carried it; `=` stands for the row's own key."""
    lease: str | None = None
    attempt: int = 0
    sent_at: str | None = None
    day: str = TODAY


@dataclass(frozen=True, kw_only=True)
class Case:
    """One recipient's rows, what becomes of them, and under which keys (without rule and recipient) it is sent."""

    rows: tuple[Old, ...]
    arrived: tuple[str, ...] = ()
    """Keys of the messages that the platform has already."""
    outcomes: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    follow_up: str = ""
    """The day of a follow-up that is still open."""


LOST = {"message": "=", "sent_at": MORNING, "attempt": 1}
DONE = Old(state="skipped", why="already done")
SENT = Old(state="sent", sent_at=MORNING)
SNOOZED = f"{TODAY}~20261124T0735"
AGAIN = f"F1@{YESTERDAY}!{TODAY}"
CASES = {
    "fresh": Case(rows=(Old(),), outcomes=("sent",), sent=(TODAY,)),
    "held": Case(rows=(Old(why="held for a later moment"),), outcomes=("sent",), sent=(TODAY,)),
    "refused": Case(rows=(Old(why="ratelimited", attempt=1),), outcomes=("sent",), sent=(TODAY,)),
    "claimed": Case(rows=(Old(state="claimed", lease=PAST),), outcomes=("sent",), sent=(TODAY,)),
    "leased": Case(rows=(Old(state="claimed", lease=AHEAD),)),
    "killed after": Case(
        rows=(Old(state="claimed", why="sending", lease=PAST, **LOST),), arrived=(TODAY,), outcomes=("sent",)
    ),
    "killed before": Case(
        rows=(Old(state="claimed", why="sending", lease=PAST, **LOST),), outcomes=("sent",), sent=(f"{TODAY}#2",)
    ),
    "unanswered": Case(rows=(Old(why="sending", **LOST),), arrived=(TODAY,), outcomes=("sent",)),
    "absent": Case(
        rows=(Old(why="not there at the first look", **LOST),), outcomes=("sent",), sent=(f"{TODAY}#2",)
    ),
    "late": Case(rows=(Old(why="not there at the first look", **LOST),), arrived=(TODAY,), outcomes=("sent",)),
    "missed": Case(rows=(Old(**LOST),), outcomes=("sent",), sent=(f"{TODAY}#2",)),
    "missed refused": Case(rows=(Old(why="connect", **LOST),), outcomes=("sent",), sent=(f"{TODAY}#2",)),
    "second lost": Case(
        rows=(Old(why="not there at the first look", **{**LOST, "message": "=#2"}),),
        outcomes=("sent",),
        sent=(f"{TODAY}#3",),
    ),
    "fifth lost": Case(
        rows=(Old(why="not there at the first look", **{**LOST, "message": "=#5"}),),
        outcomes=("uncertain: lost again and again",),
    ),
    "snoozed": Case(rows=(SENT, Old(key=SNOOZED)), outcomes=("sent",), sent=(SNOOZED,)),
    "snoozed twice": Case(
        rows=(SENT, Old(key=SNOOZED, state="sent", sent_at=PAST), Old(key=f"{SNOOZED}~20261124T0739")),
        outcomes=("sent",),
        sent=(f"{SNOOZED}~20261124T0739",),
    ),
    "repeated": Case(
        rows=(DONE, Old(rule="N3", key=f"F1@{YESTERDAY}", state="skipped", why="paused", day=YESTERDAY),
              Old(rule="N3", key=AGAIN)),
        outcomes=("sent",), sent=(AGAIN,), follow_up=YESTERDAY,
    ),
    "repeat lost": Case(
        rows=(DONE, Old(rule="N3", key=f"F1@{YESTERDAY}", state="skipped", why="paused", day=YESTERDAY),
              Old(rule="N3", key=AGAIN, **LOST)),
        outcomes=("sent",), sent=(f"{AGAIN}#2",), follow_up=YESTERDAY,
    ),
    "repeat sent": Case(
        rows=(DONE, Old(rule="N3", key="F1@2026-11-20", state="expired", why="too late", day="2026-11-20"),
              Old(rule="N3", key=f"F1@2026-11-20!{YESTERDAY}", state="sent", day=YESTERDAY)),
        follow_up="2026-11-20",
    ),
    "to repeat": Case(
        rows=(DONE, Old(rule="N3", key=f"F1@{YESTERDAY}", state="expired", why="connect", day=YESTERDAY)),
        outcomes=("sent",), sent=(AGAIN,), follow_up=YESTERDAY,
    ),
    "sent": Case(rows=(SENT,)),
    "skipped": Case(rows=(Old(state="skipped", why="paused"),)),
    "expired": Case(rows=(Old(state="expired", why="too late"),)),
    "worn out": Case(rows=(Old(state="expired", why="connect"),)),
    "parked": Case(rows=(Old(state="parked", why="channel_not_found"),)),
    "uncertain": Case(rows=(Old(state="uncertain", why="the answer was lost", **LOST),)),
}  # fmt: skip
ENDED = {
    "sent": "already sent",
    "skipped": "skipped: paused",
    "expired": "expired: too late",
    "worn out": "expired: connect",
    "parked": "parked: channel_not_found",
    "uncertain": "uncertain: the answer was lost",
}
FIELDS: dict[str, tuple[str, dict[str, object]]] = {
    "fresh": (TODAY, {"stage": Stage.FRESH, "reason": "", "message_send": 0}),
    "held": (TODAY, {"stage": Stage.HELD, "reason": ""}),
    "refused": (TODAY, {"stage": Stage.REFUSED, "reason": "ratelimited", "attempt": 1}),
    "killed after": (TODAY, {"stage": Stage.SENDING, "reason": "", "message_send": 1}),
    "absent": (TODAY, {"stage": Stage.ABSENT, "reason": "", "message_send": 1}),
    "missed": (TODAY, {"stage": Stage.FRESH, "reason": "", "message_send": 1}),
    "missed refused": (TODAY, {"stage": Stage.REFUSED, "reason": "connect", "message_send": 1}),
    "fifth lost": (TODAY, {"stage": Stage.ABSENT, "message_send": 5}),
    "snoozed": (SNOOZED, {"snoozes": 1, "subject": TODAY}),
    "snoozed twice": (f"{SNOOZED}~20261124T0739", {"snoozes": 2}),
    "repeated": (AGAIN, {"subject": f"F1@{YESTERDAY}", "repeat_day": date(2026, 11, 24), "snoozes": 0}),
    "sent": (TODAY, {"stage": None, "reason": "", "note": ""}),
    "parked": (TODAY, {"stage": None, "reason": "channel_not_found", "note": ""}),
}


@dataclass(kw_only=True)
class OpenPaper(Paper):
    """Paper that can be searched; `arrived` are the keys of messages that came although nobody was told."""

    arrived: set[str] = field(default_factory=set)

    async def find(self, address: Address, key: str, since: datetime) -> str | None:
        """Return the receipt of a message that arrived."""
        return f"paper:{key}" if key in self.arrived else None


@dataclass(kw_only=True)
class Upgraded:
    """A released database after the upgrade: what it held, what it says, and what became of it in three turns."""

    before: dict[tuple[str, str], int]
    after: dict[tuple[str, str], int]
    occurrences: dict[tuple[str, str], Occurrence]
    outlook: dict[str, str]
    outcomes: dict[str, tuple[str, ...]]
    sent: dict[str, tuple[str, ...]]
    question: str = ""


def _fill(db: Connection) -> dict[str, int]:
    """Store every case as the released version did; return the people by case."""
    db.change_rows(NEW_TEAM)
    account = db.insert(NEW_ACCOUNT, at="2026-11-01T08:00:00.000000Z")
    people: dict[str, int] = {}
    for name, case in CASES.items():
        person = people[name] = db.insert(NEW_PERSON, name=name, at="2026-11-01T08:00:00.000000Z")
        for row in case.rows:
            db.change_rows(NEW_OCCURRENCE, **_columns(row, f"p{person}", person=person, follow_up=len(people)))
        if case.follow_up:
            at = "2026-11-19T08:00:00.000000Z"
            entry = db.insert(NEW_ENTRY, number=len(people), person=person, account=account, day="2026-11-19", at=at)
            db.change_rows(NEW_FOLLOW_UP, entry=entry, day=case.follow_up)
    post = Old(rule="N2", key=YESTERDAY, state="sent", why="waiting", day=YESTERDAY)
    db.change_rows(NEW_OCCURRENCE, **_columns(post, "t1", team=1))
    return people


def _columns(
    row: Old, recipient: str, person: int | None = None, team: int | None = None, follow_up: int = 0
) -> dict[str, Value]:
    subject = row.key.partition("~")[0].replace("F1@", f"F{follow_up}@")
    key = f"{row.rule}:{recipient}:{row.key.replace('F1@', f'F{follow_up}@')}"
    return {
        "key": key, "rule": row.rule, "person": person, "team": team, "local_day": row.day,
        "due": MORNING.replace(TODAY, row.day), "until": NOON.replace(TODAY, row.day), "subject": subject,
        "state": row.state, "why": row.why, "owner": "old" if row.lease else "", "lease": row.lease,
        "attempt": row.attempt, "receipt": "old:1" if row.state == "sent" else "", "words": 8,
        "sent_at": row.sent_at, "message": row.message.replace("=", key),
    }  # fmt: skip


async def _upgraded(engine: Engine) -> Upgraded:
    for step in RELEASED:
        engine.apply(step, (FOLDER / f"{step}.sql").read_text(encoding="utf-8"))
    people = await engine.write(_fill, 1)
    names = {f"p{person}": name for name, person in people.items()}
    before = await engine.read(_counts, 1)
    migrate(engine)
    store = SqlStore(engine)
    paper = OpenPaper(arrived={f"N1:p{people[name]}:{end}" for name, case in CASES.items() for end in case.arrived})
    rows = await store.read(
        lambda work: [row for person in people.values() for row in work.outbox.between(person, date.min, date.max)]
    )
    found = Upgraded(
        before=before,
        after=await engine.read(_counts, 1),
        occurrences={(names[row.key.split(":")[1]], _end(row.key)): row for row in rows},
        outlook=await store.read(
            lambda work: {
                result.to: result.outcome
                for result in preview(work, pictures_on(work, NOW.date(), NOW))
                if result.rule == "N1"
            }
        ),
        outcomes={},
        sent={},
    )
    await _turns(store, paper, found, names)
    return found


async def _turns(store: SqlStore, paper: OpenPaper, found: Upgraded, names: dict[str, str]) -> None:
    """Take turns until both look-ups are over, and note what became of whom."""
    outcomes: dict[str, list[str]] = defaultdict(list)
    for seconds in (0, 31, 62, 400):

        def route(to: str, addresses: tuple[Address, ...]) -> tuple[Transport, Address]:
            return paper, Address(platform="paper", target=to)

        for result in await tick(store, route, FrozenClock(NOW + timedelta(seconds=seconds)), "new"):
            outcomes[result.to].append(result.outcome)
    found.outcomes = {name: tuple(said) for name, said in outcomes.items()}
    sent: dict[str, list[str]] = defaultdict(list)
    for message in paper.sent:
        if message.to in names.values():
            sent[message.to].append(_end(message.key))
        else:
            found.question = card_text(message.card)
    found.sent = {name: tuple(keys) for name, keys in sent.items()}


def _end(key: str) -> str:
    """Return a key without rule and recipient; every follow-up is called F1."""
    end = key.split(":", 2)[2]
    return f"F1@{end.partition('@')[2]}" if end.startswith("F") else end


def _counts(db: Connection) -> dict[tuple[str, str], int]:
    return {(row["name"], row["state"]): row["count"] for row in db.rows(COUNTS)}


@pytest.fixture(name="upgraded", scope="module", params=["sqlite", "postgres"])
def upgraded_fixture(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Upgraded]:
    """A database of the released version with nudges in every state, upgraded; some minutes went by since."""
    with ExitStack() as stack:
        file = tmp_path_factory.mktemp("released") / "snurr.db"
        address = stack.enter_context(database()) if request.param == "postgres" else f"sqlite:///{file}"
        engine = engine_at(address)
        stack.callback(engine.close)
        yield asyncio.run(_upgraded(engine))


@pytest.mark.parametrize("name", CASES)
def test_what_the_released_version_left_ends_as_it_would_have_there(upgraded: Upgraded, name: str) -> None:
    """What was due is sent, what may have arrived is looked up first, and what ended stays as it ended."""
    case = CASES[name]
    assert (case.outcomes, case.sent) == (upgraded.outcomes.get(name, ()), upgraded.sent.get(name, ()))


@pytest.mark.parametrize("name", ENDED)
def test_a_preview_says_the_same_of_what_ended_before_the_upgrade(upgraded: Upgraded, name: str) -> None:
    """The reason stands behind the state as it did."""
    assert ENDED[name] == upgraded.outlook[name]


def test_the_accounts_are_the_same_after_the_upgrade(upgraded: Upgraded) -> None:
    """Each recipient has as many in each state as before."""
    assert len(upgraded.before) >= len(CASES)
    assert upgraded.before == upgraded.after


def test_the_question_that_the_channel_was_asked_before_the_upgrade_is_not_asked_again(upgraded: Upgraded) -> None:
    """What a rule noted about a post of the released version is still known the next day."""
    assert "What made a customer happy yesterday: invoice, site, reception?" in upgraded.question


@pytest.mark.parametrize("name", FIELDS)
def test_each_part_of_an_old_row_stands_in_a_field_of_its_own(upgraded: Upgraded, name: str) -> None:
    """Nothing has to be read out of a key or of a text any more."""
    key, expected = FIELDS[name]
    found = upgraded.occurrences[name, key]
    subject = found.subject if not found.subject.startswith("F") else _end(f"::{found.subject}")
    assert expected == {field: {**vars(found), "subject": subject}[field] for field in expected}
