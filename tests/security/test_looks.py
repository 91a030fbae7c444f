"""Every look at the work of others is recorded: each view, file and post, by every command, for everybody in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.arguments.file_format import EXPORT
from bot.dispatch.registry import Command, discover
from bot.domain.audit import AuditAction
from bot.domain.people import EVERYONE
from bot.messages.card import File
from bot.messages.events import Event, Line, Pressed
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from tests.commands.steps import person
from tests.dialog import Dialog

WORK = (
    "call acme", "promise acme quote by fri", "promise acme list by fri", "kept 1", "touch acme invoice clarity 0",
    "waiting yard", "go", "plan acme", "handoff acme service 25m wrong item",
)  # fmt: skip
SHARE = Press(verb="team share", values={"team": "1", "period": "week", "day": "2026-11-24"})
SHOWING = dict.fromkeys(
    (
        "team",
        "team promises",
        "team share",
        "team switchboard",
        "team drift",
        "team map",
        "team risk",
        "team waiting",
        "team zeros",
        "account",
        "notes",
        "admin audit",
    ),
    True,
)
"""The commands that are known to show what others did, so that the walk is seen to find them."""
LOOKS = (AuditAction.LOOKED, AuditAction.SHARED)


@pytest.fixture(name="house")
def house_fixture(talk: Dialog) -> Dialog:
    """sanna sells beside anna and bo, who both were active; chris manages and is admin."""
    for line in (
        "admin person sanna seller team Nord",
        "admin desk service phone 55",
        "admin person ola seller team Nord",
    ):
        assert talk.say(line, "chris").ok
    for who in ("anna", "bo", "ola"):
        assert talk.say("call -", who).ok
    return talk


def watched(command: Command) -> bool:
    """Whether a command may show what others did: one that some roles alone may use, or that only reads, or a card."""
    if (
        command.verb == "admin missing"
    ):  # what nobody has filled in yet, such as a customer's phone: of no person's doing
        return False
    return command.roles != EVERYONE or command.reads or command.verb in ("account", "notes")


def ways(talk: Dialog, command: Command) -> Iterator[Event]:
    """Yield what chris types or presses: each example, each with a file where there is one."""
    sender = talk.sender("chris")
    if command.verb == "team share":
        yield Pressed(sender=sender, at=talk.at, press=SHARE)
        return
    for line in command.examples or (command.verb,):
        yield Line(sender=sender, at=talk.at, text=line, limited=False)
        if EXPORT in command.args and "export" not in line:
            yield from (
                Line(sender=sender, at=talk.at, text=f"{line} export {kind}", limited=False) for kind in ("csv", "xlsx")
            )


def tried(talk: Dialog, event: Event) -> tuple[str, list[tuple[AuditAction, str]]]:
    """Return what a reply shows, and which looks at sanna's work it recorded; everything is taken back."""
    raw = talk.work._db._raw
    raw.execute("SAVEPOINT look")
    try:
        before = len(talk.work.audit.about(person(talk, "sanna").id, actions=LOOKS))
        reply = talk.give(event)
        records = talk.work.audit.about(person(talk, "sanna").id, actions=LOOKS)
        files = "".join(element.text for element in reply.card.body if isinstance(element, File))
        shown = f"{card_text(reply.card)} {files} {sorted(reply.figures.items())} {reply.error}"
        return shown, [(record.action, record.what) for record in records[: len(records) - before]]
    finally:
        raw.execute("ROLLBACK TO look")
        raw.execute("RELEASE look")
        talk.work.touchpoints.rename(0, "none")  # what was read before the rollback is read anew


@pytest.mark.parametrize("verb", sorted(each.verb for each in discover() if watched(each)))
def test_whatever_shows_what_somebody_did_records_the_look(house: Dialog, verb: str) -> None:
    """A reply that reads otherwise once sanna has worked shows her work; a command that only reads cannot record it."""
    asked = discover().get(verb)
    events = list(ways(house, asked))
    before = [tried(house, event)[0] for event in events]
    for line in WORK:
        assert house.say(line, "sanna").ok, line
    for event, earlier in zip(events, before, strict=True):
        shown, looks = tried(house, event)
        if shown != earlier:
            assert looks, (verb, event)
            assert not asked.reads
    assert SHOWING.get(verb, False) is any(tried(house, event)[1] for event in events)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("team", "team day 2026-11-24"),
        ("team week", "team week w48 2026"),
        ("team w47", "team week w47 2026"),
        ("team month export csv", "team month 2026-11 export csv"),
        ("team sanna week", "team person week w48 2026"),
        ("team sanna week export xlsx", "team person week w48 2026 export xlsx"),
        ("team promises", "team promises"),
        ("team promises export csv", "team promises export csv"),
        ("team zeros", "team zeros"),
        ("team zeros export xlsx", "team zeros export xlsx"),
        ("team waiting", "team waiting week w48 2026"),
        ("team switchboard month", "team switchboard month 2026-11"),
        ("account acme", "account Acme A/S"),
    ],
)
def test_a_look_says_what_was_looked_at(house: Dialog, line: str, what: str) -> None:
    """The view, its period and its file."""
    for each in WORK:
        house.say(each, "sanna")
    event = Line(sender=house.sender("chris"), at=house.at, text=line, limited=False)
    assert [(AuditAction.LOOKED, what)] == tried(house, event)[1]


def test_a_file_and_a_share_of_the_whole_team_name_everybody_in_it(house: Dialog) -> None:
    """But for who looks, and who is in another team."""
    house.say("team month export csv", "chris")
    looked = {
        who: len(house.work.audit.about(person(house, who).id, actions=LOOKS))
        for who in ("anna", "bo", "sanna", "chris", "dora")
    }
    assert {"anna": 1, "bo": 1, "sanna": 1, "chris": 0, "dora": 0} == looked


def test_promises_of_somebody_without_a_role_are_looked_at_too(house: Dialog) -> None:
    """Whose promise is on the list, not who sells now."""
    house.say("promise acme quote by fri", "bo")
    house.say("admin person bo without seller", "chris")
    house.later(days=21)
    house.say("team promises", "chris")
    newest = house.work.audit.about(person(house, "bo").id, actions=LOOKS)[0]
    assert "team promises" == newest.what


def test_zeros_are_a_look_at_the_owner_of_the_touchpoint(house: Dialog) -> None:
    """They are named on the list, in whatever team."""
    house.say("admin touchpoint invoice owner dora", "chris")
    house.say("touch acme invoice clarity 0", "anna")
    house.say("team zeros", "chris")
    assert ["team zeros"] == [r.what for r in house.work.audit.about(person(house, "dora").id, actions=LOOKS)]


def test_a_sellers_reading_of_a_customers_card_is_work_and_no_look(house: Dialog) -> None:
    """Whoever sells needs it to call; only who manages looks at people by it."""
    house.say("call acme", "anna")
    house.say("account acme", "bo")
    assert [] == house.work.audit.about(person(house, "anna").id, actions=LOOKS)


def test_a_refused_look_is_not_recorded(house: Dialog) -> None:
    """Nothing was shown."""
    assert not house.say("team anna week", "dora").ok
    assert [] == house.work.audit.about(person(house, "anna").id, actions=LOOKS)
