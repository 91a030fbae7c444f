"""Every file that a command makes is its owner's alone, and replaces nothing that is there."""

from __future__ import annotations

import ast
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.demo import run_demo
from bot.cli.main import cli
from bot.disk import make_folder, new_file
from bot.errors import ConfigError, SnurrError
from bot.settings import load

ROOT = Path(__file__).parents[2]
Snurr = Callable[..., Result]
WRITING = (("export", "out.zip"), ("backup", "out.zip"), ("teams", "package", "out.zip"))
PAPERS = {"bot/cli/derive.py", "bot/cli/catalogue.py"}
"""They write papers and catalogues of a checkout, which everybody may read."""
FILLED = {"made", "zipped", "found"}
"""What may be written to: files that `new_file` made, and a zip in memory."""


@pytest.fixture(name="snurr", params=[0o022])
def snurr_fixture(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Snurr]:
    """Runs a command in an empty folder, under a mask that lets everybody read."""
    monkeypatch.chdir(tmp_path)
    env = {"DATABASE_URL": "sqlite:///data/deep/snurr.db", "SNURR_CONFIG": "none.toml", "MICROSOFT_APP_ID": "app"}
    before = os.umask(request.param)
    yield lambda *words, **more: CliRunner().invoke(cli, words, env=env | more)
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """Return the permissions of everything in a folder, by its path."""
    return {str(path.relative_to(folder)): stat.S_IMODE(path.lstat().st_mode) for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize("snurr", [0o000, 0o022], indirect=True, ids=oct)
def test_nobody_else_can_read_what_commands_make(snurr: Snurr, tmp_path: Path) -> None:
    """Database, its folders, sheets, export, backup, restored database and package, whatever the umask is."""
    lines = ("say", "call -"), ("say", "team week export csv"), ("say", "team week export xlsx"), ("export", "e.zip")
    for words in (*lines, ("backup", "b.zip"), ("restore", "b.zip"), ("teams", "package", "p.zip")):
        done = snurr(*words)
        assert done.exit_code == 0, (words, done.output, done.exception)
    assert snurr("tick", MICROSOFT_APP_ID="").exit_code == 0
    made = modes(tmp_path)
    assert {"data", "data/deep", "data/deep/snurr.db", "e.zip", "b.zip", "p.zip"} < set(made)
    assert 2 == len([name for name in made if name.endswith((".csv", ".xlsx"))])
    assert {0o600} == {mode for name, mode in made.items() if (tmp_path / name).is_file()}
    assert {0o700} == {mode for name, mode in made.items() if (tmp_path / name).is_dir()}


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
@pytest.mark.parametrize("there", ["file", "dead link"])
def test_what_is_there_is_kept(snurr: Snurr, tmp_path: Path, words: tuple[str, ...], there: str) -> None:
    """One sentence that names both ways out; a link that leads nowhere is not followed."""
    snurr("say", "call -")
    place = tmp_path / "out.zip"
    place.symlink_to(tmp_path / "elsewhere") if there == "dead link" else place.write_bytes(b"precious")
    refused = snurr(*words).exception
    assert isinstance(refused, SnurrError)
    assert "out.zip is there already: choose another name, or add --force to replace it." == str(refused)
    assert (there, False) == ("dead link" if place.is_symlink() else "file", (tmp_path / "elsewhere").exists())
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".snurr-")]


