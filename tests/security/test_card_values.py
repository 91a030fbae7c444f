"""Whatever comes back from a card or a form is checked like typed text, for every argument of every command."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest

from bot.arguments.parser import Arg
from bot.dispatch.registry import Command, discover
from bot.language.names import NAME_LIMIT
from bot.messages.card import Reply
from bot.messages.events import Event, Pressed, Submission
from bot.messages.press import Press
from storage.connection import Connection
from storage.people import Defaults
from storage.work import SqlWork
from tests.dialog import Dialog

COMMANDS = [command for command in discover() if command.args]
TEXTS = {
    "nothing": "",
    "a blank": " ",
    "a new name of blanks": "+ \t ",
    "a new name that is drawn as nothing": "+\u200b\u2800\u3164",
    "a new name too long": "+" + "x" * 20_000,
    "a new name of one word too many": "+" + "word " * 700,
    "a text too long": "long " * 4_000,
    "a control character": "+x\x07y",
    "a control character alone": "\x00",
    "an escape": "acme\x1b[2J",
    "marks of direction": "+Ac\u202eme\u2066",
    "half a character": "+Acme\ud800",
    "half a character alone": "\udfff",
    "a number beyond the database": "=" + "9" * 18,
    "a number beyond everything": "=" + "9" * 5_000,
    "a negative number": "=-1",
    "digits of another script": "=\u0663",
    "superscript digits": "=\u00b2",
    "nobody": "-",
    "no kind": "=1 OR 1=1",
    "a number alone": "999999999999",
    "many numbers": "1 " * 2_000,
    "a ref of nothing": "P999999999999",
    "a day of no year": "99999-01-01",
    "a day far away": "9999-12-31",
    "typed text": "~acme",
    "markup": "+<!channel> <b>*x*</b> [y](z) {{DATE()}}",
    "a selection in a selection": "+=1",
}
VALUES = [(command, arg) for command in COMMANDS for arg in command.args]
"""Every argument of every command; a new one is tried without an entry here."""
MOST_CALLS = 500_000
"""Calls of functions for one value: twice those of the first one, for which words are read and sentences loaded."""
NAMES = ("account", "desk", "person", "team", "touchpoint")
"""Tables whose rows people name."""
RECORDS = ("deeds",)
"""Their columns that hold what Snurr notes by itself, in JSON."""


def ways(command: Command, arg: Arg, text: str, talk: Dialog, who: str) -> Iterator[Event]:
    """Yield the events in which a value can come back: in a button with words to read, in a form and beside one."""
    sender = talk.sender(who)
    press = Press(verb=command.verb, values={"~": "acme", arg.name: text})
    yield Pressed(sender=sender, at=talk.at, press=press)
    yield Submission(sender=sender, at=talk.at, verb=command.verb, values={arg.name: text})
    yield Submission(sender=sender, at=talk.at, verb=command.verb, values={}, kept={arg.name: text})


def rows(talk: Dialog, tenant: int) -> dict[str, list[list[tuple[str, object]]]]:
    """Return what the tables with names and entries hold of one company, by column."""
    raw = talk.work._db._raw
    found = {
        table: raw.execute(f"SELECT * FROM {table} WHERE tenant = {tenant} ORDER BY 1").fetchall()
        for table in (*NAMES, "entry", "promise", "outbox")
    }
    return {table: [list(zip(row.keys(), row, strict=True)) for row in kept] for table, kept in found.items()}


def counted(answer: Callable[[], Reply]) -> tuple[Reply, int]:
    """Return an answer, and how many calls of functions it took: unlike its time the same on every machine."""
    calls = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        return answer(), calls
    finally:
        sys.setprofile(before)


def unfit(talk: Dialog) -> list[str]:
    """Return the stored texts that nobody could have typed: too long, or with characters that no screen shows."""
    found: list[str] = []
    for table, kept in rows(talk, 1).items():
        limit = NAME_LIMIT if table in NAMES else 1000
        for text in (cell for row in kept for name, cell in row if isinstance(cell, str) and name not in RECORDS):
            hidden = any(
                unicodedata.category(char) in ("Cc", "Cs") for char in text.replace("\n", "").replace("\t", "")
            )
            turned = table in NAMES and any(
                "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in text
            )
            found += [f"{table}: {text[:100]!r}"] * (len(text) > limit or hidden or turned)
    return found


@pytest.fixture(name="other")
def other_fixture(talk: Dialog) -> Mapping[str, int]:
    """The ids of the things of another company, by table."""
    raw = talk.work._db._raw
    raw.execute("INSERT INTO tenant (id, name) VALUES (2, 'other')")
    theirs = SqlWork(Connection(raw, 2), Defaults())
    person = theirs.people.add("Zephyr", talk.at)
    return {
        "person": person.id,
        "account": theirs.accounts.add("Zephyr Account", person.id, talk.at).id,
        "touchpoint": theirs.touchpoints.save("zephyr touchpoint").id,
        "desk": theirs.desks.save("zephyr desk").id,
    }


@pytest.mark.parametrize(("command", "arg"), VALUES, ids=lambda each: getattr(each, "verb", getattr(each, "name", "")))
def test_no_value_stores_what_nobody_could_type(talk: Dialog, command: Command, arg: Arg) -> None:
    """Each is carried out as text that fits, or refused in a sentence, or asked about, soon; nothing fails."""
    for name, text in TEXTS.items():
        for event in ways(command, arg, text, talk, "chris"):
            reply, calls = counted(partial(talk.give, event))
            assert calls <= MOST_CALLS, name
            assert reply.ok or reply.error or reply.form or reply.card.all_buttons(), name
    assert [] == unfit(talk)


@pytest.mark.parametrize(("command", "arg"), VALUES, ids=lambda each: getattr(each, "verb", getattr(each, "name", "")))
def test_no_value_reaches_another_company(talk: Dialog, other: Mapping[str, int], command: Command, arg: Arg) -> None:
    """An id of theirs is as good as one of nobody."""
    before = rows(talk, 2)
    for id in other.values():
        for text in (f"={id}", str(id)):
            for event in ways(command, arg, text, talk, "chris"):
                assert "ephyr" not in str(talk.give(event).card)
    assert before == rows(talk, 2)
