"""A time of day, such as `08:15` or `8`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.i18n import Quoted
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import KEYWORDS
from bot.records import record

CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?")
SPAN = re.compile(r"[-–]")


@record(kw_only=True)
class ClockTimeArg(Arg):
    """A time of day; with `span` also two of them, such as `11:30-12:15`, and the value is a tuple of one or two.

    Raises UserMistake for other words, but for the keyword off.
    """

    span: bool = False

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words or KEYWORDS.find(words[0].text, context.language) == "off":
            return None
        if KEYWORDS.find(words[0].text, context.language) == "team":
            return None
        parts = SPAN.split(words[0].text.rstrip(",;.")) if self.span else [words[0].text.rstrip(",;.")]
        times = [_read(part) for part in parts]
        if None in times or len(times) > 2 or times != sorted(times, key=str) or len(set(times)) != len(times):
            text = Quoted(text_of(words)[:40])
            raise UserMistake("args", "{text} is not a time: type “14:00”.", text=text).at(self.name)
        return Match(tuple(times) if self.span else times[0], 1)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        parts = SPAN.split(words[0].text) if words else []
        return 1 <= len(parts) <= 1 + self.span and all(_read(part) for part in parts)


def _read(text: str) -> time | None:
    hit = CLOCK.fullmatch(text.strip())
    try:
        return time(int(hit[1]), int(hit[2] or 0)) if hit else None
    except ValueError:
        return None
