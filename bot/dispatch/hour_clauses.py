"""Clauses that say when something will be of which the clause before them tells: an hour, or the day of a meeting."""

from __future__ import annotations

from bot.arguments.day_frame import frame_of, names_day_ahead, unquoted
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.language.clauses import Clause
from bot.language.days.frame import Aim
from bot.language.days.marks import may_begin
from bot.language.days.reading import read_end, read_whole
from bot.language.reaching import findings
from bot.language.tokens import Token
from bot.records import changed

CALL, RATING = "call", "touch"
HOUR_WORDS = 5
"""Words of an hour at most, with those that say how sharp it is."""


def with_when(fact: Fact, clause: Clause, context: ParseContext) -> Fact | None:
    """Return a contact with a clause that says when what it tells of will be, as part of that; None for others.

    It is the day ahead of a meeting that was booked, as in "meeting booked with Acme, thu 2pm", or the hour of a day
    ahead, as in "called Acme, meeting tomorrow, 3 pm".
    """
    if _is_when_booked(fact, clause.own, context):
        return changed(fact, words=(*fact.words, *clause.own))
    return _with_hour(fact, clause, context)


def _is_when_booked(fact: Fact, words: tuple[Token, ...], context: ParseContext) -> bool:
    """Whether words are the day ahead of a meeting that a call booked, as in "meeting booked with Acme, thu 2pm"."""
    if fact.command.verb != CALL or fact.clauses or not names_day_ahead(words, context):
        return False
    said = findings(fact.words, context.language)
    return bool(said) and said[-1].booked and said[-1].end == len(fact.words)


def _is_hour(words: tuple[Token, ...], context: ParseContext) -> bool:
    """Whether words are an hour without a day, and nothing else."""
    # Before it is read: most clauses begin with no word of an hour, or go on behind it.
    if not words or len(words) > HOUR_WORDS or not may_begin(words[0].text, context.language):
        return False
    reading = read_whole(unquoted(words), frame_of(context, Aim.FOLLOW_UP))
    return reading is not None and reading.dayless


def is_sharp_hour(fact: Fact, words: tuple[Token, ...], context: ParseContext) -> bool:
    """Whether words look like a rating and are an hour, as in German "Punkt 15 Uhr"."""
    return fact.command.verb == RATING and (_is_hour(words, context) or _is_hour(fact.words, context))


def _with_hour(fact: Fact, clause: Clause, context: ParseContext) -> Fact | None:
    """Return a contact whose note ends in a day ahead, with the clause behind it that is the hour of that day."""
    if not fact.command.contact or not _is_hour(clause.own, context):
        return None
    said = fact.clauses[-1].words if fact.clauses else fact.words
    day = read_end(unquoted(said), frame_of(context, Aim.FOLLOW_UP))
    if day is None or day.dayless or day.sure is None or day.sure.hour or day.sure.day <= context.today:
        return None
    if not fact.clauses:
        return changed(fact, words=(*fact.words, *clause.words))
    last = changed(fact.clauses[-1], words=(*said, *clause.words))
    return changed(fact, clauses=(*fact.clauses[:-1], last))
