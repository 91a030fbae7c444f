"""Rating touchpoints."""

from __future__ import annotations

import pytest

from bot.domain.entries import FactorScore, Kind, Touch
from bot.domain.ratings import Factor, Source
from tests.dialog import Dialog

P, S, C, Q, O = Factor.PROMISES, Factor.SERVICE, Factor.CLARITY, Factor.QUALITY, Factor.OVERALL  # noqa: E741


@pytest.mark.parametrize(
    ("typed", "marks", "source", "why"),
    [
        ("clarity 0 did not understand", ((C, 0),), Source.GUESS, "did not understand"),
        ("c0", ((C, 0),), Source.GUESS, ""),
        ("c0 s2", ((C, 0), (S, 2)), Source.GUESS, ""),
        ("1102", ((P, 1), (S, 1), (C, 0), (Q, 2)), Source.GUESS, ""),
        ("p1 s1 c0 q2 said twice", ((P, 1), (S, 1), (C, 0), (Q, 2)), Source.SAID, "twice"),
        ("0", ((O, 0),), Source.GUESS, ""),
        ("less", ((O, 0),), Source.GUESS, ""),
        ("more seen", ((O, 2),), Source.SEEN, ""),
        ("quality more", ((Q, 2),), Source.GUESS, ""),
    ],
)
def test_scores_are_read_in_every_form(
    talk: Dialog, typed: str, marks: tuple[tuple[Factor, int], ...], source: Source, why: str
) -> None:
    """One factor, several, four digits, none, and in words."""
    assert talk.say(f"touch acme invoice {typed}").ok
    entry = talk.work.entries.live(Kind.RATING, 1)
    assert entry is not None
    detail = entry.detail
    assert isinstance(detail, Touch)
    expected = {FactorScore(factor=factor, score=score) for factor, score in marks}
    assert (expected, source, why) == (set(detail.marks), detail.source, detail.why)


def test_a_zero_says_what_it_does_and_who_owns_the_touchpoint(talk: Dialog) -> None:
    """One zero makes the whole zero, and somebody answers for it."""
    talk.say("admin touchpoint invoice owner bo", "chris")
    text = talk.text("touch acme invoice clarity 0")
    assert "Acme A/S · invoice · clarity 0 · R1" in text
    assert "Acme A/S: score 0 (1 of 4 factors known)." in text
    assert "One zero makes the whole zero." in text
    assert "Owner: bo." in text


def test_a_score_without_a_factor_is_stored_at_once_and_refined_by_a_button(talk: Dialog) -> None:
    """Four buttons say which factor it was; the entry keeps its number."""
    reply = talk.say("touch acme invoice 0")
    assert reply.stored == ("R1",)
    assert [b.label for b in reply.card.all_buttons()][:4] == ["promises", "service", "clarity", "quality"]
    talk.press("clarity")
    entry = talk.work.entries.live(Kind.RATING, 1)
    assert entry is not None
    assert isinstance(entry.detail, Touch)
    assert entry.detail.marks == (FactorScore(factor=C, score=0),)


@pytest.mark.parametrize("typed", ["c9", "3", "clarity 7", "1193", "00"])
def test_other_numbers_are_refused_with_the_three_that_fit(talk: Dialog, typed: str) -> None:
    """Scores are 0, 1 or 2; nothing is stored, and the text comes back as typed."""
    reply = talk.say(f"touch acme invoice {typed}")
    assert not reply.ok
    assert (reply.error or "").startswith(f'"touch acme invoice {typed}": Scores are 0, 1 or 2')
    assert (reply.error or "").endswith("Not saved.")
    assert talk.work.entries.live(Kind.RATING, 1) is None
    assert len(reply.card.buttons) == 3


def test_a_wrong_score_is_mended_by_one_press(talk: Dialog) -> None:
    """The button runs the whole line with the score that was meant."""
    talk.say("touch acme invoice c9 they were confused")
    assert talk.press("c0").stored == ("R1",)


def test_an_unknown_touchpoint_offers_the_nearest_and_a_new_one(talk: Dialog) -> None:
    """A misspelt touchpoint is never guessed, in any language."""
    reply = talk.say("touch acme fakturaa 1")
    assert [b.label for b in reply.card.all_buttons()] == ["invoice", 'Create touchpoint "fakturaa"']
    assert talk.press("invoice").stored == ("R1",)


def test_what_the_customer_said_stands_against_a_guess(talk: Dialog) -> None:
    """A guess never lifts a zero that a customer said; what they say later does."""
    talk.say("touch acme invoice clarity 0 said")
    assert talk.say("touch acme invoice clarity 2").figures["zeros_open"] == 1
    reply = talk.say("touch acme invoice clarity 1 said")
    assert (reply.figures["zeros_open"], reply.figures["score"]) == (0, 1.0)


def test_the_later_day_stands_whatever_was_logged_last(talk: Dialog) -> None:
    """A late entry for an earlier day does not lift the newer zero."""
    talk.say("touch acme invoice clarity 0 said")
    assert talk.say("touch acme invoice clarity 2 said 14/11").figures["zeros_open"] == 1
