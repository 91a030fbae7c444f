"""DATABASE_URL with a slip in its path: what is there instead, and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.errors import StoreUnusable
from storage.sqlite import SqliteEngine


def said(path: Path) -> str:
    """Return why a database cannot be opened, which is not that it is damaged."""
    with pytest.raises(StoreUnusable) as refused:
        SqliteEngine(path)
    assert "damaged" not in str(refused.value)
    return str(refused.value)


def test_a_folder_is_named_as_one(tmp_path: Path) -> None:
    """With the file that may be meant."""
    meant = f"sqlite:///{tmp_path}/snurr.db"
    assert said(tmp_path) == f"{tmp_path} is a folder: name a file in it in DATABASE_URL, such as {meant}."
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("below", ["x.db", "y/x.db"])
def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path, below: str) -> None:
    """The folder may be another one."""
    file = tmp_path / "data"
    file.write_text("x")
    text = said(file / below)
    assert text.startswith(f"{file} is a file, so {file / below} cannot be in it: name another folder in DATABASE_URL")
    assert text.endswith(f"such as sqlite:///{tmp_path}/snurr.db.")


@pytest.mark.parametrize("content", [b"", b"name;owner\nAcme;Kari\n", b"x" * 5000])
def test_a_file_of_another_kind_is_no_damaged_database(tmp_path: Path, content: bytes) -> None:
    """A list of customers, say; it is left as it is."""
    file = tmp_path / "customers.csv"
    file.write_bytes(content)
    assert said(file) == (
        f"The file {file} is no SQLite database; nothing was changed. Name another file in DATABASE_URL; "
        "if this one was Snurr's, put a backup in its place: snurr restore FILE."
    )
    assert (file.read_bytes(), len(list(tmp_path.iterdir()))) == (content, 1)


def test_a_folder_that_cannot_be_made_says_what_to_name() -> None:
    """A file system that takes no folders."""
    text = said(Path("/proc/self/nothing/x.db"))
    assert text.startswith("The database /proc/self/nothing/x.db cannot be made: ")
    assert text.endswith("Name a folder in DATABASE_URL that this user can write, such as sqlite:///data/snurr.db.")


@pytest.mark.parametrize("place", ["folder", "file/x.db"])
def test_doctor_does_not_promise_a_database_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """The first line would not make it."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/{place}")
    monkeypatch.setenv("SNURR_CONFIG", str(tmp_path / "none.toml"))
    result = CliRunner().invoke(cli, ["doctor"])
    assert "fail  database: " in result.stdout
    assert "in DATABASE_URL" in result.stdout
