"""Logging calls."""

from __future__ import annotations

import pytest

from bot.domain.entries import Call, CallOutcome
from bot.messages.plain_text import card_text
from tests.commands.steps import entry
from tests.dialog import Dialog


def test_a_call_is_counted_against_the_target(talk: Dialog) -> None:
    """The receipt says which call of how many it was, to whom, and how to take it back."""
    talk.say("call acme")
    assert talk.text("call acme vm") == "Call 2 of 8 · Acme A/S · voicemail · C2\n[Promise] [Undo]"
    assert talk.last.stored == ("C2",)
    assert talk.last.figures == {"calls": 2, "target": 8}


@pytest.mark.parametrize(
    ("line", "outcome", "questions", "listened", "note"),
    [
        ("call acme", CallOutcome.SPOKE, None, False, ""),
        ("c acme vm", CallOutcome.VOICEMAIL, None, False, ""),
        ("call acme meeting about the yard", CallOutcome.MEETING, None, False, "about the yard"),
        ('call acme q5 l "wants Friday deliveries"', CallOutcome.SPOKE, 5, True, "wants Friday deliveries"),
        ("call acme l q2 none", CallOutcome.NONE, 2, True, ""),
        ("/call Acme O'Brien was out", CallOutcome.SPOKE, None, False, "O'Brien was out"),
    ],
)
def test_outcome_questions_and_words_are_read(
    talk: Dialog, line: str, outcome: CallOutcome, questions: int | None, listened: bool, note: str
) -> None:
    """Everything after the account may be left out, and stands in any order before the note."""
    assert talk.say(line).ok
    assert Call(outcome=outcome, questions=questions, listened=listened, note=note) == entry(talk, "C1").detail


def test_listening_is_said_back(talk: Dialog) -> None:
    """Words that were heard are repeated for the seller to say back."""
    assert "Say back: “wants Friday”" in talk.text('call acme l "wants Friday"')


def test_an_unnamed_call_counts_too(talk: Dialog) -> None:
    """A dash stands for a call to nobody in particular."""
    assert "Call 1 of 8 · unnamed · spoke · C1" in talk.text("call -")


def test_a_dot_is_the_last_account(talk: Dialog) -> None:
    """The account logged last needs no name."""
    talk.say("call acme")
    assert "Call 2 of 8 · Acme A/S" in talk.text("c .")


def test_a_dot_without_a_last_account_says_what_to_type(talk: Dialog) -> None:
    """Nobody is guessed where nothing was logged."""
    reply = talk.say("c .")
    assert reply.error == '"c .": There is no last account yet: type its name instead of ".". Not saved.'


def test_a_late_call_counts_for_its_own_day(talk: Dialog) -> None:
    """A past day at the end of the line is the day that counts, and it is echoed in full."""
    assert "Counts for Mon 23 Nov 2026." in talk.text("call acme yesterday")
    assert talk.last.figures == {"calls": 1, "target": 8}
    assert talk.say("call acme").figures == {"calls": 1, "target": 8}


def test_an_unknown_account_is_created_only_by_a_button(talk: Dialog) -> None:
    """Nothing is stored until somebody says that the account is new."""
    reply = talk.say("call Nordic Steel vm")
    assert (reply.ok, reply.error, reply.stored) == (False, None, ())
    assert 'Create "Nordic Steel"' in [button.label for button in reply.card.all_buttons()]
    assert talk.work.accounts.exact("nordic steel") is None
    assert talk.press('Create "Nordic Steel"').stored == ("C1",)
    assert "Nordic Steel · voicemail" in talk.text("edit 1 vm")


def test_an_ambiguous_account_is_a_choice(talk: Dialog) -> None:
    """Several accounts that fit become buttons, and the rest of the line comes along."""
    talk.account("Acme Norge AS")
    talk.account("Acme Bygg AS")
    talk.work.accounts.change(1, name="Acme Aalborg")
    reply = talk.say("call acme vm nice chat")
    assert reply.stored == ()
    assert {"Acme Aalborg", "Acme Norge AS", "Acme Bygg AS"} < {b.label for b in reply.card.all_buttons()}
    assert "Acme Norge AS · voicemail" in card_text(talk.press("Acme Norge AS").card)
    assert entry(talk, "C1").detail == Call(outcome=CallOutcome.VOICEMAIL, note="nice chat")


def test_a_call_without_an_account_asks_in_a_form(talk: Dialog) -> None:
    """What is missing is asked for; what the form gives is logged."""
    reply = talk.say("call")
    assert reply.form is not None
    assert [f.name for f in reply.form.fields] == ["account", "outcome", "questions", "listened", "note"]
    assert talk.submit({"account": "acme", "outcome": "vm", "note": "called at noon"}).stored == ("C1",)


def test_a_form_with_an_unknown_account_asks_back(talk: Dialog) -> None:
    """A name that is not known in a form becomes the same choice as in a line."""
    talk.say("call")
    reply = talk.submit({"account": "Brand New", "note": "hello"})
    assert 'Create "Brand New"' in [button.label for button in reply.card.all_buttons()]
    assert talk.press('Create "Brand New"').stored == ("C1",)


def test_a_note_that_is_too_long_is_refused_whole(talk: Dialog) -> None:
    """Nothing is cut in silence."""
    reply = talk.say("call acme " + "x" * 1001)
    assert not reply.ok
    assert "at most 1000 characters" in (reply.error or "")
    assert len(reply.error or "") <= 600


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [("no answer", "none"), ("intet svar", "none"), ("ikke svar", "none"), ("inget svar", "none"), ("bez odpowiedzi", "none"), ("nieodebrane", "none"),
     ("voicemail", "vm"), ("svarer", "vm"), ("telefonsvarare", "vm"), ("poczta", "vm"), ("met", "meet"), ("møte", "meet"), ("spotkanie", "meet"),
     ("epost", "mail"), ("mejl", "mail"), ("talte", "spoke"), ("snakket", "spoke"), ("pratade", "spoke"), ("rozmawiano", "spoke")],
)  # fmt: skip
def test_outcomes_of_one_word_or_two_in_every_language(talk: Dialog, typed: str, outcome: str) -> None:
    """The longest saying counts, and what follows is the note."""
    assert talk.say(f"call acme {typed} again later").ok
    assert entry(talk, "C1").detail == Call(outcome=CallOutcome(outcome), note="again later")
