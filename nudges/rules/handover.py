"""N24: a colleague has left, and what they answered for is yours from now on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.domain.handovers import PastHandover
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.views.handovers import handed_texts
from nudges.brevity import clipped, short_title
from nudges.rule import Nudge, To, nudge
from nudges.salesday import FRESH, SalesDay


@nudge("N24", to=To.PERSON, rank=9, lasting=True, help=msg("nudge", "What you take over from somebody who left"))
def handover(day: SalesDay) -> Iterator[Nudge]:
    """Tell once of each handover of the last two weeks by which anything went, at once within working hours."""
    for past in day.work.handovers.to_heir(day.person.id, day.midnight - FRESH):
        due = day.at_once(past.at)
        if due is not None and handed_texts(day.say, day.work, past.entry):
            yield Nudge(subject=past.ref, due=due, until=day.quiet, draw=partial(_card, day, past))


def _card(day: SalesDay, past: PastHandover) -> Card:
    say, name = day.say, day.work.people.get(past.leaver).name
    things = ", ".join(handed_texts(say, day.work, past.entry))
    return Card(
        title=short_title(lambda cut: say.t("nudge", "You take over from {name}", name=clipped(name, cut))),
        body=(Text(text=say.t("nudge", "From now on yours: {things}.", things=things)),),
        buttons=(day.button(say.t("button", "My day"), "today", Style.MAIN),),
    )
