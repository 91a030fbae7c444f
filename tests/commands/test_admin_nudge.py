"""`admin nudge`: at which hour a team's nudges come, with the next sendings."""

from __future__ import annotations

from datetime import time

import pytest

from bot.language.word_files import LANGUAGES
from tests.commands.steps import filled, labels, person, press
from tests.dialog import Dialog
from tests.nudges.outlook import only, recipients

TYPED = {
    "en": ("admin nudge morning 08:15", "admin nudge morning off"),
    "da": ("admin påmindelse morgen 08:15", "admin påmindelse morgen fra"),
    "nb": ("admin påminnelse morgen 08:15", "admin påminnelse morgen av"),
    "sv": ("admin påminnelse morgon 08.15", "admin påminnelse morgon av"),
    "pl": ("admin przypomnienie poranek 08:15", "admin przypomnienie poranek wyłącz"),
    "de": ("admin erinnerung Morgen 08:15", "admin erinnerung Morgen aus"),
}
DAY = "2026-11-25"


@pytest.fixture(autouse=True)
def as_admin(talk: Dialog) -> None:
    """Chris, who is in Nord, types."""
    talk.who = "chris"


def hour(talk: Dialog, rule: str, to: str, day: str = DAY) -> str:
    """Return at which local hour a rule speaks to somebody."""
    return only(talk, rule, to, day).local_time[11:16]


def test_the_hour_is_shown_with_the_next_five_sendings(talk: Dialog) -> None:
    """As sentences, passing over a holiday of the company."""
    talk.say("admin holiday 27 nov")
    assert talk.text("admin nudge morning 08:15").splitlines()[:6] == [
        "Nord: morning at 08:15, instead of 08:30.",
        "Wed 25 Nov 2026 08:15: to anna, bo.",
        "Thu 26 Nov 2026 08:15: to anna, bo.",
        "Mon 30 Nov 2026 08:15: to anna, bo.",
        "Tue 1 Dec 2026 08:15: to anna, bo.",
        "Wed 2 Dec 2026 08:15: to anna, bo.",
    ]


def test_the_morning_comes_at_the_hour_of_the_own_team(talk: Dialog) -> None:
    """In another team as before."""
    talk.say("admin nudge morning 08:15 team Nord")
    assert hour(talk, "N1", "anna") == "08:15"
    assert hour(talk, "N1", "dora") == "08:30"


def test_nobody_is_nudged_before_work_begins(talk: Dialog) -> None:
    """Who starts later is spoken to at the start."""
    talk.say("admin hours bo mon-fri 09:00-17:00")
    talk.say("admin nudge morning 08:15")
    assert hour(talk, "N1", "bo") == "09:00"
    assert "Wed 25 Nov 2026 09:00: to bo." in talk.text("admin nudge morning 08:15")


def test_the_evening_never_comes_after_work(talk: Dialog) -> None:
    """A quarter of an hour before its end at the latest."""
    talk.say("admin nudge evening 15:30")
    assert hour(talk, "N13", "anna") == "15:30"
    talk.say("admin hours anna mon-fri 08:00-14:00")
    assert hour(talk, "N13", "anna") == "13:45"


@pytest.mark.parametrize(
    ("line", "rule", "to", "day"),
    [
        ("admin nudge morning post 09:15", "N2", "#nord", DAY),
        ("admin nudge week 09:15", "N18", "#nord", "2026-11-27"),
        ("admin nudge N4 09:15", "N4", "anna", DAY),
        ("admin nudge switchboard 09:15", "N14", "anna", "2026-11-27"),
        ("admin nudge junk 09:15", "N15", "anna", "2026-11-27"),
    ],
)
def test_posts_and_promises_come_at_the_hour_of_the_team(talk: Dialog, line: str, rule: str, to: str, day: str) -> None:
    """On the days on which they came before."""
    assert talk.say("admin desk service").ok
    for logged in ("promise acme quote by thu", "handoff acme service 30m invoice", "junk 30m report"):
        assert talk.say(logged, "anna").ok
    assert talk.say(line).ok
    assert hour(talk, rule, to, day) == "09:15"


