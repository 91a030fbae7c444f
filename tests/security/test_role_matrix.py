"""Every command by every way in, for everybody that there is: what its declared roles say, and nothing stored otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.dispatch.registry import Command, discover
from bot.domain.people import EVERYONE, Role
from bot.messages.events import Correction, Event, Line, MemberStatus, Pressed, Sender, Submission
from bot.messages.press import Press
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import Dialog, company
from tests.hostile.fuzz import given_to, undone

MEMBERS = {
    "seller": ("anna", {Role.SELLER}),
    "colleague": ("kari", {Role.COLLEAGUE}),
    "manager": ("pia", {Role.MANAGER}),
    "other team's manager": ("dora", {Role.MANAGER}),
    "admin": ("chris", {Role.ADMIN}),
    "all roles": ("sam", set(EVERYONE)),
}
"""Who is served, under which name and with which roles."""
OUTSIDERS = {
    "stranger whom nobody vouches for": ("nobody", MemberStatus.UNKNOWN),
    "guest": ("gert", MemberStatus.GUEST),
    "bot": ("robot", MemberStatus.BOT),
    "deactivated newcomer": ("left", MemberStatus.DEACTIVATED),
    "removed manager": ("walt", MemberStatus.MEMBER),
    "removed, and not vouched for": ("walt", MemberStatus.UNKNOWN),
    "admin who became a guest": ("chris", MemberStatus.GUEST),
    "admin whose account is deactivated": ("chris", MemberStatus.DEACTIVATED),
    "admin's address used by a bot": ("chris", MemberStatus.BOT),
}
"""Who is never served."""
NOT_FOR_YOU = "needs another role"
NOT_A_MEMBER = ("Only full members", "no longer on the list", "could not find out who you are")


class House:
    """A company's conversation, which a failing example shows by its name alone."""

    def __init__(self, talk: Dialog) -> None:
        self.talk = talk


@pytest.fixture(name="house", scope="module")
def house_fixture(shared: SqliteEngine) -> Iterator[House]:
    """Somebody of every role, each with that role alone; walt was a manager and admin and is removed."""
    with memory_work(shared, Defaults()) as work:
        talk = company(work)
        for line in ("admin person kari colleague team Nord", "admin person pia manager team Nord", "admin person sam seller manager admin colleague",
                     "admin person walt manager admin team Nord", "admin remove person walt", "call acme", "promise acme x by fri", "waiting yard"):  # fmt: skip
            assert talk.say(line, "chris").ok, line
        for name, roles in MEMBERS.values():
            person = work.people.by_name(name)
            assert person
            work.people.change(person.id, roles=frozenset(roles))
        yield House(talk)


def ways_in(talk: Dialog, command: Command, sender: Sender) -> Iterator[Event]:
    """Yield a command as a typed line, an edited message, a pressed button, that of a line again, and a sent form."""
    for line in command.examples[:1]:
        yield Line(sender=sender, at=talk.at, text=line, limited=False)
        yield Correction(sender=sender, at=talk.at, text=line, origin="m1", key="k")
        yield Pressed(sender=sender, at=talk.at, press=Press(verb="again", values={"line": line, "once": "x"}))
    yield Pressed(sender=sender, at=talk.at, press=Press(verb=command.verb))
    yield Submission(sender=sender, at=talk.at, verb=command.verb, values={})


@pytest.mark.parametrize("verb", [command.verb for command in discover()])
def test_members_may_what_the_declared_roles_say(house: House, verb: str) -> None:
    """Each role alone, by each way in; whether the platform can vouch for them at the moment makes no difference."""
    command = discover().get(verb)
    for who, (name, roles) in MEMBERS.items():
        for standing in (MemberStatus.MEMBER, MemberStatus.UNKNOWN):
            sender = Sender(platform="terminal", user=name, name=name, standing=standing)
            ways = ways_in(house.talk, command, sender)
            for event in ways if standing is MemberStatus.MEMBER else (next(ways),):
                with undone(house.talk) as talk:
                    reply, unchanged = given_to(talk, event)
                    refused = NOT_FOR_YOU in (reply.error or "")
                    assert refused is not bool(roles & command.roles), (who, standing, event)
                    assert unchanged or not refused, (who, event)
                    assert (None, {}, ()) == (reply.form, dict(reply.figures), reply.card.all_buttons()) or not refused


@pytest.mark.parametrize("verb", [command.verb for command in discover()])
def test_nobody_else_may_anything(house: House, verb: str) -> None:
    """No figure, no form, no button, no file, and not one row more."""
    for who, (name, standing) in OUTSIDERS.items():
        sender = Sender(platform="terminal", user=name, name=name, standing=standing)
        for event in ways_in(house.talk, discover().get(verb), sender):
            with undone(house.talk) as talk:
                reply, unchanged = given_to(talk, event)
                assert any(sentence in (reply.error or "") for sentence in NOT_A_MEMBER), (who, event, reply.error)
                assert unchanged, (who, event)
                assert (False, None, {}, (), ()) == (
                    reply.ok,
                    reply.form,
                    dict(reply.figures),
                    reply.stored,
                    reply.card.all_buttons(),
                )


@pytest.mark.parametrize("platform", ["slack", "teams"])
@pytest.mark.parametrize("verb", [command.verb for command in discover() if command.roles != EVERYONE])
def test_the_name_of_an_admin_on_another_platform_opens_nothing(house: House, platform: str, verb: str) -> None:
    """Whoever calls themselves like an admin there is a newcomer, whatever the spelling."""
    for name in ("chris", "CHRIS", " chris ", "chris\u200b", "Ｃhris"):
        for event in ways_in(house.talk, discover().get(verb), Sender(platform=platform, user="U9", name=name)):
            with undone(house.talk) as talk:
                assert NOT_FOR_YOU in (talk.give(event).error or ""), (name, event)
