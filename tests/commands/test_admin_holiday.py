"""`admin holiday`: the company's own holidays and half days."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from tests.commands.steps import labels, person
from tests.dialog import Dialog
from tests.nudges.outlook import nudges, recipients

TYPED = {
    "en": ("admin holiday 3 dec Stocktaking", "admin holiday 3 dec half", "admin holiday 3 dec off"),
    "da": ("admin helligdag 3 dec Lager", "admin helligdag 3 dec halv", "admin helligdag 3 dec fra"),
    "nb": ("admin helligdag 3 des Lager", "admin helligdag 3 des halv", "admin helligdag 3 des av"),
    "sv": ("admin helgdag 3 dec Lager", "admin helgdag 3 dec halv", "admin helgdag 3 dec av"),
    "pl": ("admin święto 3 gru Magazyn", "admin święto 3 gru pół", "admin święto 3 gru wyłącz"),
    "de": ("admin feiertag 3. Dez Lager", "admin feiertag 3. Dez halb", "admin feiertag 3. Dez aus"),
}


def days(talk: Dialog) -> list[tuple[str, str, bool]]:
    """Return the company's own holidays."""
    return [(closed.day.isoformat(), closed.name, closed.half) for closed in talk.work.closed_days.all()]


@pytest.fixture(autouse=True)
def as_admin(talk: Dialog) -> None:
    """Chris types."""
    talk.who = "chris"


def test_a_day_with_a_name_is_off_for_everybody_and_every_nudge(talk: Dialog) -> None:
    """Sellers and channels in every team, with the reason; the days beside it are as before."""
    assert talk.text("admin holiday 3 dec Stocktaking").startswith("Company holiday: Thu 3 Dec 2026 · Stocktaking.")
    assert recipients(talk, "N1", "2026-12-03") == []
    assert recipients(talk, "N2", "2026-12-03") == []
    assert {nudge.outcome for nudge in nudges(talk, "N13", "anna", "2026-12-03")} <= {"skipped: company holiday"}
    assert nudges(talk, "N1", "anna", "2026-12-03")[0].outcome == "skipped: company holiday"
    assert "anna" in recipients(talk, "N1", "2026-12-04")


def test_what_is_due_the_workday_after_is_brought_up_the_workday_before(talk: Dialog) -> None:
    """A promise for Friday is spoken of on Wednesday when Thursday is closed."""
    talk.say("promise acme quote by 4 dec", "anna")
    assert recipients(talk, "N4", "2026-12-03") == ["anna"]
    talk.say("admin holiday 3 dec")
    assert recipients(talk, "N4", "2026-12-02") == ["anna"]
    assert recipients(talk, "N4", "2026-12-03") == []


def test_a_half_day_ends_the_day_early(talk: Dialog) -> None:
    """The end of the day is a quarter of an hour before noon."""
    talk.say("admin holiday 3 dec half")
    assert nudges(talk, "N13", "anna", "2026-12-03")[0].local_time == "2026-12-03T11:45+01:00"


def test_a_follow_up_of_that_day_comes_on_the_next_workday(talk: Dialog) -> None:
    """Thursday instead of Wednesday."""
    talk.say("follow acme wed", "anna")
    talk.say("admin holiday wed")
    assert recipients(talk, "N3", "2026-11-25") == []
    assert recipients(talk, "N3", "2026-11-26") == ["anna"]


def test_a_range_is_stored_day_by_day_and_named_as_one(talk: Dialog) -> None:
    """One of them is taken off alone."""
    shown = talk.text("admin holiday 28-30 dec Closed")
    assert shown.startswith("Company holiday: Mon 28 Dec – Wed 30 Dec 2026 · Closed.")
    talk.say("admin holiday 29 dec off")
    assert [day for day, _, _ in days(talk)] == ["2026-12-28", "2026-12-30"]


