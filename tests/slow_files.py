"""How long the slow test files take, so that they begin first and the dates get even shares of them."""

from __future__ import annotations

from collections.abc import Iterable

SECONDS = {
    "tests/slack/test_serve.py": 150,
    "tests/slack/test_fleet.py": 150,
    "tests/web/test_browser.py": 90,
    "tests/storage/test_migrations.py": 80,
    "tests/contracts/test_stores.py": 70,
    "tests/lines/test_lines.py": 70,
    "tests/web/test_keyboard.py": 65,
    "tests/nudges/test_upkeep.py": 60,
    "tests/slack/test_storage.py": 50,
    "tests/adapters/test_terminal.py": 45,
    "tests/contracts/test_every_row.py": 45,
    "tests/security/test_libreoffice.py": 40,
    "tests/nudges/test_processes.py": 30,
    "tests/teams/test_out.py": 30,
    "tests/nudges/test_quarter.py": 30,
    "tests/slack/test_faults.py": 30,
    "tests/derived/test_gallery.py": 30,
    "tests/cli/test_imports.py": 30,
    "tests/security/test_named_looks.py": 25,
    "tests/slack/test_payload_fields.py": 25,
    "tests/hostile/test_hostile.py": 25,
    "tests/derived/test_house_bars.py": 25,
}
"""By one of four processes on two cores; what is not named takes less than 25."""
USUAL_SECONDS = 5


def seconds(path: str) -> int:
    """Return about how long a test file takes."""
    return SECONDS.get(path, USUAL_SECONDS)


def shares(paths: Iterable[str], count: int) -> list[list[str]]:
    """Deal test files out, the slowest first and each to whoever has least to do yet."""
    dealt: list[list[str]] = [[] for _ in range(count)]
    for path in sorted(paths, key=lambda path: (-seconds(path), path)):
        min(dealt, key=lambda share: sum(map(seconds, share))).append(path)
    return dealt
