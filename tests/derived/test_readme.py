"""README keeps what people and scripts copy from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "PRIVACY.md", "CHANGELOG.md", "docs/why.md")


def _block(name: str) -> list[str]:
    """Return the lines of the fenced block after a mark."""
    _, _, rest = README.partition(f"<!-- {name} -->\n```sh\n")
    return rest.partition("```")[0].splitlines()


def test_the_demo_line_ends_by_starting_the_demo() -> None:
    """Contract 17: one line, from nothing to the running demo, with hashes."""
    (line,) = _block("demo-command")
    assert line.startswith("python3 -m venv .venv && ")
    assert "--require-hashes -r requirements.txt" in line
    assert line.endswith(" && .venv/bin/snurr demo")


def test_the_test_line_runs_the_suite_in_the_demo_lines_environment() -> None:
    """Contract 17: one line, with hashes, the whole suite."""
    (line,) = _block("test-command")
    assert "--require-hashes -r requirements-test.txt" in line
    assert line.endswith(" && .venv/bin/python -m pytest -n 4 --dist loadfile")


def test_the_release_check_runs_the_readmes_own_lines() -> None:
    """What the papers promise is what is tried."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "readme demo-command" in script
    assert "readme test-command" in script


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_link_to_papers_that_exist(paper: str) -> None:
    """Nobody follows a link to nowhere."""
    text = (ROOT / paper).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+\.md)", text)
    assert [link for link in links if not ((ROOT / paper).parent / link).exists()] == []
