"""What the operator reads of an import, before and after it is stored."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import import_run
from bot.cli.import_columns import HEADERS
from bot.cli.import_report import SHOWN, import_report
from bot.cli.main import cli
from bot.domain.import_runs import ImportRun
from bot.domain.imports import import_portion
from bot.domain.work import Work
from bot.errors import ConfigError, StoreFull

ROOT = Path(__file__).parents[2]
FILE = "Kundenr.;Firma;værdi;Ansatte\n1;Ødegård A/S;abc;4\n1;Andet;1.000,-;3\n2;Lund;5;9\n"


def _snurr(*words: str) -> str:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False).stdout


@pytest.fixture(name="file")
def file_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file of an old program, beside an empty database."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/snurr.db")
    monkeypatch.setenv("SNURR_CONFIG", f"{tmp_path}/none.toml")
    monkeypatch.setenv("SNURR_CLOCK", "2026-11-24T08:00Z")
    (tmp_path / "a.csv").write_bytes(FILE.encode("cp1252"))
    return str(tmp_path / "a.csv")


def test_a_dry_run_shows_what_is_read_and_what_is_not(file: str) -> None:
    """Headers, columns that are left out, the code page, samples; each row and cell with its line."""
    shown = _snurr("import", file)
    for line in (
        "rows 3  new 2  updated 0  unchanged 0  skipped 1",
        "read: external = Kundenr.  name = Firma  value = værdi",
        "not read: Ansatte (--map FIELD=HEADER reads one)",
        "encoding: cp1252: look at the names before you store them (--encoding sets another)",
        "for example line 2: 1 · Ødegård A/S",
        "line 3, “Andet”: skipped: line 2 has the same id",
        "line 2, værdi “abc”: not read: it is no amount",
        "Nothing was stored: add --apply to import.",
    ):
        assert line in shown.splitlines()


def test_the_same_is_there_for_programs(file: str) -> None:
    """The counts that were there before stand beside it, and an import is undone by its number."""
    told = json.loads(_snurr("import", file, "--apply", "--json"))
    assert ([{"line": 3, "name": "Andet", "reason": "line 2 has the same id"}], ["Ansatte"], "cp1252") == (
        told["skipped_rows"], told["ignored"], told["encoding"],
    )  # fmt: skip
    assert {"external": ["Kundenr."], "name": ["Firma"], "value": ["værdi"]} == told["mapping"]
    assert [{"line": 2, "column": "værdi", "cell": "abc", "reason": "it is no amount"}] == told["unread"]
    assert 3 == told["rows"] == told["new"] + told["skipped"]
    assert {"undone": 2, "number": told["number"]} == json.loads(
        _snurr("import", "--undo", str(told["number"]), "--json")
    )


def test_a_dry_run_waits_for_nobody_who_writes(file: str) -> None:
    """And keeps nobody waiting: it only looks."""
    _snurr("import", file)
    with contextlib.closing(sqlite3.connect(Path(file).parent / "snurr.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "rows 3  new 2" in _snurr("import", file)


def test_an_import_that_broke_off_is_named_and_gone_on_with(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each import that looks around says so, and what to type; the list shows file, digest and rows."""
    with monkeypatch.context() as broken:
        broken.setattr(import_run, "FIRST", 1)
        broken.setattr(import_run, "import_portion", _once())
        with pytest.raises(StoreFull):
            _snurr("import", file, "--apply")
    half = "import 1 of a.csv, 2026-11-24 08:00 UTC, has 1 of 3 rows stored: "
    assert half + "the same file with --apply goes on, --undo 1 takes them back." in _snurr("import", file)
    shown = _snurr("import", file, "--apply").splitlines()
    assert "Import 1 of a.csv goes on: 1 of 3 rows were stored before." == shown[0]
    assert "rows 3  new 2  updated 0  unchanged 0  skipped 1  number 1" in shown
    assert half not in _snurr("import", file)
    digest = sha256(Path(file).read_bytes() + b'[[], ""]').hexdigest()
    assert f"1  2026-11-24 08:00  a.csv  {digest[:12]}  3 rows" in _snurr("import", "--list")
    told = json.loads(_snurr("import", "--list", "--json"))
    assert (1, "a.csv", digest, 3, 3, "done") == tuple(
        told[name] for name in ("number", "file", "digest", "rows", "done", "state")
    )


def _once() -> Callable[..., ImportRun]:
    """Return what stores one portion, and finds the disk full at the next."""
    stored: list[ImportRun] = []

    def store(work: Work, **asked: Any) -> ImportRun:
        if stored:
            raise StoreFull("The disk is full.")
        stored.append(import_portion(work, **asked))
        return stored[0]

    return store


def test_the_list_of_a_company_without_imports_says_so(file: str) -> None:
    """And how to begin."""
    assert "Nothing was imported yet" in _snurr("import", "--list")


def test_another_reading_of_the_file_is_another_import(file: str) -> None:
    """What one reading stored is not gone on with by another."""
    for number, options in enumerate([(), ("--map", "name=Ansatte"), ("--encoding", "cp1252")], 1):
        assert number == json.loads(_snurr("import", file, "--apply", "--json", *options))["number"]


def test_an_encoding_can_be_chosen(file: str) -> None:
    """One that nobody knows is refused in a sentence."""
    assert "for example line 2: 1 · Řdegĺrd A/S" in _snurr("import", file, "--encoding", "cp1250")
    for name in ("klingon", "base64", "idna", "", "\0"):
        refused = CliRunner().invoke(cli, ["import", file, "--encoding", name]).exception
        assert (name == "") == (refused is None)
        assert not refused or (isinstance(refused, ConfigError) and "write utf-8" in str(refused))


def test_a_long_list_says_how_many_more_there_are() -> None:
    """The terminal is not flooded."""
    rows = [{"line": line, "name": "A", "reason": "why"} for line in range(SHOWN + 7)]
    parts = import_report({"rows": 1, "skipped_rows": rows}, (), apply=True)
    lines = [line for part in parts for line in part.lines]
    assert (SHOWN + 2, "… and 7 more: --json lists them all.") == (len(lines), lines[-1])


def test_the_example_of_the_paper_is_what_is_printed(file: str) -> None:
    """docs/import.md shows a file and what is said of it."""
    paper = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    table, shown = (paper.split(f"```{kind}\n")[1].split("```")[0] for kind in ("csv", "text"))
    Path(file).write_text(table, encoding="utf-8")
    assert shown == _snurr("import", file)


def test_the_paper_names_every_field_and_fact(file: str) -> None:
    """What --map takes, and what --json prints."""
    paper = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
    told = json.loads(_snurr("import", file, "--json"))
    assert [] == [name for name in (*HEADERS, *told) if f"`{name}`" not in paper]
