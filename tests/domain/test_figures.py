"""Figures: daily sums, standing zeros, waiting customers and due follow-ups, as the log has them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.details import (
    Call,
    CallOutcome,
    Detail,
    FactorScore,
    FollowUp,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    Touch,
    Waiting,
    WaitTaken,
)
from bot.domain.entries import Entry, undo
from bot.domain.figures import DayFigures
from bot.domain.ratings import WINDOW_DAYS, Factor, Source
from tests.dialog import TUESDAY, Dialog

ACME = 1
TODAY = TUESDAY.date()
YESTERDAY = TODAY - timedelta(days=1)
INVOICE, SITE = 1, 2


def _id(talk: Dialog, name: str) -> int:
    person = talk.work.people.by_name(name)
    assert person
    return person.id


def _team(talk: Dialog, name: str) -> int:
    team = talk.work.teams.by_name(name)
    assert team
    return team.id


def _add(talk: Dialog, detail: Detail, who: str = "anna", *, day: date = TODAY, account: int | None = ACME) -> Entry:
    return talk.work.entries.add(detail, person=_id(talk, who), account=account, day=day, at=talk.at)


def _rate(
    talk: Dialog, score: int, *, account: int = ACME, touchpoint: int = INVOICE, source: Source = Source.SAID, day: date = TODAY
) -> Entry:  # fmt: skip
    marks = (FactorScore(factor=Factor.QUALITY, score=score),)
    return _add(talk, Touch(touchpoint=touchpoint, marks=marks, source=source, why="why"), account=account, day=day)


# sums of days


def test_a_day_sums_calls_and_promises(talk: Dialog) -> None:
    """A promise that is recorded as broken is no promise made, but one broken."""
    for _ in range(3):
        _add(talk, Call())
    for outcome, told in ((PromiseOutcome.KEPT, False), (PromiseOutcome.BROKEN, True), (PromiseOutcome.TOLD, True)):
        promise = _add(talk, PromiseMade(what="x", due=TODAY))
        _add(talk, PromiseStep(promise=promise.number, outcome=outcome, told=told))
    _add(talk, PromiseMade(what="x", due=TODAY, broken=True))
    expected = DayFigures(day=TODAY, calls=3, promises=3, kept=1, broken=2, told=2)
    assert [expected] == talk.work.figures.days(TODAY, TODAY, person=_id(talk, "anna"))


def test_an_entry_counts_for_its_own_day(talk: Dialog) -> None:
    """Not for the day on which it was typed; days without entries are left out."""
    _add(talk, Call(), day=YESTERDAY - timedelta(days=7))
    _add(talk, Call(), day=YESTERDAY)
    days = talk.work.figures.days(YESTERDAY - timedelta(days=6), TODAY)
    assert [DayFigures(day=YESTERDAY, calls=1)] == days


def test_the_sums_of_a_person_a_team_and_the_company(talk: Dialog) -> None:
    """Every call is in each of the three."""
    for who, calls in (("anna", 1), ("bo", 2), ("dora", 4)):
        for _ in range(calls):
            _add(talk, Call(), who)
    figures = talk.work.figures
    found = (
        figures.days(TODAY, TODAY, person=_id(talk, "bo")),
        figures.days(TODAY, TODAY, team=_team(talk, "Nord")),
        figures.days(TODAY, TODAY, team=_team(talk, "Syd")),
        figures.days(TODAY, TODAY),
    )
    assert [2, 3, 4, 7] == [days[0].calls for days in found]


def test_what_was_logged_in_a_team_stays_with_the_team(talk: Dialog) -> None:
    """A seller who moves takes nothing along."""
    _add(talk, Call(), "anna")
    talk.work.people.change(_id(talk, "anna"), team=_team(talk, "Syd"))
    _add(talk, Call(), "anna")
    teams = [talk.work.figures.days(TODAY, TODAY, team=_team(talk, name)) for name in ("Nord", "Syd")]
    assert [1, 1] == [days[0].calls for days in teams]


def test_what_was_logged_before_there_was_a_team_goes_along_into_it(talk: Dialog) -> None:
    """The first days of a seller are not lost to the team."""
    talk.work.people.change(_id(talk, "anna"), team=None)
    _add(talk, Call(), "anna")
    assert [] == talk.work.figures.days(TODAY, TODAY, team=_team(talk, "Nord"))
    talk.work.people.change(_id(talk, "anna"), team=_team(talk, "Nord"))
    assert [1] == [day.calls for day in talk.work.figures.days(TODAY, TODAY, team=_team(talk, "Nord"))]


def test_undo_after_a_move_counts_in_the_team_of_the_entry(talk: Dialog) -> None:
    """Nothing is taken from the new team, and nothing is left in the old one."""
    call = _add(talk, Call(), "anna")
    talk.work.people.change(_id(talk, "anna"), team=_team(talk, "Syd"))
    _add(talk, Call(), "anna")
    undo(talk.work.entries, call, talk.at)
    teams = [talk.work.figures.days(TODAY, TODAY, team=_team(talk, name)) for name in ("Nord", "Syd")]
    assert [0, 1] == [days[0].calls for days in teams]


# standing ratings and zeros


def test_a_zero_stands_with_who_logged_it_and_why(talk: Dialog) -> None:
    """Under the ref of its entry."""
    entry = _rate(talk, 0)
    (zero,) = talk.work.figures.zeros(TODAY)
    assert (ACME, INVOICE, Factor.QUALITY, TODAY, entry.person, entry.id, entry.number, "why") == (
        zero.account,
        zero.touchpoint,
        zero.factor,
        zero.since,
        zero.person,
        zero.entry,
        zero.number,
        zero.why,
    )


def test_zeros_come_the_oldest_first(talk: Dialog) -> None:
    """By the day for which they were logged."""
    entries = [_rate(talk, 0, touchpoint=SITE), _rate(talk, 0, day=YESTERDAY)]
    assert [entries[1].id, entries[0].id] == [zero.entry for zero in talk.work.figures.zeros(TODAY)]


def test_a_better_rating_ends_a_zero_and_its_undo_brings_it_back(talk: Dialog) -> None:
    """The standing rating is always that of the live entries."""
    _rate(talk, 0, day=YESTERDAY)
    better = _rate(talk, 2)
    assert [] == talk.work.figures.zeros(TODAY)
    undo(talk.work.entries, better, talk.at)
    assert 1 == len(talk.work.figures.zeros(TODAY))


def test_a_guess_does_not_end_a_zero_that_the_customer_said(talk: Dialog) -> None:
    """It is stored, and counts when the zero is gone."""
    zero = _rate(talk, 0, day=YESTERDAY)
    _rate(talk, 2, source=Source.GUESS)
    assert 1 == len(talk.work.figures.zeros(TODAY))
    undo(talk.work.entries, zero, talk.at)
    assert [2] == [rating.score for rating in talk.work.figures.standing(TODAY)[ACME]]


@pytest.mark.parametrize(("ago", "stands"), [(0, True), (WINDOW_DAYS, True), (WINDOW_DAYS + 1, False)])
def test_a_rating_stands_for_180_days(talk: Dialog, ago: int, stands: bool) -> None:
    """In the store as in the rule."""
    _rate(talk, 1, day=TODAY - timedelta(days=ago))
    assert stands is (ACME in talk.work.figures.standing(TODAY))


def test_a_rating_of_tomorrow_counts_where_it_is_still_today(talk: Dialog) -> None:
    """A colleague further east may be a day ahead; of the day after nobody knows yet."""
    _rate(talk, 0, day=TODAY + timedelta(days=1))
    assert 1 == len(talk.work.figures.zeros(TODAY))
    assert [] == talk.work.figures.zeros(YESTERDAY)


def test_a_removed_touchpoint_counts_no_more(talk: Dialog) -> None:
    """Nobody answers for it; restored, it counts again."""
    _rate(talk, 0)
    talk.work.touchpoints.remove(INVOICE)
    assert {} == talk.work.figures.standing(TODAY)
    talk.work.touchpoints.remove(INVOICE, gone=False)
    assert [ACME] == list(talk.work.figures.standing(TODAY))


def test_standing_ratings_of_an_account_an_owner_and_a_team(talk: Dialog) -> None:
    """A team sees the accounts of its people, and those of nobody and of people without a team."""
    talk.work.people.change(_id(talk, "chris"), team=None)
    accounts = {owner: talk.account(f"{owner} AS", owner) for owner in ("bo", "chris", "dora", "nobody")}
    for account in (ACME, *accounts.values()):
        _rate(talk, 1, account=account)
    figures = talk.work.figures
    assert [ACME] == list(figures.standing(TODAY, account=ACME))
    assert [ACME] == list(figures.standing(TODAY, owner=_id(talk, "anna")))
    shared = [accounts["chris"], accounts["nobody"]]
    assert sorted([ACME, accounts["bo"], *shared]) == sorted(figures.standing(TODAY, team=_team(talk, "Nord")))
    assert sorted([accounts["dora"], *shared]) == sorted(figures.standing(TODAY, team=_team(talk, "Syd")))


def test_fresh_zeros_are_those_of_accounts_that_got_one_lately(talk: Dialog) -> None:
    """With the older ones of the same account."""
    beta = talk.account("Beta AS")
    _rate(talk, 0, account=beta, day=YESTERDAY)
    _rate(talk, 0, touchpoint=SITE, day=YESTERDAY)
    _rate(talk, 0)
    found = talk.work.figures.fresh_zeros(_id(talk, "anna"), TODAY, TODAY)
    assert [(ACME, SITE), (ACME, INVOICE)] == [(zero.account, zero.touchpoint) for zero in found]


def test_fresh_zeros_of_a_person_are_at_their_accounts_and_touchpoints(talk: Dialog) -> None:
    """Others' zeros are none of theirs."""
    beta = talk.account("Beta AS")
    talk.work.accounts.change(beta, owner=_id(talk, "dora"))
    talk.work.touchpoints.save("site", _id(talk, "bo"))
    _rate(talk, 0, account=beta, touchpoint=SITE)
    _rate(talk, 0)
    names = ("anna", "bo", "chris", "dora")
    found = {name: talk.work.figures.fresh_zeros(_id(talk, name), TODAY, TODAY) for name in names}
    assert {"anna": [ACME], "bo": [beta], "chris": [], "dora": [beta]} == {
        name: [zero.account for zero in zeros] for name, zeros in found.items()
    }


