"""N22: whoever gains or loses a role is told, and admins hear of what no admin granted."""

from __future__ import annotations

import pytest

from bot.dispatch.identity import register_sender
from bot.domain.first_contact import register_person
from bot.language.word_files import LANGUAGES
from bot.messages.events import Contact, Line, Sender
from tests.dialog import Dialog
from tests.nudges.outlook import answer, labels, nudges, only, pressed, recipients, shown
from tests.nudges.test_name_claim import come, reach

SAID = {
    "en": ["Your roles", "chris made you manager."],
    "da": ["Dine roller", "Du har fået rollen leder af chris."],
    "nb": ["Rollene dine", "Du har fått rollen leder av chris."],
    "sv": ["Dina roller", "Du har fått rollen chef av chris."],
    "pl": ["Twoje role", "chris nadaje ci rolę: kierownik."],
    "de": ["Deine Rollen", "chris gibt dir die Rolle Leitung."],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_gains_a_role_is_told_by_whom(talk: Dialog, language: str) -> None:
    """In their own language."""
    reach(talk, "anna")
    talk.say(f"me language {language}")
    talk.say("admin person anna manager", "chris")
    assert shown(only(talk, "N22", "anna")) == SAID[language]


@pytest.mark.parametrize("role", ["admin", "manager"])
def test_whoever_loses_a_role_is_told_too(talk: Dialog, role: str) -> None:
    """By the last change of that role: that it was given before is no news any more."""
    reach(talk, "anna")
    for change in (f"admin person anna {role} colleague", f"admin person anna without {role}"):
        assert talk.say(change, "chris").ok
    assert shown(only(talk, "N22", "anna"))[1] == f"chris took your role: {role}."


def test_nobody_known_to_the_terminal_alone_is_told(talk: Dialog) -> None:
    """Nor is who changed their own role."""
    talk.say("admin person anna manager", "chris")
    reach(talk, "chris")
    talk.say("admin person bo admin", "chris")
    talk.say("admin person chris without manager", "bo")
    talk.say("admin person chris manager", "chris")
    assert [shown(nudge)[1] for nudge in nudges(talk, "N22", "chris")] == ["bo took your role: manager."]
    assert recipients(talk, "N22") == ["chris"]


def test_whoever_is_confirmed_to_be_a_manager_is_told(talk: Dialog) -> None:
    """Once, however long ago an admin set the role up."""
    talk.say("admin person Kari manager", "chris")
    come(talk)
    talk.say("admin", "chris")
    talk.press("It is Kari: slack:U7", "chris")
    assert shown(only(talk, "N22", "Kari"))[1] == "chris made you manager."


def test_admins_hear_who_came_as_somebody_set_up(talk: Dialog) -> None:
    """A seller with nothing of worth needs no question; the set-up is a press away."""
    reach(talk, "chris")
    talk.say("admin person Ola seller", "chris")
    talk.give(Line(sender=Sender(platform="slack", user="U8", name="Ola"), at=talk.at, text="today"))
    nudge = only(talk, "N22", "chris")
    assert shown(nudge) == ["Somebody came", "Ola, whom an admin set up, came from slack:U8."]
    assert labels(nudge)[0] == "Open the set-up"
    assert answer(pressed(talk, nudge, "Open the set-up", "chris")).startswith("Set-up")


def test_admins_hear_of_an_installation_that_gives_no_role(talk: Dialog) -> None:
    """A plain member went through the installation again."""
    reach(talk, "chris")
    sender = Sender(platform="slack", user="U8", name="Rita")
    register_sender(Contact(sender=sender, at=talk.at, installer=True), (), talk.work)
    assert shown(only(talk, "N22", "chris"))[1] == "slack:U8 installed Snurr; a second time gives no role."


def test_admins_hear_of_an_admin_whom_no_admin_made(talk: Dialog) -> None:
    """The settings list an address."""
    reach(talk, "chris")
    register_person(talk.work, "teams", "a-1", "Rita", talk.at, admin=True)
    assert shown(only(talk, "N22", "chris"))[1] == "Rita is admin now; no admin gave it."
    assert recipients(talk, "N22") == ["chris"]


def test_arrivals_are_told_three_at_a_time(talk: Dialog) -> None:
    """A company's first morning does not fill an admin's."""
    reach(talk, "chris")
    for number in range(5):
        talk.say(f"admin person Ola{number} seller", "chris")
        register_person(talk.work, "slack", f"U{number}", f"Ola{number}", talk.at, admin=False)
    assert len(nudges(talk, "N22", "chris")) == 3


@pytest.mark.parametrize(("days", "told"), [(13, ["anna"]), (16, [])])
def test_it_is_news_for_two_weeks(talk: Dialog, days: int, told: list[str]) -> None:
    """Whoever comes back later finds it in `me`."""
    reach(talk, "anna")
    talk.say("admin person anna manager", "chris")
    talk.later(days=days)
    assert recipients(talk, "N22") == told
