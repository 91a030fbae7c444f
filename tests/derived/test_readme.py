"""The README keeps what people and scripts copy from it, stays short, and links to what exists."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from tests.web.moving_picture import chunks

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = sorted(str(path.relative_to(ROOT)) for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
PICTURES = sorted(path.name for path in (ROOT / "docs").glob("*.png"))


def _block(name: str) -> list[str]:
    """Return the lines of the fenced block after a mark."""
    _, _, rest = README.partition(f"<!-- {name} -->\n```sh\n")
    return rest.partition("```")[0].splitlines()


def test_the_demo_line_ends_by_starting_the_demo() -> None:
    """One line, from nothing to the running demo, with hashes."""
    (line,) = _block("demo-command")
    assert line.startswith("python3 -m venv .venv && ")
    assert "--require-hashes -r requirements.txt" in line
    assert line.endswith(" && .venv/bin/snurr demo")


def test_the_test_line_runs_the_suite_in_the_demo_lines_environment() -> None:
    """One line, with hashes, the whole suite."""
    (line,) = _block("test-command")
    assert "--require-hashes -r requirements-test.txt" in line
    assert line.endswith(" && .venv/bin/python -m pytest -n 4 --dist loadfile")


def test_the_release_check_runs_the_readmes_own_lines() -> None:
    """What the papers promise is what is tried."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "readme demo-command" in script
    assert "readme test-command" in script


def test_the_readme_is_short() -> None:
    """At most 120 lines and 900 words: it is the user's road, and the rest has papers of its own."""
    assert len(README.splitlines()) <= 120
    assert len(README.split()) <= 900


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_link_to_files_and_headings_that_exist(paper: str) -> None:
    """Nobody follows a link to nowhere."""
    text = (ROOT / paper).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", text)
    assert [] == [link for link in links if not _exists(ROOT / paper, *link)]


@pytest.mark.parametrize("paper", [each for each in PAPERS if each not in ("CHANGELOG.md", "CONTRIBUTING.md")])
def test_papers_name_files_that_exist(paper: str) -> None:
    """A file that moved is followed by the papers; the changelog tells of the past, CONTRIBUTING of files to come."""
    text = (ROOT / paper).read_text(encoding="utf-8")
    named = re.findall(r"`((?:adapters|bench|bot|docs|nudges|storage|tests)/[\w/.]*\w)`", text)
    assert [] == [name for name in named if not (ROOT / name).exists()]


def _exists(paper: Path, file: str, anchor: str) -> bool:
    target = paper.parent / file if file else paper
    return target.exists() and (not anchor or anchor in _anchors(target.read_text(encoding="utf-8")))


def _anchors(text: str) -> set[str]:
    """Return the anchors of a paper's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-") for heading in headings}


def test_every_picture_is_shown_or_linked() -> None:
    """A picture that no paper uses grows old unseen."""
    used = "".join((ROOT / paper).read_text(encoding="utf-8") for paper in PAPERS)
    assert [] == [picture for picture in PICTURES if picture not in used]


def test_the_moving_picture_is_light_told_in_words_and_stops() -> None:
    """Under a megabyte, some eight seconds, an end, words for whoever does not see it, a still for whoever asks."""
    (source, words) = re.findall(r'<img src="([^"]*)" alt="([^"]*)">', README)[0]
    picture = (ROOT / source).read_bytes()
    parts = list(chunks(picture))
    (frames, plays) = struct.unpack(">II", dict(parts)[b"acTL"])
    seconds = sum(struct.unpack_from(">H", data, 20)[0] for kind, data in parts if kind == b"fcTL") / 1000
    assert (len(picture) < 1_000_000, frames > 1, 0 < plays < 5, 6 <= seconds <= 10) == (True,) * 4
    assert len(words.split()) > 10
    assert '<source media="(prefers-reduced-motion: reduce)" srcset="docs/demo.png">' in README
