"""`broken`: what counts as a breach, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.details import PromiseMade
from bot.messages.plain_text import card_text
from tests.commands.steps import entry, labels
from tests.dialog import Dialog


def breaches_of_acme(talk: Dialog) -> float:
    """Return the breaches of acme."""
    return talk.say("account acme").figures["breaches"]


@pytest.mark.parametrize(
    ("lines", "breaches"),
    [
        (["broken acme list"], 1),
        (["broken acme list told them"], 0),
        (["broken acme list told them yesterday"], 0),
        (["promise acme list by fri", "broken 1"], 1),
        (["promise acme list by fri", "told 1 same day", "broken 1"], 0),
        (["promise acme list by fri", "broken 1 told them"], 0),
        (["promise acme list by fri", "kept 1"], 0),
        (["promise acme list by fri", "told 1 same day"], 0),
        (["touch acme yard quality 0"], 1),
        (["touch acme yard q0 guess", "touch acme yard q2 seen"], 1),
        (["touch acme yard quality 1", "touch acme yard clarity 0", "touch acme yard 0"], 0),
        (["touch acme yard 1120", "touch acme invoice q0", "broken acme list"], 3),
        (["broken acme list", "undo"], 0),
        (["broken acme list", "broken acme list", "edit P1 told them"], 1),
    ],
)
def test_what_is_a_breach(talk: Dialog, lines: list[str], breaches: int) -> None:
    """A promise broken without a word beforehand, or a quality of 0; each counts once, and only while it stands."""
    for line in lines:
        assert talk.say(line).ok, line
    assert breaches_of_acme(talk) == breaches


@pytest.mark.parametrize(("days", "breaches"), [(364, 2), (365, 2), (366, 0)])
def test_a_breach_is_remembered_for_twelve_months(talk: Dialog, days: int, breaches: int) -> None:
    """Both kinds age by the day they count for."""
    talk.say("broken acme list")
    talk.say("touch acme yard quality 0 said")
    talk.later(days=days)
    assert breaches_of_acme(talk) == breaches


def test_a_breach_belongs_to_one_account(talk: Dialog) -> None:
    """Another customer's trouble is not counted here."""
    talk.account("Bergen Bygg")
    talk.say("broken bergen list")
    talk.say("touch bergen yard q0")
    assert breaches_of_acme(talk) == 0
    assert talk.say("account bergen").figures["breaches"] == 2


def test_the_receipt_counts_the_breaches_and_says_what_to_do_next_time(talk: Dialog) -> None:
    """Breach one, two, three of three, and beyond them how many."""
    texts = [talk.text(f"broken acme list{n}") for n in (1, 2, 3, 4)]
    assert [
        "breach 1 of 3 · call before, not after" in texts[0],
        "breach 2 of 3" in texts[1],
        "breach 3 of 3" in texts[2],
        "4 breaches · call before, not after" in texts[3],
    ] == [True] * 4


def test_a_promise_that_was_never_recorded_can_be_broken(talk: Dialog) -> None:
    """Its breach counts, and the receipt says what to do next time."""
    assert "breach 1 of 3 · call before, not after" in talk.text("broken acme price list")
    assert "told first, no breach" in talk.text("broken acme samples told them yesterday")
    assert "breach 2 of 3" in talk.text("broken acme delivery plan")


def test_a_quality_zero_is_a_breach_too(talk: Dialog) -> None:
    """Quality below expectation counts like a broken promise."""
    talk.say("touch acme yard quality 0 said")
    assert talk.say("broken acme price list").figures == {"breaches": 2}


def test_a_broken_promise_to_an_account_asks_what_it_was(talk: Dialog) -> None:
    """The account alone is not enough."""
    form = talk.say("broken acme").form
    assert form is not None
    assert talk.submit({"subject": "acme", "what": "price list"}).stored == ("P1",)


def test_a_breach_counts_for_the_day_it_happened(talk: Dialog) -> None:
    """A late line counts in the figures of its own day."""
    assert "Counts for Mon 23 Nov 2026." in talk.text("broken acme list yesterday")
    assert talk.say("me week today").figures["promises_broken"] == 0
    assert talk.say("me week").figures["promises_broken"] == 1


