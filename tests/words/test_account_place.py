"""Where in a line a customer is named: behind fillers, behind free words, in another form of the word."""

from __future__ import annotations

import pytest

from bot.arguments.account import find_account_in
from bot.arguments.parser import ParseContext
from bot.domain.accounts import Account
from bot.domain.details import FollowUp, PromiseMade
from bot.language.tokens import tokens
from bot.messages.card import Reply
from tests.dialog import Dialog

TRAPS = (
    "Bergen Bygg AS", "Tillberg Konsult AB", "Tilst Lager A/S", "Dolina Hurt Sp. z o.o.", "Zamek Stal Sp. z o.o.", "Medby Kontor AS",
    "Hosta Kontor A/S", "Toft Print Ltd", "Upland Foods Ltd", "Opal Glas A/S", "Oppstad Fisk AS", "Withern Glass Ltd", "Oma Fisk AS",
)  # fmt: skip
NAMES = (
    "Bergen Bygg AS", "Nilsson Rör AB", "Nowak Hurt Sp. z o.o.", "Ødegård Vin AS", "Wisła Logistik Sp. z o.o.", "Aabenraa Møbler ApS",
    "Vestnes AS", "Åkerlund Bil AB", "Price & Co Ltd", "On Time Ltd", "Hans Bygg", "Daglighandel AS", "Ravnholt Byg A/S",
)  # fmt: skip


@pytest.fixture(name="traps")
def traps_fixture(talk: Dialog) -> Dialog:
    """Customers whose names begin like prepositions, beside Acme A/S."""
    for name in TRAPS:
        talk.account(name)
    return talk


@pytest.fixture(name="names")
def names_fixture(talk: Dialog) -> Dialog:
    """Customers with names of several languages, beside Acme A/S."""
    for name in NAMES:
        talk.account(name)
    return talk


def _stored(talk: Dialog, line: str) -> tuple[str, str]:
    """Type a line and return the customer and the free text of its entry."""
    reply = talk.say(line)
    assert reply.ok, reply
    entry = talk.work.entries.get(1)
    assert entry.account
    detail = entry.detail
    text = detail.what if isinstance(detail, PromiseMade) else detail.note  # type: ignore[union-attr]
    return talk.work.accounts.get(entry.account).name, text


def _offered(reply: Reply) -> list[str]:
    assert (False, ()) == (reply.ok, reply.stored)
    return [button.label for button in reply.card.all_buttons()]


@pytest.mark.parametrize(
    "line",
    [
        "call to acme", "call with acme", "call up acme", "call acme", "spoke with acme", "follow up on acme thursday", "opkald til acme", "opkald med acme",
        "ringede op til acme", "følg op på acme torsdag", "samtale med acme", "ringte hos acme", "følg opp acme torsdag", "ringde till acme",
        "samtal med acme", "följ upp acme på torsdag", "rozmowa z acme", "telefon do acme", "telefon u acme", "rozmowa z firmą acme", "przypomnij mi o acme w czwartek",
        "mind mig om acme torsdag", "remind me to call acme thursday", "mind mig om at ringe til acme torsdag", "påminn mig om att ringa acme på torsdag",
    ],
)  # fmt: skip
def test_a_preposition_is_never_taken_for_the_beginning_of_a_name(traps: Dialog, line: str) -> None:
    """Neither Tilst nor Withern, whatever stands before the customer."""
    assert ("Acme A/S", "") == _stored(traps, line)


def test_a_preposition_alone_names_nobody(traps: Dialog) -> None:
    """Two letters run for no one, and no customer is created under a filler: a form asks for the account."""
    reply = traps.say("call to op")
    assert reply.form
    assert ("account", "") == (reply.form.fields[0].name, reply.form.fields[0].value)


