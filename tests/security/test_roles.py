"""Who may do what, asked anew whenever a line is typed, a button pressed or a form sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.dispatch.registry import discover
from bot.domain.first_contact import register_person
from bot.domain.people import Role
from bot.messages.card import Reply
from bot.messages.events import Contact, Event, Line, MemberStatus, Pressed, Sender, Submission
from bot.messages.press import Press
from tests.dialog import Dialog

EVERYBODY = frozenset({"seller", "colleague", "other manager", "manager", "admin"})
MANAGERS = frozenset({"other manager", "manager", "admin"})
ADMINS = frozenset({"admin"})
NOBODY_ELSE = ("stranger", "guest", "bot", "deactivated")
"""Whoever is not a full member that we could make sure of, or is one no longer, may do nothing at all."""
TABLE = {
    "account": EVERYBODY,
    "account close": EVERYBODY,
    "account erase": EVERYBODY,
    "account merge": EVERYBODY,
    "account open": EVERYBODY,
    "account rename": EVERYBODY,
    "admin audit": ADMINS,
    "admin back": ADMINS,
    "admin claim": ADMINS,
    "admin cost": ADMINS,
    "admin desk": ADMINS,
    "admin holiday": ADMINS,
    "admin hours": ADMINS,
    "admin leave": ADMINS,
    "admin missing": ADMINS,
    "admin notice": ADMINS,
    "admin nudge": ADMINS,
    "admin person": ADMINS,
    "admin purpose": ADMINS,
    "admin quota": ADMINS,
    "admin retention": ADMINS,
    "admin webhook": ADMINS,
    "admin value": ADMINS,
    "check in": EVERYBODY,
    "check in tell": EVERYBODY,
    "check in undo": EVERYBODY,
    "nudge feedback": EVERYBODY,
    "team values": MANAGERS,
    "zero answer": EVERYBODY,
    "draft": EVERYBODY,
    "zero ask": EVERYBODY,
    "zero fixed": EVERYBODY,
    "admin remove": ADMINS,
    "admin team": ADMINS,
    "admin touchpoint": ADMINS,
    "admin": ADMINS,
    "answer": EVERYBODY,
    "broken": EVERYBODY,
    "budget": EVERYBODY,
    "call": EVERYBODY,
    "edit": EVERYBODY,
    "exclusive": EVERYBODY,
    "find": EVERYBODY,
    "firstcall": EVERYBODY,
    "follow": EVERYBODY,
    "freeze": EVERYBODY,
    "go": EVERYBODY,
    "handoff": EVERYBODY,
    "help": EVERYBODY,
    "holds": EVERYBODY,
    "home": EVERYBODY,
    "junk": EVERYBODY,
    "kept": EVERYBODY,
    "left": EVERYBODY,
    "mail": EVERYBODY,
    "me": EVERYBODY,
    "me hours": EVERYBODY,
    "me language": EVERYBODY,
    "me lunch": EVERYBODY,
    "me week": EVERYBODY,
    "me token": EVERYBODY,
    "me calendar": EVERYBODY,
    "me hook": EVERYBODY,
    "me words": EVERYBODY,
    "meet": EVERYBODY,
    "me league": EVERYBODY,
    "team league": EVERYBODY,
    "team risk": MANAGERS,
    "team drift": MANAGERS,
    "team map": MANAGERS,
    "mute": EVERYBODY,
    "mydata erase": EVERYBODY,
    "mydata export": EVERYBODY,
    "mydata": EVERYBODY,
    "note": EVERYBODY,
    "notes": EVERYBODY,
    "off remove": EVERYBODY,
    "off": EVERYBODY,
    "ordered": EVERYBODY,
    "offer": EVERYBODY,
    "pause": EVERYBODY,
    "plan": EVERYBODY,
    "plates": EVERYBODY,
    "privacy": EVERYBODY,
    "promise": EVERYBODY,
    "refill": EVERYBODY,
    "sick": EVERYBODY,
    "snooze": EVERYBODY,
    "team promises": MANAGERS,
    "team share": MANAGERS,
    "team switchboard": MANAGERS,
    "team waiting": MANAGERS,
    "team zeros": MANAGERS,
    "team": MANAGERS,
    "today": EVERYBODY,
    "told": EVERYBODY,
    "touch": EVERYBODY,
    "undo": EVERYBODY,
    "unfreeze": EVERYBODY,
    "visit": EVERYBODY,
    "waiting": EVERYBODY,
    "waiting done": EVERYBODY,
    "waits": EVERYBODY,
}
NAMES = {"seller": "anna", "colleague": "kari", "other manager": "dora", "manager": "pia", "admin": "chris"}
REFUSALS = ("needs another role", "Only full members", "no longer on the list", "could not find out who you are")


@pytest.fixture(name="house")
def house_fixture(talk: Dialog) -> Dialog:
    """Somebody of every role; walt was a manager and is deactivated."""
    for line in (
        "admin person pia manager team Nord",
        "admin person kari colleague team Nord",
        "admin person walt manager admin team Nord",
        "admin person dora without seller",
        "admin person chris without seller",
        "admin remove person walt",
    ):
        assert talk.say(line, "chris").ok, line
    return talk


def sender(who: str) -> Sender:
    """Return the event's sender for one column of the table."""
    standing = {"stranger": MemberStatus.UNKNOWN, "guest": MemberStatus.GUEST, "bot": MemberStatus.BOT}.get(
        who, MemberStatus.MEMBER
    )
    name = {"deactivated": "walt"}.get(who, NAMES.get(who, who))
    return Sender(platform="terminal", user=name, name=name, standing=standing)


