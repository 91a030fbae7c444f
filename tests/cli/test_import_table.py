"""Accounts as other programs and spreadsheets write them: each cell, column and row is read as meant, or named."""

from __future__ import annotations

from datetime import date

import pytest

from bot.cli.import_columns import NoAccounts
from bot.cli.import_encodings import decoded
from bot.cli.import_file import table_of
from bot.cli.import_table import AccountTable, read_table


def _read(raw: str | bytes) -> AccountTable:
    return read_table(table_of(decoded(raw if isinstance(raw, bytes) else raw.encode())[0]))


def _column(header: str, *cells: str) -> AccountTable:
    return read_table([["name", header], *([f"A{number}", cell] for number, cell in enumerate(cells))])


# letters


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name;owner\nØdegård AS;anna", "utf-16-le"),
        ("name;owner\nØdegård AS;anna", "utf-16-be"),
        ("name;owner\nŁódź;anna", "utf-32-le"),
        ("name;owner\nŁódź;anna", "utf-32-be"),
        ("name\nØdegård AS", "cp850"),
        ("name\nSmørrebrød", "cp850"),
        ("name\nMüller", "cp850"),
        ("name\nŁódź Śledź", "cp852"),
        ("name\nŁódź Żagle\nŚwit", "iso8859-2"),
        ("name\nÅse Bø\nGöran", "mac-roman"),
        ("name\nCafé Crème\nÊtre", "cp1252"),
        ("name\nO’Brien – Kari’s", "cp1252"),
        ("name\nNæs", "cp1252"),
        ("name\nZięba", "cp1250"),
        ("name\nSeñor Crème", "cp1252"),
        ("name\nDvořák Česká\nPříbor Žižka", "cp1250"),
        ("navn;ejer\nBø Bygg;anna", "mac-roman"),
        ("navn;ejer\nKøbmand;anna", "cp850"),
        ("namn;ägare\nFack;anna", "cp850"),
        ("namn;ort\nBygg;Malmö", "cp850"),
        ("Firma;Ort\nKöln AG;x", "mac-roman"),
        ("nazwa;miasto\nPiotr;Zamość", "mac-latin2"),
        ("name;value\nAcme;1\u00a0000", "mac-roman"),
        ("name;value\nBø;10 €", "iso8859-15"),
        ("name;value\nBø;10 €", "cp858"),
        ("tytuł ąęłśćź żółć\nnazwa;opiekun\nŁódź;anna", "utf-16-le"),
    ],
)
def test_letters_of_old_programs_come_out_as_they_were_written(text: str, encoding: str) -> None:
    """Without a mark; which encoding it was, the report says."""
    assert (text, encoding) == decoded(text.encode(encoding))


@pytest.mark.parametrize("end", [b"Caf\xe9;bo\n", b"R\xc3"])
def test_one_broken_letter_garbles_one_name(end: bytes) -> None:
    """A single byte of another program, and a file that was cut within a letter: the others are as written."""
    rows = _read("name;owner\nØdegård AS;anna\nŁódź Żagle;bo\n".encode() + end).rows
    assert ["Ødegård AS", "Łódź Żagle"] == [row.name for row in rows if not row.fault]
    assert [(4, "its name has a letter that is broken")] == [(row.line, row.fault) for row in rows if row.fault]


def test_a_broken_letter_in_another_column_is_named() -> None:
    """The account comes in without it."""
    (row,) = _read("name;owner\nØdegård Blåbær;".encode() + b"J\xf8rn").rows
    assert ("Ødegård Blåbær", "", "") == (row.name, row.owner, row.fault)
    assert [(2, "owner", "J\ufffdrn")] == [(each.line, each.column, each.cell) for each in row.unread]


@pytest.mark.parametrize("name", ["Ødegård Blåbær", "Łódź Żagle", "Café Ærø"])
def test_a_file_that_was_encoded_twice_is_put_right(name: str) -> None:
    """A program took UTF-8 for Windows-1252 and stored it so; one that is as it should be stays so."""
    once = f"name\n{name}".encode()
    twice = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in once).encode()
    assert [f"name\n{name}"] * 2 == [decoded(once)[0], decoded(twice)[0]]
    assert decoded(twice)[1] == "UTF-8 twice over"


@pytest.mark.parametrize("program", ["cp1252", "latin-1", "cp850", "mac-roman"])
@pytest.mark.parametrize("name", ["Ødegård Vin", "Søn & Bæk"])
def test_a_cell_that_was_encoded_twice_is_put_right(program: str, name: str) -> None:
    """One program's rows among others that are as they should be."""
    twice = name.encode().decode(program)
    assert ["Ærø", name] == [row.name for row in _read(f"name;owner\nÆrø;anna\n{twice};bo\n").rows]


def test_lines_in_unicode_and_in_a_code_page_are_read_each_in_its_own() -> None:
    """Two exports that somebody put together."""
    raw = "navn;ejer\nØdegård;a\nLund;c\n".encode() + "Åse;d\nBrødr Ø;e\n".encode("cp1252")
    assert ("cp1252 and utf-8", ["Ødegård", "Lund", "Åse", "Brødr Ø"]) == (
        decoded(raw)[1],
        [row.name for row in _read(raw).rows],
    )


