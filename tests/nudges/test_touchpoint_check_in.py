"""N16 and N17: one question a week to whoever owns a touchpoint, about it or about a value of the company."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.dialog import Dialog
from tests.nudges.house import House
from tests.nudges.outlook import only, recipients, shown

MONDAY = "2027-01-11"
"""A Monday more than 30 days after everybody came."""
SAID = {
    "en": ["Your touchpoint: reception", "Nobody has rated it for 30 days. Has anything changed?"],
    "da": ["Dit kontaktpunkt: reception", "Ingen har vurderet det i 30 dage. Er noget ændret?"],
    "nb": ["Ditt kontaktpunkt: resepsjon", "Ingen har vurdert det på 30 dager. Er noe endret?"],
    "sv": ["Din kontaktpunkt: reception", "Ingen har betygsatt den på 30 dagar. Har något ändrats?"],
    "pl": ["Twój punkt styku: recepcja", "Od 30 dni nikt go nie ocenił. Czy coś się zmieniło?"],
    "de": ["Dein Kontaktpunkt: Empfang", "Seit 30 Tagen hat ihn niemand bewertet. Hat sich etwas geändert?"],
}


@pytest.fixture(autouse=True)
def yard(talk: Dialog) -> None:
    """kari answers for the reception and sells nothing."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint reception owner kari"):
        assert talk.say(line, "chris").ok


def _rated(talk: Dialog, day: str) -> None:
    """Rate the reception on a day."""
    talk.at = datetime.fromisoformat(f"{day}T09:00+00:00").astimezone(UTC)
    assert talk.say("touch acme reception service 1", "bo").ok


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_it_asks_about_a_touchpoint_that_nobody_rated_for_a_month(talk: Dialog, language: str, said: list[str]) -> None:
    """On the first day of the week that its owner works, in their language, with answers to press."""
    assert talk.say(f"me language {language}", "kari").ok
    assert shown(only(talk, "N16", "kari", MONDAY)) == said
    assert only(talk, "N16", "kari", MONDAY).local_time == f"{MONDAY}T08:30+01:00"


@pytest.mark.parametrize("day", ["2027-01-12", "2027-01-13", "2027-01-09", "2026-12-25"])
def test_it_asks_once_a_week_and_never_on_a_day_off(talk: Dialog, day: str) -> None:
    """Not on a Tuesday after a Monday at work, not at the weekend, not on a holiday."""
    assert recipients(talk, "N16", day) == []


def test_who_is_off_on_monday_is_asked_on_tuesday(talk: Dialog) -> None:
    """The first day that they work."""
    talk.at = datetime(2027, 1, 8, 9, tzinfo=UTC)
    assert talk.say("off 11 jan", "kari").ok
    assert recipients(talk, "N16", MONDAY) == []
    assert recipients(talk, "N16", "2027-01-12") == ["kari"]


@pytest.mark.parametrize(("day", "asked"), [("2026-12-13", []), ("2026-12-12", ["kari"]), ("2026-12-11", ["kari"])])
def test_a_rating_within_a_month_silences_it(talk: Dialog, day: str, asked: list[str]) -> None:
    """Thirty days are counted from the last rating; one that is taken back counts no more."""
    _rated(talk, day)
    assert recipients(talk, "N16", MONDAY) == asked
    talk.say("undo", "bo")
    assert recipients(talk, "N16", MONDAY) == ["kari"]


def test_a_touchpoint_without_owner_asks_nobody(talk: Dialog) -> None:
    """And its owner's other touchpoints are asked about in turn."""
    assert talk.say("admin touchpoint site", "chris").ok
    assert recipients(talk, "N16", MONDAY) == ["kari"]


def test_whoever_has_just_come_is_not_asked(talk: Dialog) -> None:
    """A touchpoint that was never rated is asked about a month after its owner came."""
    assert recipients(talk, "N16", "2026-11-30") == []


async def test_touchpoints_take_turns(house: House) -> None:
    """Each week another one, the one that was asked about longest ago."""
    for line in ("admin person kari colleague team Nord", *(f"admin touchpoint {name} owner kari" for name in "abc")):
        assert (await house.say("chris", line, "2026-11-02T09:00")).ok
    asked = []
    for week in range(6):
        day = datetime.fromisoformat("2027-01-11") + timedelta(weeks=week)
        before = len(house.paper.sent)
        await house.tick(f"{day:%Y-%m-%d}T08:45")
        titles = [each.card.title for each in house.paper.sent[before:] if each.to == "kari"]
        asked += [title.rpartition(" ")[2] for title in titles if "touchpoint" in title]
    assert asked == ["a", "b", "c", "a", "b", "c"]


def test_in_other_weeks_a_value_is_asked_about(talk: Dialog) -> None:
    """Where the touchpoint was rated; the values take turns by week."""
    _rated(talk, "2027-01-08")
    assert recipients(talk, "N17", MONDAY) == []
    for value in ("we help at once", "we keep our word"):
        assert talk.say(f"admin value {value}", "chris").ok
    said = [shown(only(talk, "N17", "kari", day))[1] for day in (MONDAY, "2027-01-18")]
    assert sorted(said) == ['Where did you see "we help at once"?', 'Where did you see "we keep our word"?']
    assert recipients(talk, "N16", MONDAY) == []


@pytest.mark.parametrize("who", ["bo", "kari"])
def test_values_are_asked_of_colleagues_who_sell_nothing(talk: Dialog, who: str) -> None:
    """Never with the other question in one week, never of sellers, never without a touchpoint."""
    talk.say("admin value we help at once", "chris")
    talk.say(f"admin touchpoint yard owner {who}", "chris")
    _rated(talk, "2027-01-08")
    assert talk.say("touch acme yard service 1", "anna").ok
    assert recipients(talk, "N17", MONDAY) == ["kari"]
    assert recipients(talk, "N16", MONDAY) == []
    assert recipients(talk, "N17", "2027-01-12") == []
    talk.say("undo", "anna")
    assert recipients(talk, "N16", MONDAY) == [who]
    assert recipients(talk, "N17", MONDAY) == ([] if who == "kari" else ["kari"])
