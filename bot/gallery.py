"""Example cards of every command and nudge, for looking at and for snapshots; nothing is stored on disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.dispatch import Refused, answered
from bot.domain.people import Role
from bot.domain.work import Work
from bot.event import Line, Sender
from bot.message import Card, Text
from bot.registry import discover
from nudges.outbox import preview
from nudges.planner import pictures_on
from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SENDER = Sender(platform="terminal", user="sanna", name="Sanna")
FIRST = (
    "call acme",
    "touch acme invoice clarity 0 said did not understand the terms",
    "promise acme price list 2027 by wed",
    "follow acme tue ask about the board meeting",
    "promise acme quote by today",
    "waiting yard",
    "admin desk service phone 55 12 34 56",
)


def gallery_cards(language: str) -> Iterator[tuple[str, Card]]:
    """Yield (name, card) of each declared example, all from the same beginning, and of an example day's nudges."""
    engine = SqliteEngine(":memory:")
    try:
        migrate(engine)
        for line in (line for each in discover() for line in each.examples):
            with memory_work(engine, Defaults()) as work:
                _prepare(work, language)
                yield f"command {line}", _say(work, line)
        with memory_work(engine, Defaults()) as work:
            _prepare(work, language)
            day = AT.date() + timedelta(days=1)
            yield from ((f"nudge {each.rule}", each.card) for each in preview(work, pictures_on(work, day, AT)))
    finally:
        engine.close()


def _prepare(work: Work, language: str) -> None:
    person = work.people.add("Sanna", AT)
    work.people.change(person.id, roles=frozenset({Role.SELLER, Role.MANAGER, Role.ADMIN}), language=language)
    work.teams.save("Nord", AT, channel="nord", zone="Europe/Oslo", country="NO", language=language)
    account = work.accounts.add("Acme A/S", person.id, AT)
    work.accounts.change(account.id, value=7_000_000)
    work.people.change(work.people.add("Ola", AT).id, roles=frozenset({Role.SELLER}), language=language)
    work.people.change(work.people.add("Kari", AT).id, roles=frozenset({Role.COLLEAGUE}), language=language)
    for line in FIRST:
        _say(work, line)


def _say(work: Work, line: str) -> Card:
    try:
        reply = answered(discover(), Line(sender=SENDER, at=AT, text=line, limited=False), work)
    except Refused as refused:
        reply = refused.reply
    if reply.form:
        return Card(title=reply.form.title, body=tuple(Text(text=each.label) for each in reply.form.fields))
    return reply.card
