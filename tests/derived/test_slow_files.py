"""The slow test files: each exists, and they are dealt out evenly."""

from __future__ import annotations

from tests.dates.selection import ROOT, sensitive
from tests.slow_files import SECONDS, seconds, shares

DATES = 6


def test_every_slow_file_exists() -> None:
    """Whoever renames one renames it here too."""
    assert [path for path in SECONDS if not (ROOT / path).is_file()] == []


def test_each_file_is_dealt_out_once() -> None:
    """However many share them."""
    dealt = shares(sensitive(), DATES)
    assert sorted(sensitive()) == sorted(path for share in dealt for path in share)


def test_nobody_has_more_to_do_than_the_slowest_file_or_an_even_share() -> None:
    """By what the files are known to take."""
    even = sum(map(seconds, sensitive())) / DATES
    most = max(sum(map(seconds, share)) for share in shares(sensitive(), DATES))
    assert most <= max(even * 1.1, *map(seconds, sensitive()))