@pytest.mark.parametrize("snurr", [0o000], indirect=True)
@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_force_replaces_a_file_and_narrows_its_permissions(
    snurr: Snurr, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """The new file does not inherit that everybody could read the old one."""
    snurr("say", "call -")
    (tmp_path / "out.zip").write_bytes(b"old")
    assert 0 == snurr(*words, "--force").exit_code
    assert (tmp_path / "out.zip").read_bytes().startswith(b"PK")
    assert 0o600 == modes(tmp_path)["out.zip"]


def test_a_file_whose_making_fails_leaves_nothing(tmp_path: Path) -> None:
    """Neither half a file nor the folder in which it was made."""
    with pytest.raises(ZeroDivisionError), new_file(tmp_path / "x") as made:
        made.write_bytes(b"half")
        raise ZeroDivisionError
    assert [] == list(tmp_path.iterdir())


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path) -> None:
    """Of two writers of one name one is refused, also when both began before the other ended."""
    with pytest.raises(FileExistsError), new_file(tmp_path / "x") as made:
        made.write_bytes(b"mine")
        (tmp_path / "x").write_bytes(b"theirs")
    assert b"theirs" == (tmp_path / "x").read_bytes()


def test_a_disk_without_hard_links_takes_files_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as a memory stick; what is there is kept there too."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with new_file(tmp_path / "x") as made:
        made.write_bytes(b"mine")
    assert b"mine" == (tmp_path / "x").read_bytes()
    with pytest.raises(FileExistsError), new_file(tmp_path / "y") as made:
        (tmp_path / "y").write_bytes(b"theirs")
    assert b"theirs" == (tmp_path / "y").read_bytes()


def test_folders_are_made_one_by_one_for_their_owner(tmp_path: Path) -> None:
    """Parents as well; a folder that is there keeps its permissions."""
    (tmp_path / "a").mkdir(0o755)
    make_folder(tmp_path / "a/b/c")
    assert {"a": 0o755, "a/b": 0o700, "a/b/c": 0o700} == modes(tmp_path)


async def test_the_demos_folder_is_its_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds a database like any other, though of nobody."""
    found: list[dict[str, int]] = []

    def stop(_: str) -> None:
        found.append({".": stat.S_IMODE(next(tmp_path.iterdir()).stat().st_mode)} | modes(tmp_path))
        raise ConfigError("enough")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = os.umask(0)
    try:
        with pytest.raises(ConfigError, match="enough"):
            await run_demo(load({"SNURR_CONFIG": "none.toml"}), opens=False, said=stop)
    finally:
        os.umask(before)
    assert {0o600, 0o700} == set(found[0].values())


def opening_calls(source: str) -> list[str]:
    """Return the calls by which a module makes files or folders by itself."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called, arguments = ast.unparse(node.func), [ast.unparse(each) for each in node.args]
        name, on = called.rpartition(".")[2], called.rpartition(".")[0]
        writes = any(each.strip("'\"").rstrip("bt+")[:1] in ("w", "a", "x") and len(each) <= 5 for each in arguments)
        by_itself = name in ("mkdir", "makedirs", "touch", "mkstemp", "NamedTemporaryFile")
        unsafe = name in ("write_text", "write_bytes") and on not in FILLED
        filled = (arguments[:1] and arguments[0] in FILLED) or on == "archive"  # a member of a zip that is filled
        opens = name in ("open", "ZipFile") and writes and not filled and "DATABASE" not in called
        if by_itself or unsafe or opens:
            found.append(ast.unparse(node))
    return found


@pytest.mark.parametrize("folder", ["bot", "storage", "adapters", "nudges"])
def test_files_are_made_in_one_module(folder: str) -> None:
    """Everything else fills what `new_file` and `create_file` of bot/disk.py made."""
    paths = [
        path for path in (ROOT / folder).rglob("*.py") if str(path.relative_to(ROOT)) not in {*PAPERS, "bot/disk.py"}
    ]
    found = {str(path.relative_to(ROOT)): opening_calls(path.read_text(encoding="utf-8")) for path in paths}
    assert {} == {path: calls for path, calls in found.items() if calls}


@pytest.mark.parametrize(
    "code", ["p.write_text('x')", "open(p, 'w')", "p.open('xb')", "p.mkdir()", "ZipFile(p, 'w')", "os.makedirs(p)"]
)
def test_a_file_made_elsewhere_would_be_noticed(code: str) -> None:
    """In every spelling that Python has for it."""
    assert [code] == opening_calls(code)
