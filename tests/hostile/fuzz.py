"""What fuzzing draws from, and how often: some dozens of examples, always the same; as many new ones as SNURR_FUZZ says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from bot.messages.card import Reply
from bot.messages.events import Event
from storage.people import Defaults
from storage.work import SqlWork, memory_work
from tests.dialog import Dialog
from tests.migrated import memory_engine

ASKED = int(os.environ.get("SNURR_FUZZ", "0"))
EXAMPLES = ASKED or 80
SLOW_EXAMPLES = ASKED or 50
"""Of what goes over a socket, or needs a database of its own."""


def fuzzed(examples: int = EXAMPLES) -> settings:
    """Return the settings of a fuzzing test."""
    return settings(
        max_examples=examples, derandomize=not ASKED, deadline=None, suppress_health_check=list(HealthCheck)
    )


ODD = (
    "\x00", "\x1b[31m", "\x07", "\x7f", "\x85", "\ud800", "\udfff", "\u202e", "\u2066", "\u200b", "\u200d", "\u2060", "\ufeff", "\ufffe", "\u3164",
    "\u2028", "\r\n", "\t", "\u00a0", "\U000e0041", "\U0010ffff", "A\u030a" * 3, "e\u0301", "ﬃ", "İ", "ß", "ǅ", "٣", "３", "²", "½", "Ⅷ", "𝟘", "①",
    "9" * 20, "9" * 400, "-1", "+1", "0x1f", "1e309", "1_0", "NaN", "∞", "0", "00", "1.000.000,50", "7M", "450k", "-0", "1/0", "31/2", "29/2/2027",
    "32.13.", "24/12", "w54", "w0", "9999-12-31", "0000-00-00", "2026-W48-2", "fri", "in 999 weeks", "mon-sun", "25:61", "08:00-07:00", "24/12-1/1",
    "=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "|", ";", ",", "'", '"', "“", "«", "\\", "`", "<!here>", "<@U1>", "{{DATE()}}", "${x}", "{name}", "%s",
    "%(a)s", "</at>", "<at>x</at>", "[x](y)", "'; --", "\\ud800", '{"a":1}', "1|undo|{}", "=1", "=99", "+x", "-", "~", "~what", "P1", "C1", "W99",
    "#1", "@anna", "@", "#", "/", "//", "x" * 81, "x" * 900, "ø" * 600, "a, " * 300,
)  # fmt: skip
any_character = st.characters(exclude_categories=())
"""Half surrogates and control characters too."""
hostile = st.sampled_from(ODD) | st.text(any_character, max_size=12)
texts = st.lists(hostile, max_size=4).map("".join)
words = st.lists(hostile, max_size=5).map(" ".join)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@contextmanager
def undone(talk: Dialog) -> Iterator[Dialog]:
    """Yield the conversation, and take back in the end whatever happened in it."""
    raw, at, last = talk.work._db._raw, talk.at, talk.last
    raw.execute("SAVEPOINT fuzzed")
    try:
        yield talk
    finally:
        raw.execute("ROLLBACK TO fuzzed")
        raw.execute("RELEASE fuzzed")
        # A new one, as the repositories keep what they have read.
        talk.work, talk.at, talk.last = SqlWork(talk.work._db, Defaults()), at, last


def rows(talk: Dialog) -> list[tuple[object, ...]]:
    """Return how many rows each table of the company has, and its people, accounts, teams and lists as they are."""
    raw = talk.work._db._raw
    listed = [tuple(row) for table in LISTED for row in raw.execute(f"SELECT * FROM {table}").fetchall()]
    return [tuple(raw.execute(_counts()).fetchone()), *listed]


@cache
def _counts() -> str:
    """Return one statement for the number of rows of every table of a company."""
    engine = memory_engine()
    named = "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'tenant' ORDER BY 1"
    with memory_work(engine, Defaults()) as work:
        tables = [row["name"] for row in work._db._raw.execute(named).fetchall()]
    engine.close()
    return "SELECT " + ", ".join(f"(SELECT COUNT(*) FROM {table})" for table in tables)


LISTED = ("person", "account", "team", "touchpoint", "desk", "promise", "leave", "claim")


def given_to(talk: Dialog, event: Event) -> tuple[Reply, bool]:
    """Hand an event over; return the reply, and whether nothing at all was stored."""
    before = rows(talk)
    reply = talk.give(event)
    return reply, rows(talk) == before
