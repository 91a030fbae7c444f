"""Plans: no statement reads a table that grows from end to end, whatever it is given, on SQLite and on PostgreSQL.

A search that knows the company alone reads all that the company has, so it counts as a scan. So does one that knows no
more than a span of time, unless the rows of that span are what is asked for. What may do so is named with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import psycopg
import pytest

from storage.migrate import migrate
from storage.postgres import PostgresEngine
from storage.queries import FOLDER, queries
from tests.migrated import memory_engine
from tests.postgres import database

STATEMENTS = {
    f"{path.stem}.{name}": text
    for path in sorted(FOLDER.glob("*.sql"))
    for name, text in vars(queries(path.stem)).items()
}
PARAMETER = re.compile(r"(?<![:\w]):([a-z]\w*)")
SMALL = frozenset(
    {
        "team",
        "touchpoint",
        "company_value",
        "desk",
        "closed_day",
        "tenant",
        "installation",
        "purpose",
        "given",
        "_webhook",
        "_seal_key",
    }
)
"""Tables with a few rows a company, or one; `given` is the list of ids that a statement gets."""
TIMES = frozenset({"day", "at", "due", "closed", "wake", "until", "local_day"})
PERIOD = "the rows of the days that are asked for"
OPEN = "an index of what is open, however much was before"
LIST = "everything is asked for, by an admin or for a list"
MERGE = "two people turn out to be one, which an admin decides"
OWN = "all that names a person, for their copy or to be erased"
CARE = "housekeeping, in the planner's turns or once a day"
WIPED = "a company of a workspace that is gone for good"
EXCEPTIONS = {
    "account_names.all": "the demo's company",
    "audit.arrivals": PERIOD,
    "audit.between": LIST,
    "audit.count_acts": LIST,
    "audit.newest": "the newest first, so many",
    "audit.newest_on_list": "the newest first, so many",
    "channel_posts.due": OPEN,
    "channel_posts.forget": CARE,
    "channel_posts.has_before": CARE,
    "check_ins.since": PERIOD,
    "claims.open": OPEN,
    "conversations.named": LIST,
    "accounts.of_all": "a company without teams is one team",
    "desks.handed_accounts": PERIOD,
    "desks.handed_minutes": PERIOD,
    "desks.handed_by_all": PERIOD,
    "desks.handed_by_team": PERIOD,
    "exclusives.all": OPEN,
    "figures.fresh_zeros": PERIOD,
    "figures.last_entry": "the newest row, from the end",
    "figures.last_change": "the same",
    "figures.open_waits": PERIOD,
    "figures.standing_of_all": "a company without teams is one team",
    "figures.waits": PERIOD,
    "gaps.account_counts": LIST,
    "gaps.never_wrote": LIST,
    "gaps.owners": LIST,
    "gaps.without_owner": LIST,
    "gaps.without_phone": LIST,
    "gaps.without_rhythm": LIST,
    "gaps.without_value": LIST,
    "import_runs.newest": "the newest first, so many",
    "import_runs.unfinished": OPEN,
    "installations.companies": "one row of each table is looked for",
    "installations.forget_used": CARE,
    "noted_words.unread": "what the log held before words were noted, some at a time",
    "outbox.claim": OPEN,
    "outbox.claimable": OPEN,
    "outbox.next_due": OPEN,
    "outbox.reopen": "the clock was ahead, which is repaired once",
    "outbox.stuck": OPEN,
    "outbox.waiting": OPEN,
    "outbox.tallies": "a command of the operator",
    "people.active": LIST,
    "people.active_keys": LIST,
    "people.admins": "an index of the few who are",
    "people.another_admin": "the first other one is looked for",
    "people.another_manager": "the first other one is looked for",
    "people.anybody": "the first one is looked for",
    "people.count_active": LIST,
    "people.everyone": LIST,
    "people.first_seller": "the first one is looked for",
    "people.league": "few are, who asked for it",
    "people.leave_of_everyone": LIST,
    "people.renamed": LIST,
    "person_merge.drop_same_answers": MERGE,
    "person_merge.drop_same_claims": MERGE,
    "person_merge.move_answers": MERGE,
    "person_merge.move_authorship": MERGE,
    "person_merge.move_claims": MERGE,
    "person_merge.move_decisions": MERGE,
    "person_merge.move_former_ownership": MERGE,
    "person_merge.move_later_ownership": MERGE,
    "person_merge.move_merged": MERGE,
    "person_merge.move_newcomers": MERGE,
    "person_merge.move_notes_written": MERGE,
    "person_merge.move_promises": MERGE,
    "person_merge.rename_presses": MERGE,
    "personal_data.answer": OWN,
    "personal_data.audit": OWN,
    "personal_data.naming_inbound": OWN,
    "personal_data.claim": OWN,
    "personal_data.colleague_note": OWN,
    "personal_data.empty_audit": OWN,
    "personal_data.erase_claims": OWN,
    "personal_data.erase_contact": OWN,
    "personal_data.erase_former_contacts": OWN,
    "personal_data.erase_notes": OWN,
    "personal_data.imports_of": OWN,
    "personal_data.handover": OWN,
    "personal_data.handover_item": OWN,
    "personal_data.erase_person": OWN,
    "personal_data.person": OWN,
    "personal_data.promise": OWN,
    "purposes.countries": "kept with the set-up",
    "purposes.platforms": "kept with the set-up",
    "purposes.token_holders": "read only while nobody came by a platform",
    "promises.fresh_breaches": PERIOD,
    "promises.open_of_all": OPEN,
    "teams.adopt": "the first team takes in everybody",
    "resting.of_all": OPEN,
    "retention.drop_access_token": CARE,
    "retention.drop_answer": CARE,
    "retention.drop_audit": CARE,
    "retention.drop_channel_post": CARE,
    "retention.drop_check_in": CARE,
    "retention.drop_claim": CARE,
    "retention.drop_colleague_note": CARE,
    "retention.drop_entries": "the table of what an upgrade left to read is empty",
    "retention.drop_import_portions": CARE,
    "retention.drop_inbound": CARE,
    "retention.drop_leave": CARE,
    "retention.drop_mergers": CARE,
    "retention.drop_outbox": CARE,
    "retention.drop_own_word": CARE,
    "retention.drop_unread_entry": "it is empty",
    "retention.drop_webhook_event": CARE,
    "retention.end_imports": CARE,
    "retention.leavers": CARE,
    "retention.months": "a few rows a company",
    "retention.next_person": CARE,
    "retention.note_leavers": CARE,
    **{name: WIPED for name in STATEMENTS if name.startswith("retention.wipe_")},
    "senders.seat": "one row of each company",
    "senders.take": "one row of each company",
    "wakeups.due_people": "an index of who is due",
    "wakeups.wake_admins": CARE,
    "wakeups.wake_people": CARE,
    "wakeups.wake_waited": "one row of each team",
    "webhooks.promises_near": OPEN,
    "webhooks.queued_everywhere": OPEN,
    "webhooks.remove": "an admin removes a receiver",
    "webhooks.told": PERIOD,
    "webhooks.waiting": OPEN,
}
"""Statements that may read all that a company has, or all of a span of time, and why."""
ON_POSTGRES = {
    **dict.fromkeys(
        (name for name in STATEMENTS if name.startswith("retention.") and "json_each(" in STATEMENTS[name]),
        "with few rows, a list is put beside the whole key",
    ),
    "figures.standing_of_team": "with few rows, the accounts of a team are a filter behind its key",
    "accounts.next_account": "the last row of an index",
    "personal_data.customers_that_it_was": "with few rows, those that were merged are a filter",
}


@pytest.mark.parametrize("name", sorted(STATEMENTS.keys() - EXCEPTIONS.keys()))
def test_sqlite_scans_no_table_that_grows(name: str) -> None:
    """With every parameter given, and with every one left out."""
    assert [] == [line for value in (1, None) for line in _scans(_plan(STATEMENTS[name], value))]


def _plan(sql: str, value: int | None) -> Sequence[str]:
    raw = _sqlite()._raw
    # A row that is only added has none that refer to it; SQLite plans to look for them none the less.
    raw.execute(f"PRAGMA foreign_keys={'OFF' if 'INSERT INTO' in sql else 'ON'}")
    rows = raw.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(PARAMETER.findall(sql), value))
    return [row["detail"] for row in rows.fetchall()]


_sqlite = cache(memory_engine)


def _scans(plan: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a plan that read all of a company, or of a span of time."""
    small = SMALL | {line.split()[-1] for line in plan if line.startswith(("CO-ROUTINE", "MATERIALIZE"))}
    for line in plan:
        verb, table, *_ = *line.split(), ""
        known = re.search(r"\(tenant=\?(?: AND (\w+)[<>].*)?\)", line)
        all_of_it = (verb == "SCAN" and "CONSTANT" not in line) or (
            verb == "SEARCH" and known is not None and (known[1] is None or known[1] in TIMES)
        )
        if all_of_it and table not in small:
            yield line


