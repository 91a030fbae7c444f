"""What an import did or would do, line by line, for the person who looks at it before it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from bot.domain.import_rows import ImportRow
from bot.domain.import_runs import ImportRun, RunState
from bot.records import record

SHOWN = 40
"""Rows and cells that are named in words; --json names all."""
SAMPLES = 3
COUNTS = ("rows", "new", "updated", "unchanged", "skipped", "owners_unknown", "owners_unclear", "undone", "number")


@record(kw_only=True)
class ReportPart:
    """A part of a report: its lines, and the same as rows where it is a table."""

    lines: Sequence[str]
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = ()


def import_report(answer: Mapping[str, Any], rows: Sequence[ImportRow], *, apply: bool) -> Iterator[ReportPart]:
    """Yield what an import did: the counts, what was read as what, and each row and cell that was not read."""
    yield ReportPart(
        lines=["  ".join(f"{name} {answer[name]}" for name in COUNTS if answer.get(name) not in (None, []))]
    )
    if "mapping" in answer:
        yield from _read(answer)
    if not apply:
        left_out = {row["line"] for row in answer.get("skipped_rows", ())}
        read = list(islice((row for row in rows if row.line not in left_out), SAMPLES))
        yield ReportPart(
            lines=[f"for example {_sample(row)}" for row in read],
            columns=("line", "id", "name", "owner", "place", "contact", "value", "phone", "person"),
            rows=[(row.line, *_cells(row)) for row in read],
        )
    skipped, unread = answer.get("skipped_rows", ()), answer.get("unread", ())
    yield from _named(
        [f"line {row['line']}, “{row['name']}”: skipped: {row['reason']}" for row in skipped],
        ("line", "skipped", "why"),
        [[*row.values()] for row in skipped],
    )
    yield from _named(
        [f"line {each['line']}, {each['column']} “{each['cell']}”: not read" for each in unread],
        ("line", "column", "not read"),
        [[*each.values()] for each in unread],
    )
    if not apply:
        yield ReportPart(lines=["Nothing was stored: add --apply to import."])


def _named(lines: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[ReportPart]:
    """Yield the first of a list, and how many more there are."""
    yield ReportPart(lines=lines[:SHOWN], columns=columns, rows=rows[:SHOWN])
    if len(lines) > SHOWN:
        yield ReportPart(lines=[f"… and {len(lines) - SHOWN} more: --json lists them all."])


def goes_on(run: ImportRun) -> Iterator[str]:
    """Yield that an import broke off before, if it did."""
    if run.done:
        yield f"Import {run.number} of {run.file} goes on: {run.done} of {run.rows} rows were stored before."


def unfinished_lines(runs: Iterable[ImportRun]) -> Iterator[str]:
    """Yield which imports are half stored or half taken back, and what to type."""
    for run in runs:
        what = f"import {run.number} of {run.file or 'a file'}, {run.at:%Y-%m-%d %H:%M} UTC"
        if run.state is RunState.OPEN:
            yield (
                f"{what}, has {run.done} of {run.rows} rows stored: "
                f"the same file with --apply goes on, --undo {run.number} takes them back."
            )
        elif run.state is RunState.UNDOING:
            yield f"{what}, is half taken back: --undo {run.number} goes on."


def run_row(run: ImportRun) -> tuple[str, ...]:
    """Return an import as the list of them shows it."""
    state = {
        RunState.OPEN: f"{run.done} of {run.rows} rows stored",
        RunState.DONE: f"{run.rows} rows",
        RunState.UNDOING: "half taken back",
        RunState.UNDONE: "taken back",
    }
    return str(run.number), f"{run.at:%Y-%m-%d %H:%M}", run.file or "–", run.digest[:12] or "–", state[run.state]


def _read(answer: Mapping[str, Any]) -> Iterator[ReportPart]:
    """Yield which columns were read as what, which were not, and in which code page the file was taken to be."""
    read = [(known, " + ".join(headers)) for known, headers in answer["mapping"].items()]
    yield ReportPart(
        lines=["read: " + "  ".join(f"{known} = {headers}" for known, headers in read)],
        columns=("read as", "column"),
        rows=read,
    )
    if answer["ignored"]:
        yield ReportPart(lines=[f"not read: {', '.join(answer['ignored'])} (--map FIELD=HEADER reads one)"])
    if not answer["encoding"].startswith("utf"):
        encoding = f"encoding: {answer['encoding']}: look at the names before you store them (--encoding sets another)"
        yield ReportPart(lines=[encoding])


def _sample(row: ImportRow) -> str:
    """Return a row as it is read."""
    return f"line {row.line}: {' · '.join(str(cell) for cell in _cells(row) if cell != '')}"


def _cells(row: ImportRow) -> tuple[object, ...]:
    cells = (row.external, row.name, row.owner, row.place, row.contact, row.value, row.phone, row.contact_person)
    return tuple("" if cell is None else cell for cell in cells)
