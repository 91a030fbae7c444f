"""Rating touchpoints."""

from __future__ import annotations

import pytest

from bot.domain.details import FactorScore, Kind, Touch
from bot.domain.ratings import Factor, Source
from tests.commands.steps import entry, field_errors, filled, labels, press
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
    assert "One 0 anywhere makes the total 0." in text
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


def test_a_zero_is_lifted_by_the_next_rating_and_comes_back_with_its_undo(talk: Dialog) -> None:
    """The newest live rating of a factor stands."""
    talk.say("touch acme invoice c0")
    assert talk.say("touch acme invoice c2").figures["zeros_open"] == 0
    talk.say("undo")
    assert talk.say("account acme").figures["zeros_open"] == 1


def test_each_touchpoint_and_factor_stands_alone(talk: Dialog) -> None:
    """A zero is one factor at one touchpoint; one zero makes the score 0."""
    assert talk.say("touch acme invoice c0").figures["zeros_open"] == 1
    assert talk.say("touch acme site c0").figures["zeros_open"] == 2
    reply = talk.say("touch acme yard 2222")
    assert (reply.figures["factors_known"], reply.figures["score"]) == (4, 0.0)


def test_a_late_rating_counts_for_its_own_day(talk: Dialog) -> None:
    """A rating of an earlier day does not replace a later one."""
    talk.say("touch acme invoice c2 said")
    assert "Counts for Mon 23 Nov 2026." in talk.text("touch acme invoice c0 said yesterday")
    assert talk.last.figures["zeros_open"] == 0


@pytest.mark.parametrize("who", ["bo", "dora"])
def test_anybody_may_rate_any_customer(talk: Dialog, who: str) -> None:
    """A colleague's rating of any team is shown to the account's owner."""
    assert talk.say("touch acme invoice c0 said", who).stored == ("R1",)
    assert "Zero: invoice, clarity, since Tue 24 Nov 2026." in talk.text("account acme", "anna")


def test_a_factor_button_is_for_whoever_rated(talk: Dialog) -> None:
    """Another person's press is refused, the author's stores the factor."""
    receipt = talk.say("touch acme invoice 0", "anna")
    assert "You have no entry R1" in (talk.press("clarity", "bo").error or "")
    talk.last = receipt
    assert talk.press("quality", "anna").stored == ("R1",)
    assert "Zero: invoice, quality" in talk.text("account acme")


def test_a_form_asks_for_what_is_missing(talk: Dialog) -> None:
    """A wrong score is answered with three buttons that carry the other fields."""
    talk.say("touch acme invoice")
    reply = talk.submit({"account": "acme", "point": "invoice", "scores": "c9", "why": "late"})
    assert labels(reply) == ["c0", "c1", "c2"]
    assert talk.press("c0").stored == ("R1",)
    assert entry(talk, "R1").detail == Touch(
        touchpoint=1, marks=(FactorScore(factor=C, score=0),), source=Source.GUESS, why="late"
    )


def test_a_form_without_scores_says_that_they_are_needed(talk: Dialog) -> None:
    """The error stands beside the field, and the source is kept."""
    talk.say("touch acme invoice")
    reply = talk.submit({"account": "acme", "point": "invoice", "scores": " ", "source": "said"})
    assert field_errors(reply) == {"scores": "Required."}
    assert filled(reply)["source"] == "said"


def test_a_new_touchpoint_is_created_by_a_button_only(talk: Dialog) -> None:
    """After the press everybody can rate it."""
    asked = talk.say("touch acme fax c1")
    assert "fax" not in talk.text("admin", "chris")
    talk.last = asked
    assert talk.press('Create touchpoint "fax"').stored == ("R1",)
    assert talk.say("touch acme fax c1", "dora").stored == ("R2",)


@pytest.mark.parametrize("point", ["=99", "invoice", "=x"])
def test_a_made_up_touchpoint_is_one_sentence(talk: Dialog, point: str) -> None:
    """A forged id is refused, and nothing is rated."""
    reply = press(talk, "touch", account="=1", point=point, scores="c0")
    assert "That touchpoint is no longer there." in (reply.error or "")
    assert talk.say("account acme").figures["zeros_open"] == 0


@pytest.mark.parametrize(
    ("language", "typed", "part"),
    [
        ("da", "punkt acme faktura klarhed 0", "faktura · klarhed 0"),
        ("nb", "punkt acme faktura klarhet 0", "faktura · klarhet 0"),
        ("sv", "punkt acme faktura tydlighet 0", "faktura · tydlighet 0"),
        ("pl", "punkt acme faktura jasność 0", "faktura · jasność 0"),
    ],
)
def test_the_receipt_names_touchpoint_and_factor_in_the_readers_language(
    talk: Dialog, language: str, typed: str, part: str
) -> None:
    """A colleague who reads English sees the same rating in English."""
    talk.say(f"me language {language}")
    assert part in talk.text(typed)
    assert "Zero: invoice, clarity" in talk.text("account acme", "bo")


def test_a_rating_without_effect_says_so(talk: Dialog) -> None:
    """A guess on what the customer said, and a rating of an earlier day; what counts says nothing of the kind."""
    talk.say("touch acme invoice c0 said no clue")
    assert "A guess does not lift a 0 that the customer said" in talk.text("touch acme invoice c2")
    assert "lift" not in talk.text("touch acme invoice c2 seen")
    assert "A later rating stands" in talk.text("touch acme invoice c1 seen yesterday")
