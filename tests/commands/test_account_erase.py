"""`account erase`: a customer's contact person is shown, corrected, and erased for good."""

from __future__ import annotations

import pytest

from bot.domain.import_rows import ImportRow
from storage.retention import WIPED
from tests.dialog import Dialog
from tests.imported import import_accounts

NAME, NUMBER = "Kari Nordmann", "55123456"


@pytest.fixture(name="known")
def known_fixture(talk: Dialog) -> Dialog:
    """Acme's contact person came by hand, was corrected, and an import found her."""
    assert talk.say(f"account acme phone {NUMBER} person Kari Nordmannn", key="slack:1").ok
    talk.later(minutes=2)
    assert talk.say(f"account acme person {NAME}", key="slack:2").ok
    row = ImportRow(name="Acme A/S", phone="55 99 99 99", contact_person="Ola Hansen")
    import_accounts(talk.work, [row], talk.at, apply=True)
    assert talk.say(f"account acme phone {NUMBER} person {NAME}", key="slack:3").ok
    talk.later(minutes=2)
    return talk


def held(talk: Dialog) -> set[str]:
    """Return the tables in which the name or the number stands."""
    return {
        table
        for table in WIPED
        for row in talk.work._db.rows(f"SELECT * FROM {table} WHERE tenant = :tenant")
        if any(word in str(dict(row)).casefold() for word in ("nordmann", NUMBER, "ola hansen"))
    }


def test_it_is_shown_and_corrected_by_the_card(known: Dialog) -> None:
    """The newest counts."""
    assert NAME in known.text("account acme")


def test_after_the_question_no_table_holds_name_or_number(known: Dialog) -> None:
    """Neither the customer nor its history, an import or what was typed; until the button is pressed all stays."""
    before = held(known)
    assert {"account", "account_change", "inbound"} <= before
    assert not known.say("account erase acme").ok
    assert NAME in str(known.last.card)
    assert before == held(known)
    assert "Erased: the contact person and number of Acme A/S." in str(known.press("Erase").card)
    assert set() == held(known)
    assert NAME not in known.text("account acme")


def test_undo_of_what_was_changed_before_brings_nobody_back(known: Dialog) -> None:
    """The history holds no name any more."""
    known.say("account erase acme")
    known.press("Erase")
    assert known.say("undo A3").ok
    assert set() == held(known)


def test_where_nobody_is_kept_it_says_so(talk: Dialog) -> None:
    """Nothing is asked."""
    assert "Acme A/S has no contact person and no number." in talk.text("account erase acme")


def test_it_is_in_the_audit_without_the_name(known: Dialog) -> None:
    """Who did it, and of which customer."""
    known.say("account erase acme", "chris")
    known.press("Erase", "chris")
    shown = known.text("admin audit", "chris")
    assert "contact person · Acme A/S" in shown
    assert NAME not in shown
