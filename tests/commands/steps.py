"""Steps that the tests of commands share: looking up what was stored, and pressing what no card offers."""

from __future__ import annotations

import base64
import csv

from bot.domain.details import Kind
from bot.domain.entries import Entry
from bot.domain.people import Person, Role
from bot.messages.card import File, Reply
from bot.messages.events import Pressed
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from tests.dialog import Dialog


def person(talk: Dialog, name: str) -> Person:
    """Return somebody who is known; of several the first added who is on the list."""
    found = next(iter(talk.work.people.named(name)), None)
    assert found
    return found


def roles(talk: Dialog, name: str) -> set[Role]:
    """Return somebody's roles."""
    return set(person(talk, name).roles)


def entry(talk: Dialog, ref: str) -> Entry:
    """Return a live entry by its ref."""
    found = talk.work.entries.live(Kind(ref[0]), int(ref[1:]))
    assert found
    return found


def labels(reply: Reply) -> list[str]:
    """Return the labels of a reply's buttons."""
    return [button.label for button in reply.card.all_buttons()]


def line_of(reply: Reply, part: str) -> str:
    """Return the first line of a reply's text that has this part, empty when there is none."""
    return next((line for line in card_text(reply.card).splitlines() if part in line), "")


def press(talk: Dialog, verb: str, who: str = "", **values: str) -> Reply:
    """Press a button with these values, whether a card offers it or somebody made it up."""
    return talk.give(Pressed(sender=talk.sender(who), at=talk.at, press=Press(verb=verb, values=values)))


def field_errors(reply: Reply) -> dict[str, str]:
    """Return what a form says is wrong, by field."""
    assert reply.form
    return {field.name: field.error for field in reply.form.fields if field.error}


def filled(reply: Reply) -> dict[str, str]:
    """Return what a form holds, by field."""
    assert reply.form
    return {field.name: field.value for field in reply.form.fields}


def file_rows(reply: Reply) -> list[list[str]]:
    """Return the cells of the CSV file that a card carries, header first."""
    file = next(element for element in reply.card.body if isinstance(element, File))
    text = base64.b64decode(file.data).decode("utf-8-sig")
    return [*csv.reader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ",")]


def outcomes(talk: Dialog, who: str) -> set[str]:
    """Return what becomes of the nudges that a day has for somebody: sent, or why not."""
    return {nudge.outcome for nudge in talk.holds() if nudge.to == who}
