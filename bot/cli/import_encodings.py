"""Which letters the bytes of a file are: Unicode with and without its mark, and the code pages of old programs."""

from __future__ import annotations

import codecs
from contextlib import suppress

from bot.cli.import_cells import BROKEN
from bot.cli.import_columns import NoAccounts

MARKS = (
    # UTF-32 before UTF-16, whose mark its own begins with.
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8-sig"),
)  # fmt: skip
ZEROS = {
    "utf-32-le": (False, True, True, True), "utf-32-be": (True, True, True, False),
    "utf-16-le": (False, True, False, True), "utf-16-be": (True, False, True, False),
}  # fmt: skip
"""Where of four bytes a header in plain letters has its zeros."""
LOOKED_AT = 64
"""Bytes that tell whether a file without a mark is UTF-16 or UTF-32."""
CODE_PAGES = ("cp1252", "cp1250", "iso8859-2", "cp850", "cp852", "mac-roman")
WINDOWS = frozenset(("cp1252", "cp1250"))
OURS = frozenset("æøåäöüßÆØÅÄÖÜąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
"""Letters of the languages that Snurr speaks."""
OTHERS = frozenset("éèêëáàâãíîïñôòõúùûçðþÉÈÊÁÀÂÍÎÔÚÇœ")
"""Letters that names there have as well."""
SIGNS = frozenset("\u00a0\u00ad–—’‘“”„…€£§°´`·«»®©™•½")
JOINING = frozenset("’´`·\u00a0\u00ad–")
"""Signs that stand between two letters of a word."""


IN_1252 = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}
"""The bytes of Windows-1252 that are other letters than their number says."""


def decoded(raw: bytes, chosen: str = "") -> tuple[str, str]:
    """Return the text of a file and its encoding, which may be chosen; raises NoAccounts.

    In Unicode, bytes that are no letter become BROKEN. Which code page a file without Unicode is in, its letters tell.
    """
    if chosen and not _is_encoding(chosen):
        raise NoAccounts(
            f"--encoding {chosen[:40]} is none that is known: write utf-8, utf-16, cp1252, cp1250, cp850 …"
        )
    if encoding := chosen or _unicode(raw):
        return raw.decode(encoding, "replace"), encoding
    try:
        return _once(raw.decode("utf-8"))
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    # The bytes of a code page are hardly ever valid UTF-8: one broken letter among good ones is a broken letter.
    broken = text.count(BROKEN)
    if sum(char > "\x7f" for char in text) > 2 * broken:
        return text, "utf-8"
    return _of_code_page(raw)


def _is_encoding(name: str) -> bool:
    """Whether a name is that of an encoding of text."""
    try:
        b"a\xff".decode(name, "replace")
    except (LookupError, ValueError):
        return False
    return True


def _unicode(raw: bytes) -> str:
    """Return the encoding that a mark, or the zeros of the header, tell; "" for none."""
    if marked := next((name for mark, name in MARKS if raw.startswith(mark)), ""):
        return marked
    start = raw[:LOOKED_AT]
    for name, zeros in ZEROS.items():
        fits = sum((byte == 0) == zeros[place % 4] for place, byte in enumerate(start))
        if len(start) >= 8 and fits >= 0.9 * len(start):
            return name
    return ""


def _once(text: str) -> tuple[str, str]:
    """Return a text and its encoding; one whose UTF-8 was taken for Windows-1252 and stored so is put right."""
    if not text.isascii():
        with suppress(UnicodeError):
            return text.translate(IN_1252).encode("latin-1").decode("utf-8"), "UTF-8 twice over"
    return text, "utf-8"


def _of_code_page(raw: bytes) -> tuple[str, str]:
    """Return the text in the code page that explains the letters best, and its name; raises NoAccounts."""
    texts = {name: raw.decode(name, "replace") for name in CODE_PAGES}
    odd = {name: _oddities(text) for name, text in texts.items()}
    best = min(
        CODE_PAGES,
        key=lambda name: (odd[name], name not in WINDOWS, -sum(char in OURS for char in texts[name])),
    )
    special = sum(byte > 127 for byte in raw)
    if 3 * odd[best] > special:
        raise NoAccounts(
            "The letters of the file are in no encoding that is known: save it as CSV UTF-8, or use --encoding NAME."
        )
    return texts[best], best


def _oddities(text: str) -> int:
    """Return how many characters beyond plain ones no name would have where they stand."""
    odd = 0
    for place, char in enumerate(text):
        if char <= "\x7f":
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if char in OURS or char in OTHERS:
            odd += char.isupper() and before.islower()
        elif char in SIGNS:
            odd += char not in JOINING and before.isalpha() and after.isalpha()
        else:
            odd += 1
    return odd
