"""Example cards of every command and nudge, for looking at and for snapshots; nothing is stored on disk.

For developers: `python -m bot.cli.gallery nb` prints those of one language.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from bot.cli.console import print_line
from bot.dispatch.dispatcher import answer_event
from bot.dispatch.refusals import Refused
from bot.dispatch.registry import discover
from bot.domain.audit import AuditAction
from bot.domain.claims import ClaimReason
from bot.domain.people import Role
from bot.domain.work import Work
from bot.language.i18n import msg, translator_for
from bot.language.word_files import FIRST as ENGLISH
from bot.language.word_files import LANGUAGES
from bot.messages.card import Card, Reply, Text
from bot.messages.events import Line, Sender
from bot.messages.plain_text import card_text
from nudges.planner import pictures_on
from nudges.preview import preview
from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work, taken_back

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SENDER = Sender(platform="terminal", user="sanna", name="Sanna")
ACCESS_RULES = ("N21", "N22")
"""Rules that speak of who came and of roles, to people whom a platform reaches."""
FIRST = (
    msg("example", "call acme"),
    msg("example", "touch acme invoice clarity 0 said did not understand the terms"),
    msg("example", "promise acme price list 2027 by wed"),
    msg("example", "follow acme tue ask about the board meeting"),
    msg("example", "promise acme quote by today"),
    msg("example", "waiting yard"),
    msg("example", "admin desk service phone 55 12 34 56"),
    msg("example", "refill acme toner 3w 4/11"),
)


def gallery_cards(language: str) -> Iterator[tuple[str, Card]]:
    """Yield (name, card) of each declared example, all from the same beginning, and of an example day's nudges."""
    engine = SqliteEngine(":memory:")
    try:
        migrate(engine)
        with beginning(engine, language) as begun:
            for line in (line for each in discover() for line in each.shown(translator_for(language))):
                with taken_back(begun) as work:
                    yield f"command {line}", _card(answer(work, line))
            with taken_back(begun) as work:
                day = AT.date() + timedelta(days=1)
                yield from ((f"nudge {each.rule}", each.card) for each in preview(work, pictures_on(work, day, AT)))
            with taken_back(begun) as work:
                yield from _cards_on_access(work)
    finally:
        engine.close()


def _cards_on_access(work: Work) -> Iterator[tuple[str, Card]]:
    """Yield what an admin reads of newcomers, and a person of a role that was given."""
    sanna, ola, kari = (work.people.named(name)[0] for name in ("Sanna", "Ola", "Kari"))
    for person, user in ((sanna, "U1"), (ola, "U2")):
        work.people.link(person.id, "slack", user)
    work.audit.add(AuditAction.ROLE_GIVEN, AT, author=sanna.id, person=ola.id, what=Role.MANAGER)
    for number, reason in enumerate(ClaimReason, 7):
        work.claims.add("slack", f"U{number}", "Kari", kari.id, reason, AT, newcomer=None)
    for action in (AuditAction.CLAIM_CONFIRMED, AuditAction.INSTALLED):
        work.audit.add(action, AT, author=None, person=ola.id, what="slack:U2")
    shown = preview(work, pictures_on(work, AT.date(), AT))
    yield from ((f"nudge {each.rule}", each.card) for each in shown if each.rule in ACCESS_RULES)


@contextmanager
def beginning(engine: SqliteEngine, language: str) -> Iterator[SqlWork]:
    """A small company on an ordinary day, whose people speak one language; nothing of it is kept."""
    with memory_work(engine, Defaults(url="https://snurr.example.com")) as work:
        person = work.people.add("Sanna", AT)
        work.people.change(person.id, roles=frozenset({Role.SELLER, Role.MANAGER, Role.ADMIN}), language=language)
        work.teams.save("Nord", AT, channel="nord", zone="Europe/Oslo", country="NO", language=language)
        account = work.accounts.add("Acme A/S", person.id, AT)
        work.accounts.change(account.id, value=7_000_000)
        work.accounts.add("Akme", None, AT)
        work.accounts.change(work.accounts.add("Nordlys", None, AT).id, closed="")
        for name, role in (("Ola", Role.SELLER), ("Kari", Role.COLLEAGUE)):
            work.people.change(work.people.add(name, AT).id, roles=frozenset({role}), language=language)
        for line in FIRST:
            answer(work, translator_for(language).m(line))
        yield work


def answer(work: Work, line: str) -> Reply:
    """Return what Sanna reads when she types a line."""
    try:
        return answer_event(discover(), Line(sender=SENDER, at=AT, text=line, limited=False), work)
    except Refused as refused:
        return refused.reply


def _card(reply: Reply) -> Card:
    if reply.form:
        return Card(title=reply.form.title, body=tuple(Text(text=field.label) for field in reply.form.fields))
    # What is shown once has a secret in it, which is another one each time.
    return reply.kept or reply.card


def main() -> None:
    """Print the cards of the language that is named, or the English ones."""
    language = (*sys.argv[1:], ENGLISH)[0]
    if language not in LANGUAGES:
        raise SystemExit(f"python -m bot.cli.gallery {' | '.join(LANGUAGES)}")
    for name, card in gallery_cards(language):
        print_line(f"── {name}\n{card_text(card)}\n")


if __name__ == "__main__":
    main()
