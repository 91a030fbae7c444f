"""Every change of what is another's is recorded for them: promises, customers, touchpoints; one's own is not."""

from __future__ import annotations

import pytest

from bot.domain.audit import AuditAction
from bot.messages.events import Correction, Line
from tests.commands.steps import line_of, person
from tests.dialog import Dialog

LOOKS = (AuditAction.LOOKED, AuditAction.SHARED)


@pytest.fixture(name="house")
def house_fixture(talk: Dialog) -> Dialog:
    """anna has promised twice, owns Acme and the yard."""
    for line in ("promise acme quote by fri", "promise acme list by fri"):
        assert talk.say(line, "anna").ok
    assert talk.say("admin touchpoint yard owner anna", "chris").ok
    return talk


def changes(talk: Dialog, who: str) -> list[tuple[str, AuditAction, str]]:
    """Return who changed what is somebody's, the oldest first."""
    found = [r for r in talk.work.audit.about(person(talk, who).id) if r.action not in LOOKS]
    return [(talk.work.people.get(r.author or 0).name, r.action, r.what) for r in reversed(found)]


@pytest.mark.parametrize(
    ("who", "lines", "recorded"),
    [
        ("bo", ["kept 1"], [(AuditAction.PROMISE_CHANGED, "P1 kept")]),
        ("bo", ["told 1 new date thu"], [(AuditAction.PROMISE_CHANGED, "P1 told")]),
        ("bo", ["broken 1"], [(AuditAction.PROMISE_CHANGED, "P1 broken")]),
        (
            "bo",
            ["kept 1", "edit S1 sent by mail"],
            [(AuditAction.PROMISE_CHANGED, "P1 kept"), (AuditAction.PROMISE_CHANGED, "P1 edited")],
        ),
        (
            "bo",
            ["kept 1", "undo"],
            [(AuditAction.PROMISE_CHANGED, "P1 kept"), (AuditAction.PROMISE_CHANGED, "P1 undone")],
        ),
        ("bo", ["account acme 7M contacts 250"], [(AuditAction.ACCOUNT_CHANGED, "contacts,value Acme A/S")]),
        ("bo", ["account acme every 3w"], [(AuditAction.ACCOUNT_CHANGED, "rhythm Acme A/S")]),
        ("chris", ["account acme owner bo"], [(AuditAction.ACCOUNT_CHANGED, "owner Acme A/S")]),
        (
            "bo",
            ["freeze acme they pause", "undo"],
            [(AuditAction.ACCOUNT_CHANGED, "frozen Acme A/S"), (AuditAction.ACCOUNT_CHANGED, "undone Acme A/S")],
        ),
        (
            "bo",
            ["left acme price", "undo"],
            [(AuditAction.ACCOUNT_CHANGED, "lost Acme A/S"), (AuditAction.ACCOUNT_CHANGED, "undone Acme A/S")],
        ),
        ("chris", ["admin touchpoint yard owner bo"], [(AuditAction.TOUCHPOINT_CHANGED, "owner yard")]),
        ("chris", ["admin touchpoint yard name depot"], [(AuditAction.TOUCHPOINT_CHANGED, "name depot")]),
        ("chris", ["admin remove touchpoint yard"], [(AuditAction.TOUCHPOINT_CHANGED, "removed yard")]),
    ],
)
def test_a_change_is_recorded_for_whose_it_was(
    house: Dialog, who: str, lines: list[str], recorded: list[tuple[AuditAction, str]]
) -> None:
    """Who, what and how."""
    before = len(changes(house, "anna"))
    for line in lines:
        assert house.say(line, who).ok, line
    assert [(who, *each) for each in recorded] == changes(house, "anna")[before:]


@pytest.mark.parametrize(
    "lines",
    [
        ["kept 1"], ["told 1 same day"], ["broken 1"], ["kept 1", "edit S1 sent"], ["kept 1", "undo"], ["undo P1"],
        ["account acme 7M every 3w"], ["account acme owner anna"], ["account acme"], ["call acme", "undo"],
    ],
)  # fmt: skip
def test_a_change_of_ones_own_is_not_recorded(house: Dialog, lines: list[str]) -> None:
    """Neither for oneself nor for nobody."""
    before = house.work.audit.newest(99)
    for line in lines:
        assert house.say(line, "anna").ok, line
    assert before == house.work.audit.newest(99)


def test_a_new_owner_is_told_as_well_as_the_old_one(house: Dialog) -> None:
    """It is a change of what is theirs from now on."""
    house.say("account acme owner bo", "chris")
    assert ("chris", AuditAction.ACCOUNT_CHANGED, "owner Acme A/S") == changes(house, "bo")[-1]


def test_an_undo_takes_anothers_step_along_and_says_so(house: Dialog) -> None:
    """bo kept it; with anna's promise his entry goes."""
    house.say("kept 1", "bo")
    house.say("undo P1", "anna")
    assert [("anna", AuditAction.ENTRY_CHANGED, "S1 undone")] == changes(house, "bo")


def test_a_corrected_line_that_turns_to_another_promise_is_recorded_for_both(house: Dialog) -> None:
    """The first is open again, the second closed."""
    sender = house.sender("bo")
    house.give(Line(sender=sender, at=house.at, text="kept 1", origin="m1", key="k1"))
    house.give(Correction(sender=sender, at=house.at, text="kept 2", origin="m1", key="k2"))
    assert ["P1 kept", "P1 undone", "P2 kept"] == [what for _, _, what in changes(house, "anna")][-3:]


def test_the_receipt_says_whose_promise_it_was(house: Dialog) -> None:
    """In the customer's interest anybody may close it; who does reads whose it is."""
    assert "promised by anna" in line_of(house.say("kept 1", "bo"), "P1")
    assert "promised by" not in line_of(house.say("kept 2", "anna"), "P2")


@pytest.mark.parametrize(
    ("line", "action", "what"),
    [
        ("admin desk service phone 55 12 34 56", AuditAction.DESK_CHANGED, "added service"),
        ("admin team Nord country DK language da", AuditAction.TEAM_CHANGED, "country,language Nord"),
        ("admin team Nord name Nordvest", AuditAction.TEAM_CHANGED, "name Nordvest"),
        ("admin team Vest", AuditAction.TEAM_CHANGED, "added Vest"),
        ("admin touchpoint invoice name bill", AuditAction.TOUCHPOINT_CHANGED, "name bill"),
        ("admin remove team Syd", AuditAction.TEAM_CHANGED, "removed Syd"),
    ],
)
def test_a_change_of_what_is_nobodys_is_recorded_without_a_person(
    house: Dialog, line: str, action: AuditAction, what: str
) -> None:
    """Once."""
    assert house.say(line, "chris").ok
    newest = house.work.audit.newest(1)[0]
    assert (person(house, "chris").id, None, action, what) == (newest.author, newest.person, newest.action, newest.what)


def test_putting_something_back_is_recorded(house: Dialog) -> None:
    """By the button of its removal."""
    house.say("admin remove touchpoint yard", "chris")
    house.press("Undo", "chris")
    assert ("chris", AuditAction.TOUCHPOINT_CHANGED, "restored yard") == changes(house, "anna")[-1]
