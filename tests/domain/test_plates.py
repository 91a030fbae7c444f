"""Plates: silence against a customer's own rhythm, and what it may cost."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from bot.domain.plates import NEVER, Plate, costliest_silence, wobbliest
from tests.dialog import TUESDAY, Dialog

TODAY = TUESDAY.date()


def _plate(account: int, silent: int | None, rhythm: int | None = None, value: int | None = None) -> Plate:
    last = None if silent is None else TODAY - timedelta(days=silent)
    return Plate(account=account, last=last, rhythm=rhythm, value=value)


def test_a_plate_wobbles_by_its_own_rhythm() -> None:
    """At its day it is not beyond it; without a rhythm it never is."""
    plates = [
        _plate(1, 20, 21),
        _plate(2, 21, 21),
        _plate(3, 22, 21),
        _plate(4, 9, 3),
        _plate(5, 99),
        _plate(6, None, 7),
    ]
    assert [6, 4, 3] == [plate.account for plate in wobbliest(plates, TODAY)]
    assert NEVER == plates[-1].silent(TODAY)


def test_silence_costs_value_times_days() -> None:
    """Without a value the longest silence comes first, behind those with one; who was called today is not silent."""
    plates = [_plate(1, 10, value=100), _plate(2, 2, value=900), _plate(3, 90), _plate(4, 0, value=9999), _plate(5, 91)]
    assert [2, 1, 5, 3] == [plate.account for plate in costliest_silence(plates, TODAY)]


def test_a_contact_in_the_future_is_no_silence() -> None:
    """A colleague further east has tomorrow already."""
    assert 0 == Plate(account=1, last=TODAY + timedelta(days=1)).silent(TODAY)


def test_the_later_of_logged_and_imported_contact_counts(talk: Dialog) -> None:
    """And a person's own customers only."""
    talk.account("Bygg AS", "bo")
    anna = talk.work.people.by_name("anna")
    assert anna
    talk.work.accounts.change(1, imported_contact="2026-11-20", rhythm=7, value=5, contacts=3)
    assert [Plate(account=1, last=date(2026, 11, 20), rhythm=7, value=5, contacts=3)] == talk.work.plates.of(anna.id)
    assert talk.say("call acme 22/11").ok
    assert date(2026, 11, 22) == talk.work.plates.of(anna.id)[0].last


def test_an_imported_contact_is_no_first_call(talk: Dialog) -> None:
    """A customer is new to whoever calls first of all, on that day only."""
    anna = talk.work.people.by_name("anna")
    assert anna
    assert [] == talk.work.plates.new_customers(anna.id, TODAY)
    assert talk.say("call acme").ok
    assert [1] == talk.work.plates.new_customers(anna.id, TODAY)
    talk.work.accounts.change(1, imported_contact="2026-01-01")
    assert [] == talk.work.plates.new_customers(anna.id, TODAY)


def test_whoever_was_visited_before_is_no_new_customer(talk: Dialog) -> None:
    """Each kind of contact is one; a colleague's too."""
    anna = talk.work.people.by_name("anna")
    assert anna
    assert talk.say("visit acme yesterday", "bo").ok
    assert talk.say("call acme").ok
    assert [] == talk.work.plates.new_customers(anna.id, TODAY)


def test_two_breaches_are_near_the_third(talk: Dialog) -> None:
    """One is not, three are beyond it, and two quality zeros of one day at one touchpoint are one breach."""
    anna = talk.work.people.by_name("anna")
    assert anna
    near = partial(talk.work.plates.near_third_breach, anna.id, TODAY)
    assert talk.say("broken acme list").ok
    assert [] == near()
    assert talk.say("touch acme invoice quality 0").ok
    assert talk.say("touch acme invoice quality 0").ok
    assert [1] == near()
    assert talk.say("broken acme price").ok
    assert [] == near()
