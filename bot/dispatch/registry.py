"""The declarations of commands, from which help, forms, manifests and tables are derived, and the look-up by word."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import bot.commands
from bot.arguments.parser import Arg
from bot.domain.entries import Detail
from bot.domain.people import EVERYONE, Role
from bot.language.i18n import EXAMPLE, Message, Translator
from bot.language.names import fold
from bot.language.vocabulary import VERBS, Row, verb_label, verb_words
from bot.messages.card import Reply

Handler = Callable[..., Reply]


@dataclass(frozen=True)
class Revision:
    """How the entries that a command makes are edited: which are its own, and the new detail from the old one.

    `detail` takes the old detail and the arguments that were named anew.
    """

    of: type[Detail] | tuple[type[Detail], ...]
    detail: Callable[[Any, Mapping[str, Any]], Detail]
    when: Callable[[Any], bool] = lambda _: True

    def fits(self, detail: Detail) -> bool:
        """Whether the command made an entry with this detail."""
        return isinstance(detail, self.of) and self.when(detail)


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command.

    `verb` is one or two English words. `reads` commands never change anything. `hidden` ones are only pressed.
    """

    verb: str
    handler: Handler
    help: Message
    args: tuple[Arg, ...] = ()
    roles: frozenset[Role] = EVERYONE
    reads: bool = False
    hidden: bool = False
    revises: Revision | None = None
    """How `edit` changes the entries that this command makes."""
    native: str = ""
    """Its own slash command, without the slash, where a platform has such; empty for none."""
    examples: tuple[str, ...] = ()
    words: frozenset[str] = field(default=frozenset())

    @property
    def summary(self) -> str:
        """What it does, in English."""
        return self.help.text

    def shown(self, translator: Translator) -> tuple[str, ...]:
        """Return its examples as a person would type them."""
        return tuple(translator.t(EXAMPLE, line) for line in self.examples)

    def word(self, translator: Translator) -> str:
        """Return what to type in a person's language, such as `opkald`."""
        return verb_label(self.verb, translator.language)

    def usage(self, translator: Translator | None = None) -> str:
        """Return its grammar, such as `call account [outcome]`, or in a person's own words."""
        verb = self.word(translator) if translator else self.verb
        return " ".join((verb, *(arg.usage(translator) for arg in self.args if not arg.hidden)))


def command(
    verb: str,
    *,
    help: Message,
    args: Sequence[Arg] = (),
    roles: frozenset[Role] = EVERYONE,
    reads: bool = False,
    hidden: bool = False,
    revises: Revision | None = None,
    native: str = "",
    examples: Sequence[str] = (),
    said: Row | None = None,
) -> Callable[[Handler], Handler]:
    """Declare the decorated function as the handler of `verb`; `said` is how one word is said in each language."""
    if said:
        VERBS.add(verb, said)

    def declare(handler: Handler) -> Handler:
        handler.declared = Command(  # type: ignore[attr-defined]
            verb=verb,
            handler=handler,
            help=help,
            args=tuple(args),
            roles=roles,
            reads=reads,
            hidden=hidden,
            revises=revises,
            native=native,
            examples=tuple(examples),
            words=frozenset({verb}) if hidden and not said and verb not in VERBS.words else verb_words(verb),
        )
        return handler

    return declare


class Collision(Exception):
    """Two commands answer to the same word."""


@dataclass(frozen=True)
class Registry:
    """All commands, found by any of their words in any language."""

    commands: tuple[Command, ...]
    by_word: Mapping[str, Command]

    def __iter__(self) -> Iterator[Command]:
        return iter(self.commands)

    def get(self, verb: str) -> Command:
        """Return the command of an English verb; raises KeyError."""
        return self.by_word[fold(verb)]

    def find(self, words: Sequence[str]) -> tuple[Command, int] | None:
        """Return the command that the leading words name and how many words that took; two words beat one."""
        for count in (2, 1):
            hit = self.by_word.get(" ".join(fold(word) for word in words[:count]))
            if len(words) >= count and hit is not None:
                return hit, count
        return None


def index(commands: Sequence[Command]) -> Registry:
    """Return the registry of these commands; raises Collision when two share a word."""
    by_word: dict[str, Command] = {}
    for each in sorted(commands, key=lambda c: c.verb):
        for word in each.words:
            if by_word.setdefault(word, each) is not each:
                raise Collision(f"{each.verb} and {by_word[word].verb} both answer to {word!r}")
    return Registry(commands=tuple(sorted(commands, key=lambda c: c.verb)), by_word=by_word)


@cache
def discover() -> Registry:
    """Import every module of bot.commands and return what they declare."""
    found: list[Command] = []
    for module in pkgutil.iter_modules(bot.commands.__path__, "bot.commands."):
        loaded = importlib.import_module(module.name)
        found += [v.declared for v in vars(loaded).values() if callable(v) and hasattr(v, "declared")]
    unique = {each.verb: each for each in found}
    return index(tuple(unique.values()))
