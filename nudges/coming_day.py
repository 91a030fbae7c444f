"""The next working day in words: tomorrow when it is the day after, else by its weekday, from a week on in full."""

from __future__ import annotations

from datetime import date

from bot.language.i18n import Translator, capitalized, msg

WEEK = 7
ON = (
    msg("weekday", "on Monday"),
    msg("weekday", "on Tuesday"),
    msg("weekday", "on Wednesday"),
    msg("weekday", "on Thursday"),
    msg("weekday", "on Friday"),
    msg("weekday", "on Saturday"),
    msg("weekday", "on Sunday"),
)
"""By ISO weekday from 1: languages inflect the name or choose another word before it."""


def coming_day(say: Translator, today: date, day: date) -> str:
    """Return a day after today as part of a sentence, such as on Monday."""
    ahead = (day - today).days
    if ahead == 1:
        return say.t("nudge", "tomorrow")
    return say.m(ON[day.isoweekday() - 1]) if ahead < WEEK else say.day(day)


def coming_day_label(say: Translator, today: date, day: date) -> str:
    """Return a day after today as the label of a button, such as Monday."""
    ahead = (day - today).days
    if ahead == 1:
        return say.t("button", "Tomorrow")
    return capitalized(say.weekday(day.isoweekday()) if ahead < WEEK else say.day(day))
