"""The wheel, installed in an environment of its own, does what an operator needs; no file of the checkout helps it."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest

from tests.serve import INHERITED

ROOT = Path(__file__).parents[2]
NAMES = {"adapters", "bot", "nudges", "storage"}
"""What the wheel adds to an environment, beside its own metadata."""
Snurr = Callable[..., subprocess.CompletedProcess[str]]


def built(folder: Path) -> tuple[Path, Path]:
    """Build wheel and source archive, as a release does; no network is asked."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=environment())
    (wheel,), (archive,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, archive


def environment() -> dict[str, str]:
    """Return what a process needs of this one's environment; no path of Python's is among it."""
    return {name: os.environ[name] for name in INHERITED if name in os.environ}


@pytest.fixture(scope="module", name="release")
def release_fixture(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Wheel and source archive, built once."""
    return built(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module", name="bin_folder")
def bin_folder_fixture(release: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment into which the wheel alone was installed.

    What it depends on is read where the tests' environment has it; the checkout, which that one names too, is not.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home)
    python = home / "bin" / "python"
    asked = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index"]
    subprocess.run([*asked, str(release[0])], check=True, capture_output=True)
    (site,) = home.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python.parent


@pytest.fixture(name="snurr")
def snurr_fixture(bin_folder: Path, tmp_path: Path) -> Snurr:
    """Runs the installed command in a folder whose files have the names of its packages."""
    for name in NAMES:
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not this one')\n", encoding="utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(bin_folder / "snurr"), *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False, timeout=60
        )

    return run


def test_a_release_is_the_same_whenever_it_is_built(release: tuple[Path, Path], tmp_path: Path) -> None:
    """Byte by byte, so that anybody can tell whether a wheel is made of this source."""
    assert [each.read_bytes() for each in release] == [each.read_bytes() for each in built(tmp_path)]


def test_the_wheel_holds_the_program_alone(release: tuple[Path, Path]) -> None:
    """Four packages, the licence and every catalogue but English; no tests, no word files, less than 1.7 megabytes."""
    names = zipfile.ZipFile(release[0]).namelist()
    assert NAMES == {name.split("/")[0] for name in names} - {next(n for n in names if "dist-info" in n).split("/")[0]}
    assert 5 == len([name for name in names if name.endswith("snurr.po")])
    assert [] == [name for name in names if name.endswith((".pyc", ".db", ".toml")) or "/tests/" in name]
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert release[0].stat().st_size < 1_700_000


def test_the_source_archive_holds_what_the_wheel_is_built_from(release: tuple[Path, Path]) -> None:
    """And the papers, but neither pictures nor tests."""
    with tarfile.open(release[1]) as archive:
        tops = {name.split("/")[1] for name in archive.getnames()}
    assert {*NAMES, "pyproject.toml", "LICENSE", "README.md", "CHANGELOG.md", "docs"} <= tops
    assert not tops & {"tests", "bench"}


def test_the_version_is_the_one_of_the_project(snurr: Snurr) -> None:
    """It stands in one place, pyproject.toml."""
    (declared,) = re.findall(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert f"snurr {declared}\n" == snurr("--version").stdout


def test_the_operators_day_works_from_the_wheel(snurr: Snurr) -> None:
    """A line, a turn of nudges, a backup and its way back, in a folder whose own modules have the same names."""
    assert "[Undo]" in snurr("say", "call -").stdout
    for words in (("tick",), ("backup", "b.zip"), ("restore", "b.zip"), ("slack", "manifest", "--socket"), ("--help",)):
        done = snurr(*words)
        said = re.sub(r"snurr \w+ is at work …\n", "", done.stderr)  # on a slow machine
        assert (0, "") == (done.returncode, said), words


def test_the_doctor_names_the_next_step(snurr: Snurr) -> None:
    """Nothing is configured yet, which is a warning and no failure."""
    done = snurr("doctor")
    assert 1 == done.returncode
    assert "snurr demo" in done.stdout


async def test_the_demo_shows_its_page_and_stops(bin_folder: Path, tmp_path: Path) -> None:
    """From an empty folder to a page with its script, and to an end without an error."""
    process = await asyncio.create_subprocess_exec(
        str(bin_folder / "snurr"), "demo", "--no-browser", cwd=tmp_path, env=environment(),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    jar = aiohttp.CookieJar(unsafe=True)  # a browser keeps the cookie of an address in numbers, too
    try:
        async with asyncio.timeout(60), aiohttp.ClientSession(cookie_jar=jar) as session:
            address = (await process.stdout.readline()).decode().removeprefix("Snurr demo: ").strip()
            async with session.get(address) as page:
                assert (200, True) == (page.status, "<script" in await page.text())
        process.send_signal(signal.SIGTERM)
        _, errors = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    assert (0, b"") == (process.returncode, errors)
    assert [] == os.listdir(tmp_path)