@pytest.mark.parametrize(
    ("line", "account", "text"),
    [
        ("snakket med daglig leder hos Acme", "Acme A/S", "daglig leder"),
        ("spoke to Anna at acme", "Acme A/S", "Anna"),
        ("lovede prisliste til Acme torsdag", "Acme A/S", "prisliste"),
        ("obiecałem ofertę Acme do czwartku", "Acme A/S", "ofertę"),
        ("snakka om priser med acme", "Acme A/S", "om priser"),
        ("emailed samples to acme", "Acme A/S", "samples"),
        ("remind me to send a quote to acme thursday", "Acme A/S", "to send a quote"),
        ("called the buyer of Ravnholt", "Ravnholt Byg A/S", "the buyer"),
        ("call on time about prices", "On Time Ltd", "about prices"),
        ("call AB Nilsson", "Nilsson Rör AB", ""),
    ],
)
def test_a_customer_is_found_behind_free_words(names: Dialog, line: str, account: str, text: str) -> None:
    """In full or by the first word, where a preposition or a capital says so; the words in front are the note."""
    assert (account, text) == _stored(names, line)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("call zeta about acme delivery", ["Acme A/S", 'Create "zeta"']),
        ("call Zeta about delivery to Acme", ["Acme A/S", 'Create "Zeta"']),
        ("spoke with Zeta about acme", ["Acme A/S", 'Create "Zeta"']),
        ("promise xyz price list by thu", ["Price & Co Ltd", 'Create "xyz"']),
        ("snakket med leder hos Nowak hos Acme", ["Nowak Hurt Sp. z o.o.", "Acme A/S", 'Create "leder"']),
        ("call ravnholtt said hello to acme", ["Acme A/S", "Ravnholt Byg A/S", 'Create "ravnholtt said hello"']),
        ("call hansa about prices", ["Hans Bygg", 'Create "hansa"', "Another customer…"]),
        ("call zeta sent a quote to acme", ["Acme A/S", 'Create "zeta sent"']),
        ("spoke with zeta sent a quote to acme", ["Acme A/S", 'Create "zeta sent"']),
        ("call zeta promised to visit acme", ["Acme A/S", 'Create "zeta promised"']),
        ("follow zeta quote to acme thursday", ["Acme A/S", 'Create "zeta quote"']),
        ("call to bygg", ["Bergen Bygg AS", "Hans Bygg", 'Create "bygg"']),
    ],
)
def test_a_customer_who_is_not_surely_meant_is_asked_about(names: Dialog, line: str, offered: list[str]) -> None:
    """What was talked about may name another customer, and free words may be the name of a new one."""
    assert offered == _offered(names.say(line))


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("spoke to the man in charge at acme", ["Man Trucks AS", "Acme A/S"]),
        ("promised a price to acme by thursday", ["Price & Co Ltd", "Acme A/S"]),
        ("call monday", ["Monday Motors Ltd", 'Create "monday"']),
    ],
)
def test_a_first_word_that_may_be_one_of_the_note_is_asked_about(names: Dialog, line: str, offered: list[str]) -> None:
    """Beside a customer behind a preposition, or as the name of a day."""
    for name in ("Man Trucks AS", "Monday Motors Ltd"):
        names.account(name)
    assert offered == _offered(names.say(line))


@pytest.mark.parametrize(
    ("line", "account"),
    [
        ("ringte tilbake til acme", "Acme A/S"),
        ("Called Hans about a delivery to Nowak", "Hans Bygg"),
        ("call acme spoke to nowak people", "Acme A/S"),
    ],
)
def test_a_name_in_its_place_stands_beside_others(names: Dialog, line: str, account: str) -> None:
    """In full, or with its capital where the other is not at a site; a pronoun in front is no name."""
    assert account == _stored(names, line)[0]


def test_what_was_talked_about_is_no_new_customer(names: Dialog) -> None:
    """A form asks who it was, and keeps the words."""
    reply = names.say("call about delivery")
    assert reply.form
    assert "about delivery" in [field.value for field in reply.form.fields]


