"""Cutting a typed line into clauses: what stands between commas, stops and line breaks, or before "and" and a verb.

A clause that begins with a verb of the log, fillers aside, tells a new fact. One without a verb belongs to the fact
before it, and so does one whose subject is somebody else than the writer: they, the customer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.language.clause_words import SIGNS, ClauseWords, clause_words
from bot.language.days.marks import may_begin, may_end
from bot.language.phrases import typable
from bot.language.reaching import NONE, VOICEMAIL, findings
from bot.language.roles import JOIN, OTHERS, WRITER
from bot.language.telling import telling_clause
from bot.language.tokens import Token, is_emoji, tokens
from bot.language.vocabulary import VERBS
from bot.records import changed, lazy, record

ReadT = TypeVar("ReadT")
STOPS = ",;.!"
"""What ends a clause where it stands behind a word."""
PARTED = re.compile(f"[{STOPS}\\n]")
"""What stands in every line that has two clauses, unless a word joins them."""
FULL_STOPS = ",."
"""Those of them that say nothing at the end of a line."""
NAMES_TIME = re.compile(r"[^\W\d_]|\d[./:-]\d")
"""A letter or a date in digits."""


@record(kw_only=True)
class Clause:
    """Words that stand together; `of_others` when their subject is somebody else than the writer, such as they.

    `joined` counts the words that only join it to what stands before, such as "and". It is `run_on` where nothing but
    the writer as its subject parts it from what stands before, as in "they want a quote I call back friday".
    """

    words: tuple[Token, ...]
    of_others: bool = False
    joined: int = 0
    run_on: bool = False

    @lazy
    def own(self) -> tuple[Token, ...]:
        """The words without those that join it."""
        return self.words[self.joined :]

    def first_of(self, read: Callable[[tuple[Token, ...]], ReadT | None]) -> ReadT | None:
        """Return what a function reads in the own words, or else in all: "i" joins, and begins the day "i går"."""
        found = read(self.own)
        return read(self.words) if found is None and self.joined else found


def is_sign(word: Token) -> bool:
    """Whether a word is a sign or an emoji that may part two facts."""
    return not word.quoted and (word.text in SIGNS or is_emoji(word.text))


Predicate = Callable[[tuple[Token, ...], tuple[Token, ...]], bool]


def cut(
    text: str, roles: int, language: str, stands_alone: Predicate, is_plan: Callable[[tuple[Token, ...]], bool]
) -> tuple[Clause, ...]:
    """Return the clauses of a line, in order; joined by their raw texts they are the line again.

    `roles` are those of its words. `stands_alone` says of a joining word, if there is one, and the words behind it
    whether these are a clause, and not the rest of the one before; `is_plan` whether words are something to be done.
    """
    known = clause_words(language)
    words = tokens(text)
    pieces = [words]
    if PARTED.search(text):
        pieces = [piece for line in _lines(text, words) for piece in _at_stops(line, known, stands_alone)]
    if roles & JOIN:
        pieces = [
            part
            for at, piece in enumerate(pieces)
            for part in _at_joins(piece, known, stands_alone, after=_first_join(piece, language) if not at else 1)
        ]
    if "(" in text:
        pieces = [part for piece in _with_whole_brackets(pieces) for part in _at_brackets(piece, language)]
    if not roles & (JOIN | OTHERS):
        clauses = [Clause(words=piece) for piece in pieces if piece]
    else:
        clauses = [_clause(piece, known) for piece in pieces if piece]
    if roles & WRITER:
        clauses = [part for clause in clauses for part in _at_writer(clause, known, is_plan)]
    return tuple(clauses)


def _at_writer(clause: Clause, known: ClauseWords, is_plan: Callable[[tuple[Token, ...]], bool]) -> Iterator[Clause]:
    """Yield the parts of a clause that lacks the sign between what others say and what the writer will do."""
    texts = [word.leading for word in clause.words]
    if not known.writer.may_stand_in(texts[2:]):
        yield clause
        return
    ends = range(clause.joined + 2, len(texts) - 1)
    # Why no day: "i" begins "i morgen".
    at = next((at for at in ends if known.writer.count_at(texts, at) > known.dated.count_at(texts, at)), 0)
    if at and is_plan(clause.words[at:]):
        yield changed(clause, words=clause.words[:at])
        yield Clause(words=clause.words[at:], run_on=True)
    else:
        yield clause


def _clause(words: tuple[Token, ...], known: ClauseWords) -> Clause:
    joined = _joining(words, known)
    joined = joined if joined < len(words) else 0
    return Clause(words=words, joined=joined, of_others=bool(known.others.leading(words[joined:])))


def _may_join(word: Token, known: ClauseWords) -> bool:
    """Whether a word is a sign, or may begin words that join."""
    return word.leading in known.partings.firsts or is_emoji(word.text)


def _joining(words: tuple[Token, ...], known: ClauseWords) -> int:
    """Return how many joining words or signs these words begin with."""
    if is_sign(words[0]):
        return 1
    if words[0].text == "I":
        # Why: "i" is Polish for and.
        return 0
    count = known.joins.leading(words)
    # Why: "i" is Polish for and, and begins "i går".
    return count if count and known.dated.leading(words) <= count else 0


def split_at_subject(words: tuple[Token, ...], language: str) -> tuple[tuple[Token, ...], tuple[Clause, ...]]:
    """Return the words up to a subject that is not the writer, and the clause from it on, if there is one."""
    known = clause_words(language)
    texts = [word.leading for word in words]
    if not known.others.may_stand_in(texts):
        return words, ()
    at = next((start for start in range(len(words)) if known.others.count_at(texts, start)), len(words))
    if at == len(words):
        return words, ()
    if at and texts[at - 1] in typable("reaching", "nobody", language):
        # "Keiner hat …": who it was is nobody.
        at -= 1
    if at and known.joins.leading(words[at - 1 : at]):
        at -= 1
    return words[:at], (changed(_clause(words[at:], known), of_others=True),)


def _lines(text: str, words: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Yield the words of each line of a text; one in quotes that goes over a line break is on one."""
    counts = [len(tokens(line)) for line in text.split("\n")] if "\n" in text else []
    if sum(counts) != len(words):
        counts = [len(words)]
    for count in filter(None, counts):
        yield words[:count]
        words = words[count:]


