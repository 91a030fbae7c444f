"""`kept`: a promise was kept."""

from __future__ import annotations

from bot.domain.promises import PromiseState
from tests.dialog import Dialog


def test_kept_closes_a_promise_and_undo_opens_it_again(talk: Dialog) -> None:
    """A step can be taken back without touching the promise."""
    talk.say("promise acme quote by fri")
    assert talk.text("kept 1").startswith("Kept · Acme A/S · quote · P1")
    assert "P1 is kept already" in (talk.say("broken P1").error or "")
    assert talk.say("undo").undone == ("S1",)
    promise = talk.work.promises.find(1)
    assert promise is not None
    assert promise.state is PromiseState.OPEN


def test_an_account_stands_for_its_only_open_promise(talk: Dialog) -> None:
    """With several open ones the person picks."""
    talk.say("promise acme quote by fri")
    assert talk.say("kept acme").stored == ("S1",)
    talk.say("promise acme list by fri")
    talk.say("promise acme plan by fri")
    assert len(talk.say("kept acme").card.all_buttons()) == 2
    assert talk.press("P3 Acme A/S: plan, Fri 27 Nov").stored == ("S2",)


def test_an_unknown_promise_is_one_sentence(talk: Dialog) -> None:
    """The answer says where one's promises are."""
    assert talk.say("kept 99").error == '"kept 99": There is no promise P99: type today to see yours. Not saved.'
