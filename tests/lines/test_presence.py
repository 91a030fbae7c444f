"""Where somebody works, and when they are back, said as to a colleague: answered kindly, or asked for the days off."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.lines.test_leave_without_command import labels

UNTIL_SUNDAY = {"en": "Sun 29 Nov 2026", "da": "søn 29. nov 2026", "nb": "søn 29. nov 2026"} | {
    "sv": "sön 29 nov 2026",
    "de": "So 29. Nov 2026",
    "pl": "niedz 29 lis 2026",
}
BACK = (
    ("en", "back on monday"),
    ("en", "I'm back monday"),
    ("da", "tilbage på mandag"),
    ("nb", "er tilbake mandag"),
    ("sv", "jag är tillbaka på måndag"),
    ("de", "bin Montag wieder da"),
    ("de", "ab Montag wieder da"),
    ("de", "wieder da am Montag"),
    ("pl", "wracam w poniedziałek"),
)
AT_HOME = (
    ("en", "working from home"),
    ("en", "wfh tomorrow"),
    ("da", "i morgen hjemmearbejde"),
    ("nb", "hjemmekontor i dag"),
    ("sv", "jobbar hemifrån"),
    ("de", "heute Homeoffice"),
    ("de", "im Homeoffice"),
    ("pl", "pracuję zdalnie jutro"),
)


@pytest.mark.parametrize(("language", "line"), BACK)
def test_who_is_back_on_a_day_is_asked_for_the_days_off_before_it(kim: Dialog, language: str, line: str) -> None:
    """The button takes the days up to the one before; nothing is stored until it is pressed."""
    kim.say(f"me language {language}")
    (days, *_) = labels(kim.say(line))
    assert days.endswith(UNTIL_SUNDAY[language])
    assert kim.work.people.named("kim")[0].leave == ()
    assert kim.press(days).ok
    assert kim.work.people.named("kim")[0].leave[0].last.isoformat() == "2026-11-29"


@pytest.mark.parametrize(("language", "line"), AT_HOME)
def test_who_works_at_home_works(kim: Dialog, language: str, line: str) -> None:
    """One kind sentence, and no day off."""
    kim.say(f"me language {language}")
    reply = kim.say(line)
    assert reply.ok and reply.stored == ()
    assert kim.work.people.named("kim")[0].leave == ()


def test_who_is_back_earlier_can_end_the_days_off(kim: Dialog) -> None:
    """The button of the leave that runs is offered beside the greeting."""
    kim.say("off until friday")
    (ends, _) = labels(kim.say("I'm back"))
    assert kim.press(ends).ok
    assert kim.work.people.named("kim")[0].leave == ()


def test_a_customer_who_is_back_on_a_day_is_asked_about(kim: Dialog) -> None:
    """It may as well be when the writer gets back to them."""
    kim.say("call acme, back on monday")
    assert labels(kim.last) == ["Follow up Mon 30 Nov 2026", "Only a note"]
    assert kim.say("call acme, back to them on monday").stored == ("C1", "F1")


def test_days_off_end_before_the_day_on_which_one_is_back(kim: Dialog) -> None:
    """Typed as a command, from today or a day on."""
    assert kim.say("off thursday, back on monday").ok
    (leave,) = kim.work.people.named("kim")[0].leave
    assert (leave.first.isoformat(), leave.last.isoformat()) == ("2026-11-26", "2026-11-29")
