"""`left`: a customer is lost; what was last, and one honest question to send."""

from __future__ import annotations

import pytest

from tests.commands.steps import labels
from tests.dialog import Dialog

QUESTIONS = {
    "en": "You no longer buy from us. What should we have done differently? One line is enough.",
    "da": "I køber ikke længere hos os. Hvad skulle vi have gjort anderledes? Én linje er nok.",
    "nb": "Dere kjøper ikke lenger hos oss. Hva burde vi ha gjort annerledes? Én linje er nok.",
    "sv": "Ni köper inte längre av oss. Vad borde vi ha gjort annorlunda? En rad räcker.",
    "pl": "Nie kupują już Państwo u nas. Co należało zrobić inaczej? Wystarczy jedno zdanie.",
    "de": "Ihr kauft nicht mehr bei uns. Was hätten wir anders machen sollen? Eine Zeile genügt.",
}


def test_the_receipt_has_the_last_contact_the_last_zero_and_a_question(talk: Dialog) -> None:
    """With the words that were said."""
    talk.say("touch acme invoice clarity 0 said did not understand", "bo")
    talk.say("call acme wants prices yesterday")
    assert talk.text("left acme unknown") == (
        "Left · Acme A/S · unknown · L1\n"
        "Last contact: Mon 23 Nov 2026 · anna · spoke · wants prices\n"
        "Last zero: invoice · clarity · Tue 24 Nov 2026 · did not understand\n"
        "No more nudges about it; a new call brings it back.\n"
        f"To send to them:\n{QUESTIONS['da']}\n[Undo]"
    )


@pytest.mark.parametrize(("language", "question"), QUESTIONS.items())
def test_the_question_can_be_copied_in_every_language(talk: Dialog, language: str, question: str) -> None:
    """It stands in a line of its own, in that of whoever asks where the customer's is not known."""
    talk.account("Plain Customer")
    talk.say(f"me language {language}")
    assert question in talk.text("left plain").splitlines()


def test_of_a_customer_of_whom_nothing_is_known_it_says_so(talk: Dialog) -> None:
    """No contact, no zero, no reason."""
    text = talk.text("left acme")
    assert "No contact yet." in text
    assert "No zero stands: nobody noted what went wrong." in text


def test_a_colleague_reads_no_words_of_others(talk: Dialog) -> None:
    """The owner alone does, and the manager."""
    talk.say("call acme a secret yesterday")
    assert "a secret" not in talk.text("left acme", "bo")


def test_it_counts_as_lost_until_somebody_calls(talk: Dialog) -> None:
    """The card says so, and no morning begins with it."""
    talk.say("left acme price")
    assert "L1 · Lost since Tue 24 Nov 2026, said anna. A call brings it back.\nprice\n" in talk.text("acme")
    assert not any("Acme" in " ".join(nudge.card.texts()) for nudge in talk.holds())
    talk.say("call acme vm")
    assert "Lost" not in talk.text("acme")


def test_a_past_day_an_edit_and_undo(talk: Dialog) -> None:
    """As for everything that is logged."""
    before = talk.text("acme")
    assert "Counts for Mon 23 Nov 2026." in talk.text("left acme yesterday")
    assert talk.text("edit L1 price").startswith("Changed · L1 · Acme A/S · Left · price")
    talk.say("undo L1")
    assert before == talk.text("acme")


@pytest.mark.parametrize(
    "line", ["lost acme to price", "mistet acme", "tapt acme", "tappad acme", "stracony acme", "verloren acme"]
)
def test_it_is_said_in_every_language(talk: Dialog, line: str) -> None:
    """All at once."""
    assert talk.say(line).stored == ("L1",)


def test_a_message_left_or_a_customer_who_left_is_asked(talk: Dialog) -> None:
    """Both readings as buttons."""
    asked = talk.say("left acme a message")
    assert (asked.ok, asked.stored, labels(asked)) == (False, (), ["call, no answer", "The customer left"])
    assert talk.press("call, no answer").stored == ("C1",)
    talk.say("left acme a message")
    assert talk.press("The customer left").stored == ("L1",)
    assert "Lost since" in talk.text("acme")


@pytest.mark.parametrize("line", ["lost the deal with acme", "mistet ordre hos acme", "left acme at 3"])
def test_a_deal_that_was_lost_is_no_customer(talk: Dialog, line: str) -> None:
    """It is asked, and nothing is stored meanwhile."""
    asked = talk.say(line)
    assert (asked.ok, asked.stored, asked.error) == (False, (), None)
    assert len(labels(asked)) >= 2


def test_the_customer_behind_other_words_may_be_meant_all_the_same(talk: Dialog) -> None:
    """One press says so, and the words stay as the reason."""
    talk.say("lost the deal with acme")
    assert talk.press("The customer Acme A/S").stored == ("L1",)
    assert "the deal" in talk.text("acme")


@pytest.mark.parametrize("line", ["called acme, left a message", "left a message with acme"])
def test_a_message_that_was_left_is_a_call(talk: Dialog, line: str) -> None:
    """Nobody is lost by it."""
    assert not any(ref.startswith("L") for ref in talk.say(line).stored)


@pytest.mark.parametrize(
    ("name", "language"), [("Nilsson Rör AB", "sv"), ("Bygg AS", "nb"), ("Zabka Sp. z o.o.", "pl"), ("Holz GmbH", "de")]
)
def test_the_question_is_in_the_language_of_the_customer(talk: Dialog, name: str, language: str) -> None:
    """As far as the legal form tells it, whoever asks."""
    talk.account(name)
    assert QUESTIONS[language] in talk.text(f'left "{name}" unknown').splitlines()
