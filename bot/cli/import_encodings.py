"""Which letters the bytes of a file are: Unicode with and without its mark, and the code pages of old programs."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from functools import cache
from itertools import islice

from bot.cli.import_columns import NoAccounts, field_of, plain_header
from bot.cli.import_letters import BROKEN, IN_1252, with_controls_read
from bot.language.word_files import FIRST, WORD_FILES

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
LOOKED_AT = 2000
"""Bytes that tell whether a file without a mark is UTF-16 or UTF-32."""
CODE_PAGES = (
    "cp1252",
    "cp1250",
    "iso8859-2",
    "iso8859-15",
    "cp850",
    "cp858",
    "cp852",
    "mac-roman",
    "mac-latin2",
    "cp1257",
)
WINDOWS = frozenset(("cp1252", "cp1250"))
OURS = frozenset("æøåäöüßÆØÅÄÖÜąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
"""Letters of the languages that Snurr speaks."""
ALPHABETS: tuple[tuple[frozenset[str], float], ...] = tuple(
    (frozenset(letters + letters.upper()), cost)
    for letters, cost in (
        ("æøåéèêóòô", 0), ("åäöéüèà", 0), ("äöüßé", 0), ("ąćęłńóśźż", 0),
        ("éèêëàâçîïôûùüœ", 0.3), ("áéíóúüñãõâêôàç", 0.5), ("åäöõüšž", 1.2),
        ("áéíóúýðþæöø", 1), ("áčďéěíľĺňóôřŕšťúůýžä", 1.5), ("áéíóöőúüű", 1.5), ("čćđšž", 1.5), ("ąčęėįšųūž", 1.5),
        ("āčēģīķļņšūž", 1.5),
    )
)  # fmt: skip
"""The letters beyond plain ones of a word in one language, and how unlikely such a word is here."""
SIGNS = frozenset("\u00a0\u00ad–—’‘“”„…€£§°´`·«»®©™•½")
JOINING = frozenset("’´`·\u00a0\u00ad–")
"""Signs that stand between two letters of a word."""
QUOTES = frozenset("“”„")
WORD = re.compile(r"[^\W\d_]+")
BYTES_OF_CELL = re.compile(rb"[,;\t|\r\n]+")
CELL_LIMIT = 200
MOST_CELLS = 2000
"""Cells with letters beyond plain ones, and bytes of each, that tell the code page."""
CELL = re.compile(r"[^,;\t|\r\n]+")
ODD = 2
"""What a letter or sign costs that no name would have where it stands."""
SHORTEST_HEADER = 4
HEADER_LIMIT = 2000
"""Characters at the front of a file in which its columns are named."""
LETTERS = {"da": "æøå", "nb": "æøå", "sv": "åäö", "de": "äöüß", "pl": "ąćęłńóśźż"}
"""What a language's names are likely to have of OURS."""


def decoded(raw: bytes, chosen: str = "") -> tuple[str, str]:
    """Return the text of a file and its encoding, which may be chosen; raises NoAccounts.

    In Unicode, bytes that are no letter become BROKEN. Which code page a file without Unicode is in, its letters tell.
    """
    if chosen and not _is_encoding(chosen):
        raise NoAccounts(
            f"--encoding {chosen[:40]} is none that is known: write utf-8, utf-16, cp1252, cp1250, cp850 …"
        )
    if encoding := chosen or _unicode(raw):
        return with_controls_read(raw.decode(encoding, "replace")), encoding
    text, encoding = _without_mark(raw)
    return with_controls_read(text), encoding


def _without_mark(raw: bytes) -> tuple[str, str]:
    try:
        return _once(raw.decode("utf-8"))
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    # The bytes of a code page are hardly ever valid UTF-8: one broken letter among good ones is a broken letter.
    broken = text.count(BROKEN)
    if sum(char > "\x7f" for char in text) > 2 * broken:
        return text, "utf-8"
    return _line_by_line(raw) or _of_code_page(raw)


def _line_by_line(raw: bytes) -> tuple[str, str] | None:
    """Return the text of a file that has lines in UTF-8 and lines in a code page, None for any other."""
    lines = raw.splitlines(keepends=True)
    valid = [_is_utf8(line) for line in lines]
    if not any(good and not line.isascii() for line, good in zip(lines, valid, strict=True)):
        return None
    _, name = _of_code_page(b"".join(line for line, good in zip(lines, valid, strict=True) if not good))
    read = (line.decode("utf-8" if good else name, "replace") for line, good in zip(lines, valid, strict=True))
    return "".join(read), f"{name} and utf-8"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


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
    fits = {
        name: sum((byte == 0) == zeros[place % 4] for place, byte in enumerate(start)) for name, zeros in ZEROS.items()
    }
    best = max(fits, key=lambda name: fits[name])
    return best if len(start) >= 8 and 0 in start and fits[best] >= 0.75 * len(start) else ""


