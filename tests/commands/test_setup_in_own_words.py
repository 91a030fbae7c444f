"""What is set up in other words than its command: the answer says what to type, and nothing is changed."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.messages.plain_text import card_text
from tests.dialog import Dialog


@pytest.mark.parametrize(
    ("language", "line", "example"),
    [
        ("en", "add maria as seller", "admin person"), ("en", "set quota to 10", "admin quota"), ("en", "lunch 12-13", "me lunch"),
        ("en", "set language to danish", "me language"), ("da", "sæt kvote til 10", "admin kvote"),
        ("nb", "legg til maria som selger", "admin person"), ("sv", "lägg till maria som säljare", "admin person"),
        ("pl", "dodaj marię jako handlowca", "admin osoba"), ("de", "neuer kontaktpunkt hof", "admin punkt"),
        ("en", "change my quota", "admin quota"), ("sv", "ändr min kvot", "admin kvot"), ("da", "ret min kvote", "admin kvote"),
        ("de", "ändere mein ziel", "admin ziel"), ("nb", "endre kvoten min", "admin kvote"),
    ],
)  # fmt: skip
def test_the_command_is_named(talk: Dialog, language: str, line: str, example: str) -> None:
    """With an example in the person's words; no button changes anything by itself."""
    anna = talk.work.people.named("anna")[0]
    talk.work.people.change(anna.id, language=language, roles=frozenset({Role.SELLER, Role.ADMIN}))
    reply = talk.say(line)
    assert not reply.ok
    assert example in card_text(reply.card).casefold()
    assert len(reply.card.all_buttons()) == 1


def test_a_change_of_an_entry_is_none(talk: Dialog) -> None:
    """Its number, or the kind of the last one, is named."""
    assert talk.say("promise acme quote by fri").ok
    for line in ("edit P1 price list", "change the last promise to monday"):
        assert talk.say(line).ok


def test_who_may_not_is_told_who_does(talk: Dialog) -> None:
    """A seller asks an admin."""
    anna = talk.work.people.named("anna")[0]
    talk.work.people.change(anna.id, roles=frozenset({Role.SELLER}))
    assert "ask an admin" in (talk.say("set quota to 10").error or "")


def test_a_customer_who_is_named_is_no_setting(talk: Dialog) -> None:
    """What is added to a customer is a note."""
    assert "Note on" in " ".join(button.label for button in talk.say("add acme to my list").card.all_buttons())