def _at_stops(words: tuple[Token, ...], known: ClauseWords, stands_alone: Predicate) -> Iterator[tuple[Token, ...]]:
    start = 0
    for index, word in enumerate(words):
        if index < len(words) - 1 and _sign(word) not in STOPS:
            continue
        behind = words[index + 1 :]
        # Behind a weekday the point may be that of its short form: "by thu. 26 nov" is one day.
        ends = (
            not behind
            or _ends_clause(word, behind[0], known)
            or ((known.is_dotted(word.text) or _is_number(word)) and stands_alone((), behind))
        )
        if ends:
            yield (*words[start:index], _without_stop(word, STOPS if behind else FULL_STOPS, known))
            start = index + 1


def _is_number(word: Token) -> bool:
    """Whether a word is a number and a point, which ends a clause as well as it makes the number a day's."""
    return word.text.endswith(".") and word.text[:-1].isdigit()


def _ends_clause(word: Token, following: Token, known: ClauseWords) -> bool:
    """Whether a clause ends behind a word: at a stop that belongs neither to the word nor to a company's name."""
    if word.quoted:
        return _sign(word) in STOPS
    if word.text[-1] not in STOPS or not any(map(str.isalnum, word.text)):
        return False
    if word.text[-1] == ".":
        return not known.is_abbreviation(word.text)
    joins = following.text.islower() and known.joins.leading((following,))
    return word.text[-1] != "," or bool(joins) or not known.is_company_form(following.text)


def _sign(word: Token) -> str:
    """Return the last sign of a word, of a text in quotes the one that stands outside."""
    return word.raw.rstrip()[-1:] if word.quoted and word.raw else word.text[-1]


