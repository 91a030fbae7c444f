"""A chart as a picture: drawn with letters even where no font is installed."""

from __future__ import annotations

import struct
import zlib

from adapters.common.chart_picture import png, svg
from bot.messages.card import Bars

WEEK = Bars(title="Calls & <meetings>", bars=(("Mo", 14.0), ("Tu", 0.0), ("Łódź " * 9, 20.0)), alt="x", target=18.0)


def ink(picture: bytes) -> int:
    """Return how many bytes of pixels the picture has beside a blank one of its size."""
    data = b"".join(chunk for kind, chunk in _chunks(picture) if kind == b"IDAT")
    return sum(byte not in (0, 255) for byte in zlib.decompress(data))


def _chunks(picture: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        found.append((picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


def test_words_are_drawn_with_the_font_that_comes_along() -> None:
    """A renderer without fonts draws none and raises nothing."""
    blank = Bars(title=" ", bars=tuple((" " * n, value) for n, (_, value) in enumerate(WEEK.bars, 1)), alt="x")
    assert ink(png(WEEK)) > ink(png(blank)) + 500


def test_labels_stand_as_typed_and_numbers_beside_their_bars() -> None:
    """Nothing that a person typed can act in the picture."""
    drawn = svg(WEEK)
    assert "Calls &amp; &lt;meetings&gt;" in drawn
    assert ">14<" in drawn
    assert ">18<" in drawn


def test_large_numbers_are_whole_and_grouped() -> None:
    """A million is no 1e+06."""
    assert ">1\u00a0250\u00a0000<" in svg(Bars(title="Value", bars=(("≤ 60", 1_250_000.0),), alt="x"))


def test_a_smile_in_a_name_is_left_out_and_a_name_of_smiles_is_not() -> None:
    """The font has none, and a renderer would draw empty boxes."""
    drawn = svg(Bars(title="Calls", bars=(("Zoë 👩\u200d👧 Berg", 1.0), ("😀", 2.0)), alt="x"))
    assert ">Zoë Berg<" in drawn
    assert ">😀<" in drawn


def test_an_empty_chart_is_drawn() -> None:
    """No bar, no division by nothing."""
    assert png(Bars(title="Calls", bars=(("Mo", 0.0),), alt="Mo 0")).startswith(b"\x89PNG")