# waiting customers


def test_a_waiting_customer_waits_until_the_first_goes(talk: Dialog) -> None:
    """Whoever goes second changes nothing."""
    waiting = _add(talk, Waiting(place="counter", what="a pallet"), account=None)
    (wait,) = talk.work.figures.waits(TODAY, TODAY)
    assert ("counter", "a pallet", TUESDAY, None, None) == (
        wait.place,
        wait.what,
        wait.asked_at,
        wait.went_by,
        wait.went_at,
    )
    talk.later(minutes=5)
    _add(talk, WaitTaken(waiting=waiting.number), "bo")
    talk.later(minutes=5)
    _add(talk, WaitTaken(waiting=waiting.number), "chris")
    (wait,) = talk.work.figures.waits(TODAY, TODAY)
    assert (_id(talk, "bo"), TUESDAY + timedelta(minutes=5)) == (wait.went_by, wait.went_at)


def test_a_team_sees_its_own_waiting_customers(talk: Dialog) -> None:
    """And those that somebody without a team reported."""
    talk.work.people.change(_id(talk, "chris"), team=None)
    for who in ("anna", "dora", "chris"):
        _add(talk, Waiting(place=who), who, account=None)
    waits = talk.work.figures.waits(TODAY, TODAY, team=_team(talk, "Nord"))
    assert ["anna", "chris"] == [wait.place for wait in waits]


