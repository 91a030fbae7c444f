"""N8: one ping in the channel when nobody has gone to a waiting customer for two minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from bot.domain.figures import OpenWait
from bot.language.i18n import capitalized, msg
from bot.messages.card import Card, Style, Text
from nudges.brevity import clipped
from nudges.rule import Nudge, To, nudge
from nudges.salesday import ChannelDay

PATIENCE = timedelta(minutes=2)
WINDOW = timedelta(minutes=45)


@nudge("N8", to=To.CHANNEL, rank=2, help=msg("nudge", "A customer has waited for two minutes"), limited=False)
def waiting_customer(day: ChannelDay) -> Iterator[Nudge]:
    """Ping the channel once for each customer to whom nobody has gone."""
    for wait in day.waits:
        due = wait.asked_at + PATIENCE
        if due.astimezone(day.zone).date() == day.day:
            yield Nudge(subject=f"W{wait.number}", due=due, until=due + WINDOW, draw=partial(_card, day, wait))


def _card(day: ChannelDay, wait: OpenWait) -> Card:
    say = day.say
    text = say.t(
        "waiting",
        "{place}, {span}. Nobody is on it yet.",
        place=capitalized(say.join((clipped(wait.place, 8), clipped(wait.what, 6)))),
        span=say.span(max(day.now - wait.asked_at, PATIENCE)),
    )
    go = day.button(say.t("button", "I go"), "go", Style.MAIN, waiting=f"W{wait.number}")
    return Card(title=say.t("waiting", "A customer waits"), body=(Text(text=text),), buttons=(go,))
