"""Scores as they are typed: what is one, what belongs to the reason, what is asked back."""

from __future__ import annotations

import pytest

from bot.domain.details import Kind, Touch
from tests.dialog import Dialog

FOUR = ("promises", "service", "clarity", "quality")


def _stored(talk: Dialog, number: int = 1) -> tuple[dict[str, int], str]:
    entry = talk.work.entries.live(Kind.RATING, number)
    assert entry
    assert isinstance(entry.detail, Touch)
    return {str(mark.factor): mark.score for mark in entry.detail.marks}, entry.detail.why


@pytest.mark.parametrize(
    ("typed", "marks", "why"),
    [
        ("c0", {"clarity": 0}, ""), ("clarity 0", {"clarity": 0}, ""), ("cl 2", {"clarity": 2}, ""), ("C0", {"clarity": 0}, ""),
        ("c0 s2", {"clarity": 0, "service": 2}, ""), ("p1 s1 c0 q2", dict(zip(FOUR, (1, 1, 0, 2), strict=True)), ""),
        ("1102", dict(zip(FOUR, (1, 1, 0, 2), strict=True)), ""), ("1 1 0 2", dict(zip(FOUR, (1, 1, 0, 2), strict=True)), ""),
        ("as as less more", dict(zip(FOUR, (1, 1, 0, 2), strict=True)), ""), ("0", {"overall": 0}, ""), ("overall 2", {"overall": 2}, ""),
        ("less", {"overall": 0}, ""), ("as", {"overall": 1}, ""), ("more", {"overall": 2}, ""),
        ("clarity less service more", {"clarity": 0, "service": 2}, ""), ("c0 c0", {"clarity": 0}, ""),
        ("clarity 0 did not understand", {"clarity": 0}, "did not understand"),
        ("clarity 0 2 days late", {"clarity": 0}, "2 days late"), ("c0 as usual", {"clarity": 0}, "as usual"),
        ("clarity 0 more detail needed", {"clarity": 0}, "more detail needed"), ("c0 a 2 page letter", {"clarity": 0}, "a 2 page letter"),
        ("0 2 lines wrong", {"overall": 0}, "2 lines wrong"), ("1 as promised", {"overall": 1}, "as promised"),
        ("c0 x9 was wrong", {"clarity": 0}, "x9 was wrong"), ('c0 "1 of 3"', {"clarity": 0}, "1 of 3"),
    ],
)  # fmt: skip
def test_what_is_a_score_and_what_is_the_reason(talk: Dialog, typed: str, marks: dict[str, int], why: str) -> None:
    """A score without a factor stands alone; whatever follows is the reason, and stands in the receipt."""
    assert why in talk.text(f"touch acme invoice {typed}")
    assert talk.last.stored == ("R1",)
    assert _stored(talk) == (marks, why)


@pytest.mark.parametrize(
    "typed",
    ["c9", "3", "c10", "1.5", "-1", "+1", "1,5", "½", "²", "٣", "３", "11", "1103", "11022", "1_0", "c-1"],
)
def test_other_numbers_are_no_scores(talk: Dialog, typed: str) -> None:
    """One sentence and three buttons; each stores what it says."""
    reply = talk.say(f"touch acme invoice {typed} slow")
    assert (reply.ok, reply.stored) == (False, ())
    assert "Scores are 0, 1 or 2" in (reply.error or "")
    labels = [button.label for button in reply.card.all_buttons()]
    assert len(labels) == 3
    talk.press(labels[1])
    assert _stored(talk) == ({"clarity" if typed.startswith("c") else "overall": 1}, "slow")


def test_one_or_two_is_asked_with_these_two(talk: Dialog) -> None:
    """Which of them is meant nobody can tell; the reason stays."""
    reply = talk.say("touch acme invoice 1/2 slow")
    assert (reply.stored, [button.label for button in reply.card.all_buttons()]) == ((), ["1", "2"])
    talk.press("2")
    assert _stored(talk) == ({"overall": 2}, "slow")


def test_a_button_keeps_the_scores_before_the_wrong_one(talk: Dialog) -> None:
    """Only the score that was no score is asked for."""
    talk.say("touch acme invoice c0 p2 s9 slow")
    talk.press("s1")
    assert _stored(talk) == ({"clarity": 0, "promises": 2, "service": 1}, "slow")


