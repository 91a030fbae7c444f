"""What reaches the database are constants, each bound to one company."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from bot.messages.plain_text import card_text
from storage.connection import ALL_TENANTS, Connection, UnboundStatement
from storage.people import Defaults
from storage.queries import FOLDER, queries
from storage.work import SqlWork
from tests.dialog import Dialog
from tests.migrated import memory_engine

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for folder in ("bot", "nudges", "adapters", "storage") for path in (ROOT / folder).rglob("*.py"))
STATEMENTS = {
    f"{path.stem}.{name}": text
    for path in sorted(FOLDER.glob("*.sql"))
    for name, text in vars(queries(path.stem)).items()
}
OF_THE_WHOLE_PROCESS = {
    "installations.of_platform", "installations.tenant_named", "installations.add_tenant",
    "installations.add_touchpoints", "installations.save", "installations.drop", "installations.companies",
    "installations.use", "installations.forget_used", "installations.forget_one", "accounts.next_account",
    "webhooks.companies", "webhooks.waiting", "webhooks.queued_everywhere", "webhooks.installation_key",
}  # fmt: skip
"""Workspaces as such, before a company is known; a statement that joins this list needs a reason.

Accounts of all companies share their numbers: the next one is found without a company. Which companies have events to
send is one question of ids alone, so that a process with a thousand companies does not ask a thousand times; the key
with which secrets are made is that of the installation.
"""
QUERIES = {name for name, member in vars(Connection).items() if callable(member) and not name.startswith("_")}
"""The methods of a repository's connection that take a statement."""
INJECTIONS = (
    "'; DROP TABLE entry; --",
    '"; DELETE FROM person; --',
    "' OR '1'='1",
    "' UNION SELECT name, sql FROM sqlite_master --",
    "1; UPDATE person SET roles = 'admin'",
    "x') ; ATTACH DATABASE '/tmp/owned.db' AS o; --",
    ":tenant",
    "?1 @p $p :x",
    "%' ESCAPE '\\",
    "_%[a-z]*",
    "/* */ -- all tenants",
    "'||(SELECT receipt FROM inbound LIMIT 1)||'",
    "acme\u2019; DROP TABLE call;--",
)
LINES = (
    "call acme {}", "call {}", "touch acme {} 0", "touch acme invoice 0 {}", "promise acme {} by fri",
    "promise {} quote by fri", "broken acme {}", "follow acme thu {}", "waiting {}", "handoff acme {} 5m", "kept {}",
    "handoff acme service 5m {}", "account {}", "account acme owner {}", "admin team {}", "admin person {} manager",
    "admin quota {} 8", "admin touchpoint {}", "admin desk {} phone {}", "admin remove team {}", "admin team Nord name {}",
    "admin team Nord channel {}", "admin person anna timezone {}", "edit C1 {}", "undo {}", "team {}", "help {}",
    "off {}", "pause until {}", "mute {}", "snooze {}", "me language {}", "{}", "admin person {} without seller",
)  # fmt: skip


