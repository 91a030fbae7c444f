"""What one logged call costs inside a transaction: its rows with their indexes, and its sums beside them."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from storage.connection import Connection
from storage.migrate import migrate
from storage.queries import queries
from storage.sqlite import SqliteEngine

ENTRIES, SUMS = queries("entries"), queries("projections")
ROWS, ROUNDS, ACCOUNTS = 5000, 5, 50


def rows(db: Connection, n: int) -> None:
    """The entry and its detail."""
    day = f"2026-{1 + n // 2000 % 12:02}-{1 + n % 28:02}"
    entry = db.insert(ENTRIES.add, kind="C", number=n, person=1, account=1 + n % ACCOUNTS, day=day, at=day, edits=None)
    db.change_rows(ENTRIES.add_call, entry=entry, outcome="reached", questions=None, listened=0, note="")


def rows_and_sums(db: Connection, n: int) -> None:
    """The same, with the sums of the day and the customer's last contact."""
    rows(db, n)
    others = ("visits", "meetings", "mails", "offers", "promises", "kept", "broken", "told")
    day = f"2026-{1 + n // 2000 % 12:02}-{1 + n % 28:02}"
    db.change_rows(SUMS.bump_seller, team=1, day=day, person=1, calls=1, acts=1, **dict.fromkeys(others, 0))
    db.change_rows(SUMS.set_last_contact, account=1 + n % ACCOUNTS)


def microseconds(work: Callable[[Connection, int], None], folder: Path) -> float:
    """Return the cost of one in a transaction of many."""
    engine = SqliteEngine(folder / f"{work.__name__}.db")
    migrate(engine)
    with engine.scratch() as raw:
        db = Connection(raw, 1)
        raw.execute("INSERT INTO person (id, tenant, name, key, created_at) VALUES (1, 1, 'a', 'a', '')")
        for n in range(ACCOUNTS):
            raw.execute("INSERT INTO account (tenant, name, key, created_at) VALUES (1, ?, ?, '')", (str(n), str(n)))
        began = time.perf_counter()
        for n in range(ROWS):
            work(db, n + 1)
        spent = time.perf_counter() - began
    engine.close()
    return spent / ROWS * 1e6


def main() -> None:
    """Measure both by turns and print medians and their ratio."""
    found: dict[str, list[float]] = {"rows": [], "rows_and_sums": []}
    for _ in range(ROUNDS):
        for work in (rows, rows_and_sums):
            with tempfile.TemporaryDirectory() as folder:
                found[work.__name__].append(microseconds(work, Path(folder)))
    plain, summed = (statistics.median(each) for each in found.values())
    sys.stdout.write(f"rows {plain:.1f} us   rows and sums {summed:.1f} us   ratio {summed / plain:.2f}\n")


if __name__ == "__main__":
    main()