def tried(talk: Dialog, event: Event) -> Reply:
    """Hand an event over and take everything back that it did."""
    raw = talk.work._db._raw
    raw.execute("SAVEPOINT cell")
    try:
        return talk.give(event)
    finally:
        raw.execute("ROLLBACK TO cell")
        raw.execute("RELEASE cell")


def ways_in(talk: Dialog, verb: str, who: str) -> Iterator[Event]:
    """Yield a command as a typed line, as a pressed button and as a sent form."""
    asked = discover().get(verb)
    person = sender(who)
    if not asked.hidden:
        yield Line(sender=person, at=talk.at, text=asked.examples[0] if asked.examples else verb, limited=False)
    yield Pressed(sender=person, at=talk.at, press=Press(verb=verb))
    yield Submission(sender=person, at=talk.at, verb=verb, values={})


def refused(reply: Reply) -> bool:
    """Whether a reply says that this person may not."""
    return any(part in (reply.error or "") for part in REFUSALS)


def test_every_command_has_a_row() -> None:
    """A command that nobody decided about fails here; so does a row without its command."""
    assert sorted(TABLE) == [each.verb for each in discover()]


@pytest.mark.parametrize("verb", sorted(TABLE))
def test_each_command_is_for_whom_the_table_says(house: Dialog, verb: str) -> None:
    """Every cell, by every way in; what is refused shows no figure, no form and stores nothing."""
    for who in (*NAMES, *NOBODY_ELSE):
        for event in ways_in(house, verb, who):
            reply = tried(house, event)
            assert refused(reply) is (who not in TABLE[verb]), (verb, who, type(event).__name__, reply.error)
            if refused(reply):
                assert (reply.ok, reply.form, dict(reply.figures), reply.stored) == (False, None, {}, ())


@pytest.mark.parametrize("who", NOBODY_ELSE)
def test_who_is_no_full_member_is_not_even_met(house: Dialog, who: str) -> None:
    """Opening the Home makes nobody a seller who must not be one, and a Contact is answered with the refusal."""
    before = len(house.work.people.everyone())
    assert refused(house.give(Contact(sender=sender(who), at=house.at)))
    assert len(house.work.people.everyone()) == before


