"""Tokenising a typed line: words, and texts in quotes; a quote that is not closed is part of its word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

from bot.language.compounds import SIGN, parted
from bot.language.names import ENDS, bare, cached_if_short, fold
from bot.logs import UNSHOWN
from bot.records import lazy, record

QUOTES = {'"': '"', "“": "”", "”": "”", "„": "”", "«": "»", "»": "«"}
OPENING = frozenset(QUOTES)
CONTROL_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters that nobody types, and halves of characters; tabs and line ends are typed."""
EMOJI_CATEGORIES = frozenset({"So", "Sk", "Mn", "Cf", "Me"})
"""Symbols, the tones of a skin, and what joins or draws them."""
CONTROL_NAMES = (
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI",
    "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
)  # fmt: skip
WORD = re.compile(r"\S+")
SPACED_WORD = re.compile(r"(?<!\s)\s*\S+")
BEHIND_QUOTE = re.compile(r"[,;.!]*(?!\S)")
"""What may stand behind a closing quote: signs that end a clause, and then no more of the word."""
ENDS_OF_PHRASE = ENDS + "?"
"""Those behind a word of a phrase, which may be asked."""


@cached_if_short
def plain(word: str) -> str:
    """Return a word as it is looked up inside other words: also without a question mark, its apostrophes straight."""
    return fold(word).replace("’", "'").rstrip(ENDS_OF_PHRASE)


@record
class Token:
    """One word, or the words between two quotes; `raw` is what was typed, with the space before, quotes and stops."""

    text: str
    quoted: bool = False
    raw: str = field(default="", compare=False)
    shouted: bool = field(default=False, compare=False)
    """Whether the whole line is in capitals, so that one says nothing of a word."""

    @lazy
    def bare(self) -> str:
        """The text as phrases hold it: folded, without the signs behind it."""
        return bare(self.text)

    @lazy
    def leading(self) -> str:
        """The word that a phrase may begin with; "" for what is quoted, which is never one."""
        return "" if self.quoted else bare(self.text)

    @lazy
    def plain(self) -> str:
        """The word that may stand in a phrase; "" for what is quoted."""
        return "" if self.quoted else plain(self.text)

    @property
    def has_capital(self) -> bool:
        """Whether it begins with a capital that tells it from the words around it."""
        return self.text[:1].isupper() and not self.shouted


def clean(line: str) -> str:
    """Return the line with control characters, lone surrogates and line breaks as spaces, stripped."""
    if line.isprintable():
        return line.strip()
    return "".join(c if unicodedata.category(c) not in CONTROL_CATEGORIES else " " for c in line).strip()


def forbidden_character(text: str) -> str:
    """Return the code point and, if it has one, the name of the first FORBIDDEN character; "" when there is none."""
    found = FORBIDDEN.search(text)
    if found is None:
        return ""
    code = ord(found[0])
    return f"U+{code:04X} {CONTROL_NAMES[code]}" if code < len(CONTROL_NAMES) else f"U+{code:04X}"


def visible_text(text: str) -> str:
    """Return a text without control characters, and without marks that would turn our own words beside it."""
    return UNSHOWN.sub("", text)


@lru_cache(32)
def tokens(line: str) -> tuple[Token, ...]:
    """Return the tokens of a line, in order; cached, as a line is asked for them before and within its transaction."""
    line = clean(line)
    shouted = line.isupper() and len(line.split()) > 1
    if OPENING.isdisjoint(line):
        spaced = SPACED_WORD.findall(line)
        return _parted(spaced, shouted) if SIGN in line else _words(spaced, shouted)
    found: list[Token] = []
    end = 0
    while word := WORD.search(line, end):
        start, last = word.span()
        closing, behind = _closing_quote(line, start) if line[start] in QUOTES else (0, 0)
        last = behind or last
        text = line[start + 1 : closing].strip() or line[start:last]
        found.append(Token(text, quoted=bool(closing), raw=line[end:last], shouted=shouted))
        end = last
    return tuple(found)


def _words(typed: Sequence[str], shouted: bool) -> tuple[Token, ...]:
    """Return words that are not quoted, with the forms in which most readers ask for them."""
    return tuple([Token(raw.lstrip(), raw=raw, shouted=True) if shouted else _word(raw) for raw in typed])


def _parted(typed: Sequence[str], shouted: bool) -> tuple[Token, ...]:
    """Return words of which some are a name and a thing in one, which are two."""
    found: list[Token] = []
    for raw in typed:
        *names, last = parted(raw)
        found += [Token(name.strip().removesuffix(SIGN), raw=name, shouted=shouted) for name in names]
        found += _words([last], shouted)
    return tuple(found)


@cached_if_short
def _word(raw: str) -> Token:
    """Return a word with its forms, one for all lines in which it is typed so."""
    word = Token(raw.lstrip(), raw=raw)
    vars(word).update(bare=bare(word.text), leading=bare(word.text), plain=plain(word.text))
    return word


def _closing_quote(line: str, start: int) -> tuple[int, int]:
    """Return where a quote that stands at `start` is closed, and where its word ends; zeros for one that is not."""
    end = line.find(QUOTES[line[start]], start + 1)
    # Only where a word ends: "Nord"vest AS is one name, not a text in quotes and a rest. A stop may stand behind it.
    behind = BEHIND_QUOTE.match(line, end + 1) if end > start + 1 else None
    return (end, behind.end()) if behind else (0, 0)


@cached_if_short
def is_emoji(text: str) -> bool:
    """Whether a word is nothing but emojis or smileys without letters."""
    return not text.isascii() and all(unicodedata.category(char) in EMOJI_CATEGORIES for char in text)


def text_of(words: tuple[Token, ...]) -> str:
    """Return the words as one text without their quotes."""
    return " ".join([word.text for word in words])


def as_typed(words: tuple[Token, ...]) -> str:
    """Return the words with the spaces and quotes they were typed with; quotes around the whole are dropped."""
    if len(words) == 1 and words[0].quoted:
        return words[0].text
    last = words[-1]
    # A stop behind the last word, which its text lacks, ended the clause and is no part of what was said.
    stop = last.raw.rstrip()[len(last.raw.rstrip()) - _stops(last) :]
    return line_of(words).removesuffix(stop)


def _stops(word: Token) -> int:
    """Return how many signs behind a word its text lacks."""
    typed = word.raw.strip()
    if word.quoted:
        return len(typed) - len(typed.rstrip(",;."))
    lost = typed.removeprefix(word.text) if typed.startswith(word.text) else ""
    return 0 if ")" in lost else len(lost)


def line_of(words: tuple[Token, ...]) -> str:
    """Return a line that gives the same tokens again."""
    return "".join(word.raw or f" {word.text}" for word in words).strip()
