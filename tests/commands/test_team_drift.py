"""`team drift`: customers who fell from more than expected to as expected."""

from __future__ import annotations

from tests.commands.steps import file_rows, line_of
from tests.dialog import Dialog


def test_a_rating_that_fell_from_two_to_one_is_shown(talk: Dialog) -> None:
    """With touchpoint, factor, day and owner; who fell this week stands beside the week before."""
    for line in ("touch acme invoice c2 seen 17/11", "touch acme invoice c1 seen", "touch acme site 1 seen"):
        talk.say(line)
    reply = talk.say("team drift", "chris")
    assert line_of(reply, "Acme") == "Acme A/S · invoice · clarity · Tue 24 Nov 2026 · anna"
    assert line_of(reply, "this week") == "1 customer this week, the week before 0"
    assert reply.figures["drifted"] == 1
    assert file_rows(talk.say("team drift export csv", "chris"))[1] == [
        "Acme A/S",
        "invoice",
        "clarity",
        "2026-11-24",
        "anna",
    ]


def test_what_fell_further_rose_or_never_stood_higher_is_no_drift(talk: Dialog) -> None:
    """A zero is another alarm; undo of the fall takes it back."""
    for line in (
        "touch acme invoice c2 seen",
        "touch acme invoice c0 seen",
        "touch acme site c1 seen",
        "touch acme site c2 seen",
    ):
        talk.say(line)
    assert talk.say("team drift", "chris").figures["drifted"] == 0
    talk.say("touch acme site c1 seen")
    assert talk.say("team drift", "chris").figures["drifted"] == 1
    talk.say("undo")
    assert "No customer fell from more to as expected." in talk.text("team drift", "chris")


def test_a_rating_too_old_to_stand_is_not_what_it_fell_from(talk: Dialog) -> None:
    """After half a year a 2 no longer stands."""
    talk.say("touch acme invoice c2 seen")
    talk.later(days=181)
    talk.say("touch acme invoice c1 seen")
    assert talk.say("team drift", "chris").figures["drifted"] == 0