def test_one_factor_with_two_scores_is_refused(talk: Dialog) -> None:
    """Neither of them is taken."""
    reply = talk.say("touch acme invoice c0 s1 c2")
    assert reply.error == '"touch acme invoice c0 s1 c2": clarity has two scores: give it one. Not saved.'
    assert reply.stored == ()


@pytest.mark.parametrize(
    ("language", "typed", "labels", "chosen"),
    [
        ("da", "l1 k0", ["klarhed 0", "kvalitet 0"], {"promises": 1, "quality": 0}),
        ("nb", "l1 k0", ["klarhet 0", "kvalitet 0"], {"promises": 1, "quality": 0}),
        ("pl", "q1 o0", ["obietnice 0", "obsługa 0"], {"quality": 1, "service": 0}),
        ("pl", "p1 ja0", ["jasność 0", "jakość 0"], {"promises": 1, "quality": 0}),
    ],
)
def test_a_beginning_that_may_be_two_factors_is_asked_back(
    talk: Dialog, language: str, typed: str, labels: list[str], chosen: dict[str, int]
) -> None:
    """No guess is ever run; the other scores come along."""
    talk.say(f"me language {language}")
    reply = talk.say(f"touch acme invoice {typed}")
    assert [button.label for button in reply.card.all_buttons()] == labels
    assert reply.stored == ()
    talk.press(labels[1])
    assert _stored(talk) == (chosen, "")


@pytest.mark.parametrize(
    ("language", "typed", "factor"),
    [
        ("da", "l0", "promises"), ("da", "kl0", "clarity"), ("da", "kv0", "quality"), ("da", "s0", "service"), ("da", "c0", "clarity"),
        ("nb", "klarhet 0", "clarity"), ("nb", "p0", "promises"), ("sv", "t0", "clarity"), ("sv", "k0", "quality"), ("sv", "l0", "promises"),
        ("pl", "obi0", "promises"), ("pl", "obs0", "service"), ("pl", "jas 0", "clarity"), ("pl", "jak 0", "quality"), ("pl", "q0", "quality"),
        ("en", "klarhed 0", "clarity"), ("en", "jasność 0", "clarity"), ("en", "løfter mindre", "promises"), ("pl", "klarhet less", "clarity"),
    ],
)  # fmt: skip
def test_factors_are_understood_in_the_own_language_english_and_in_full_everywhere(
    talk: Dialog, language: str, typed: str, factor: str
) -> None:
    """Any unambiguous beginning in the own language or English; whole words of all."""
    talk.say(f"me language {language}")
    assert talk.say(f"touch acme invoice {typed}").stored == ("R1",), talk.last
    assert _stored(talk)[0] == {factor: 0}


@pytest.mark.parametrize(
    ("word", "score"),
    [("less", 0), ("as", 1), ("more", 2), ("mindre", 0), ("som", 1), ("mere", 2), ("mer", 2), ("mniej", 0), ("jak", 1), ("więcej", 2),
     ("forventet", 1), ("väntat", 1)],
)  # fmt: skip
def test_the_scale_in_words(talk: Dialog, word: str, score: int) -> None:
    """Less than, as, or more than expected, in every language."""
    talk.say(f"touch acme invoice clarity {word}")
    assert _stored(talk) == ({"clarity": score}, "")


@pytest.mark.parametrize(
    ("word", "source"),
    [("said", "said"), ("seen", "seen"), ("guess", "guess"), ("sagde", "said"), ("sett", "seen"), ("gissning", "guess"), ("widziane", "seen"),
     ("powiedział", "said"), ("", "guess"), ("Said", "said")],
)  # fmt: skip
def test_who_says_so_stands_right_after_the_scores(talk: Dialog, word: str, source: str) -> None:
    """A guess when nothing is named; anywhere else the word belongs to the reason."""
    talk.say(f"touch acme invoice c1 {word} because they said so")
    entry = talk.work.entries.live(Kind.RATING, 1)
    assert entry
    assert isinstance(entry.detail, Touch)
    assert (entry.detail.source, entry.detail.why) == (source, "because they said so")


