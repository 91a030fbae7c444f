"""What follows from the declarations is in step, and the locks are clean."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from bot.derive import derived_drift, tables
from bot.gallery import gallery_cards
from bot.i18n import LANGUAGES
from bot.message import Press
from bot.registry import discover
from nudges.rule import rules

ROOT = Path(__file__).parents[2]
SOURCE = [path for folder in ("bot", "adapters", "nudges", "storage") for path in (ROOT / folder).rglob("*.py")]
LOOPS = {"bot/dispatch.py", "nudges/loop.py", "nudges/planner.py"}


def _functions() -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    found = []
    for path in SOURCE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.append((str(path.relative_to(ROOT)), node))
    return found


def test_derived_tables_are_in_step() -> None:
    """README follows the declarations."""
    assert derived_drift() == []
    assert {"commands", "nudges", "settings"} == set(tables())


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_s21_locks_hold_names_versions_and_hashes_alone(name: str) -> None:
    """S21: no address of any registry, and a hash for everything."""
    text = (ROOT / name).read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file:", text)
    pinned = re.findall(r"^[a-z0-9][\w.\-\[\]]*==", text, re.MULTILINE)
    assert len(pinned) > 20
    assert text.count("--hash=sha256:") >= len(pinned)


def test_every_command_has_a_help_sentence_and_visible_ones_an_example() -> None:
    """Help, forms and manifests come from these."""
    for command in discover():
        assert command.help.text
        assert command.hidden or command.examples, command.verb


def test_native_slash_commands_are_lowercase_ascii() -> None:
    """One illegal name makes Slack refuse the whole manifest."""
    names = [command.native for command in discover() if command.native]
    assert all(re.fullmatch("[a-z]+", name) for name in names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gallery_draws_every_command_and_nudge(language: str) -> None:
    """Each declared example gives a card; each button fits into the narrowest platform."""
    cards = list(gallery_cards(language))
    assert {f"command {example}" for command in discover() for example in command.examples} <= {
        name for name, _ in cards
    }
    assert {"N1", "N2", "N13"} <= {name.removeprefix("nudge ") for name, _ in cards}
    for name, card in cards:
        assert list(card.texts()), name
        assert len(card.buttons) <= 5, name
        for button in card.all_buttons():
            assert button.press == Press.unpack(button.press.pack())


def test_the_gallery_matches_its_snapshot(snapshot: object) -> None:
    """Whoever changes a card sees it in the review."""
    from adapters._fallback import card_text  # noqa: PLC0415

    text = "\n\n".join(f"{name}\n{card_text(card)}" for name, card in gallery_cards("en"))
    assert text == snapshot


def test_house_bars_on_size() -> None:
    """Functions of at most 60 lines, files of at most 350."""
    long = [(where, node.name) for where, node in _functions() if (node.end_lineno or 0) - node.lineno + 1 > 60]
    assert long == []
    assert [str(path) for path in SOURCE if len(path.read_text().splitlines()) > 350] == []


def test_house_bars_on_annotations_and_exceptions() -> None:
    """Every function says what it returns; broad excepts only in the loops that must survive."""
    assert [(where, node.name) for where, node in _functions() if node.returns is None] == []
    broad = [
        str(path.relative_to(ROOT))
        for path in SOURCE
        if re.search(r"except (Base)?Exception\b|except:", path.read_text(encoding="utf-8"))
    ]
    assert set(broad) <= LOOPS | {"storage/sqlite.py", "bot/app.py"}


def test_the_clock_is_read_in_one_place() -> None:
    """Time enters as an argument."""
    pattern = re.compile(r"datetime\.now\(|utcnow\(|date\.today\(|time\.time\(")
    readers = [path.name for path in SOURCE if pattern.search(path.read_text(encoding="utf-8"))]
    assert readers == ["clock.py"]


def test_rules_have_ids_and_words() -> None:
    """N1 to N19, each with a sentence for the schedule."""
    assert all(re.fullmatch("N[0-9]{1,2}", rule.id) and rule.help.text for rule in rules())


def test_no_path_of_one_machine_is_in_the_tree() -> None:
    """The project speaks of itself alone."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in tracked:
        if name.endswith((".py", ".md", ".toml", ".txt", ".js", ".css", ".html", ".sql")):
            assert str(ROOT) not in (ROOT / name).read_text(encoding="utf-8"), name
