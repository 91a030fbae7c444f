"""Whatever names a delivery or a message may have any length: no key, button or receipt becomes too long by it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.forms import card_of
from bot.dispatch.flood import RecentRefusals
from bot.messages.card import Reply
from bot.messages.events import KEY_LIMIT, Line, Pressed, bounded_key
from bot.messages.form import Field, FieldKind, Form
from bot.messages.press import PAYLOAD_LIMIT, Press, line_again
from tests.dialog import Dialog

LONG = ("x" * 100_000, "teams:" + "\ud800" * 7, "a\x00b", "tab\t", "line\nend", "\u202e", "é" * 5_000)
LINES = (
    "call acme note",
    "call acme " + "x" * 900,
    "call acme " + '"' * 900,
    "call acme " + "\\" * 990,
    "call acme " + "ø" * 980,
)
ANY = st.text(st.characters(codec=None, categories=None))


@given(text=ANY)
def test_a_key_from_outside_can_be_stored_and_stays_one_key(text: str) -> None:
    """It fits, it is shown as it is, and the same text gives the same key again."""
    key = bounded_key(text)
    assert (True, True, key) == (len(key) <= KEY_LIMIT, key.isprintable(), bounded_key(key))


def test_two_long_keys_stay_two() -> None:
    """Also when they begin alike."""
    assert 3 == len({bounded_key("x" * length) for length in (1_000, 1_001, 100_000)})


@pytest.mark.parametrize("line", LINES, ids=len)
@pytest.mark.parametrize("key", ["k", *LONG], ids=lambda key: f"{len(key)}")
def test_a_line_typed_again_is_answered_whatever_its_delivery_is_called(talk: Dialog, line: str, key: str) -> None:
    """The button to count it again is there if it can be packed, and counts once."""
    first = Line(sender=talk.sender(), at=talk.at, text=line, key=f"{key}1", origin=f"{key}o")
    assert talk.give(first).ok
    asked = talk.give(replace(first, key=f"{key}2"))
    assert "already logged" in str(asked.card)
    assert all(len(button.press.pack()) <= PAYLOAD_LIMIT for button in asked.card.all_buttons())
    if asked.card.buttons:
        assert 1 == len({_pressed(talk, asked, f"{key}{n}").stored for n in "345"})


def _pressed(talk: Dialog, asked: Reply, key: str) -> Reply:
    press = asked.card.buttons[0].press
    return talk.give(Pressed(sender=talk.sender(), at=talk.at, press=press, key=key, receipt=key))


@pytest.mark.parametrize("once", LONG, ids=len)
def test_a_press_that_counts_once_does_so_under_a_key_of_any_length(talk: Dialog, once: str) -> None:
    """The key is kept as its hash, one for each person."""
    press = line_again("call acme vm", once=once)
    for who in ("anna", "bo"):
        stored = [talk.give(Pressed(sender=talk.sender(who), at=talk.at, press=press)).stored for _ in range(2)]
        assert 1 == len(set(stored))
    keys = [row["key"] for row in talk.work._db._raw.execute("SELECT key FROM inbound WHERE key IS NOT NULL")]
    assert max(map(len, keys)) <= KEY_LIMIT + 20


@pytest.mark.parametrize("verb", ["call", "promise", "touch"])
def test_a_mistyped_command_is_answered_whatever_follows_it(talk: Dialog, verb: str) -> None:
    """Buttons that could not carry the rest of the line are left out."""
    for rest in ('"' * 990, "\\" * 999, "x" * 3_900, "ø" * 1_990):
        reply = talk.say(f"{verb}x {rest}")
        assert all(len(button.press.pack()) <= PAYLOAD_LIMIT for button in reply.card.all_buttons())


def test_a_form_that_cannot_be_opened_offers_a_button_that_can_be_drawn() -> None:
    """What was typed comes along where it fits."""
    field = Field(name="note", label="Note", kind=FieldKind.TEXT)
    for length in (3, 1_900, 3_000, 100_000):
        form = Form(verb="call", title="Call", submit="Save", fields=(replace(field, value="x" * length),), kept={})
        (button,) = card_of(form).buttons
        assert (length in {3, 1_900}) == ("~note" in button.press.values)
        assert len(button.press.pack()) <= PAYLOAD_LIMIT


def test_what_was_refused_is_remembered_in_a_bounded_room(talk: Dialog) -> None:
    """However long the address and the key of each delivery are."""
    refusals = RecentRefusals()
    event = Pressed(
        sender=replace(talk.sender(), user="u" * 50_000), at=talk.at, press=Press(verb="x"), key="k" * 50_000
    )
    refusals.add(event)
    assert (1, True) == (refusals.count(replace(event, key="other")), len(str(refusals)) < 1_000)
