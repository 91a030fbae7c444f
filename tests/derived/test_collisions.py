"""What two declarations may not share: the program, or the type check, stops and says where both stand."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from adapters.teams.manifest import MENU_LENGTH, menu_commands
from bot.commands.help import LINES
from bot.dispatch.registry import Command, discover, index, lazily
from bot.domain.people import EVERYONE
from bot.errors import Collision
from bot.language.i18n import msg
from bot.language.word_files import LANGUAGES
from nudges.rule import Rule, To, in_order
from storage.migrate import FOLDER
from storage.queries import named_statements
from tests.derived.throwaway import ROOT, complaints

COMMAND = """
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Reply

@command("call", help=msg("help", "Log a call"), examples=("call",))
def second_call(ctx):
    return Reply()
"""
RULE = """
from bot.language.i18n import msg
from nudges.rule import To, nudge

@nudge("N3", to=To.PERSON, rank=1000, help=msg("nudge", "Follow-ups due today"))
def second_follow_up(day):
    yield from ()
"""
PLATFORM = "from adapters.terminal import PLATFORM\n"


def started(package: str, module: str, code: str, then: str, folder: Path) -> str:
    """Return what a program says that finds one more module in a package; empty when it went on."""
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    script = f"import {package}; {package}.__path__.append({str(folder)!r}); {then}"
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return result.stderr.strip().splitlines()[-1] if result.returncode else ""


def function_of(module: str) -> Any:
    """Return a function that says that it stands in a module."""
    made = FunctionType((lambda: None).__code__, {"__name__": module})
    assert made.__module__ == module
    return made


def a_command(verb: str, **more: Any) -> Command:
    """Return a command that bot/commands/VERB.py declares."""
    words = frozenset({verb, *more.pop("words", ())})
    return Command(verb=verb, handler=function_of(f"bot.commands.{verb}"), help=msg("help", verb), words=words, **more)


def a_rule(id: str, rank: int) -> Rule:
    """Return a rule that nudges/rules/ID.py declares."""
    return Rule(id=id, to=To.PERSON, rank=rank, help=msg("nudge", id), yields=function_of(f"nudges.rules.{id.lower()}"))


def test_two_commands_with_one_verb_stop_the_program(tmp_path: Path) -> None:
    """The later one does not take the place of the first in silence."""
    then = "from bot.dispatch.registry import discover; discover()"
    said = started("bot.commands", "zz_call", COMMAND, then, tmp_path)
    assert "bot.errors.Collision: bot.commands.call and bot.commands.zz_call both declare the verb 'call'" in said


def test_what_is_known_of_commands_before_they_are_loaded_is_what_they_declare() -> None:
    """In every language, so that no word leads elsewhere."""
    assert list(lazily()) == list(discover())
    assert {word: each.verb for word, each in discover().by_word.items()} == {
        word: each.verb for word, each in lazily().by_word.items()
    }
    for language in LANGUAGES:
        assert lazily().by_language[language].keys() == discover().by_language[language].keys()


def test_a_command_counts_before_anything_is_derived_of_it(tmp_path: Path) -> None:
    """Whoever adds one tries it at once; what two declare is refused as ever."""
    then = "from bot.dispatch.registry import lazily; lazily()"
    assert "both declare the verb 'call'" in started("bot.commands", "zz_call", COMMAND, then, tmp_path)


def test_two_rules_with_one_id_stop_the_program(tmp_path: Path) -> None:
    """What was planned under an id belongs to one rule."""
    said = started("nudges.rules", "zz_follow_up", RULE, "from nudges.rule import rules; rules()", tmp_path)
    assert "nudges.rules.follow_up and nudges.rules.zz_follow_up both declare the id N3" in said


def test_two_platforms_with_one_name_stop_the_program(tmp_path: Path) -> None:
    """People's addresses begin with the platform's name."""
    said = started("adapters", "zz_copy", PLATFORM, "adapters.discover()", tmp_path)
    assert "adapters.zz_copy calls its platform 'terminal': set its `name` to 'zz_copy'" in said


@pytest.mark.parametrize(
    ("shared", "claim"),
    [
        ({"words": ("plate",)}, "the word 'plate'"),
        ({"native": "plate"}, "the native command 'plate'"),
        ({"rank": 10}, "rank 10"),
        ({"menu": 10}, "menu 10"),
    ],
    ids=["word", "native", "rank", "menu"],
)
def test_two_commands_share_nothing_that_tells_them_apart(shared: dict[str, Any], claim: str) -> None:
    """A word, a native command and a place in a list belong to one command each."""
    with pytest.raises(Collision, match=f"bot.commands.a and bot.commands.b both declare {claim}: change one"):
        index((a_command("a", **shared), a_command("b", **shared)))


def test_two_rules_of_one_rank_stop_the_program() -> None:
    """When the day's budget is short, the rank alone decides who comes first."""
    with pytest.raises(Collision, match=r"nudges\.rules\.n1 and nudges\.rules\.n2 both declare rank 7"):
        in_order((a_rule("N1", 7), a_rule("N2", 7)))
    assert ["N2", "N1"] == [rule.id for rule in in_order((a_rule("N1", 8), a_rule("N2", 7)))]


def test_two_statements_of_one_name_stop_the_program() -> None:
    """The later one would answer for both."""
    with pytest.raises(Collision, match="called find"):
        named_statements("-- :name find\nSELECT 1\n\n-- :name find\nSELECT 2\n")


def test_a_setting_that_is_declared_twice_fails_the_type_check(tmp_path: Path) -> None:
    """The later default would win in silence."""
    name = "bot/settings.py"
    text = (ROOT / name).read_text(encoding="utf-8")
    twice = re.sub("(?m)^(    host: str = .*)$", r"\1\n\1", text, count=1)
    assert {} == complaints({}, [name], tmp_path, "no-redef")
    assert {name: 1} == complaints({name: twice}, [name], tmp_path, "no-redef")


def misnumbered(names: Sequence[str]) -> list[str]:
    """Return the migrations that have no number of four digits, or one that another has."""
    found = sorted(names)
    return [
        name for before, name in pairwise(["", *found]) if not re.match(r"[0-9]{4}_", name) or before[:5] == name[:5]
    ]


def test_each_migration_has_a_number_of_its_own() -> None:
    """Two of one number were written side by side: give the later one another number. A gap is no harm."""
    assert [] == misnumbered([path.stem for path in FOLDER.glob("*.sql")])
    assert ["0001_b"] == misnumbered(["0001_a", "0001_b"])
    assert ["2_b"] == misnumbered(["0001_a", "2_b", "0003_c"])


# short lists


def test_short_lists_follow_the_rank_of_the_declaration() -> None:
    """A command that is declared with a rank stands in help's list, without any list to be edited."""
    listed = index((a_command("c", rank=30), a_command("a"), a_command("b", rank=20)))
    assert ["b", "c"] == [command.verb for command in listed.ranked()]


def test_short_lists_hold_what_is_ranked() -> None:
    """One command too many would push another one out: give one of them no `rank`, or no `menu`."""
    assert len([each for each in discover().ranked() if each.roles == EVERYONE]) <= LINES
    assert len([each for each in discover() if each.menu is not None]) <= MENU_LENGTH


def test_the_menu_of_teams_follows_the_declaration() -> None:
    """A command with a place in the menu stands there; the manifest keeps no list of verbs."""
    commands = [a_command("c", menu=30), a_command("a"), a_command("b", menu=20)]
    assert ["b", "c"] == [command.verb for command in menu_commands(commands)]
    assert ["b"] == [command.verb for command in menu_commands([replace(commands[0], menu=None), *commands[1:]])]
