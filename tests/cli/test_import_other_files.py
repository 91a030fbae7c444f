"""Files that are no CSV say what they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from bot.cli.import_file import read_accounts
from bot.errors import ConfigError


def _workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.add_worksheet().write_row(0, 0, ["name", "owner"])
    return out.getvalue()


def _packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (_workbook(), "an Excel workbook: open it, save the sheet as “CSV UTF-8”"),
        (_packed("xl/worksheets/sheet1.xml", b"0" * 10_000_000), "an Excel workbook"),
        (_packed("a.csv", b"name\nA\n"), "a compressed file: unpack it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "an Excel workbook"),
        (b"<html><table><tr><td>name</td></tr></table>", "a web page or XML"),
        ("\ufeff\n<!DOCTYPE html>\n<table>".encode("utf-16"), "a web page or XML"),
        (b'<?xml version="1.0"?>\n<Workbook>', "a web page or XML"),
        (b'[{"name": "A"}]', "JSON, and no table"),
        (b"%PDF-1.4\n", "a PDF"),
        (b"\x1f\x8b\x08\x00", "a compressed file"),
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf\r\n", "The file is empty"),
        (b"\xff\xfe", "The file is empty"),
    ],
)
def test_another_kind_of_file_is_named(tmp_path: Path, raw: bytes, sentence: str) -> None:
    """Whatever its name says, with what to do; nothing is unpacked."""
    file = tmp_path / "a.csv"
    file.write_bytes(raw)
    with pytest.raises(ConfigError, match=sentence):
        read_accounts(file, {})


def test_a_name_in_signs_is_no_other_file(tmp_path: Path) -> None:
    """A table may begin with a bracket."""
    file = tmp_path / "a.csv"
    file.write_bytes(b"{id};name\n1;<Acme>\n")
    assert ["<Acme>"] == [row.name for row in read_accounts(file, {}).rows]
