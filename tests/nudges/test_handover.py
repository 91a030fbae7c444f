"""N24: whoever takes over from a colleague who left hears of it, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialog import Dialog
from tests.nudges.outlook import labels, only, recipients, shown

SAID = {
    "en": ["You take over from bo", "From now on yours: 1 open promise."],
    "da": ["Du overtager efter bo", "Fra nu af dit: 1 åbent løfte."],
    "nb": ["Du overtar etter bo", "Fra nå av ditt: 1 åpent løfte."],
    "sv": ["Du tar över efter bo", "Från och med nu ditt: 1 öppet löfte."],
    "pl": ["Przejmujesz po: bo", "Od teraz Twoje: 1 otwarta obietnica."],
    "de": ["Du übernimmst von bo", "Ab jetzt bei dir: 1 offene Zusage."],
}


@pytest.fixture(autouse=True)
def promised(talk: Dialog) -> None:
    """bo has promised something."""
    assert talk.say("promise acme list by fri", "bo").ok


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_who_takes_over_hears_what_that_is(talk: Dialog, language: str, said: list[str]) -> None:
    """In the own language; nobody else does, and the leaver hears nothing at all."""
    talk.say(f"me language {language}")
    assert recipients(talk, "N24") == []
    assert talk.say("admin leave bo to anna", "chris").ok
    assert recipients(talk, "N24") == ["anna"]
    assert shown(only(talk, "N24", "anna")) == said
    assert "bo" not in {held.to for held in talk.holds() if held.outcome == "would send"}


def test_an_undone_handover_is_not_told(talk: Dialog) -> None:
    """As if it had never been."""
    talk.say("admin leave bo to anna", "chris")
    talk.say("undo", "chris")
    assert recipients(talk, "N24") == []


def test_nothing_is_told_where_nothing_went(talk: Dialog) -> None:
    """A name alone is no news to who has nothing to do."""
    talk.say("admin leave dora to bo", "chris")
    assert recipients(talk, "N24") == []


def test_after_two_weeks_it_is_no_news(talk: Dialog) -> None:
    """Whoever was away that long sees it in the day's card."""
    talk.say("admin leave bo to anna", "chris")
    assert recipients(talk, "N24") == ["anna"]
    assert labels(only(talk, "N24", "anna"))[0] == "My day"
    assert talk.work.handovers.to_heir(2, talk.at - timedelta(days=14))
