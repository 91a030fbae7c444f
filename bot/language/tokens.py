"""Tokenising a typed line: words, and texts in quotes; a quote that is not closed is part of its word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

QUOTES = {'"': '"', "“": "”", "”": "”", "„": "”", "«": "»", "»": "«"}
UNSHOWN = frozenset({"Cc", "Cs", "Zl", "Zp"})
VISIBLE = frozenset("LNPS")
"""The first letters of the categories of characters that leave ink: letters, numbers, punctuation, symbols."""
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Token:
    """One word, or the words between two quotes; `raw` is what was typed, with quotes and the space before."""

    text: str
    quoted: bool = False
    raw: str = field(default="", compare=False)


def clean(line: str) -> str:
    """Return the line with control characters, lone surrogates and line breaks as spaces, stripped."""
    return "".join(c if unicodedata.category(c) not in UNSHOWN else " " for c in line).strip()


def visible_name(text: str, limit: int) -> str:
    """Return a name as typed words would give it, cut to `limit` characters; empty when nothing of it can be seen."""
    name = " ".join(clean(text[: 4 * limit]).split())[:limit].strip()
    return name if any(unicodedata.category(char)[0] in VISIBLE for char in name) else ""


def tokens(line: str) -> tuple[Token, ...]:
    """Return the tokens of a line, in order."""
    line = clean(line)
    found: list[Token] = []
    end = 0
    while word := WORD.search(line, end):
        quoted = _quoted(line, word.start())
        last = quoted or word.end()
        raw, text = line[end:last], line[word.start() : last]
        found.append(Token((quoted and text[1:-1].strip()) or text, quoted=bool(quoted), raw=raw))
        end = last
    return tuple(found)


def _quoted(line: str, start: int) -> int:
    """Return the index behind the closing quote, 0 when no quoted text begins at `start`."""
    closing = QUOTES.get(line[start])
    end = line.find(closing, start + 1) if closing else -1
    # Only where a word ends: "Nord"vest AS is one name, not a text in quotes and a rest.
    return end + 1 if end > start + 1 and line[end + 1 : end + 2].strip() == "" else 0


def text_of(words: tuple[Token, ...]) -> str:
    """Return the words as one text without their quotes."""
    return " ".join(word.text for word in words)


def as_typed(words: tuple[Token, ...]) -> str:
    """Return the words with the spaces and quotes they were typed with; quotes around the whole are dropped."""
    return words[0].text if len(words) == 1 else line_of(words)


def line_of(words: tuple[Token, ...]) -> str:
    """Return a line that gives the same tokens again."""
    return "".join(word.raw or f" {word.text}" for word in words).strip()