def test_what_comes_on_some_fridays_only_promises_no_day(talk: Dialog) -> None:
    """It depends on what the week had."""
    text = talk.text("admin nudge junk 13:00")
    assert text.startswith(
        "Nord: junk at 13:00, instead of 14:30.\nIt comes on Fridays, to whom it has something to say."
    )


def test_the_post_of_another_team_stays(talk: Dialog) -> None:
    """Its own hour."""
    talk.say("admin nudge morning post 09:15 team Nord")
    assert hour(talk, "N2", "#syd") == "08:45"
    assert "#nord" in recipients(talk, "N2", DAY)


def test_off_is_the_usual_hour_again(talk: Dialog) -> None:
    """And the usual hour, when it is typed, is no hour of its own."""
    talk.say("admin nudge morning 08:15")
    assert talk.text("admin nudge morning off").startswith("Nord: morning at 08:30, as usual.")
    assert hour(talk, "N1", "anna") == "08:30"
    assert labels(talk.say("admin nudge morning 08:30")) == []


def test_undo_puts_back_what_was_set(talk: Dialog) -> None:
    """Also the other kinds."""
    talk.say("admin nudge morning 08:15")
    talk.say("admin nudge evening 15:00")
    talk.say("admin nudge morning 09:00")
    talk.press("Undo")
    assert person(talk, "anna").nudge_hours == (("N1", time(8, 15)), ("N13", time(15)))


def test_without_a_kind_every_hour_of_every_team_is_shown(talk: Dialog) -> None:
    """Each with its next sending."""
    talk.say("admin nudge morning 08:15")
    shown = talk.text("admin nudge")
    assert "Nord: morning at 08:15, instead of 08:30. Wed 25 Nov 2026 08:15: to anna, bo." in shown
    assert "Syd: week at 15:00, as usual. Fri 27 Nov 2026 15:00: to #syd." in shown


def test_without_an_hour_a_form_asks_for_it(talk: Dialog) -> None:
    """With the kind that was typed."""
    assert filled(talk.say("admin nudge evening")) == {"kind": "N13", "hour": "", "team": ""}
    assert talk.submit({"kind": "N13", "hour": "15:30"}).ok
    assert hour(talk, "N13", "anna") == "15:30"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("admin nudge zeros 08:15", "none of these: morning, morning post, promises, evening, switchboard, junk, week"),
        ("admin nudge morning 23:00", "Nobody is nudged at night: type a time from 06:00 to 20:00."),
        ("admin nudge morning 25:00", "none of these"),
        ("admin nudge morning 08:15 team Vest", 'There is no team called "Vest"'),
    ],
)
def test_what_is_no_kind_hour_or_team_says_what_to_type(talk: Dialog, line: str, part: str) -> None:
    """Nothing is set."""
    assert part in (talk.say(line).error or "")
    assert person(talk, "anna").nudge_hours == ()


def test_a_made_up_undo_sets_no_hour_that_is_none(talk: Dialog) -> None:
    """What is no hour of a kind is passed over."""
    assert press(talk, "admin nudge", kind="N1", team="Nord", before="N1=99:99 N6=08:00 N2=07:00 x").ok
    assert person(talk, "anna").nudge_hours == (("N2", time(7)),)


def test_it_is_audited_and_for_admins_alone(talk: Dialog) -> None:
    """A seller is refused."""
    talk.say("admin nudge morning 08:15")
    assert "team changed · hours · Nord" in talk.text("admin audit")
    assert not talk.say("admin nudge morning 09:00", "anna").ok


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_set_and_lifted_in_every_language(talk: Dialog, language: str) -> None:
    """By the names of that language."""
    talk.say(f"me language {language}")
    set_it, lift = TYPED[language]
    assert talk.say(set_it).ok
    assert hour(talk, "N1", "anna") == "08:15"
    assert talk.say(lift).ok
    assert hour(talk, "N1", "anna") == "08:30"
