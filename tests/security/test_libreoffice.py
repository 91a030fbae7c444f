"""Every file of figures, opened by LibreOffice as somebody's desktop does: letters, days, amounts, and no formula."""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from bot.arguments.file_format import EXPORT
from bot.dispatch.registry import discover
from bot.messages.card import File
from bot.messages.spreadsheet import Sheet, file_of
from tests.dialog import TUESDAY, Dialog

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="no LibreOffice on this machine: these tests open files with it"
)
READERS = {"en": (",", 1033), "da": (";", 1030), "pl": (";", 1045)}
"""What a spreadsheet of each language expects between cells, and its number in LibreOffice."""
UTF_8 = 76
Read = dict[str, list[list[object]]]

TYPED = ("Ødegård Łódź ÄÖÜß", "=1+1", "+47 55 12 34 56", "00123", "1234567890123456789", "12E3", "a;b,c", "two\nlines")
SHOWN = (
    "Ødegård Łódź ÄÖÜß",
    "'=1+1",
    "'+47 55 12 34 56",
    "'00123",
    "'1234567890123456789",
    "'12E3",
    "a;b,c",
    "two\nlines",
)
NUMBERS = (7, -5, 2.5, 0.125)
DAY = date(2026, 11, 24)


def opened(folder: Path, kind: str, language: str = "en") -> Read:
    """Let LibreOffice open all files of a kind in a folder; the rows of each by its name, and none with a formula."""
    separator, number = READERS[language]
    # Numbers and days are looked for as boldly as LibreOffice can; a quoted field is not taken for a text.
    reads = [f"--infilter=CSV:{ord(separator)},34,{UTF_8},1,,{number},false,true"] if kind == "csv" else []
    profile = f"-env:UserInstallation=file://{folder}/profile"
    files = sorted(str(path) for path in folder.glob(f"*.{kind}"))
    out = folder / "out"
    command = [str(SOFFICE), profile, "--headless", *reads, "--convert-to", "xlsx", "--outdir", str(out), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    found: Read = {}
    for path in files:
        (sheet,) = openpyxl.load_workbook(out / f"{Path(path).stem}.xlsx").worksheets
        cells = list(sheet.iter_rows())
        assert not [cell.value for row in cells for cell in row if cell.data_type in "fe"], path
        found[Path(path).stem] = [[cell.value for cell in row] for row in cells]
    return found


@pytest.mark.parametrize("language", READERS)
def test_a_csv_file_opens_as_it_was_written(tmp_path: Path, language: str) -> None:
    """In the language of who reads it: decimals, days, leading zeros and long numbers, letters and formulas."""
    rows = ((DAY, *NUMBERS, *TYPED),)
    file = file_of(Sheet(name="all", header=tuple("abcdefghijklm"), rows=rows), "csv", language)
    (tmp_path / file.name).write_bytes(base64.b64decode(file.data))
    ((header, row),) = opened(tmp_path, "csv", language).values()
    assert header == list("abcdefghijklm")
    assert row == [datetime.combine(DAY, datetime.min.time()), *NUMBERS, *SHOWN]


def test_a_workbook_opens_as_it_was_written(tmp_path: Path) -> None:
    """Texts as typed, without an apostrophe."""
    rows = ((DAY, *NUMBERS, *TYPED),)
    file = file_of(Sheet(name="all", header=tuple("abcdefghijklm"), rows=rows), "xlsx", "da")
    (tmp_path / file.name).write_bytes(base64.b64decode(file.data))
    ((_, row),) = opened(tmp_path, "xlsx").values()
    assert row == [DAY.isoformat(), *NUMBERS, *TYPED]


def hostile(talk: Dialog) -> None:
    """Fill every view with letters of all languages and with words that look like formulas and numbers."""
    for line in ("admin desk service", 'admin touchpoint "=HYPERLINK(1)"', "admin person Łukasz seller team Nord"):
        assert talk.say(line, "chris").ok
    name = talk.work.accounts.get(talk.account("=Ødegård Vin, Łódź")).name
    for line in (
        f'touch "{name}" "=HYPERLINK(1)" c0 +47 55',
        f'promise "{name}" 00123 by today',
        f'handoff "{name}" service 5m -1+1',
        "waiting @yard",
        "call acme",
    ):
        assert talk.say(line).ok, line
    talk.later(seconds=40)
    for line in ("go", "me league"):
        assert talk.say(line, "bo").ok


def written(talk: Dialog, folder: Path, kind: str) -> Iterator[str]:
    """Write the file of every command that has one; yield its name without the ending."""
    for command in discover():
        if EXPORT in command.args:
            reply = talk.say(f"{command.verb} export {kind}", "chris")
            (file,) = [element for element in reply.card.body if isinstance(element, File)]
            name = command.verb.replace(" ", "-")
            (folder / f"{name}.{kind}").write_bytes(base64.b64decode(file.data))
            yield name


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_of_every_command_opens(talk: Dialog, tmp_path: Path, kind: str) -> None:
    """As many rows as columns say, nobody's letters garbled, and nothing is carried out."""
    hostile(talk)
    names = list(written(talk, tmp_path, kind))
    found = opened(tmp_path, kind)
    assert sorted(found) == sorted(names)
    texts = {str(cell) for rows in found.values() for row in rows for cell in row}
    mark = "'" if kind == "csv" else ""
    assert {f"{mark}=Ødegård Vin, Łódź", f"{mark}=HYPERLINK(1)", f"{mark}00123", f"{mark}-1+1"} <= texts
    assert not [text for text in texts if "Ã" in text or "Å\x81" in text]
    assert str(TUESDAY.date()) in " ".join(texts)
