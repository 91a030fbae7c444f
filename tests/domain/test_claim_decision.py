"""Deciding a claim: who an address becomes by an admin's word."""

from __future__ import annotations

import pytest

from bot.domain.audit import AuditAction
from bot.domain.claim_decision import Verdict, decide_claim
from bot.domain.claims import Claim, ClaimOutcome
from bot.domain.details import Call
from bot.domain.first_contact import awaits_admin, register_person
from bot.domain.people import Person, Role
from storage.work import SqlWork
from tests.dialog import TUESDAY

MANAGER = {"roles": frozenset({Role.MANAGER})}


def _admin(work: SqlWork) -> Person:
    return work.people.change(work.people.add("Chris", TUESDAY).id, roles=frozenset({Role.ADMIN}))


def _claim_on(work: SqlWork, **values: object) -> Claim:
    """Set Kari up, let somebody come under her name, and return the claim."""
    kari = work.people.change(work.people.add("Kari", TUESDAY).id, **values)
    register_person(work, "slack", "U1", "Kari", TUESDAY, admin=False)
    return next(claim for claim in work.claims.open() if claim.person == kari.id)


def test_the_same_person_gets_the_roles_and_keeps_what_was_logged(work: SqlWork) -> None:
    """The set-up's settings, the address, and the call that was logged meanwhile."""
    claim = _claim_on(work, zone="Europe/Oslo", quotas=((1, 12),), **MANAGER)
    assert claim.newcomer
    account = work.accounts.add("Acme", claim.newcomer, TUESDAY)
    call = work.entries.add(Call(), person=claim.newcomer, account=account.id, day=TUESDAY.date(), at=TUESDAY)
    decided = decide_claim(work, claim, Verdict.SAME, _admin(work), TUESDAY)
    kari = work.people.at_address("slack", "U1")
    assert kari
    assert (claim.person, frozenset({Role.MANAGER}), "Europe/Oslo") == (kari.id, kari.roles, kari.zone)
    assert call.ref == getattr(work.entries.latest(kari.id), "ref", None)
    assert [account.id] == [each.id for each in work.accounts.owned_by(kari.id)]
    assert ClaimOutcome.CONFIRMED == decided.outcome
    assert [kari.id] == [person.id for person in work.people.named("Kari")]


def test_somebody_else_stays_a_person_of_their_own(work: SqlWork) -> None:
    """Whoever was set up is untouched."""
    claim = _claim_on(work, **MANAGER)
    before = work.people.get(claim.person)
    assert ClaimOutcome.REFUSED == decide_claim(work, claim, Verdict.OTHER, _admin(work), TUESDAY).outcome
    newcomer = work.people.at_address("slack", "U1")
    assert newcomer
    assert (claim.newcomer, frozenset({Role.SELLER})) == (newcomer.id, newcomer.roles)
    assert before == work.people.get(claim.person)


def test_whoever_was_removed_comes_back_as_the_same_person(work: SqlWork) -> None:
    """With all roles, at the new address."""
    claim = _claim_on(work, gone=True, **MANAGER)
    decide_claim(work, claim, Verdict.SAME, _admin(work), TUESDAY)
    kari = work.people.at_address("slack", "U1")
    assert kari
    assert (claim.person, True, frozenset({Role.MANAGER})) == (kari.id, kari.active, kari.roles)


def test_a_namesake_of_somebody_removed_is_let_in_as_a_new_seller(work: SqlWork) -> None:
    """And whoever was removed stays so."""
    claim = _claim_on(work, gone=True, **MANAGER)
    decided = decide_claim(work, claim, Verdict.OTHER, _admin(work), TUESDAY)
    newcomer = work.people.at_address("slack", "U1")
    assert newcomer
    assert (decided.newcomer, frozenset({Role.SELLER})) == (newcomer.id, newcomer.roles)
    assert work.people.get(claim.person).gone
    assert not awaits_admin(work, "slack", "U1")


def test_whoever_is_kept_out_stays_out_until_the_question_is_open_again(work: SqlWork) -> None:
    """Coming again asks nobody a second time."""
    claim, admin = _claim_on(work, gone=True), _admin(work)
    decide_claim(work, claim, Verdict.OUT, admin, TUESDAY)
    assert register_person(work, "slack", "U1", "Kari", TUESDAY, admin=False) is None
    assert [] == work.claims.open()
    again = decide_claim(work, work.claims.get(claim.id), Verdict.REOPEN, admin, TUESDAY)
    assert [again] == work.claims.open()


def test_confirming_one_claim_refuses_the_others_of_the_address(work: SqlWork) -> None:
    """One address is one person."""
    other = work.people.change(work.people.add("Kari", TUESDAY).id, **MANAGER)
    claim = _claim_on(work, **MANAGER)
    decide_claim(work, claim, Verdict.SAME, _admin(work), TUESDAY)
    outcomes = {each.person: each.outcome for each in work.claims.at_address("slack", "U1")}
    assert {other.id: ClaimOutcome.REFUSED, claim.person: ClaimOutcome.CONFIRMED} == outcomes


@pytest.mark.parametrize(
    ("verdict", "action"),
    [(Verdict.SAME, AuditAction.CLAIM_CONFIRMED), (Verdict.OTHER, AuditAction.CLAIM_REFUSED)],
)
def test_each_decision_is_recorded_with_who_made_it(work: SqlWork, verdict: Verdict, action: AuditAction) -> None:
    """And with the address."""
    claim, admin = _claim_on(work, **MANAGER), _admin(work)
    decided = decide_claim(work, claim, verdict, admin, TUESDAY)
    (record,) = work.audit.newest(1)
    assert (action, admin.id, claim.person, "slack:U1") == (record.action, record.author, record.person, record.what)
    assert admin.id == decided.decided_by
