"""A company in which everything that people can name or note is hostile, and all that people are shown of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.cli.gallery import AT, beginning
from bot.dispatch.registry import discover
from bot.domain.own_words import pick
from bot.language.i18n import translator_for
from bot.language.names import clean_name
from bot.language.tokens import clean
from bot.language.word_files import LANGUAGES
from bot.messages.card import Reply
from bot.messages.events import Event, Line, Place, Pressed, Scope
from bot.messages.press import Press
from nudges.planner import pictures_on
from nudges.preview import preview
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork
from tests.dialog import Dialog

FRAGMENTS = (
    "<!channel> <@U1|Bo> &lt;!here&gt; @everyone #C1 :tada:",
    "*b* _i_ ~s~ `c` **B** __u__ ||sp|| &amp; > q",
    "[x](https://evil.example) <mailto:a@b> www.evil.example",
    "{{DATE(2026-11-24T10:00:00Z)}} ${x} {name} %s <at>Bo</at>",
    "=1+1;=2,=3\t@SUM(A1) |=4 # h",
    "\u202eevil\u2066 \x1b[31mred\r\n- Second line\u2028 Third",
)
"""One for each kind of reader; short enough for a name of eighty characters."""
NOTE = " ".join(clean(fragment) for fragment in FRAGMENTS)
TYPED = {
    "account": ("name", "place", "external", "phone", "contact_person"), "person": ("name", "renamed_from"), "team": ("name", "channel"), "touchpoint": ("name",),
    "desk": ("name", "phone"), "call": ("note",), "contact": ("note",), "rating": ("why",), "pledge": ("what",), "promise": ("what",),
    "step": ("note",), "followup": ("note",), "waiting": ("place", "what"), "handoff": ("cause",), "refill": ("item",), "junk": ("what",), "exclusivity": ("item", "place"),
    "account_freeze": ("why",), "departure": ("why",), "audit": ("what",),
    "claim": ("name",), "conversation": ("name",), "outbox": ("note",), "own_word": ("word",),
    "closed_day": ("name",), "colleague_note": ("words",), "company_value": ("name",), "check_in": ("words",), "access_token": ("label",), "noted_word": ("word",),
    "purpose": ("words", "basis"), "import_run": ("file",),
}  # fmt: skip
"""The columns that hold what people type or call themselves."""
MORE = (
    "account acme", 'team "{person}" week', 'team "{team}" week', "team week export csv", "team month export xlsx",
    "call . vm {note}", "undo C1", "call {note}", "{note}", "promise acme", "promise acme {note} by fri", "kept",
    "touch acme {note}", 'touch acme "{touchpoint}" clarity 0 {note}', 'touch acme "{touchpoint}"', "edit C1 vm {note}",
    "offer acme 1k {note}", "visit acme {note}", "handoff acme", 'handoff acme "{desk}" 25m {note}', "refill acme {note} 6w", "ordered acme {note}", "junk 5m {note}", "exclusive acme {note}", "left acme {note}", "freeze acme {note}", "go W1", "waiting {note}", "broken P1 {note}", "follow acme tue {note}",
    "admin", 'admin person "{person}" manager team "{team}"', 'admin quota "{person}" 5', 'admin hours "{person}" mon-fri 8-16',
    'admin team "{team}" name {note}', 'admin team "{team}" channel #{note}', 'admin remove team "{team}"',
    'admin remove person "{person}"', 'admin desk "{desk}" phone {note}', 'admin remove desk "{desk}"',
    'admin touchpoint "{touchpoint}" owner "{person}"', 'admin remove touchpoint "{touchpoint}"', "team share",
    'account acme owner "{person}"', "account {note}", "help {note}", "snooze {note}", "me language {note}", "me words",
    "admin purpose {note}", "admin purpose {note} basis {note}",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What people are shown, and how it came about."""

    how: str
    reply: Reply


@contextmanager
def hostile_company(engine: SqliteEngine, language: str) -> Iterator[Dialog]:
    """Yield a conversation in the gallery's company; each name and note has a fragment behind it, another in each language."""
    with beginning(engine, language) as work:
        assert isinstance(work, SqlWork)
        talk = Dialog(work=work, at=AT, who="Sanna")
        for line in (
            "handoff acme service 25m x",
            "call acme vm x",
            "offer acme 120k x",
            "told P2 x same day",
            "broken acme x",
            "waiting yard acme x",
            "me token new x",
        ):
            assert talk.say(line).ok
            talk.later(seconds=61)
        for _ in range(2):
            pick(work.own_words, work.people.named("Sanna")[0].id, "outcome", "x", "vm", AT)
        number = LANGUAGES.index(language)
        for table, columns in TYPED.items():
            for column in columns:
                number += 1
                _append(work, table, column, FRAGMENTS[number % len(FRAGMENTS)])
        yield talk


def _append(work: SqlWork, table: str, column: str, fragment: str) -> None:
    """Put a fragment behind every text of a column, as storing it would have left it."""
    raw = work._db._raw
    for row in raw.execute(f"SELECT rowid AS number, {column} AS text FROM {table} WHERE {column} <> ''").fetchall():
        # why not by a command: none reaches every column, and what they clean has tests of its own
        text = f"{row['text']} {fragment}"
        kept = clean_name(text) if column in ("name", "channel", "phone", "contact_person", "external") else clean(text)
        raw.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (kept, row["number"]))


def everything_shown(engine: SqliteEngine, language: str) -> Iterator[Shown]:
    """Yield the reply to every example and hostile line, to every button of each of them, and all nudges of a week."""
    with hostile_company(engine, language) as talk:
        for how, event in _events(talk, language):
            reply = taken_back(talk, event)
            yield Shown(how=how, reply=reply)
            for button in reply.card.all_buttons():
                press = Pressed(sender=talk.sender(), at=talk.at, press=button.press)
                yield Shown(how=f"{how} > {button.label}", reply=taken_back(talk, press))
        for ahead in range(7):
            at = AT + timedelta(days=ahead)
            for each in preview(talk.work, pictures_on(talk.work, at.date(), at)):
                yield Shown(how=f"{each.rule} on day {ahead}", reply=Reply(card=each.card))


def _events(talk: Dialog, language: str) -> Iterator[tuple[str, Event]]:
    names = {
        table: talk.work._db._raw.execute(f"SELECT name FROM {table} ORDER BY id").fetchone()["name"]
        for table in ("person", "team", "touchpoint", "desk")
    }
    lines = [line for each in discover() for line in each.shown(translator_for(language))]
    lines += [line.format(note=NOTE, **names) for line in MORE]
    channel = Place(scope=Scope.CHANNEL, channel="C1", name=clean_name(NOTE))
    for number, line in enumerate(lines):
        place = channel if number % 2 else Place()
        yield line, Line(sender=talk.sender(), at=talk.at, text=line, limited=False, place=place)
    for command in discover():
        yield f"press {command.verb}", Pressed(sender=talk.sender(), at=talk.at, press=Press(verb=command.verb))


def taken_back(talk: Dialog, event: Event) -> Reply:
    """Hand an event over and take everything back that it did."""
    raw = talk.work._db._raw
    raw.execute("SAVEPOINT shown")
    try:
        return talk.give(event)
    finally:
        raw.execute("ROLLBACK TO shown")
        raw.execute("RELEASE shown")
        # A new one, as the repositories keep what they have read.
        talk.work = SqlWork(talk.work._db, Defaults())
