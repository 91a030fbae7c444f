"""N14: on Friday, what a seller's hand-offs took of the week, and the calls that it would have been."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.domain.periods import week_of
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.views.money import currency_for
from bot.views.switchboard import SwitchboardSum, minutes_span, person_switchboard_sum
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay

FRIDAY = 5


@nudge("N14", to=To.PERSON, rank=100, help=msg("nudge", "What handing over took of your week, on Friday"))
def switchboard_hours(day: SalesDay) -> Iterator[Nudge]:
    """Speak to sellers whose hand-offs took time this week."""
    if not day.sells or day.day.isoweekday() != FRIDAY or not day.calendar.works(day.day):
        return
    spent = person_switchboard_sum(day.work, day.person.id, week_of(day.day))
    if spent.minutes:
        yield Nudge(subject=day.day.isoformat(), due=day.sweep("N14"), until=day.end, draw=partial(_card, day, spent))


def _card(day: SalesDay, spent: SwitchboardSum) -> Card:
    say = day.say
    span = minutes_span(say, spent.minutes)
    cost = say.value(spent.cost, currency_for(day.work, day.person.id, day.person)) if spent.cost else ""
    took = (
        say.t("nudge", "Handing over took {span}, {cost}.", span=span, cost=cost)
        if cost
        else say.t("nudge", "Handing over took {span}.", span=span)
    )
    calls = (
        say.n("nudge", "That is {count} call.", "That is {count} calls.", spent.calls_lost) if spent.calls_lost else ""
    )
    return Card(
        title=say.t("nudge", "Switchboard this week"),
        body=(Text(text=" ".join(filter(None, (took, calls)))),),
        buttons=(day.button(say.t("button", "My week"), "me week", Style.MAIN),),
    )
