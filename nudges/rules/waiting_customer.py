"""N8: one ping in the channel when nobody has gone to a waiting customer for two minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from bot.domain.figures import OpenWait
from bot.language.i18n import capitalized, msg
from bot.messages.card import Card, Style, Text
from bot.views.waits import go_label
from nudges.brevity import clipped
from nudges.rule import Nudge, To, nudge
from nudges.salesday import DAY, ChannelDay

PATIENCE = timedelta(minutes=2)
WINDOW = timedelta(minutes=45)


@nudge("N8", to=To.CHANNEL, rank=2, help=msg("nudge", "A customer has waited for two minutes"), limited=False)
def waiting_customer(day: ChannelDay) -> Iterator[Nudge]:
    """Ping the channel once for each customer to whom nobody has gone."""
    # Yesterday's too, as two minutes after 23:59 are today.
    waits = [wait for wait in day.work.figures.waits(day.day - DAY, day.day, team=day.team.id) if wait.went_at is None]
    for wait in waits:
        due = wait.asked_at + PATIENCE
        if due.astimezone(day.zone).date() != day.day:
            continue
        # Pings that fall together become one message, in which each button has to say to whom one goes.
        draw = partial(_card, day, wait, alone=len(waits) == 1)
        yield Nudge(subject=f"W{wait.number}", due=due, until=due + WINDOW, draw=draw)


def _card(day: ChannelDay, wait: OpenWait, *, alone: bool) -> Card:
    say = day.say
    text = say.t(
        "waiting",
        "{place}. Nobody is on it yet.",
        place=capitalized(say.join((clipped(wait.place, 8), clipped(wait.what, 6)))),
    )
    go = day.button(go_label(say, wait, alone=alone), "go", Style.MAIN, waiting=f"W{wait.number}")
    return Card(title=say.t("waiting", "A customer waits"), body=(Text(text=text),), buttons=(go,))
