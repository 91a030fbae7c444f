"""N25: what is missing comes by itself once the set-up, or an import, is over: once, to one admin."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.imports import ImportRow
from bot.domain.people import Role
from bot.language.word_files import LANGUAGES
from tests.commands.steps import person
from tests.dialog import Dialog
from tests.imported import import_accounts
from tests.nudges.house import House
from tests.nudges.outlook import ended, labels, nudges, only, pressed, recipients, shown

SAID = {
    "en": ["What is missing", "Touchpoints without an owner: 7", "Sellers without customers: 2"],
    "da": ["Hvad mangler", "Kontaktpunkter uden ejer: 7", "Sælgere uden kunder: 2"],
    "nb": ["Hva mangler", "Kontaktpunkter uten eier: 7", "Selgere uten kunder: 2"],
    "sv": ["Vad saknas", "Kontaktpunkter utan ägare: 7", "Säljare utan kunder: 2"],
    "pl": ["Czego brakuje", "Punkty styku bez właściciela: 7", "Handlowcy bez klientów: 2"],
    "de": ["Was fehlt", "Kontaktpunkte ohne Zuständige: 7", "Vertriebsleute ohne Kunden: 2"],
}


@pytest.fixture(autouse=True)
def on_slack(talk: Dialog) -> None:
    """chris, the admin, and anna were met on a platform; everybody was set up on Tuesday."""
    for name in ("chris", "anna"):
        talk.work.people.link(person(talk, name).id, "slack", f"U-{name}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_comes_the_morning_after_the_set_up(talk: Dialog, language: str) -> None:
    """With the first three kinds, and a button that leads to all."""
    assert recipients(talk, "N25") == []
    talk.work.people.change(person(talk, "chris").id, language=language)
    told = only(talk, "N25", "chris", "2026-11-25")
    assert shown(told)[:3] == SAID[language]
    assert told.local_time == "2026-11-25T08:30+01:00"
    assert told.words <= 25
    assert "admin missing" in {button.press.verb for button in told.card.buttons}


def test_the_set_up_began_with_a_seller_whoever_was_there_before(talk: Dialog) -> None:
    """Not with who was removed since, nor with a manager or a colleague; who was given no role sells."""
    assert talk.work.people.first_seller_at() == person(talk, "chris").created_at
    talk.later(days=1)
    assert talk.say("admin remove person dora", "chris").ok
    for name, role in (("chris", Role.MANAGER), ("anna", Role.MANAGER), ("bo", Role.COLLEAGUE)):
        talk.work.people.change(person(talk, name).id, roles=frozenset({role}))
    assert talk.work.people.first_seller_at() is None
    talk.say("hi", "emil")
    assert talk.work.people.first_seller_at() == person(talk, "emil").created_at


def test_its_button_shows_all_of_it(talk: Dialog) -> None:
    """With a button for each kind."""
    reply = pressed(talk, only(talk, "N25", "chris", "2026-11-25"), "Fill it in", "chris")
    assert "Touchpoints without an owner (7)" in [button.label for button in reply.card.all_buttons()]


def test_after_two_weeks_nobody_is_told_of_it(talk: Dialog) -> None:
    """A company that has lived without for so long goes on."""
    assert nudges(talk, "N25", "chris", "2026-12-08") == []


async def test_it_is_sent_once(house: House) -> None:
    """A seller who comes later does not bring it again."""
    await house.store.write(lambda work: work.people.link(1, "slack", "U1"))
    mornings = [f"2026-11-{day}T08:30" for day in (20, 23, 24, 25)]
    assert await ended(house, "N25", "chris", mornings) == [("2026-11-23T08:30", "sent")]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("", "2026-11-28"),
        ("off 25 nov", "2026-11-25"),
        ("admin person bo admin", "2026-11-25"),
    ],
)
def test_it_does_not_come(talk: Dialog, line: str, day: str) -> None:
    """On a weekend, on a day off, and to a second admin."""
    if line:
        assert talk.say(line, "chris").ok
    to = "bo" if "bo" in line else "chris"
    assert [each for each in nudges(talk, "N25", to, day) if each.outcome == "would send"] == []


def test_it_does_not_come_where_nothing_is_missing(talk: Dialog) -> None:
    """Filled in on the day itself."""
    points = ("invoice", "site", "mail", "material", "reception", "yard", "seller")
    for line in (
        *(f"admin touchpoint {point} owner chris" for point in points),
        "admin remove person bo",
        "admin remove person dora",
        "account acme 7M every 3w phone 55 12 34 56",
    ):
        talk.say(line, "chris")
    talk.say("call acme", "anna")
    assert recipients(talk, "N25", "2026-11-25") == []


def test_an_import_brings_it_again(talk: Dialog) -> None:
    """On the morning after; one that was undone does not."""
    talk.later(days=15)
    import_accounts(talk.work, [ImportRow(name="Beta AS")], talk.at, apply=True)
    assert recipients(talk, "N25") == []
    following = f"{(talk.at + timedelta(days=1)).date()}"
    assert recipients(talk, "N25", following) == ["chris"]
    assert "Customers without an owner: 1" in shown(only(talk, "N25", "chris", following))
    assert labels(only(talk, "N25", "chris", following))[0] == "Fill it in"
