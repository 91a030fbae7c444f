"""A customer's name and what it is about in one word, as in Danish "Acme-tilbuddet" and German "Acme-Angebot"."""

from __future__ import annotations

from bot.language.names import fold
from bot.language.word_files import WORD_FILES
from bot.records import record

SIGN = "-"
NAME, THING, ENDING = 3, 5, 4
"""Letters of a name and of a thing at least, and of what a thing may end in at most."""
TABLES = ("goods", "touchpoints")


@record
class _Things:
    """The things of all languages by how they are folded; `capital` are those that are written with a capital."""

    all: tuple[str, ...]
    capital: tuple[str, ...]

    def ends_in(self, word: str) -> bool:
        """Whether a word is one of the things, with an ending or without."""
        folded = fold(word)
        known = self.capital if word[:1].isupper() and not word.isupper() else self.all
        return any(folded.startswith(thing) and len(folded) <= len(thing) + ENDING for thing in known)


def _things() -> _Things:
    files = WORD_FILES.values()
    words = {word for file in files for table in TABLES for forms in file.tables[table].values() for word in forms.all}
    things = {word for word in words if len(word) >= THING and word.isalpha()}
    return _Things(tuple(sorted(map(fold, things))), tuple(sorted(fold(word) for word in things if word[0].isupper())))


THINGS = _things()


def parted(raw: str) -> tuple[str, ...]:
    """Return a word that is a name and a thing in its two parts, the sign with the first; any other word as it is."""
    name, sign, thing = raw.rpartition(SIGN)
    if len(name.strip()) < NAME or not name[-1:].isalpha() or not THINGS.ends_in(thing):
        return (raw,)
    return (name + sign, thing)
