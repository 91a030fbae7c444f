"""Makes the moving picture of the README: `python -m tests.web.moving_picture [FILE]`, docs/demo-moving.png without one.

Screenshots of the demo become one APNG, which browsers play like any picture; nothing is decoded on the way.
"""

from __future__ import annotations

import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.web.browser import CHROMIUM, ROOT, Pane, running
from tests.web.pictures import RATED, opened, steer

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SIZE = (1000, 640)
PLAYS = 3
"""Then it rests on its last frame: what moves for ever cannot be read beside."""
Frame = tuple[bytes, int]
"""A picture as PNG, and for how many milliseconds it is seen."""


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the parts of a PNG, each with its type."""
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def animated(frames: Sequence[Frame], plays: int) -> bytes:
    """Return the frames as one APNG; raises ValueError where they are not of one size and kind."""
    (head,) = {data for png, _ in frames for kind, data in chunks(png) if kind == b"IHDR"}
    parts = [_chunk(b"IHDR", head), _chunk(b"acTL", struct.pack(">II", len(frames), plays))]
    number = 0
    for place, (png, milliseconds) in enumerate(frames):
        # Whole frames, each in the place of the one before.
        control = struct.pack(">I8sIIHHBB", number, head[:8], 0, 0, milliseconds, 1000, 0, 0)
        parts.append(_chunk(b"fcTL", control))
        number += 1
        for data in (data for kind, data in chunks(png) if kind == b"IDAT"):
            if place == 0:
                parts.append(_chunk(b"IDAT", data))
            else:
                parts.append(_chunk(b"fdAT", struct.pack(">I", number) + data))
                number += 1
    return SIGNATURE + b"".join(parts) + _chunk(b"IEND", b"")


def story(page: Page) -> Iterator[int]:
    """Play a minute of a morning; yields for how long what is seen then stands, in milliseconds."""
    left, right = Pane(page, 0), Pane(page, 1)
    left.choose("person", "Kari")
    right.say("privacy")  # said once to everybody, and not what is told here
    yield 700
    steer(page, "Next nudge")
    yield 1500
    right.press("Log call: Nilsson Rör AB")
    expect(right.log).to_contain_text("Call 1 of 8")
    yield 1200
    for end in (len(RATED) // 3, 2 * len(RATED) // 3):
        right.line.fill(RATED[:end])
        yield 300
    right.line.fill(RATED)
    yield 700
    right.line.press("Enter")
    expect(right.log).to_contain_text("Owner: Kari.")
    yield 1500
    steer(page, "+1 h")
    expect(left.log).to_contain_text("Nilsson Rör AB")
    yield 2000


def main(file: Path) -> None:
    """Film a demo of its own."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as kept, running(Path(kept)) as (url, _):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = opened(browser, url, SIZE)
        frames: list[Frame] = []
        for milliseconds in story(page):
            page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
            page.evaluate("scrollTo(0, 0)")
            frames.append((page.screenshot(), milliseconds))
        browser.close()
    file.write_bytes(animated(frames, PLAYS))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "demo-moving.png")
