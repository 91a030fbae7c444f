"""Files of accounts as people export them: code pages, separators, quotes, and bytes that are no table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.import_columns import NoAccounts
from bot.cli.import_encodings import decoded
from bot.cli.import_file import MOST_BYTES, chosen_columns, read_accounts, table_of
from bot.cli.import_table import AccountTable, read_table
from bot.errors import ConfigError

PLAIN = {
    "en": "id;name;owner;place;value;last contact",
    "da": "kundenr;kunde;sælger;by;omsætning;sidste kontakt",
    "nb": "kundenr;firma;selger;sted;omsetning;siste kontakt",
    "sv": "kundnummer;företag;säljare;ort;omsättning;senaste kontakt",
    "pl": "nr klienta;nazwa;handlowiec;miasto;obrót;ostatni kontakt",
    "de": "kundennr;firma;zuständig;ort;umsatz;letzter kontakt",
}
ENCODED = [
    (language, encoding)
    for language in PLAIN
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250")
    if (language, encoding) not in {("pl", "cp1252"), ("da", "cp1250"), ("nb", "cp1250")}
]
"""Each encoding with the languages whose letters it has."""


def _read(raw: bytes) -> AccountTable:
    return read_table(table_of(decoded(raw)[0]))


def _names(raw: bytes) -> list[str]:
    return [row.name for row in _read(raw).rows if not row.fault]


@pytest.mark.parametrize(("language", "encoding"), ENCODED)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_plain_file_of_any_language_and_encoding_is_read(language: str, encoding: str, separator: str) -> None:
    """The header is in one language; amounts have hard spaces or decimal commas."""
    name = "Łódzkie Okna" if encoding != "cp1252" else "Ødegård Vin"
    header = PLAIN[language].replace(";", separator)
    amount = "7\u00a0000\u00a0000" if separator == "," else "7 000 000,50"
    cells = separator.join(["7", name, "BO", "Gdynia", amount, "14.10.2026"])
    (row,) = _read(f"{header}\r\n{cells}\r\n".encode(encoding)).rows
    assert ("7", name, "BO", "Gdynia") == (row.external, row.name, row.owner, row.place)
    assert (7_000_000, date(2026, 10, 14)) == (row.value, row.contact)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (b"sep=;\r\nname;owner\r\nAcme Two;bo\r\n", ["Acme Two"]),
        (b"SEP=|\nname|owner\nPipe|bo\n", ["Pipe"]),
        (b"\n\nname\nOne\n", ["One"]),
        (b'name\n"Two\nlines"\n', ["Two lines"]),
        (b'name;owner\n"Quote ""Q"" ApS";\n', ['Quote "Q" ApS']),
        (b'name;owner\n"Semi; colon AS";bo\n', ["Semi; colon AS"]),
        (b"name\nNul\x00Byte\n", ["Nul Byte"]),
        (b"owner|name\nbo|Pipe\n", ["Pipe"]),
        (b"name;owner\nShort\n", ["Short"]),
        (b"name\n=1+1\n", ["=1+1"]),
        (b"name\rOld Mac\r", ["Old Mac"]),
        ("\ufeffName\nAcme\n".encode(), ["Acme"]),
    ],
)
def test_an_odd_file_is_read_as_it_was_meant(raw: bytes, names: list[str]) -> None:
    """A named separator, blank lines first, line breaks and quotes in cells, rows that are too short."""
    assert names == _names(raw)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("nazwa;opiekun\nŁódzkie Okna;Świętosława", "cp1250"),
        ("kunde;by\nBrødrene Ågård;Ærø", "cp1252"),
        ("name\nCafé Zoë", "utf-8"),
        ("name\nŁódź", "utf-16-le"),
        ("name\nŁódź", "utf-16-be"),
    ],
)
def test_letters_come_out_as_they_were_written(text: str, encoding: str) -> None:
    """The letters tell the two Windows code pages apart; UTF-16 is known by its mark."""
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    assert text == decoded((mark + text).encode(encoding))[0]


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\x00\x01\x02", bytes(range(256)) * 4, b"a;b\n1;2\n", b'name\n"' + b"x" * 200_000 + b'"\n']
)
def test_what_is_no_table_of_accounts_is_refused_with_a_sentence(raw: bytes) -> None:
    """Whatever the bytes, the operator never sees a stack trace."""
    with pytest.raises(NoAccounts, match=r"[a-z]+.*[.]$"):
        _names(raw)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_accounts_or_a_sentence(raw: bytes) -> None:
    """A header and then anything."""
    try:
        assert all(isinstance(name, str) for name in _names(b"name;owner\n" + raw))
    except NoAccounts as error:
        assert str(error)


def test_the_line_that_breaks_the_table_is_named(tmp_path: Path) -> None:
    """A cell of more than 131,072 characters, which is what an unclosed quote makes of the rest of a file."""
    file = tmp_path / "accounts.csv"
    file.write_bytes(b'name;owner\nFirst;bo\n"' + b"x" * 200_000)
    with pytest.raises(ConfigError, match=r"Line 3 has a cell of more than 131,072 characters"):
        read_accounts(file, {})


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With the system's own reason."""
    with pytest.raises(ConfigError, match=r"none\.csv cannot be read: No such file"):
        read_accounts(tmp_path / "none.csv", {})


def test_a_header_can_be_chosen(tmp_path: Path) -> None:
    """`--map name=a` reads the names from the column that is headed a."""
    file = tmp_path / "accounts.csv"
    file.write_text("a;b\nx;2\n")
    with pytest.raises(ConfigError, match="--map name=HEADER"):
        read_accounts(file, {})
    assert ["x"] == [row.name for row in read_accounts(file, chosen_columns(["name=a"])).rows]


@pytest.mark.parametrize("pair", ["name", "name=", "fax=Tel", "=x", ""])
def test_a_map_of_something_unknown_names_the_fields(pair: str) -> None:
    """Field and header, or nothing."""
    with pytest.raises(ConfigError, match="write FIELD=HEADER with external, name, owner, contact, place, value"):
        chosen_columns([pair])


def test_a_file_that_is_too_large_is_refused_before_it_is_read_to_the_end(tmp_path: Path) -> None:
    """Its size is bounded while it is read, so that a file without end is refused as well."""
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    for path in (tmp_path / "huge.csv", Path("/dev/zero")):
        with pytest.raises(ConfigError, match="cannot be read: File too large"):
            read_accounts(path, {})


@pytest.mark.parametrize("pair", ["name=Nope", "owner=Nope", "value=Annual Revenue"])
def test_a_map_of_a_column_that_is_not_read_is_refused(tmp_path: Path, pair: str) -> None:
    """A header that the file lacks is named with those that it has; the customer's own revenue is never ours."""
    file = tmp_path / "a.csv"
    file.write_text("name,kunde2,Annual Revenue\nAcme,Bergen,7\n")
    with pytest.raises(ConfigError, match=f"--map {pair}: .*(kunde2|own revenue)"):
        read_accounts(file, chosen_columns([pair]))
