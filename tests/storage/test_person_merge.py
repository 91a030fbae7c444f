"""Merging two records of one human: every column that names the one names the other, and every figure is exact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.access_tokens import TokenKind
from bot.domain.audit import AuditAction
from bot.domain.check_ins import CheckIn
from bot.domain.claims import ClaimOutcome, ClaimReason
from bot.domain.colleague_notes import ColleagueNote, NoteKind
from bot.domain.details import (
    Call,
    Detail,
    FollowUp,
    Planned,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
)
from bot.domain.entries import undo
from bot.domain.outbox import Occurrence, State, occurrence_key
from bot.domain.own_words import pick
from bot.domain.people import Person, Role
from storage.connection import RawConnection
from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import TUESDAY
from tests.planned import all_planned

TODAY = TUESDAY.date()
NAMING = {"person", "author", "newcomer", "viewer", "decided_by"}
"""Names of columns that hold a person; those with a foreign key are found without."""


def person_columns(raw: RawConnection) -> Iterator[tuple[str, str]]:
    """Yield (table, column) of every column of the schema that names a person."""
    tables = [row["name"] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    for table in sorted(tables):
        columns = {row["name"] for row in raw.execute(f"PRAGMA table_info({table})").fetchall()}
        keys = raw.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        referring = {row["from"] for row in keys if row["table"] == "person"}
        yield from ((table, column) for column in sorted(referring | (columns & NAMING)))


def naming(raw: RawConnection, person: int) -> set[tuple[str, str]]:
    """Return the columns in which a person is named."""
    return {
        (table, column)
        for table, column in person_columns(raw)
        if raw.execute(f"SELECT 1 FROM {table} WHERE {column} = :person", {"person": person}).fetchone()
    }


def _planned(person: Person, rule: str, subject: str) -> Occurrence:
    return Occurrence(
        key=occurrence_key(rule, f"p{person.id}", subject),
        rule=rule,
        local_day=TODAY,
        due=TUESDAY,
        until=TUESDAY + timedelta(hours=1),
        person=person.id,
        subject=subject,
    )


def _name_everywhere(work: SqlWork, person: Person, other: Person) -> None:
    """Write a person into every column that can name one."""
    account = work.accounts.add("Acme", person.id, TUESDAY)
    work.webhooks.add("https://crm.example.com/snurr", TUESDAY)
    work.touchpoints.save("yard", person.id)
    work.people.link(person.id, "slack", "U1")
    work.people.add_leave(person.id, TODAY, TODAY)
    work.people.set_in_league(person.id, takes_part=True)
    work.entries.add(PromiseMade(what="quote", due=TODAY), person=person.id, account=account.id, day=TODAY, at=TUESDAY)
    work.entries.add(Planned(due=TODAY), person=person.id, account=account.id, day=TODAY, at=TUESDAY)
    work.inbound.keep("once:x:2", person.id, "x", "{}", TUESDAY)
    work.outbox.plan(_planned(person, "N1", "x"))
    work.outbox.answer(1, TODAY, person.id, "nobody")
    work.check_ins.answer(CheckIn(person=person.id, subject="T1", day=TODAY, choice="same"))
    for author, recipient in ((person.id, other.id), (other.id, person.id)):
        work.colleague_notes.add(
            ColleagueNote(
                kind=NoteKind.ASKED,
                rating=1,
                touchpoint=1,
                account=account.id,
                author=author,
                recipient=recipient,
                at=TUESDAY,
            )
        )
    pick(work.own_words, person.id, "outcome", "busy", "none", TUESDAY)
    work.purposes.note_read(person.id, work.purposes.add("x", "y", TODAY, 0).id, TUESDAY)
    work.access_tokens.issue(person.id, TokenKind.HOOK, "x", TUESDAY, None)
    work.audit.add(AuditAction.LOOKED, TUESDAY, author=person.id, person=other.id)
    work.audit.add(AuditAction.LOOKED, TUESDAY, author=other.id, person=person.id)
    work.claims.add("slack", "U2", "A", person.id, ClaimReason.HELD, TUESDAY, newcomer=None)
    made = work.claims.add("slack", "U3", "A", other.id, ClaimReason.HELD, TUESDAY, newcomer=person.id)
    work.claims.decide(made.id, ClaimOutcome.REFUSED, person.id, TUESDAY)
    work.people.merge(work.people.add("Earlier", TUESDAY).id, into=person.id)


def test_no_column_names_a_merged_person_any_more(work: SqlWork) -> None:
    """A new column that names a person fails here until it is written above, and moved by the merge."""
    raw = work._db._raw
    kept, merged, other = (work.people.add(name, TUESDAY) for name in ("Kari", "Kari", "Bo"))
    _name_everywhere(work, merged, other)
    assert set(person_columns(raw)) == naming(raw, merged.id)
    work.people.merge(merged.id, into=kept.id)
    assert set() == naming(raw, merged.id)
    assert set(person_columns(raw)) == naming(raw, kept.id)


def test_what_both_have_is_merged_without_a_clash(work: SqlWork) -> None:
    """The same days off, answer, address' claim, day's sums and nudge of each."""
    kept, merged, other = (work.people.add(name, TUESDAY) for name in ("Kari", "Kari", "Bo"))
    account, purpose = work.accounts.add("Acme", None, TUESDAY), work.purposes.add("x", "y", TODAY, 0)
    for person in (kept, merged):
        work.purposes.note_read(person.id, purpose.id, TUESDAY)
        work.people.add_leave(person.id, TODAY, TODAY)
        work.outbox.answer(1, TODAY, person.id, "nobody")
        work.check_ins.answer(CheckIn(person=person.id, subject="T1", day=TODAY, choice="same"))
        pick(work.own_words, person.id, "outcome", "busy", "none", TUESDAY)
        work.outbox.plan(_planned(person, "N1", "x"))
        work.claims.add("slack", "U2", "A", person.id, ClaimReason.HELD, TUESDAY, newcomer=other.id)
        work.entries.add(Call(), person=person.id, account=account.id, day=TODAY, at=TUESDAY)
    work.people.merge(merged.id, into=kept.id)
    assert [2] == [day.calls for day in work.figures.days(TODAY, TODAY, person=kept.id)]
    assert 1 == len(work.people.get(kept.id).leave)
    assert 1 == len(work.claims.open())
    assert ["due", "skipped"] == sorted(each.state for each in work.outbox.between(kept.id, TODAY, TODAY))


def test_hours_stay_what_they_are(work: SqlWork) -> None:
    """Of the promises and follow-ups that the other had."""
    kept, merged = (work.people.add(name, TUESDAY) for name in ("Kari", "Kari"))
    account = work.accounts.add("Acme", None, TUESDAY).id
    for detail in (PromiseMade(what="quote", due=TODAY, hour=time(14)), FollowUp(due=TODAY, hour=time(9, 15))):
        work.entries.add(detail, person=merged.id, account=account, day=TODAY, at=TUESDAY)
    work.people.merge(merged.id, into=kept.id)
    assert [time(14)] == [promise.hour for promise in work.promises.open_of(kept.id)]
    assert [time(9, 15)] == [due.hour for due in work.figures.open_followups(kept.id, TODAY)]


def test_what_one_was_sent_the_other_is_not_sent_again(work: SqlWork) -> None:
    """Neither planned anew under the kept one's key, nor sent where it already waits."""
    kept, merged = (work.people.add("Kari", TUESDAY) for _ in range(2))
    for subject in ("P1", "P2"):
        work.outbox.plan(_planned(merged, "N3", subject))
    all_planned(work, TUESDAY)
    for occurrence in work.outbox.claim(TUESDAY, "one", TUESDAY + timedelta(minutes=1), 9):
        work.outbox.finish(occurrence.ended(State.SENT), "one")
    work.outbox.plan(_planned(kept, "N3", "P2"))
    work.people.merge(merged.id, into=kept.id)
    work.outbox.plan(_planned(kept, "N3", "P1"))
    found = [(each.subject, each.state) for each in work.outbox.between(kept.id, TODAY, TODAY)]
    assert [("P1", "sent"), ("P2", "sent"), ("P2", "skipped")] == sorted(found)


