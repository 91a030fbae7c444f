"""`me hours`: one's own working hours."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import field_errors, filled, outcomes
from tests.dialog import Dialog


@pytest.mark.parametrize(
    ("typed", "shown", "target"),
    [
        ("mon-fri 08:00-16:00", "Mon–Fri 08:00-16:00", 40),
        ("mon-thu 9-15", "Mon–Thu 09:00-15:00", 32),
        ("man-ons 08:00-16:00 fre 8-12", "Mon–Wed 08:00-16:00; Fri 08:00-12:00", 32),
        ("tors 08:00-16:00", "Thu 08:00-16:00", 8),
        ("mon 8-16 wed 8-16 fri 8-16", "Mon, Wed, Fri 08:00-16:00", 24),
        ("mon,tue,thu 8-16", "Mon–Tue, Thu 08:00-16:00", 24),
        ("9-17", "Mon–Fri 09:00-17:00", 40),
        ("8 to 16", "Mon–Fri 08:00-16:00", 40),
        ("kl. 8 - 16", "Mon–Fri 08:00-16:00", 40),
        ("mon to thu 9 to 15", "Mon–Thu 09:00-15:00", 32),
        ("man til tors kl. 9 til 15", "Mon–Thu 09:00-15:00", 32),
        ("mån till tors 9 till 15", "Mon–Thu 09:00-15:00", 32),
        ("poniedziałek do czwartek od 9 do 15", "Mon–Thu 09:00-15:00", 32),
        ("weekdays 9am-5pm", "Mon–Fri 09:00-17:00", 40),
        ("hverdage 8-16", "Mon–Fri 08:00-16:00", 40),
        ("alle hverdager 8-16", "Mon–Fri 08:00-16:00", 40),
        ("vardagar 8-16", "Mon–Fri 08:00-16:00", 40),
        ("w dni robocze 8-16", "Mon–Fri 08:00-16:00", 40),
        ("wochentags 8-16", "Mon–Fri 08:00-16:00", 40),
        ("every day 9 am to 12:30 pm", "Mon–Sun 09:00-12:30", 56),
        ("codziennie 8-16, fri 8-12", "Mon–Thu, Sat–Sun 08:00-16:00; Fri 08:00-12:00", 56),
        ("pon, śr, pt 8-16", "Mon, Wed, Fri 08:00-16:00", 24),
        ("Mon–Tue, Thu 08:00-16:00; Fri 08:00-12:00", "Mon–Tue, Thu 08:00-16:00; Fri 08:00-12:00", 32),
    ],
)
def test_the_answer_shows_what_counts_and_the_target_follows(talk: Dialog, typed: str, shown: str, target: int) -> None:
    """Only the person's own target changes."""
    assert talk.text(f"me hours {typed}").splitlines()[0] == f"Your hours: {shown}."
    assert talk.say("me week").figures["target"] == target
    assert talk.say("me week", "bo").figures["target"] == 40


@pytest.mark.parametrize("typed", ["mo bis do von 9 bis 15 uhr", "Montag–Donnerstag 9–15 Uhr", "mo-do, 9 - 15"])
def test_short_words_of_one_language_join_hours_there(talk: Dialog, typed: str) -> None:
    """German bis, von and Uhr are short forms, and Do is no Polish word there."""
    talk.say("me language de")
    assert talk.text(f"mich zeiten {typed}").splitlines()[0] == "Deine Zeiten: Mo–Do 09:00-15:00."


def test_no_nudge_comes_on_a_day_that_is_not_worked(talk: Dialog) -> None:
    """A weekday without hours is skipped as no workday."""
    assert "would send" in outcomes(talk, "anna")
    talk.say("me hours wed-fri 08:00-16:00")
    assert outcomes(talk, "anna") == {"skipped: not a workday"}


@pytest.mark.parametrize("typed", ["", "whenever", "mon-fri", "24/7", "8", "mon to"])
def test_hours_that_are_none_open_a_form_and_change_nothing(talk: Dialog, typed: str) -> None:
    """The form has one field, and the stored hours stay."""
    assert list(filled(talk.say(f"me hours {typed}"))) == ["hours"]
    assert "Hours: Mon–Fri 08:00-16:00" in talk.text("me")


def test_the_form_says_what_does_not_fit_and_saves_what_does(talk: Dialog) -> None:
    """The error stands beside the field, which keeps the text."""
    talk.say("me hours")
    reply = talk.submit({"hours": "whenever"})
    assert field_errors(reply) == {"hours": '"whenever" does not fit here.'}
    assert filled(reply) == {"hours": "whenever"}
    assert talk.submit({"hours": "mon-thu 9-15"}).ok
    assert "Hours: Mon–Thu 09:00-15:00" in talk.text("me")


def test_hours_of_one_day_said_twice_are_the_later_ones(talk: Dialog) -> None:
    """The later hours of a weekday replace the earlier ones in the line."""
    assert talk.text("me hours mon-fri 08:00-16:00 fri 08:00-12:00") == (
        "Your hours: Mon–Thu 08:00-16:00; Fri 08:00-12:00.\n[Undo]"
    )


def test_hours_alone_are_those_of_the_days_that_are_worked(talk: Dialog) -> None:
    """Who works on three days does not work on five from then on; one press takes it back."""
    for line in ("me hours mon-wed 8-14", "me hours 9-15"):
        reply = talk.say(line)
    assert card_text(reply.card).startswith("Your hours: Mon–Wed 09:00-15:00.")
    assert card_text(talk.press("Undo").card).startswith("Your hours: Mon–Wed 08:00-14:00.")
    talk.say("admin hours anna 10-16", "chris")
    assert "Hours: Mon–Wed 10:00-16:00" in talk.text("me")


@pytest.mark.parametrize("typed", ["22:00-06:00", "mon-fri 22:00-06:00", "9-5", "mon-thu 8-16 fri 14 to 8"])
def test_hours_that_end_before_they_begin_say_so(talk: Dialog, typed: str) -> None:
    """Neither a night nor the clock of twelve hours is guessed."""
    error = talk.say(f"me hours {typed}").error or ""
    assert "ends before it begins: type the hours of one day, such as “mon-fri 08:00-16:00”." in error
    assert "Hours: Mon–Fri 08:00-16:00" in talk.text("me")


def test_a_lunch_outside_of_new_hours_is_named(talk: Dialog) -> None:
    """It would neither be asked about nor be quiet, and nobody would know why."""
    assert talk.say("me lunch 11:30").ok
    assert "lunch" not in talk.text("me hours 9-17")
    told = talk.text("me hours 13-21")
    assert "Your lunch 11:30-12:00 lies outside of them: type a new one, or “me lunch off”." in told
