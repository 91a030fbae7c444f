"""`follow`: a follow-up with a customer on a day."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.domain.details import FollowUp
from bot.messages.plain_text import card_text
from tests.commands.steps import entry, field_errors, filled, labels, press
from tests.dialog import Dialog


def reminders(talk: Dialog, note: str) -> int:
    """Return how many nudges of a day repeat a note to anna."""
    return sum(note in card_text(nudge.card) for nudge in talk.holds() if nudge.to == "anna")


@pytest.mark.parametrize(
    ("typed", "reminder"),
    [
        ("fri", "Fri 27 Nov 2026"), ("today", "Tue 24 Nov 2026"), ("sat", "Mon 30 Nov 2026"),
        ("24/12", "Thu 24 Dec 2026"), ("25/12", "Mon 28 Dec 2026"), ("1/1", "Mon 4 Jan 2027"),
    ],
)  # fmt: skip
def test_the_reminder_comes_on_the_day_or_the_next_working_day(talk: Dialog, typed: str, reminder: str) -> None:
    """A reminder on a weekend or public holiday moves to the next working day."""
    assert f"F1 · Acme A/S · ask · reminder on {reminder}" in talk.text(f"follow acme {typed} ask")


def test_own_leave_and_hours_are_left_out_too(talk: Dialog) -> None:
    """Leave and days without hours are no working days."""
    talk.say("off fri")
    talk.say("me hours tue-fri 08:00-16:00")
    assert "reminder on Tue 1 Dec 2026" in talk.text("follow acme fri ask")


def test_the_reminder_is_a_nudge_of_that_day(talk: Dialog) -> None:
    """The nudge comes once on the day, and not after a call to the account."""
    talk.say("follow acme thu ask about the board")
    assert reminders(talk, "ask about the board") == 0
    talk.later(days=2)
    assert reminders(talk, "ask about the board") == 1
    talk.say("call acme")
    assert reminders(talk, "ask about the board") == 0


@pytest.mark.parametrize("line", ["follow acme yesterday ask", "follow acme 20/11 ask"])
def test_a_day_that_is_past_is_refused(talk: Dialog, line: str) -> None:
    """A follow-up is due today or later."""
    assert "is in the past: type a day from today on." in (talk.say(line).error or "")


def test_without_a_day_a_form_keeps_the_words(talk: Dialog) -> None:
    """A word behind the account that is no day belongs to the note."""
    assert filled(talk.say("follow acme sometime ask")) == {
        "account": "acme",
        "due": "",
        "hour": "",
        "note": "sometime ask",
    }
    reply = talk.submit({"account": "acme", "due": "someday", "note": "ask"})
    assert list(field_errors(reply)) == ["due"]
    assert talk.submit({"account": "acme", "due": "fri", "note": "ask"}).stored == ("F1",)


def test_a_note_is_optional(talk: Dialog) -> None:
    """Account and day are enough."""
    assert talk.text("follow acme fri").startswith("F1 · Acme A/S · reminder on Fri 27 Nov 2026")


def test_undo_takes_the_reminder_away(talk: Dialog) -> None:
    """Another person's press is refused, the author's removes the follow-up."""
    receipt = talk.say("follow acme today ask")
    assert "You have no entry F1" in (talk.press("Undo", "bo").error or "")
    assert "F1" in talk.text("today")
    talk.last = receipt
    talk.press("Undo")
    assert "F1" not in talk.text("today")


def test_an_unknown_customer_is_asked_about(talk: Dialog) -> None:
    """The button carries day and note along."""
    assert labels(talk.say("follow nowhere fri ask")) == ['Create "nowhere"', "Another customer…"]
    assert "nowhere · ask · reminder on Fri 27 Nov 2026" in card_text(talk.press('Create "nowhere"').card)


@pytest.mark.parametrize(
    ("language", "typed", "receipt"),
    [
        ("en", "follow acme thu 14:00 ask", "F1 · Acme A/S · ask · reminder on Thu 26 Nov 2026 14:00"),
        ("en", "follow acme 2pm thu ask", "F1 · Acme A/S · ask · reminder on Thu 26 Nov 2026 14:00"),
        ("en", "follow acme thu 2:30 pm ask", "F1 · Acme A/S · ask · reminder on Thu 26 Nov 2026 14:30"),
        ("en", "follow acme 14:00 ask", "F1 · Acme A/S · ask · reminder on Tue 24 Nov 2026 14:00"),
        ("da", "følg acme tors 14:00 ask", "F1 · Acme A/S · ask · opfølgning tors 26. nov 2026 kl. 14.00"),
        ("pl", "przypomnij acme czwartek 14:00 ask", "F1 · Acme A/S · ask · ponowny kontakt czw 26 lis 2026 o 14:00"),
    ],
)
def test_an_hour_stands_with_the_day_or_means_today(talk: Dialog, language: str, typed: str, receipt: str) -> None:
    """Behind the day or before it; the receipt says day and hour as the language does."""
    talk.say(f"me language {language}")
    assert talk.text(typed).startswith(receipt)


@pytest.mark.parametrize(
    ("language", "typed", "receipt"),
    [
        ("en", "thu 18:00", "Thu 26 Nov 2026 18:00 is outside your working hours: reminder on Thu 26 Nov 2026 16:00"),
        ("en", "thu 07:00", "Thu 26 Nov 2026 07:00 is outside your working hours: reminder on Wed 25 Nov 2026 16:00"),
        ("en", "sat 10:00", "Sat 28 Nov 2026 10:00 is outside your working hours: reminder on Fri 27 Nov 2026 16:00"),
        ("sv", "tors 18:00", "tors 26 nov 2026 kl. 18:00 är utanför din arbetstid: uppföljning tors 26 nov 2026 kl. 16:00"),
    ],
)  # fmt: skip
def test_an_hour_outside_work_says_when_the_reminder_comes_instead(
    talk: Dialog, language: str, typed: str, receipt: str
) -> None:
    """At the nearest working minute before it."""
    talk.say(f"me language {language}")
    assert f"F1 · Acme A/S · {receipt}" in talk.text(f"follow acme {typed}")


def test_an_hour_after_work_that_is_typed_after_work_is_the_next_morning(talk: Dialog) -> None:
    """Its working minute is past."""
    talk.later(hours=9)
    assert "is outside your working hours: reminder on Wed 25 Nov 2026\n" in talk.text("follow acme 20:00")


@pytest.mark.parametrize("typed", ["08:59", "9:00", "today 8:00", "8am"])
def test_an_hour_of_today_that_has_passed_is_asked(talk: Dialog, typed: str) -> None:
    """Today without it, or that hour on the next working day."""
    reply = talk.say(f"follow acme {typed} ask")
    hour = {"today 8:00": "08:00", "8am": "08:00", "9:00": "09:00"}.get(typed, typed)
    assert (reply.ok, labels(reply)[:2]) == (False, ["Tue 24 Nov 2026", f"Wed 25 Nov 2026 {hour}"])


def test_the_form_has_a_field_for_the_time(talk: Dialog) -> None:
    """Beside the date; what is no time, or has passed, is an error of that field."""
    talk.say("follow acme")
    values = {"account": "acme", "due": "2026-11-24", "note": "ask"}
    for hour, problem in (("soon", "is not a time"), ("25:00", "is not a time"), ("08:00", "has passed")):
        assert problem in field_errors(talk.submit({**values, "hour": hour}))["hour"]
    assert "reminder on Tue 24 Nov 2026 14:30" in card_text(talk.submit({**values, "hour": "14.30"}).card)


def test_a_button_carries_the_hour(talk: Dialog) -> None:
    """As 2026-11-26T14:00."""
    press(talk, "follow", account="=1", due="2026-11-26T14:00")
    assert FollowUp(due=date(2026, 11, 26), hour=time(14)) == entry(talk, "F1").detail
    assert "I do not know the day" in (press(talk, "follow", account="=1", due="2026-11-26T99:00").error or "")
