"""Files that are no CSV whatever their name is: what they are, by their first bytes, and what to do with them."""

from __future__ import annotations

import re

LOOKED_AT = 4096
STARTS = (
    (b"\xd0\xcf\x11\xe0", "an Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file: unpack it, and import the CSV file in it"),
    (b"7z\xbc\xaf", "a compressed file: unpack it, and import the CSV file in it"),
    (b"Rar!", "a compressed file: unpack it, and import the CSV file in it"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text with formats"),
)
IN_A_ZIP = (
    (b"xl/", "an Excel workbook"),
    (b"[Content_Types].xml", "an Excel workbook"),
    (b"opendocument", "a LibreOffice sheet"),
    (b"Index/", "a Numbers sheet"),
)
"""What a file of a packed sheet is called; it is not unpacked."""
MARKUP = re.compile(rb"<(?:!doctype|html|\?xml|table|meta|head|style|workbook)\b", re.IGNORECASE)
JSON = re.compile(rb"(?:\[\s*)?\{\s*\"")
ADVICE = ": open it, save the sheet as “CSV UTF-8” and import that"


def other_file(raw: bytes) -> str:
    """Return one sentence about a file that is no CSV, "" for one that may be."""
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        return "The file is empty."
    start = raw[:LOOKED_AT]
    what = _what(start)
    return f"This is {what if ': ' in what else what + ADVICE}." if what else ""


def _what(start: bytes) -> str:
    if start.startswith(b"PK\x03\x04"):
        packed = next((what for name, what in IN_A_ZIP if name in start), "")
        return packed or "a compressed file: unpack it, and import the CSV file in it"
    if named := next((what for mark, what in STARTS if start.startswith(mark)), ""):
        return named
    plain = start.replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")
    if MARKUP.match(plain):
        return "a web page or XML, whatever its name is"
    return "JSON, and no table: export it as CSV and import that" if JSON.match(plain) else ""
