"""Sentences that judge a touchpoint: the score is asked, and the sentence is its reason."""

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


@pytest.mark.parametrize(("language", "line"), SENTENCES)
def test_the_score_of_a_sentence_is_picked(kim: Dialog, language: str, line: str) -> None:
    """The rating is of the customer and the touchpoint that the sentence names."""
    kim.say(f"me language {language}")
    none, *_ = labels(kim.say(line))
    assert kim.press(none).ok
    (rating,) = (facts_of(kim, entry) for entry in entries(kim.work))
    assert (rating["account"], rating["point"], rating["scores"]) == ("Acme A/S", "delivery", {"overall": 0})
    assert rating["note"] == line


def test_what_went_out_or_has_a_day_is_no_rating(kim: Dialog) -> None:
    """It may be a promise."""
    for line in ("invoice to acme was sent", "delivery to acme is friday"):
        assert not any("delivery 0" in label or "invoice 0" in label for label in labels(kim.say(line)))
