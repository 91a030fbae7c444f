"""Speaks with Snurr as people do: typed lines, pressed buttons, filled-in forms; time stands still until moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache

from bot.dispatch.dispatcher import answer_event
from bot.dispatch.identity import UnknownSender, register_sender
from bot.dispatch.refusals import Refused
from bot.dispatch.registry import Registry, discover
from bot.language.names import fold
from bot.messages.card import Reply
from bot.messages.events import Event, Line, Place, Pressed, Scope, Sender, Submission
from bot.messages.plain_text import card_text
from nudges.claim import NudgeResult
from nudges.planner import pictures_on
from nudges.preview import preview
from storage.connection import TableRow
from storage.people import Defaults
from storage.work import SqlWork, memory_work
from tests.migrated import memory_engine

TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""09:00 in Oslo and Copenhagen."""
TOLD = date(2026, 6, 1)
"""Since when the company's people know what team figures are for; all of them have read it."""
SETUP = (
    "admin team Nord channel #nord timezone Europe/Oslo country NO language en",
    "admin person chris manager admin team Nord",
    "admin person anna seller team Nord",
    "admin person bo seller team Nord",
    "admin team Syd channel #syd timezone Europe/Warsaw country PL language pl",
    "admin person dora seller manager team Syd language en",
)
"""What chris types so that there is a company."""


@dataclass(kw_only=True, repr=False)
class Dialog:
    """One company's conversation with Snurr, in one transaction."""

    work: SqlWork
    at: datetime = TUESDAY
    who: str = "anna"
    last: Reply = field(default_factory=Reply)
    registry: Registry = field(default_factory=discover)
    _count: int = 0

    def __repr__(self) -> str:
        # Why so short: the registry alone is 45 MB of text, which a failing test would print.
        return f"Dialog(who={self.who!r}, at={self.at:%Y-%m-%d %H:%M})"

    def say(self, text: str, who: str = "", *, channel: bool = False, limited: bool = False, key: str = "") -> Reply:
        """Type a line and return the reply."""
        place = Place(scope=Scope.CHANNEL, channel="C1", name="nord") if channel else Place()
        sender = self.sender(who)
        return self.give(Line(sender=sender, at=self.at, text=text, limited=limited, key=key, place=place))

    def press(self, label: str, who: str = "", *, key: str = "") -> Reply:
        """Press a button of the last reply by its label."""
        found = {button.label: button for button in self.last.card.all_buttons()}
        return self.give(Pressed(sender=self.sender(who), at=self.at, press=found[label].press, key=key))

    def submit(self, values: Mapping[str, str], who: str = "") -> Reply:
        """Fill in the form of the last reply and save it."""
        form = self.last.form
        assert form is not None
        return self.give(Submission(sender=self.sender(who), at=self.at, verb=form.verb, values=values, kept=form.kept))

    def give(self, event: Event) -> Reply:
        """Hand an event over and return the reply; who is new is met first."""
        self.last = self._answered(event)
        return self.last

    def _answered(self, event: Event) -> Reply:
        self._count += 1
        mark = f"line{self._count}"
        self.work._db._raw.execute(f"SAVEPOINT {mark}")
        try:
            return answer_event(self.registry, event, self.work)
        except UnknownSender:
            # Registering is a transaction of its own: what it stored stays, whatever becomes of the event.
            register_sender(event, (), self.work)
            return self._answered(event)
        except Refused as refused:
            self.work._db._raw.execute(f"ROLLBACK TO {mark}")
            return refused.reply
        finally:
            self.work._db._raw.execute(f"RELEASE {mark}")

    def sender(self, who: str = "") -> Sender:
        """Return the person who speaks."""
        name = who or self.who
        return Sender(platform="terminal", user=fold(name), name=name)

    def text(self, line: str, who: str = "") -> str:
        """Type a line and return the reply as text."""
        return card_text(self.say(line, who).card)

    def account(self, name: str, owner: str = "anna") -> int:
        """Add an account and return its id."""
        person = self.work.people.by_name(owner)
        return self.work.accounts.add(name, person.id if person else None, self.at).id

    def without_purpose(self) -> None:
        """Make the company one that has never said what its figures are for."""
        for table in ("purpose_read", "purpose"):
            self.work._db._raw.execute(f"DELETE FROM {table}")

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.at += timedelta(**span)

    def holds(self, day: datetime | None = None) -> list[NudgeResult]:
        """Return what a day would bring to everybody."""
        at = day or self.at
        return preview(self.work, pictures_on(self.work, at.date(), at))


def company(work: SqlWork) -> Dialog:
    """Return a conversation in a company with two teams and one account of anna's."""
    for table, rows in _company_rows().items():
        for row in rows:
            work._db._raw.execute(f"INSERT OR REPLACE INTO {table} VALUES (:{', :'.join(row)})", row)
    return Dialog(work=work)


@cache
def _company_rows() -> dict[str, list[TableRow]]:
    """Return what setting that company up stores; it is typed once a process, as that takes longer than most tests."""
    engine = memory_engine()
    with memory_work(engine, Defaults()) as work:
        before = _rows(work)
        talk = Dialog(work=work)
        for line in SETUP:
            assert talk.say(line, "chris").ok
        talk.account("Acme A/S")
        named = work.purposes.add("to see in time where customers need help", "legitimate interest", TOLD, 0)
        for person in work.people.everyone():
            work.purposes.note_read(person.id, named.id, TUESDAY)
        after = _rows(work)
    engine.close()
    return {table: [row for row in rows if row not in before[table]] for table, rows in after.items()}


def _rows(work: SqlWork) -> dict[str, list[TableRow]]:
    raw = work._db._raw
    tables = [row["name"] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    return {table: [dict(row) for row in raw.execute(f"SELECT * FROM {table}").fetchall()] for table in tables}
