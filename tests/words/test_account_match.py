"""Which account a typed name means, and where the name ends."""

from __future__ import annotations

import pytest

from bot.messages.card import Reply
from tests.dialog import Dialog


@pytest.fixture(name="names")
def names_fixture(talk: Dialog) -> Dialog:
    """A company with accounts whose names begin alike, beside Acme A/S."""
    for name in ("Acme Norge AS", "Nordlys", "Bergen Bygg", "Fjord Fisk Øst", "Bodø Båt"):
        talk.account(name)
    return talk


def _logged(talk: Dialog, line: str) -> tuple[str, str]:
    """Type a call and return the name of its account and its note."""
    reply = talk.say(line)
    assert reply.ok, reply
    entry = talk.work.entries.get(1)
    assert entry.account
    return talk.work.accounts.get(entry.account).name, entry.detail.note  # type: ignore[union-attr]


def _offered(reply: Reply) -> list[str]:
    assert (False, ()) == (reply.ok, reply.stored)
    return [button.label for button in reply.card.all_buttons()]


@pytest.mark.parametrize(
    ("line", "account", "note"),
    [
        ("call acme no answer", "Acme A/S", ""),
        ("call acme norge no answer", "Acme Norge AS", ""),
        ("call acme norge as about price", "Acme Norge AS", "about price"),
        ("call acme ? later", "Acme A/S", "? later"),
        ("call acme ( AS )", "Acme A/S", "( AS )"),
        ("call acme () as ()", "Acme A/S", "() as ()"),
        ("call acme (as)", "Acme A/S", "(as)"),
        ("call acme as agreed", "Acme A/S", "as agreed"),
        ("call acme AS agreed", "Acme A/S", "agreed"),
        ("call nordl asked for list", "Nordlys", "asked for list"),
        ("call bygg no answer", "Bergen Bygg", ""),
        ("call Bygg asked for list", "Bergen Bygg", "asked for list"),
        ("call fjord fisk asked for list", "Fjord Fisk Øst", "asked for list"),
        ('call "acme norge" "Nordlys says hello"', "Acme Norge AS", "Nordlys says hello"),
        ("call ACME", "Acme A/S", ""),
    ],
)
def test_a_name_is_the_longest_run_of_words_that_is_or_begins_one(
    names: Dialog, line: str, account: str, note: str
) -> None:
    """Exact names first, then parts that only one account has; what follows is the outcome and the note."""
    assert (account, note) == _logged(names, line)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("call b", ["Bergen Bygg", "Bodø Båt", 'Create "b"']),
        ("call nordlis", ["Nordlys", 'Create "nordlis"', "Another customer…"]),
        ("call nordlis about price", ["Nordlys", 'Create "nordlis"', "Another customer…"]),
        ("call bygg asked for list", ["Bergen Bygg", 'Create "bygg"']),
        ("call øst vm", ["Fjord Fisk Øst", 'Create "øst"']),
        ("call xyzzy vm", ['Create "xyzzy"', "Another customer…"]),
        ('call "Ny Kunde" vm', ['Create "Ny Kunde"', "Another customer…"]),
        (
            "call ny Kunde Nord wants x",
            ['Create "ny Kunde Nord wants x"', 'Create "ny Kunde Nord"', "Another customer…"],
        ),
        ("call to Zeta about x", ['Create "Zeta"', "Another customer…"]),
    ],
)
def test_a_name_that_is_not_sure_is_asked_about(names: Dialog, line: str, offered: list[str]) -> None:
    """The accounts that it may mean, and a new one under each name that may be meant; nothing is stored."""
    assert offered == _offered(names.say(line))


def test_a_capital_behind_the_name_is_a_reason_to_ask(names: Dialog) -> None:
    """Fjord Sild may be another customer than Fjord Fisk."""
    assert ["Fjord Fisk Øst", 'Create "fjord Sild"', 'Create "fjord"'] == _offered(names.say("call fjord Sild"))


@pytest.mark.parametrize(
    ("label", "note"), [('Create "ny Kunde Nord"', "wants x"), ('Create "ny Kunde Nord wants x"', "")]
)
def test_a_choice_keeps_the_words_behind_the_name_that_was_chosen(names: Dialog, label: str, note: str) -> None:
    """Each choice knows how long its name is."""
    names.say("call ny Kunde Nord wants x")
    assert ("C1",) == names.press(label).stored
    assert note == names.work.entries.get(1).detail.note  # type: ignore[union-attr]


def test_a_past_day_behind_a_name_is_refused_and_no_part_of_it(names: Dialog) -> None:
    """The sentence names the day."""
    reply = names.say("follow nordlys 14/11 ask")
    assert "Sat 14 Nov 2026 is in the past" in (reply.error or "")


@pytest.mark.parametrize("line", ["call ?", 'call ""', "account ???"])
def test_signs_alone_are_no_name(names: Dialog, line: str) -> None:
    """No account can be created under them."""
    reply = names.say(line)
    assert [] == _offered(reply)
    assert "is not a name: type the name of an account." in (reply.error or "")