def test_settings_of_the_kept_person_count_first(work: SqlWork) -> None:
    """What they do not say is the other's; roles add up."""
    kept = work.people.change(work.people.add("Kari", TUESDAY).id, roles=frozenset({Role.MANAGER}), zone="Europe/Oslo")
    merged = work.people.add("kari berg", TUESDAY)
    work.people.change(merged.id, roles=frozenset({Role.SELLER}), zone="Europe/Warsaw", language="pl")
    found = work.people.merge(merged.id, into=kept.id)
    assert ("Kari", "Europe/Oslo", "pl", {Role.MANAGER, Role.SELLER}) == (
        found.name, found.zone, found.language, found.roles,
    )  # fmt: skip


def test_a_merged_person_is_found_as_whom_they_became(work: SqlWork) -> None:
    """Old buttons name the merged record; lists do not."""
    kept, merged = (work.people.add("Kari", TUESDAY) for _ in range(2))
    work.people.merge(merged.id, into=kept.id)
    assert kept.id == work.people.get(merged.id).id
    assert [kept.id] == [person.id for person in work.people.everyone()]
    assert [kept.id] == [person.id for person in work.people.named("Kari")]
    assert [kept.id] == [wakeup.person for wakeup in work.wakeups.due(TUESDAY, 9)]


