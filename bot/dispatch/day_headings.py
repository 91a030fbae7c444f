"""A day and a colon in front of a line, which is the day of all that the line tells: "yesterday: called Acme, …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.arguments.day_frame import names_past_day
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.language.clauses import Clause
from bot.language.tokens import line_of, tokens
from bot.records import changed

REACH = 4
"""Words of a day that may stand before a colon."""


def day_heading(text: str, context: ParseContext) -> tuple[Clause, str] | None:
    """Return the past day that stands before a colon in front of a line, and the rest; None for other lines."""
    words = tokens(text) if ":" in text else ()
    for end in range(1, min(REACH, len(words) - 1) + 1):
        last = words[end - 1]
        if last.text.endswith(":") and not last.quoted:
            day = (*words[: end - 1], replace(last, text=last.text.rstrip(":")))
            return (Clause(words=day), line_of(words[end:])) if names_past_day(day, context) else None
    return None


def with_day(facts: Sequence[Fact], day: Clause, context: ParseContext) -> tuple[Fact, ...]:
    """Return facts in which contacts that name no day of their own have that of the heading."""
    return tuple(
        changed(fact, clauses=(*fact.clauses, day)) if fact.command.contact and not _has_day(fact, context) else fact
        for fact in facts
    )


def _has_day(fact: Fact, context: ParseContext) -> bool:
    parts = (fact.words, *(clause.own for clause in fact.clauses))
    return any(names_past_day(words[at:], context) for words in parts for at in range(len(words)))
