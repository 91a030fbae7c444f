"""N5: tell them first: a promise runs out and the customer does not know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain.outbox import State
from bot.domain.promises import Promise
from bot.i18n import msg
from bot.message import Card, Style, Text
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay, clipped

BREACHES = 3


@nudge("N5", to=To.PERSON, rank=5, help=msg("nudge", "A promise runs out and the customer does not know"))
def tell_early(day: SalesDay) -> Iterator[Nudge]:
    """Speak in the afternoon of the due day, or in the next working morning when that was no day to speak."""
    for promise in day.promises:
        subject = f"{promise.ref}@{promise.due}"
        if promise.told:
            continue
        spoken_at = day.afternoon if promise.due == day.day and day.calendar.works(day.day) else None
        if spoken_at and _made_before(promise, spoken_at):
            yield Nudge(subject=subject, due=spoken_at, until=day.midnight, card=_card(day, promise))
        elif day.calendar.next_workday(promise.due) == day.day and not _spoken(day, subject):
            yield Nudge(subject=f"{subject}!", due=day.morning, until=day.midnight, card=_card(day, promise))


def _made_before(promise: Promise, instant: datetime) -> bool:
    return promise.made_at is not None and promise.made_at < instant


def _spoken(day: SalesDay, subject: str) -> bool:
    before = day.work.outbox.known(f"N5:p{day.person.id}:{subject}")
    return before is not None and before.state in (State.SENT, State.UNCERTAIN)


def _card(day: SalesDay, promise: Promise) -> Card:
    say = day.say
    account = day.account(promise.account).name
    count = day.work.promises.breaches(promise.account, day.day) + 1
    return Card(
        title=say.t("nudge", "{account} does not know yet", account=account),
        body=(
            Text(
                text=say.t(
                    "nudge",
                    "{what}, due {day}. Call before, not after. Breach {count} of {limit}.",
                    what=clipped(promise.what),
                    day=say.short_day(promise.due),
                    count=count,
                    limit=BREACHES,
                )
            ),
        ),
        buttons=(
            day.button(say.t("button", "I told them"), "told", Style.MAIN, promise=promise.ref, note=""),
            day.button(say.t("button", "Kept"), "kept", promise=promise.ref),
        ),
    )
