"""The word files: one for each language, with every word that is typed in it; which languages there are follows.

A file is a set of tables; each table has lists of words by term, whose English name is the same in every file. English
comes first and says which tables and terms there are. A word with SHORT before it is a short form: only who has that
language is understood by it, since in other languages it may be a word of a note. English short forms are everybody's.
A word with a letter that a keyboard may lack is also read with two letters for it: "foelg" for "følg".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bot.language.derived_files import FOLDER as DERIVED_FOLDER
from bot.language.derived_files import read_derived
from bot.language.names import spelt_out
from bot.records import record

FOLDER = Path(__file__).parent / "words"
DERIVED = DERIVED_FOLDER / "words"
"""The same words as `plain_words` returns them, a file a language."""
FIRST = "en"
"""The language of the sources, and of people whose own has no file."""
SHORT = "~"
"""Stands before a short form."""
NUMBERED = frozenset({"counts", "spoken", "half", "half_counts", "fives", "ordinals"})
"""Terms whose rows are numbered by their place, with OR between the words of a row."""
APOSTROPHE = "n't"
"""An apostrophe that people leave out, as in "didnt"; without it "I'll" would be ill."""
OR = "|"


class Forms(NamedTuple):
    """The words of a term in one language: `long` ones, which everybody may type, and `short` ones."""

    long: tuple[str, ...]
    short: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """All words; the first is the one that people are shown."""
        return (*self.long, *self.short)


Terms = Mapping[str, Forms]


class UnfitWordFile(Exception):
    """A word file lacks a term that English has, or has one that English lacks; the message names file and term."""


@record(kw_only=True)
class About:
    """What holds for a language as a whole."""

    name: str
    """What the language calls itself."""
    hints: tuple[str, ...]
    """Further codes (ISO 639) by which a platform may name it."""
    teams: str
    """Its tag in the manifest of Teams."""
    ordinal: str
    """The sign behind the number of a day."""
    quotes: str
    """The two marks around what somebody typed."""
    capital_nouns: bool
    """Whether every noun has a capital, so that a capital says nothing of a name."""


@record(kw_only=True)
class WordFile:
    """The words of one language: by table, then by term."""

    about: About
    tables: Mapping[str, Terms]


def read_word_files(folder: Path) -> dict[str, WordFile]:
    """Return the word files of a folder by language code, English first; raises UnfitWordFile.

    A release has no such folder: what was derived from it counts.
    """
    files = folder.glob("*.toml") if folder.exists() else DERIVED.glob("*.json")
    codes = sorted((path.stem for path in files), key=lambda code: (code != FIRST, code))
    found = {code: _read(folder / f"{code}.toml") for code in codes}
    for code, words in found.items():
        _check(code, words, found[FIRST])
    return found


def _read(path: Path) -> WordFile:
    source = path.read_bytes() if path.exists() else None
    tables = read_derived(derived_file(path), source) or plain_words(path)
    try:
        about = tables.pop("about")
        about = About(**(about | {"hints": tuple(about["hints"])}))
    except (KeyError, TypeError) as error:
        raise UnfitWordFile(f"{path.name} cannot be read: {error}") from error
    return WordFile(
        about=about,
        tables={
            table: {term: Forms(tuple(long), tuple(short)) for term, (long, short) in terms.items()}
            for table, terms in tables.items()
        },
    )


def derived_file(path: Path) -> Path:
    """Return where the words of a word file are kept as `plain_words` returns them."""
    return DERIVED / f"{path.stem}.json"


def plain_words(path: Path) -> dict[str, Any]:
    """Return what a word file says, with the long forms and the short ones of each term; raises UnfitWordFile."""
    import tomllib  # noqa: PLC0415 - a start reads the derived files alone

    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        about = {"about": tables.pop("about")}
        return about | {
            table: {term: _forms(term, words) for term, words in terms.items()} for table, terms in tables.items()
        }
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise UnfitWordFile(f"{path.name} cannot be read: {error}") from error


def _forms(term: str, words: list[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return the long forms and the short ones."""
    if term in NUMBERED:
        return [OR.join(_with_spelt_out(row.split(OR))) for row in words], []
    return (
        _with_spelt_out([word for word in words if not word.startswith(SHORT)]),
        _with_spelt_out([word.removeprefix(SHORT) for word in words if word.startswith(SHORT)]),
    )


def _with_spelt_out(words: Sequence[str]) -> tuple[str, ...]:
    """Return words and, behind all of them, those that are typed with other letters too."""
    plain = (word.replace(APOSTROPHE, "nt") for word in words)
    return tuple(dict.fromkeys((*words, *map(spelt_out, words), *plain)))


def _check(code: str, words: WordFile, english: WordFile) -> None:
    """Raise UnfitWordFile unless a language has the tables and terms of English."""
    for table in sorted(words.tables.keys() | english.tables.keys()):
        own, first = words.tables.get(table, {}), english.tables.get(table, {})
        for term in sorted(own.keys() ^ first.keys()):
            problem = "is missing" if term in first else "is in no other file"
            raise UnfitWordFile(f"{code}.toml: {term} in [{table}] {problem}")


WORD_FILES = read_word_files(FOLDER)
LANGUAGES = tuple(WORD_FILES)
"""The codes of the languages, English first."""
