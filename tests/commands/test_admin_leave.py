"""`admin leave`: what a colleague answers for goes to somebody else, with one undo."""

from __future__ import annotations

import pytest

from bot.domain.people import Person
from bot.messages.card import Reply
from bot.messages.events import Event
from storage.retention import WIPED
from storage.work import SqlWork
from tests.dialog import Dialog, company

UNSET = {"audit", "promise_change", "inbound", "entry", "account_change", "handover", "handover_item", "outbox"}
"""Tables that tell what was done, or keep what was taken back."""
COUNTERS = {"wake", "stirred"}


class Transactions(Dialog):
    """A dialog in which each line is a transaction with repositories of its own, as they keep what they have read."""

    def give(self, event: Event) -> Reply:
        """Hand an event over, and forget what was read."""
        reply = super().give(event)
        self.work = SqlWork(self.work._db, self.work._defaults)
        return reply


@pytest.fixture(name="talk")
def talk_fixture(work: SqlWork) -> Dialog:
    """A conversation in a company with two teams and one account of anna's."""
    return Transactions(work=company(work).work)


@pytest.fixture(name="full")
def full_fixture(talk: Dialog) -> Dialog:
    """bo answers for a customer, a promise, a follow-up and a touchpoint; chris is away from all of it."""
    talk.account("Bergen Bygg AS", owner="bo")
    for line in (
        "promise bergen quote by fri",
        "follow bergen tomorrow about the hall",
        "call bergen",
        "promise acme list by fri",
    ):
        assert talk.say(line, "bo").ok
        talk.later(minutes=2)
    assert talk.say("follow bergen tomorrow about the hall", "bo").ok
    assert talk.say("admin touchpoint invoice owner bo", "chris").ok
    return talk


def named(talk: Dialog, name: str) -> Person:
    """Return a person by name."""
    return talk.work.people.named(name)[0]


def state(talk: Dialog) -> dict[str, list[str]]:
    """Return every row of the company, but for what tells what was done, how often somebody was woken, and sums of 0."""
    found = {}
    for table in set(WIPED) - UNSET:
        summed = " AND kept + told + broken + unanswered > 0" if table == "promise_day" else ""
        rows = talk.work._db.rows(f"SELECT * FROM {table} WHERE tenant = :tenant{summed}")
        found[table] = sorted(str({k: v for k, v in dict(row).items() if k not in COUNTERS}) for row in rows)
    lives = talk.work._db.rows("SELECT id, person, live, answered FROM entry WHERE tenant = :tenant AND kind <> 'A'")
    return found | {"entry": sorted(str(dict(row)) for row in lives)}


def test_all_that_somebody_answers_for_goes_to_who_takes_over(full: Dialog) -> None:
    """The receipt counts it; the leaver is off the list and hears nothing more."""
    said = full.text("admin leave bo to anna", "chris")
    assert "bo has left · A" in said
    assert "To anna: 1 customer, 2 open promises, 2 follow-ups, 1 touchpoint." in said
    anna, bo = named(full, "anna"), named(full, "bo")
    assert not bo.active
    assert ["P1", "P2"] == sorted(promise.ref for promise in full.work.promises.open_of(anna.id))
    assert [] == list(full.work.promises.open_of(bo.id))
    assert {"Bergen Bygg AS"} <= {account.name for account in full.work.accounts.owned_by(anna.id)}
    assert [] == list(full.work.accounts.owned_by(bo.id))
    assert full.work.touchpoints.by_name("invoice").owner == anna.id  # type: ignore[union-attr]
    assert "about the hall" in full.text("account bergen", "anna")
    assert full.say("kept 1", "anna").ok


@pytest.mark.parametrize("way", ["button", "bare", "ref"])
def test_one_undo_gives_everything_back(full: Dialog, way: str) -> None:
    """Every row is as it was, whichever way it is taken back."""
    before = state(full)
    ref = full.say("admin leave bo to anna", "chris").stored[0]
    assert before != state(full)
    undone = (
        full.press("Undo", "chris")
        if way == "button"
        else full.say("undo" if way == "bare" else f"undo {ref}", "chris")
    )
    assert undone.ok
    assert (ref,) == undone.undone
    assert before == state(full)
    assert named(full, "bo").active


def test_what_changed_hands_since_stays_where_it_is(full: Dialog) -> None:
    """An undo takes back nothing that somebody decided later."""
    ref = full.say("admin leave bo to anna", "chris").stored[0]
    assert full.say("admin touchpoint invoice owner dora", "chris").ok
    assert full.say("account bergen bygg owner dora", "chris").ok
    assert full.say("kept 1", "anna").ok
    assert full.say(f"undo {ref}", "chris").ok
    dora = named(full, "dora")
    assert full.work.touchpoints.by_name("invoice").owner == dora.id  # type: ignore[union-attr]
    assert {"Bergen Bygg AS"} == {account.name for account in full.work.accounts.owned_by(dora.id)}
    assert ["P2"] == [promise.ref for promise in full.work.promises.open_of(named(full, "bo").id)]


def test_sums_of_the_team_are_the_same_before_and_after(full: Dialog) -> None:
    """A promise counts once, whoever holds it."""
    day, team = full.at.date(), named(full, "anna").team

    def sums() -> object:
        return full.work.figures.promises(day, day.replace(day=30), day, team=team), full.work.figures.days(
            day, day, team=team
        )

    before = sums()
    full.say("admin leave bo to anna", "chris")
    assert before == sums()


def test_said_twice_it_is_done_once(full: Dialog) -> None:
    """The second answer has the button of the first."""
    assert full.say("admin leave bo to anna", "chris").stored
    again = full.say("admin leave bo to anna", "chris")
    assert (again.ok, again.stored) == (True, ())
    assert "bo has left already and answers for nothing." in str(again.card)
    assert full.press("Undo", "chris").undone
    assert named(full, "bo").active


def test_whoever_has_nothing_leaves_as_well(talk: Dialog) -> None:
    """That is said."""
    assert "There was nothing to hand over." in talk.text("admin leave bo to anna", "chris")
    assert not named(talk, "bo").active
    assert talk.say("undo", "chris").ok
    assert named(talk, "bo").active


def test_who_was_removed_before_can_hand_over_later(full: Dialog) -> None:
    """And is not put back by the undo."""
    assert full.say("admin remove person bo", "chris").ok
    assert "2 open promises" in full.text("admin leave bo to anna", "chris")
    assert full.say("undo", "chris").ok
    assert not named(full, "bo").active
    assert 2 == len(full.work.promises.open_of(named(full, "bo").id))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("admin leave bo to bo", "cannot take over"),
        ("admin leave chris to anna", "Another admin has to remove you."),
        ("admin leave nobody to anna", "nobody"),
    ],
)
def test_who_cannot_leave_or_take_over_is_said_in_a_sentence(full: Dialog, line: str, why: str) -> None:
    """And nothing changes."""
    before = state(full)
    reply = full.say(line, "chris")
    assert not reply.ok
    assert why in str(reply)
    assert before == state(full)


def test_without_who_takes_over_it_asks(full: Dialog) -> None:
    """The form hands over."""
    assert full.say("admin leave bo", "chris").form


def test_the_audit_tells_it(full: Dialog) -> None:
    """Who left, by whom, and that they came back."""
    full.say("admin leave bo to anna", "chris")
    full.say("undo", "chris")
    shown = full.text("admin audit", "chris")
    assert all(text in shown for text in ("person removed", "person put back", "handed over · bo"))
