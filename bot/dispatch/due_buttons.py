"""Buttons for what a line says is to be done for a customer on a day: a follow-up or a promise."""

from __future__ import annotations

from bot.dispatch.named_account import Named
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.plans import PlanReader
from bot.domain.accounts import Account
from bot.language.clause_words import clause_words
from bot.language.day_arithmetic import furthest_day
from bot.language.days.frame import Moment
from bot.language.phrases import plain_texts
from bot.language.tokens import Token, as_typed
from bot.messages.card import Button
from bot.messages.press import Press, existing, rest_of_line, typed_values

MOST_DAYS = 2
"""Days that are offered where it is not clear which one is meant."""


def days_in(line: PlainLine) -> tuple[int, int, tuple[Moment, ...]]:
    """Return where the day of a line begins and ends, and which days it may be; none that a press would be refused."""
    start, end, said = next(PlanReader(line.context, line.roles).days(line.words), (0, 0, ()))
    last = furthest_day(line.context.today)
    near = tuple(moment for moment in said if moment.day <= last)
    return (start, end, near[:MOST_DAYS]) if near else (0, 0, ())


def follow_up_button(line: PlainLine, account: Account, text: str, due: Moment) -> Button:
    """Return the button of a follow-up on a day."""
    say = line.context.translator
    values = {"account": existing(account.id), **_day(due), **typed_values({"note": text})}
    label = say.t("day", "Follow up {day}", day=say.day_at(due.day, due.hour))
    return Button(label=label, press=Press(verb="follow", values=values))


def promise_button(line: PlainLine, account: Account, text: str, due: Moment | None) -> Button:
    """Return the button of a promise; without a day it opens the form."""
    say = line.context.translator
    values = {"account": existing(account.id), **typed_values({"what": text})}
    if due is None:
        return Button(label=say.t("button", "Promise"), press=Press(verb="promise", values=values))
    label = say.t("day", "Promise, due {day}", day=say.day_at(due.day, due.hour))
    return Button(label=label, press=Press(verb="promise", values={**values, **_day(due)}))


def _day(moment: Moment) -> dict[str, str]:
    hour = f" {moment.hour:%H:%M}" if moment.hour else ""
    return rest_of_line(f"{moment.day.isoformat()}{hour}")


def without(line: PlainLine, named: Named, day: range) -> str:
    """Return what is to be done: the words without those of the day and the customer's name."""
    texts = plain_texts(line.words)
    front = clause_words(line.context.language).leads.first_before(texts, named.at)
    left = {*range(len(line.words))} - {*day} - {*range(front, named.at + named.used)}
    words: tuple[Token, ...] = tuple(line.words[at] for at in sorted(left))
    return as_typed(words) if words else ""