def _without_stop(word: Token, stops: str, known: ClauseWords) -> Token:
    """Return a word without the stops behind it, which its raw text keeps."""
    # The point of an abbreviation is its own, what stands behind that is not: "120 tys.,"
    bare = word.text.rstrip(stops.replace(".", "") if known.is_abbreviation(word.text) else stops)
    if bare in ("", word.text) or word.quoted:
        return word
    return changed(word, text=bare)


def _verb_end(words: tuple[Token, ...], known: ClauseWords) -> int:
    """Return where a verb of several words ends that words begin with, fillers aside; one may end in "i"."""
    behind = known.before.skipped(words)
    return len(words) - len(behind) + known.verbs.leading(behind)


def _with_whole_brackets(pieces: Sequence[tuple[Token, ...]]) -> Iterator[tuple[Token, ...]]:
    """Yield the pieces of a line, those together which one pair of brackets stands around."""
    held: tuple[Token, ...] = ()
    for at, piece in enumerate(pieces):
        held += piece
        behind = [mark for later in pieces[at + 1 :] for mark in _brackets(later)]
        if _brackets(held)[-1:] != ["("] or behind[:1] != [")"]:
            yield held
            held = ()


def _brackets(words: tuple[Token, ...]) -> list[str]:
    """Return the brackets that words begin and end with, in order; those of a smiley are none that opens."""
    ends = ((word.text[:1], word.text.rstrip(STOPS)[-1:]) for word in words if not word.quoted)
    return [sign for end in ends for mark, sign in zip(end, "()", strict=True) if mark == sign]


def _at_brackets(words: tuple[Token, ...], language: str) -> Iterator[tuple[Token, ...]]:
    """Yield the parts of a piece that ends in brackets where these may tell of all of it; emojis may stand behind."""
    at = next((at for at, word in enumerate(words) if word.text[:1] == "(" and not word.quoted), len(words))
    closed = next((end for end in range(at, len(words)) if ")" in words[end].text), len(words))
    said = tuple(_without_brackets(word) for word in words[at : closed + 1])
    behind = words[closed + 1 :]
    ends = closed < len(words) and all(is_emoji(word.text) for word in behind)
    if not ends or not all(word.text for word in said) or not _is_of_whole(said, language):
        yield words
        return
    if at:
        yield words[:at]
    yield (*said, *behind)


def _is_of_whole(words: tuple[Token, ...], language: str) -> bool:
    """Whether words in brackets may be a day, or say that nobody was reached, or who knew, as in "(no answer)"."""
    dated = may_begin(words[0].text, language) and may_end(words[-1].text, language)
    said = NAMES_TIME.search(" ".join([word.text for word in words]))  # "(3)" is a note
    unreached = any(said.outcome in (NONE, VOICEMAIL) for said in findings(words, language))
    return bool(dated and said) or unreached or telling_clause(words, language) is not None


def _without_brackets(word: Token) -> Token:
    """Return a word without brackets around it, which its raw text keeps."""
    bare = word.text.removeprefix("(").rstrip(STOPS + ")")
    return word if word.quoted or not ({"(", ")"} & set(word.text)) else replace(word, text=bare)


def _first_join(words: tuple[Token, ...], language: str) -> int:
    """Return how many words of the first piece stand before what may part it.

    Behind a verb a sign is an account that is not named, and "a" may begin a name; behind a name a sign is one.
    """
    return 1 if words[1:] and is_sign(words[1]) and VERBS.find(words[0].text, language) is None else 2


def _at_joins(
    words: tuple[Token, ...], known: ClauseWords, stands_alone: Predicate, *, after: int
) -> Iterator[tuple[Token, ...]]:
    """Yield the parts of a piece, which a joining word or sign parts when a clause stands behind it.

    The first `after` words are of the first part.
    """
    start = 0
    index = max(after, _verb_end(words, known), _joining(words, known) if after == 1 and words[1:] else 0)
    while index < len(words):
        count = _joining(words[index:], known) if _may_join(words[index], known) else 0
        behind = words[index + count :]
        # Of several signs in a row only the last one can part: to ask behind each costs the square of their number.
        if count and behind and not is_sign(behind[0]) and stands_alone(words[index : index + count], behind):
            yield words[start:index]
            start = index
        index += count or 1
    yield words[start:]
