"""Cuts a typed line into words; quotes keep spaces, and an odd quote or apostrophe is no error."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

QUOTES = {'"': '"', "“": "”", "”": "”", "„": "”", "«": "»", "»": "«"}


@dataclass(frozen=True)
class Token:
    """One word, or the words between two quotes."""

    text: str
    quoted: bool = False


def clean(line: str) -> str:
    """Return the line without control characters and lone surrogates, which no store and no screen can hold."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cs") else " " for c in line).strip()


def tokens(line: str) -> tuple[Token, ...]:
    """Return the words of a line, in order."""
    found: list[Token] = []
    rest = clean(line).lstrip()
    while rest:
        token, rest = _next(rest)
        found.append(token)
    return tuple(found)


def _next(rest: str) -> tuple[Token, str]:
    closing = QUOTES.get(rest[0])
    end = rest.find(closing, 1) if closing else -1
    if end > 1 and (end + 1 == len(rest) or rest[end + 1].isspace()):
        return Token(rest[1:end].strip() or rest[: end + 1], quoted=True), rest[end + 1 :].lstrip()
    word, *tail = rest.split(maxsplit=1)
    return Token(word), tail[0] if tail else ""


def text_of(words: tuple[Token, ...]) -> str:
    """Return the words as one text without their quotes."""
    return " ".join(word.text for word in words)


def line_of(words: tuple[Token, ...]) -> str:
    """Return a line that cuts into the same words again."""
    return " ".join(f'"{word.text}"' if word.quoted else word.text for word in words)