def test_the_same_line_twice_changes_nothing(talk: Dialog) -> None:
    """It says so, and there is nothing to undo."""
    talk.say("admin holiday 3 dec half")
    reply = talk.say("admin holiday 3 dec half")
    assert labels(reply) == []
    assert days(talk) == [("2026-12-03", "", True)]


def test_a_line_that_contradicts_an_earlier_one_says_what_was(talk: Dialog) -> None:
    """And undo puts exactly that back."""
    talk.say("admin holiday 3 dec half")
    assert "Until now: Thu 3 Dec 2026 · half day." in talk.text("admin holiday 3 dec Stocktaking")
    assert days(talk) == [("2026-12-03", "Stocktaking", False)]
    talk.press("Undo")
    assert days(talk) == [("2026-12-03", "", True)]


def test_undo_takes_back_what_the_line_added_and_what_it_removed(talk: Dialog) -> None:
    """Each by its own button."""
    talk.say("admin holiday 28-30 dec Closed")
    talk.press("Undo")
    assert days(talk) == []
    talk.say("admin holiday 3 dec Stocktaking")
    talk.say("admin holiday 3 dec off")
    talk.press("Undo")
    assert days(talk) == [("2026-12-03", "Stocktaking", False)]


def test_the_list_shows_what_is_ahead_and_removes_each_alone(talk: Dialog) -> None:
    """A day that is over is not listed."""
    talk.say("admin holiday 26 nov half")
    talk.say("admin holiday 3 dec Stocktaking")
    talk.later(days=4)
    shown = talk.text("admin holiday")
    assert "Thu 3 Dec 2026 · Stocktaking" in shown
    assert "26 Nov" not in shown
    talk.press("Remove Thu 3 Dec")
    assert days(talk) == [("2026-11-26", "", True)]
    assert "None yet" in talk.text("admin holiday")


def test_a_day_that_is_not_on_the_list_cannot_be_taken_off(talk: Dialog) -> None:
    """It says where the list is."""
    assert talk.text("admin holiday 3 dec off").startswith("None of these days is on the list: type “admin holiday”")


def test_a_public_holiday_is_said_to_be_one_anyway(talk: Dialog) -> None:
    """It is stored, since another team may be in another country."""
    assert "Fri 25 Dec 2026 is a public holiday anyway" in talk.text("admin holiday 25 dec")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("admin holiday Stocktaking", '"Stocktaking" is not a day: type “24/12”, “2 jan” or “27-30 dec”'),
        ("admin holiday 1 mar - 30 apr", "At most 31 days in a row"),
    ],
)
def test_what_is_no_day_says_what_to_type(talk: Dialog, line: str, part: str) -> None:
    """Nothing is stored."""
    assert part in (talk.say(line).error or "")
    assert days(talk) == []


def test_everybody_sees_the_days_of_the_company_among_their_own_settings(talk: Dialog) -> None:
    """And admins in the set-up."""
    talk.say("admin holiday 3 dec Stocktaking")
    assert "Company holiday: Thu 3 Dec 2026 · Stocktaking." in talk.text("me", "anna")
    assert "Company holiday: Thu 3 Dec 2026 · Stocktaking." in talk.text("admin")


def test_it_is_audited_and_for_admins_alone(talk: Dialog) -> None:
    """A seller is refused."""
    talk.say("admin holiday 3 dec Stocktaking")
    assert "company holidays changed · added · 2026-12-03" in talk.text("admin audit")
    assert not talk.say("admin holiday 4 dec", "anna").ok
    assert person(talk, "anna").closed[0].name == "Stocktaking"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_added_halved_and_removed_in_every_language(talk: Dialog, language: str) -> None:
    """By the words of that language."""
    talk.say(f"me language {language}")
    whole, half, off = TYPED[language]
    assert talk.say(whole).ok
    assert [(day, halved) for day, _, halved in days(talk)] == [("2026-12-03", False)]
    assert talk.say(half).ok
    assert days(talk) == [("2026-12-03", "", True)]
    assert talk.say(off).ok
    assert days(talk) == []
