"""The examples of CONTRIBUTING.md do what it says, as they stand there."""

from __future__ import annotations

import json
import re
import sys
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from bot.dispatch import registry
from bot.language.vocabulary import VERBS, Vocabulary
from bot.language.word_files import LANGUAGES, Forms
from bot.messages.plain_text import card_text
from nudges import rule
from tests.dialog import TUESDAY, Dialog

ROOT = Path(__file__).parents[2]
PAPER = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def example(mark: str) -> ModuleType:
    """Return the code below a mark as a module that discovery does not know."""
    code = re.search(rf"<!-- {mark} -->\n```python\n(.*?)```", PAPER, re.DOTALL)
    assert code, f"CONTRIBUTING.md has no {mark}"
    module = ModuleType(f"contributing_{mark.replace('-', '_')}")
    sys.modules[module.__name__] = module  # dataclasses and annotations look their module up
    exec(compile(code[1], "CONTRIBUTING.md", "exec"), module.__dict__)
    return module


@pytest.fixture(name="words_of_the_example")
def words_of_the_example_fixture(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vocabulary of verbs with the lines that the guide adds to the word files."""
    lines = re.findall(r"<!-- example-words (\w+) -->\n```toml\nhello = (.*?)\n```", PAPER)
    assert set(LANGUAGES) == {code for code, _ in lines}
    hello = {code: Forms(tuple(json.loads(words))) for code, words in lines}
    monkeypatch.setattr("bot.language.vocabulary.VERBS", Vocabulary(lambda: {**VERBS.words, "hello": hello}))


@pytest.mark.parametrize("line", ["hello acme", "hej acme", "cześć acme"])
def test_the_whole_command_answers_in_every_language(talk: Dialog, words_of_the_example: None, line: str) -> None:
    """One file is all that its answer takes."""
    declared = example("example-command").hello.declared
    talk.registry = registry.index((*registry.discover(), declared))
    assert "Hello, Acme A/S." == talk.text(line)


def test_the_whole_rule_speaks_on_friday_alone(talk: Dialog, monkeypatch: pytest.MonkeyPatch) -> None:
    """It fits in among the others, and says its number."""
    declared = example("example-rule").friday_calls.declared
    ordered = rule.in_order((*rule.rules(), declared))
    monkeypatch.setattr("nudges.planner.rules", lambda: ordered)
    talk.say("call acme", "anna")
    friday = TUESDAY + timedelta(days=3)
    said = {
        day: [
            card_text(each.card, buttons=False) for each in talk.holds(day) if (each.rule, each.to) == ("N20", "anna")
        ]
        for day in (friday - timedelta(days=1), friday)
    }
    assert [0, 1] == [len(texts) for texts in said.values()]
    assert "1 call this week." in said[friday][0]


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"`((?:bot|adapters|nudges|storage|tests|docs)/[\w/.-]+)`", PAPER)))
)
def test_every_file_that_is_named_is_there(name: str) -> None:
    """Whoever follows the guide finds what it names."""
    assert (ROOT / name).exists()
