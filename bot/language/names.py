"""Comparing names: a normal form for text, one for company names, and the search for similar names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from bot.records import record

NormalT = TypeVar("NormalT")
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "œ": "oe"})
"""Letters that Unicode normalisation (NFKD) does not decompose."""
SPELT_OUT = str.maketrans(
    {"å": "aa", "Å": "aa", "ø": "oe", "Ø": "oe", "ö": "oe", "Ö": "oe", "ä": "ae", "Ä": "ae", "ü": "ue", "Ü": "ue"}
)
"""How these letters are typed where the keyboard lacks them; `fold` makes "ae" of "æ" anyway."""
# why the look-behind: without it every sign of a long row of commas begins an attempt of its own
SUFFIXES = re.compile(
    r"(?:(?<![ ,])[ ,]+(?:a/s|as|asa|aps|ab|abp|oy|oyj|ans|da|ks|k/s|i/s|p/s|gmbh|ag|ltd|llc|inc|plc"
    r"|sp\.? ?z ?o\.? ?o\.?|sp\.? ?j\.?|sp\.? ?k\.?|s\.?a\.?|spolka z o\.?o\.?))+(?=$|[ ,])"
)
MORE_FORMS = re.compile(
    r"(?<![ ,])[ ,]+(?:kg|kgaa|ohg|e\. ?k\.?|ek|ug|se|eg|gbr|mbh|(?:gmbh )?(?:&|und|u\.?) co\.?(?: ?kg| ?ohg)?)$"
)
"""A further legal form, several of which may be typed behind a name; keys keep them, so that no stored key changes."""
FORM_WORDS = frozenset(re.findall("[a-z]{2,}", SUFFIXES.pattern + MORE_FORMS.pattern)).union(
    ("e", "k", "u", "z", "o", "j", "sa", "spz", "spzo", "spzoo", "spj", "spk", "zo", "zoo", "oo", "cokg", "coohg")
)
"""Every word without signs that such a form may have, and more."""
KEY_LIMIT = 200
"""Characters of a name that its key is made of; names that are stored are shorter."""
CACHED = 16384
"""Texts whose normal form is cached at most; the words of all tables are fewer."""
CACHED_LIMIT = 64
"""Characters of a text whose normal form is cached, so that strangers cannot fill the memory."""
NAME_LIMIT = 80
"""Characters of a name that are kept."""
JOINERS = frozenset("\u200c\u200d")
"""What joins the parts of some scripts' words and of emoji; it shows."""
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters by category that are drawn as nothing."""
ENDS = ".,;:!"
"""Signs behind a word that are no part of it."""
CHOICES = 5
NEAR_ENOUGH = 70
"""Similarity in percent from which a name is offered as the one that was meant."""


class ByText(dict[str, NormalT]):
    """What a function returns, by text; looked up as in any dictionary, so that a known word costs no call of ours."""

    def __init__(self, read: Callable[[str], NormalT]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> NormalT:
        found = self._read(text)
        if len(text) <= CACHED_LIMIT:
            # Emptied, not pruned: the words that people type every day are back after a few lines.
            if len(self) >= CACHED:
                self.clear()
            self[text] = found
        return found


def cached_if_short(read: Callable[[str], NormalT]) -> Callable[[str], NormalT]:
    """Cache what a function returns for short texts; long ones are read anew each time."""
    return ByText(read).__getitem__


@cached_if_short
def fold(text: str) -> str:
    """Return text without case, marks and invisible characters, so that equal-looking spellings are equal."""
    if text.isascii() and text.isprintable():
        folded = " ".join(text.lower().split())
        return text if folded == text else folded  # the words of all tables are held once
    bare = unicodedata.normalize("NFKC", text)
    if not bare.isprintable():
        bare = "".join([char for char in bare if not _ignorable(char)])
    plain = unicodedata.normalize("NFKD", bare.casefold()).translate(LETTERS)
    if not plain.isascii():
        plain = "".join([char for char in plain if not unicodedata.combining(char)])
    return " ".join(plain.split())


@cached_if_short
def bare(word: str) -> str:
    """Return a word as phrases hold it: folded, without the signs behind it."""
    return fold(word).rstrip(ENDS)


def spelt_out(text: str) -> str:
    """Return text with two letters for each one that a keyboard may lack, such as "paa" for "på"."""
    return text.translate(SPELT_OUT)


def _ignorable(char: str) -> bool:
    return unicodedata.category(char) in ("Cf", "Cc", "Cs", "Co") and not char.isspace()


def is_visible(text: str) -> bool:
    """Whether a screen shows anything of a text."""
    return any(unicodedata.category(char)[0] in "LNPS" and char not in BLANK_LETTERS for char in text)


def clean_name(text: str, length: int = NAME_LIMIT) -> str:
    """Return a name on one line, for which somebody else's program or profile is the source.

    Control characters, marks of direction and whatever else no screen shows are left out; "" when nothing is left.
    """
    if text.isprintable() and BLANK_LETTERS.isdisjoint(text):  # nearly every name of a large file
        name = " ".join(text[: 4 * length].split())[:length].strip()
        return name if any(unicodedata.category(char)[0] in "LNPS" for char in name) else ""
    spaced = "".join(
        " " if char.isspace() or unicodedata.category(char) in ("Cc", "Cs") else char for char in text[: 4 * length]
    )
    name = " ".join("".join(char for char in spaced if _is_drawn(char)).split())[:length].strip()
    return name if any(unicodedata.category(char)[0] in "LNPS" for char in name) else ""


def _is_drawn(char: str) -> bool:
    return char in JOINERS or not (
        char in BLANK_LETTERS or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )


def without_form(name: str) -> str:
    """Return a company's name without its legal form, such as A/S; the whole name when nothing else is in it."""
    return re.sub(SUFFIXES.pattern, "", name, flags=re.IGNORECASE).strip() or name


