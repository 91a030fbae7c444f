"""Set-up lines whose last words name something known: they are asked about, and what nobody said is named."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from tests.commands.steps import labels, person
from tests.dialog import Dialog


@pytest.fixture(autouse=True)
def as_admin(talk: Dialog) -> None:
    """Chris types."""
    talk.who = "chris"


@pytest.mark.parametrize(
    ("line", "meant", "answer"),
    [
        ("admin touchpoint invoice anna", "invoice owner anna", "Saved · invoice · Owner: anna."),
        ("admin touchpoint front desk anna", "front desk owner anna", "Saved · front desk · Owner: anna."),
        ("admin desk service 55 12 34 56", "service phone 55 12 34 56", "Saved · service · 55 12 34 56"),
        ("admin team Vest #vest", "Vest channel #vest", "Saved · Vest · #vest"),
        ("admin team Vest Europe/Oslo", "Vest timezone Europe/Oslo", "Saved · Vest · Europe/Oslo"),
        ("admin team Vest Danish", "Vest language Danish", "Saved · Vest · da"),
        ("admin person Zed Nord", "Zed team Nord", "Saved · Zed · seller · Nord ·"),
    ],
)
def test_a_name_that_ends_in_something_known_is_asked_about(talk: Dialog, line: str, meant: str, answer: str) -> None:
    """Nothing is stored before; the first button carries out what is likely meant."""
    reply = talk.say(line)
    name = line.split(maxsplit=2)[2]
    assert (reply.ok, labels(reply)) == (False, [meant, f"It is called {name}"])
    assert name not in talk.text("admin")
    talk.say(line)
    assert answer in "\n".join(talk.press(meant).card.texts())


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("admin touchpoint front desk anna", "Saved · front desk anna · Owner: nobody."),
        ("admin desk service 55 12 34 56", "Saved · service 55 12 34 56"),
        ("admin team Vest #vest", "Saved · Vest #vest"),
        ("admin person Zed Nord", "Saved · Zed Nord · seller · Europe/Copenhagen ·"),
    ],
)
def test_it_may_be_the_name_after_all(talk: Dialog, line: str, answer: str) -> None:
    """The other button takes it as it stands, and from then on it is known."""
    talk.say(line)
    talk.press(f"It is called {line.split(maxsplit=2)[2]}")
    assert answer in "\n".join(talk.last.card.texts())
    assert talk.say(line).ok


@pytest.mark.parametrize(
    "line",
    [
        "admin touchpoint front desk",
        "admin touchpoint invoice owner anna",
        "admin touchpoint anna",
        "admin desk service",
        "admin desk floor 2",
        "admin team Vest channel #vest",
        "admin team New York",
        "admin person Zed Zulu",
        "admin person Zed team Nord",
    ],
)
def test_a_name_that_ends_in_nothing_known_is_not_asked_about(talk: Dialog, line: str) -> None:
    """It is stored at once."""
    assert talk.say(line).ok


def test_the_receipt_of_somebody_new_names_what_nobody_said(talk: Dialog) -> None:
    """Team, zone, country, language, hours and calls."""
    talk.say("admin remove team Syd")
    assert talk.text("admin person Zed seller") == (
        "Saved · Zed · seller · Nord · Europe/Oslo · NO · English · Mon–Fri 08:00-16:00 · calls a day: 8"
    )
    assert person(talk, "Zed").team == person(talk, "anna").team


def test_the_receipt_of_somebody_known_names_the_team(talk: Dialog) -> None:
    """And nothing that did not change."""
    assert talk.text("admin person anna manager") == "Saved · anna · manager, seller · Nord · Europe/Oslo · NO"


def test_a_touchpoint_that_nobody_owns_says_so(talk: Dialog) -> None:
    """Until somebody does."""
    assert talk.text("admin touchpoint packaging") == "Saved · packaging · Owner: nobody."
    talk.say("admin touchpoint packaging owner anna")
    assert talk.text("admin touchpoint packaging") == "Saved · packaging · Owner: anna."


def test_leave_within_leave_is_not_stored_again(talk: Dialog) -> None:
    """The longer one stays, and so does its way back."""
    talk.say("off 16-22 dec")
    assert talk.text("off 18 dec") == "You are off then already, from Wed 16 Dec 2026 to Tue 22 Dec 2026."
    assert len(person(talk, "chris").leave) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_is_asked_in_every_language(talk: Dialog, language: str) -> None:
    """Its first button runs as it reads."""
    talk.say(f"me language {language}")
    reply = talk.say("admin team Vest Europe/Oslo")
    first = labels(reply)[0]
    assert talk.press(first).ok
    assert talk.work.teams.by_name("Vest")
