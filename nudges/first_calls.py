"""First calls: whom to call first in the morning and why, three at most.

1. What the person planned, the choice of last evening among it, in the order of the plan.
2. Promises that are late, then those due today.
3. Customers at zero, then those whom one more breach may lose.
4. Customers who run out of something soon.
5. Plates beyond their own rhythm, then the others by value times days of silence.
6. Customers of whose contacts fewer than half were reached within a year, of the most valuable ones.
Whoever was spoken to today is left out, and so is who rests unless planned, and what was said within a week: a customer
is named again for another reason only. Reading stops with the third, so that a morning costs the same however many
customers somebody has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import chain

from bot.arguments.touchpoint import touchpoint_name
from bot.domain.accounts import Account
from bot.domain.figures import OpenZero
from bot.domain.outbox import Occurrence
from bot.domain.plans import LONGEST
from bot.domain.plates import Plate, costliest_silence, wobbliest
from bot.domain.promises import Promise
from bot.domain.ratings import WINDOW_DAYS
from bot.domain.refills import Refill
from bot.records import record
from bot.views.coverage import reached_of
from bot.views.money import currency_for
from bot.views.plates import plate_text
from nudges.brevity import clipped, short_name
from nudges.salesday import SalesDay

NEAR = 2
"""Breaches after which the next one is the third."""
PLANNED = "plan"
SILENT = "silent"
COVERAGE = "coverage"
LOOKED_AT = 10
"""The most valuable customers, whose coverage is counted."""
Why = Callable[[SalesDay, str, int], str]
"""Says the reason in a sentence, given the customer's name and how many words of a text it may use."""


@record(kw_only=True)
class FirstCall:
    """One customer to call; `reason` names why, so that it is not said again, and `why` says it."""

    account: Account
    reason: str
    why: Why

    @property
    def token(self) -> str:
        """What is kept of it with the morning that names it."""
        return _token(self.account.id, self.reason)

    def text(self, day: SalesDay, cut: int) -> str:
        """Return the sentence with as many words of a name and of a text at most."""
        return self.why(day, short_name(self.account.name, min(cut, 4)), cut)


@record(kw_only=True)
class _Candidate:
    account: int
    reason: str
    why: Why

    @property
    def token(self) -> str:
        return _token(self.account, self.reason)


def first_calls(day: SalesDay, said: frozenset[str]) -> tuple[FirstCall, ...]:
    """Return whom to call first; `said` are the tokens of what was said within a week."""
    return _chosen(day, lambda call: call.reason == PLANNED or call.token not in said)


def calls_left(day: SalesDay, tokens: frozenset[str]) -> tuple[FirstCall, ...]:
    """Return those of these tokens whose reason still holds."""
    return _chosen(day, lambda call: call.token in tokens)


def _chosen(day: SalesDay, wanted: Callable[[_Candidate], bool]) -> tuple[FirstCall, ...]:
    found: dict[int, FirstCall] = {}
    for candidate in filter(wanted, _candidates(day)):
        rests = candidate.reason != PLANNED and day.rests(candidate.account)
        if rests or candidate.account in found:
            continue
        account = day.work.accounts.find(candidate.account)
        if account and account.closed is None and account.last_contact != day.day:
            found[account.id] = FirstCall(account=account, reason=candidate.reason, why=candidate.why)
        if len(found) == LONGEST:
            break
    return tuple(found.values())


def said_in(mornings: Iterator[Occurrence]) -> frozenset[str]:
    """Return the tokens of what some mornings said."""
    return frozenset(token for morning in mornings for token in morning.note.split())


def _token(account: int, reason: str) -> str:
    return f"{account}:{reason}"


def _candidates(day: SalesDay) -> Iterator[_Candidate]:
    """Yield whom there is a reason to call, the best reason first; what comes later is read when it is asked for."""
    reasons = (_planned, _promised, _at_zero, _near_breach, _running_out, _silent, _uncovered)
    return chain.from_iterable(reason(day) for reason in reasons)


def _planned(day: SalesDay) -> Iterator[_Candidate]:
    for call in day.plan:
        yield _Candidate(account=call.account, reason=PLANNED, why=_planned_text)