def without_more_forms(name: str) -> str:
    """Return a name, folded, without legal forms at its end that keys keep, such as e.K.; "" when it has none."""
    folded = short = fold(name[:KEY_LIMIT])
    while (shorter := MORE_FORMS.sub("", short)) != short:
        short = shorter
    return short if short != folded else ""


@cached_if_short
def has_letter(word: str) -> bool:
    """Whether a word has a letter or a digit."""
    return any(map(str.isalnum, word))


@cached_if_short
def is_form(word: str) -> bool:
    """Whether a folded word is a legal form, such as a/s."""
    return len(word) <= CACHED_LIMIT and bool(SUFFIXES.fullmatch(f" {word}"))


@cached_if_short
def plain_key(word: str) -> str:
    """Return the key of a word that is no part of a legal form, and has no signs; "" for any other word."""
    folded = fold(word)
    return folded if folded.isalnum() and folded not in FORM_WORDS else ""


@cached_if_short
def account_key(name: str) -> str:
    """Return the key under which a company name is found: folded, without legal form and punctuation."""
    keys = [plain_key(word) for word in name.split()] if len(name) <= KEY_LIMIT else [""]
    if "" not in keys:
        return " ".join(keys)
    folded = fold(name[:KEY_LIMIT])
    short = re.sub(r"[^\w]+", " ", SUFFIXES.sub(" ", " " + folded)).strip()
    # A company may be called "AS" or "+++": without these it would have an empty key and equal all others.
    return short or re.sub(r"[^\w]+", " ", folded).strip() or folded


@record(kw_only=True)
class Matches:
    """Keys that match a query, at most CHOICES each: `sure` ones begin with it or hold it, `near` ones are similar."""

    sure: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def match(query: str, keys: Collection[str]) -> Matches:
    """Return the keys that a query may mean; similar ones only where no key holds it."""
    sure = surely(query, keys)
    return Matches(sure=sure, near=() if sure or not query else nearest(query, tuple(keys)))


def surely(query: str, keys: Collection[str]) -> tuple[str, ...]:
    """Return the key that equals a query, else those that begin with it, else those in which a word begins with it."""
    if not query:
        return ()
    # "acme" is Acme, although Acme Norge begins so too.
    if query in keys:
        return (query,)
    prefixed = sorted(key for key in keys if key.startswith(query))
    inside = prefixed or sorted(key for key in keys if f" {query}" in f" {key}")
    return tuple(inside[:CHOICES])


def nearest(query: str, keys: Sequence[str]) -> tuple[str, ...]:
    """Return the at most CHOICES keys of at least NEAR_ENOUGH similarity, the most similar first."""
    hits = likest(query, keys, limit=CHOICES, least=NEAR_ENOUGH)
    # Equally similar names in alphabetical order, so that the same question has the same buttons each time.
    return tuple(hit for hit, _, _ in sorted(hits, key=lambda h: (-h[1], h[0])))


def likest(typed: str, choices: Sequence[str], *, limit: int, least: float) -> list[tuple[str, float, int]]:
    """Return the choices that are most like a text, each with its likeness in percent, and its place among them."""
    if not choices:
        return []
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - two megabytes that a process without a slip need not have

    return process.extract(typed, choices, scorer=fuzz.ratio, limit=limit, score_cutoff=least)


def likeness(one: str, other: str, *, least: float = 0) -> float:
    """Return how much a text is like another one, in percent; 0 below `least`."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - the same

    return ratio(one, other, score_cutoff=least)
