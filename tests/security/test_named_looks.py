"""Whoever is named to a manager beside what they did can read that they were looked at, whichever card names them."""

from __future__ import annotations

import pytest

from bot.arguments.file_format import EXPORT
from bot.dispatch.registry import discover
from bot.messages.card import File, Reply
from bot.messages.events import Event, Line, Pressed
from bot.messages.plain_text import card_text
from tests.commands.steps import person
from tests.dialog import Dialog

ACTIONS = {
    "Aase": ('call acme q5 l "they want Fridays"',),
    "Berit": ("visit acme with the board",),
    "Carsten": ("offer acme 5k two prices",),
    "Dagny": ("promise acme quote by fri",),
    "Egil": ("promise acme list by fri", "kept acme list"),
    "Frode": ("broken acme price",),
    "Gerd": ("touch acme invoice clarity 0 did not understand",),
    "Hauk": ("touch acme yard 2", "touch acme yard 1"),
    "Idar": ("waiting yard", "go"),
    "Jorid": ("handoff acme service 25m wrong item",),
    "Kolbein": ("follow acme thu the board",),
    "Liv": ("refill acme toner 6w",),
    "Mons": ("exclusive acme planers bodo",),
    "Njaal": ("junk 30m report",),
    "Oddny": ("freeze acme they pause",),
    "Pål": ("plan acme",),
    "Rolv": ("off 7-11 dec", "me lunch 12:00"),
}
"""Who did what, each something else; the later ones first, so that a card which shows only some shows each of a kind."""
PUBLIC = ("go", "waiting done")
"""What the whole channel is told at once, with the name of who went."""


@pytest.fixture(name="actions")
def actions_fixture(talk: Dialog) -> Dialog:
    """A team of people of whom nobody has done anything yet; chris manages and is admin."""
    assert talk.say("admin desk service phone 55", "chris").ok
    for name in ACTIONS:
        assert talk.say(f"admin person {name} seller colleague team Nord", "chris").ok
    return talk


def asked(talk: Dialog) -> list[Event]:
    """Return what chris types: each command by itself, about the customer, each example, each with a file."""
    lines = [
        line
        for command in discover()
        if command.verb not in PUBLIC
        for line in (command.verb, f"{command.verb} acme", *command.examples)
        for line in ((line, f"{line} export csv") if EXPORT in command.args and "export" not in line else (line,))
    ]
    return [Line(sender=talk.sender("chris"), at=talk.at, text=line, limited=False) for line in dict.fromkeys(lines)]


def named(talk: Dialog, event: Event) -> tuple[Reply, set[str], set[str]]:
    """Return the reply, whom it names, and who of all can read that chris looked or changed something of theirs."""
    raw = talk.work._db._raw
    raw.execute("SAVEPOINT look")
    try:
        people = {name: person(talk, name).id for name in ACTIONS}
        before = {name: len(talk.work.audit.about(id)) for name, id in people.items()}
        reply = talk.give(event)
        files = "".join(element.text for element in reply.card.body if isinstance(element, File))
        shown = f"{card_text(reply.card)} {files} {reply.form} {reply.error}"
        told = {name for name, id in people.items() if len(talk.work.audit.about(id)) > before[name]}
        return reply, {name for name in ACTIONS if name in shown}, told
    finally:
        raw.execute("ROLLBACK TO look")
        raw.execute("RELEASE look")
        talk.work.touchpoints.rename(0, "none")  # what was read before the rollback is read anew


def test_who_is_named_for_what_they_did_can_read_of_the_look(actions: Dialog) -> None:
    """By each command and example, and by each button that leads on from a customer's card, notes and views.

    A name that stood there before anybody did anything is on a list of people, and says nothing.
    """
    events = asked(actions)
    before = [named(actions, event)[1] for event in events]
    for name, lines in ACTIONS.items():
        for line in lines:
            assert actions.say(line, name).ok, line
    found: set[str] = set()
    for event, listed in zip(events, before, strict=True):
        reply, shown, told = named(actions, event)
        assert shown - listed <= told, event
        found |= shown - listed
        for button in (*reply.card.buttons, *reply.card.more):
            if button.press.verb in ("account", "notes", "find") and "Acme" in str(reply.card.title):
                press = Pressed(sender=actions.sender("chris"), at=actions.at, press=button.press)
                _, shown, told = named(actions, press)
                assert shown - listed <= told, press
                found |= shown - listed
    # Whom no card names would be a walk that sees nothing.
    assert {"Aase", "Berit", "Carsten", "Dagny", "Gerd", "Jorid", "Kolbein", "Oddny"} <= found
