"""N6: a zero, said at once to the owner of the account and of the touchpoint."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.figures import OpenZero
from bot.i18n import msg
from bot.message import Card, Style, Text
from bot.things import point_name
from bot.wordlists import FACTORS
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay, clipped


@nudge("N6", to=To.PERSON, rank=7, help=msg("nudge", "A zero at your account or touchpoint"))
def zero_alarm(day: SalesDay) -> Iterator[Nudge]:
    """Speak of each fresh zero that stands."""
    for zero in day.fresh_zeros:
        point = day.work.touchpoints.get(zero.touchpoint)
        if day.person.id not in (day.account(zero.account).owner, point.owner):
            continue
        due = day.at_once(zero.at)
        if due is not None:
            yield Nudge(subject=f"R{zero.number}:{zero.factor}", due=due, until=day.midnight, card=_card(day, zero))


def _card(day: SalesDay, zero: OpenZero) -> Card:
    say = day.say
    point = day.work.touchpoints.get(zero.touchpoint)
    account = day.account(zero.account)
    factor = FACTORS.label(zero.factor, say.language)
    why = f" “{clipped(zero.why, 8)}”" if zero.why else ""
    owner = day.work.people.get(point.owner).name if point.owner else ""
    lines = [say.t("nudge", "{account}.{why} One zero makes the whole zero.", account=account.name, why=why)]
    lines += [say.t("touch", "Owner: {name}.", name=owner)] if owner else []
    title = say.t("nudge", "A zero: {point}, {factor}", point=point_name(say, point), factor=factor)
    fix = day.button(say.t("button", "Promise a fix"), "promise", Style.MAIN, account=f"={account.id}")
    look = day.button(say.t("button", "Open account"), "account", account=f"={account.id}")
    return Card(title=title, body=tuple(Text(text=line) for line in lines), buttons=(fix, look))
