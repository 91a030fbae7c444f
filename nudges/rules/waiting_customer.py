"""N8: one ping in the channel when nobody has gone to a waiting customer for two minutes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

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
    say = day.say
    # Yesterday's too, as two minutes after 23:59 are today.
    waits = [wait for wait in day.work.figures.waits(day.day - DAY, day.day, team=day.team.id) if wait.went_at is None]
    for wait in waits:
        due = wait.asked_at + PATIENCE
        if due.astimezone(day.zone).date() != day.day:
            continue
        text = say.t(
            "waiting",
            "{place}. Nobody is on it yet.",
            place=capitalized(say.join((clipped(wait.place, 8), clipped(wait.what, 6)))),
        )
        # Pings that fall together become one message, in which each button has to say to whom one goes.
        label = go_label(say, wait, alone=len(waits) == 1)
        go = day.button(label, "go", Style.MAIN, waiting=f"W{wait.number}")
        card = Card(title=say.t("waiting", "A customer waits"), body=(Text(text=text),), buttons=(go,))
        yield Nudge(subject=f"W{wait.number}", due=due, until=due + WINDOW, card=card)
