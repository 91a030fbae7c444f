"""What each command costs in a company of 100 to 100,000 customers with a log of 1,000 to a million rows.

`python bench/growth.py [--most 100000] [--factor 0] [--times 9] [COMMAND ...]` prints the processor time of each line
in its transaction, in microseconds for each size, and how much the time grows with ten times the rows: the mean over
the sizes, and the most between two of them. With a factor it fails when a mean is above it. Ten rows an account.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.company import fill
from bot.messages.card import Reply
from bot.messages.events import Pressed
from bot.messages.press import Press
from storage.connection import Connection
from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork
from tests.dialog import Dialog

SMALLEST, ROWS = 100, 10
WARM_UP = 2
LINES = {
    "call": ("", "call acme vm"),
    "call in a language": ("", "tried to call Acme, nobody there"),
    "call, shared word": ("", "call nordic 10 vm"),
    "typo": ("", "call nilson varme vm"),
    "beginning": ("", "call nils"),
    "part of a name": ("", "account varm"),
    "unknown": ("", "call zenith data about prices"),
    "touch": ("", "touch acme invoice clarity 1 note 4711"),
    "touch, quality zero": ("", "touch acme invoice quality 0 late"),
    "promise": ("", "promise acme quote by fri"),
    "follow": ("", "follow acme thu"),
    "told": ("promise acme quote by fri", "told {ref} mon"),
    "kept": ("promise acme quote by fri", "kept {ref}"),
    "kept by name": ("promise acme quote by fri", "kept acme quote"),
    "broken": ("promise acme quote by fri", "broken {ref}"),
    "note": ("", "note acme wants a new price list"),
    "handoff": ("", "handoff acme finance 5m price"),
    "edit": ("call acme vm", "edit {ref} note wants prices"),
    "undo": ("call acme vm", "undo"),
    "undo a promise": ("promise acme quote by fri", "undo {ref}"),
    "today": ("", "today"),
    "account": ("", "account acme"),
    "account value": ("", "account acme 7000"),
    "waiting": ("", "waiting yard pallets"),
    "go": ("waiting yard", "go"),
    "me week": ("", "me week"),
    "waits": ("", "=waits"),
    "home": ("", "=home"),
    "team": ("", "chris: team"),
    "team month": ("", "chris: team month"),
    "team promises": ("", "chris: team promises"),
    "team zeros": ("", "chris: team zeros"),
    "team waiting": ("", "chris: team waiting"),
    "team switchboard": ("", "chris: team switchboard"),
}
"""What is typed before, untimed, and the line; a name in front is that of who types, = begins a button's verb."""


@contextmanager
def company(accounts: int) -> Iterator[Dialog]:
    """Yield a conversation in a company of a size, in a file that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        engine = SqliteEngine(Path(folder) / "bench.db")
        migrate(engine)
        engine.transaction(lambda raw: fill(raw, accounts, ROWS * accounts))
        engine._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else every page is looked for in a journal of its size
        with engine.scratch() as raw:
            yield Dialog(work=SqlWork(Connection(raw, 1), Defaults()))
        engine.close()


def microseconds(talk: Dialog, before: str, line: str, times: int) -> float:
    """Return the median processor time of a line; what it stored is taken back each time."""
    spent = []
    raw = talk.work._db._raw
    who, _, text = line.rpartition(": ")
    for _ in range(times + WARM_UP):
        raw.execute("SAVEPOINT attempt")
        talk.work = SqlWork(Connection(raw, 1), Defaults())
        ref = talk.say(before).stored[0] if before else ""
        talk.work = SqlWork(Connection(raw, 1), Defaults())
        began = time.process_time_ns()
        reply = _answer(talk, text.format(ref=ref), who)
        spent.append(time.process_time_ns() - began)
        assert reply.error is None, (line, reply)
        raw.execute("ROLLBACK TO attempt")
        raw.execute("RELEASE attempt")
    return statistics.median(spent[WARM_UP:]) / 1000


def _answer(talk: Dialog, text: str, who: str) -> Reply:
    if text.startswith("="):
        return talk.give(Pressed(sender=talk.sender(who), at=talk.at, press=Press(verb=text[1:])))
    return talk.say(text, who)


def main() -> None:
    """Run as the module says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=100_000)
    options.add_argument("--factor", type=float, default=0)
    options.add_argument("--times", type=int, default=9)
    options.add_argument("commands", nargs="*", choices=[[], *LINES])
    wanted = options.parse_args()
    lines = {name: LINES[name] for name in wanted.commands or LINES}
    sizes = [SMALLEST * 10**power for power in range(7) if SMALLEST * 10**power <= wanted.most]
    spent: dict[str, list[float]] = {name: [] for name in lines}
    for size in sizes:
        with company(size) as talk:
            for name, (before, line) in lines.items():
                spent[name].append(microseconds(talk, before, line, wanted.times))
    sys.stdout.write(f"{'accounts':20}" + "".join(f"{size:>11,}" for size in sizes) + "     mean     most\n")
    means = {}
    for name, found in spent.items():
        steps = [later / earlier for earlier, later in itertools.pairwise(found)]
        means[name] = statistics.geometric_mean(steps)
        cells = "".join(f"{each:8.0f} µs" for each in found)
        sys.stdout.write(f"{name:20}{cells}{means[name]:9.2f}{max(steps):9.2f}\n")
    if too_much := sorted(name for name, mean in means.items() if 0 < wanted.factor < mean):
        raise SystemExit(f"Grows by more than {wanted.factor} with ten times the rows: {', '.join(too_much)}")


if __name__ == "__main__":
    main()
