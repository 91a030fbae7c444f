"""Files as programs and people really write them, byte by byte: what is read, and that all else is named."""

from __future__ import annotations

import pytest

from bot.cli.import_encodings import decoded
from bot.cli.import_file import table_of
from bot.cli.import_table import read_table
from bot.domain.import_rows import sift
from tests.dialog import TUESDAY

SHAPES: dict[str, tuple[bytes, str, str]] = {
    "a byte of another code page in two cells of a row": (
        "name;owner;place\nØdegård AS;anna;Ålesund\nCaf?;bo;?stby\n".encode().replace(b"?", b"\xe9"),
        "2 Ødegård AS anna Ålesund", "3 Caf\ufffd",
    ),
    "a file cut within its last letter": ("name;owner\nØdegård;bo\nR".encode() + b"\xc3", "2 Ødegård bo", "3 R\ufffd"),
    "a code page of DOS for Denmark and Norway": ("navn;sælger\nBæk & Søn;bo\n".encode("cp865"), "2 Bæk & Søn bo", ""),
    "UTF-16 without its mark, high byte first": ("name\towner\nØdegård\tanna\n".encode("utf-16-be"), "2 Ødegård anna", ""),
    "the line of a separator in UTF-16": ("sep=;\r\nname;owner\r\nAcme;anna\r\n".encode("utf-16"), "3 Acme anna", ""),
    "line breaks of an old Mac": (b"name;owner\rAcme;anna\rLund;bo\r", "2 Acme anna, 3 Lund bo", ""),
    "a report's title above the header": (
        b"Accounts report\nAs of 2026-11-24\n\nAccount Name;Account Owner\nAcme;anna\n", "5 Acme anna", "",
    ),
    "a header of two lines, in quotes": (b'"Account\nName";Owner\nAcme;anna\n', "3 Acme anna", ""),
    "headers with a star for what is required": ("Name\u00a0*;Owner *\nAcme;anna\n".encode(), "2 Acme anna", ""),
    "a customer who is called as a header": (b"name;owner\nFirma;anna\nName AS;bo\n", "2 Firma anna, 3 Name AS bo", ""),
    "a total with a count": (b"name;value\nAcme;100\nTotal: 2 rows;300\nTotal Bygg;5\n", "2 Acme 100, 4 Total Bygg 5", "3 Total: 2 rows"),
    "a copyright and rows without cells": (
        b'Account Name,Account Owner\nAcme,anna\n,\n"Copyright (c) 2026 a program"\n', "2 Acme anna", "3 , 4 Copyright (c) 2026 a program",
    ),
    "names that say that there is none": (
        b"name;owner\n<null>;bo\nikke angivet;bo\n(keine);bo\nNone the Wiser;bo\n", "5 None the Wiser bo",
        "2 <null>, 3 ikke angivet, 4 (keine)",
    ),
    "ids that a spreadsheet was told to keep": (b"id;name\n=\"0012\";A\n'0013;B\n1,2E+11;C\n", "2 0012 A, 3 0013 B, 4 C", "4 id 1,2E+11"),
    "what is owed": (b"name;value\nA;1.000-\nB;(1000)\nC;1.000,-\nD;12 000:-\n", "2 A, 3 B, 4 C 1000, 5 D 12000", "2 value 1.000-, 3 value (1000)"),
    "groups of two digits": (b"name;value\nA;12,34,567.00\n", "2 A", "2 value 12,34,567.00"),
    "what is no amount": (b"name;value\nA;50%\nB;2026-11-24\nC;1/2\nD;1_000\n", "2 A, 3 B, 4 C, 5 D", "2 value 50%, 3 value 2026-11-24, 4 value 1/2, 5 value 1_000"),
    "days with a weekday or a year of two digits": (
        b"name;last contact\nA;Wed 14 Oct 2026\nB;ons. 14. okt. 2026\nC;den 14 oktober 2026\nD;14-Oct-26\nE;14. okt. 26\n",
        ", ".join(f"{line} {name} 2026-10-14" for line, name in enumerate("ABCDE", 2)), "",
    ),
    "a day that is a number, and one in a way of its own": (
        b"name;last contact\nA;46309\nB;14/10-2026\n", "2 A, 3 B", "2 last contact 46309, 3 last contact 14/10-2026",
    ),
    "a column that is month first by one cell": (b"name;last contact\nA;10/14/26\nB;1/2/26\n", "2 A 2026-10-14, 3 B 2026-01-02", ""),
    "letters that no screen shows": ("name;owner\nAc\u00adme\u200b AS;anna\nAcme AS;bo\n".encode(), "2 Acme AS anna", "3 Acme AS"),
    "words and faults that stand for no name": (
        "name;owner\nTBD;bo\nN.A.;bo\n#NV;bo\n#VÆRDI!;bo\nErr:502;bo\n#####;bo\n[ukendt];bo\n-----;bo\n0;bo\nTom;bo\n".encode(),
        "11 Tom bo",
        "2 TBD, 3 N.A., 4 #NV, 5 #VÆRDI!, 6 Err:502, 7 #####, 8 [ukendt], 9 -----, 10 0",
    ),
    "people whose names are words for nothing elsewhere": (b"name;owner\nA;Tom\nB;Inga\nC;brak\n", "2 A Tom, 3 B Inga, 4 C", ""),
    "ids that are words among numbers": (
        b"id;name\n0012;A\nny;B\nny;C\n13.0;D\n14;E\n00000000-0000-0000-0000-000000000000;F\n15;G\n",
        "2 0012 A, 3 B, 4 C, 5 13 D, 6 14 E, 7 F, 8 15 G",
        "3 id ny, 4 id ny, 7 id 00000000-0000-0000-0000-000000000000",
    ),
    "ids that are all words": (b"Symbol;Nazwa\nLUND;Lund Bygg\nEK;Ek AB\n", "2 LUND Lund Bygg, 3 EK Ek AB", ""),
    "sums, counts and page numbers without a gap": (
        b"name;owner;value\nA;bo;1\nHovedtotal;;1\nSuma ko\xc5\x84cowa;;1\n14 rows;;\nPage 1 of 3;;\nAntal kunder: 4;;\nUdskrevet af Kari;;\n",
        "2 A bo 1",
        "3 Hovedtotal, 4 Suma końcowa, 5 14 rows, 6 Page 1 of 3, 7 Antal kunder: 4, 8 Udskrevet af Kari",
    ),
    "a header again, in another language": (b"id;name;owner\n1;A;bo\nKundenr;Navn;Ejer\n2;B;bo\n", "2 1 A bo, 4 2 B bo", "3 Navn"),
    "the header of one column again": (b"name\nA\nname\nB\n", "2 A, 4 B", "3 name"),
    "a title that is a header too": (b"Customer\nname;owner\nAcme;anna\n", "3 Acme anna", ""),
    "zeros as accountants show them": (b"name;value\nA; kr 1.250,00 \nB; kr -   \nC;-  kr.\nD;Fr. 1'000.--\nE;SFr 500\n", "2 A 1250, 3 B, 4 C, 5 D 1000, 6 E 500", ""),
    "two numbers in a cell": (b"name;value\nA;1 000 000\nB;1000 2000\nC;1 2 3\n", "2 A 1000000, 3 B, 4 C", "3 value 1000 2000, 4 value 1 2 3"),
    "a web page's mark-up": (b"name;owner\n<b>Acme</b> AS;anna\nLund<br/>Oslo;bo\nA&amp;amp;B;bo\nX&nbsp;Y;bo\nC<D;bo\n", "2 Acme AS anna, 3 Lund Oslo bo, 4 A&B bo, 5 X Y bo, 6 C<D bo", ""),
    "a web page's letters": (b"name;owner\nO&#039;Brien &amp; S&oslash;n;anna\n", "2 O'Brien & Søn anna", ""),
}  # fmt: skip
"""Bytes, the accounts that they hold, and the rows and cells that are named as not read."""


@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_file_holds_is_read_or_named(shape: str) -> None:
    """Each account with its line; what is left out too."""
    raw, expected, named = SHAPES[shape]
    text, encoding = decoded(raw)
    sifted = sift(read_table(table_of(text), {}, encoding).rows, TUESDAY)
    read = [
        " ".join(
            str(cell)
            for cell in (row.line, row.external, row.name, row.owner, row.place, row.contact, row.value)
            if cell not in ("", None)
        )
        for row in sifted.rows
        if row
    ]
    left_out = [f"{each.line} {each.name}" for each in sifted.found.skipped_rows]
    left_out += [f"{each.line} {each.column} {each.cell}" for each in sifted.found.unread]
    assert (expected, named) == (", ".join(read), ", ".join(left_out))
