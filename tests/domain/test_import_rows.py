"""The rows of a file: which of them may be accounts, and what became of them on the whole."""

from __future__ import annotations

import json
from dataclasses import asdict

from bot.domain.import_rows import ImportResult, ImportRow, UnreadCell, sift
from tests.dialog import TUESDAY


def test_rows_keep_their_places_when_some_are_left_out() -> None:
    """An import that broke off counts the rows of the file, not those that may be accounts."""
    rows = [ImportRow(name="A", line=2), ImportRow(name="", line=3), ImportRow(name="A", line=4), ImportRow(name="B")]
    sifted = sift(rows, TUESDAY)
    assert [rows[0], None, None, rows[3]] == sifted.rows
    assert [(3, "it has no name"), (4, "line 2 has the same name, A")] == [
        (each.line, each.reason) for each in sifted.found.skipped_rows
    ]


def test_what_was_found_in_portions_adds_up_in_the_order_of_the_file() -> None:
    """After it was kept as JSON."""
    first, second = ImportResult(new=1, updated=2), ImportResult(new=3, unchanged=4)
    first.skip(ImportRow(name="Late", line=9), "why")
    second.skip(ImportRow(name="Early", line=3), "why not")
    second.leave_out(ImportRow(name="Early", line=3), "value", "x", "no amount")
    total = ImportResult.total(ImportResult.of(json.loads(json.dumps(asdict(each)))) for each in (first, second))
    assert (4, 2, 4, 2, 12) == (total.new, total.updated, total.unchanged, total.skipped, total.rows)
    assert [3, 9] == [each.line for each in total.skipped_rows]
    assert [UnreadCell(3, "value", "x", "no amount")] == total.unread