def test_signs_that_nobody_sees_are_the_letters_that_they_were() -> None:
    """Quotes of Windows-1252 as Latin-1; a substitute stands for a letter that is lost, at the end for nothing."""
    rows = _read("name;owner\nO\x92Brien \x96 Sons;a\nR\x1adne;b\n\x1a").rows
    assert ["O’Brien – Sons", "R\ufffddne"] == [row.name for row in rows]
    assert ["", "its name has a letter that is broken"] == [row.fault for row in rows]


def test_letters_that_became_question_marks_are_named() -> None:
    """Nobody can tell which they were."""
    (note,) = _read("name;owner\n?deg?rd;a\nWho?;b\n").notes
    assert note.startswith("line 2 has “?” within a name")


def test_letters_of_no_encoding_are_refused() -> None:
    """Nothing is guessed that no name would hold."""
    for text, encoding in (("name\nЗавод", "koi8-r"), ("name\n北京公司", "gbk")):
        with pytest.raises(NoAccounts, match="save it as CSV UTF-8"):
            _read(text.encode(encoding))


# amounts and days


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["512.770000", "1000.000000"], [512, 1000]),
        (["1250,500", "250,500"], [1250, 250]),
        (["1.250.000", "250.500"], [1_250_000, 250_500]),
        (["$1,000.00", "1.000,-", "1'000", "kr. 1.000:-"], [1000] * 4),
        (["1.250", "3.5", "12.00"], [None, 3, 12]),
        (["1,250", "1 000,00"], [None, 1000]),
        (["1,250.000", "250.500"], [1250, 250]),
        (["1.250", "7,5", "2.500,00"], [1250, 7, 2500]),
        (["1.25E+06", "1,2 mio", "450k"], [1_250_000, 1_200_000, 450_000]),
    ],
)
def test_amounts_of_a_column_are_read_in_one_way(cells: list[str], values: list[int | None]) -> None:
    """Decimals of any length, currencies, powers of ten and words; what may be two amounts is none."""
    assert values == [row.value for row in _column("value", *cells).rows]


@pytest.mark.parametrize("cell", ["-1000", "abc", "12,34,567", "1e309"])
def test_an_amount_that_is_none_is_named(cell: str) -> None:
    """With its line and its column."""
    (row,) = _column("value", cell).rows
    assert row.value is None
    assert [(2, "value", cell)] == [(each.line, each.column, each.cell) for each in row.unread]


def test_a_column_that_writes_the_month_first_is_read_so() -> None:
    """One cell tells for all of them."""
    rows = _column("last activity date", "03/04/2026", "12/25/2025", "01/31/2026").rows
    assert [date(2026, 3, 4), date(2025, 12, 25), date(2026, 1, 31)] == [row.contact for row in rows]


def test_a_column_that_contradicts_itself_is_day_first() -> None:
    """What is no day then is named."""
    rows = _column("last activity date", "03/04/2026", "25/12/2025", "01/31/2026").rows
    assert [date(2026, 4, 3), date(2025, 12, 25), None] == [row.contact for row in rows]
    assert ["01/31/2026"] == [each.cell for row in rows for each in row.unread]


@pytest.mark.parametrize(
    "cell",
    ["24.11.26", "24 Nov 2026", "24. nov. 2026", "24 listopada 2026", "Nov 24, 2026", "20261124", "2026-11-24T09:00"],
)
def test_days_of_every_shape_are_read(cell: str) -> None:
    """Short years and names of months in every language."""
    assert [date(2026, 11, 24)] == [row.contact for row in _column("last activity date", cell).rows]


@pytest.mark.parametrize("cell", ["0001-01-01", "45000", "soon"])
def test_a_day_that_is_none_is_named(cell: str) -> None:
    """Also what a program writes for no day at all."""
    (row,) = _column("last activity date", cell).rows
    assert (None, [cell]) == (row.contact, [each.cell for each in row.unread])


# ids and names


@pytest.mark.parametrize("cell", ["-", "N/A", "0", "#N/A", "(blank)", "null", "1,23457E+11"])
def test_what_stands_for_nothing_is_no_id(cell: str) -> None:
    """Two customers do not become one by it."""
    assert ["", ""] == [row.external for row in read_table([["id", "name"], [cell, "A"], [cell, "B"]]).rows]


@pytest.mark.parametrize("cell", ["#N/A", "(blank)", "-"])
def test_what_stands_for_nothing_is_no_name(cell: str) -> None:
    """The row is named."""
    assert [(cell, "its name stands for nothing")] == [(r.name, r.fault) for r in read_table([["name"], [cell]]).rows]


def test_cells_are_unwrapped() -> None:
    """A spreadsheet's way to keep zeros, and the letters of a web page."""
    for text in (
        'id,name\n"=""0012""",O&#039;Brien &amp; S&oslash;n AS',
        "id;name\n0012;O&#039;Brien &amp; S&oslash;n AS",
    ):
        (row,) = _read(text).rows
        assert ("0012", "O'Brien & Søn AS") == (row.external, row.name)