@pytest.mark.parametrize(
    ("sql", "scans"),
    [
        ("SELECT id FROM entry WHERE note = :x", True),
        ("SELECT id FROM entry WHERE tenant = :tenant", True),
        ("SELECT id FROM audit WHERE tenant = :tenant AND at > :x", True),
        ("SELECT day FROM standing WHERE tenant = :tenant AND (CAST(:x AS BIGINT) IS NULL OR account = :x)", True),
        ("SELECT day FROM standing WHERE tenant = :tenant AND account = :x", False),
        ("SELECT id FROM entry WHERE id = :x", False),
    ],
)
def test_a_scan_is_recognised(sql: str, scans: bool) -> None:
    """A statement with a switch, which no index serves, is one."""
    assert scans == any(_scans(_plan(sql.replace("note", "undone_at"), 1)))


VALUES = {
    "tenant": "1", "id": "n", "entry": "n", "number": "n", "live": "1", "answered": "n % 2", "told": "n % 2",
    "action": "CASE n % 2 WHEN 0 THEN 'shared' ELSE 'looked' END", "firm": "n % 2", "score": "n % 3", "kind": "substr('CRPSFWGH', 1 + n % 8, 1)",
    "state": "CASE n % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'due' ELSE 'kept' END",
}  # fmt: skip
"""What the columns of some 3,000 rows of each table hold, by `n`; others hold a few numbers, days or texts."""
COLUMNS = """
SELECT table_name, column_name, data_type FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_%' AND table_name <> 'tenant'
"""
SETTINGS = ("plan_cache_mode = force_generic_plan", "session_replication_role = replica")
# What is cheapest for the few rows here is not what many rows need.
FOR_MANY_ROWS = ("enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin")
ALL_OF_A_COMPANY = re.compile(r"Index Cond: \(tenant = \$\d+\)")


