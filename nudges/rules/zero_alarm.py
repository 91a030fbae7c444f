"""N6: a rating of zero, told at once to the owner of the account and of the touchpoint."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.arguments.touchpoint import touchpoint_name
from bot.domain.accounts import Account
from bot.domain.figures import OpenZero
from bot.domain.touchpoints import Touchpoint
from bot.language.i18n import Translator, msg
from bot.language.vocabulary import FACTORS
from bot.messages.card import Button, Card, Style, Text
from bot.messages.press import existing
from nudges.brevity import clipped, short_card, short_name, short_title
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay


@nudge("N6", to=To.PERSON, rank=7, lasting=True, limited=False, help=msg("nudge", "A 0 at your account or touchpoint"))
def zero_alarm(day: SalesDay) -> Iterator[Nudge]:
    """Speak of each fresh zero that stands, but not to who logged it: the receipt said so."""
    for zero in day.fresh_zeros:
        point = day.work.touchpoints.get(zero.touchpoint)
        # Whoever owns the touchpoint hears of it, whatever becomes of the customer.
        owner = None if day.rests(zero.account) else day.account(zero.account).owner
        if day.person.id not in (owner, point.owner) or zero.person == day.person.id:
            continue
        due = day.at_once(zero.at)
        if due is not None:
            subject = f"R{zero.number}:{zero.factor}"
            yield Nudge(subject=subject, due=due, until=day.quiet, draw=partial(_card, day, zero))


def _card(day: SalesDay, zero: OpenZero) -> Card:
    say = day.say
    point = day.work.touchpoints.get(zero.touchpoint)
    account = day.account(zero.account)
    factor = FACTORS.label(zero.factor, say.language)
    owner = day.work.people.get(point.owner).name if point.owner else ""
    heading = short_title(
        lambda cut: say.t(
            "nudge", "Rated 0: {point}, {factor}", point=clipped(touchpoint_name(say, point), cut), factor=factor
        )
    )
    rater = day.work.people.get(zero.person).name
    who = say.t("nudge", "Rated by {name}.", name=clipped(rater, 2))

    def made(cut: int) -> Card:
        lines = [_why(say, short_name(account.name), clipped(zero.why, cut))]
        is_own = point.owner == day.person.id
        lines += [who] if is_own else [say.t("touch", "Owner: {name}.", name=clipped(owner, 2))] if owner else []
        return Card(
            title=heading, body=tuple(Text(text=line) for line in lines), buttons=_buttons(day, zero, account, point)
        )

    return short_card(made)


def _buttons(day: SalesDay, zero: OpenZero, account: Account, point: Touchpoint) -> tuple[Button, ...]:
    """Return what to do: at the own touchpoint that it is mended, at the own customer a promise; ask; look."""
    say, ref = day.say, f"R{zero.number}"
    buttons = []
    if point.owner == day.person.id:
        buttons.append(day.button(say.t("button", "Fixed"), "zero fixed", Style.MAIN, rating=ref))
    if account.owner == day.person.id and not day.rests(account.id):
        style = Style.PLAIN if buttons else Style.MAIN
        buttons.append(day.button(say.t("button", "Promise a fix"), "promise", style, account=existing(account.id)))
    colleague = zero.person if point.owner in (day.person.id, None) else point.owner
    name = clipped(day.work.people.get(colleague).name, 2)
    buttons.append(day.button(say.t("button", "Ask {name}", name=name), "zero ask", rating=ref, to=str(colleague)))
    return *buttons, day.button(say.t("button", "Open account"), "account", account=existing(account.id))


def _why(say: Translator, account: str, why: str) -> str:
    if why:
        return say.t("nudge", "{account}: “{why}”. One 0 anywhere makes the total 0.", account=account, why=why)
    return say.t("nudge", "{account}: one 0 anywhere makes the total 0.", account=account)
