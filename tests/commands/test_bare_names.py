"""A customer's bare name shows their card, and what stands behind it is asked about."""

from __future__ import annotations

import pytest

from bot.domain.details import Meeting
from bot.messages.plain_text import card_text
from tests.commands.steps import entry, labels
from tests.dialog import Dialog


@pytest.fixture(name="talk")
def talk_fixture(talk: Dialog) -> Dialog:
    """A company with a few more customers."""
    for name in ("Bergen Bygg AS", "Wisła Logistik Sp. z o.o.", "Nordic Foods ApS", "Nordic Steel A/S"):
        talk.account(name)
    return talk


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("acme", "Acme A/S"), ("ACME.", "Acme A/S"), ("acme a/s", "Acme A/S"), ("bergen bygg", "Bergen Bygg AS"), ("Bergen", "Bergen Bygg AS"),
        ("wisła", "Wisła Logistik Sp. z o.o."), ("wisla", "Wisła Logistik Sp. z o.o."), ("nordic steel", "Nordic Steel A/S"),
    ],
)  # fmt: skip
def test_a_bare_name_shows_the_card(talk: Dialog, line: str, name: str) -> None:
    """By the whole name or its first words; nothing is stored."""
    reply = talk.say(line)
    assert (True, (), name) == (reply.ok, reply.stored, reply.card.title)


def test_a_name_of_several_is_asked_back(talk: Dialog) -> None:
    """Each is a button."""
    reply = talk.say("nordic")
    assert (False, None, ["Nordic Foods ApS", "Nordic Steel A/S"]) == (reply.ok, reply.error, labels(reply))


@pytest.mark.parametrize("line", ["acme voicemail", "acme no answer", "acme vm yesterday", "acme meeting about prices"])
def test_a_name_with_an_outcome_offers_the_call(talk: Dialog, line: str) -> None:
    """Nobody said that there was one, so it is a button."""
    reply = talk.say(line)
    assert (False, None, (), [f"call {line}", "Open account"]) == (reply.ok, reply.error, reply.stored, labels(reply))
    assert ("C1",) == talk.press(f"call {line}").stored


def test_what_else_stands_behind_a_name_is_asked_about(talk: Dialog) -> None:
    """It may be a note; the line is shown as typed."""
    reply = talk.say("acme wants a price list")
    assert (False, None, ["Note on Acme A/S", "Help"]) == (reply.ok, reply.error, labels(reply))
    assert "acme wants a price list" in card_text(reply.card)


def test_the_note_is_kept_with_the_contact_that_is_chosen(talk: Dialog) -> None:
    """A note without a contact has no day, and a call that nobody claimed is none."""
    talk.say("acme wants  a price list")
    asked = talk.press("Note on Acme A/S")
    assert (False, ()) == (asked.ok, asked.stored)
    assert ("M1",) == talk.press("meeting").stored
    assert Meeting(note="wants  a price list") == entry(talk, "M1").detail
