"""Who may speak, what is said when something breaks, and that nothing half done is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from structlog.testing import capture_logs

from bot.dispatch.dispatcher import Dispatcher
from bot.dispatch.registry import discover
from bot.domain.people import Role
from bot.domain.work import Work
from bot.messages.events import Contact, Line, MemberStatus, Pressed, Sender
from bot.messages.press import Press
from storage.work import SqlStore
from tests.migrated import memory_engine

T = TypeVar("T")
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
ANNA = Sender(
    platform="slack", user="U1", name="Anna Berg", zone="Europe/Warsaw", language="pl-PL", mail="anna@example.com"
)


@pytest.fixture(name="store")
def store_fixture() -> SqlStore:
    """An empty company."""
    engine = memory_engine()
    return SqlStore(engine)


class Broken:
    """A store that fails as it is told."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def write(self, fn: Callable[[Work], T], tenant: int = 1, beside: str | None = None) -> T:
        raise self.error

    async def read(self, fn: Callable[[Work], T], tenant: int = 1) -> T:
        raise self.error


def _bot(store: SqlStore, *admins: str) -> Dispatcher:
    return Dispatcher(store=store, registry=discover(), admins=frozenset(admins))


def _line(text: str, sender: Sender = ANNA, key: str = "") -> Line:
    return Line(sender=sender, at=AT, text=text, key=key)


async def test_a_member_becomes_a_seller_on_first_contact(store: SqlStore) -> None:
    """With the platform's name, zone and language, and eight calls a workday."""
    reply = await _bot(store)(_line("call -"))
    assert reply.figures == {"calls": 1, "target": 8}
    person = await store.read(lambda work: work.people.by_name("Anna Berg"))
    assert person is not None
    assert (person.roles, person.zone, person.language) == (frozenset({Role.SELLER}), "Europe/Warsaw", "pl")


async def test_opening_a_page_is_a_first_contact_too(store: SqlStore) -> None:
    """No word needs to be typed."""
    await _bot(store)(Contact(sender=ANNA, at=AT))
    assert await store.read(lambda work: work.people.at_address("slack", "U1")) is not None


@pytest.mark.parametrize("standing", [MemberStatus.GUEST, MemberStatus.BOT, MemberStatus.DEACTIVATED])
async def test_guests_bots_and_the_deactivated_never_become_sellers(store: SqlStore, standing: MemberStatus) -> None:
    """Refused in one sentence, nobody is stored."""
    reply = await _bot(store)(_line("call -", replace(ANNA, standing=standing)))
    assert not reply.ok
    assert await store.read(lambda work: len(work.people.everyone())) == 0


@pytest.mark.parametrize("admin", ["slack:u1", "anna@example.com"])
async def test_listed_people_are_admin_and_manager_from_first_contact(store: SqlStore, admin: str) -> None:
    """By address or by mail, without case."""
    await _bot(store, admin)(_line("help"))
    person = await store.read(lambda work: work.people.by_name("anna berg"))
    assert person is not None
    assert {Role.ADMIN, Role.MANAGER} <= person.roles


async def test_the_first_person_on_a_platform_is_no_admin(store: SqlStore) -> None:
    """Only on the operator's own machine does the first one own the database."""
    assert not (await _bot(store)(_line("admin"))).ok


async def test_nobody_takes_the_roles_of_a_prepared_person_by_name(store: SqlStore) -> None:
    """An admin set Anna up as manager; whoever comes as Anna Berg is a seller until an admin says more."""
    local = Sender(platform="terminal", user="chris", name="chris")
    await _bot(store)(replace(_line("admin person Anna Berg manager", local), limited=False))
    await _bot(store)(_line("help"))
    await _bot(store)(_line("help", replace(ANNA, user="U2", mail="")))
    found = await store.read(lambda work: [work.people.at_address("slack", user) for user in ("U1", "U2")])
    assert [person.roles for person in found if person] == [frozenset({Role.SELLER})] * 2
    assert await store.read(lambda work: len(work.claims.open())) == 2


async def test_a_bug_inside_is_one_sentence_outside_with_a_number() -> None:
    """The person reads it in their language, with the text as typed; its number finds the trace in the log."""
    bot = Dispatcher(store=Broken(RuntimeError("secret path")), registry=discover())
    with capture_logs() as logged:
        reply = await bot(_line("call acme vm"))
    assert not reply.ok
    assert "Coś poszło źle" in (reply.error or "")
    assert "call acme vm" in (reply.error or "")
    assert "secret" not in (reply.error or "")
    assert logged[0]["event"] == "dispatch.bug"
    assert f"numer {logged[0]['request']}" in (reply.error or "")


async def test_a_refused_line_leaves_nothing_behind(store: SqlStore) -> None:
    """An account that a button made goes again when the rest of the line is refused."""
    bot = _bot(store)
    await bot(_line("help"))
    press = Press(verb="promise", values={"account": "+Newco", "~": "quote by 2026-11-01"})
    assert not (await bot(Pressed(sender=ANNA, at=AT, press=press))).ok
    assert await store.read(lambda work: work.accounts.by_key("newco")) is None


async def test_twenty_deliveries_at_once_count_once(store: SqlStore) -> None:
    """The same key, concurrently: one row and twenty equal receipts."""
    bot = _bot(store)
    await bot(_line("help"))
    replies = await asyncio.gather(*(bot(_line("call -", key="trigger")) for _ in range(20)))
    assert len({reply.stored for reply in replies}) == 1
    assert (await bot(_line("today"))).figures["calls"] == 1


async def test_reading_commands_answer_while_the_writer_is_busy(store: SqlStore) -> None:
    """Only what changes something waits for the writer; declared by the command."""
    reading = {command.verb for command in discover() if command.reads}
    assert {"today", "help", "me", "me week", "home", "admin"} <= reading
    assert not {"call", "touch", "promise", "undo", "edit", "team zeros", "team promises", "team waiting"} & reading
    assert (await _bot(store)(_line("today"))).ok
