"""N23: what a colleague wrote about a zero; [Fixed] asks the seller to ring, [Ask] has one question and one answer."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.commands.steps import labels as reply_labels
from tests.commands.steps import press
from tests.dialog import Dialog
from tests.nudges.outlook import answer, labels, only, pressed, recipients, shown

SAID = {
    "en": ["Mended: invoice", "kari has mended it. Ring Acme A/S and say so."],
    "da": ["Løst: faktura", "kari har løst det. Ring til Acme A/S, og sig det."],
    "nb": ["Løst: faktura", "kari har løst det. Ring Acme A/S og si det."],
    "sv": ["Åtgärdat: faktura", "kari har åtgärdat det. Ring Acme A/S och berätta."],
    "pl": ["Naprawione: faktura", "kari: naprawione. Zadzwoń do Acme A/S i powiedz o tym."],
    "de": ["Behoben: Rechnung", "kari hat es behoben. Ruf Acme A/S an und sag es."],
}


@pytest.fixture(autouse=True)
def invoice_desk(talk: Dialog) -> None:
    """kari answers for the invoice and sells nothing; bo rated it 0 for anna's customer."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint invoice owner kari"):
        assert talk.say(line, "chris").ok
    assert talk.say("touch acme invoice clarity 0 said too long", "bo").ok


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_fixed_asks_the_seller_to_ring(talk: Dialog, language: str, said: list[str]) -> None:
    """In the seller's language, with the customer to log the call for."""
    talk.say(f"me language {language}")
    assert recipients(talk, "N23") == []
    reply = pressed(talk, only(talk, "N6", "kari"), "Fixed", "kari")
    assert answer(reply) == "invoice is mended. I ask anna to ring Acme A/S."
    assert recipients(talk, "N23") == ["anna"]
    assert shown(only(talk, "N23", "anna")) == said


def test_the_call_that_was_asked_for_is_one_press(talk: Dialog) -> None:
    """For the customer whose zero it was."""
    pressed(talk, only(talk, "N6", "kari"), "Fixed", "kari")
    nudge = only(talk, "N23", "anna")
    assert labels(nudge) == ["Log a call", "Later"]
    assert "Call 1 of 8 · Acme A/S" in answer(pressed(talk, nudge, "Log a call"))


def test_fixed_is_taken_back_exactly_and_said_once(talk: Dialog) -> None:
    """Nobody is asked to ring after the undo; a second press asks nobody twice."""
    nudge = only(talk, "N6", "kari")
    pressed(talk, nudge, "Fixed", "kari")
    undone = talk.press("Undo", "kari")
    assert answer(undone) == "Taken back: nobody is asked to ring Acme A/S."
    assert recipients(talk, "N23") == []
    for expected in ("I ask anna", "said so already"):
        assert expected in answer(pressed(talk, nudge, "Fixed", "kari"))
    assert recipients(talk, "N23") == ["anna"]


def test_one_question_and_one_answer(talk: Dialog) -> None:
    """Typed into a form, passed on in private, answered in a form; then they talk to each other."""
    nudge = only(talk, "N6", "kari")
    assert pressed(talk, nudge, "Ask bo", "kari").form
    asked = talk.submit({"question": "Which line of the invoice?"}, "kari")
    assert answer(asked) == "Asked. bo gets your question, and you the answer."
    question = only(talk, "N23", "bo")
    assert shown(question) == ["kari asks you", "Acme A/S · invoice", "Which line of the invoice?"]
    assert pressed(talk, question, "Answer", "bo").form
    assert answer(talk.submit({"answer": "the second"}, "bo")) == "Sent to kari."
    back = only(talk, "N23", "kari")
    assert shown(back) == ["bo answers you", "Acme A/S · invoice", "the second"]
    assert "Answer" not in labels(back)
    pressed(talk, nudge, "Ask bo", "kari")
    assert "asked already" in (talk.submit({"question": "and the third?"}, "kari").error or "")
    pressed(talk, question, "Answer", "bo")
    assert "answered already" in (talk.submit({"answer": "no, the first"}, "bo").error or "")


def test_the_seller_asks_who_answers_for_the_touchpoint(talk: Dialog) -> None:
    """The owner of the account asks kari."""
    assert pressed(talk, only(talk, "N6", "anna"), "Ask kari").form
    talk.submit({"question": "What went wrong?"})
    assert recipients(talk, "N23") == ["kari"]


def test_in_the_evening_it_waits_for_the_morning(talk: Dialog) -> None:
    """A question after hours comes on the next working day, and only for two weeks."""
    talk.later(hours=12)
    press(talk, "zero ask", "kari", rating="R1", to=str(_id(talk, "bo")), question="which?")
    assert recipients(talk, "N23") == []
    assert only(talk, "N23", "bo", "2026-11-25").local_time == "2026-11-25T08:30+01:00"
    assert recipients(talk, "N23", "2026-12-14") == []


@pytest.mark.parametrize("line", ["off today", "pause until fri", "mute colleagues", "sick"])
def test_who_is_off_or_wants_quiet_is_not_asked_to_ring(talk: Dialog, line: str) -> None:
    """It comes on a later day; a mute of the kind leaves what else there is."""
    pressed(talk, only(talk, "N6", "kari"), "Fixed", "kari")
    assert recipients(talk, "N23") == ["anna"]
    assert talk.say(line).ok
    assert recipients(talk, "N23") == []


def test_the_card_of_the_day_offers_the_same(talk: Dialog) -> None:
    """kari's own day shows the zero with what to do about it."""
    reply = talk.say("today", "kari")
    assert reply_labels(reply)[:2] == ["Fixed: Acme A/S", "Ask bo"]
    assert "too long" in card_text(reply.card)
    assert "I ask anna" in answer(talk.press("Fixed: Acme A/S", "kari"))


def _id(talk: Dialog, name: str) -> int:
    found = talk.work.people.by_name(name)
    assert found
    return found.id
