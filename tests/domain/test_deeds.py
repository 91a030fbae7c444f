"""Deeds: what is kept of a person's changes outside of the log."""

from __future__ import annotations

from bot.domain.deeds import MOST, Deed, last_deed, with_deed, without_deed
from tests.commands.steps import person
from tests.dialog import Dialog


def test_the_oldest_goes_and_one_that_was_taken_back() -> None:
    """No person has an endless list."""
    deeds: tuple[Deed, ...] = ()
    for number in range(MOST + 1):
        deeds = with_deed(deeds, Deed(verb=f"off {number}"))
    assert [deeds[0].verb, len(deeds)] == ["off 1", MOST]
    assert without_deed(deeds, deeds[3]) == deeds[:3] + deeds[4:]


def test_it_is_the_last_one_only_before_a_later_entry(talk: Dialog) -> None:
    """By what was logged before, as time may stand still."""
    talk.say("call acme")
    entry = talk.work.entries.latest(person(talk, "anna").id)
    assert entry is not None
    deed = Deed(verb="off", entry=entry.id)
    assert last_deed((deed,), entry) == deed
    assert last_deed((deed,), None) == deed
    assert last_deed((Deed(verb="off", entry=entry.id - 1),), entry) is None
    assert last_deed((), entry) is None


def test_they_are_stored_as_they_are(talk: Dialog) -> None:
    """And nothing is left of none."""
    anna = person(talk, "anna").id
    deeds = (Deed(verb="off", undo='1|off remove|{"leave":"1"}', origin="ab", entry=3), Deed(verb="me hours"))
    talk.work.people.set_deeds(anna, deeds)
    assert talk.work.people.deeds(anna) == deeds
    talk.work.people.set_deeds(anna, ())
    assert talk.work.people.deeds(anna) == ()
