"""N7: broken promises to one customer: a warning to its owner at two, an alarm, also to the manager, at three."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from bot.domain.outbox import Reason
from bot.domain.people import Role
from bot.domain.promises import Breach
from bot.language.i18n import Translator, msg
from bot.messages.card import Card, Style, Text
from bot.messages.press import existing
from nudges.brevity import short_name, short_title
from nudges.rule import Nudge, To, nudge
from nudges.salesday import FRESH, LATE, SalesDay

WARNING = 2
ALARM = 3
THEN = timedelta(minutes=1)
"""The manager hears of it after the owner."""


@nudge(
    "N7",
    to=To.PERSON,
    rank=1,
    lasting=True,
    limited=False,
    help=msg("nudge", "When a second or third promise to a customer is broken"),
)
def third_breach(day: SalesDay) -> Iterator[Nudge]:
    """Warn the account's owner at two breaches; at three tell the owner, then the owner's manager."""
    for account, breach in sorted(_breaches(day).items()):
        due = day.at_once(breach.at)
        if due is None or breach.at < day.midnight - FRESH or day.rests(account):
            continue
        owns = day.account(account).owner == day.person.id
        if owns or (breach.count >= ALARM and _manages(day, account)):
            # With the instant: a breach that was taken back and logged again is another one of the same count.
            subject = f"A{account}:{breach.count}:{breach.at:%Y%m%dT%H%M%S.%f}"
            due = due if owns else due + THEN
            skip = None if owns or day.figures_open else Reason.NO_PURPOSE
            draw = partial(_card, day, account, breach.count)
            yield Nudge(subject=subject, due=due, until=day.quiet, draw=draw, skip=skip)


def _breaches(day: SalesDay) -> dict[int, Breach]:
    """Return the fresh breaches to whom the person's own accounts belong, for a manager those of the team as well."""
    who, promises, since = day.person, day.work.promises, day.day - LATE
    managed = promises.breached_in_team(who.team, day.day, since) if Role.MANAGER in who.roles else {}
    return {**managed, **promises.breached(who.id, day.day, since)}


def _manages(day: SalesDay, account: int) -> bool:
    owner = day.account(account).owner
    if owner is None or Role.MANAGER not in day.person.roles:
        return False
    return day.work.people.get(owner).team == day.person.team


def _card(day: SalesDay, account: int, breaches: int) -> Card:
    say = day.say
    name = day.account(account).name
    text = (
        say.t("nudge", "One more broken promise may lose them. What can you promise for sure?")
        if breaches == WARNING
        else say.t("nudge", "Call today, listen, and say what you will do.")
    )
    heading = short_title(lambda cut: _title(say, breaches, short_name(name, cut)))
    look = day.button(say.t("button", "Open account"), "account", Style.MAIN, account=existing(account))
    log = day.button(say.t("button", "Log a call"), "call", account=existing(account))
    return Card(title=heading, body=(Text(text=text),), buttons=(look, log))


def _title(say: Translator, breaches: int, account: str) -> str:
    if breaches <= ALARM:
        return say.t("nudge", "Breach {count}: {account}", count=breaches, account=account)
    return say.n("nudge", "{count} breach: {account}", "{count} breaches: {account}", breaches, account=account)