# follow-ups and calls


@pytest.mark.parametrize(
    ("called", "open_on"), [(None, True), (YESTERDAY, True), (TODAY, False), (TODAY + timedelta(days=1), False)]
)
def test_a_follow_up_is_open_until_a_call_on_its_day_or_later(talk: Dialog, called: date | None, open_on: bool) -> None:
    """A call of the day before is no answer."""
    _add(talk, FollowUp(due=TODAY, note="board"))
    if called:
        _add(talk, Call(), "bo", day=called)
    assert open_on is bool(talk.work.figures.open_followups(_id(talk, "anna"), TODAY))


def test_a_call_that_was_logged_before_the_follow_up_is_no_answer(talk: Dialog) -> None:
    """Call, then follow up on the same day: it is open."""
    _add(talk, Call())
    _add(talk, FollowUp(due=TODAY))
    assert 1 == len(talk.work.figures.open_followups(_id(talk, "anna"), TODAY))


def test_follow_ups_are_ones_own_and_come_by_their_day(talk: Dialog) -> None:
    """Those of later days are not asked for yet."""
    for ahead in (2, 0, 1):
        _add(talk, FollowUp(due=TODAY + timedelta(days=ahead), note=str(ahead)))
    _add(talk, FollowUp(due=TODAY, note="bo's"), "bo")
    found = talk.work.figures.open_followups(_id(talk, "anna"), TODAY + timedelta(days=1))
    assert ["0", "1"] == [follow_up.note for follow_up in found]


def test_the_last_contacts_to_an_account_come_newest_first(talk: Dialog) -> None:
    """By day, then by the order of logging; undone ones and those to others are left out."""
    _add(talk, Call(outcome=CallOutcome.MEETING))
    _add(talk, Call(outcome=CallOutcome.VOICEMAIL), day=YESTERDAY)
    _add(talk, Call(outcome=CallOutcome.MAIL))
    undo(talk.work.entries, _add(talk, Call()), talk.at)
    _add(talk, Call(), account=talk.account("Beta AS"))
    outcomes = [call.outcome for call in talk.work.figures.last_contacts(ACME, 9)]
    assert ["mail", "meet", "vm"] == outcomes
    assert outcomes[:2] == [call.outcome for call in talk.work.figures.last_contacts(ACME, 2)]
