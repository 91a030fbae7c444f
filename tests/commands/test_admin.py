"""`admin`: the set-up at a glance."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import line_of
from tests.dialog import Dialog


def test_who_changed_roles_is_written_down(talk: Dialog) -> None:
    """The audit names when, who, whom and what, the newest first, and only what changed."""
    for line in (
        "admin person bo manager",
        "admin person bo manager",
        "admin person bo without manager",
        "admin remove person bo",
        "admin person bo",
    ):
        talk.say(line, "chris")
    records = talk.work.audit.newest(4)
    assert {"chris"} == {talk.work.people.get(record.author or 0).name for record in records}
    assert ["restored ", "removed ", "role taken manager", "role given manager"] == [
        f"{record.action} {record.what}" for record in records
    ]
    text = talk.text("admin", "chris")
    for part in (
        "chris · bo · back again",
        "chris · bo · removed",
        "chris · bo · no longer manager",
        "bo · now manager",
    ):
        assert part in text


def test_the_set_up_of_the_first_hour_names_what_is_there(empty: Dialog) -> None:
    """Before any team: the one person, the standard touchpoints, no desks, and the lines to type."""
    text = empty.text("admin", "mette")
    assert "mette · – · admin, manager, seller" in text
    assert "Touchpoints: invoice, site, mail, material, reception, yard, seller." in text
    assert "Desks" not in text
    assert "Type “admin team”, “admin person”" in text


def test_every_team_stands_there_with_its_channel_zone_country_and_language(talk: Dialog) -> None:
    """One line a team shows what its people inherit."""
    text = talk.text("admin", "chris")
    assert "Nord · #nord · Europe/Oslo · NO · en" in text
    assert "Syd · #syd · Europe/Warsaw · PL · pl" in text


def test_own_hours_and_quota_stand_beside_a_person(talk: Dialog) -> None:
    """Weekdays are named only where hours or calls differ between them."""
    talk.say("admin quota bo mon-thu 8 fri 4", "chris")
    talk.say("admin hours bo mon-wed 09:00-15:00 fri 09:00-12:00", "chris")
    assert line_of(talk.say("admin", "chris"), "bo ·") == (
        "bo · Nord · seller · Mon 8, Tue 8, Wed 8, Fri 4 · Mon–Wed 09:00-15:00; Fri 09:00-12:00"
    )


def test_owners_and_phone_numbers_stand_beside_touchpoints_and_desks(desks: Dialog) -> None:
    """A touchpoint's owner and a desk's number are listed behind its name."""
    desks.say("admin touchpoint invoice owner bo", "chris")
    text = desks.text("admin", "chris")
    assert "invoice (bo), site" in text
    assert "Desks: service 55 12 34 56, accounting." in text


def test_who_was_removed_is_not_listed(talk: Dialog) -> None:
    """The table shows active people only."""
    talk.say("admin remove person bo", "chris")
    assert "bo · Nord" not in talk.text("admin", "chris")


def test_more_than_twenty_five_people_are_counted(talk: Dialog) -> None:
    """The table has 25 rows, and a line says how many more there are."""
    for number in range(24):
        talk.say(f"admin person seller{number} seller team Nord", "chris")
    text = talk.text("admin", "chris")
    assert "And 3 more." in text
    assert "seller20 ·" in text
    assert "seller21 ·" not in text
    older = talk.press("Older", "chris")
    assert [line.split(" ·")[0] for line in card_text(older.card).splitlines()[2:]] == [
        "seller21",
        "seller22",
        "seller23",
    ]
    assert card_text(older.card) == talk.text("admin page 2", "chris")
    assert "There is nothing older." in talk.text("admin page 3", "chris")


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("da", "bo · Nord · sælger · 8 · man–fre 08:00-16:00"),
        ("nb", "bo · Nord · selger · 8 · man–fre 08:00-16:00"),
        ("sv", "bo · Nord · säljare · 8 · mån–fre 08:00-16:00"),
        ("pl", "bo · Nord · handlowiec · 8 · pon–pt 08:00-16:00"),
    ],
)
def test_roles_and_weekdays_are_in_the_readers_language(talk: Dialog, language: str, row: str) -> None:
    """Roles and weekdays are translated, names are not."""
    talk.say(f"me language {language}", "chris")
    assert row in talk.text("admin", "chris")


def test_a_word_after_admin_is_no_command(talk: Dialog) -> None:
    """A mistyped second word is refused, and nothing is stored."""
    before = talk.text("admin", "chris")
    assert not talk.say("admin teem Nord", "chris").ok
    assert talk.text("admin", "chris") == before
