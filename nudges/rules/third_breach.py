"""N7: the third breach ends it: a warning at two, an alarm at three."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.people import Role
from bot.i18n import msg
from bot.message import Card, Style, Text
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay

WARNING = 2
ALARM = 3


@nudge("N7", to=To.PERSON, rank=1, help=msg("nudge", "The second and third breach of a customer"))
def third_breach(day: SalesDay) -> Iterator[Nudge]:
    """Warn the account's owner at two breaches; at three tell the owner and the owner's manager."""
    for account, breaches in day.work.promises.breached(day.day).items():
        if not _concerns(day, account, breaches):
            continue
        due = day.at_once(day.now) if day.at(day.hours[0]) <= day.now else day.morning
        if due is not None:
            subject = f"A{account}:{min(breaches, ALARM)}:{day.day.year}"
            yield Nudge(subject=subject, due=due, until=day.midnight, card=_card(day, account, breaches))


def _concerns(day: SalesDay, account: int, breaches: int) -> bool:
    owner = day.account(account).owner
    if owner == day.person.id:
        return True
    if breaches < ALARM or owner is None or Role.MANAGER not in day.person.roles:
        return False
    return day.work.people.get(owner).team == day.person.team


def _card(day: SalesDay, account: int, breaches: int) -> Card:
    say = day.say
    name = day.account(account).name
    text = (
        say.t("nudge", "A third broken promise ends it. What holds from now on?")
        if breaches == WARNING
        else say.t("nudge", "Call them today, listen, and say what happens now.")
    )
    title = say.t("nudge", "Breach {count}: {account}", count=breaches, account=name)
    look = day.button(say.t("button", "Open account"), "account", Style.MAIN, account=f"={account}")
    log = day.button(say.t("button", "Log a call"), "call", account=f"={account}")
    return Card(title=title, body=(Text(text=text),), buttons=(look, log))
