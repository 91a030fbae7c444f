"""Lists are tables for who sits at a terminal, and the same lines as ever for programs."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.tables import print_table
from tests.serve import ROOT

ROWS = (("ok", "[red]a[/red]"), ("fail", "\x1b[2J" + "x" * 60))


class Terminal(io.StringIO):
    """What a person sees."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def _printed(monkeypatch: pytest.MonkeyPatch, out: io.StringIO, *, plain: bool = False, colour: bool = False) -> str:
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "40")
    if colour:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", "1")
    print_table(("state", "what"), ROWS, ("one", "two"), plain=plain)
    return out.getvalue()


def test_a_long_cell_is_folded_and_nothing_typed_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    """No letter of it is lost; neither a mark of colour nor a control character does anything."""
    shown = re.sub(r"\x1b\[[0-9;]*m", "", _printed(monkeypatch, Terminal()))
    assert all(len(line) <= 40 for line in shown.splitlines())
    assert 60 == shown.count("x")
    assert "[red]a[/red]" in shown
    assert "\\u001b[2J" in shown
    assert "…" not in shown


@pytest.mark.parametrize("colour", [True, False])
def test_colours_are_left_out_where_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch, colour: bool) -> None:
    """By NO_COLOR."""
    assert ("\x1b[32mok" in _printed(monkeypatch, Terminal(), colour=colour)) is colour


@pytest.mark.parametrize(("out", "plain"), [(io.StringIO(), False), (Terminal(), True)])
def test_programs_read_lines(monkeypatch: pytest.MonkeyPatch, out: io.StringIO, plain: bool) -> None:
    """Where nobody sits, or where lines were asked for."""
    assert "one\ntwo\n" == _printed(monkeypatch, out, plain=plain)


def test_a_dry_run_is_read_at_a_terminal(tmp_path: Path) -> None:
    """A table of what is read as what, of samples, and of what is skipped; on a real terminal, as bytes."""
    (tmp_path / "a.csv").write_text("Kundenr.;Firma;Ansatte\n1;Ødegård;4\n1;Andet;3\n", encoding="utf-8")
    shown = _at_a_terminal(tmp_path, "import", "a.csv")
    for part in ("read as", "external", "Kundenr.", "Ødegård", "line 2 has the same id", "Nothing was stored"):
        assert part in shown


def _at_a_terminal(folder: Path, *words: str) -> str:
    """Return what a command shows on a terminal of its own."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/snurr.db", "SNURR_CONFIG": f"{folder}/none"}
    environment |= {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "100"}
    command = [sys.executable, "-m", "bot", *words]
    with subprocess.Popen(command, env=environment, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        return b"".join(iter(lambda: _read(ours), b"")).decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that nobody is at the other end any more
        return b""
