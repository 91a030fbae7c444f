"""The operator's command `init`: asks the few things that differ everywhere and writes a commented settings file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Annotated

import typer

from bot.cli.console import SET_UP, ForceOption, example, print_line, writing
from bot.cli.plain_command import PlainCommand
from bot.disk import new_file
from bot.settings import SETTINGS, Secret, settings_file

QUESTIONS = {
    "snurr_language": "Language of people who have none",
    "snurr_country": "Country whose public holidays count",
    "snurr_timezone": "Time zone of people whose team has none",
    "snurr_purpose": "What team figures are for, in a sentence for your people (may stay empty)",
    "snurr_basis": "Legal basis of that",
    "snurr_admins": "Mail address of the first admin (may stay empty)",
}
cli = typer.Typer()


@cli.command(cls=PlainCommand, epilog=example("snurr init"), rich_help_panel=SET_UP)
def init(
    defaults: Annotated[bool, typer.Option("--defaults", help="Ask nothing.")] = False,
    force: ForceOption = False,
) -> None:
    """Write snurr.toml with every setting explained, after six questions; SNURR_CONFIG names another file."""
    file = settings_file(os.environ)
    with writing(file):
        if file.exists() and not force:
            raise FileExistsError
        answers = {} if defaults else {name: _answer(name, question) for name, question in QUESTIONS.items()}
        with new_file(file, replace=force) as made:
            made.write_text(settings_text(answers), encoding="utf-8")
    print_line(f"{file} is written, and yours alone. Next: docs/slack.md or docs/teams.md, then snurr doctor.")


def _answer(name: str, question: str) -> str:
    """Ask until the answer fits."""
    while True:
        given = str(typer.prompt(question, default=str(SETTINGS[name].default)))
        try:
            return str(SETTINGS[name].read(given.strip()))
        except ValueError as error:
            print_line(f"{error}.")


def settings_text(answers: Mapping[str, str]) -> str:
    """Return a settings file: what was answered, and all else with its meaning and default, commented out."""
    head = "# Settings of Snurr. What begins with # is explained and has its default; the environment goes first.\n"
    return "\n".join((head, *(_entry(name, answers) for name in SETTINGS)))


def _entry(name: str, answers: Mapping[str, str]) -> str:
    default = SETTINGS[name].default
    value = answers.get(name, default.value if isinstance(default, Secret) else default)
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    return f"# {SETTINGS[name].description}\n{line if answers.get(name) else f'# {line}'}\n"
