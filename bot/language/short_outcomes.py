"""Short forms of how a call went, such as NA and AB, which are other words in small letters or in other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bot.language.names import fold
from bot.language.tokens import ENDS_OF_PHRASE, Token
from bot.language.word_files import FIRST, WORD_FILES


def is_typed_small(word: Token, text: str, language: str, *, alone: bool) -> bool:
    """Whether a word, `text` in its normal form, is a short form of capitals that is not typed in capitals.

    Where it is `alone`, and in a line all in capitals, plain letters do: "na" is "NA" there, and "nå" is not.
    """
    if text not in _capitals(language):
        return False
    return not ((word.text.isupper() and not word.shouted) or (alone and word.text.isascii()))


def short_in_other_language(text: str, outcomes: Sequence[str]) -> str:
    """Return which of some outcomes a word is short for in any language; "" for none."""
    found = _shorts().get(text, "")
    return found if found in outcomes else ""


@cache
def _capitals(language: str) -> frozenset[str]:
    shorts = (word for code in (FIRST, language) for word, _ in _short_outcomes(code))
    return frozenset(fold(word) for word in shorts if word.isupper())


@cache
def _shorts() -> Mapping[str, str]:
    return {fold(word).rstrip(ENDS_OF_PHRASE): term for code in WORD_FILES for word, term in _short_outcomes(code)}


def _short_outcomes(language: str) -> Iterator[tuple[str, str]]:
    """Yield the short forms of one word of a language, with the outcome."""
    terms = WORD_FILES[language].tables["outcomes"]
    return ((word, term) for term, forms in terms.items() for word in forms.short if " " not in word)
