"""`mail`: what was written to a customer is a contact of its own."""

from __future__ import annotations

import pytest

from tests.commands.steps import entry, labels
from tests.dialog import Dialog


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "mail acme"), ("en", "emailed acme"), ("da", "skrev til acme"), ("da", "mail til Acme"), ("nb", "epost acme"),
        ("nb", "sendte e-post til acme"), ("sv", "mejlade acme"), ("sv", "mejl acme"), ("pl", "mail do acme"),
        ("pl", "napisałam do Acme"), ("de", "Mail an Acme"), ("de", "Acme eine Mail geschrieben"),
    ],
)  # fmt: skip
def test_a_mail_is_told_in_every_language(talk: Dialog, language: str, line: str) -> None:
    """As people write it down."""
    talk.say(f"me language {language}")
    assert talk.say(line).stored == ("E1",)


def test_a_mail_counts_by_its_own_word(talk: Dialog) -> None:
    """Nobody was called, so that no answer is but a note."""
    talk.say("admin quota anna 3 mails", "chris")
    assert talk.text("mailed acme no reply") == "Mail 1 of 3 · Acme A/S · E1\nno reply\n[Promise] [Undo]"
    assert talk.say("today").figures["calls"] == 0


def test_a_mail_behind_a_call_is_another_contact(talk: Dialog) -> None:
    """To the customer that was called."""
    assert talk.say("called acme no answer, mailed them the list").stored == ("C1", "E1")
    assert entry(talk, "E1").account == entry(talk, "C1").account
    assert "the list" in talk.text("notes acme")
    assert "them" not in talk.text("notes acme")
    assert talk.say("undo").undone == ("C1", "E1")


def test_what_was_promised_and_mailed_is_asked_about(talk: Dialog) -> None:
    """The promise may be kept with it."""
    talk.say("promise acme drawings by fri")
    assert labels(talk.say("mailed acme the drawings")) == ["Kept P1 Acme A/S: drawings, Fri 27 Nov", "Only a mail"]
    assert talk.press("Only a mail").stored == ("E1",)
