"""A promise that comes on another day: whether the customer knows is asked, and nothing else is stored meanwhile."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.lines.test_leave_without_command import labels

PROMISES = {
    "en": "promise acme quote by thursday",
    "da": "løfte acme tilbud torsdag",
    "nb": "løfte acme tilbud torsdag",
} | {
    "sv": "löfte acme offert torsdag",
    "de": "zusage acme angebot bis donnerstag",
    "pl": "obietnica acme oferta do czwartku",
}
MOVED = (
    ("en", "P1 moved to monday"),
    ("en", "move P1 to monday"),
    ("en", "P1 to monday"),
    ("en", "said the quote comes Monday"),
    ("da", "P1 flyttet til mandag"),
    ("da", "sagde tilbuddet kommer mandag"),
    ("nb", "flytt P1 til mandag"),
    ("nb", "sa tilbudet kommer mandag"),
    ("sv", "P1 flyttad till måndag"),
    ("sv", "sa att offerten kommer måndag"),
    ("de", "P1 auf Montag verschoben"),
    ("de", "sagte das Angebot kommt Montag"),
    ("pl", "P1 przesunięte na poniedziałek"),
    ("pl", "powiedziałem że oferta będzie w poniedziałek"),
)
TOLD_IN_A_CALL = (
    ("en", "called acme, said the quote comes Monday"),
    ("en", "called acme, told them the quote comes Monday"),
    ("da", "ringede til Acme, sagde at tilbuddet kommer mandag"),
    ("nb", "ringte Acme, sa at tilbudet kommer mandag"),
    ("sv", "ringde Acme, sa att offerten kommer måndag"),
    ("de", "Acme angerufen, gesagt dass Angebot Montag kommt"),
    ("pl", "zadzwoniłem do Acme, powiedziałem że oferta będzie w poniedziałek"),
)


def promised(kim: Dialog, language: str) -> Dialog:
    """Return the conversation with a quote to Acme promised by Thursday, in a language."""
    kim.say(f"me language {language}")
    assert kim.say(PROMISES[language]).stored == ("P1",)
    return kim


@pytest.mark.parametrize(("language", "line"), MOVED)
def test_it_is_asked_whether_the_customer_knows_of_the_new_day(kim: Dialog, language: str, line: str) -> None:
    """One button tells the customer, the other only corrects the day."""
    told, *_ = labels(promised(kim, language).say(line))
    promise = kim.work.promises.find(1)
    assert promise and promise.due.isoformat() == "2026-11-26"
    assert kim.press(told).stored
    moved = kim.work.promises.find(1)
    assert moved and moved.due.isoformat() == "2026-11-30" and moved.moved


def test_a_day_that_was_mistyped_is_corrected(kim: Dialog) -> None:
    """Nobody was told, and no promise was moved."""
    _, corrected, _ = labels(promised(kim, "en").say("P1 moved to monday"))
    assert kim.press(corrected).stored
    promise = kim.work.promises.find(1)
    assert promise and promise.due.isoformat() == "2026-11-30"


@pytest.mark.parametrize(("language", "line"), TOLD_IN_A_CALL)
def test_what_a_call_said_of_a_promise_is_asked_about(kim: Dialog, language: str, line: str) -> None:
    """It is the telling, or part of the note; both readings store the call."""
    told, note = labels(promised(kim, language).say(line))
    assert len(kim.press(told).stored) == len(("C1", "T1"))
    assert kim.say("undo", key="undone").ok
    promised_again = kim.say(line)
    assert labels(promised_again) == [told, note]
    assert len(kim.press(note).stored) == 1


def test_a_customer_who_needs_it_by_a_day_was_told_nothing(kim: Dialog) -> None:
    """Somebody else is the subject behind "said"."""
    assert promised(kim, "en").say("called acme, said they need the quote by monday").stored == ("C1",)


def test_a_follow_up_moves_at_once(kim: Dialog) -> None:
    """Nobody has to know of it."""
    kim.say("follow acme thursday")
    assert kim.say("F1 moved to monday").stored == ("F1",)


def test_a_number_that_no_promise_has_is_said_so(kim: Dialog) -> None:
    """The sentence names it."""
    assert "P7" in kim.say("P7 moved to monday").error
