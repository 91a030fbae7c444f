"""Length limits of a nudge: a title of five words, 25 words in all; what people typed is cut until it fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.domain.reading_time import word_count
from bot.language.names import without_form
from bot.messages.card import Card, Phone

TITLE_WORDS = 5
NUDGE_WORDS = 25
MORNING_WORDS = 50
"""Those of the morning with its customers."""
FittedT = TypeVar("FittedT")
CUTS = (10, 8, 6, 5, 4, 3, 2, 1)
"""How many words of a text are tried, the most first."""


def words_of(card: Card) -> int:
    """Return the words of a card, without buttons and reading time; a phone number is dialled, not read."""
    read = replace(card, body=tuple(element for element in card.body if not isinstance(element, Phone)))
    return word_count(tuple(read.texts()))


def clipped(text: str, limit: int = CUTS[0]) -> str:
    """Return the first words of what somebody typed."""
    typed = text.split()
    return " ".join(typed[:limit]) + ("…" if len(typed) > limit else "")


def short_name(name: str, limit: int = 4) -> str:
    """Return a customer's name as it is spelt; a long one without its company form, cut where it is still long."""
    return name if len(name.split()) <= limit else clipped(without_form(name), limit)


def short_title(make: Callable[[int], str]) -> str:
    """Return the first title that is short enough; `make` takes how many words of a name it may use."""
    return _first_short(make, lambda text: len(text.split()), TITLE_WORDS)


def short_card(make: Callable[[int], Card], most: int = NUDGE_WORDS) -> Card:
    """Return the first card of at most so many words; `make` takes how many words of a text it may use."""
    return _first_short(make, words_of, most)


def _first_short(make: Callable[[int], FittedT], count: Callable[[FittedT], int], most: int) -> FittedT:
    made = make(CUTS[0])
    for cut in CUTS[1:]:
        if count(made) <= most:
            break
        made = make(cut)
    return made
