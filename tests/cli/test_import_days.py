"""Days of a column: which of their numbers is the day, in whatever shape."""

from __future__ import annotations

from datetime import date

import pytest

from bot.cli.import_table import AccountTable, read_table


def _column(*cells: str, header: str = "last contact") -> AccountTable:
    return read_table([["name", header], *([f"A{number}", cell] for number, cell in enumerate(cells))])


@pytest.mark.parametrize(
    "cell",
    [
        "2025-1-4", "2025/1/4", "4. 1. 2025", "4.1.2025 r.", "4.1.2025r.", "'4.1.2025", "4\u20111\u20112025", "4/jan/2025",
        "4Jan2025", "4th January 2025", "4th of January 2025", "Saturday, January 4, 2025", "lørdag den 4. januar 2025",
        "Sa., 4.1.2025", "lør 4.1.2025", "sobota, 4 stycznia 2025", "4.1.2025 09.12.33", "2025-01-04T23:30:00.000+0000",
    ],
)  # fmt: skip
def test_a_day_is_read_in_whatever_shape(cell: str) -> None:
    """With a weekday or an article in front, a time of day behind, one digit, spaces."""
    assert [date(2025, 1, 4)] == [row.contact for row in _column(cell).rows]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["25-10-14", "25-11-30"], [date(2025, 10, 14), date(2025, 11, 30)]),
        (["14-10-25", "30-11-25"], [date(2025, 10, 14), date(2025, 11, 30)]),
        (["25-10-31", "26-01-02"], [date(2025, 10, 31), date(2026, 1, 2)]),
        (["25-10-14"], [date(2025, 10, 14)]),
        (["14-10-25"], [date(2025, 10, 14)]),
        (["99-10-14", "25-11-30"], [None, date(2025, 11, 30)]),
    ],
)
def test_a_short_year_stands_first_where_the_days_then_lie_together(cells: list[str], days: list[date | None]) -> None:
    """As Swedish programs write them, between hyphens; 1999 is no last contact that anybody can tell from 2099."""
    assert days == [row.contact if row.contact and row.contact.year < 2027 else None for row in _column(*cells).rows]


@pytest.mark.parametrize("header", ["Last contact (MM/DD/YYYY)", "Sidste kontakt (mm/dd/åååå)"])
def test_a_header_says_that_the_month_is_first(header: str) -> None:
    """Where no cell tells; nothing is left to look at."""
    table = _column("03/04/2025", header=header)
    assert ([date(2025, 3, 4)], []) == ([row.contact for row in table.rows], table.notes)


def test_where_no_cell_tells_it_is_said_how_days_are_read() -> None:
    """The first one that may be two days, with what it is read as."""
    note = "“last contact”: 03/04/2025 is read as 2025-04-03, the day first: no cell tells."
    assert [note] == _column("05/05/2025", "03/04/2025").notes
    for cells in (["03/04/2025", "25/04/2025"], ["03/04/2025", "04/25/2025"], ["03.04.2025"], ["05/05/2025"]):
        assert [] == _column(*cells).notes


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("soon", "it is no day"), ("45000", "it is no day"), ("31.11.2025", "there is no such day"),
        ("01/01/1900", "it lies before 1970"), ("14.10.2025, 15.10.2025", "it holds two days"),
        ("14/10/2025 - 15/10/2025", "it holds two days"),
    ],
)  # fmt: skip
def test_why_a_day_is_not_read_is_said(cell: str, reason: str) -> None:
    """Two days in one cell are none, as nobody knows which is the last."""
    (row,) = _column(cell).rows
    assert (None, [reason]) == (row.contact, [each.reason for each in row.unread])


@pytest.mark.parametrize("cell", ["0000-00-00", "00.00.0000", "0000-00-00 00:00:00", "0"])
def test_a_day_of_zeros_says_nothing(cell: str) -> None:
    """A database writes it for no day at all, in each row: it is not named."""
    (row,) = _column(cell).rows
    assert (None, ()) == (row.contact, row.unread)
