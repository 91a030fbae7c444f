"""`meet`: a meeting that was held is its own contact; one that was booked is how a call went."""

from __future__ import annotations

import pytest

from bot.domain.details import Call, CallOutcome
from tests.commands.steps import entry, labels
from tests.dialog import Dialog


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "meet acme"), ("en", "met acme"), ("en", "lunch with acme"), ("en", "meeting acme"), ("en", "had lunch w acme"), ("da", "møde med acme"), ("da", "mødtes med Acme"),
        ("nb", "møtte acme"), ("nb", "møte acme"), ("sv", "träffade acme"), ("sv", "möte med acme"), ("pl", "spotkanie acme"),
        ("pl", "spotkałem się z Acme"), ("de", "Treffen mit Acme"), ("de", "habe Acme getroffen"),
    ],
)  # fmt: skip
def test_a_meeting_is_told_in_every_language(talk: Dialog, language: str, line: str) -> None:
    """As people write it down."""
    talk.say(f"me language {language}")
    assert talk.say(line).stored == ("M1",)


def test_a_meeting_counts_by_its_own_word(talk: Dialog) -> None:
    """Among meetings alone."""
    assert talk.text("met acme about prices") == "1 meeting · Acme A/S · M1\nabout prices\n[Promise] [Undo]"
    assert {"meetings": 1, "calls": 0}.items() <= talk.say("today").figures.items()


@pytest.mark.parametrize("line", ["call acme meet", "booked a meeting with acme", "called acme, booked a meeting"])
def test_a_meeting_that_was_booked_is_how_a_call_went(talk: Dialog, line: str) -> None:
    """It lies ahead: what was done is a call."""
    assert talk.say(line).stored == ("C1",)
    detail = entry(talk, "C1").detail
    assert isinstance(detail, Call)
    assert detail.outcome is CallOutcome.MEETING


def test_a_meeting_that_was_called_off_is_asked_about(talk: Dialog) -> None:
    """It may have been a call; either answer keeps the words."""
    assert labels(talk.say("meeting with acme cancelled"))[:2] == ["Meeting", "Spoke, with the note"]
    assert talk.press("Spoke, with the note").stored == ("C1",)
    assert "cancelled" in entry(talk, "C1").detail.note
    talk.say("meeting with acme cancelled")
    assert talk.press("Meeting").stored == ("M1",)


def test_an_old_call_that_was_a_meeting_is_still_read(talk: Dialog) -> None:
    """Rows from before there were meetings stay calls."""
    talk.say("call acme meet new prices")
    assert "· anna · meeting" in talk.text("account acme")
    assert talk.say("today").figures["calls"] == 1
