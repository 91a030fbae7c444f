"""Deciding a claim: an admin says whether the address that came under a name is the person of that name."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import assert_never

from bot.domain.audit import AuditAction
from bot.domain.claims import Claim, ClaimOutcome
from bot.domain.first_contact import add_newcomer
from bot.domain.people import LEFT, Person
from bot.domain.work import Work


class Verdict(StrEnum):
    """What an admin says; the values stand in buttons and never change."""

    SAME = "same"
    """It is the person of the name."""
    OTHER = "other"
    """It is somebody else, who may use Snurr as a seller."""
    OUT = "out"
    """Nobody is let in at the address."""
    REOPEN = "reopen"
    """A claim that was refused is a question again."""


def decide_claim(work: Work, claim: Claim, verdict: Verdict, by: Person, at: datetime) -> Claim:
    """Carry out a verdict and return the claim as it stands then.

    1. SAME gives the address to the person of the name, together with what was logged there meanwhile. Whoever was
       removed is back on the list with it. This cannot be taken back.
    2. OTHER lets in a refused address as a new seller; one that was let in stays the person that it is.
    3. OUT leaves a refused address refused.
    4. REOPEN takes OTHER and OUT back where nobody was let in by it.
    """
    match verdict:
        case Verdict.SAME:
            _give_address(work, claim)
            _refuse_others(work, claim, by, at)
            return _decide(work, claim, ClaimOutcome.CONFIRMED, by, at)
        case Verdict.OTHER if claim.newcomer is None:
            added = add_newcomer(work, claim.target, claim.name, at)
            work.people.link(added.id, claim.platform, claim.target)
            return _decide(work, work.claims.let_in(claim.id, added.id), ClaimOutcome.CONFIRMED, by, at)
        case Verdict.OTHER | Verdict.OUT:
            return _decide(work, claim, ClaimOutcome.REFUSED, by, at)
        case Verdict.REOPEN:
            return work.claims.decide(claim.id, ClaimOutcome.OPEN, by.id, at)
        case _:
            assert_never(verdict)


def _give_address(work: Work, claim: Claim) -> None:
    if claim.newcomer is None:
        work.people.change(claim.person, gone=False, active=True)
        work.people.link(claim.person, claim.platform, claim.target)
    else:
        work.people.merge(claim.newcomer, into=claim.person)
    for address in work.people.addresses(claim.person):
        # An account that the person had before and left says nothing of the one that they have now.
        if address.parked == LEFT:
            work.people.park(address.platform, address.target, "")


def _refuse_others(work: Work, claim: Claim, by: Person, at: datetime) -> None:
    """Refuse what else the address claimed: it is one person."""
    for other in work.claims.at_address(claim.platform, claim.target):
        if other.id != claim.id and other.outcome is ClaimOutcome.OPEN:
            work.claims.decide(other.id, ClaimOutcome.REFUSED, by.id, at)


def _decide(work: Work, claim: Claim, outcome: ClaimOutcome, by: Person, at: datetime) -> Claim:
    action = AuditAction.CLAIM_CONFIRMED if outcome is ClaimOutcome.CONFIRMED else AuditAction.CLAIM_REFUSED
    work.audit.add(action, at, author=by.id, person=claim.person, what=claim.address)
    return work.claims.decide(claim.id, outcome, by.id, at)
