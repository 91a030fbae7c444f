"""N4: a promise is due on the next working day, while there is still time to tell the customer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.domain.outbox import State
from bot.domain.promises import Promise
from bot.i18n import msg
from bot.message import Card, Style, Text
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay, clipped

LAST = time(18)
MORNING_WINDOW = timedelta(hours=4)


@nudge("N4", to=To.PERSON, rank=30, help=msg("nudge", "Promises due on the next working day"))
def promise_due(day: SalesDay) -> Iterator[Nudge]:
    """Ask in the afternoon before; in the morning of the day itself when that was not possible."""
    following = day.calendar.next_workday(day.day)
    for promise in day.promises:
        asked_at = day.afternoon
        if asked_at and day.day < promise.due <= following and _made_before(promise, asked_at):
            yield Nudge(
                subject=f"{promise.ref}@{promise.due}", due=asked_at, until=day.at(LAST), card=_card(day, promise)
            )
        elif promise.due == day.day and not _asked_before(day, promise):
            until = day.morning + MORNING_WINDOW
            yield Nudge(subject=f"{promise.ref}@{promise.due}!", due=day.morning, until=until, card=_card(day, promise))


def _made_before(promise: Promise, instant: datetime) -> bool:
    return promise.made_at is not None and promise.made_at < instant


def _asked_before(day: SalesDay, promise: Promise) -> bool:
    made_today = promise.made_at is not None and promise.made_at >= day.morning
    asked = day.work.outbox.known(f"N4:p{day.person.id}:{promise.ref}@{promise.due}")
    return made_today or (asked is not None and asked.state in (State.SENT, State.UNCERTAIN))


def _card(day: SalesDay, promise: Promise) -> Card:
    say = day.say
    account = day.account(promise.account).name
    values = {"account": account, "what": clipped(promise.what), "when": _when(day, promise.due)}
    return Card(
        title=say.t("nudge", "Promise {number}, {when}", number=promise.number, when=values["when"]),
        body=(Text(text=say.t("nudge", "{account}: {what}. Does it hold?", **values)),),
        buttons=(
            day.button(say.t("button", "Yes"), "holds", Style.MAIN, promise=promise.ref, answer="yes"),
            day.button(say.t("button", "No, they know"), "told", promise=promise.ref),
            day.button(say.t("button", "No, not told yet"), "holds", promise=promise.ref, answer="no"),
        ),
    )


def _when(day: SalesDay, due: date) -> str:
    if due == day.day:
        return day.say.t("nudge", "today")
    return day.say.t("nudge", "tomorrow") if (due - day.day).days == 1 else day.say.short_day(due)