def test_a_choice_behind_free_words_keeps_them(names: Dialog) -> None:
    """The button uses the words of the name that it stands for, and no others."""
    names.say("call zeta about acme delivery")
    assert ("C1",) == names.press("Acme A/S").stored
    assert "zeta delivery" == names.work.entries.get(1).detail.note  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "account", "text"),
    [
        ("Called Acme's buyer", "Acme A/S", "buyer"),
        ("talte med Acmes indkøber", "Acme A/S", "indkøber"),
        ("ringte Åkerlunds innkjøper", "Åkerlund Bil AB", "innkjøper"),
        ("ring Vestnes' innkjøper", "Vestnes AS", "innkjøper"),
        ("ring Bergen Byggs sjef", "Bergen Bygg AS", "sjef"),
        ("telefon do Nowaka", "Nowak Hurt Sp. z o.o.", ""),
        ("rozmawiałam z Nowakiem", "Nowak Hurt Sp. z o.o.", ""),
        ("telefon do Wisły", "Wisła Logistik Sp. z o.o.", ""),
        ("rozmowa z Wisłą Logistikiem", "Wisła Logistik Sp. z o.o.", ""),
        ("obiecałem Nowakowi ofertę do czwartku", "Nowak Hurt Sp. z o.o.", "ofertę"),
    ],
)
def test_a_name_in_another_form_is_the_name(names: Dialog, line: str, account: str, text: str) -> None:
    """Genitives, behind which the note begins, and the cases of the first word."""
    assert (account, text) == _stored(names, line)


@pytest.mark.parametrize(
    ("typed", "account"),
    [
        ("odegard", "Ødegård Vin AS"), ("oedegaard", "Ødegård Vin AS"), ("ODEGAARD VIN", "Ødegård Vin AS"), ("Åbenrå", "Aabenraa Møbler ApS"),
        ("aabenraa moebler", "Aabenraa Møbler ApS"), ("wisla", "Wisła Logistik Sp. z o.o."), ("akerlund", "Åkerlund Bil AB"), ("aakerlund", "Åkerlund Bil AB"),
    ],
)  # fmt: skip
def test_letters_with_marks_may_be_typed_without(names: Dialog, typed: str, account: str) -> None:
    """Left out, or written with two letters, on either side."""
    assert (account, "") == _stored(names, f"call {typed}")


def test_letters_are_joined_only_where_one_side_has_a_mark(talk: Dialog) -> None:
    """Poe is not Po; it is only spelt like it."""
    talk.account("Po Nord")
    assert ["Po Nord", 'Create "poe"', "Another customer…"] == _offered(talk.say("call poe"))


def test_a_pronoun_is_no_part_of_a_name(talk: Dialog) -> None:
    """Though a customer's name begins so, a form asks who it was."""
    talk.account("Themis AS")
    reply = talk.say("called them")
    assert (False, True) == (reply.ok, reply.form is not None)


@pytest.mark.parametrize("line", ["account bergen 7M", "account ravnholt owner bo"])
def test_what_changes_a_customer_needs_the_name_in_full(names: Dialog, line: str) -> None:
    """Its first word shows the card, but sets nothing up without a question."""
    reply = names.say(line)
    assert not reply.ok
    assert reply.card.buttons
    assert names.say(" ".join(line.split()[:2])).ok


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("acme", "Acme A/S"), ("bergen bygg", "Bergen Bygg AS"), ("wisła", "Wisła Logistik Sp. z o.o."), ("what is open at acme", "Acme A/S"),
        ("what about ravnholt?", "Ravnholt Byg A/S"), ("berg", None), ("bygg", None), ("acme or nowak", None), ("who is on", None), ("", None),
    ],
)  # fmt: skip
def test_a_customer_named_anywhere_is_found_when_only_one_is(
    names: Dialog, reading: ParseContext, text: str, name: str | None
) -> None:
    """In full or by the first words; never by a part, and never one of two."""
    found = find_account_in(tokens(text), reading)
    assert name == (found.value.name if found and isinstance(found.value, Account) else None)


def test_a_follow_up_keeps_what_is_to_be_done(names: Dialog) -> None:
    """A call is what a follow-up is for; a visit is not."""
    names.say("remind me to visit nowak tomorrow")
    assert FollowUp(due=names.at.date().replace(day=25), note="to visit") == names.work.entries.get(1).detail
