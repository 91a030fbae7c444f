"""Sentences that judge a touchpoint: a comparison is its score, which else is asked; the sentence is the reason."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.lines.cases import entries, facts_of
from tests.lines.test_leave_without_command import labels

SENTENCES = (
    ("en", "the delivery at Acme was worse than expected"),
    ("da", "Leveringen hos Acme var dårligere end ventet"),
    ("nb", "leveringen hos Acme var dårligere enn ventet"),
    ("sv", "leveransen hos Acme var sämre än väntat"),
    ("pl", "dostawa u Acme była gorsza niż oczekiwano"),
    ("de", "die Lieferung bei Acme war schlechter als erwartet"),
)


DENIED = (
    ("en", "the delivery at Acme was not worse than expected"),
    ("da", "leveringen hos Acme var ikke dårligere end ventet"),
    ("nb", "leveringen hos Acme var ikke dårligere enn ventet"),
    ("sv", "leveransen hos Acme var inte sämre än väntat"),
    ("pl", "dostawa u Acme nie była gorsza niż oczekiwano"),
    ("de", "die Lieferung bei Acme war nicht schlechter als erwartet"),
)
WISHED = (
    "hope the delivery at Acme is worse than expected",
    "the delivery at Acme will be worse than expected",
    "if the delivery at Acme is worse than expected call me",
    "Acme wants delivery worse than expected",
    "was the delivery at Acme worse than expected?",
)


@pytest.mark.parametrize(("language", "line"), SENTENCES)
def test_a_comparison_is_the_score_of_a_sentence(kim: Dialog, language: str, line: str) -> None:
    """The rating is of the customer and the touchpoint that the sentence names."""
    kim.say(f"me language {language}")
    assert kim.say(line).ok
    (rating,) = (facts_of(kim, entry) for entry in entries(kim.work))
    assert (rating["account"], rating["point"], rating["scores"]) == ("Acme A/S", "delivery", {"overall": 0})
    assert rating["note"] == line


@pytest.mark.parametrize("line", WISHED)
def test_what_is_wished_feared_or_asked_is_not_stored(kim: Dialog, line: str) -> None:
    """Only what was or is so is a rating."""
    kim.say(line)
    assert entries(kim.work) == []


@pytest.mark.parametrize(("language", "line"), DENIED)
def test_the_score_of_a_denied_comparison_is_picked(kim: Dialog, language: str, line: str) -> None:
    """What it was instead, nobody said; the sentence is the reason of the score that is picked."""
    kim.say(f"me language {language}")
    none, *_ = labels(kim.say(line))
    assert entries(kim.work) == [] and kim.press(none).ok
    (rating,) = (facts_of(kim, entry) for entry in entries(kim.work))
    assert (rating["account"], rating["point"], rating["scores"]) == ("Acme A/S", "delivery", {"overall": 0})
    assert rating["note"] == line


def test_what_went_out_or_has_a_day_is_no_rating(kim: Dialog) -> None:
    """It may be a promise."""
    for line in ("invoice to acme was sent", "delivery to acme is friday"):
        assert not any("delivery 0" in label or "invoice 0" in label for label in labels(kim.say(line)))


def test_the_score_is_of_the_very_customer_and_touchpoint(kim: Dialog) -> None:
    """Whatever their names and the sentence hold, and pressed twice it counts once."""
    kim.account('Bar "Ny" 0')
    kim.work.touchpoints.save("front 2")
    asked = kim.say('the front 2 at Bar "Ny" 0 was worse than expected')
    none = asked.card.all_buttons()[0].label
    assert none == 'touch Bar "Ny" 0 front 2 0'
    kim.press(none)
    kim.last = asked
    assert kim.press(none).stored == ("R1",)
    (rating,) = (facts_of(kim, entry) for entry in entries(kim.work))
    assert (rating["account"], rating["point"], rating["scores"]) == ('Bar "Ny" 0', "front 2", {"overall": 0})
    assert rating["note"] == "the front 2 at Bar Ny 0 was worse than expected"
