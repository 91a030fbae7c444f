"""Gaps of the set-up: what accounts and people lack."""

from __future__ import annotations

from bot.domain.gaps import Gap
from tests.dialog import Dialog


def names(talk: Dialog, gap: Gap, limit: int = 9, skip: int = 0) -> list[str]:
    """Return the accounts that lack something."""
    return [missing.name for missing in talk.work.gaps.accounts(gap, limit, skip)]


def test_what_accounts_lack_is_counted_apart(talk: Dialog) -> None:
    """One that has a value and no rhythm counts for the rhythm alone."""
    other = talk.account("Bergen Bygg")
    talk.work.accounts.change(other, value=7, owner=None)
    counts = talk.work.gaps.account_counts()
    assert counts == {Gap.ACCOUNT_OWNER: 1, Gap.VALUE: 1, Gap.RHYTHM: 2, Gap.PHONE: 2}
    assert names(talk, Gap.ACCOUNT_OWNER) == ["Bergen Bygg"]
    assert names(talk, Gap.VALUE) == ["Acme A/S"]


def test_the_most_valuable_come_first_a_page_at_a_time(talk: Dialog) -> None:
    """Nothing is on two pages."""
    for number in range(4):
        talk.work.accounts.change(talk.account(f"Kunde {number}"), value=number)
    assert names(talk, Gap.RHYTHM, 2) == ["Kunde 3", "Kunde 2"]
    assert names(talk, Gap.RHYTHM, 2, 2) == ["Kunde 1", "Acme A/S"]
    assert names(talk, Gap.RHYTHM, 2, 4) == ["Kunde 0"]


def test_without_accounts_nothing_is_lacking(talk: Dialog) -> None:
    """No figure is made of nothing."""
    talk.work.accounts.remove_unused(talk.work.accounts.ids_by_key()["acme"])
    assert set(talk.work.gaps.account_counts().values()) == {0}
    assert talk.work.gaps.owners() == set()


def test_who_came_from_a_platform_or_logged_something_wrote(talk: Dialog) -> None:
    """A mail address that an admin gave is no platform."""
    anna, bo, dora = (talk.work.people.named(name)[0].id for name in ("anna", "bo", "dora"))
    assert [missing.id for missing in talk.work.gaps.never_wrote()] == [anna, bo, dora]
    talk.work.people.link(anna, "mail", "anna@example.com")
    talk.work.people.link(bo, "slack", "U1")
    assert [missing.id for missing in talk.work.gaps.never_wrote()] == [anna, dora]
    talk.say("call acme", "anna")
    assert [missing.id for missing in talk.work.gaps.never_wrote()] == [dora]


def test_a_customer_that_is_closed_lacks_nothing(talk: Dialog) -> None:
    """Nobody is to fill in what nobody serves."""
    assert talk.say("account close acme moved away").ok
    assert set(talk.work.gaps.account_counts().values()) == {0}
    assert names(talk, Gap.RHYTHM) == []
    assert talk.work.gaps.owners() == set()
