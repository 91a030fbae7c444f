"""The requirement files hold names, versions and hashes alone, and everything that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ALWAYS = [*PROJECT["dependencies"], *EXTRAS["build"]]
WANTED = {
    "requirements.txt": ALWAYS,
    "requirements-explore.txt": [*ALWAYS, *EXTRAS["explore"]],
    "requirements-postgres.txt": [*ALWAYS, *EXTRAS["postgres"]],
    "requirements-test.txt": [*ALWAYS, *EXTRAS["test"]],
}
ADDRESS = re.compile(r"\w+://|www\.|^\s*-|\s-[-\w]*(?:url|links|host|index)|\s@\s|^[./~]", re.MULTILINE)
FILES = sorted(WANTED)


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _pins(name: str) -> dict[str, str]:
    """Return the block of each pinned package, by its normal name."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", _text(name), flags=re.MULTILINE)[1:]
    return {_normal(re.split(r"==", block)[0]): block for block in blocks}


def _normal(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


@pytest.mark.parametrize("name", FILES)
def test_a_lock_carries_no_address_and_no_option(name: str) -> None:
    """Neither a registry, nor a path of one machine, nor an option of the tool that wrote it."""
    without_hashes = re.sub(r"^ +--hash=sha256:[0-9a-f]{64}( \\)?$", "", _text(name), flags=re.MULTILINE)
    assert [] == ADDRESS.findall(without_hashes)


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://registry.example/simple",
        "--extra-index-url=x",
        "--find-links /srv/wheels",
        "-f wheels",
        "snurr @ file:///srv/snurr",
        "./snurr",
        "#    uv pip compile --index-url x",
    ],
)
def test_an_address_would_be_noticed(line: str) -> None:
    """The search itself finds every shape that an address can take."""
    assert ADDRESS.search(f"aiohttp==3 \\\n{line}\n")


@pytest.mark.parametrize("name", FILES)
def test_a_lock_holds_every_dependency(name: str) -> None:
    """Whoever adds a dependency runs `make lock`."""
    assert set() == {_normal(each) for each in WANTED[name]} - _pins(name).keys()


@pytest.mark.parametrize("name", FILES)
def test_every_pin_names_one_version_and_its_hashes(name: str) -> None:
    """pip installs it with --require-hashes on every system."""
    loose = [pin for pin, block in _pins(name).items() if block.count("==") < 1 or "--hash=sha256:" not in block]
    assert [] == loose


def test_both_locks_agree() -> None:
    """The suite runs against the versions that users get."""
    tested = _pins("requirements-test.txt")
    assert {} == {pin: block for pin, block in _pins("requirements.txt").items() if tested.get(pin) != block}


def test_platform_pins_name_their_platform() -> None:
    """One file serves Linux, macOS and Windows: what only one needs says so."""
    assert "sys_platform == 'win32'" in _pins("requirements.txt")["colorama"]
