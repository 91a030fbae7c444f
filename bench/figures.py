"""A team's week over a log of 100 k, 1 M or 10 M calls: roll-ups against the log itself, in the same run.

`python bench/figures.py 1000000 10000000` prints the median of 100 random team-weeks for each size and the growth.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from storage.connection import Connection
from storage.figures import SQL, SqlFigures
from storage.migrate import migrate
from storage.sqlite import SqliteEngine

TEAMS, SELLERS, ACCOUNTS, DAYS = 50, 20, 20, 780
FIRST = date(2024, 1, 1)
WEEKS = 100
BASELINE = """
SELECT day, COUNT(*) AS calls FROM entry WHERE tenant = :tenant AND kind = 'C' AND live = 1 AND team = :team
    AND day BETWEEN :first AND :last GROUP BY day
"""
FILL = """
INSERT INTO entry (tenant, kind, number, person, team, account, day, at)
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :rows)
SELECT 1, 'C', i + 1, 1 + i % :people, 1 + (i % :people) / :sellers, 1 + i % :accounts,
    date('2024-01-01', '+' || (i / :people % :days) || ' days'), '2024-01-01T08:00:00.000000Z' FROM n
"""
ROLL_UP = """
INSERT INTO seller_day (tenant, team, day, person, calls)
SELECT tenant, team, day, person, COUNT(*) FROM entry GROUP BY tenant, team, day, person
"""


def fill(raw: sqlite3.Connection, rows: int) -> None:
    """Fill a fresh database with so many calls, their roll-ups, and one standing rating an account."""
    people, accounts = TEAMS * SELLERS, TEAMS * SELLERS * ACCOUNTS
    raw.executemany("INSERT INTO team (tenant, name, key) VALUES (1, ?, ?)", [(f"t{n}", f"t{n}") for n in range(TEAMS)])
    sellers = [(f"p{n}", f"p{n}", 1 + n // SELLERS) for n in range(people)]
    raw.executemany("INSERT INTO person (tenant, name, key, team, created_at) VALUES (1, ?, ?, ?, '')", sellers)
    owned = [(f"a{n}", f"a{n}", 1 + n % people) for n in range(accounts)]
    raw.executemany("INSERT INTO account (tenant, name, key, owner, created_at) VALUES (1, ?, ?, ?, '')", owned)
    raw.execute(FILL, {"rows": rows, "people": people, "sellers": SELLERS, "accounts": accounts, "days": DAYS})
    raw.execute(ROLL_UP)
    last = (FIRST + timedelta(days=DAYS)).isoformat()
    rated = [(n + 1, n % 7 + 1, n % 3, last) for n in range(accounts)]
    raw.executemany("INSERT INTO standing VALUES (1, ?, ?, 'service', 1, ?, 'said', ?, 1)", rated)


def median_ms(work: Callable[[int, date], object], weeks: int = WEEKS) -> float:
    """Return the median of random team-weeks in milliseconds."""
    chance = random.Random(7)
    spent = []
    for _ in range(weeks):
        team, monday = chance.randint(1, TEAMS), FIRST + timedelta(days=7 * chance.randint(0, DAYS // 7 - 1))
        began = time.perf_counter()
        work(team, monday)
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def measure(rows: int) -> tuple[float, float, float]:
    """Return the medians of roll-ups, of the log itself, and of a team's standing ratings."""
    with tempfile.TemporaryDirectory() as folder:
        engine = SqliteEngine(Path(folder) / "bench.db")
        migrate(engine)
        engine.transaction(lambda raw: fill(raw, rows))
        engine._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else every page is looked for in a journal of its size
        with engine.scratch() as raw:
            db = Connection(raw, 1)
            figures = SqlFigures(db)
            week = timedelta(days=6)
            rolled = median_ms(lambda team, monday: figures.days(monday, monday + week, team=team))
            straight = median_ms(
                lambda team, monday: db.rows(
                    BASELINE, team=team, first=monday.isoformat(), last=(monday + week).isoformat()
                ),
                weeks=5,
            )
            last = FIRST + timedelta(days=DAYS)
            span = {"since": FIRST.isoformat(), "asof": last.isoformat()}
            standing = median_ms(lambda team, monday: db.rows(SQL.standing_of_team, team=team, **span))
        engine.close()
    return rolled, straight, standing


def main() -> None:
    """Measure each size that is named, 100 k and 1 M otherwise."""
    before = None
    for rows in [int(each) for each in sys.argv[1:]] or [100_000, 1_000_000]:
        rolled, straight, standing = measure(rows)
        growth = f"   growth {rolled / before:.2f}" if before else ""
        before = rolled
        sys.stdout.write(
            f"{rows:>10} calls   roll-ups {rolled:.3f} ms   the log itself {straight:.2f} ms ({straight / rolled:.0f}x)"
            f"   standing ratings {standing:.2f} ms{growth}\n"
        )


if __name__ == "__main__":
    main()
