"""What follows from the declarations is in step."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bot.cli.derive import PAPERS, derived_drift, tables
from bot.cli.gallery import gallery_cards
from bot.dispatch.registry import discover
from bot.language.i18n import translator_for
from bot.language.word_files import LANGUAGES
from bot.messages.press import Press
from nudges.rule import rules

ROOT = Path(__file__).parents[2]


def test_derived_tables_are_in_step() -> None:
    """docs/reference.md and docs/platforms.md follow the declarations."""
    assert derived_drift() == []
    assert {"commands", "nudges", "settings", "capabilities"} == set(tables())


def test_every_derived_table_stands_in_one_paper() -> None:
    """A mark that is lost would leave a table behind that nobody keeps in step."""
    papers = "".join(paper.read_text(encoding="utf-8") for paper in PAPERS)
    assert dict.fromkeys(tables(), 1) == {name: papers.count(f"<!-- {name} -->\n") for name in tables()}


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
    examples = {f"command {line}" for command in discover() for line in command.shown(translator_for(language))}
    assert examples <= {name for name, _ in cards}
    assert {"N1", "N2", "N13"} <= {name.removeprefix("nudge ") for name, _ in cards}
    for name, card in cards:
        assert list(card.texts()), name
        assert len(card.buttons) <= 5, name
        for button in card.all_buttons():
            assert button.press == Press.unpack(button.press.pack())


def test_the_gallery_matches_its_snapshot(snapshot: object) -> None:
    """Whoever changes a card sees it in the review."""
    from bot.messages.plain_text import card_text  # noqa: PLC0415

    text = "\n\n".join(f"{name}\n{card_text(card)}" for name, card in gallery_cards("en"))
    assert text == snapshot


def test_rules_have_ids_and_words() -> None:
    """N1 to N19, each with a sentence for the schedule."""
    assert all(re.fullmatch("N[0-9]{1,2}", rule.id) and rule.help.text for rule in rules())


def test_no_path_of_one_machine_is_in_the_tree() -> None:
    """The project speaks of itself alone."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for name in tracked:
        if name.endswith((".py", ".md", ".toml", ".txt", ".js", ".css", ".html", ".sql")):
            assert str(ROOT) not in (ROOT / name).read_text(encoding="utf-8"), name
