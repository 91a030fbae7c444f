"""Retention: every table has an end or a reason for none, and each kind is deleted by its age, in steps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.audit import AuditAction
from bot.domain.retention import Kept, kept_for, shortest
from storage.retention import ENDS, STEP, WIPED
from storage.work import SqlWork
from tests.dialog import TUESDAY, Dialog
from tests.migrated import memory_engine

YEARS_ON = TUESDAY + timedelta(days=3 * 365)


def gone(work: SqlWork, kind: Kept, before: datetime) -> int:
    """Delete what is of a kind and before an instant, step by step; return how many rows that were."""
    rows, after = 0, ""
    while True:
        done = work.retention.delete(kind, before, after)
        rows += done.rows
        if done.after is None:
            return rows
        after = done.after


def tables() -> dict[str, set[str]]:
    """Return every table with its columns."""
    with memory_engine().scratch() as raw:
        names = [row["name"] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        return {name: {row["name"] for row in raw.execute(f"PRAGMA table_info({name})").fetchall()} for name in names}


def test_every_table_has_an_end_or_a_reason_for_none() -> None:
    """A new table is declared in ENDS, and goes with the workspace."""
    found = tables()
    assert found.keys() == ENDS.keys()
    companies = {name for name, columns in found.items() if "tenant" in columns}
    assert companies == set(WIPED)


def test_the_usual_lengths_and_their_bounds() -> None:
    """Thirteen months, and thirty days for typed lines; what was set counts instead."""
    assert [timedelta(days=396), timedelta(days=30)] == [kept_for(kind, {}) for kind in (Kept.LOG, Kept.LINES)]
    assert timedelta(days=61) == kept_for(Kept.LINES, {Kept.LINES: 2})
    assert (7, 13, 1) == (shortest(Kept.LOG), shortest(Kept.NUDGES), shortest(Kept.AUDIT))


def test_what_a_company_sets_replaces_the_usual_length(work: SqlWork) -> None:
    """The last one counts."""
    work.retention.set_months(Kept.LOG, 24)
    work.retention.set_months(Kept.LOG, 36)
    assert {Kept.LOG: 36} == work.retention.months()


SAID = (
    "call acme they want two prices", "visit acme", "meet acme", "mail acme", "offer acme 120k", "touch acme invoice 0 slow",
    "promise acme quote by fri", "kept 1", "follow acme fri", "waiting counter", "go W1", "handoff acme service 5m",
    "plan acme", "refill acme toner 6w", "ordered acme toner", "refill acme toner 8w", "junk 5m report", "exclusive acme planers",
    "freeze acme late", "unfreeze acme", "left acme price", "account acme value 5k", "off 16-22 dec",
)  # fmt: skip


@pytest.fixture(name="lived")
def lived_fixture(talk: Dialog) -> Dialog:
    """A company in which everything was typed once."""
    assert talk.say("admin desk service phone 55 12 34 56", "chris").ok
    for line in SAID:
        assert talk.say(line, "anna").ok, line
        talk.later(minutes=2)
    return talk


def rows_of(talk: Dialog, table: str) -> int:
    """Return how many rows a table has."""
    return int(talk.work._db.rows(f"SELECT COUNT(*) AS n FROM {table} WHERE tenant = :tenant")[0]["n"])


def kinds_left(talk: Dialog) -> str:
    """Return the kinds of the entries that are there."""
    rows = talk.work._db.rows("SELECT DISTINCT kind FROM entry WHERE tenant = :tenant ORDER BY kind")
    return "".join(row["kind"] for row in rows)


def test_the_log_goes_by_its_age_but_for_what_is_in_force(lived: Dialog) -> None:
    """What customers use up, what one alone has, and who left, stand until something else is said."""
    before = kinds_left(lived)
    assert 0 == gone(lived.work, Kept.LOG, TUESDAY - timedelta(days=1))
    assert before == kinds_left(lived)
    assert gone(lived.work, Kept.LOG, YEARS_ON)
    assert kinds_left(lived) == "BLX"
    emptied = ("call", "rating", "pledge", "step", "followup", "promise", "standing", "leave", "junk", "account_change")
    assert dict.fromkeys(emptied, 0) == {table: rows_of(lived, table) for table in emptied}


def test_the_sums_of_the_team_stay_and_name_nobody(lived: Dialog) -> None:
    """To the last call and promise."""
    day = lived.at.date()
    anna = lived.work.people.by_name("anna")
    assert anna

    def sums() -> object:
        figures, team = lived.work.figures, anna.team
        return figures.days(day, day, team=team), figures.promises(day, day, day, team=team)

    before = sums()
    assert gone(lived.work, Kept.SUMS, YEARS_ON)
    assert before == sums()
    assert [] == lived.work.figures.days(day, day, person=anna.id)
    assert 0 == gone(lived.work, Kept.SUMS, YEARS_ON)


def test_a_number_that_was_given_is_not_given_again(lived: Dialog) -> None:
    """Old buttons and refs mean nothing else later."""
    gone(lived.work, Kept.LOG, YEARS_ON)
    lived.at = YEARS_ON
    assert lived.say("call acme", "anna").stored == ("C2",)
    assert lived.say("undo C1", "anna").error


def test_when_a_customer_was_contacted_last_stays_known(lived: Dialog) -> None:
    """Also after a later call was taken back."""
    acme = lived.work.accounts.find(1)
    assert acme
    gone(lived.work, Kept.LOG, YEARS_ON)
    assert lived.say("call acme", "anna").ok
    assert lived.say("undo", "anna").ok
    account = lived.work.accounts.find(1)
    assert account
    assert account.last_contact == acme.last_contact == TUESDAY.date()


def test_what_is_edited_of_late_keeps_its_versions(talk: Dialog) -> None:
    """So that the edit can be taken back."""
    assert talk.say("call acme first words", "anna").ok
    talk.later(days=390)
    assert talk.say("edit C1 other words", "anna").ok
    talk.later(days=20)
    assert 0 == gone(talk.work, Kept.LOG, talk.at - kept_for(Kept.LOG, {}))
    assert talk.say("undo", "anna").ok
    assert "first words" in talk.text("account acme", "anna")


def test_an_open_promise_outlives_its_month_until_it_has_long_been_due(talk: Dialog) -> None:
    """Thirteen months after its day it goes with its steps, and its sums stay."""
    assert talk.say("promise acme plan by 1/11/2027", "anna").ok
    assert 0 == gone(talk.work, Kept.LOG, TUESDAY + timedelta(days=300))
    assert talk.say("account acme", "anna").ok
    assert 1 == gone(talk.work, Kept.LOG, datetime(2027, 11, 5, tzinfo=UTC))
    assert 0 == rows_of(talk, "promise")


def test_records_and_claims_go_by_their_age_in_steps(talk: Dialog) -> None:
    """The instant itself stays; a step deletes the oldest and no more than it may."""
    kept = rows_of(talk, "audit")
    for n in range(STEP + 3):
        talk.work.audit.add(AuditAction.LOOKED, TUESDAY - timedelta(days=9, seconds=n), author=1, person=2)
    end = TUESDAY - timedelta(days=9)
    assert STEP == talk.work.retention.delete(Kept.AUDIT, end, "").rows
    assert kept + 3 == rows_of(talk, "audit")
    assert 2 == gone(talk.work, Kept.AUDIT, end)
    assert kept + 1 == rows_of(talk, "audit")


def test_receipts_go_by_their_age(talk: Dialog) -> None:
    """A repeated delivery of a later instant still finds its own."""
    for n in range(3):
        talk.work.inbound.keep(f"slack:{n}", 1, "call acme", "one", TUESDAY + timedelta(seconds=n))
    assert 2 == gone(talk.work, Kept.LINES, TUESDAY + timedelta(seconds=2))
    assert [None, None, "one"] == [talk.work.inbound.receipt(f"slack:{n}") for n in range(3)]
