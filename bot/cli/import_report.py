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
WORDS = 300
"""Characters of the owners' names that a line has."""


@record(kw_only=True)
class ReportPart:
    """A part of a report: its lines, and the same as rows where it is a table."""

    lines: Sequence[str]
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = ()


def import_report(answer: Mapping[str, Any], rows: Sequence[ImportRow], *, apply: bool) -> Iterator[ReportPart]:
    """Yield what an import did: the counts, what was read as what, and each row and cell that was not read."""
    yield ReportPart(
        lines=["  ".join(f"{name} {_cut(answer[name])}" for name in COUNTS if answer.get(name) not in (None, []))]
    )
    if "mapping" in answer:
        yield from _read(answer)
    if not apply:
        yield from _samples(answer, rows)
    changes, skipped, unread = (answer.get(name, ()) for name in ("changes", "skipped_rows", "unread"))
    yield from _named(
        [f"line {each['line']}, “{each['name']}”: {_changed(each['columns'])}" for each in changes],
        ("line", "updated", "what"),
        [[each["line"], each["name"], _changed(each["columns"])] for each in changes],
    )
    blank, named = _without_name(skipped)
    yield from _named(
        [
            *([blank] if blank else []),
            *(f"line {row['line']}, “{row['name']}”: skipped: {row['reason']}" for row in named),
        ],
        ("line", "skipped", "why"),
        [*([[blank.partition(":")[0], "", "it has no name"]] if blank else []), *([*row.values()] for row in named)],
    )
    yield from _named(
        [f"line {each['line']}, {each['column']} “{each['cell']}”: not read{_because(each)}" for each in unread],
        ("line", "column", "not read", "why"),
        [[*each.values()] for each in unread],
    )
    if not apply:
        yield ReportPart(lines=["Nothing was stored: add --apply to import."])


def _samples(answer: Mapping[str, Any], rows: Sequence[ImportRow]) -> Iterator[ReportPart]:
    """Yield the first rows as they are read; where the letters were guessed, the first that have some."""
    left_out = {row["line"] for row in answer.get("skipped_rows", ())}
    some = [row for row in rows if row.line not in left_out]
    guessed = _is_guessed(str(answer.get("encoding", "utf-8")))
    lettered = [row for row in some if not row.name.isascii()] if guessed else []
    read = list(islice(lettered or some, SAMPLES))
    yield ReportPart(
        lines=[f"for example {_sample(row)}" for row in read],
        columns=("line", "id", "name", "owner", "place", "contact", "value", "phone", "person"),
        rows=[(row.line, *_cells(row)) for row in read],
    )


def _without_name(skipped: Sequence[Mapping[str, Any]]) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """Return one line for all rows without a name, where there are several, and the other rows."""
    blank = [row["line"] for row in skipped if not row["name"]]
    if len(blank) < 2:
        return "", skipped
    which = f"lines {blank[0]} to {blank[-1]}" if blank[-1] - blank[0] < len(blank) else f"line {blank[0]} and others"
    return f"{which}, {len(blank)} rows: skipped: they have no name", [row for row in skipped if row["name"]]


def _changed(columns: Mapping[str, Sequence[str]]) -> str:
    """Return what would change, column by column."""
    return ", ".join(f"{name} {before or '–'} → {after}" for name, (before, after) in columns.items())


def _cut(fact: object) -> str:
    """Return a count, or a list of names of which there may be very many."""
    text = str(fact)
    return text if len(text) <= WORDS or not isinstance(fact, list) else f"{text[:WORDS]} …, {len(fact)} in all"


def _is_guessed(encoding: str) -> bool:
    return not encoding.startswith("utf")


def _because(unread: Mapping[str, Any]) -> str:
    """Return the reason for which a cell was not read, behind a colon; "" for one that an older version kept."""
    return f": {unread['reason']}" if unread["reason"] else ""


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
    if _is_guessed(answer["encoding"]):
        encoding = f"encoding: {answer['encoding']}: look at the names before you store them (--encoding sets another)"
        yield ReportPart(lines=[encoding])
    yield ReportPart(lines=[f"note: {each}" for each in answer["notes"]])


def _sample(row: ImportRow) -> str:
    """Return a row as it is read."""
    return f"line {row.line}: {' · '.join(str(cell) for cell in _cells(row) if cell != '')}"


def _cells(row: ImportRow) -> tuple[object, ...]:
    cells = (row.external, row.name, row.owner, row.place, row.contact, row.value, row.phone, row.contact_person)
    return tuple("" if cell is None else cell for cell in cells)
