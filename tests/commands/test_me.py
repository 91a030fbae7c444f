"""`me`: one's own settings and who looked."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog


def test_a_new_person_reads_the_settings_that_count(talk: Dialog) -> None:
    """Settings that were never set are shown with their defaults."""
    text = talk.text("me")
    for part in (
        "Roles: seller", "Hours: Mon–Fri 08:00-16:00", "Calls a day: 8", "Time zone: Europe/Oslo", "Language: English",
        "Days off: none", "Who may look at your figures: chris.", "Change it: me language da",
    ):  # fmt: skip
        assert part in text


def test_days_off_ahead_are_listed_and_past_ones_are_not(talk: Dialog) -> None:
    """Leave is listed until the end of its last day."""
    talk.say("off 26-27 nov")
    talk.say("off 24 dec")
    assert "Days off: Thu 26 Nov – Fri 27 Nov 2026, Thu 24 Dec – Thu 24 Dec 2026" in talk.text("me")
    talk.later(days=3)
    assert "Thu 26 Nov – Fri 27 Nov 2026" in talk.text("me")
    talk.later(days=1)
    assert "Days off: Thu 24 Dec – Thu 24 Dec 2026" in talk.text("me")


def test_a_pause_is_shown_until_its_day(talk: Dialog) -> None:
    """The pause and how to end it are shown until the day on which nudges come again."""
    talk.say("pause fri")
    assert "Nudges are paused until Fri 27 Nov 2026; type pause off to have them back." in talk.text("me")
    talk.later(days=3)
    assert "paused" not in talk.text("me")


def test_who_may_look_changes_with_roles_and_teams(talk: Dialog) -> None:
    """Admins and managers of the own team are listed, other teams' managers are not."""
    assert "dora" not in talk.text("me")
    talk.say("admin person bo manager", "chris")
    assert "Who may look at your figures: chris, bo." in talk.text("me", "anna")
    assert "Who may look at your figures: chris." in talk.text("me", "bo")
    talk.say("admin remove person bo", "chris")
    assert "Who may look at your figures: chris." in talk.text("me", "anna")


def test_a_look_is_dated_by_the_readers_own_day(talk: Dialog) -> None:
    """23:30 UTC is the next day in Oslo."""
    talk.at = talk.at.replace(hour=23, minute=30)
    talk.say("team anna week", "chris")
    assert "chris looked at your figures: personal figures · Week 48, 2026, on Wed 25 Nov 2026." in talk.text(
        "me", "anna"
    )


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("da", ("Roller: sælger", "Sprog: dansk")),
        ("nb", ("Roller: selger", "Språk: norsk")),
        ("sv", ("Roller: säljare", "Språk: svenska")),
        ("pl", ("Role: handlowiec", "Język: polski")),
    ],
)
def test_it_speaks_the_readers_language(talk: Dialog, language: str, parts: tuple[str, str]) -> None:
    """Labels, roles and the language's name are translated."""
    talk.say(f"me language {language}")
    text = talk.text("me")
    assert all(part in text for part in parts), text


def test_it_shows_nothing_of_others(talk: Dialog) -> None:
    """The command takes no argument, so a name is refused."""
    reply = talk.say("me bo")
    assert '"bo" is not understood here' in (reply.error or "")


def test_it_stores_nothing(talk: Dialog) -> None:
    """Looking at one's own figures is not recorded and leaves nothing to undo."""
    talk.say("me week")
    assert "Nobody looked at your figures" in talk.text("me")
    assert "nothing of yours to undo" in (talk.say("undo").error or "")
