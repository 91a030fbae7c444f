"""Logging calls."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.details import Call, CallOutcome
from bot.messages.plain_text import card_text
from tests.commands.steps import entry, field_errors, filled, press
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
    assert "Repeat back: “wants Friday”" in talk.text('call acme l "wants Friday"')


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
    assert reply.error == '"c .": There is no last account yet: type its name instead of “.”. Not saved.'


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
    assert talk.work.accounts.by_key("nordic steel") is None
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
     ("voicemail", "vm"), ("mobilsvar", "vm"), ("telefonsvarare", "vm"), ("sekretarka", "vm"), ("met", "meet"), ("møte", "meet"), ("spotkanie", "meet"),
     ("epost", "mail"), ("mejl", "mail"), ("talte", "spoke"), ("snakket", "spoke"), ("pratade", "spoke"), ("rozmawiano", "spoke")],
)  # fmt: skip
def test_outcomes_of_one_word_or_two_in_every_language(talk: Dialog, typed: str, outcome: str) -> None:
    """The longest saying counts, and what follows is the note."""
    assert talk.say(f"call acme {typed} again later").ok
    assert entry(talk, "C1").detail == Call(outcome=CallOutcome(outcome), note="again later")


@pytest.mark.parametrize(
    ("typed", "head", "day"),
    [
        ("call acme mon", "Call 1 of 8", "Mon 23 Nov 2026"),
        ("call acme 14/11", "1 call", "Sat 14 Nov 2026"),
        ("call acme vm i går", "Call 1 of 8", "Mon 23 Nov 2026"),
        ("call - wczoraj", "Call 1 of 8", "Mon 23 Nov 2026"),
        ("call acme wants prices 20/11", "Call 1 of 8", "Fri 20 Nov 2026"),
        ("call acme 24/8", "Call 1 of 8", "Mon 24 Aug 2026"),
    ],
)
def test_a_past_day_ends_the_line(talk: Dialog, typed: str, head: str, day: str) -> None:
    """Up to three months back; a Saturday has no target to count against."""
    text = talk.text(typed)
    assert text.startswith(f"{head} · ")
    assert f"Counts for {day}." in text


@pytest.mark.parametrize("typed", ["2026-07-14", '"yesterday"'])
def test_a_day_far_back_or_in_quotes_is_part_of_the_note(talk: Dialog, typed: str) -> None:
    """Only an unquoted past day within 92 days is the day of a call."""
    assert "Counts for" not in talk.text(f"call acme {typed}")
    assert entry(talk, "C1").day == date(2026, 11, 24)


def test_the_day_of_a_call_is_the_callers_own(talk: Dialog) -> None:
    """At 23:30 UTC the next day has begun in Oslo."""
    talk.say("call acme")
    talk.at = talk.at.replace(hour=23, minute=30)
    assert talk.text("call acme").startswith("Call 1 of 8")


def test_calls_go_on_being_counted_beyond_the_target(talk: Dialog) -> None:
    """The ninth call of eight is counted as such."""
    for _ in range(8):
        talk.say("call acme")
    assert talk.text("call acme").startswith("Call 9 of 8 ·")


def test_each_person_counts_alone(talk: Dialog) -> None:
    """A colleague's calls to the same account are not counted."""
    talk.say("call acme", "anna")
    assert talk.text("call acme", "bo").startswith("Call 1 of 8 · Acme A/S · spoke · C2")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Opkald 1 af 8 · Acme A/S · telefonsvarer · C1\n[Løfte] [Fortryd]"),
        ("nb", "Anrop 1 av 8 · Acme A/S · telefonsvarer · C1\n[Løfte] [Angre]"),
        ("sv", "Samtal 1 av 8 · Acme A/S · telefonsvarare · C1\n[Löfte] [Ångra]"),
        ("pl", "Telefon 1 z 8 · Acme A/S · poczta głosowa · C1\n[Obietnica] [Cofnij]"),
    ],
)
def test_the_receipt_speaks_the_callers_language(talk: Dialog, language: str, text: str) -> None:
    """Sentence, outcome and buttons are translated."""
    talk.say(f"me language {language}")
    assert talk.text("call acme vm") == text


def test_undo_on_the_receipt_is_for_the_caller_alone(talk: Dialog) -> None:
    """Another person's press is refused, the caller's undoes the call."""
    receipt = talk.say("call acme", "anna")
    assert "You have no entry C1" in (talk.press("Undo", "bo").error or "")
    talk.last = receipt
    assert talk.press("Undo", "anna").undone == ("C1",)
    assert talk.text("call acme", "anna").startswith("Call 1 of 8")


def test_promise_on_the_receipt_belongs_to_whoever_presses(talk: Dialog) -> None:
    """The promise belongs to the person who presses."""
    talk.say("call acme", "anna")
    talk.press("Promise", "bo")
    assert talk.submit({"what": "quote", "due": "fri"}, "bo").stored == ("P1",)
    assert talk.say("today", "bo").figures["promises_open"] == 1
    assert talk.say("today", "anna").figures["promises_open"] == 0


def test_a_call_to_nobody_has_no_customer_to_promise_to(talk: Dialog) -> None:
    """The receipt of an unnamed call has only Undo."""
    assert talk.text("call - vm") == "Call 1 of 8 · unnamed · voicemail · C1\n[Undo]"


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"account": "=99"}, "That account is no longer there."),
        ({"account": "acme"}, "That account is no longer there."),
        ({"account": "=1", "outcome": "zzz"}, "does not fit here"),
        ({"account": "=1", "on": "someday"}, "does not fit here"),
    ],
)
def test_a_made_up_button_stores_nothing(talk: Dialog, values: dict[str, str], part: str) -> None:
    """Each forged value is refused in one sentence."""
    assert part in (press(talk, "call", **values).error or "")
    assert talk.say("today").figures["calls"] == 0


def test_a_customers_last_contact_is_anybodys_call(talk: Dialog) -> None:
    """The card shows the latest call of any person."""
    talk.say("call acme yesterday", "anna")
    talk.say("call acme", "dora")
    assert "Tue 24 Nov 2026 · dora · spoke" in talk.text("account acme", "anna")


def test_the_form_checks_each_field(talk: Dialog) -> None:
    """A wrong field has its error, and the others keep their values."""
    talk.say("call")
    reply = talk.submit({"account": "acme", "questions": "many", "note": "hello"})
    assert list(field_errors(reply)) == ["questions"]
    assert filled(reply)["note"] == "hello"
    assert talk.submit({"account": "acme", "questions": "q5", "note": "hello"}).stored == ("C1",)
