"""Which open promise a line means: by its number, its customer, and words of its own."""

from __future__ import annotations

import pytest

from bot.domain.details import Kind, PromiseMade, PromiseStep
from tests.dialog import Dialog


@pytest.fixture(name="promised")
def promised_fixture(talk: Dialog) -> Dialog:
    """Two open promises to Acme A/S, one to Nowak, none to Bergen Bygg."""
    for name in ("Nowak Hurt Sp. z o.o.", "Bergen Bygg AS"):
        talk.account(name)
    for line in ("promise acme tilbud by thu", "promise acme price list by fri", "promise nowak oferta by fri"):
        assert talk.say(line).ok
    return talk


def _kept(talk: Dialog, line: str) -> tuple[int, str]:
    """Type a line and return the number of the promise that it closes, and its note."""
    assert talk.say(line).stored == ("S1",), talk.last
    entry = talk.work.entries.live(Kind.STEP, 1)
    assert entry
    assert isinstance(entry.detail, PromiseStep)
    return entry.detail.promise, entry.detail.note


def _offered(talk: Dialog, line: str) -> list[str]:
    reply = talk.say(line)
    assert (False, ()) == (reply.ok, reply.stored)
    return [button.label for button in reply.card.all_buttons()]


@pytest.mark.parametrize(
    ("line", "number", "note"),
    [
        ("kept promise P1", 1, ""),
        ("holdt løftet om tilbud til Acme", 1, ""),
        ("holdt acme tilbuddet", 1, ""),
        ("kept the price list for Acme", 2, ""),
        ("kept acme price list a day early", 2, "a day early"),
        ("kept Nowak", 3, ""),
        ("dotrzymałem obietnicy: oferta dla Nowaka", 3, ""),
        ("dotrzymałem oferty dla Nowaka", 3, ""),
    ],
)
def test_a_promise_is_found_by_its_customer_and_its_words(promised: Dialog, line: str, number: int, note: str) -> None:
    """Wherever they stand and in whatever form; the words that name the promise are no note."""
    assert (number, note) == _kept(promised, line)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("kept acme", [1, 2]),
        ("kept acme on time", [1, 2]),
        ("kept the drawings for Acme", [1, 2]),
        ("kept the drawings for Nowak", [3]),
        ("kept the price list", [2]),
        ("kept what we said", [1, 2, 3]),
        ("broken acme", [1, 2]),
    ],
)
def test_a_promise_that_is_not_surely_meant_is_asked_about(promised: Dialog, line: str, numbers: list[int]) -> None:
    """Those that may be meant are the choices: words in front of the customer that are another promise's name none."""
    assert [f"P{number}" for number in numbers] == [label.split()[0] for label in _offered(promised, line)]


def test_words_that_name_no_promise_stay_as_the_note_of_the_one_chosen(promised: Dialog) -> None:
    """Nothing of what was typed is lost by the question."""
    labels = _offered(promised, "kept what we said")
    assert ("S1",) == promised.press(labels[2]).stored
    entry = promised.work.entries.live(Kind.STEP, 1)
    assert entry
    assert PromiseStep.__name__ == type(entry.detail).__name__
    assert "what we said" == entry.detail.note  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "number"), [("broken acme tilbud", 1), ("broken Nowak", 3), ("broken nowak yesterday", 3)]
)
def test_an_open_promise_that_is_named_is_the_one_broken(promised: Dialog, line: str, number: int) -> None:
    """By its words, or as the only one of a customer about whom nothing else is said."""
    assert promised.say(line).stored == ("S1",), promised.last
    entry = promised.work.entries.live(Kind.STEP, 1)
    assert entry
    assert isinstance(entry.detail, PromiseStep)
    assert number == entry.detail.promise


def test_a_broken_promise_of_other_words_is_one_that_was_never_recorded(promised: Dialog) -> None:
    """It leaves the open ones open."""
    assert promised.say("broken nowak delivery date").stored == ("P4",)
    entry = promised.work.entries.live(Kind.PROMISE, 4)
    assert entry
    assert isinstance(entry.detail, PromiseMade)
    assert ("delivery date", 3) == (entry.detail.what, len(promised.work.promises.open_of(entry.person)))
