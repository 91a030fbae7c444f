"""Claims: an address that came under a name which belongs to a person already, until an admin decides."""

from __future__ import annotations

import pytest

from bot.domain.claims import Claim, ClaimOutcome, ClaimReason
from storage.work import SqlWork
from tests.dialog import TUESDAY


def _claim(work: SqlWork, target: str = "U1") -> Claim:
    kari = work.people.by_name("Kari") or work.people.add("Kari", TUESDAY)
    return work.claims.add("slack", target, "Kari", kari.id, ClaimReason.SET_UP, TUESDAY, newcomer=None)


def test_a_claim_is_open_until_it_is_decided(work: SqlWork) -> None:
    """And is still found by its address then."""
    admin, claim = work.people.add("Chris", TUESDAY), _claim(work)
    assert [claim] == work.claims.open()
    decided = work.claims.decide(claim.id, ClaimOutcome.REFUSED, admin.id, TUESDAY)
    assert ClaimOutcome.REFUSED == decided.outcome
    assert [] == work.claims.open()
    assert [decided] == work.claims.at_address("slack", "U1")


def test_a_claim_that_is_made_again_stays_as_it_was_decided(work: SqlWork) -> None:
    """Whoever was refused does not get a second question by writing again."""
    admin, claim = work.people.add("Chris", TUESDAY), _claim(work)
    work.claims.decide(claim.id, ClaimOutcome.REFUSED, admin.id, TUESDAY)
    assert ClaimOutcome.REFUSED == _claim(work).outcome
    assert [] == work.claims.open()


def test_each_address_has_a_claim_of_its_own(work: SqlWork) -> None:
    """Two people may come under one name."""
    assert [_claim(work, "U1"), _claim(work, "U2")] == work.claims.open()
    assert [] == work.claims.at_address("teams", "U1")


def test_a_claim_that_is_not_there(work: SqlWork) -> None:
    """An error that names its number."""
    with pytest.raises(LookupError, match="no claim 99"):
        work.claims.get(99)
