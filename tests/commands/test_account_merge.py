"""`account merge`: two customers who are one, with all that was logged about both."""

from __future__ import annotations

import pytest

from tests.commands.steps import labels
from tests.dialog import Dialog


@pytest.fixture(name="twice")
def twice_fixture(talk: Dialog) -> Dialog:
    """A customer who was entered twice, with something logged about the wrong spelling."""
    talk.account("Akme AS")
    for line in (
        "call akme wants toner",
        "promise akme quote by fri",
        "touch akme invoice c0 said unclear",
        "follow akme thu ask",
        "account akme 7M phone 55 12 34 56",
        "account acme phone 99 88 77 66",
    ):
        assert talk.say(line).ok, line
    return talk


def test_everything_stands_on_one_card(twice: Dialog) -> None:
    """Words, promise, follow-up, zero; what only the one had is taken over, and what both had stays."""
    reply = twice.say("account merge akme into acme")
    assert reply.stored == ("A3",)
    card = twice.text("acme")
    for part in (
        "wants toner",
        "P1 · quote",
        "F1 · Follow up",
        "Zero: invoice, clarity",
        "unclear",
        "NOK 7M",
        "99 88 77 66",
    ):
        assert part in card, part
    assert "55 12 34 56" not in card
    assert card == twice.text("akme")


def test_the_receipt_counts_what_moved(twice: Dialog) -> None:
    """By kind, and says where the name leads."""
    text = twice.text("account merge akme into acme")
    assert "Moved to Acme A/S: 1 call, 1 promise, 1 rating, 1 follow-up." in text
    assert "“Akme AS” finds Acme A/S from now on." in text


def test_undo_is_exact(twice: Dialog) -> None:
    """Both cards are what they were."""
    before = twice.text("acme"), twice.text("akme"), twice.text("today")
    assert twice.say("account merge akme into acme").stored
    assert twice.press("Undo").undone == ("A3",)
    assert before == (twice.text("acme"), twice.text("akme"), twice.text("today"))


def test_much_is_shown_before_it_moves(talk: Dialog) -> None:
    """A press is asked for; until then nothing is stored."""
    talk.account("Akme AS")
    for _ in range(20):
        talk.later(minutes=2)
        assert talk.say("call akme vm").stored
    reply = talk.say("account merge akme into acme")
    assert (reply.ok, reply.stored, labels(reply)) == (False, (), ["Merge"])
    assert "20 calls" in talk.text("account merge akme into acme")
    assert talk.press("Merge").stored == ("A1",)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("account merge acme into acme", "Acme A/S is one account: name two."),
        ("account merge akme into bergen bygg", "Bergen Bygg is bo's: ask bo"),
        ("account merge bergen bygg into akme", "Bergen Bygg is bo's: ask bo"),
        ("account merge closed into akme", "Closed Ltd is closed: type “account open Closed Ltd” first."),
        ("account merge akme into closed", "Closed Ltd is closed: type “account open Closed Ltd” first."),
    ],
)
def test_what_is_not_two_open_customers_of_ones_own_is_refused(talk: Dialog, line: str, sentence: str) -> None:
    """In one sentence, and nothing moves."""
    talk.account("Akme AS")
    talk.account("Bergen Bygg", "bo")
    talk.account("Closed Ltd")
    assert talk.say("account close closed").stored
    assert sentence in (talk.say(line).error or "")


def test_merged_twice_it_is_one_already(twice: Dialog) -> None:
    """The name of the first leads to the second."""
    assert twice.say("account merge akme into acme").stored
    assert "is one account" in (twice.say("account merge akme into acme").error or "")


def test_an_old_button_means_what_its_customer_became(twice: Dialog) -> None:
    """Nobody is told that the customer is no longer there."""
    card = twice.say("akme")
    assert twice.say("account merge akme into acme").stored
    twice.last = card
    assert "Acme A/S" in str(twice.press("Log a call").card)


def test_the_merged_one_is_in_no_list(twice: Dialog) -> None:
    """Its owner has one customer left."""
    anna = twice.work.people.by_name("anna")
    assert anna
    assert twice.say("account merge akme into acme").stored
    assert ["Acme A/S"] == [account.name for account in twice.work.accounts.owned_by(anna.id)]


def test_the_owner_reads_of_it(twice: Dialog) -> None:
    """A manager did it."""
    assert twice.say("account merge akme into acme", "chris").stored
    assert "merged into another · Akme AS" in twice.text("me")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "account merge akme with acme"), ("da", "kunde flet akme ind i acme"), ("da", "kunde flet akme til acme"),
        ("nb", "kunde slå sammen akme til acme"), ("nb", "kunde slå sammen akme inn i acme"),
        ("sv", "kund slå ihop akme till acme"), ("sv", "kund slå ihop akme i acme"), ("pl", "klient połącz akme do acme"),
        ("de", "kunde zusammenführen akme in acme"), ("de", "kunde zusammenführen akme mit acme"),
    ],
)  # fmt: skip
def test_any_word_that_joins_two_customers_does(twice: Dialog, language: str, line: str) -> None:
    """Also one that ends a day in other commands, such as "til"."""
    assert twice.say(f"me language {language}").ok
    assert twice.say(line).stored
