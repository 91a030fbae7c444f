"""What a line comes to, without refs and times, so that two ways to type it can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from bot.language.clauses import STOPS
from bot.language.names import fold
from bot.messages.card import Reply
from bot.messages.plain_text import card_text
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import Dialog
from tests.hostile.fuzz import undone
from tests.lines.cases import Case, conversation, entries, facts_of, read_cases

CASES = read_cases(Path(__file__).with_name("lines.jsonl"))
TYPED_SIGNS = re.compile(r"""["'“”„«»\s]+""")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What was stored, asked or answered; texts are folded, so that capitals, marks and stops do not count."""

    stored: tuple[Mapping[str, Any], ...]
    choices: tuple[str, ...]
    fields: tuple[str, ...]
    answer: str
    """The first line of the card, where nothing was stored or asked."""
    leave: str


def reading(talk: Dialog, line: str, language: str) -> Reading:
    """Return what a line comes to that kim types in a language, and take it back."""
    with undone(talk):
        kim = talk.work.people.named("kim")[0].id
        talk.work.people.change(kim, language=language)
        before = {entry.id for entry in entries(talk.work)}
        reply = talk.say(line)
        made = [entry for entry in entries(talk.work) if entry.id not in before]
        return Reading(
            stored=tuple({name: plain(value) for name, value in facts_of(talk, entry).items()} for entry in made),
            choices=() if made else tuple(plain(button.label) for button in reply.card.all_buttons()),
            fields=tuple(each.name for each in reply.form.fields) if reply.form else (),
            answer=_answer(reply) if not made else "",
            leave=str(talk.work.people.named("kim")[0].leave),
        )


def _answer(reply: Reply) -> str:
    """Return what a reply says; what asks or refuses repeats the line, so of it only that it does."""
    return plain(card_text(reply.card)) if reply.ok else "not ok"


def plain(value: Any) -> Any:
    """Return a text folded, without quotes and without stops at the ends of words; other values as they are."""
    if not isinstance(value, str):
        return value
    return " ".join(word.strip(STOPS + "?") for word in TYPED_SIGNS.sub(" ", fold(value)).split()).strip()


def in_their_worlds(engine: SqliteEngine, cases: list[Case]) -> Iterator[tuple[Dialog, Case]]:
    """Yield each case with a conversation in its world, which those of the same world share."""

    def world(case: Case) -> tuple[str, tuple[str, ...]]:
        return case.world, case.before

    for _, group in groupby(sorted(cases, key=world), key=world):
        alike = list(group)
        with memory_work(engine, Defaults()) as work:
            talk = conversation(work, alike[0])
            yield from ((talk, case) for case in alike)


def differences(
    engine: SqliteEngine, cases: list[Case], typed: Callable[[Case], str], language: Callable[[Case], str]
) -> Iterator[str]:
    """Yield the lines that come to something else when they are typed in another way, or by who has another language."""
    for talk, case in in_their_worlds(engine, cases):
        own, other = reading(talk, case.line, case.me), reading(talk, typed(case), language(case))
        if own != other:
            yield f"{case.me} {typed(case)!r} {language(case)}:\n  {_told(own, other)}\n  {_told(other, own)}"


def _told(one: Reading, other: Reading) -> str:
    """Return what of a reading is not in another."""
    return "; ".join(f"{name} {value}" for name, value in vars(one).items() if value != getattr(other, name))
