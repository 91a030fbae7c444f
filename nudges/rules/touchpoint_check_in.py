"""N16 and N17: the one question a week to whoever owns a touchpoint, on the first day that they work in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from bot.arguments.touchpoint import touchpoint_name
from bot.domain.check_ins import CompanyValue, touchpoint_subject, value_subject
from bot.domain.outbox import State
from bot.domain.touchpoints import Touchpoint
from bot.language.i18n import Message, Quoted, msg
from bot.messages.card import Button, Card, Text
from bot.views.check_ins import ABOUT_TOUCHPOINT, ABOUT_VALUE
from nudges.brevity import clipped, short_title
from nudges.rule import Nudge, To, nudge
from nudges.salesday import DAY, SalesDay

UNRATED = timedelta(days=30)
"""After so long without a rating a touchpoint is asked about."""
REMEMBERED = timedelta(days=120)
"""How far back it is looked which touchpoint was asked about last."""


@nudge("N16", to=To.PERSON, rank=77, help=msg("nudge", "Whether anything changed at a touchpoint that nobody rates"))
def unrated_touchpoint(day: SalesDay) -> Iterator[Nudge]:
    """Ask about the touchpoint that was asked about longest ago, among those that nobody rated for a month."""
    if point := _unrated(day):
        yield Nudge(
            subject=day.day.isoformat(),
            due=day.morning,
            until=day.quiet,
            draw=partial(_touchpoint_card, day, point),
            keep=partial(str, point.id),
        )


@nudge("N17", to=To.PERSON, rank=78, help=msg("nudge", "Where you saw one of the company's values"))
def value_seen(day: SalesDay) -> Iterator[Nudge]:
    """Ask a colleague who sells nothing, in a week in which no touchpoint is asked about; the values take turns."""
    if day.sells or not _owned(day) or not _is_first_workday(day) or _unrated(day):
        return
    if values := day.work.check_ins.values():
        value = values[day.day.isocalendar().week % len(values)]
        draw = partial(_value_card, day, value)
        yield Nudge(subject=day.day.isoformat(), due=day.morning, until=day.quiet, draw=draw)


def _owned(day: SalesDay) -> list[Touchpoint]:
    return [point for point in day.work.touchpoints.all() if point.owner == day.person.id]


def _is_first_workday(day: SalesDay) -> bool:
    """Whether the person works on this day and on none before it in the week."""
    monday = day.day - DAY * (day.day.isoweekday() - 1)
    before = (monday + DAY * n for n in range(day.day.isoweekday() - 1))
    return day.calendar.works(day.day) and not any(day.calendar.works(each) for each in before)


def _unrated(day: SalesDay) -> Touchpoint | None:
    """Return the touchpoint to ask about, None where each was rated within a month, or has been owned for less."""
    if not _is_first_workday(day):
        return None
    since = day.day - UNRATED
    known_since = day.person.created_at
    rated = {point.id: _last_rated(day, point) for point in _owned(day)}
    is_new = known_since is not None and known_since.astimezone(day.zone).date() > since
    quiet = [point for point in _owned(day) if ((last := rated[point.id]) and last <= since) or not (last or is_new)]
    asked = _last_asked(day)
    return min(quiet, key=lambda point: (asked.get(point.id, date.min), point.id), default=None)


def _last_rated(day: SalesDay, point: Touchpoint) -> date | None:
    return next((rating.day for rating in day.work.figures.ratings_at(point.id, 1)), None)


def _last_asked(day: SalesDay) -> Mapping[int, date]:
    """Return on which day each touchpoint was asked about last, before this day."""
    sent = day.work.outbox.between(day.person.id, day.day - REMEMBERED, day.day - DAY)
    return {
        int(item.note): item.local_day
        for item in sorted(sent, key=lambda item: item.local_day)
        if item.rule == "N16" and item.state is State.SENT and item.note
    }


def _touchpoint_card(day: SalesDay, point: Touchpoint) -> Card:
    say, name = day.say, touchpoint_name(day.say, point)
    line = say.t("nudge", "Nobody has rated it for 30 days. Has anything changed?")
    return Card(
        title=short_title(lambda cut: say.t("nudge", "Your touchpoint: {point}", point=clipped(name, cut))),
        body=(Text(text=line),),
        buttons=_answers(day, touchpoint_subject(point.id), ABOUT_TOUCHPOINT),
    )


def _value_card(day: SalesDay, value: CompanyValue) -> Card:
    say = day.say
    line = say.t("nudge", "Where did you see {value}?", value=Quoted(clipped(value.name, 12)))
    buttons = _answers(day, value_subject(value.id), ABOUT_VALUE)
    return Card(title=say.t("nudge", "What we stand for"), body=(Text(text=line),), buttons=buttons)


def _answers(day: SalesDay, subject: str, answers: Mapping[str, Message]) -> tuple[Button, ...]:
    return tuple(
        day.button(day.say.m(label), "check in", about=subject, choice=choice, day=day.day.isoformat())
        for choice, label in answers.items()
    )
