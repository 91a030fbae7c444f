"""One stem names a thing everywhere: its source and its tests are found by name.

Another kind is one more row of KINDS: its stems, and the files that each stem has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.dispatch.registry import discover

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class NamedKind:
    """Things that have files by their stem; `home` is the folder in which every module is one of them."""

    stems: tuple[str, ...]
    files: tuple[str, ...]
    home: str = ""


def verb_stem(verb: str) -> str:
    """Return the stem of a verb of one or two words."""
    return verb.replace(" ", "_")


KINDS = {
    "verb": NamedKind(
        stems=tuple(verb_stem(command.verb) for command in discover()),
        files=("bot/commands/{stem}.py", "tests/commands/test_{stem}.py"),
        home="bot/commands",
    ),
}


def missing(kind: NamedKind, root: Path) -> list[str]:
    """Return the files that a kind's stems should have and do not."""
    named = [pattern.format(stem=stem) for stem in kind.stems for pattern in kind.files]
    return [name for name in named if not (root / name).is_file()]


def strays(kind: NamedKind, root: Path) -> list[str]:
    """Return the modules in a kind's home that are none of its stems."""
    modules = sorted((root / kind.home).glob("*.py")) if kind.home else []
    return [module.name for module in modules if module.stem not in {"__init__", *kind.stems}]


@pytest.mark.parametrize("name", KINDS)
def test_every_stem_has_its_files(name: str) -> None:
    """Whoever looks for a thing or its tests needs only its name."""
    assert [] == missing(KINDS[name], ROOT)


@pytest.mark.parametrize("name", KINDS)
def test_a_home_holds_nothing_else(name: str) -> None:
    """A file that declares two things, or none, has no name to be found by."""
    assert [] == strays(KINDS[name], ROOT)


def test_a_command_is_declared_in_the_file_of_its_verb() -> None:
    """The module of every handler has the stem of its verb."""
    declared = {command.verb: command.handler.__module__ for command in discover()}
    assert declared == {verb: f"bot.commands.{verb_stem(verb)}" for verb in declared}


@pytest.mark.parametrize(
    ("existing", "expected_missing", "expected_strays"),
    [
        (("home/wave.py", "tests/test_wave.py"), [], []),
        (("home/wave.py",), ["tests/test_wave.py"], []),
        (("home/waves.py", "tests/test_wave.py"), ["home/wave.py"], ["waves.py"]),
    ],
)
def test_a_thing_without_its_files_would_be_noticed(
    tmp_path: Path, existing: Sequence[str], expected_missing: list[str], expected_strays: list[str]
) -> None:
    """A missing test and a file under another name are named."""
    for name in existing:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    kind = NamedKind(stems=("wave",), files=("home/{stem}.py", "tests/test_{stem}.py"), home="home")
    assert (missing(kind, tmp_path), strays(kind, tmp_path)) == (expected_missing, expected_strays)
