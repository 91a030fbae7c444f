"""plates: the five own customers that wobble most, each with its button."""

from __future__ import annotations

from bot.messages.plain_text import card_text
from tests.commands.steps import labels
from tests.dialog import Dialog


def test_the_wobbliest_come_first_by_their_own_rhythm_then_by_what_silence_costs(talk: Dialog) -> None:
    """Twice beyond a week is more than once beyond three weeks; five at most, each with the number to dial."""
    for name in ("Bygg AS", "Cirkel AS", "Dal AS", "Eik AS", "Fjord AS"):
        talk.account(name)
    for line in (
        "account acme every 3w phone 55 12 34 56", "call acme 1/11", "account bygg every 1w", "call bygg 9/11",
        "call cirkel 20/11", "account cirkel 9M", "call dal 10/11", "call eik yesterday", "call fjord",
    ):  # fmt: skip
        assert talk.say(line).ok, line
    assert card_text(talk.say("plates").card) == (
        "Customers whose turn it is\nBygg AS: 15 days silent, wanted every 7.\nAcme A/S: 23 days silent, wanted every 21.\n"
        "Phone: 55 12 34 56\nCirkel AS: 4 days silent, NOK 9M a year.\nDal AS: 14 days silent.\n"
        "Eik AS: 1 day silent.\n"
        "[Log call: Bygg AS] [Log call: Acme A/S] [Log call: Cirkel AS] [Log call: Dal AS] [Log call: Eik AS]"
    )
    assert talk.last.figures == {"beyond_rhythm": 2}
    assert talk.press("Log call: Bygg AS").ok
    assert "Bygg AS" not in talk.text("plates")


def test_what_a_page_leaves_out_is_a_press_away(talk: Dialog) -> None:
    """Until all were shown once."""
    for number in range(11):
        talk.account(f"Kunde {number:02}")
    first = talk.text("plates")
    assert labels(talk.last)[:3] == ["Log call: Acme A/S", "Log call: Kunde 00", "7 more"]
    pages = [first, card_text(talk.press("7 more").card), card_text(talk.press("2 more").card)]
    assert [page.count("no contact yet") for page in pages] == [5, 5, 2]
    assert [label for label in labels(talk.last) if "more" in label] == []


def test_only_ones_own_customers_are_shown(talk: Dialog) -> None:
    """A colleague's silence is the colleague's."""
    talk.account("Bygg AS", "bo")
    assert "Bygg AS" not in talk.text("plates")
    assert "Bygg AS: no contact yet." in talk.text("plates", "bo")


def test_when_nothing_wobbles_it_is_said(talk: Dialog) -> None:
    """Spoken to everybody, or nobody's owner yet."""
    assert talk.say("call acme").ok
    assert "All your customers were spoken to today." in talk.text("plates")
    assert "You own no customers yet: the first call to a new one makes it yours." in talk.text("plates", "bo")
