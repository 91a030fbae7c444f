"""N21: each admin whom a platform reaches is asked who came under a known name."""

from __future__ import annotations

import pytest

from bot.dispatch.platform_changes import profile_changed
from bot.domain.people import Role
from bot.language.word_files import LANGUAGES
from bot.messages.events import Line, ProfileChanged, Sender
from tests.dialog import Dialog
from tests.nudges.house import House, at
from tests.nudges.outlook import TYPED, answer, ended, labels, nudges, only, pressed, recipients, shown

SAID = {
    "en": ["Who is Kari?", "slack:U7 came as Kari, set up by an admin.", "Verified mail: kari@firm.example."],
    "da": ["Hvem er Kari?", "slack:U7 kom som Kari, som en admin har oprettet.", "Bekræftet mail: kari@firm.example."],
    "nb": [
        "Hvem er Kari?",
        "slack:U7 kom som Kari, som en admin har opprettet.",
        "Bekreftet e-post: kari@firm.example.",
    ],
    "sv": [
        "Vem är Kari?",
        "slack:U7 kom som Kari, som en admin har lagt upp.",
        "Bekräftad e-post: kari@firm.example.",
    ],
    "pl": [
        "Kim jest Kari?",
        "Z slack:U7 przyszła osoba o nazwie Kari, dodana przez admina.",
        "Potwierdzony e-mail: kari@firm.example.",
    ],
    "de": [
        "Wer ist Kari?",
        "slack:U7 kam als Kari, von einem Admin angelegt.",
        "Bestätigte E-Mail: kari@firm.example.",
    ],
}


def reach(talk: Dialog, *names: str) -> None:
    """Let people have an address on a platform."""
    for name in names:
        person = talk.work.people.by_name(name)
        assert person
        talk.work.people.link(person.id, "slack", f"U-{name}")


def come(talk: Dialog, user: str = "U7", name: str = "Kari") -> None:
    """Let somebody type a line on a platform."""
    sender = Sender(platform="slack", user=user, name=name, mail="kari@firm.example" if user == "U7" else "")
    talk.give(Line(sender=sender, at=talk.at, text="call acme", limited=False))


@pytest.fixture(name="claimed")
def claimed_fixture(talk: Dialog) -> Dialog:
    """chris is admin on a platform; somebody came as Kari, who is set up as a manager."""
    reach(talk, "chris", "anna")
    assert talk.say("admin person Kari manager", "chris").ok
    come(talk)
    return talk


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_the_address_and_the_verified_mail(claimed: Dialog, language: str) -> None:
    """The language is the admin's."""
    claimed.say(f"me language {language}", "chris")
    assert shown(only(claimed, "N21", "chris")) == SAID[language]


def test_only_admins_with_an_address_on_a_platform_are_asked(claimed: Dialog) -> None:
    """Not a seller, nor an admin who is known on the terminal alone, nor whom an address of mail names."""
    claimed.say("admin person bo admin", "chris")
    assert recipients(claimed, "N21") == ["chris"]
    bo = claimed.work.people.by_name("bo")
    assert bo
    claimed.work.people.link(bo.id, "mail", "bo@firm.example")
    assert recipients(claimed, "N21") == ["chris"]
    claimed.work.people.link(bo.id, "teams", "a-1")
    assert recipients(claimed, "N21") == ["bo", "chris"]


def test_its_buttons_show_the_address_and_decide(claimed: Dialog) -> None:
    """Pressed by one admin, it is answered to the other."""
    claimed.say("admin person bo admin", "chris")
    reach(claimed, "bo")
    first, second = only(claimed, "N21", "chris"), only(claimed, "N21", "bo")
    assert labels(first)[:2] == ["It is Kari: slack:U7", "Not Kari: slack:U7"]
    assert answer(pressed(claimed, first, "It is Kari: slack:U7", "chris")) == "slack:U7 is Kari from now on."
    assert answer(pressed(claimed, second, "Not Kari: slack:U7", "bo")) == "chris let slack:U7 in already."
    assert recipients(claimed, "N21") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_who_has_the_name_where_that_may_be_an_impostor(talk: Dialog, language: str) -> None:
    """Joined with somebody who took the name, or came under it in the same workspace, both would be one person."""
    reach(talk, "chris")
    talk.say(f"me language {language}", "chris")
    come(talk, "U9", "Mallory")
    renamed = Sender(platform="slack", user="U9", name="Kari")
    profile_changed(ProfileChanged(sender=renamed, at=talk.at), talk.work)
    come(talk)
    text = " ".join(shown(only(talk, "N21", "chris")))
    assert "Kari · Slack U9 · " in text
    assert "Mallory" in text


def test_whoever_was_removed_can_be_let_in_or_kept_out(talk: Dialog) -> None:
    """Three buttons, each with the address."""
    reach(talk, "chris")
    talk.say("admin person Kari", "chris")
    talk.say("admin remove person Kari", "chris")
    come(talk)
    nudge = only(talk, "N21", "chris")
    assert labels(nudge) == ["Let in as new: slack:U7", "It is Kari: slack:U7", "Keep out: slack:U7"]
    assert shown(nudge) == ["Who is Kari?", "slack:U7 came as Kari, removed by an admin."]


def test_a_crowd_is_asked_about_three_at_a_time(claimed: Dialog) -> None:
    """As each is decided, the next is asked about."""
    for number in range(8, 14):
        come(claimed, f"U{number}")
    assert len(nudges(claimed, "N21", "chris")) == 3


def test_an_admin_is_not_asked_who_they_are_themselves(claimed: Dialog) -> None:
    """Another one is."""
    newcomer = claimed.work.claims.get(1).newcomer
    assert newcomer
    claimed.work.people.change(newcomer, roles=frozenset({Role.ADMIN}))
    assert recipients(claimed, "N21") == ["chris"]


def test_a_hostile_name_is_shown_as_typed_and_cut(claimed: Dialog) -> None:
    """It neither mentions nor links, and leaves the address in sight."""
    name = f"{TYPED} and very many more words"
    claimed.say(f'admin person "{name}" manager', "chris")
    come(claimed, "U9", name)
    nudge = nudges(claimed, "N21", "chris")[1]
    assert "slack:U9" in shown(nudge)[1]
    assert all("slack:U9" in label for label in labels(nudge)[:2])


async def test_it_comes_at_once_within_hours_and_else_in_the_next_working_morning(house: House) -> None:
    """Once; Friday evening waits for Monday."""
    chris = await house.store.read(lambda work: work.people.by_name("chris"))
    assert chris
    await house.store.write(lambda work: work.people.link(chris.id, "slack", "U-chris"))
    for line in ("admin person Kari manager", "admin person Ola manager"):
        await house.say("chris", line, "2026-11-24T09:00")
    await house.tick("2026-11-24T10:00")
    await _come(house, "Kari", "2026-11-24T10:30")
    moments = ["2026-11-24T10:31", "2026-11-24T10:32", "2026-11-25T09:00"]
    assert await ended(house, "N21", "chris", moments) == [("2026-11-24T10:31", "sent")]
    await house.tick("2026-11-27T15:50")
    await _come(house, "Ola", "2026-11-27T17:00")
    moments = ["2026-11-27T17:01", "2026-11-28T09:00", "2026-11-30T08:29", "2026-11-30T08:30"]
    assert await ended(house, "N21", "chris", moments) == [("2026-11-30T08:30", "sent")]


async def _come(house: House, name: str, when: str) -> None:
    sender = Sender(platform="slack", user=f"U-{name}", name=name)
    assert (await house.give(Line(sender=sender, at=at(when), text="today"))).ok
