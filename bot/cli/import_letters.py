"""Letters that some program read in a wrong encoding, and stored so, before the file was made."""

from __future__ import annotations

import re
from contextlib import suppress

BROKEN = "\ufffd"
"""Stands where bytes were no letter."""
IN_1252 = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}
"""The bytes of Windows-1252 that are other letters than their number says."""
OF_1252 = {byte: letter for letter, byte in IN_1252.items() if byte not in (letter, 0x85)}
"""The letters of these bytes, as a program that took them for Latin-1 stores them; 0x85 is an end of line, too."""
CONTROLS = re.compile("[\x80-\x84\x86-\x9f\x1a]")
MARKS = re.compile("[ÃÄÅÂĂĹ├─┼┬√ƒ≈¬]")
"""What the first byte of such a letter looks like, one of which is in each."""
PLAUSIBLE = frozenset("æøåäöüßÆØÅÄÖÜąćęłńóśźżĄĆĘŁŃÓŚŹŻéèêëáàâçñôíúÉÈ’‘“”–—…€\u00a0")
PROGRAMS = ("cp1250", "cp850", "mac-roman")


def with_controls_read(text: str) -> str:
    """Return a text with the letters that its invisible characters stand for; a substitute stands for a lost one."""
    if not CONTROLS.search(text):
        return text
    return text.rstrip("\x1a").translate({**OF_1252, 0x1A: ord(BROKEN)})


def read_twice(text: str) -> str:
    """Return a cell as it was before a program took its UTF-8 for a code page; any other cell as it is."""
    if text.isascii() or not MARKS.search(text):
        return text
    with suppress(UnicodeError):
        return _if_plausible(text, text.translate(IN_1252).encode("latin-1").decode("utf-8"))
    for name in PROGRAMS:
        with suppress(UnicodeError):
            return _if_plausible(text, text.encode(name).decode("utf-8"))
    return text


def _if_plausible(text: str, other: str) -> str:
    return other if all(char <= "\x7f" or char in PLAUSIBLE for char in other) else text
