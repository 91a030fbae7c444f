"""Desks: departments with a phone number, and what was handed over to them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.desks import Desk, HandOffSum
from bot.domain.details import HandOff
from bot.domain.entries import Entry, undo
from tests.dialog import TUESDAY, Dialog

TODAY = TUESDAY.date()


def _hand_off(talk: Dialog, cause: str, minutes: int, who: str = "anna", day: date = TODAY) -> Entry:
    person, desk = talk.work.people.by_name(who), talk.work.desks.save("service")
    assert person
    detail = HandOff(desk=desk.id, minutes=minutes, cause=cause)
    return talk.work.entries.add(detail, person=person.id, account=1, day=day, at=talk.at)


def _sums(talk: Dialog, *, person: str = "", team: str = "") -> list[tuple[str, int, int]]:
    who, group = talk.work.people.by_name(person), talk.work.teams.by_name(team)
    found = talk.work.desks.handoff_sums(TODAY, TODAY, person=who.id if who else None, team=group.id if group else None)
    return [(hand_off.cause, hand_off.times, hand_off.minutes) for hand_off in found]


def test_a_desk_is_found_whatever_the_case(talk: Dialog) -> None:
    """By its name alone."""
    made = talk.work.desks.save("Kundeservice", "55 12 34 56")
    assert made == talk.work.desks.by_name("KUNDESERVICE")
    assert talk.work.desks.by_name("service") is None


def test_saving_a_desk_again_changes_its_number(talk: Dialog) -> None:
    """And an empty one leaves it."""
    first = talk.work.desks.save("service", "11")
    assert "22" == talk.work.desks.save("Service", "22").phone
    assert Desk(id=first.id, name="service", phone="22") == talk.work.desks.save("service")
    assert 1 == len(talk.work.desks.all())


def test_a_removed_desk_is_still_read_by_its_id(talk: Dialog) -> None:
    """The log names it; the list does not."""
    made = talk.work.desks.save("service", "11")
    talk.work.desks.remove(made.id)
    assert [] == list(talk.work.desks.all())
    assert talk.work.desks.by_name("service") is None
    assert talk.work.desks.get(made.id).gone


def test_saving_a_removed_desk_restores_it(talk: Dialog) -> None:
    """With its number."""
    made = talk.work.desks.save("service", "11")
    talk.work.desks.remove(made.id)
    assert made == talk.work.desks.save("service")


def test_a_desk_that_is_not_there(talk: Dialog) -> None:
    """An error that names its number."""
    with pytest.raises(LookupError, match="no desk 99"):
        talk.work.desks.get(99)


def test_hand_offs_are_summed_by_cause_the_costliest_first(talk: Dialog) -> None:
    """How many there were, and how many minutes they had cost."""
    for cause, minutes in (("wrong item", 5), ("invoice", 30), ("wrong item", 10), ("", 0)):
        _hand_off(talk, cause, minutes)
    assert [("invoice", 1, 30), ("wrong item", 2, 15), ("", 1, 0)] == _sums(talk)


def test_hand_offs_of_a_person_or_a_team(talk: Dialog) -> None:
    """Those of others are left out."""
    for who, minutes in (("anna", 1), ("bo", 2), ("dora", 4)):
        _hand_off(talk, "wrong item", minutes, who)
    assert [[("wrong item", 1, 1)], [("wrong item", 2, 3)], [("wrong item", 1, 4)]] == [
        _sums(talk, person="anna"),
        _sums(talk, team="Nord"),
        _sums(talk, team="Syd"),
    ]


def test_hand_offs_of_other_days_and_undone_ones_do_not_count(talk: Dialog) -> None:
    """Only live ones of the period."""
    _hand_off(talk, "wrong item", 5)
    _hand_off(talk, "early", 5, day=TODAY - timedelta(days=1))
    undo(talk.work.entries, _hand_off(talk, "undone", 5), talk.at)
    assert [HandOffSum(cause="wrong item", times=1, minutes=5)] == talk.work.desks.handoff_sums(TODAY, TODAY)


def test_the_hand_offs_of_an_account_come_newest_first(talk: Dialog) -> None:
    """Those since a day, without those that were taken back."""
    assert talk.say("admin desk service", "chris").ok
    for line in (
        "handoff acme service 5m wrong item",
        "handoff acme service 9m mon",
        "handoff acme service 7m",
        "undo",
    ):
        assert talk.say(line).ok, line
    found = talk.work.desks.handed_of(1, TODAY)
    assert [(each.number, each.minutes, each.cause) for each in found] == [(1, 5, "wrong item")]
    assert [each.number for each in talk.work.desks.handed_of(1, TODAY - timedelta(days=9))] == [1, 2]
