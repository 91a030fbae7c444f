"""`kept`: a promise was kept."""

from __future__ import annotations

import pytest

from bot.domain.promises import PromiseState
from tests.commands.steps import field_errors
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
    assert talk.say("kept 99").error == '"kept 99": There is no promise P99: type “today” to see yours. Not saved.'


@pytest.mark.parametrize("typed", ["1", "P1", "p1", "#1", "#p1", "acme", "Acme A/S"])
def test_a_promise_is_named_by_number_or_customer(talk: Dialog, typed: str) -> None:
    """A number is read in any spelling, an account when it has one open promise."""
    talk.say("promise acme quote by fri")
    assert talk.say(f"kept {typed}").stored == ("S1",)


def test_it_counts_for_the_day_it_was_kept(talk: Dialog) -> None:
    """A past day at the end of the line is the day that counts."""
    talk.say("promise acme quote by fri yesterday")
    assert "Counts for Mon 23 Nov 2026." in talk.text("kept 1 yesterday")
    assert talk.say("me week today").figures["promises_kept"] == 0
    assert talk.say("me week").figures["promises_kept"] == 1


def test_a_colleague_may_keep_it_and_take_that_back(talk: Dialog) -> None:
    """Anybody may close a promise, and only they can undo their step."""
    talk.say("promise acme quote by fri", "anna")
    talk.say("kept 1", "bo")
    assert "P1 · Acme" not in talk.text("today", "anna")
    assert "You have no entry S1" in (talk.say("undo S1", "anna").error or "")
    talk.say("undo", "bo")
    assert "P1 · Acme" in talk.text("today", "anna")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("kept zzz", '"zzz" is not a promise: type its number, such as P12.'),
        ("kept acme", "No promise to Acme A/S is open."),
        ("kept 1", "P1 is kept already: type “undo” to take that back."),
        ("told 1", "P1 is kept already"),
        ("broken 1", "P1 is kept already"),
        ("kept 2", "There is no promise P2"),
    ],
)
def test_what_is_not_open_cannot_be_closed(talk: Dialog, line: str, part: str) -> None:
    """The refusal says whether it is unknown, kept or has no open promise."""
    talk.say("promise acme quote by fri")
    talk.say("kept 1")
    assert part in (talk.say(line).error or "")


def test_without_a_number_a_form_offers_ones_own_open_promises(talk: Dialog) -> None:
    """The choices are the person's own promises with account, text and day."""
    talk.say("promise acme quote by fri")
    talk.say("promise acme list by mon")
    talk.say("promise acme plan by mon", "bo")
    form = talk.say("kept").form
    assert form
    assert [option.label for option in form.fields[0].options] == [
        "P1 Acme A/S: quote, Fri 27 Nov",
        "P2 Acme A/S: list, Mon 30 Nov",
    ]
    assert list(field_errors(talk.submit({"promise": ""}))) == ["promise"]
    assert talk.submit({"promise": "P2", "note": "early"}).stored == ("S1",)
    assert "P2" not in talk.text("today")


def test_a_promise_undone_cannot_be_kept(talk: Dialog) -> None:
    """An undone promise is unknown."""
    talk.say("promise acme quote by fri")
    talk.say("undo")
    assert "There is no promise P1" in (talk.say("kept 1").error or "")


def test_promises_that_no_button_offers_are_named(talk: Dialog) -> None:
    """Five are offered; of the others the person reads that they are there and how to name them."""
    for count in range(1, 8):
        assert talk.say(f"promise acme thing{count} by fri").ok
    assert "Which one? For the 2 others type the number, such as P6." in talk.text("kept acme")
    assert talk.say("kept P7").ok
    assert "Which one? For the other one type its number, such as P6." in talk.text("kept acme")