@pytest.mark.parametrize("who", sorted(NAMES))
def test_help_shows_only_what_one_may(house: Dialog, who: str) -> None:
    """Card 13: team stands in a manager's help alone, admin in an admin's, and neither can be looked up by others."""
    name = NAMES[who]
    begun = {line.partition(":")[0] for line in house.text("help", name).splitlines()}
    assert ("team" in begun, "admin" in begun) == (who in MANAGERS, who in ADMINS)
    assert house.say("help team", name).ok is (who in MANAGERS)
    assert house.say("help admin person", name).ok is (who in ADMINS)


# at use, at once


@pytest.mark.parametrize("verb", sorted(verb for verb, who in TABLE.items() if who != EVERYBODY))
def test_a_role_that_is_gone_is_gone_between_menu_and_press(house: Dialog, verb: str) -> None:
    """Whatever was shown to a manager and admin is refused after the demotion, by every way in."""
    pia = house.work.people.by_name("pia")
    assert pia
    house.work.people.change(pia.id, roles=frozenset({Role.SELLER}))
    for event in ways_in(house, verb, "manager"):
        assert "needs another role" in (tried(house, event).error or "")


def test_a_promotion_counts_at_once_as_well(house: Dialog) -> None:
    """No session, no cache: the next line is a manager's."""
    assert refused(house.say("team week", "anna"))
    house.say("admin person anna manager", "chris")
    assert house.say("team week", "anna").ok


def test_somebody_deactivated_between_a_form_and_its_sending_logs_nothing(house: Dialog) -> None:
    """The form that was open is refused like everything else."""
    house.say("promise acme", "anna")
    house.say("admin remove person anna", "chris")
    form = Submission(sender=sender("seller"), at=house.at, verb="promise", values={"what": "x", "due": "fri"})
    assert refused(house.give(form))
    assert house.work.entries.latest(1) is None


@pytest.mark.parametrize(
    "line",
    ["admin person anna admin", "/admin person anna admin", "  ADMIN   person anna admin", "admin osoba anna admin"],
)
def test_count_it_again_is_no_way_round_a_role(house: Dialog, line: str) -> None:
    """The line inside a button is checked like a typed one."""
    press = Press(verb="again", values={"line": line, "once": "x"})
    assert refused(house.give(Pressed(sender=sender("seller"), at=house.at, press=press)))
    anna = house.work.people.by_name("anna")
    assert anna
    assert anna.roles == {Role.SELLER}


def test_count_it_again_answers_its_own_person_alone(house: Dialog) -> None:
    """A copied button never brings up what somebody else was told."""
    house.say("call acme secret matter", "anna", limited=True)
    house.later(seconds=5)
    house.say("call acme secret matter", "anna", limited=True)
    copied = next(b for b in house.last.card.all_buttons() if b.label == "Log it again").press
    first = house.give(Pressed(sender=sender("seller"), at=house.at, press=copied))
    again = house.give(Pressed(sender=sender("other manager"), at=house.at, press=copied))
    assert first.stored == ("C2",)
    assert again.stored == ("C3",)
    assert not again.repeated


# other people's things


@pytest.mark.parametrize("way", ["undo {ref}", "edit {ref} vm", "undo {number}"])
def test_another_persons_entry_is_as_good_as_none(house: Dialog, way: str) -> None:
    """The same words for somebody else's entry and for one that does not exist."""
    house.say("call acme", "anna")
    before = house.text("account acme", "anna")
    answers = [house.say(way.format(ref=f"C{number}", number=number), "pia").error for number in (1, 77)]
    assert answers[0]
    assert answers[0].replace("C1", "C77").replace("#1", "#77").replace("undo 1", "undo 77") == answers[1]
    assert house.text("account acme", "anna") == before


def test_another_persons_undo_button_takes_nothing_back(house: Dialog) -> None:
    """A forwarded receipt is not the forwarder's."""
    receipt = house.say("call acme", "anna")
    undo = next(b for b in receipt.card.all_buttons() if b.label == "Undo").press
    assert not house.give(Pressed(sender=sender("admin"), at=house.at, press=undo)).undone
    assert house.say("today", "anna").figures["calls"] == 1