@pytest.mark.parametrize("typed", ["told", "told them", "told them yesterday", "fortalt dem i går", "uprzedzono ich"])
def test_told_first_stands_at_the_end_of_the_line(talk: Dialog, typed: str) -> None:
    """Told first is read with or without a past day, in every language."""
    talk.say("promise acme quote by fri")
    assert "told first, no breach" in talk.text(f"broken 1 {typed}")


@pytest.mark.parametrize(
    "typed", ['"told them"', "not told them", "the customer was not informed", "kunden var ikke varslet", "told me"]
)
def test_other_words_about_telling_are_only_words(talk: Dialog, typed: str) -> None:
    """Quoted words, a negation and what the writer was told leave it a breach."""
    talk.say(f"broken acme list {typed}")
    assert "They did not know" not in labels(talk.last)


@pytest.mark.parametrize("typed", ["told them on the phone from home", "kunden vidste det og blev vred", "price told"])
def test_words_of_telling_that_may_mean_it_are_asked_about(talk: Dialog, typed: str) -> None:
    """Nothing is stored before the answer, and the words stay what they are."""
    reply = talk.say(f"broken acme {typed}")
    assert (False, (), None, ["They knew", "They did not know"]) == (reply.ok, reply.stored, reply.error, labels(reply))
    assert talk.press("They knew").figures == {"breaches": 0}
    talk.say(f"broken acme {typed}")
    assert talk.press("They did not know").figures == {"breaches": 1}
    assert typed in card_text(talk.last.card)


def test_one_tap_on_the_receipt_of_a_breach_makes_it_told_first(talk: Dialog) -> None:
    """The button stands beside the one that undoes it, and not where the customer knew."""
    talk.say("promise acme quote by fri")
    assert ["They knew", "Undo"] == labels(talk.say("broken 1"))
    assert ("S1",) == talk.press("They knew").stored
    assert ["They knew", "Undo"] == labels(talk.say("broken acme list"))
    assert ("P2",) == talk.press("They knew").stored
    assert 0 == breaches_of_acme(talk)
    assert ["Undo"] == labels(talk.say("broken acme plan told them"))


def test_the_day_of_the_telling_is_not_the_day_of_the_breach(talk: Dialog) -> None:
    """It counts for today."""
    assert "Counts for" not in talk.text("broken acme list told them yesterday")


def test_a_customer_told_before_stays_told(talk: Dialog) -> None:
    """A promise of which the customer knows that it will not hold is no breach when it is broken later."""
    talk.say("promise acme quote by wed")
    talk.say("told 1 same day", "bo")
    assert "told first, no breach" in talk.text("broken 1")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("broken 77", "There is no promise P77: type “today” to see yours."),
        ("broken P1", "P1 is broken already: type “undo” to take that back."),
        ("kept 1", "P1 is broken already"),
    ],
)
def test_what_is_not_open_cannot_be_broken(talk: Dialog, line: str, part: str) -> None:
    """The refusal says why, and the count of breaches stays."""
    talk.say("promise acme quote by fri")
    talk.say("broken 1")
    assert part in (talk.say(line).error or "")
    assert breaches_of_acme(talk) == 1


def test_undo_opens_the_promise_again(talk: Dialog) -> None:
    """The promise is listed again and the breach is not counted."""
    talk.say("promise acme quote by fri")
    talk.say("broken 1")
    talk.press("Undo")
    assert "P1 · Acme A/S · quote" in talk.text("today")
    assert breaches_of_acme(talk) == 0


def test_an_unknown_customer_is_created_by_a_button_only(talk: Dialog) -> None:
    """The breach belongs to the new account."""
    assert labels(talk.say("broken nowhere list")) == ['Create "nowhere"', "Another customer…"]
    assert talk.press('Create "nowhere"').figures == {"breaches": 1}
    assert breaches_of_acme(talk) == 0


def test_a_form_keeps_that_the_customer_knew_and_since_when_it_is_broken(talk: Dialog) -> None:
    """It asks for what was promised; "had not warned them" is none of that."""
    assert talk.say("broke promise to acme yesterday, they knew").form
    assert talk.submit({"subject": "acme", "what": "quote"}).stored == ("P1",)
    made = entry(talk, "P1")
    assert isinstance(made.detail, PromiseMade)
    assert (made.detail.told, made.day) == (True, talk.at.date() - timedelta(days=1))
    assert talk.say("broke promise to acme, hadn't warned them").form
