"""Which customer is meant: the longest run of words that matches, and buttons wherever it could be another."""

from __future__ import annotations

import pytest

from bot.domain.details import Call, Kind
from tests.dialog import Dialog

NAMES = (
    "Ødegård Vin AS",
    "Nordic Steel",
    "Acme Norge AS",
    "Bergen Bygg",
    "Łódzkie Okna Sp. z o.o.",
    "O'Brien Planers",
    "Nilsson & Rör AB",
    "24/7 Service",
    "Wisła Logistik",
)


@pytest.fixture(name="names")
def names_fixture(talk: Dialog) -> Dialog:
    """A company with names of several languages, two of which begin alike."""
    for name in NAMES:
        talk.account(name)
    return talk


OTHER = "Another customer…"


def _labels(talk: Dialog) -> list[str]:
    return [button.label for button in talk.last.card.all_buttons()]


def _called(talk: Dialog, number: int = 1) -> tuple[str, str]:
    entry = talk.work.entries.live(Kind.CALL, number)
    assert entry
    assert isinstance(entry.detail, Call)
    return talk.work.accounts.get(entry.account or 0).name, entry.detail.note


@pytest.mark.parametrize(
    ("typed", "name", "note"),
    [
        ("odegard", "Ødegård Vin AS", ""), ("ØDEGÅRD VIN", "Ødegård Vin AS", ""), ("odegard vin as nice", "Ødegård Vin AS", "nice"),
        ("logistik", "Wisła Logistik", ""), ("nordic wants friday deliveries", "Nordic Steel", "wants friday deliveries"), ("nordic steel", "Nordic Steel", ""),
        ("acme", "Acme A/S", ""), ("acme norge", "Acme Norge AS", ""), ("Acme A/S", "Acme A/S", ""), ("bygg", "Bergen Bygg", ""),
        ("lodzkie okna", "Łódzkie Okna Sp. z o.o.", ""), ("o'brien was out", "O'Brien Planers", ""), ("nilsson rör", "Nilsson & Rör AB", ""),
        ("Nilsson & Rör AB nice", "Nilsson & Rör AB", "nice"), ('"nordic steel" Nice', "Nordic Steel", "Nice"), ("24/7", "24/7 Service", ""),
        ("nordic VM", "Nordic Steel", ""), ('nordic "Wants Friday"', "Nordic Steel", "Wants Friday"), ("acme Wants prices", "Acme A/S", "Wants prices"),
    ],
)  # fmt: skip
def test_one_hit_runs(names: Dialog, typed: str, name: str, note: str) -> None:
    """Exact, then by beginning, then by part; letters typed plain, company forms left out."""
    assert names.say(f"call {typed}").ok, names.last
    assert _called(names) == (name, note)


@pytest.mark.parametrize(
    ("typed", "labels", "pressed", "called"),
    [
        ("Nordic Light vm", ["Nordic Steel", 'Create "Nordic Light"', 'Create "Nordic"'], 'Create "Nordic Light"', ("Nordic Light", "")),
        ("Nordic Light AS wants prices", ["Nordic Steel", 'Create "Nordic Light AS"', 'Create "Nordic"'], "Nordic Steel", ("Nordic Steel", "Light AS wants prices")),
        ("zenith wants prices", ['Create "zenith wants prices"', 'Create "zenith"', OTHER], 'Create "zenith"', ("zenith", "wants prices")),
        ("Zenith Data wants prices", ['Create "Zenith Data wants prices"', 'Create "Zenith Data"', OTHER], 'Create "Zenith Data"', ("Zenith Data", "wants prices")),
        ('"Zenith Data Nord" nice', ['Create "Zenith Data Nord"', OTHER], 'Create "Zenith Data Nord"', ("Zenith Data Nord", "nice")),
        ("Nordik Steel", ["Nordic Steel", 'Create "Nordik Steel"', OTHER], "Nordic Steel", ("Nordic Steel", "")),
        ("acm hello", ["Acme A/S", "Acme Norge AS", 'Create "acm"'], "Acme Norge AS", ("Acme Norge AS", "hello")),
    ],
)  # fmt: skip
def test_what_may_be_another_customer_is_asked(
    names: Dialog, typed: str, labels: list[str], pressed: str, called: tuple[str, str]
) -> None:
    """A name that goes on in capitals is not taken for the one it begins like; each choice keeps its rest."""
    reply = names.say(f"call {typed}")
    assert (reply.ok, reply.error, reply.stored) == (False, None, ())
    assert _labels(names) == labels
    assert names.press(pressed).stored == ("C1",)
    assert _called(names) == called


def test_a_new_customer_of_several_words_is_made_from_any_line(talk: Dialog) -> None:
    """The name ends where the small letters begin, or where the next argument does."""
    talk.say("promise Nordic Steel quote by fri")
    assert _labels(talk) == ['Create "Nordic Steel"', 'Create "Nordic"', OTHER]
    assert "P1 · Nordic Steel · quote · due Fri 27 Nov 2026" in talk.press('Create "Nordic Steel"').card.body[0].text  # type: ignore[union-attr]
    talk.say("touch Zenith Data invoice c0 slow")
    assert talk.press('Create "Zenith Data"').stored == ("R1",)
    talk.say("follow Lund Vin thu ask")
    assert talk.press('Create "Lund Vin"').stored == ("F1",)
    talk.say("broken Ny Kunde price list")
    assert talk.press('Create "Ny Kunde"').stored == ("P2",)


def test_an_account_line_takes_all_of_its_name(names: Dialog) -> None:
    """Nothing but its own words can follow, so nothing is cut off."""
    names.say("account Acme Aalborg")
    assert _labels(names) == ["Acme A/S", 'Create "Acme Aalborg"']
    asked = names.last
    assert names.press("Acme A/S").card.title == "Acme A/S"
    names.last = asked
    names.press('Create "Acme Aalborg"')
    assert names.last.card.title == "Acme Aalborg"
    assert names.say("account acme aalborg 7M contacts 3").figures["value"] == 7_000_000
    assert names.say("account acme 5M").figures["value"] == 5_000_000
    names.say("account Nordic Light 3M owner bo")
    assert names.press('Create "Nordic Light"').figures["value"] == 3_000_000
    assert "owner bo" in names.text("account nordic light")


def test_a_name_in_a_form_is_all_of_its_field(names: Dialog) -> None:
    """What stands in the account field is a name, not a note."""
    names.say("call")
    names.submit({"account": "Nordic Light", "note": "hello"})
    assert _labels(names) == ["Nordic Steel", 'Create "Nordic Light"']
    assert names.press('Create "Nordic Light"').stored == ("C1",)
    assert _called(names) == ("Nordic Light", "hello")


def test_reading_never_creates(names: Dialog) -> None:
    """A manager's question about nobody is only an error or a choice of what there is."""
    names.say("account")
    assert names.last.form
    before = dict(names.work.accounts.ids_by_key())
    names.say("call Nobody Here")
    assert names.work.accounts.ids_by_key() == before


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("call Nordic Light vm", 'No account is called "Nordic Light". Which one?'),
        ("account Acme Aalborg", 'No account is called "Acme Aalborg". Which one?'),
        ("call Zenith", 'No account is called "Zenith" yet.'),
        ("call acm hello", 'Several accounts match "acm". Which one?'),
    ],
)
def test_the_question_names_what_was_typed(names: Dialog, line: str, question: str) -> None:
    """The whole name that nobody has, or the part that several have."""
    assert names.text(line).splitlines()[0] == question
