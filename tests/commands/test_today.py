"""`today`: one's own day."""

from __future__ import annotations

from bot.messages.plain_text import card_text
from tests.commands.steps import filled, labels
from tests.dialog import Dialog


def test_today_lists_what_is_due(talk: Dialog) -> None:
    """Calls against the target, promises, follow-ups, and a way to undo."""
    assert "No open promises, and no follow-ups for today." in talk.text("today")
    for line in ("call acme", "promise acme quote by fri", "follow acme today ask about the board"):
        talk.say(line)
    text = talk.text("today")
    for part in ("Calls: 1 / 8", "P1 · Acme A/S · quote · due Fri 27 Nov 2026", "ask about the board", "[Undo F1]"):
        assert part in text


def test_an_overdue_promise_says_so_until_it_is_closed(talk: Dialog) -> None:
    """It is listed first, with the day it was due."""
    talk.say("promise acme quote by wed")
    talk.say("promise acme list by fri")
    talk.later(days=2)
    lines = [line for line in talk.text("today").splitlines() if line.startswith("P")]
    assert lines == [
        "P1 · Acme A/S · quote · was due Wed 25 Nov 2026",
        "P2 · Acme A/S · list · due Fri 27 Nov 2026",
    ]
    talk.say("kept 1")
    assert "P1" not in talk.text("today")


def test_hours_are_shown_and_sorted_by(talk: Dialog) -> None:
    """The earlier hour first; what has none keeps its short line and comes last on its day."""
    for line in (
        "promise acme quote by wed",
        "promise acme list by wed 10:00",
        "follow acme today",
        "follow acme 14:00",
    ):
        talk.say(line)
    assert [line for line in talk.text("today").splitlines() if line[:1] in "PF"] == [
        "P2 · Acme A/S · list · due Wed 25 Nov 2026 10:00",
        "P1 · Acme A/S · quote · due Wed 25 Nov 2026",
        "F2 · Acme A/S · Tue 24 Nov 2026 14:00",
        "F1 · Acme A/S",
    ]


def test_a_promise_of_a_colleague_is_not_mine(talk: Dialog) -> None:
    """Only the person's own promises are listed and counted."""
    talk.say("promise acme quote by fri", "bo")
    assert "No open promises, and no follow-ups for today." in talk.text("today")
    assert talk.say("today").figures["promises_open"] == 0


def test_a_follow_up_appears_on_its_day_and_goes_with_a_call(talk: Dialog) -> None:
    """It is not listed before its day, nor after a call to the account."""
    talk.say("follow acme thu ask about the board")
    assert "ask about the board" not in talk.text("today")
    talk.later(days=2)
    assert "F1 · Acme A/S · ask about the board" in talk.text("today")
    talk.say("call acme")
    assert "ask about the board" not in talk.text("today")


def test_a_customer_who_waits_is_shown_to_the_team_until_somebody_goes(talk: Dialog) -> None:
    """Another team does not see the wait."""
    talk.say("waiting counter", "anna")
    assert "counter: a customer waits (W1)." in talk.text("today", "bo")
    assert "counter" not in talk.text("today", "dora")
    talk.say("go", "bo")
    assert "counter" not in talk.text("today", "anna")


def test_the_day_is_ones_own(talk: Dialog) -> None:
    """At 23:30 UTC the next day has begun in Oslo, and its calls are 0."""
    talk.say("call acme")
    talk.at = talk.at.replace(hour=23, minute=30)
    assert "Today, Wed 25 Nov 2026" in talk.text("today")
    assert talk.last.figures["calls"] == 0


def test_the_last_entry_can_be_taken_back_from_the_card(talk: Dialog) -> None:
    """The button names the latest live entry; without one there is no button."""
    assert labels(talk.say("today")) == ["Log a call"]
    talk.say("call acme")
    talk.say("touch acme invoice c0")
    assert labels(talk.say("today")) == ["Log a call", "Undo R1"]
    assert talk.press("Undo R1").undone == ("R1",)
    assert labels(talk.say("today")) == ["Log a call", "Undo C1"]


def test_another_persons_press_takes_nothing_back(talk: Dialog) -> None:
    """Another person's press on Undo is refused."""
    talk.say("call acme", "anna")
    talk.say("today", "anna")
    assert "You have no entry C1" in (talk.press("Undo C1", "bo").error or "")
    assert talk.say("today", "anna").figures["calls"] == 1


def test_a_call_can_be_logged_from_the_card(talk: Dialog) -> None:
    """The form asks for the account."""
    talk.say("today")
    assert "account" in filled(talk.press("Log a call"))
    assert talk.submit({"account": "acme"}).stored == ("C1",)


def test_on_a_day_off_nothing_is_asked_for(talk: Dialog) -> None:
    """Leave, a Saturday and a public holiday have a target of 0; a half day has one."""
    talk.say("off fri")
    for month, day in ((11, 27), (11, 28), (12, 25)):
        talk.at = talk.at.replace(month=month, day=day)
        assert talk.say("today").figures["target"] == 0
    talk.at = talk.at.replace(month=12, day=24)
    assert talk.say("today").figures["target"] == 8


def test_words_after_it_are_an_error(talk: Dialog) -> None:
    """The command takes no argument."""
    assert 'I do not understand "tomorrow" here' in (talk.say("today tomorrow").error or "")


def test_what_the_day_leaves_out_is_counted_and_a_press_away(talk: Dialog) -> None:
    """Five promises are shown, then how many more, then all of them."""
    for number in range(7):
        talk.later(minutes=2)
        assert talk.say(f"promise acme thing{number} by fri").stored
    text = talk.text("today")
    assert "And 2 more." in text
    assert "thing6" not in text
    whole = card_text(talk.press("Show all").card)
    assert "thing6" in whole
    assert "more" not in whole
