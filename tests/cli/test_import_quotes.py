"""Quotes that a program did not double, or that hold a whole line."""

from __future__ import annotations

import pytest

from bot.cli.import_columns import NoAccounts
from bot.cli.import_file import table_of
from bot.cli.import_table import read_table


def _names(text: str) -> list[str]:
    return [row.name for row in read_table(table_of(text)).rows if not row.fault]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('name;owner\n"B "the best" AS";y\n"C ""ok"" AS";z\n', ['B "the best" AS', 'C "ok" AS']),
        ('"name";"owner"\n""Hi" AS";"y"\n"Say "Lo"";"z"\n', ['"Hi" AS', 'Say "Lo"']),
        ('name,owner\n"B "best, of" AS",y\n', ['B "best, of" AS']),
        ('name,owner\n"A \\"the best\\" AS",x\n"C:\\",y\n', ['A "the best" AS', "C:\\"]),
        ('"name","owner"\n"\\"Hi\\" AS","x"\n"Lo \\"x\\"","y"\n', ['"Hi" AS', 'Lo "x"']),
        ('name,owner\n"C:\\Kunder\\",x\n', ["C:\\Kunder\\"]),
        ('name;owner\n"Acme" Bygg AS;x\n', ["Acme Bygg AS"]),
        ('name;place\n"5"" rør AS";"Gate 1\n""B"" x\nOslo"\nC;d\n', ['5" rør AS', "C"]),
        ('name;owner\nRør 6" AS;x\n"A" ; "x"\n', ['Rør 6" AS', "A"]),
    ],
)
def test_quotes_within_a_cell_are_its_own(text: str, names: list[str]) -> None:
    """Doubled or not, with a backslash or without; what is well written stays as it is."""
    assert names == _names(text)


@pytest.mark.parametrize(
    "text",
    ['"name;owner"\n"A;x"\n"B ""q"" AS;y"\n', '"name,owner,"\n"A,x,"\n"B ""q"" AS,y,"\n', '"name;owner";\n"A;x";\n"B ""q"" AS;y";\n'],
)  # fmt: skip
def test_lines_in_quotes_are_rows(text: str) -> None:
    """A spreadsheet that took each line for one cell quotes it."""
    assert ["A", 'B "q" AS'] == _names(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name;owner\nA;x\nB;" + "y" * 200_000, "Line 3 has a cell of more than 131,072 characters."),
        (
            'name;owner\n"A;x\n' + "B;y\n" * 50_000,
            "Line 2 has a cell .*, or a quote in it that is not closed by line 3",
        ),
    ],
)
def test_a_cell_without_end_is_named_by_the_line_on_which_it_begins(text: str, sentence: str) -> None:
    """A quote that is never closed makes one cell of the rest of a large file."""
    with pytest.raises(NoAccounts, match=sentence):
        _names(text)


@pytest.mark.parametrize(
    "text", ["sep=^\nname^owner\nA^x\n", "sep=,\nname;owner\nA;x\n", 'sep=;\n"name";"owner"\n"A";"x"\n']
)
def test_a_declared_separator_is_taken_where_it_separates(text: str) -> None:
    """Whatever sign it is; one that is wrong is not."""
    assert ["A"] == _names(text)
