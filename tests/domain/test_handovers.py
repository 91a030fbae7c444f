"""Handovers as they are stored: what went, to whom, and which count."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.handovers import Handed
from tests.dialog import TUESDAY, Dialog


def test_what_went_is_counted_by_kind_and_found_by_both(talk: Dialog) -> None:
    """Until it is taken back."""
    assert talk.say("promise acme list by fri", "bo").ok
    ref = talk.say("admin leave bo to anna", "chris").stored[0]
    bo, anna = (talk.work.people.named(name)[0].id for name in ("bo", "anna"))
    (found,) = talk.work.handovers.to_heir(anna, TUESDAY - timedelta(days=1))
    assert (found.ref, found.leaver, found.heir, found.at) == (ref, bo, anna, TUESDAY)
    assert {Handed.PROMISE: 1, Handed.PERSON: 1} == talk.work.handovers.counts(found.entry)
    assert found.entry == talk.work.handovers.last_of(bo)
    assert [] == list(talk.work.handovers.to_heir(anna, TUESDAY + timedelta(seconds=1)))
    assert talk.say("undo", "chris").ok
    assert ([], None) == (list(talk.work.handovers.to_heir(anna, TUESDAY)), talk.work.handovers.last_of(bo))


def test_the_last_of_two_who_took_over_holds_a_promise(talk: Dialog) -> None:
    """Also when the first handover is taken back."""
    assert talk.say("promise acme list by fri", "bo").ok
    first = talk.say("admin leave bo to anna", "chris").stored[0]
    assert talk.say("admin leave anna to dora", "chris").ok
    dora = talk.work.people.named("dora")[0].id
    assert [dora] == [promise.person for promise in talk.work.promises.open_for(1)]
    assert talk.say(f"undo {first}", "chris").ok
    assert [dora] == [promise.person for promise in talk.work.promises.open_for(1)]
