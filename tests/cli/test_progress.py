"""A command says what it is at whenever it printed nothing for a while; measured in ticks, not in time."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import typer

from bot.cli import progress
from bot.cli.console import print_line
from bot.cli.main import cli
from bot.cli.progress import LONG, UNTIL_ENDED, Bar, Lines, Watch, WorkStage, at_stage, at_work


class Terminal(io.StringIO):
    """What a person sees."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_a_line_comes_at_every_second_tick_without_one(capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed in between puts it off; what the command is at is named with how far it is."""
    out, watches = io.StringIO(), progress._watches

    def ticks() -> Iterator[bool]:
        for printed in (True, False, False, False, False, True, False, False):
            if printed:
                print_line("printed")
            yield False
            at_stage("rows stored", 5, 7)
        yield True

    ticking = ticks()
    watches.append(watch := Watch("snurr import is at work", Lines(out), lambda seconds: next(ticking)))
    try:
        watch.run()
    finally:
        watches.remove(watch)
    assert ["rows stored: 5 of 7"] * 3 == out.getvalue().splitlines()
    assert ["printed"] * 2 == capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("colour", [True, False])
def test_a_bar_is_drawn_and_goes_before_the_next_line(monkeypatch: pytest.MonkeyPatch, colour: bool) -> None:
    """With what was typed as it is; NO_COLOR and TERM are obeyed."""
    monkeypatch.setattr("sys.stderr", out := Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    (monkeypatch.delenv if colour else lambda name, raising: monkeypatch.setenv(name, "1"))("NO_COLOR", raising=False)
    bar = Bar()
    bar.show(WorkStage("rows of [red]a[/red].csv", 30, 60))
    bar.show(WorkStage("rows of [red]a[/red].csv", 45, 60))
    bar.hide()
    bar.hide()
    drawn = out.getvalue()
    assert "rows of [red]a[/red].csv: 45 of 60" in drawn
    assert "75%" in drawn
    assert ("\x1b[38;" in drawn or "\x1b[9" in drawn) is colour
    assert drawn.endswith("\x1b[2K")


def test_every_command_is_watched_or_waits_for_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal each, elsewhere those that can be long; a command within another one is not watched twice."""
    root = typer.main.get_command(cli)
    assert set(root.commands) >= UNTIL_ENDED | LONG  # type: ignore[attr-defined]
    for terminal, kinds in ((Terminal(), (Bar, Bar)), (io.StringIO(), (Lines, type(None)))):
        monkeypatch.setattr("sys.stderr", terminal)
        for name in root.commands:  # type: ignore[attr-defined]
            expected = type(None) if name in UNTIL_ENDED else kinds[name not in LONG]
            assert expected is type(progress._drawing(name)), name
    with at_work("import"), at_work("export"):
        assert 1 == len(progress._watches)
    assert [] == progress._watches