def _once(text: str) -> tuple[str, str]:
    """Return a text and its encoding; one whose UTF-8 was taken for Windows-1252 and stored so is put right."""
    if not text.isascii():
        with suppress(UnicodeError):
            return text.translate(IN_1252).encode("latin-1").decode("utf-8"), "UTF-8 twice over"
    return text, "utf-8"


def _of_code_page(raw: bytes) -> tuple[str, str]:
    """Return the text in the code page that explains the letters best, and its name; raises NoAccounts."""
    special_cells = dict.fromkeys(cell[:CELL_LIMIT] for cell in BYTES_OF_CELL.split(raw) if not cell.isascii())
    cells = b"\n".join(islice(special_cells, MOST_CELLS))
    texts = {name: cells.decode(name, "replace") for name in CODE_PAGES}
    costs = {name: _costs(text) for name, text in texts.items()}
    expected = _letters_of_header(raw[:HEADER_LIMIT].decode("ascii", "ignore"))
    best = min(
        CODE_PAGES,
        key=lambda name: (
            -_known_headers(raw[:HEADER_LIMIT].decode(name, "replace")),
            sum(costs[name]),
            -sum(char in expected for char in texts[name].lower()),
            name not in WINDOWS,
            -sum(char in OURS for char in texts[name]),
        ),
    )
    special = sum(byte > 127 for byte in cells)
    if 3 * costs[best][0] > ODD * special:
        raise NoAccounts(
            "The letters of the file are in no encoding that is known: save it as CSV UTF-8, or use --encoding NAME."
        )
    return raw.decode(best, "replace"), best


def _known_headers(text: str) -> int:
    """Return how many cells with letters beyond plain ones, at the front of a text, are headers of columns."""
    cells = CELL.findall(text)
    return sum(bool(field_of(cell)) for cell in cells if len(cell) >= SHORTEST_HEADER and not cell.isascii())


def _letters_of_header(text: str) -> frozenset[str]:
    """Return the letters of the languages in which a file names its columns."""
    words = {plain_header(cell) for cell in CELL.findall(text)}
    spoken = (code for code, letters in LETTERS.items() if words & _headers_in(code) - _headers_in(FIRST))
    return frozenset("".join(LETTERS[code] for code in spoken))


@cache
def _headers_in(code: str) -> frozenset[str]:
    columns = WORD_FILES[code].tables["columns"].values()
    return frozenset(plain_header(word) for forms in columns for word in forms.all)


def _costs(text: str) -> tuple[float, float]:
    """Return what letters and signs cost that no name would have where they stand, and what rare words do."""
    odd: float = 0
    rare: float = 0
    for cell in CELL.finditer(text):
        if cell[0].isascii():
            continue
        for word in WORD.findall(cell[0]):
            letters = {char for char in word if char > "\x7f"}
            cost = min((cost for alphabet, cost in ALPHABETS if letters <= alphabet), default=None)
            if cost is None:
                odd += ODD * sum(char > "\x7f" for char in word)
            else:
                rare += cost if letters else 0
                odd += ODD * sum(_is_odd_capital(word, place) for place in range(1, len(word)))
        odd += ODD * _odd_signs(cell[0])
    return odd, rare


def _is_odd_capital(word: str, place: int) -> bool:
    """Whether a capital beyond plain ones stands within a word of small letters."""
    behind = word[place + 1 : place + 2]
    return word[place] > "\x7f" and word[place].isupper() and (word[place - 1].islower() or behind.islower())


def _odd_signs(cell: str) -> int:
    """Return how many signs beyond plain ones no cell would have where they stand, and letters next to a digit."""
    odd = sum(char in QUOTES for char in cell) % 2
    for place, char in enumerate(cell):
        if char <= "\x7f":
            continue
        before, after = cell[place - 1 : place], cell[place + 1 : place + 2]
        if char.isalpha():
            odd += before.isdigit() or after.isdigit()
        elif char in SIGNS:
            odd += char not in JOINING and before.isalpha() and after.isalpha()
        else:
            odd += 1
    return odd
