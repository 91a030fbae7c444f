"""Personal data: every table that names a person is in their copy, and no file holds an erased name."""

from __future__ import annotations

import asyncio
import sqlite3
import zipfile
from pathlib import Path

import pytest

from bot.domain.claim_decision import Verdict, decide_claim
from bot.domain.erasure import erase_person
from bot.domain.first_contact import register_person
from bot.domain.people import Role
from bot.domain.work import Work
from storage.backup import backup
from storage.migrate import migrate
from storage.personal_data import TABLES
from storage.sqlite import SqliteEngine
from storage.work import SqlStore, SqlWork
from tests.dialog import TUESDAY
from tests.migrated import memory_engine
from tests.security.test_isolation import companies

NAME = "Annalena Østby-Kvist"
NAMES_SOMEBODY = {"person", "author", "newcomer", "decided_by", "owner", "viewer", "merged_into", "leaver", "heir"}
"""Columns that hold a person's number."""
NOBODY = {("_sender", "owner"), ("outbox", "owner"), ("webhook_event", "owner"), ("account", "merged_into")}
"""Columns of such names that hold a process or a customer."""
NOT_PEOPLE = {"_sender"}
"""Tables whose owner is a process."""


def test_every_table_that_names_a_person_is_in_the_copy() -> None:
    """A new table with a person's number, or with what an entry says, needs its statement and a place in TABLES."""
    with memory_engine().scratch() as raw:
        tables = [row["name"] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        columns = {t: {row["name"] for row in raw.execute(f"PRAGMA table_info({t})").fetchall()} for t in tables}
        refers = {
            t: {
                row["from"]
                for row in raw.execute(f"PRAGMA foreign_key_list({t})").fetchall()
                if row["table"] == "person"
            }
            for t in tables
        }
    naming = {t for t in tables if refers[t] or columns[t] & NAMES_SOMEBODY or "entry" in columns[t]} - NOT_PEOPLE
    # `standing` repeats the newest rating of an account, whoever gave it.
    assert naming - {"standing"} - set(TABLES) == set()


@pytest.mark.parametrize("table", TABLES)
def test_a_copy_reads_the_table_that_it_says(table: str) -> None:
    """A statement under another table's name would leave rows out."""
    assert f" {table} " in TABLES[table]


def test_every_row_with_a_persons_number_is_in_their_copy() -> None:
    """Whole, in a company with a row in each table, in which one left and another answers for their promises."""
    with companies() as two:
        talk = two.ours
        assert talk.say("admin leave anna to bo", "chris").ok
        found: list[tuple[str, str, object]] = []
        for table, column in _naming_columns(two.raw):
            for row in two.raw.execute(f"SELECT * FROM {table} WHERE tenant = 1 AND {column} IS NOT NULL").fetchall():
                copied = talk.work.personal_data.of(row[column]).get(table, ())
                shown = [dict(each) for each in copied]
                # The digest of a secret is nobody's to read.
                whole = {name: row[name] for name in row.keys() if (table, name) != ("access_token", "digest")}  # noqa: SIM118
                found += [(table, column, whole)] if whole not in shown else []
    assert [] == found


def _naming_columns(raw: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return each column of a company's tables that holds a person's number."""
    found = []
    for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        columns = {row["name"] for row in raw.execute(f"PRAGMA table_info({table})").fetchall()}
        keys = {row["from"]: row["table"] for row in raw.execute(f"PRAGMA foreign_key_list({table})").fetchall()}
        for column in sorted(columns & (NAMES_SOMEBODY | keys.keys())):
            named = keys.get(column, "person" if (table, column) not in NOBODY else "")
            found += [(table, column)] if named == "person" and "tenant" in columns else []
    return found


def _lived(work: Work) -> int:
    """Let somebody log things under the name; return their number."""
    person = work.people.add(NAME, TUESDAY)
    work.people.link(person.id, "slack", "U0NAMED")
    work.conversations.save("slack", "U0NAMED", f"reference of {NAME}")
    work.inbound.keep("K1", person.id, f"call acme {NAME.casefold()}", f'"{NAME}"', TUESDAY)
    return person.id


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.OTHER])
def test_no_claim_or_record_holds_the_address_of_whoever_was_erased(work: SqlWork, verdict: Verdict) -> None:
    """Neither where the claim was confirmed nor where the newcomer was somebody else."""
    admin = work.people.change(work.people.add("Chris", TUESDAY).id, roles=frozenset({Role.ADMIN}))
    work.people.change(work.people.add("Kari", TUESDAY).id, roles=frozenset({Role.MANAGER}))
    register_person(work, "slack", "U0NAMED", "Kari", TUESDAY, admin=False)
    decide_claim(work, work.claims.open()[0], verdict, admin, TUESDAY)
    person = work.people.at_address("slack", "U0NAMED")
    assert person
    assert [row for row in _everything(work) if "U0NAMED" in row]
    erase_person(work, person, None, TUESDAY, lambda receipt: "{}")
    assert [] == [row for row in _everything(work) if "U0NAMED" in row]


def _everything(work: SqlWork) -> list[str]:
    """Return the rows of every table that names a person."""
    return [str(dict(row)) for t in TABLES for row in work._db.rows(f"SELECT * FROM {t} WHERE tenant = :tenant")]


async def test_no_file_holds_an_erased_name(tmp_path: Path) -> None:
    """Neither the database nor what SQLite keeps beside it, while the bot runs on, nor the next backup."""
    path = tmp_path / "snurr.db"
    engine = SqliteEngine(path)
    migrate(engine)
    store = SqlStore(engine)
    number = await store.write(_lived)
    assert _holding(tmp_path)
    await store.write(lambda work: erase_person(work, work.people.get(number), None, TUESDAY, lambda receipt: "{}"))
    await asyncio.to_thread(backup, path, tmp_path / "backup.zip", TUESDAY)
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    held = _holding(tmp_path)
    store.close()
    assert held == set()


def _holding(folder: Path) -> set[str]:
    """Return the files of a folder in which the name or the address stands."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    words = [text.encode() for text in (NAME, NAME.casefold(), "U0NAMED")]
    return {file.name for file in files if any(word in file.read_bytes() for word in words)}
