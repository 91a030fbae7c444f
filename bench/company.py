"""A company of any size for the benches, written row by row as years of use would leave it; always the same one.

Anna is one of twenty sellers of the team Nord, who have ten customers each and log everything, so that their own log
grows with the company's; chris manages them. All other customers belong to the people of another team. The log is
spread over all customers and over three years; what is open (promises, follow-ups, who waits) is of the last days.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

from bot.language.names import account_key
from storage.account_names import AccountNames
from storage.connection import Connection

SELLERS, OWN = 20, 10
"""People of the team Nord, and the customers that each of them has."""
TODAY = "2026-11-24"
"""The last day of the log, a Tuesday."""
DAYS = 1095
BLOCK = 20
"""Entries of one round of the log, of every kind."""
BEHIND = 10
"""Rounds after which a promise is kept and a follow-up is answered."""
SYLLABLES = ("ba", "der", "fi", "gon", "hel", "ka", "lin", "mo", "ner", "os", "pal", "ris", "sto", "tu", "ves", "wik")
FORMS = ("AS", "A/S", "AB", "Sp. z o.o.", "Ltd", "GmbH")
SHARED = 10
"""One in so many customers has the same first word as the others of them."""

ROUNDS = """
CREATE TEMP TABLE round_plan AS
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
SELECT i, (i - 1) / :block AS round, (i - 1) % :block AS place,
    CASE (i - 1) % :block WHEN 14 THEN 'P' WHEN 16 THEN 'F' WHEN 17 THEN 'W' WHEN 18 THEN 'G' WHEN 19 THEN 'H'
        WHEN 15 THEN CASE WHEN (i - 1) / :block < :behind THEN 'C' ELSE 'S' END
        WHEN 11 THEN 'R' WHEN 12 THEN 'R' WHEN 13 THEN 'R' ELSE 'C' END AS kind,
    1 + CASE (i - 1) % :block
        WHEN 0 THEN ((i - 1) / :block - :behind + :accounts) * 7919 + 16
        WHEN 15 THEN ((i - 1) / :block - :behind + :accounts) * 7919 + 14
        ELSE (i - 1) / :block * 7919 + (i - 1) % :block END % :accounts AS account,
    1 + i % :sellers AS person,
    date(:today, '-' || ((:rows - i) * :days / :rows) || ' days') AS day
FROM n
"""
ENTRY = """
INSERT INTO entry (id, tenant, kind, number, person, team, account, day, at, answered)
SELECT i, 1, kind, ROW_NUMBER() OVER (PARTITION BY kind ORDER BY i), person, 1, account, day,
    day || 'T09:00:00.000000Z', kind = 'W' OR (kind = 'F' AND round + :behind <= (:rows - 1) / :block)
