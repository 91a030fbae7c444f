"""What was sent may be what was promised: it is asked, and either answer stores the whole line."""

from __future__ import annotations

from tests.dialog import Dialog
from tests.lines.cases import entries, facts_of


def _told(kim: Dialog) -> list[tuple[str, str]]:
    """Return the verbs and notes of what is stored, without the promises themselves."""
    facts = [facts_of(kim, entry) for entry in entries(kim.work)]
    return [(fact["verb"], fact.get("note", "")) for fact in facts if fact["verb"] != "promise"]


def test_what_was_sent_keeps_the_promise_that_is_picked(kim: Dialog) -> None:
    """Of two open promises the one of which the line speaks is offered, and closed."""
    kim.say("promise acme offer by fri")
    kim.say("promise acme drawings by fri")
    kim.say("sent acme the drawings")
    kim.press("Kept P2 Acme A/S: drawings, Fri 27 Nov")
    assert [("kept", "the drawings")] == _told(kim)
    assert ["offer"] == [promise.what for promise in kim.work.promises.open_of(kim.work.people.named("kim")[0].id)]


def test_what_was_sent_may_be_only_an_offer(kim: Dialog) -> None:
    """Then the promise stays open."""
    kim.say("promise acme offer by fri")
    kim.say("sent acme the offer")
    kim.press("Only an offer")
    assert [("offer", "sent the offer")] == _told(kim)
    assert kim.work.promises.open_of(kim.work.people.named("kim")[0].id)


def test_what_was_sent_behind_a_call_is_a_fact_or_its_note(kim: Dialog) -> None:
    """The call is stored either way."""
    kim.say("promise acme drawings by fri")
    kim.say("called acme, sent the drawings")
    kim.press("Only a note")
    kim.say("called acme, sent the drawings")
    kim.press("Kept P1 Acme A/S: drawings, Fri 27 Nov")
    assert [("call", "sent the drawings"), ("call", ""), ("kept", "the drawings")] == _told(kim)


def test_what_is_due_behind_a_call_without_a_sign_is_a_fact_or_its_note(kim: Dialog) -> None:
    """What the customer may have said is asked; nothing of it is lost."""
    kim.say("called acme promised quote by friday")
    kim.press("Only a note")
    kim.say("called acme call again friday")
    kim.press("Follow up Fri 27 Nov 2026")
    assert [("call", "promised quote by friday"), ("call", ""), ("follow", "")] == _told(kim)


def test_who_waits_for_a_customer_announces_nobody(kim: Dialog) -> None:
    """Unless that is what was meant."""
    assert not kim.say("waiting for a reply from acme").ok
    assert not entries(kim.work)
    kim.press("A customer waits")
    assert [("waiting", "")] == _told(kim)
