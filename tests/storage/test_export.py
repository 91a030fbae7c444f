"""An export is one zip: a file of JSON lines a table, and a manifest that proves them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from storage.export import export
from storage.migrate import migrate
from storage.sqlite import SqliteEngine
from storage.work import SqlStore
from tests.dialog import Dialog

TABLES = [
    ("person", [{"id": 1, "name": "Łucja Ødegård"}, {"id": 2, "name": 'Quote " and\nline'}]),
    ("empty", []),
]


def test_every_row_is_one_line_as_it_was_typed(tmp_path: Path) -> None:
    """Letters stay letters; a line break in a text breaks no line."""
    counts = export(TABLES, tmp_path / "out.zip")  # type: ignore[arg-type]
    assert {"person": 2, "empty": 0} == counts
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        lines = archive.read("person.jsonl").decode().splitlines()
        assert "Łucja Ødegård" in lines[0]
        assert TABLES[0][1] == [json.loads(line) for line in lines]
        assert b"" == archive.read("empty.jsonl")


def test_the_manifest_proves_every_file(tmp_path: Path) -> None:
    """Its rows and its checksum."""
    export(TABLES, tmp_path / "out.zip")  # type: ignore[arg-type]
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert {"person": 2, "empty": 0} == {table: told["rows"] for table, told in manifest.items()}
        for table, told in manifest.items():
            assert told["sha256"] == hashlib.sha256(archive.read(f"{table}.jsonl")).hexdigest()


def test_a_target_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """Which the command turns into a sentence."""
    with pytest.raises(OSError, match="No such file"):
        export(TABLES, tmp_path / "nowhere" / "out.zip")  # type: ignore[arg-type]


async def test_an_export_holds_every_table_of_the_database(tmp_path: Path) -> None:
    """With what was logged a moment ago."""
    engine = SqliteEngine(tmp_path / "snurr.db")
    migrate(engine)
    store = SqlStore(engine)
    await store.write(lambda work: Dialog(work=work).say("call - vm a note"))  # type: ignore[arg-type]
    counts = export(engine.tables(), tmp_path / "out.zip")
    assert (1, 1, 1) == (counts["entry"], counts["call"], counts["person"])
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert {f"{table}.jsonl" for table in counts} | {"manifest.json"} == set(archive.namelist())
        assert "a note" == json.loads(archive.read("call.jsonl"))["note"]
    store.close()


def test_an_export_holds_the_hours_of_promises_and_follow_ups(talk: Dialog, tmp_path: Path) -> None:
    """As local times, beside their day; none where none was said."""
    for line in ("promise acme quote by thu 14:00", "follow acme thu 9:15", "follow acme fri"):
        assert talk.say(line).ok
    raw = talk.work._db._raw
    tables = [
        (table, [dict(row) for row in raw.execute(f"SELECT * FROM {table}").fetchall()])
        for table in ("pledge", "promise", "followup")
    ]
    export(tables, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        hours = {
            table: [json.loads(line)["hour"] for line in archive.read(f"{table}.jsonl").decode().splitlines()]
            for table, _ in tables
        }
    assert {"pledge": ["14:00"], "promise": ["14:00"], "followup": ["09:15", None]} == hours
