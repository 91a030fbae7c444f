"""Lines that lack the verb of a command, or say it in words of their own."""

from __future__ import annotations

import pytest

from bot.messages.press import new_name
from tests.dialog import Dialog
from tests.lines.test_leave_without_command import labels

WEEKS = (("en", "week"), ("da", "uge"), ("nb", "uke"), ("sv", "vecka"), ("de", "Woche"), ("pl", "tydzień"))
LAST_WEEKS = (
    ("en", "last week"),
    ("da", "sidste uge"),
    ("nb", "forrige uke"),
    ("sv", "förra veckan"),
    ("de", "letzte Woche"),
    ("pl", "w zeszłym tygodniu"),
)
MERGES = (
    ("en", "merge Acme into Bergen"),
    ("da", "flet Acme ind i Bergen"),
    ("nb", "slå Acme sammen med Bergen"),
    ("sv", "slå ihop Acme med Bergen"),
    ("de", "füge Acme mit Bergen zusammen"),
    ("pl", "scal Acme z Bergen"),
)
MINUTES = (
    ("en", "spent 40 min on expense reports"),
    ("da", "brugte 40 min på udlæg"),
    ("nb", "brukte 40 min på reiseregning"),
    ("sv", "la 40 min på reseräkning"),
    ("de", "40 min Reisekosten"),
    ("pl", "40 min rozliczenia"),
)


@pytest.mark.parametrize(
    ("number", "language", "line"), [(48, *row) for row in WEEKS] + [(47, *row) for row in LAST_WEEKS]
)
def test_a_period_alone_shows_the_own_figures(kim: Dialog, number: int, language: str, line: str) -> None:
    """Of this week or the one before."""
    kim.say(f"me language {language}")
    assert str(number) in kim.text(line)


@pytest.mark.parametrize(("language", "line"), MERGES)
def test_two_customers_that_are_one_are_offered_as_such(kim: Dialog, language: str, line: str) -> None:
    """The first goes into the second, but not before the button is pressed."""
    kim.say(f"me language {language}")
    merge, _ = labels(kim.say(line))
    assert kim.press(merge).stored
    assert "Bergen Bygg" in kim.text("acme")


@pytest.mark.parametrize(("language", "line"), MINUTES)
def test_minutes_without_a_customer_are_offered_as_such(kim: Dialog, language: str, line: str) -> None:
    """Forty minutes that no customer had any use of."""
    kim.say(f"me language {language}")
    junk, _ = labels(kim.say(line))
    assert kim.press(junk).figures["minutes"] == 40


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "called friday"),
        ("en", "call tomorrow"),
        ("da", "ringede i går"),
        ("sv", "ringde fredag"),
        ("de", "anruf freitag"),
    ],
)
def test_a_day_is_no_customer_to_create(kim: Dialog, language: str, line: str) -> None:
    """The customer is asked for, and the day is not lost."""
    kim.say(f"me language {language}")
    reply = kim.say(line)
    assert not reply.ok
    carried = {value for button in reply.card.all_buttons() for value in button.press.values.values()}
    assert new_name(line.rsplit(maxsplit=1)[-1]) not in carried
    assert line.rsplit(maxsplit=1)[-1] in str(reply.form or reply.card)


def test_the_name_of_a_customer_is_no_slip_of_a_command(kim: Dialog) -> None:
    """ "Kvist" is four fifths of "visit"; only a note is offered."""
    kim.account("Kvist AB", "kim")
    asked = kim.say("kvist cancelled the meeting")
    assert ["Note on Kvist AB", "Help"] == labels(asked)


@pytest.mark.parametrize(
    "line", ["let acme know", "frezee acme", "leftt acme", "sikc today", "mydta", "pauze", "undoo"]
)
def test_what_ends_silences_or_sets_up_is_no_guess(kim: Dialog, line: str) -> None:
    """Whoever means it types it; one press too many would lose a customer or a day of reminders."""
    offered = {button.press.verb for button in kim.say(line).card.all_buttons()}
    assert offered <= {"note", "help"}


@pytest.mark.parametrize("line", ["uprzedziłem Nowaka", "poinformowałem Wisłę o opóźnieniu"])
def test_a_name_in_its_case_is_found_whatever_language_one_has(kim: Dialog, line: str) -> None:
    """A verb that nobody knows is asked about with its customer, not refused."""
    assert any(button.press.verb == "note" for button in kim.say(line).card.all_buttons())
