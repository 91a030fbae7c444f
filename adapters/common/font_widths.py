"""How wide words are in the font that comes with the program, so that a picture can leave room for them.

Of the OpenType file only the advance widths are read (tables cmap in format 4, hhea, hmtx and head).
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.language.graphemes import JOINER, last_end
from bot.language.tokens import EMOJI_CATEGORIES, visible_text

UNKNOWN = 1.0
"""Width in em of what the font does not have, such as Chinese."""
CMAP_HEADER, SEGMENT_ARRAYS = 4, 14
UNICODE_BMP = (3, 1)


def font_file() -> Traversable:
    """Return the file of the font."""
    return files("fontpkg_ibm_plex_sans") / "files" / "IBMPlexSans[wdth,wght].ttf"


def drawable(text: str) -> str:
    """Return text without pictures such as a smile, which the font does not have; as it is where nothing is left."""
    shown, widths = visible_text(text), _widths()
    kept = "".join(sign for sign in shown if sign != JOINER and (ord(sign) in widths or not _is_picture(sign)))
    return " ".join(kept.split()) or shown


def _is_picture(sign: str) -> bool:
    return unicodedata.category(sign) in EMOJI_CATEGORIES


def text_width(text: str, size: float) -> float:
    """Return how wide a text is, at a size in pixels."""
    widths = _widths()
    marks = ("Mn", "Me", "Cf")
    return size * sum(widths.get(ord(sign), 0.0 if unicodedata.category(sign) in marks else UNKNOWN) for sign in text)


def fitted(text: str, size: float, room: float) -> str:
    """Return text that is no wider than `room` pixels, with an ellipsis where some of it is left out."""
    if text_width(text, size) <= room:
        return text
    end = len(text)
    while end and text_width(f"{text[:end].rstrip()}…", size) > room:
        end = last_end(text, end - 1)
    return f"{text[:end].rstrip()}…"


@cache
def _widths() -> Mapping[int, float]:
    """Return the width in em of each character that the font has."""
    font = font_file().read_bytes()
    tables = {}
    for n in range(_numbers(font, 4, "H")[0]):
        tag, _, at, _ = struct.unpack_from(">4sIII", font, 12 + 16 * n)
        tables[tag.decode()] = at
    em = _numbers(font, tables["head"] + 18, "H")[0]
    count = _numbers(font, tables["hhea"] + 34, "H")[0]
    advances = _numbers(font, tables["hmtx"], f"{2 * count}H")[::2]
    glyphs = _glyphs(font, tables["cmap"])
    return {code: advances[min(glyph, count - 1)] / em for code, glyph in glyphs.items() if glyph}


def _numbers(font: bytes, at: int, kinds: str) -> tuple[int, ...]:
    return struct.unpack_from(f">{kinds}", font, at)


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Return the number of the glyph of each character."""
    count = _numbers(font, cmap + 2, "H")[0]
    records = [_numbers(font, cmap + CMAP_HEADER + 8 * n, "HHI") for n in range(count)]
    at = cmap + next(offset for *kind, offset in records if tuple(kind) == UNICODE_BMP)
    segments = _numbers(font, at + 6, "H")[0] // 2
    # Four arrays behind each other, with an unused number behind the first.
    places = [at + SEGMENT_ARRAYS + 2 * n * segments + (2 if n else 0) for n in range(4)]
    ends, starts, deltas, offsets = (_numbers(font, place, f"{segments}H") for place in places)
    found = {}
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        read = _reader(font, start, deltas[n], offsets[n], places[3] + 2 * n)
        found.update({code: read(code) for code in range(start, end + 1)})
    return found


def _reader(font: bytes, start: int, delta: int, offset: int, place: int) -> Callable[[int], int]:
    """Return what gives the glyph of a character of one segment."""
    if not offset:
        return lambda code: (code + delta) % 65536

    def listed(code: int) -> int:
        glyph = _numbers(font, place + offset + 2 * (code - start), "H")[0]
        return (glyph + delta) % 65536 if glyph else 0

    return listed
