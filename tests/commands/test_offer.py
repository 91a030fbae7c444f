"""`offer`: an offer with its amount, which is no promise."""

from __future__ import annotations

import pytest

from bot.domain.details import Offer
from tests.commands.steps import entry, filled, labels
from tests.dialog import Dialog


def offered(talk: Dialog, line: str) -> tuple[int | None, str]:
    """Return the amount and the note of an offer that a line tells."""
    (ref,) = talk.say(line).stored
    detail = entry(talk, ref).detail
    assert isinstance(detail, Offer)
    return detail.amount, detail.note


def test_an_offer_shows_its_amount(talk: Dialog) -> None:
    """On the receipt, on the customer's card and among the notes; it is no promise."""
    assert (
        talk.text("offer acme 120k two machines")
        == "1 offer · Acme A/S · NOK 120k · O1\ntwo machines\n[Promise] [Undo]"
    )
    assert "· anna · offer · NOK 120k\ntwo machines" in talk.text("account acme")
    assert "O1 · offer · NOK 120k\ntwo machines" in talk.text("notes acme")
    assert talk.say("today").figures["promises_open"] == 0


@pytest.mark.parametrize(
    ("language", "line", "amount", "note"),
    [
        ("en", "offer acme 120k", 120_000, ""),
        ("en", "offered acme 4500", 4500, ""),
        ("en", "offered acme two machines for NOK 120k", 120_000, "two machines"),
        ("en", "offer acme 12 chairs", None, "12 chairs"),
        ("en", "offer acme 3m cable", None, "3m cable"),
        ("en", "offer acme price list 2027", None, "price list 2027"),
        ("en", "offer acme 120k yesterday", 120_000, ""),
        ("en", "sent acme the quote, 45k", 45_000, "sent the quote"),
        ("en", "mailed acme the offer", None, "mailed the offer"),
        ("en", "sent acme the quote for 45k", 45_000, "sent the quote"),
        ("da", "sendte acme tilbuddet på 45.000 kr", 45_000, "sendte tilbuddet"),
        ("da", "tilbud til acme på 120.000 kr", 120_000, ""),
        ("da", "tilbød acme 1,2 mio.", 1_200_000, ""),
        ("nb", "tilbud acme 450 tusen", 450_000, ""),
        ("nb", "sendte acme tilbudet", None, "sendte tilbudet"),
        ("sv", "offert till acme 120 000 kr", 120_000, ""),
        ("pl", "oferta dla acme na 120 tys.", 120_000, ""),
        ("de", "Angebot an Acme über 120.000", 120_000, ""),
    ],
)
def test_an_amount_is_read_where_it_is_surely_one(
    talk: Dialog, language: str, line: str, amount: int | None, note: str
) -> None:
    """Behind the customer or at the end; a number of things, a length and a year are note."""
    talk.say(f"me language {language}")
    assert (amount, note) == offered(talk, line)


@pytest.mark.parametrize("amount", ["5000 EUR", "€5000", "5k euros", "5000 zloty"])
def test_an_amount_in_another_currency_is_a_note_of_the_offer(talk: Dialog, amount: str) -> None:
    """A currency that was named is never another one: the amount stands there as typed, and counts in no sum."""
    assert (None, f"{amount} two machines") == offered(talk, f"offer acme {amount} two machines")
    assert (None, amount) == offered(talk, f"offer acme {amount}")


def test_a_form_says_in_which_currency_an_amount_is(talk: Dialog) -> None:
    """Where the amount has a field of its own."""
    talk.say("offer")
    form = talk.submit({"account": "acme", "amount": "5000 EUR"})
    assert "NOK" in (form.error or "")
    assert not form.stored


def test_the_name_of_the_own_currency_is_no_note(talk: Dialog) -> None:
    """As people write it."""
    assert offered(talk, "offer acme 45.000 kroner") == (45_000, "")


def test_its_amount_can_be_edited(talk: Dialog) -> None:
    """And the edit taken back."""
    talk.say("offer acme 120k two machines")
    assert talk.text("edit O1 150k").startswith("Changed · O1 · Acme A/S · offer · NOK 150k · two machines")
    assert "NOK 120k" in talk.text("undo")


def test_an_offer_ahead_is_a_follow_up_or_a_promise(talk: Dialog) -> None:
    """Nothing is done yet."""
    asked = talk.say("offer to acme by friday")
    assert (asked.ok, asked.stored) == (False, ())
    assert ["Follow up Fri 27 Nov 2026", "Promise, due Fri 27 Nov 2026"] == labels(asked)[:2]


def test_a_promise_beside_it_is_typed(talk: Dialog) -> None:
    """Only then it is one."""
    assert talk.say("offer acme 120k, promise drawings by fri").stored == ("O1", "P1")


def test_without_a_customer_a_form_asks(talk: Dialog) -> None:
    """For the customer, the amount and a note."""
    assert set(filled(talk.say("offer"))) == {"account", "amount", "note"}
    assert talk.submit({"account": "acme", "amount": "120k", "note": ""}).stored == ("O1",)


def test_a_noun_in_a_note_is_no_offer(talk: Dialog) -> None:
    """Behind a call it stays what was spoken of."""
    assert talk.say("called acme about prices and offer").stored == ("C1",)
    assert talk.say("promise acme drawings by thu, offer by fri").stored[0] == "P1"
    assert not talk.work.entries.live(entry(talk, "C1").kind.__class__("O"), 1)