def test_a_person_merged_into_themselves_stays(work: SqlWork) -> None:
    """As two claims on each other would ask."""
    kari = work.people.add("Kari", TUESDAY)
    assert kari == work.people.merge(kari.id, into=kari.id)
    assert kari == work.people.get(kari.id)


@pytest.fixture(name="engine", scope="module")
def engine_fixture() -> Iterator[SqliteEngine]:
    """A database in memory."""
    engine = SqliteEngine(":memory:")
    migrate(engine)
    yield engine
    engine.close()


days = st.integers(-3, 0).map(lambda n: TODAY + timedelta(days=n))
details: st.SearchStrategy[Detail] = st.one_of(
    st.just(Call()),
    st.builds(PromiseMade, what=st.just("x"), due=days, broken=st.booleans(), told=st.booleans()),
    st.builds(PromiseStep, promise=st.integers(1, 3), outcome=st.sampled_from(PromiseOutcome), told=st.booleans()),
)
lines = st.lists(st.tuples(st.booleans(), details, days), max_size=12)


def _figures(work: SqlWork, person: int) -> list[object]:
    sums = work.figures.days(TODAY - timedelta(days=9), TODAY, person=person)
    shown = [(day.day, day.calls, day.promises, day.kept, day.broken, day.told) for day in sums]
    return [*(each for each in shown if any(each[1:])), *((p.number, p.due) for p in work.promises.open_of(person))]


def _played(engine: SqliteEngine, history: list[tuple[bool, Detail, date]], *, apart: bool) -> list[list[object]]:
    """Let one person log it all, or two of whom one is merged; return the figures, after it and after undoing all."""
    with memory_work(engine, Defaults()) as work:
        kept, merged = (work.people.add("Kari", TUESDAY).id for _ in range(2))
        account = work.accounts.add("Acme", None, TUESDAY).id
        for other, detail, day in history:
            person = merged if other and apart else kept
            work.entries.add(detail, person=person, account=account, day=day, at=TUESDAY)
        work.people.merge(merged, into=kept)
        found = [_figures(work, kept)]
        while last := work.entries.latest(kept):
            undo(work.entries, last, TUESDAY)
        return [*found, _figures(work, kept)]


@given(lines)
@settings(max_examples=30, deadline=None)
def test_figures_are_those_of_one_person_who_logged_it_all(
    engine: SqliteEngine, history: list[tuple[bool, Detail, date]]
) -> None:
    """Whoever logged which line; and taken back, nothing is left of it."""
    together = _played(engine, history, apart=False)
    assert together == _played(engine, history, apart=True)
    assert [] == together[1]
