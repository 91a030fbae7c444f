"""N13: the end of a seller's day: calls made, promises kept and open, and the first call of the next working day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from bot.language.i18n import msg
from bot.messages.card import Card, Text
from bot.messages.press import existing
from nudges.coming_day import coming_day
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay

WINDOW = timedelta(hours=1)
CHOICES = 2


@nudge("N13", to=To.PERSON, rank=90, daily=True, help=msg("nudge", "End of the day: what was done, what is open"))
def number_game(day: SalesDay) -> Iterator[Nudge]:
    """Speak to sellers a quarter of an hour before their end of work."""
    if day.sells and day.calendar.works(day.day):
        due = day.last_moment
        yield Nudge(subject=day.day.isoformat(), due=due, until=due + WINDOW, draw=partial(_card, day))


def _card(day: SalesDay) -> Card:
    say = day.say
    kept = sum(sums.kept for sums in day.work.figures.days(day.day, day.day, person=day.person.id))
    calls = say.t("nudge", "{calls} of {target} calls", calls=day.calls, target=day.target)
    ledger = say.n(
        "nudge",
        "{count} promise kept, open: {open}",
        "{count} promises kept, open: {open}",
        kept,
        open=len(day.promises),
    )
    following = day.calendar.next_workday(day.day)
    ask = say.t("nudge", "First call {when}?", when=coming_day(say, day.day, following))
    buttons = tuple(
        day.button(account.name, "follow", account=existing(account.id), due=following.isoformat())
        for account in day.accounts[:CHOICES]
    )
    other = day.button(say.t("button", "Other"), "follow", due=following.isoformat())
    return Card(
        title=say.t("nudge", "Your day"),
        body=tuple(Text(text=line) for line in (f"{calls}, {ledger}. {ask}", *day.uncertain_line(day.day, day.day))),
        buttons=(*buttons, other),
    )