def test_postgres_finds_rows_by_more_than_their_company() -> None:
    """For the plan that does not know what it is given, and with statistics of a company of some size."""
    with database() as url:
        engine = PostgresEngine(url)
        migrate(engine)
        engine.close()
        with psycopg.connect(url, autocommit=True) as link:
            for setting in SETTINGS:
                link.execute(f"SET {setting}".encode())
            _fill(link)
            for setting in FOR_MANY_ROWS:
                link.execute(f"SET {setting} = off".encode())
            names = STATEMENTS.keys() - EXCEPTIONS.keys() - ON_POSTGRES.keys()
            found = {name: scans for name in sorted(names) if (scans := list(_postgres_scans(link, STATEMENTS[name])))}
    assert found == {}


def _fill(link: psycopg.Connection[tuple[str, ...]]) -> None:
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in link.execute(COLUMNS.encode()).fetchall():
        tables.setdefault(table, {})[column] = VALUES.get(column) or _value(column, kind)
    for table, columns in tables.items():
        names, values = ", ".join(f'"{name}"' for name in columns), ", ".join(columns.values())
        rows = f'INSERT INTO "{table}" ({names}) SELECT {values} FROM generate_series(1000, 4000) n'
        link.execute(f"{rows} ON CONFLICT DO NOTHING".encode())
    link.execute(b"ANALYZE")


def _value(column: str, kind: str) -> str:
    if column in TIMES:
        return "to_char(DATE '2024-01-01' + (n % 900)::int, 'YYYY-MM-DD')"
    return "n % 997" if kind == "bigint" else "'x' || n"


def _postgres_scans(link: psycopg.Connection[tuple[str, ...]], sql: str) -> Iterator[str]:
    names = list(dict.fromkeys(PARAMETER.findall(sql)))
    numbered = PARAMETER.sub(lambda found: f"${names.index(found[1]) + 1}", sql)
    link.execute(("PREPARE it AS " + numbered.replace("COLLATE BINARY", 'COLLATE "C"')).encode())
    given = f"({', '.join(['NULL'] * len(names))})" if names else ""
    lines = [row[0].strip() for row in link.execute(f"EXPLAIN (COSTS OFF) EXECUTE it{given}".encode())]
    link.execute(b"DEALLOCATE it")
    for line, condition in zip(lines, [*lines[1:], ""], strict=True):
        read = re.search(r"(Seq|Index|Index Only) Scan.*? on (\w+)", line)
        known = condition.startswith("Index Cond") and not ALL_OF_A_COMPANY.fullmatch(condition)
        if read and read[2] not in SMALL and not known:
            yield f"{line} {condition}"
