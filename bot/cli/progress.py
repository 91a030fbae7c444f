"""What a command says while it is at work: nobody at a terminal, and no log, waits in silence.

Every command that ends by itself is watched (`LazyGroup`): whenever nothing was printed for a while, standard error
says what it is at. On a terminal that is a bar, which goes before the next line is printed; elsewhere a line, from the
commands that go through all there is: what the others write to standard error is why they failed.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, Protocol, TextIO

from bot.logs import spelt
from bot.records import record

TICK_SECONDS = 0.9
"""A bar comes when so long nothing was printed, a line at every second tick."""
UNTIL_ENDED = frozenset(("serve", "demo", "explore", "say", "init", "help"))
"""Commands that run until somebody ends them, or that wait for somebody: their silence is right."""
LONG = frozenset(("import", "export", "backup", "restore", "migrate", "doctor"))
"""Commands that take the longer, the more there is, or wait for platforms."""


@record
class WorkStage:
    """What a command is at, and how many of how many steps of it are done; 0 of 0 where nobody can tell."""

    text: str = ""
    done: int = 0
    total: int = 0

    def __str__(self) -> str:
        return f"{self.text}: {self.done} of {self.total}" if self.total else f"{self.text} …"


class Drawing(Protocol):
    """How a stage is shown."""

    def show(self, stage: WorkStage) -> None:
        """Show it, or how far it is now."""

    def hide(self) -> None:
        """Take away what would stand in the way of a line."""


class Lines:
    """A line each time, for logs and programs."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._shown = 0

    def show(self, stage: WorkStage) -> None:
        """Write a line, at every second call."""
        self._shown += 1
        if not self._shown % 2:
            self._out.write(f"{spelt(str(stage))}\n")
            self._out.flush()

    def hide(self) -> None:
        """A line stays; the next one comes as soon as nothing is printed again."""
        self._shown = 0


class Bar:
    """A bar at the foot of a terminal."""

    def __init__(self) -> None:
        self._drawn: Any = None

    def show(self, stage: WorkStage) -> None:
        """Draw it, or move it on; between two calls it goes on by itself."""
        if self._drawn is None:
            from rich.console import Console  # noqa: PLC0415 - 50 ms that only a long command pays
            from rich.progress import Progress  # noqa: PLC0415 - the same

            self._drawn = Progress(console=Console(stderr=True), transient=True)
            self._drawn.add_task("")
            self._drawn.start()
        (task,) = self._drawn.task_ids
        text = spelt(str(stage)).replace("[", r"\[")
        self._drawn.update(task, description=text, completed=stage.done, total=stage.total or None)

    def hide(self) -> None:
        """Take it away."""
        if self._drawn is not None:
            self._drawn.stop()
            self._drawn = None


class Watch:
    """Sees to it that a command is not silent."""

    def __init__(self, text: str, drawing: Drawing, ended: Callable[[float], bool]) -> None:
        self.stage = WorkStage(text)
        self._drawing = drawing
        self._ended = ended
        self._spoke = False
        self._drawing_lock = threading.Lock()

    def run(self) -> None:
        """Show the stage whenever nothing was printed between two ticks, until the command ends."""
        while not self._ended(TICK_SECONDS):
            with self._drawing_lock:
                if not self._spoke:
                    self._drawing.show(self.stage)
                self._spoke = False
        with self._drawing_lock:
            self._drawing.hide()

    def speaks(self) -> None:
        """Make room for a line that is about to be printed."""
        with self._drawing_lock:
            self._spoke = True
            self._drawing.hide()


_watches: list[Watch] = []
"""The watch of the command that runs."""


@contextlib.contextmanager
def at_work(command: str) -> Iterator[None]:
    """Watch a command, by its name; what it is at, `at_stage` says."""
    drawing = _drawing(command)
    if _watches or drawing is None:
        yield
        return
    end = threading.Event()
    watch = Watch(f"snurr {command} is at work", drawing, end.wait)
    thread = threading.Thread(target=watch.run, name="snurr-watch", daemon=True)
    _watches.append(watch)
    thread.start()
    try:
        yield
    finally:
        _watches.remove(watch)
        end.set()
        thread.join()


def _drawing(command: str) -> Drawing | None:
    """Return how a command shows what it is at, None for one that does not."""
    if command in UNTIL_ENDED:
        return None
    if sys.stderr.isatty():
        return Bar()
    return Lines(sys.stderr) if command in LONG else None


def at_stage(text: str, done: int = 0, total: int = 0) -> None:
    """Say what the command is at from now on."""
    for watch in _watches:
        watch.stage = WorkStage(text, done, total)


def make_room() -> None:
    """Take a bar away before a line is printed; the line counts as a sign of life."""
    for watch in _watches:
        watch.speaks()
