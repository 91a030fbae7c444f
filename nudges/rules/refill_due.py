"""N9: a customer runs out of something soon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from functools import partial

from bot.domain.refills import Refill
from bot.language.i18n import capitalized, msg
from bot.language.vocabulary import verb_label
from bot.messages.card import Card, Style, Text
from bot.messages.press import existing
from bot.views.labels import phone_of
from nudges.brevity import clipped, short_name, short_title
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay

LAST = time(17)
TRIED = timedelta(days=14)
"""How long after the day on which a customer was to run out it is still said."""


@nudge("N9", to=To.PERSON, rank=22, lasting=True, help=msg("nudge", "Before a customer runs out"))
def refill_due(day: SalesDay) -> Iterator[Nudge]:
    """Speak of each refill once until it is ordered: in the morning, five working days before it ends."""
    if not day.calendar.works(day.day):
        return
    for refill in day.refills_due:
        said = refill.typed_at.astimezone(day.zone).date() < day.day  # on the day itself the receipt says it
        if said and day.day <= refill.lasts_until + TRIED:
            # With the day, so that the next one is said again.
            subject = f"{refill.ref}@{refill.lasts_until.isoformat()}"
            until = max(day.at(LAST), day.morning)
            yield Nudge(subject=subject, due=day.morning, until=until, draw=partial(_card, day, refill))


def _card(day: SalesDay, refill: Refill) -> Card:
    say, account = day.say, day.account(refill.account)
    until = say.day(refill.lasts_until)
    over = refill.lasts_until < day.day
    return Card(
        title=short_title(
            lambda cut: say.t(
                "nudge", "{account}: {item}", account=short_name(account.name, cut), item=clipped(refill.item, cut)
            )
        ),
        body=(
            Text(
                text=say.t("nudge", "Was to last until {day}. Ring before somebody else does.", day=until)
                if over
                else say.t("nudge", "Lasts until {day}. Ring before they run out.", day=until)
            ),
            *phone_of(say, account),
        ),
        buttons=(
            day.button(say.t("button", "Log a call"), "call", Style.MAIN, account=existing(account.id)),
            day.button(
                capitalized(verb_label("ordered", say.language)),
                "ordered",
                account=existing(account.id),
                refill=refill.ref,
            ),
        ),
    )
