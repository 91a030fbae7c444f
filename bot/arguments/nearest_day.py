"""A day that may lie behind or ahead, such as the one on which people are told something."""

from __future__ import annotations

from datetime import date

from bot.arguments.day_bounds import bounded_day
from bot.arguments.day_frame import frame_of
from bot.arguments.parser import ParseContext
from bot.errors import UserMistake
from bot.language.days.frame import Aim
from bot.language.days.reading import read_whole
from bot.language.i18n import Quoted


def nearest_day(text: str, context: ParseContext) -> date:
    """Return the day that words name, of one behind and one ahead the nearer; raises UserMistake."""
    readings = (read_whole(text.split(), frame_of(context, aim)) for aim in (Aim.LOG, Aim.UNTIL))
    days = [reading.sure.day for reading in readings if reading and reading.sure]
    if not days:
        raise UserMistake("args", "{text} does not fit here.", text=Quoted(text[:80]))
    day = min(days, key=lambda each: abs(each - context.today))
    return bounded_day(day, context.today, context.translator)
