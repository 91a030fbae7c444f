"""What the papers promise, as data: lines to type and nudges to come in every language, and how they are tried."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.messages.card import Reply
from bot.messages.plain_text import card_text
from storage.people import Defaults
from storage.work import memory_work
from tests.dialog import Dialog, company
from tests.migrated import memory_engine

LANGUAGES = ("en", "da", "nb", "sv", "pl", "de")
UNDO = {"en": "undo", "da": "fortryd", "nb": "angre", "sv": "ångra", "pl": "cofnij", "de": "rückgängig"}
PEOPLE = ("anna", "bo", "chris", "kari")
CHANNEL = "#"
SEEN, PRESSED = "= ", "> "
FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Row:
    """One promise of the papers: what is typed or comes, and what must be seen, by language."""

    id: str
    steps: Mapping[str, Sequence[str]]
    before: Sequence[str] = ()
    who: str = "anna"
    stored: str | None = None
    undo: bool = True
    asks: bool = False
    short: Sequence[str] = ()
    """Languages whose line holds a short form, which only people of that language may type."""
    shows: Mapping[str, float] = field(default_factory=dict)
    rule: str = ""
    to: str = ""
    on: str = ""
    at: str = ""


def rows(file: str, table: str) -> list[Row]:
    """Return the rows of a table of a data file."""
    found = tomllib.loads((FOLDER / file).read_text("utf-8"))[table]
    return [Row(steps={code: row.pop(code) for code in LANGUAGES}, **row) for row in found]


@contextmanager
def people_of(language: str) -> Iterator[Dialog]:
    """Give the company in which the rows are typed; its team's channel speaks the language."""
    engine = memory_engine()
    with memory_work(engine, Defaults()) as work:
        talk = company(work)
        for name in ("Bergen Bygg AS", "Nilsson Rör AB"):
            talk.account(name)
        for line in (
            f"admin team Nord language {language}",
            "admin person kari colleague team Nord",
            "admin touchpoint invoice owner kari",
        ):
            assert talk.say(line, "chris").ok
        yield talk
    engine.close()


def prepare(talk: Dialog, row: Row, language: str) -> None:
    """Type what a row needs, in English, and let everybody read in the language from then on."""
    for line in row.before:
        who, text = spoken(line, "anna")
        reply = talk.say(text, "anna", channel=True) if who == CHANNEL else talk.say(text, who)
        assert reply.ok, f"{row.id}: {line}: {card_text(reply.card)}"
    for who in PEOPLE if language != "en" else ():
        assert talk.say(f"me language {language}", who).ok


def spoken(step: str, who: str) -> tuple[str, str]:
    """Return who says a step, and what: "bo: call acme" is bo's."""
    name, found, text = step.partition(": ")
    return (name, text) if found and name in (*PEOPLE, CHANNEL) else (who, step)


def state(talk: Dialog, who: str) -> list[str]:
    """Return what people read of a customer, their day and their week, in English words of nobody's in particular."""
    lines = [("account acme", who), ("notes acme", who), ("today", who), ("me week", "anna"), ("team week", "chris")]
    return [card_text(talk.say(line, each).card) for line, each in lines]


@dataclass(kw_only=True)
class Tried:
    """A row as it was typed in one language: what was stored, the last answer, and what was wrong."""

    stored: list[str] = field(default_factory=list)
    last: Reply = field(default_factory=Reply)
    wrong: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The last answer as text."""
        return card_text(self.last.card)


def tried(talk: Dialog, row: Row, language: str) -> Tried:
    """Type the steps of a row and compare them with what must be seen."""
    result = Tried()
    for step in row.steps[language]:
        if step.startswith(SEEN):
            if step.removeprefix(SEEN).casefold() not in result.text.casefold():
                result.wrong.append(f"not seen: {step.removeprefix(SEEN)!r}")
            continue
        result.last = _given(talk, row, step)
        result.stored += result.last.stored
    if result.last.ok is row.asks:
        result.wrong.append("not understood" if not row.asks else "not asked")
    if row.stored is not None and "".join(ref[0] for ref in result.stored) != row.stored:
        result.wrong.append(f"stored {result.stored}")
    figures: dict[str, Any] = dict(result.last.figures)
    result.wrong += [
        f"{name} is {figures.get(name)}" for name, value in row.shows.items() if figures.get(name) != value
    ]
    return result


def _given(talk: Dialog, row: Row, step: str) -> Reply:
    if step.startswith(PRESSED):
        label = step.removeprefix(PRESSED)
        shown = [button.label for button in talk.last.card.all_buttons()]
        assert label in shown, f"{row.id}: no button {label!r} among {shown}"
        return talk.press(label, row.who)
    who, text = spoken(step, row.who)
    return talk.say(text, who)
