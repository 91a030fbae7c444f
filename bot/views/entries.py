"""Entries of the log: looking up one's own by ref, and one entry as one line of text."""

from __future__ import annotations

from typing import assert_never

from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.programs import via_text
from bot.domain.details import (
    AccountChange,
    Call,
    Departure,
    Exclusivity,
    FollowUp,
    Freeze,
    HandOff,
    Junk,
    Kind,
    Offer,
    OtherContact,
    Planned,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    RefillOrder,
    RefillRhythm,
    Touch,
    Waiting,
    WaitTaken,
)
from bot.domain.entries import Entry
from bot.domain.noted_words import words_of
from bot.errors import UserMistake
from bot.language.vocabulary import OUTCOMES
from bot.views.account_changes import change_texts
from bot.views.contacts import NAMES
from bot.views.labels import factor_name, rhythm_text
from bot.views.money import currency_for


def find_own_entry(ctx: Context, ref: tuple[Kind | None, int]) -> Entry:
    """Return the person's own entry of a ref, live or undone.

    Raises UserMistake when there is none, when it is another person's, and when a bare number fits several entries.
    """
    kind, number = ref
    if kind is None:
        found = [*ctx.work.entries.numbered(number, ctx.who.id)]
        if len(found) > 1:
            refs = ", ".join(entry.ref for entry in found)
            raise UserMistake("undo", "Several entries of yours have that number: type one of {refs}.", refs=refs)
        entry = found[0] if found else None
    else:
        entry = ctx.work.entries.live(kind, number) or ctx.work.entries.newest(kind, number)
    if entry is None or entry.person != ctx.who.id:
        raise UserMistake(
            "undo", "You have no entry {ref}: type “undo” for your last one.", ref=f"{kind or '#'}{number}"
        )
    return entry


def entry_text(ctx: Context, entry: Entry) -> str:
    """Return one entry as one line: its ref, its account and its detail."""
    account = ctx.work.accounts.find(entry.account or 0)
    return ctx.translator.join((entry.ref, account.name if account else "", *_facts(ctx, entry)))


def words_and_facts(ctx: Context, entry: Entry) -> tuple[str, tuple[str, ...]]:
    """Return the words that a person typed with an entry, "" for none, and what else it says, as short texts."""
    words = words_of(entry.detail)
    return words, tuple(text for text in _facts(ctx, entry) if text not in ("", words))


def _facts(ctx: Context, entry: Entry) -> tuple[str, ...]:
    return (*_detail_texts(ctx, entry), via_text(ctx.translator, entry.via))


def _detail_texts(ctx: Context, entry: Entry) -> tuple[str, ...]:  # noqa: PLR0912 - one branch a kind
    match entry.detail:
        case Call() as call:
            return OUTCOMES.label(call.outcome, ctx.translator.language), call.note
        case Touch() as touch:
            marks = ", ".join(f"{factor_name(ctx.translator, mark.factor)} {mark.score}" for mark in touch.marks)
            return touchpoint_name(ctx.translator, ctx.work.touchpoints.get(touch.touchpoint)), marks, touch.why
        case PromiseMade() as promise:
            # What it was moved to since is what counts.
            now = (entry.live and ctx.work.promises.find(entry.number)) or promise
            return promise.what, ctx.t("promise", "due {day}", day=ctx.translator.day_at(now.due, now.hour))
        case PromiseStep() as step:
            return f"P{step.promise}", outcome_name(ctx, step.outcome), _moved_text(ctx, step), step.note
        case FollowUp() as followup:
            return followup.note, ctx.translator.day_at(followup.due, followup.hour)
        case Waiting() as waiting:
            return waiting.place, waiting.what
        case WaitTaken() as taken:
            return (f"W{taken.waiting}",)
        case HandOff() as handoff:
            return ctx.work.desks.get(handoff.desk).name, minutes_text(ctx, handoff.minutes), handoff.cause
        case Planned() as planned:
            return (ctx.t("plan", "first calls {day}", day=ctx.translator.day(planned.due)),)
        case RefillRhythm() as refill:
            ended = ctx.t("refill", "No refill any more")
            return refill.item, rhythm_text(ctx.translator, refill.every) if refill.every else ended
        case RefillOrder() as order:
            return ctx.t("refill", "Ordered"), _item_of(ctx, order)
        case Junk() as junk:
            return minutes_text(ctx, junk.minutes), junk.what
        case Exclusivity() as exclusivity:
            return exclusivity.item, exclusivity.place
        case Freeze() as freeze:
            return ctx.t("freeze", "Unfrozen") if freeze.over else ctx.t("freeze", "Frozen on purpose"), freeze.why
        case Departure() as departure:
            return ctx.t("left", "Left"), departure.why
        case OtherContact() as contact:
            return contact_name(ctx, entry.kind), _offered(ctx, entry), contact.note
        case AccountChange() as change:
            return change_texts(ctx, entry.account, change)
        case _:
            assert_never(entry.detail)


def _moved_text(ctx: Context, step: PromiseStep) -> str:
    """Return the new day of a step; only of the one that counts it says that the promise is due then."""
    if step.due is None:
        return ""
    day, now = ctx.translator.day_at(step.due, step.hour), ctx.work.promises.find(step.promise)
    counts = now is None or (now.due, now.hour) == (step.due, step.hour)
    return ctx.t("promise", "now due {day}", day=day) if counts else day


def _item_of(ctx: Context, order: RefillOrder) -> str:
    refill = ctx.work.entries.newest(Kind.REFILL, order.refill)
    return refill.detail.item if refill and isinstance(refill.detail, RefillRhythm) else f"B{order.refill}"


def contact_name(ctx: Context, kind: Kind) -> str:
    """Return what a kind of contact that was no call is called."""
    return ctx.m(NAMES[kind])


def _offered(ctx: Context, entry: Entry) -> str:
    """Return the amount of an offer, "" for none and for another contact."""
    amount = entry.detail.amount if isinstance(entry.detail, Offer) else None
    if amount is None:
        return ""
    account = ctx.work.accounts.find(entry.account or 0)
    return ctx.translator.value(amount, currency_for(ctx.work, account.owner if account else None, ctx.who))


def minutes_text(ctx: Context, minutes: int) -> str:
    """Return how many minutes something took; "" for none."""
    return ctx.n("handoff", "{count} minute", "{count} minutes", minutes) if minutes else ""


def outcome_name(ctx: Context, outcome: PromiseOutcome) -> str:
    """Return the name of what became of a promise."""
    match outcome:
        case PromiseOutcome.KEPT:
            return ctx.t("promise", "Kept")
        case PromiseOutcome.TOLD:
            return ctx.t("promise", "Told in advance")
        case PromiseOutcome.BROKEN:
            return ctx.t("promise", "Broken")
        case _:
            assert_never(outcome)
