"""Decide who came from an address under a name that belongs to somebody; the buttons of a claim."""

from __future__ import annotations

import re
from typing import assert_never

from bot.arguments.basic import ButtonValue
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.claim_decision import Verdict, decide_claim
from bot.domain.claims import Claim, ClaimOutcome, ClaimReason
from bot.domain.people import ADMINS
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.claims import undo_button
from bot.views.replies import text_reply


@command(
    "admin claim",
    help=msg("help", "Says who somebody is that came under a known name"),
    roles=ADMINS,
    hidden=True,
    args=(
        ButtonValue(name="claim", label=msg("field", "Name")),
        ButtonValue(name="verdict", label=msg("field", "Answer")),
    ),
)
def admin_claim(ctx: Context, claim: str, verdict: str) -> Reply:
    """Carry out the verdict, or say who decided before; raises UserMistake for a claim or verdict that is none."""
    found, said = _find_claim(ctx, claim), _read_verdict(verdict)
    expected = ClaimOutcome.REFUSED if said is Verdict.REOPEN else ClaimOutcome.OPEN
    if found.outcome is not expected:
        return _decided_before(ctx, found)
    _require_decidable(ctx, found, said)
    decided = decide_claim(ctx.work, found, said, ctx.who, ctx.at)
    undo = (undo_button(ctx.translator, decided),) if decided.outcome is ClaimOutcome.REFUSED else ()
    return text_reply(*_sentences(ctx, decided, said), buttons=undo)


def _find_claim(ctx: Context, claim: str) -> Claim:
    try:
        return ctx.work.claims.get(int(claim) if re.fullmatch("[0-9]{1,12}", claim) else 0)
    except LookupError:
        raise UserMistake("admin", "That is not on any list of yours.") from None


def _read_verdict(verdict: str) -> Verdict:
    try:
        return Verdict(verdict)
    except ValueError:
        raise UserMistake("admin", "That is not on any list of yours.") from None


def _require_decidable(ctx: Context, claim: Claim, verdict: Verdict) -> None:
    """Refuse to confirm a claim of one's own, or one on or by somebody who was removed meanwhile."""
    if claim.newcomer == ctx.who.id:
        raise UserMistake("claim", "Another admin has to say who you are.")
    if verdict is not Verdict.SAME or claim.reason is ClaimReason.REMOVED:
        return
    for person in (claim.person, claim.newcomer):
        if person and ctx.work.people.get(person).gone:
            raise UserMistake("claim", "{name} was removed meanwhile: add them again first.", name=claim.name)


def _decided_before(ctx: Context, claim: Claim) -> Reply:
    if claim.decided_by is None or claim.outcome is ClaimOutcome.OPEN:
        return text_reply(ctx.t("claim", "That is an open question already: type “admin”."))
    admin = ctx.work.people.get(claim.decided_by).name
    if claim.outcome is ClaimOutcome.CONFIRMED:
        return text_reply(ctx.t("claim", "{admin} let {address} in already.", admin=admin, address=claim.address))
    return text_reply(ctx.t("claim", "{admin} said no to {address} already.", admin=admin, address=claim.address))


def _sentences(ctx: Context, claim: Claim, verdict: Verdict) -> tuple[str, ...]:
    name, address = ctx.work.people.get(claim.person).name, claim.address
    match verdict:
        case Verdict.SAME:
            return (
                ctx.t("claim", "{address} is {name} from now on.", address=address, name=name),
                ctx.t("claim", "What was logged there is theirs. This cannot be taken back."),
            )
        case Verdict.OTHER if claim.reason is ClaimReason.REMOVED:
            return (ctx.t("claim", "{address} is let in as a new seller.", address=address),)
        case Verdict.OTHER:
            return (ctx.t("claim", "{address} stays a person of their own, not {name}.", address=address, name=name),)
        case Verdict.OUT:
            return (ctx.t("claim", "{address} stays out.", address=address),)
        case Verdict.REOPEN:
            return (ctx.t("claim", "The question is open again: type “admin”."),)
        case _:
            assert_never(verdict)