def _promised(day: SalesDay) -> Iterator[_Candidate]:
    late = [promise for promise in day.promises if promise.due < day.day and not promise.told]
    due = [promise for promise in day.promises if promise.due == day.day]
    for promise in (*late, *due):
        why = partial(_promise_text, promise)
        yield _Candidate(account=promise.account, reason=f"{promise.ref}@{promise.due}", why=why)


def _at_zero(day: SalesDay) -> Iterator[_Candidate]:
    since = day.day - timedelta(days=WINDOW_DAYS)
    for account in day.work.plates.with_zeros(day.person.id, since, day.day):
        standing = day.work.figures.zeros(day.day, account=account)
        if standing:
            newest = max(standing, key=lambda zero: zero.entry)
            yield _Candidate(account=account, reason=f"R{newest.number}", why=partial(_zero_text, newest))


def _near_breach(day: SalesDay) -> Iterator[_Candidate]:
    for account in day.work.plates.near_third_breach(day.person.id, day.day):
        if day.work.promises.breaches(account, day.day) == NEAR:
            yield _Candidate(account=account, reason="breach", why=_breach_text)


def _running_out(day: SalesDay) -> Iterator[_Candidate]:
    for refill in day.refills_due:
        why = partial(_refill_text, refill)
        yield _Candidate(account=refill.account, reason=f"{refill.ref}@{refill.lasts_until}", why=why)


def _silent(day: SalesDay) -> Iterator[_Candidate]:
    plates = day.work.plates.of(day.person.id)
    for plate in (*wobbliest(plates, day.day), *costliest_silence(plates, day.day)):
        yield _Candidate(account=plate.account, reason=SILENT, why=partial(_silent_text, plate))


def _uncovered(day: SalesDay) -> Iterator[_Candidate]:
    known = [plate for plate in day.work.plates.of(day.person.id) if plate.contacts]
    for plate in sorted(known, key=lambda plate: (-(plate.value or 0), plate.account))[:LOOKED_AT]:
        contacts = plate.contacts or 0
        reached = reached_of(day.work, plate.account, contacts, day.day)
        if 2 * reached < contacts:
            why = partial(_coverage_text, reached, contacts)
            yield _Candidate(account=plate.account, reason=COVERAGE, why=why)


def _planned_text(day: SalesDay, name: str, cut: int) -> str:
    return day.say.t("nudge", "{account}: as you planned.", account=name)


def _promise_text(promise: Promise, day: SalesDay, name: str, cut: int) -> str:
    what = clipped(promise.what, min(cut, 3))
    if promise.due == day.day:
        return day.say.t("nudge", "{account}: “{what}” is due today.", account=name, what=what)
    when = day.say.short_day(promise.due)
    return day.say.t("nudge", "{account}: “{what}” was due {day}.", account=name, what=what, day=when)


def _zero_text(zero: OpenZero, day: SalesDay, name: str, cut: int) -> str:
    point = touchpoint_name(day.say, day.work.touchpoints.get(zero.touchpoint))
    return day.say.t("nudge", "{account}: zero, {point}.", account=name, point=clipped(point, min(cut, 3)))


def _breach_text(day: SalesDay, name: str, cut: int) -> str:
    return day.say.t("nudge", "{account}: two breaches, none left.", account=name)


def _refill_text(refill: Refill, day: SalesDay, name: str, cut: int) -> str:
    item, until = clipped(refill.item, min(cut, 3)), day.say.short_day(refill.lasts_until)
    return day.say.t("nudge", "{account}: {item} lasts until {day}.", account=name, item=item, day=until)


def _silent_text(plate: Plate, day: SalesDay, name: str, cut: int) -> str:
    currency = currency_for(day.work, day.person.id, day.person) if plate.value else ""
    return plate_text(day.say, plate, name, day.day, currency)


def _coverage_text(reached: int, contacts: int, day: SalesDay, name: str, cut: int) -> str:
    return day.say.n(
        "nudge",
        "{account}: {reached} of {count} contact reached.",
        "{account}: {reached} of {count} contacts reached.",
        contacts,
        account=name,
        reached=day.say.number(reached),
    )
