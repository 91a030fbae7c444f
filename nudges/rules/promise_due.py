"""N4: a promise is due on the next working day, while there is still time to tell the customer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.arguments.new_day import told_values
from bot.domain.promises import Promise
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.views.promises import hold_question
from nudges.brevity import clipped, short_card, short_name
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay, made_before

LAST = time(18)
MORNING_WINDOW = timedelta(hours=4)


@nudge("N4", to=To.PERSON, rank=30, lasting=True, help=msg("nudge", "Promises due on the next working day"))
def promise_due(day: SalesDay) -> Iterator[Nudge]:
    """Ask in the afternoon before; in the morning of the day itself when that was not possible, before its hour."""
    if not day.calendar.works(day.day):
        return
    following = day.calendar.next_workday(day.day)
    for promise in day.promises:
        # What was promised after the moment is not asked about: it was typed a moment ago.
        if promise.due == day.day and made_before(promise, day.morning):
            asked_at, until = day.morning, min(day.morning + MORNING_WINDOW, _reminded_at(day, promise))
        elif day.afternoon and day.day < promise.due <= following and made_before(promise, day.afternoon):
            asked_at, until = day.afternoon, day.at(LAST)
        else:
            continue
        # An hour so early that its reminder comes first is asked about by that one.
        if until <= asked_at:
            continue
        # With the day, so that a promise that is moved is asked about again.
        subject = f"{promise.ref}@{promise.due}"
        yield Nudge(subject=subject, due=asked_at, until=until, draw=partial(_card, day, promise))


def _reminded_at(day: SalesDay, promise: Promise) -> datetime:
    """Return when the hour of a promise of today is reminded of; the end of the day for one without."""
    reminder = day.reminder_of(promise)
    return day.at(reminder.hour, reminder.day) if reminder and reminder.hour else day.midnight


def _card(day: SalesDay, promise: Promise) -> Card:
    say, when = day.say, _when(day, promise.due)
    name = short_name(day.account(promise.account).name)
    buttons = (
        day.button(say.t("button", "Yes"), "holds", Style.MAIN, promise=promise.ref, answer="yes"),
        day.button(say.t("button", "No, they know"), "told", Style.PLAIN, **told_values(day.work, promise)),
        day.button(say.t("button", "No, not told yet"), "holds", promise=promise.ref, answer="no"),
    )

    def made(cut: int) -> Card:
        text = hold_question(say, promise, name, clipped(promise.what, cut))
        heading = say.t("nudge", "Promise {number}, {when}", number=promise.number, when=when)
        return Card(title=heading, body=(Text(text=text),), buttons=buttons)

    return short_card(made)


def _when(day: SalesDay, due: date) -> str:
    if due == day.day:
        return day.say.t("nudge", "today")
    return day.say.t("nudge", "tomorrow") if (due - day.day).days == 1 else day.say.short_day(due)
