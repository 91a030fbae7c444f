"""What a page is sent once: the languages, its labels and the list of commands in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.arguments.account import AccountArg
from bot.dispatch.registry import Command
from bot.domain.people import EVERYONE, Role
from bot.language.i18n import Translator, msg, translator_for
from bot.language.vocabulary import ROLES
from bot.language.word_files import LANGUAGES, WORD_FILES

LABELS = {
    "clock": msg("page", "Clock"),
    "next": msg("page", "Next nudge"),
    "hour": msg("page", "+1 h"),
    "tomorrow": msg("page", "Tomorrow 08:30"),
    "friday": msg("page", "Friday 15:00"),
    "reset": msg("page", "Reset"),
    "show": msg("page", "Show as"),
    "card": msg("page", "card"),
    "text": msg("page", "text"),
    "person": msg("page", "Person"),
    "place": msg("page", "Place"),
    "private": msg("page", "private"),
    "gallery": msg("page", "gallery"),
    "language": msg("page", "Language"),
    "talk": msg("page", "Conversation"),
    "message": msg("page", "Message"),
    "hint": msg("page", "Type here, or / for the list"),
    "send": msg("page", "Send"),
    "list": msg("page", "Commands and accounts"),
    "cancel": msg("page", "Cancel"),
    "calendar": msg("page", "Calendar"),
    "more": msg("page", "More"),
    "only": msg("page", "only you"),
    "target": msg("page", "target"),
    "empty": msg("page", "Nothing said yet. Try one of these:"),
    "arrived": msg("page", "Sent to: {names}"),
    "quiet": msg("page", "Nothing comes in the next eight days."),
    "away": msg("page", "Not connected; trying again."),
}


def page_setup(commands: Sequence[Command]) -> Mapping[str, object]:
    """Return the first update of a page: the languages, labels by language, and the commands that can be typed."""
    return {
        "type": "words",
        "languages": {language: _language(translator_for(language)) for language in LANGUAGES},
        "labels": {language: _labels(translator_for(language)) for language in LANGUAGES},
        "commands": [_command(command) for command in sorted(commands, key=_rank) if not command.hidden],
    }


def _rank(command: Command) -> tuple[bool, int, str]:
    """What everybody types most stands first, as in help."""
    first = command.rank if command.roles == EVERYONE else None
    return (first is None, first or 0, command.verb)


def _language(say: Translator) -> Mapping[str, object]:
    """Return how a language is called, its further codes, and the tag (BCP 47) by which a browser writes days."""
    about = WORD_FILES[say.language].about
    return {
        "name": about.name[:1].upper() + about.name[1:],
        "hints": about.hints,
        "tag": str(say.locale).replace("_", "-"),
    }


def _labels(say: Translator) -> Mapping[str, object]:
    roles = {role.value: ROLES.label(role, say.language) for role in Role} | {"guest": say.t("page", "guest")}
    # Whom a nudge was sent to is put in by the page.
    return {name: say.m(label, names="{names}") for name, label in LABELS.items()} | {"roles": roles}


def _command(command: Command) -> Mapping[str, object]:
    return {
        "verb": command.verb,
        "words": sorted(command.words),
        "roles": sorted(command.roles),
        "account": bool(command.args) and isinstance(command.args[0], AccountArg),
        "in": {language: _entry(command, translator_for(language)) for language in LANGUAGES},
    }


def _entry(command: Command, say: Translator) -> Mapping[str, str]:
    return {"word": command.word(say), "usage": command.usage(say), "help": say.m(command.help)}
