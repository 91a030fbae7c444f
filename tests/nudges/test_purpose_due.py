"""N26: after an upgrade each admin is told until when team figures are open without a purpose."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.purposes import UPGRADE_DAYS, UPGRADE_MARK
from bot.language.word_files import LANGUAGES
from tests.dialog import TUESDAY, Dialog
from tests.nudges.outlook import nudges, only, pressed, recipients, shown
from tests.nudges.test_name_claim import reach

TITLES = {
    "en": "Team figures need a purpose",
    "da": "Teamets tal mangler formål",
    "de": "Teamzahlen brauchen einen Zweck",
    "nb": "Teamets tall mangler formål",
    "pl": "Wyniki zespołu wymagają celu",
    "sv": "Teamets siffror behöver ändamål",
}
LAST_WEEK = (TUESDAY.date() + timedelta(days=UPGRADE_DAYS - 1)).isoformat()


@pytest.fixture(name="talk")
def talk_fixture(talk: Dialog) -> Dialog:
    """A company that was upgraded today and has named no purpose; chris, its admin, was met on Slack."""
    talk.without_purpose()
    talk.work.people.set_mark(UPGRADE_MARK, TUESDAY.date().isoformat())
    reach(talk, "chris")
    return talk


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_admin_reads_until_when_and_fills_it_in(talk: Dialog, language: str) -> None:
    """In their own language, with a button that opens the form."""
    assert talk.say(f"me language {language}", "chris").ok
    title, line = shown(only(talk, "N26", "chris"))
    assert TITLES[language] == title
    assert "2027" in line
    label = only(talk, "N26", "chris").card.buttons[0].label
    assert pressed(talk, only(talk, "N26", "chris"), label, "chris").form


def test_once_at_first_and_once_in_the_last_week(talk: Dialog) -> None:
    """By two subjects, each of which is said once."""
    assert ["chris"] == recipients(talk, "N26") == recipients(talk, "N26", LAST_WEEK)
    assert only(talk, "N26", "chris").card == only(talk, "N26", "chris", LAST_WEEK).card


def test_nobody_is_told_once_a_purpose_is_named_or_the_time_is_over(talk: Dialog) -> None:
    """Nor anybody who is no admin."""
    over = (TUESDAY.date() + timedelta(days=UPGRADE_DAYS + 1)).isoformat()
    assert [] == nudges(talk, "N26", "chris", over)
    assert [] == nudges(talk, "N26", "anna")
    assert talk.say("admin purpose help in time basis interest", "chris").ok
    assert [] == nudges(talk, "N26", "chris")


def test_meanwhile_the_team_card_says_until_when(talk: Dialog) -> None:
    """So that a manager knows as well."""
    assert "Team figures stay open until" in talk.text("team week", "chris")
