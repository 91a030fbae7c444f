"""The web page's own files keep the house's line length."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_LINE = 110
FILES = sorted(each for each in (ROOT / "adapters/web/static").iterdir() if each.suffix in {".js", ".css", ".html"})


def _long_lines(text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) if len(line) > LONGEST_LINE]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_line_of_the_page_is_longer_than_110(path: Path) -> None:
    """The formatter breaks code but neither long strings nor HTML."""
    assert [] == _long_lines(path.read_text(encoding="utf-8"))


def test_a_long_line_would_be_noticed() -> None:
    """The count itself works."""
    assert [2] == _long_lines(f"{'x' * 110}\n{'x' * 111}\n")
