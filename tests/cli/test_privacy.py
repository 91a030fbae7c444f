"""`snurr privacy`: the notice and the sheet of an impact assessment, from what the program declares."""

from __future__ import annotations

import re
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.dispatch.registry import discover
from bot.domain.people import MANAGERS
from bot.errors import ConfigError
from bot.language.word_files import LANGUAGES

HOSTILE = "<script>x</script> | # *help* `in` [time](http://evil.example)"


class Tags(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(name="environment")
def environment_fixture(tmp_path: Path) -> dict[str, str]:
    """A company whose purpose is hostile text."""
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'snurr.db'}", "SNURR_CONFIG": str(tmp_path / "none.toml")}
    for line in ("admin team Nord country NO", f"admin purpose {HOSTILE} basis interest told 2026-11-01"):
        said = CliRunner().invoke(
            cli, ["say", line, "--as", "chris", "--at", "2026-11-24T09:00+01:00"], env=environment
        )
        assert 0 == said.exit_code, said.output
    return environment


def written(environment: dict[str, str], folder: Path, *options: str) -> dict[str, str]:
    """Write the papers; return them by the name of their file."""
    done = CliRunner().invoke(cli, ["privacy", str(folder), *options], env=environment)
    if isinstance(done.exception, ConfigError):
        raise done.exception
    assert 0 == done.exit_code, done.output
    return {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir()}


def test_both_papers_are_written_in_each_language(environment: dict[str, str], tmp_path: Path) -> None:
    """For their owner alone."""
    files = written(environment, tmp_path / "papers")
    names = {
        f"{paper}.{language}.{form}"
        for paper in ("notice", "assessment")
        for language in LANGUAGES
        for form in ("md", "html")
    }
    assert names == set(files)
    assert {0o600} == {stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "papers").iterdir()}
    assert len(LANGUAGES) == len({files[f"notice.{language}.md"] for language in LANGUAGES})


def test_the_assessment_names_every_view_of_managers_and_what_is_left_to_fill_in(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """A new command for managers is in it without anybody's doing."""
    text = written(environment, tmp_path / "papers", "--language", "en")["assessment.en.md"].replace("\\", "")
    views = [each for each in discover() if each.roles == MANAGERS and not each.hidden]
    assert [] == [each.verb for each in views if f"| {each.verb} | {each.help.text} |" not in text]
    assert 6 == len(re.findall("…{2,}", text))
    assert "30 days" in text


def test_what_somebody_typed_acts_in_neither(environment: dict[str, str], tmp_path: Path) -> None:
    """It is read as it was typed, and a page loads nothing."""
    files = written(environment, tmp_path / "papers", "--language", "en")
    page = Tags(files["notice.en.html"])
    assert HOSTILE in page.text
    assert {"html", "head", "meta", "title", "style", "body", "h1", "h2", "table", "tr", "th", "td", "p"} == page.tags
    line = next(line for line in files["notice.en.md"].splitlines() if "script" in line)
    assert [] == re.findall(r"(?<!\\)[<>|#*`\[\]]", line)


def test_what_is_there_is_kept_unless_forced(environment: dict[str, str], tmp_path: Path) -> None:
    """And a language that there is not is refused."""
    written(environment, tmp_path / "papers", "--language", "da")
    with pytest.raises(ConfigError, match="--force"):
        written(environment, tmp_path / "papers", "--language", "da")
    written(environment, tmp_path / "papers", "--language", "da", "--force")
    with pytest.raises(ConfigError, match="choose one of"):
        written(environment, tmp_path / "papers", "--language", "fr")
