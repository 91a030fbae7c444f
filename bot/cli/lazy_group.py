"""The group of all commands: the module of one is loaded when it is typed, and for a list of them none.

What the list shows of each stands in a derived file.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from bot.cli.plain_command import PlainCommand, PlainGroup
from bot.cli.progress import at_work

MODULES = (
    "bot.cli.say",
    "bot.cli.turns",
    "bot.cli.status",
    "bot.cli.imports",
    "bot.cli.data",
    "bot.cli.backup",
    "bot.cli.erase",
    "bot.cli.explore",
    "bot.cli.migrate",
    "bot.cli.privacy",
    "bot.cli.why",
    "bot.cli.init",
    "bot.cli.outbox",
    "bot.cli.platforms",
)
"""Where commands are declared that are loaded when they are typed, in the order in which they are shown."""
DERIVED = Path(__file__).with_name("commands.json")


def declared() -> dict[str, dict[str, str]]:
    """Return the module of each command, what it does, and its heading, as they are declared."""
    return {
        name: {"module": module, "help": command.help, "heading": command.rich_help_panel}
        for module in MODULES
        for name, command in _commands_of(module).items()
    }


@cache
def _commands_of(module: str) -> dict[str, Any]:
    group: Any = typer.main.get_group(import_module(module).cli)
    return dict(group.commands)


class LazyGroup(PlainGroup):
    """Holds the commands of its own module, and of each other one what a list shows.

    Whichever command of it runs is never silent for long.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.modules: dict[str, str] = {}
        for name, shown in json.loads(DERIVED.read_text(encoding="utf-8")).items():
            self.modules[name] = shown["module"]
            self.add_command(PlainCommand(name=name, help=shown["help"], rich_help_panel=shown["heading"]))

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for, and say meanwhile that it is at work."""
        name = next(iter((*ctx._protected_args, *ctx.args)), "")
        with at_work(name):
            return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is typed, loaded."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, self.loaded(name) if name in self.modules else command, rest

    def loaded(self, name: str) -> Any:
        """Return a command with all that it takes."""
        return _commands_of(self.modules[name])[name] if name in self.modules else self.commands[name]
