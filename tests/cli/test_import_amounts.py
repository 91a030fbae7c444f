"""Amounts whose unit stands in the header of their column."""

from __future__ import annotations

import pytest

from bot.cli.import_amounts import scale_of
from bot.cli.import_columns import field_of
from bot.cli.import_table import read_table


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("Omsætning (tkr)", 1000), ("omsætning i tkr", 1000), ("Omsætning (1.000 kr)", 1000), ("Omsetning [1000 NOK]", 1000),
        ("Umsatz (T€)", 1000), ("Umsatz in TEUR", 1000), ("Umsatz (in Tsd. €)", 1000), ("Omsättning KSEK", 1000),
        ("obrót (tys. zł)", 1000), ("value (k)", 1000), ("Value in thousands", 1000), ("value ('000)", 1000),
        ("Omsætning (tkr, excl. moms)", 1000), ("Omsetning MNOK", 10**6), ("Omsetning (i mill.)", 10**6),
        ("Umsatz Mio. €", 10**6), ("obrót w mln zł", 10**6), ("value (DKK)", 1), ("Omsætning DKK", 1), ("value", 1),
        ("value (DKK, excl. VAT, last year, net)", 1), ("Omsætning (m. moms)", 1), ("Omsætning (md)", 1), ("value in DKK", 1),
    ],
)  # fmt: skip
def test_the_unit_of_a_column_is_known(header: str, scale: int) -> None:
    """In brackets, behind a preposition or bare, in every language; what is no unit is none."""
    assert ("value", scale) == (field_of(header), scale_of(header))


@pytest.mark.parametrize(
    ("header", "cells", "values"),
    [
        ("value (tkr)", ["1.250", "1.250,5", "500", "1,2 mio"], [1_250_000, 1_250_500, 500_000, 1_200_000]),
        ("Umsatz (Mio. €)", ["1,25", "0,5", "12", "300 TEUR"], [1_250_000, 500_000, 12_000_000, 300_000]),
        ("Umsatz (Mio. €)", ["1.250", "3"], [None, 3_000_000]),
    ],
)
def test_each_number_counts_as_its_header_says(header: str, cells: list[str], values: list[int | None]) -> None:
    """A cell with a unit of its own has that; three digits behind one mark may be two amounts among millions."""
    table = read_table([["name", header], *([f"A{number}", cell] for number, cell in enumerate(cells))])
    assert values == [row.value for row in table.rows]
    assert any("each number counts" in note for note in table.notes)


@pytest.mark.parametrize("header", ["Omsætning 2025", "value %", "Annual revenue (tkr)", "Sales reps"])
def test_what_is_another_column_is_not_read(header: str) -> None:
    """A year, a share, the customer's own revenue."""
    assert field_of(header) != "value"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("abc", "it is no amount"), ("-1000", "it is below zero"), ("(1.000)", "it is below zero"), ("1000-", "it is below zero"),
        ("12,5 %", "it is a share, and no amount"), ("1" * 16, "it is too large"), ("1.250 mio", "it may be two amounts"),
    ],
)  # fmt: skip
def test_why_an_amount_is_not_read_is_said(cell: str, reason: str) -> None:
    """In one sentence's end."""
    (row,) = read_table([["name", "value"], ["A", cell]]).rows
    assert [reason] == [each.reason for each in row.unread]
