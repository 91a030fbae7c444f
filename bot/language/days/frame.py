"""What reading a day depends on, and what it gives."""

from __future__ import annotations

from dataclasses import field
from datetime import UTC, date, datetime, time
from enum import Enum, IntEnum, auto
from functools import lru_cache
from typing import Protocol

from bot.language.i18n import Message, msg
from bot.records import lazy, record

WHICH_DAY = msg("day", "“{text}”: which day?")
NO_DAY = msg("day", "“{text}” is no day: which day?")
WHICH_HOUR = msg("day", "“{text}”: at which hour?")
UNTIL_WHEN = msg("day", "“{text}”: until when?")


class Aim(IntEnum):
    """What a day is for: it decides which of its readings is meant."""

    LOG = auto()
    """The day that a line counts for: today or behind."""
    PROMISE = auto()
    FOLLOW_UP = auto()
    UNTIL = auto()
    """The end of a pause; a length such as two weeks is one too."""


class Lead(Enum):
    """The word before a day that says how it is meant."""

    NONE = auto()
    ON = auto()
    AHEAD = auto()
    """Such as Danish "på fredag", which never lies behind."""
    BY = auto()
    BEFORE = auto()
    BY_OR_BEFORE = auto()
    """Such as Danish "inden fredag", which people read both ways."""
    FOR = auto()
    """English "for", which says no more than that a day belongs to what is promised."""


class Workdays(Protocol):
    """The working days of a person; all days and times are local."""

    def hours_on(self, day: date) -> tuple[time, time] | None:
        """Return start and end of work on a day; None on a day off."""

    def next_workday(self, day: date) -> date:
        """Return the first working day after a day."""

    def last_workday(self, day: date) -> date:
        """Return the last working day before a day."""


WordsRead = tuple[object, tuple[str, ...]]
"""How some words are read, and which."""


class PersonalError(Exception):
    """What is read depends on the hour, or on somebody's own working days, and the frame is of everybody's."""


@record(kw_only=True)
class Frame:
    """What reading depends on: the person's local time `now` (aware), language, working days, and the aim.

    Most days are the same for everybody all day long, such as "by friday": these are read in a frame that has nobody's
    `workdays`, once for all lines.
    """

    now: datetime
    language: str
    aim: Aim
    workdays: Workdays | None
    readings: dict[WordsRead, DayReading | None] = field(init=False, default_factory=dict, compare=False, repr=False)
    """What words were read as in it."""
    personal: set[WordsRead] = field(init=False, default_factory=set, compare=False, repr=False)
    """Those that in the frame of everybody are not the same for all."""

    @property
    def own_workdays(self) -> Workdays:
        """The person's working days; raises PersonalError in the frame of everybody."""
        if self.workdays is None:
            raise PersonalError
        return self.workdays

    @property
    def own_now(self) -> datetime:
        """The person's local time; raises PersonalError in the frame of everybody."""
        if self.workdays is None:
            raise PersonalError
        return self.now

    @lazy
    def everybody(self) -> Frame:
        """The frame of the same day, language and aim in which days are read that are the same for everybody."""
        return everybody_on(self.today, self.language, self.aim)

    @lazy
    def today(self) -> date:
        """The local day."""
        return self.now.date()

    @lazy
    def past(self) -> bool:
        """Whether the day lies behind."""
        return self.aim is Aim.LOG


@record(kw_only=True)
class Moment:
    """A local day, and the time on it if one was said."""

    day: date
    hour: time | None = None


@record(kw_only=True)
class DayReading:
    """What words say about a day: one moment where they are sure, several or a reason where they have to be asked.

    `used` counts the words. `why` is the question, with `{text}` for the words. Without moments the words mean a day
    that nobody can name, or none. `ahead` is a day ahead where one behind was looked for.
    """

    used: int
    moments: tuple[Moment, ...] = ()
    why: Message | None = None
    lead: Lead = Lead.NONE
    ahead: bool = False
    short: bool = False
    """Whether it is nothing but an abbreviation of a weekday."""
    lookalike: bool = False
    """Whether that abbreviation is English, and looks like another word of the person's language."""
    bare_weekday: bool = False
    """Whether it is nothing but a weekday."""
    maybe_price: bool = False
    """Whether it is a number with a point that may as well be a price."""
    vague: bool = False
    """Whether it is a word such as soon, which tells of a day and names none."""
    dayless: bool = False
    """Whether an hour was said and no day."""
    passed: Moment | None = None
    """What was said, where it is an hour of today that has passed."""
    changed: bool = False
    """Whether a word before or behind makes it another day than its own words say."""

    @property
    def sure(self) -> Moment | None:
        """The moment, where there is no doubt."""
        return self.moments[0] if self.why is None and len(self.moments) == 1 else None


@lru_cache(32)
def everybody_on(today: date, language: str, aim: Aim) -> Frame:
    """Return the frame in which days are read that are the same for everybody: it has no working days, and no hour."""
    return Frame(now=datetime.combine(today, time.min, UTC), language=language, aim=aim, workdays=None)