FROM round_plan ORDER BY i
"""
DETAILS = (
    "INSERT INTO call (entry, tenant, outcome, note) SELECT id, 1, 'vm', '' FROM entry WHERE kind = 'C'",
    """INSERT INTO rating (entry, factor, tenant, account, touchpoint, score, source, firm, day)
    SELECT id, 'service', 1, account, 1 + number % 7, number % 20 > 0, 'said', 1, day FROM entry WHERE kind = 'R'""",
    """INSERT INTO pledge (entry, tenant, what, due, broken, told)
    SELECT id, 1, 'quote', date(day, '+3 days'), 0, 0 FROM entry WHERE kind = 'P'""",
    """INSERT INTO step (entry, tenant, promise, fate, told)
    SELECT id, 1, number, CASE number % 9 WHEN 0 THEN 'broken' ELSE 'kept' END, 0 FROM entry WHERE kind = 'S'""",
    """INSERT INTO followup (entry, tenant, due, note)
    SELECT id, 1, date(day, '-1 days'), '' FROM entry WHERE kind = 'F'""",
    "INSERT INTO waiting (entry, tenant, place, what) SELECT id, 1, 'yard', '' FROM entry WHERE kind = 'W'",
    "INSERT INTO went (entry, tenant, waiting) SELECT id, 1, number FROM entry WHERE kind = 'G'",
    "INSERT INTO handoff (entry, tenant, desk, minutes, cause) SELECT id, 1, 1, 5, 'price' FROM entry WHERE kind = 'H'",
)
PROJECTIONS = (
    """INSERT INTO seller_day (tenant, team, day, person, calls, promises, kept, broken, acts)
    SELECT 1, 1, day, person, SUM(kind = 'C'), SUM(kind = 'P'), SUM(kind = 'S' AND number % 9 > 0),
        SUM(kind = 'S' AND number % 9 = 0), SUM(kind IN ('C', 'P', 'S', 'G')) FROM entry GROUP BY day, person""",
    """INSERT INTO touch_day (tenant, team, day, touchpoint, factor, ratings, zeros, points)
    SELECT 1, 1, day, touchpoint, factor, COUNT(*), SUM(score = 0), SUM(score) FROM rating
    GROUP BY day, touchpoint, factor""",
    """INSERT INTO standing (tenant, account, touchpoint, factor, firm, score, source, day, entry)
    SELECT 1, account, touchpoint, factor, firm, score, source, day, entry FROM (
        SELECT r.*, ROW_NUMBER() OVER (
            PARTITION BY account, touchpoint, factor, firm ORDER BY day DESC, entry DESC) AS place FROM rating r)
    WHERE place = 1""",
    """INSERT INTO promise (tenant, number, account, person, what, due, state, told, closed, made_at)
    SELECT 1, p.number, p.account, p.person, g.what, g.due, COALESCE(s.fate, 'open'), 0, e.day, p.at
    FROM entry p JOIN pledge g ON g.entry = p.id LEFT JOIN step s ON s.promise = p.number AND s.tenant = 1
    LEFT JOIN entry e ON e.id = s.entry WHERE p.kind = 'P'""",
    """UPDATE account SET last_contact = (
        SELECT MAX(day) FROM entry WHERE tenant = 1 AND account = account.id AND kind = 'C' AND live = 1)""",
)
RECEIPTS = """
INSERT INTO inbound (tenant, key, person, line, receipt, at)
SELECT 1, 'key' || id, person, 'call acme', '{}', at FROM entry
"""


def fill(raw: sqlite3.Connection, accounts: int, rows: int) -> None:
    """Write a company with so many customers and entries into an empty database, in the open transaction."""
    raw.executemany(
        "INSERT INTO team (tenant, name, key, zone, country, language) VALUES (1, ?, ?, 'Europe/Oslo', 'NO', 'en')",
        [("Nord", "nord"), ("Vest", "vest")],
    )
    raw.executemany(
        """INSERT INTO person (tenant, name, key, team, roles, wake, created_at)
        VALUES (1, ?, ?, ?, ?, '2026-11-25T08:00:00.000000Z', '2024-01-01T08:00:00.000000Z')""",
        list(_people()),
    )
    raw.execute("INSERT INTO address (tenant, platform, target, person) SELECT 1, 'terminal', key, id FROM person")
    raw.execute("INSERT INTO desk (tenant, name, key) VALUES (1, 'Finance', 'finance')")
    raw.executemany(
        """INSERT INTO account (tenant, name, key, owner, created_at)
        VALUES (1, ?, ?, ?, '2024-01-01T08:00:00.000000Z')""",
        list(_accounts(accounts)),
    )
    names = AccountNames(Connection(raw, 1))
    for row in raw.execute("SELECT id, key FROM account").fetchall():
        names.add(row["key"], row["id"])
    sizes = {"rows": rows, "accounts": accounts, "block": BLOCK, "behind": BEHIND, "sellers": SELLERS, "days": DAYS}
    raw.execute(ROUNDS, sizes | {"today": TODAY})
    raw.execute(ENTRY, sizes)
    for statement in (*DETAILS, *PROJECTIONS, RECEIPTS):
        raw.execute(statement)
    raw.execute("DROP TABLE round_plan")


def _people() -> Iterator[tuple[str, str, int, str]]:
    for n in range(SELLERS):
        name = "anna" if n == 0 else f"seller{n}"
        yield name, name, 1, "seller"
    yield "chris", "chris", 1, "admin manager"
    yield "house", "house", 2, "seller"


def _accounts(count: int) -> Iterator[tuple[str, str, int]]:
    """Yield names, keys and owners; the first is Acme A/S, and some have their first word in common."""
    drawn, known = random.Random(1), set()
    while len(known) < count:
        name = _name(drawn, len(known))
        if (key := account_key(name)) not in known:
            number = len(known)
            known.add(key)
            yield name, key, 1 + number % SELLERS if number < SELLERS * OWN else SELLERS + 2


def _name(drawn: random.Random, number: int) -> str:
    if number == 0:
        return "Acme A/S"
    if number == 1:
        return "Nilsson Varme AB"
    first, second = ("".join(drawn.choices(SYLLABLES, k=drawn.randint(2, 4))).title() for _ in range(2))
    return f"Nordic {number}" if number % SHARED == 0 else f"{first} {second} {drawn.choice(FORMS)}"
