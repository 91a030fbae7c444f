"""N1: the morning quota, and whom to call first and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from bot.domain.accounts import Account
from bot.domain.outbox import Reason
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.messages.press import existing
from bot.views.labels import phone_of
from bot.views.money import currency_for
from nudges.brevity import short_name
from nudges.rule import Nudge, To, nudge
from nudges.salesday import DAY, SalesDay

WINDOW = timedelta(hours=2)
FRIDAY = 5


@nudge("N1", to=To.PERSON, rank=10, daily=True, help=msg("nudge", "Morning: calls to make and whom to call first"))
def call_quota(day: SalesDay) -> Iterator[Nudge]:
    """Speak to every seller on every day on which calls are asked for; a weekend counts for those who work then."""
    if not day.sells or (day.day.isoweekday() > FRIDAY and not day.calendar.works(day.day)):
        return
    done = day.target > 0 and day.calls >= day.target
    # Yielded with a reason, not left out, so that the account of the day says why nothing was sent.
    skip = Reason.ALREADY_DONE if done else None if day.target else Reason.NO_CALLS
    morning = day.morning
    yield Nudge(subject=day.day.isoformat(), due=morning, until=morning + WINDOW, draw=partial(_card, day), skip=skip)


def _card(day: SalesDay) -> Card:
    say = day.say
    count = say.t("nudge", "{calls} of {target} calls.", calls=day.calls, target=day.target)
    first = next((account for account in day.accounts if account.last_contact != day.day), None)
    label = (
        say.t("nudge", "Log call: {account}", account=short_name(first.name))
        if first
        else say.t("button", "Log a call")
    )
    values = {"account": existing(first.id)} if first else {}
    start = _start_with(day, first) if first else say.t("nudge", "Who will you call first?")
    lines = (f"{count} {start}", *day.uncertain_line(day.day - DAY, day.day - DAY))
    return Card(
        title=say.t("nudge", "Good morning"),
        body=(*(Text(text=line) for line in lines), *(phone_of(say, first) if first else ())),
        buttons=(day.button(label, "call", Style.MAIN, **values),),
    )


def _start_with(day: SalesDay, account: Account) -> str:
    say = day.say
    if account.last_contact is None:
        return say.t("nudge", "Start with {account}: no contact yet.", account=short_name(account.name))
    silent = (day.day - account.last_contact).days
    currency = currency_for(day.work, account.owner, day.person)
    value = say.t("nudge", ", {value} a year", value=say.value(account.value, currency)) if account.value else ""
    return say.n(
        "nudge",
        "Start with {account}: {count} day silent{value}.",
        "Start with {account}: {count} days silent{value}.",
        silent,
        account=short_name(account.name),
        value=value,
    )
