"""What a rule makes of a day's words, before the words around them and the hour count."""

from __future__ import annotations

from datetime import date, time
from enum import Enum, auto

from bot.language.i18n import Message
from bot.records import record


class Part(Enum):
    """A part of a day; what hour it is depends on the aim."""

    MORNING = auto()
    AFTERNOON = auto()
    EVENING = auto()
    END = auto()
    """The end of work."""


@record(kw_only=True)
class FoundDay:
    """The days that words may mean; `why` is asked where there is doubt.

    `begins` is the first day of a longer time, so that *before* it is told from *by* its end. With `ends` the words
    already name an end, and *before* it is *by* it. `needs_lead` says that without a word such as *by* it is no day.
    `vague` are words such as *soon*, which tell of a day and name none.
    """

    days: tuple[date, ...] = ()
    why: Message | None = None
    begins: date | None = None
    ends: bool = False
    vague: bool = False
    part: Part | None = None
    needs_lead: bool = False
    doubt_without_lead: Message | None = None
    """The question, unless a word such as *by* says that a date is meant."""
    same_weekday: date | None = None
    """Today, where its weekday was said: a part of today that is still to come is meant, and else of a week later."""


@record(kw_only=True)
class FoundHour:
    """The times that words may mean, or a part of the day; `alone` without a day they are one of today."""

    times: tuple[time, ...] = ()
    part: Part | None = None
    why: Message | None = None
    alone: Message | bool = False
    """Whether it may stand without a day; a message where that is asked."""
    loose: bool = False
    """Whether it is only about then, or later, as in "after 3 pm", so that it is no deadline."""
    either_half: bool = False
    """Whether the times are one of either half of a day, said in digits: where one is over, the other is meant."""
