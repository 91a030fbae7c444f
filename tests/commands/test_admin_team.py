"""`admin team`: teams are added and changed."""

from __future__ import annotations

import pytest

from tests.commands.steps import field_errors, filled, outcomes, person
from tests.dialog import Dialog


def test_a_team_gets_another_name_and_keeps_its_people(talk: Dialog) -> None:
    """The same team: its figures, channel and people stay."""
    talk.say("call acme")
    assert talk.say("admin team Nord name Nordvest", "chris").ok
    assert talk.text("team today", "chris").startswith("Nordvest")
    assert talk.say("team Nordvest today", "chris").figures["calls"] == 1


def test_the_first_team_takes_in_everybody_and_the_next_nobody(empty: Dialog) -> None:
    """People without a team join the first one; a second team starts empty."""
    empty.say("help", "mette")
    empty.say("help", "sanna")
    assert empty.text("admin team Nord channel #nord", "mette") == "Saved · Nord · #nord"
    nord = person(empty, "sanna").team
    assert nord
    assert person(empty, "mette").team == nord
    empty.say("admin team Syd", "mette")
    assert person(empty, "sanna").team == nord


def test_what_is_not_named_stays(talk: Dialog) -> None:
    """Each line changes only the settings that it names."""
    assert talk.text("admin team nord country SE", "chris") == "Saved · Nord · #nord · Europe/Oslo · SE · en"
    assert talk.text("admin team Nord channel salg", "chris") == "Saved · Nord · #salg · Europe/Oslo · SE · en"


def test_the_posts_of_a_team_follow_its_channel(talk: Dialog) -> None:
    """The day's posts go to the new channel and none to the old one."""
    assert "#nord" in {hold.to for hold in talk.holds()}
    talk.say("admin team Nord channel #salg", "chris")
    assert {"#salg"} == {hold.to for hold in talk.holds() if hold.to in {"#nord", "#salg"}}


def test_a_team_without_a_channel_gets_no_post_and_keeps_its_figures(talk: Dialog) -> None:
    """Its people are nudged, its figures are summed, and no post is planned."""
    talk.say("admin team Vest", "chris")
    talk.say("admin person bo team Vest", "chris")
    talk.say("call acme", "bo")
    assert outcomes(talk, "bo")
    assert {"#nord", "#syd"} >= {hold.to for hold in talk.holds() if hold.to.startswith("#")}
    assert talk.say("team Vest today", "chris").figures["calls"] == 1


def test_its_language_is_spoken_to_whoever_chose_none(talk: Dialog) -> None:
    """A person's own choice overrides the team's language."""
    talk.say("me language en", "bo")
    talk.say("admin team Nord language da", "chris")
    assert talk.text("call acme", "anna").startswith("Opkald 1 af 8")
    assert talk.text("call acme", "bo").startswith("Call 1 of 8")


def test_its_country_gives_the_public_holidays(talk: Dialog) -> None:
    """6 January has a target in Norway and none in Poland."""
    talk.at = talk.at.replace(year=2027, month=1, day=6)
    assert talk.say("today").figures["target"] == 8
    talk.say("admin team Nord country PL", "chris")
    assert talk.say("today").figures["target"] == 0


def test_its_zone_gives_the_day_of_its_people(talk: Dialog) -> None:
    """22:30 UTC is Tuesday in Lisbon and Wednesday in Helsinki."""
    talk.at = talk.at.replace(hour=22, minute=30)
    talk.say("admin team Nord timezone Europe/Helsinki", "chris")
    assert "Wed 25 Nov 2026" in talk.text("today")
    talk.say("admin team Nord timezone Europe/Lisbon", "chris")
    assert "Tue 24 Nov 2026" in talk.text("today")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("admin team Norrd name Nordvest", "There is nothing called"),
        ("admin team Nord name Syd", '"Syd" is taken: choose another name.'),
        ("admin team Nord country ZZ", "holidays of"),
        ("admin team Nord country Norge", "is not a country"),
        ("admin team Nord timezone Oslo", "is not a time zone"),
        ("admin team Nord language klingon", "I do not know the language"),
        ("admin team Nord channel", 'missing after "channel"'),
        ("admin team " + "x" * 81, "at most 80 characters"),
        ("admin team Nord name " + "x" * 81, "at most 80 characters"),
    ],
)
def test_what_cannot_be_saved_says_why_and_changes_nothing(talk: Dialog, line: str, part: str) -> None:
    """Each refusal is one sentence, and the teams stay the same."""
    before = talk.text("admin", "chris")
    assert part in (talk.say(line, "chris").error or "")
    assert talk.text("admin", "chris") == before


def test_without_a_name_a_form_asks_for_it(talk: Dialog) -> None:
    """The form comes back with its values and an error beside the wrong field."""
    talk.say("admin team", "chris")
    reply = talk.submit({"name": "Vest", "country": "Norge", "channel": "vest"}, "chris")
    assert list(field_errors(reply)) == ["country"]
    assert filled(reply)["channel"] == "vest"
    assert talk.submit({"name": "Vest", "country": "NO", "channel": "vest"}, "chris").ok
    assert "Vest · #vest" in talk.text("admin", "chris")


def test_a_name_in_quotes_may_hold_a_keyword(talk: Dialog) -> None:
    """Words in quotes are never read as a keyword."""
    assert talk.text('admin team "Land og channel" channel #land', "chris") == "Saved · Land og channel · #land"
