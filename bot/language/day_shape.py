"""What is written like a date or a week, be there such a day or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language import date_words as daywords
from bot.language.names import fold

NUMERIC = re.compile(r"[0-9]{1,4}[./-] ?[0-9]{1,2}\.?(?:[./-]? ?[0-9]{2,4})?\.?")
NAMED = re.compile(r"(?:[0-9]{1,2}\S{0,2} ?([^\W\d]+)|([^\W\d]+)\.? [0-9]{1,2}\S{0,2})\.?(?: [0-9]{4})?")
WEEK = re.compile(f"(?:{daywords.alternatives(daywords.NUMBERED_WEEK)})" + r"\.? ?[0-9]{1,3}")


def is_shaped_like_day(words: Sequence[str]) -> bool:
    """Whether words are written as a date or a week: 30/2, 2026-13-01, fri 31 nov, w60."""
    text = fold(" ".join(words))
    first, _, rest = text.partition(" ")
    text = rest if first.rstrip(".,") in daywords.weekdays() else text
    named = NAMED.fullmatch(text)
    if named and (named[1] or named[2]) in daywords.months():
        return True
    return bool(NUMERIC.fullmatch(text) or WEEK.fullmatch(text))
