"""CLDR's names of weekdays and months, as lines are read: derived, since all of CLDR is much more than its names.

Each language's data takes ten milliseconds and two megabytes, and a line is read in every language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import babel
from babel import Locale

from bot.language.derived_files import FOLDER, read_derived
from bot.language.word_files import LANGUAGES

NameWidth = Literal["wide", "abbreviated"]
NameContext = Literal["format", "stand-alone"]
WIDTHS: tuple[NameWidth, ...] = ("wide", "abbreviated")
CONTEXTS: tuple[NameContext, ...] = ("format", "stand-alone")
"""Polish has two names for each month: "format" is what stands behind a number, "stand-alone" the other."""
DERIVED = FOLDER / "day_names.json"
SOURCE = f"Babel {babel.__version__}: {', '.join(LANGUAGES)}".encode()
"""What the names are derived from: another Babel, or another language, is asked itself."""


def cldr_names() -> dict[str, dict[str, list[str]]]:
    """Return the names by language and key, from Babel."""
    return {
        code: {
            f"{width} {context} {kind}": [named[context][width][number] for number in numbers]
            for width in WIDTHS
            for context in CONTEXTS
            for kind, named, numbers in (("day", locale.days, range(7)), ("month", locale.months, range(1, 13)))
        }
        for code, locale in ((code, Locale.parse(code)) for code in LANGUAGES)
    }


_NAMES: Mapping[str, Mapping[str, list[str]]] = read_derived(DERIVED, SOURCE) or cldr_names()


def weekday_names(code: str, width: NameWidth, context: NameContext = "format") -> list[str]:
    """Return the names of the weekdays in a language, Monday first."""
    return _NAMES[code][f"{width} {context} day"]


def month_names(code: str, width: NameWidth, context: NameContext = "format") -> list[str]:
    """Return the names of the months in a language, January first."""
    return _NAMES[code][f"{width} {context} month"]