class Recorder:
    """A connection that writes down every statement before it carries it out."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self.seen: set[str] = set()

    def execute(self, sql: str, values: object = ()) -> sqlite3.Cursor:
        self.seen.add(sql)
        return self._raw.execute(sql, values)  # type: ignore[arg-type]


@pytest.fixture(name="watched")
def watched_fixture() -> Iterator[tuple[Dialog, Recorder, sqlite3.Connection]]:
    """A company whose statements are written down."""
    engine = memory_engine()
    with engine.scratch() as raw:
        recorder = Recorder(raw)
        talk = Dialog(work=SqlWork(Connection(recorder, 1), Defaults()))  # type: ignore[arg-type]
        for line in ("admin team Nord", "admin desk service phone 1"):
            talk.say(line)
        talk.account("Acme A/S")
        talk.say("call acme")
        yield talk, recorder, raw
    engine.close()


@pytest.mark.parametrize("injected", INJECTIONS)
def test_what_people_type_is_never_part_of_a_statement(
    watched: tuple[Dialog, Recorder, sqlite3.Connection], injected: str
) -> None:
    """Typed everywhere that takes text, it is stored as typed or refused; texts and schema stay what they are."""
    talk, recorder, raw = watched
    schema = raw.execute("SELECT group_concat(sql) FROM sqlite_master").fetchone()[0]
    for line in LINES:
        for shown in (line.replace("{}", injected), line.replace("{}", f'"{injected}"')):
            reply = talk.say(shown)
            for button in reply.card.all_buttons()[:2]:
                talk.last = reply
                talk.press(button.label)
    ours = {sql for sql in recorder.seen if not sql.startswith(("SAVEPOINT", "ROLLBACK", "RELEASE"))}
    assert ours <= set(STATEMENTS.values())
    assert raw.execute("SELECT group_concat(sql) FROM sqlite_master").fetchone()[0] == schema
    assert len(ours) > 40
    assert talk.say("today").ok


def test_an_injection_is_shown_as_it_was_typed(watched: tuple[Dialog, Recorder, sqlite3.Connection]) -> None:
    """It is a note like any other."""
    talk = watched[0]
    for injected in INJECTIONS:
        talk.say(f"promise acme {injected} by fri")
        assert injected in card_text(talk.last.card)


def test_the_trace_shows_no_statement_of_another_kind(watched: tuple[Dialog, Recorder, sqlite3.Connection]) -> None:
    """SQLite itself saw neither a second statement nor another database."""
    talk, _, raw = watched
    seen: list[str] = []
    raw.set_trace_callback(seen.append)
    for injected in INJECTIONS:
        talk.say(f"call acme {injected}")
        talk.say(f"admin touchpoint {injected}")
    raw.set_trace_callback(None)
    first = {next(line for line in sql.splitlines() if line and not line.startswith("--")).split()[0] for sql in seen}
    assert "INSERT" in first
    assert first <= {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "SAVEPOINT", "ROLLBACK", "RELEASE"}
    assert {row["name"] for row in raw.execute("PRAGMA database_list")} <= {"main", "temp"}


def test_statements_are_named_in_the_code_and_never_put_together() -> None:
    """Each call names a statement; none is an f-string, a sum or the result of a call."""
    strange = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if _is_query(node) and not isinstance(node.args[0], ast.Attribute | ast.Name):
                strange.append(f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node.args[0])}")
    assert strange == []


def _is_query(node: ast.AST) -> TypeGuard[ast.Call]:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return node.func.attr in ("rows", "row", "change_rows", "insert") and ast.unparse(node.func.value) in (
        "self._db",
        "db",
    )


def test_only_engines_speak_sql_by_themselves() -> None:
    """Nothing outside the storage, and no repository: they go through the connection that binds the company."""
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in SOURCES}
    speaking = {name for name, text in texts.items() if re.search(r"\.(execute|executemany|executescript)\(", text)}
    assert {name for name in speaking if not name.startswith("storage/") or "queries(" in texts[name]} == set()
    assert [name for name, text in texts.items() if re.search(r"\balter\s*=\s*True", text)] == []


# one company


def test_the_list_of_statements_for_all_companies_is_this_one() -> None:
    """Every other statement names its company."""
    assert {name for name, text in STATEMENTS.items() if ALL_TENANTS in text} == OF_THE_WHOLE_PROCESS
    assert {name for name, text in STATEMENTS.items() if ":tenant" not in text} == OF_THE_WHOLE_PROCESS


@pytest.mark.parametrize("name", sorted(STATEMENTS.keys() - OF_THE_WHOLE_PROCESS))
def test_every_table_of_a_statement_is_bound_to_the_company(name: str) -> None:
    """As many conditions on the company as tables, joins and subqueries included."""
    sql = "\n".join(line for line in STATEMENTS[name].splitlines() if not line.startswith("--"))
    tables = re.findall(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+([a-z_]+)\b(?!\()", sql)  # json_each( is no table
    conditions = len(re.findall(r"\btenant = ", sql)) + len(re.findall(r"INTO \w+ \([^)]*\btenant\b", sql))
    assert tables
    assert conditions >= len(tables), (tables, sql)


def test_a_statement_without_its_company_is_refused_before_it_runs() -> None:
    """The connection that every repository gets raises; nothing is read."""
    raw = sqlite3.connect(":memory:")
    with pytest.raises(UnboundStatement):
        Connection(raw, 1).rows("SELECT 1")


def test_the_company_cannot_be_named_from_outside() -> None:
    """Whatever values come along, the connection's own company counts."""
    raw = sqlite3.connect(":memory:")
    raw.row_factory = sqlite3.Row
    row = Connection(raw, 1).row("SELECT :tenant AS tenant", tenant=2)
    assert row
    assert row["tenant"] == 1