# columns


@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        ("Name;Company;Owner\nJens Hansen;A One;anna", "A One", "anna"),
        ("Konto;Navn;Ejer\n5600;A One;anna", "A One", "anna"),
        ("Owner;Company name;Company owner\nbo;A One;anna", "A One", "anna"),
        ("Name;Account Name;Owner\nRenewal 2026;A One;anna", "A One", "anna"),
        ("Virksomhedsnavn;Assigned to\nA One;anna", "A One", "anna"),
    ],
)
def test_of_two_columns_the_company_wins(text: str, name: str, owner: str) -> None:
    """Not a contact person, a deal, a number or the deal's owner; the other one is said to be left out."""
    read = _read(text)
    assert [(name, owner)] == [(row.name, row.owner) for row in read.rows]
    assert len(text.partition("\n")[0].split(";")) == sum(map(len, read.mapping.values())) + len(read.ignored)


def test_a_chosen_column_is_the_only_one_of_its_field() -> None:
    """Whatever else might hold it."""
    table = read_table([["Name", "Company"], ["Jens", "A One"]], {"name": "Name"})
    assert (["Jens"], {"name": ["Name"]}, ["Company"]) == (
        [row.name for row in table.rows],
        table.mapping,
        table.ignored,
    )


def test_what_was_read_as_what_is_told() -> None:
    """And which columns say nothing to us."""
    read = _read("Kundenr.;Firma;Billing City;value (DKK, net);Ansatte;Annual Revenue\n7;A;Oslo;5;40;9")
    assert {"external": ["Kundenr."], "name": ["Firma"], "place": ["Billing City"], "value": ["value (DKK, net)"]} == (
        read.mapping
    )
    assert ["Ansatte", "Annual Revenue"] == read.ignored


@pytest.mark.parametrize(
    "text",
    [
        "name;owner;value (DKK, excl. VAT, last year, net)\nA One;anna;1000",
        "name;a,b\nA One;x",
        '"sep=;"\nname;owner\nA One;anna',
        "sep=;;\nname;owner\nA One;anna",
        "sep=;\nname;owner\nA One;anna",
        '"owner", "name"\n"anna", "A One"',
    ],
)
def test_the_separator_is_the_one_under_which_the_headers_are_known(text: str) -> None:
    """Or the one that the first line names, in each of the ways in which spreadsheets write it."""
    assert ["A One"] == [row.name for row in _read(text).rows]


# rows


@pytest.mark.parametrize(
    "text", ["name,owner\nA One, Inc,anna", "name;owner;city\nSmith; Sons;anna;Oslo", "id,name,owner\n17,Tak, Rens,bo"]
)
def test_a_row_longer_than_its_header_is_no_account(text: str) -> None:
    """Nobody can tell which cell is which; empty cells at the end are none."""
    assert [2] == [row.line for row in _read(text).rows if "more cells" in row.fault]
    assert [""] == [row.fault for row in _read("name;owner\nA;anna;;").rows]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('"Account Name","Account Owner"\n"A One","anna"\n\n\n"Accounts report"\n"Confidential Information"\n', [5, 6]),
        ("klient;opiekun;obrót\nA One;anna;1000\nRazem;;1000", [3]),
        ("name;owner\nA One;anna\nName;Owner\nB Two;bo", [3]),
        ("name;owner\nA One;anna\nTotal;bo", []),
        ("name;owner\nA One\n\nB Two", []),
        ("sep=;\nname;owner\nA One;anna\n\nEnd of report", [5]),
        ('name;place\r\n"A";"Street 1\r\nOslo"\r\nB;\r\n', []),
    ],
)
def test_footers_totals_and_headers_are_no_accounts(text: str, lines: list[int]) -> None:
    """They are named by the line on which they stand; a company that is called Total has an owner."""
    assert lines == [row.line for row in _read(text).rows if row.fault]


def test_the_line_is_that_of_the_file() -> None:
    """Also behind a cell of several lines."""
    assert [2, 5] == [row.line for row in _read('name;place\nA;"Street 1\nFloor 2\nOslo"\nB;Bergen').rows]


@pytest.mark.parametrize(
    "text", ['name;owner\nA;anna\n"C Three;anna\nD Four;bo\n', 'name;owner\nA;anna\n"C Three;anna']
)
def test_a_quote_that_is_never_closed_is_named_with_its_line(text: str) -> None:
    """It would make one account of the rest of the file."""
    with pytest.raises(NoAccounts, match="Line 3 opens a quote"):
        _read(text)


def test_a_quote_that_is_closed_in_a_later_row_makes_no_account() -> None:
    """The rows between are named together, by their first line."""
    rows = _read('name;owner\n"A;anna\nB;"anna\nC;bo\n').rows
    assert [(2, True), (4, False)] == [(row.line, "quote" in row.fault) for row in rows]