def test_another_persons_days_off_stay(house: Dialog) -> None:
    """The number of somebody's leave is no key to it."""
    undo = next(b for b in house.say("off 16-22 dec", "anna").card.all_buttons() if b.label == "Undo").press
    house.give(Pressed(sender=sender("manager"), at=house.at, press=undo))
    anna = house.work.people.by_name("anna")
    assert anna
    assert len(anna.leave) == 1


@pytest.mark.parametrize("nudges", ["1", "1 2 3", "0", "-1", "٣", "9" * 40, "x"])
def test_another_persons_nudge_is_not_put_off(house: Dialog, nudges: str) -> None:
    """A made-up number never moves what was sent to somebody else, and is answered in one sentence."""
    press = Press(verb="snooze", values={"nudges": nudges, "until": "1h"})
    reply = house.give(Pressed(sender=sender("seller"), at=house.at, press=press))
    assert "no longer there" in (reply.error or "")


@pytest.mark.parametrize("team", ["2", "0", "-1", "x", "None", "9" * 40])
def test_the_question_of_another_team_cannot_be_answered(house: Dialog, team: str) -> None:
    """Whoever forges the team's number is not counted there."""
    press = Press(verb="answer", values={"choice": "someone", "day": "2026-11-24", "team": team})
    assert not house.give(Pressed(sender=sender("seller"), at=house.at, press=press)).ok


@pytest.mark.parametrize(
    ("verb", "values"),
    [
        ("call", {"account": "=99"}),
        ("call", {"account": "=-1"}),
        ("call", {"account": "=1 OR 1=1"}),
        ("call", {"account": "=" + "9" * 40}),
        ("touch", {"account": "=1", "point": "=99", "scores": "0"}),
        ("kept", {"promise": "P99"}),
        ("kept", {"promise": "C1"}),
        ("holds", {"promise": "P99", "answer": "yes"}),
        ("go", {"waiting": "W99"}),
        ("firstcall", {"account": "=99"}),
        ("plan", {"account": "=1", "second": "=99"}),
        ("undo", {"ref": "C" + "9" * 40}),
        ("off remove", {"leave": "9" * 40}),
        ("off remove", {"leave": "x"}),
        ("handoff", {"account": "=1", "desk": "=99"}),
        ("account", {"account": "=1", "owner": "=99"}),
        ("team", {"period": "w99"}),
        ("no such verb", {}),
        ("", {}),
        ("again", {}),
        ("again", {"line": "again"}),
    ],
)
def test_a_forged_button_changes_nothing(house: Dialog, verb: str, values: dict[str, str]) -> None:
    """Values that no button of ours carries are one sentence, never a stack trace and never stored."""
    reply = tried(house, Pressed(sender=sender("admin"), at=house.at, press=Press(verb=verb, values=values)))
    assert not reply.stored
    assert not reply.ok or verb == "off remove"
    assert reply.error or reply.form or reply.card.all_buttons() or verb == "off remove"


# names


def test_a_display_name_does_not_inherit_the_first_hour(empty: Dialog) -> None:
    """Whoever set Snurr up on the terminal is admin there; calling oneself the same on a platform gives nothing."""
    empty.say("help", "admin")
    newcomer = register_person(empty.work, "slack", "U1", "admin", empty.at, admin=False)
    assert newcomer
    assert newcomer.roles == {Role.SELLER}
    listed = register_person(empty.work, "slack", "U2", "admin", empty.at, admin=True)
    assert listed
    assert Role.ADMIN in listed.roles
    assert listed.id == 1


def test_nobody_gets_the_roles_that_an_admin_gave_to_a_name(empty: Dialog) -> None:
    """A name gives no role: with or without a set-up, first or second, whoever comes under it is a seller."""
    empty.say("admin person Mette manager", "root")
    for user, name in (("U1", "Mette"), ("U2", "mette")):
        met = register_person(empty.work, "slack", user, name, empty.at, admin=False)
        assert met
        assert met.roles == {Role.SELLER}
