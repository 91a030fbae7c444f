"""Days off up to the day on which somebody is back, as in "today, back on Friday"."""

from __future__ import annotations

from bot.arguments.day_bounds import bounded_day
from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.parser import Match, ParseContext
from bot.language.day_arithmetic import plus_days
from bot.language.days.frame import Aim
from bot.language.days.reading import read_end, read_whole
from bot.language.phrases import typable_phrases
from bot.language.tokens import Token


def until_back(words: tuple[Token, ...], context: ParseContext) -> Match | None:
    """Return the days from today, or the day that is named before, up to the one before somebody is back; else None."""
    at, count = next(((at, n) for at in range(len(words)) if (n := says_back(words[at:], context.language))), (0, 0))
    front = typable_phrases("days", "from", context.language).skipped(words[:at])
    rest = [text.rstrip(",;") for text in unquoted(front + words[at + count :])]
    frame = frame_of(context, Aim.FOLLOW_UP)
    # In "i dag, tilbage i morgen" what is left is one row of words; the day behind is that on which they are back.
    back = (read_whole(rest[len(front) :], frame) or read_end(rest, frame)) if count else None
    if back is None or back.sure is None or back.sure.day <= context.today:
        return None
    before = rest[: len(rest) - back.used]
    first = read_whole(before, frame) if before else None
    if before and (first is None or first.sure is None):
        return None
    start = first.sure.day if first and first.sure else context.today
    last = bounded_day(plus_days(back.sure.day, -1), context.today, context.translator)
    return Match((start, last), len(words)) if context.today <= start <= last else None


def says_back(words: tuple[Token, ...], language: str) -> int:
    """Return how many words say that somebody is back, the longest phrase; 0 for none."""
    return typable_phrases("keywords", "back", language).leading(words)
