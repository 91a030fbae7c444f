"""How long one hostile line takes, the slowest of all: each is to stay below 50 ms, and near an ordinary call.

`PYTHONPATH=. python bench/hostile.py` prints the median, and the slowest lines of the corpora as times a call takes.
"""

from __future__ import annotations

import statistics
import sys
import time

from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import Dialog, company
from tests.hostile.corpus import CORPUS
from tests.hostile.fuzz import undone
from tests.hostile.spoken import SPOKEN

LIMIT_SECONDS = 0.05
EVERY = 5
"""Of the corpus, one line in so many is measured."""
SHOWN = 5


def seconds(talk: Dialog, line: str) -> float:
    """Return how long the answer to a line takes, the faster of two times; whatever it stored is taken back."""
    return min(_once(talk, line), _once(talk, line))


def _once(talk: Dialog, line: str) -> float:
    with undone(talk):
        began = time.perf_counter()
        talk.say(line, "chris")
        return time.perf_counter() - began


def main() -> None:
    """Measure every line once, and an ordinary call as often."""
    engine = SqliteEngine(":memory:")
    migrate(engine)
    with memory_work(engine, Defaults()) as work:
        talk = company(work)
        lines = (*SPOKEN, *CORPUS[::EVERY])
        call = statistics.median(seconds(talk, "call acme") for _ in lines)
        taken = sorted(((seconds(talk, line), line) for line in lines), reverse=True)
    engine.close()
    middle = statistics.median(spent for spent, _ in taken)
    report = [f"{len(lines)} lines; a call {call * 1000:.1f} ms, a hostile line {middle * 1000:.1f} ms"]
    report += [f"{spent * 1000:6.1f} ms ({spent / call:5.1f} calls) {line[:60]!r}" for spent, line in taken[:SHOWN]]
    report += [f"{sum(spent > LIMIT_SECONDS for spent, _ in taken)} above {LIMIT_SECONDS * 1000:.0f} ms"]
    sys.stdout.write("\n".join(report) + "\n")


if __name__ == "__main__":
    main()