def test_a_rating_without_scores_keeps_its_words_in_the_form(talk: Dialog) -> None:
    """Nothing has to be typed twice."""
    form = talk.say("touch acme invoice did not understand").form
    assert form
    filled = {field.name: field.value for field in form.fields}
    assert filled == {
        "account": "acme",
        "point": "invoice",
        "scores": "",
        "source": "",
        "why": "did not understand",
    }
    assert talk.submit({**filled, "scores": "c0", "source": "said"}).stored == ("R1",)
    assert _stored(talk) == ({"clarity": 0}, "did not understand")


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        ("less than expected", 0), ("worse than expected", 0), ("bad than expected", 0), ("zero", 0), ("as expected", 1), ("same as expected", 1),
        ("more than expected", 2), ("better than expected", 2), ("better", 2), ("mindre end ventet", 0), ("dårligere end ventet", 0), ("værre", 0),
        ("som ventet", 1), ("mere end ventet", 2), ("bedre end forventet", 2), ("nul", 0), ("mindre enn ventet", 0), ("dårligere enn ventet", 0),
        ("mer enn ventet", 2), ("bedre enn ventet", 2), ("null", 0), ("sämre än väntat", 0), ("mindre än väntat", 0), ("som väntat", 1),
        ("mer än väntat", 2), ("bättre än förväntat", 2), ("noll", 0), ("mniej niż oczekiwano", 0), ("gorzej niż oczekiwano", 0),
        ("tak jak oczekiwano", 1), ("tyle ile oczekiwano", 1), ("więcej niż oczekiwano", 2), ("lepiej niż oczekiwano", 2), ("Less than EXPECTED", 0),
        ("dårlig enn ventet", 0), ("źle niż oczekiwano", 0),
    ],
)  # fmt: skip
def test_the_whole_phrase_is_the_score(talk: Dialog, typed: str, score: int) -> None:
    """With and without a factor; what it is compared with never becomes the reason."""
    talk.say(f"touch acme invoice {typed} too late")
    assert ({"overall": score}, "too late") == _stored(talk)
    talk.say(f"touch acme invoice clarity {typed} service 1")
    assert ({"clarity": score, "service": 1}, "") == _stored(talk, 2)


@pytest.mark.parametrize("word", ["bad", "poor", "dårlig", "dårligt", "dålig", "dåligt", "źle"])
def test_a_word_that_says_no_score_by_itself_is_asked_about(talk: Dialog, word: str) -> None:
    """Alone it is gone with the answer, behind a factor too; with more behind it it is the reason."""
    for typed, labels, marks, why in (
        (word, ["0", "1", "2"], {"overall": 1}, ""),
        (f"{word} print", ["0", "1", "2"], {"overall": 1}, f"{word} print"),
        (f"c2 service {word} slow", ["service 0", "service 1", "service 2"], {"clarity": 2, "service": 1}, "slow"),
    ):
        reply = talk.say(f"touch acme invoice {typed}")
        assert (False, (), None) == (reply.ok, reply.stored, reply.error)
        assert labels == [button.label for button in reply.card.all_buttons()]
        stored = talk.press(labels[1]).stored
        assert (marks, why) == _stored(talk, int(stored[0][1:]))


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("service 2 clear 2", {"service": 2, "clarity": 2}), ("klar 2 service 1", {"clarity": 2, "service": 1}),
        ("løfte 2 kvalitet 1", {"promises": 2, "quality": 1}), ("jasne 0 jakość 2", {"clarity": 0, "quality": 2}),
        ("tydlig 1 löfte 0", {"clarity": 1, "promises": 0}),
    ],
)  # fmt: skip
def test_each_factor_has_its_score(talk: Dialog, typed: str, marks: dict[str, int]) -> None:
    """Also by the adjective that people say."""
    talk.say(f"touch acme invoice {typed}")
    assert (marks, "") == _stored(talk)


@pytest.mark.parametrize("rest", ["1", "friendly 1"])
def test_a_score_without_a_factor_behind_others_is_asked_about(talk: Dialog, rest: str) -> None:
    """It may be one of the factors left, or the reason."""
    reply = talk.say(f"touch acme invoice service 2 {rest}")
    offered = ["promises 1", "clarity 1", "quality 1", f"Reason: {rest}"]
    assert offered == [button.label for button in reply.card.all_buttons()]
    talk.press("clarity 1")
    assert ({"service": 2, "clarity": 1}, "") == _stored(talk)
    talk.say(f"touch acme invoice service 2 {rest}")
    talk.press(f"Reason: {rest}")
    assert ({"service": 2}, rest) == _stored(talk, 2)
