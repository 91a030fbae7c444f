"""`waiting`: a customer waits, in public."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import entry, field_errors, filled
from tests.dialog import Dialog


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("waiting bergen drawings", "Bergen Bygg AS · drawings. "),
        ("waiting bergen", "Bergen Bygg AS. "),
        ("waiting nordic steel coil", "Nordic Steel A/S · coil. "),
        ("waiting nordic coil", "Nordic coil. "),
        ("waiting berg", "Berg. "),
    ],
)
def test_the_first_word_of_one_customers_name_is_that_customer(talk: Dialog, line: str, said: str) -> None:
    """As everywhere; not a part of a word, nor a word with which several names begin."""
    for name in ("Bergen Bygg AS", "Nordic Steel A/S", "Nordic Foods ApS"):
        talk.account(name)
    assert said in talk.text(line)


def test_everybody_reads_where_and_that_nobody_went(talk: Dialog) -> None:
    """The reply is public and has the button for whoever goes."""
    reply = talk.say("waiting counter", channel=True)
    assert reply.public
    assert card_text(reply.card) == "A customer waits\nCounter. Nobody is on it yet.\n[I go] [Undo]"


@pytest.mark.parametrize(
    ("typed", "place", "account"),
    [
        ("acme", "Acme A/S", "Acme A/S"),
        ("Acme A/S quote", "Acme A/S · quote", "Acme A/S"),
        ("acme on the phone", "Acme A/S · on the phone", "Acme A/S"),
        ("counter acme", "Counter acme", None),
        ("gate 7", "Gate 7", None),
    ],
)
def test_a_line_that_begins_with_a_customer_is_about_that_customer(
    talk: Dialog, typed: str, place: str, account: str | None
) -> None:
    """Any other line is a place and is never asked back."""
    assert f"{place}. Nobody is on it yet." in talk.text(f"waiting {typed}")
    number = entry(talk, "W1").account
    assert (talk.work.accounts.get(number).name if number else None) == account


def test_it_speaks_the_language_of_the_team(talk: Dialog) -> None:
    """In a channel the team's language counts, not the author's."""
    talk.say("me language da", "anna")
    assert "A customer waits" in card_text(talk.say("waiting counter", "anna", channel=True).card)
    assert "Klient czeka" in card_text(talk.say("waiting port", "dora", channel=True).card)


def test_without_a_place_a_form_asks_for_it(talk: Dialog) -> None:
    """A blank field is an error."""
    assert filled(talk.say("waiting")) == {"what": ""}
    assert list(field_errors(talk.submit({"what": " "}))) == ["what"]
    assert talk.submit({"what": "counter"}).stored == ("W1",)


@pytest.mark.parametrize(("length", "stored"), [(200, ("W1",)), (201, ())])
def test_a_place_has_a_limit(talk: Dialog, length: int, stored: tuple[str, ...]) -> None:
    """200 characters are stored, 201 are refused."""
    reply = talk.say("waiting " + "x" * length)
    assert reply.stored == stored
    assert stored or "at most 200 characters" in (reply.error or "")


def test_two_customers_wait_apart(talk: Dialog) -> None:
    """Two waits at one place have two refs."""
    assert talk.say("waiting counter").stored == ("W1",)
    assert talk.say("waiting counter").stored == ("W2",)
    assert talk.text("today").count("a customer waits") == 2


def test_undo_ends_it_without_a_wait_in_the_figures(talk: Dialog) -> None:
    """An undone wait can be taken by nobody and is in no figure."""
    talk.say("waiting counter")
    assert talk.press("Undo").undone == ("W1",)
    assert "No customer is waiting" in (talk.say("go", "bo").error or "")
    assert talk.say("team week", "chris").figures["waits"] == 0


def test_only_whoever_said_so_can_take_it_back(talk: Dialog) -> None:
    """Another person's press on Undo is refused, and they can still go."""
    talk.say("waiting counter", "anna")
    assert "You have no entry W1" in (talk.press("Undo", "bo").error or "")
    assert talk.say("go", "bo").stored == ("G1",)


def test_an_edit_gives_another_place(talk: Dialog) -> None:
    """The ref stays, and the later receipt names the new place."""
    talk.say("waiting counter")
    assert "Changed · W1 · gate" in talk.text("edit W1 gate")
    assert "gate: bo went after" in talk.text("go", "bo")
