"""The declarations of commands, from which help, forms, manifests and tables are derived, and the look-up by word."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache, partial
from pathlib import Path
from typing import Any

import bot.commands
from bot.arguments.basic import ButtonValue
from bot.arguments.entry_ref import RefArg
from bot.arguments.keyword import KeywordArg
from bot.arguments.parser import Arg
from bot.domain.details import Detail
from bot.domain.people import EVERYONE, Role
from bot.errors import Collision
from bot.language.i18n import EXAMPLE, Message, Translator
from bot.language.names import ByText, bare, fold
from bot.language.vocabulary import VERBS, verb_label, verb_words
from bot.messages.card import Reply
from bot.records import lazy, record

Handler = Callable[..., Reply]
DERIVED = Path(__file__).with_name("verbs.json")
"""Which module declares which verbs, as `derived_verbs` returns it."""


@record
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


@record(kw_only=True)
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
    fact: bool = False
    """Whether one line may tell it beside others, and in more words than its grammar has."""
    contact: bool = False
    """Whether it logs one contact with a customer, such as a call or a visit, which a line may tell of several."""
    revises: Revision | None = None
    """How `edit` changes the entries that this command makes."""
    native: str = ""
    """Its own slash command, without the slash, where a platform has such; empty for none."""
    examples: tuple[str, ...] = ()
    words: frozenset[str] = field(default=frozenset())
    by_hand: bool = False
    """Whether people do it themselves alone: what cannot be taken back, or opens the log to others."""
    rank: int | None = None
    """Its place in short lists, such as the help of one who asks for no command; None: only in the full list."""
    menu: int | None = None
    """Its place in the menu of a platform that has no room for all commands; None: not in it."""

    @property
    def module(self) -> str:
        """The module that declares it, such as `bot.commands.call`."""
        return self.handler.__module__

    @property
    def for_programs(self) -> bool:
        """Whether a program may do it for a person: nothing that only some roles may do, that shows others' figures."""
        return self.roles == EVERYONE and not self.hidden and not self.by_hand

    @property
    def said_args(self) -> tuple[Arg, ...]:
        """The arguments that can be said; the others come from buttons."""
        return tuple(arg for arg in self.args if not isinstance(arg, ButtonValue))

    @lazy
    def takes_words(self) -> bool:
        """Whether words may stand behind it; a page is none, as Polish "ja" is `me` and begins many a Danish line."""
        return any(not arg.hidden and not isinstance(arg, KeywordArg) for arg in self.args)

    @lazy
    def begins_with_ref(self) -> bool:
        """Whether it is about an entry that it names by its ref first."""
        return not self.fact and any(isinstance(arg, RefArg) for arg in self.args[:1])

    @property
    def names_person(self) -> bool:
        """Whether a line of it may name a person, whom a mention then stands for."""
        return any(arg.names_person for arg in self.args)

    @property
    def names_account(self) -> bool:
        """Whether it is about an account."""
        return any(arg.names_account for arg in self.args)

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
    fact: bool = False,
    contact: bool = False,
    revises: Revision | None = None,
    native: str = "",
    examples: Sequence[str] = (),
    by_hand: bool = False,
    rank: int | None = None,
    menu: int | None = None,
) -> Callable[[Handler], Handler]:
    """Declare the decorated function as the handler of `verb`, whose words are in the word files."""

    def declare(handler: Handler) -> Handler:
        handler.declared = Command(  # type: ignore[attr-defined]
            verb=verb,
            handler=handler,
            help=help,
            args=tuple(args),
            roles=roles,
            reads=reads,
            hidden=hidden,
            fact=fact,
            contact=contact,
            revises=revises,
            native=native,
            examples=tuple(examples),
            words=_words(verb, hidden),
            by_hand=by_hand,
            rank=rank,
            menu=menu,
        )
        return handler

    return declare


@record(kw_only=True)
class LazyCommand:
    """A command by its words; its module is loaded when it is asked for. The names are those of Command."""

    verb: str
    hidden: bool
    native: str
    words: frozenset[str]
    load: Callable[[], Command]

    @lazy
    def command(self) -> Command:
        """The command itself."""
        return self.load()


@record
class Registry:
    """All commands, found by their words: by any of them in any language, or as people of a language may type them."""

    known: tuple[LazyCommand, ...]
    by_word: Mapping[str, LazyCommand]
    by_language: Mapping[str, Mapping[str, LazyCommand]]
    """By what people of a language may type; of a language that nobody speaks nothing is made."""
    longest: int
    """How many words the longest of them has."""
    reach: Mapping[str, int]
    """How many words the longest has that begins with a word."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """All of them by verb, loaded."""
        return tuple(each.command for each in self.known)

    def __iter__(self) -> Iterator[Command]:
        return iter(self.commands)

    def get(self, verb: str) -> Command:
        """Return the command of an English verb; raises KeyError."""
        return self.by_word[fold(verb)].command

    def named(self, word: str) -> Command | None:
        """Return the command of a word in any language, None when there is none."""
        found = self.by_word.get(word)
        return found.command if found else None

    def ranked(self) -> list[Command]:
        """Return the commands of short lists, in their order."""
        found = [(command.rank, command) for command in self.commands if command.rank is not None]
        return [command for _, command in sorted(found, key=lambda pair: pair[0])]

    def find(self, words: Sequence[str], language: str | None = None) -> tuple[Command, int] | None:
        """Return the command that the leading words name and how many words that took; more words beat fewer.

        Without a language its short forms count as those of every language do.
        """
        known = self.by_language[language] if language else self.by_word
        folded = [bare(word) for word in words[: self.reach.get(bare(words[0]), 0)]] if words else []
        # More words first: "team zeros" is a command of its own, not `team` with an argument.
        for count in range(len(folded), 0, -1):
            if hit := known.get(" ".join(folded[:count])):
                return hit.command, count
        return None


def index(commands: Sequence[Command]) -> Registry:
    """Return the registry of these commands; raises Collision when two share a verb, a word or a place in a list."""
    claims: dict[str, Command] = {}
    for each in sorted(commands, key=lambda command: command.verb):
        for claim in _claims(each):
            if (other := claims.setdefault(claim, each)) is not each:
                raise Collision(f"{other.module} and {each.module} both declare {claim}: change one of the two.")
    return _registry(
        LazyCommand(verb=c.verb, hidden=c.hidden, native=c.native, words=c.words, load=partial(_itself, c))
        for c in commands
    )


def _itself(command: Command) -> Command:
    return command


def _registry(known: Iterable[LazyCommand]) -> Registry:
    ordered = tuple(sorted(known, key=lambda each: each.verb))
    return Registry(
        known=ordered,
        by_word={word: each for each in ordered for word in each.words},
        by_language=ByText(partial(_typable, ordered)),
        longest=max((len(word.split()) for each in ordered for word in each.words), default=1),
        reach=_reach(word.split() for each in ordered for word in each.words),
    )


def _typable(known: Sequence[LazyCommand], language: str) -> dict[str, LazyCommand]:
    """Return the commands by what people of a language may type."""
    own = {each.verb: _words(each.verb, each.hidden, language) & each.words for each in known if _is_spoken(each.verb)}
    return {word: each for each in known for word in own.get(each.verb, each.words)}


def _reach(phrases: Iterable[list[str]]) -> dict[str, int]:
    return {first: 1 + len(rest) for first, *rest in sorted(phrases, key=len)}


def _is_spoken(verb: str) -> bool:
    """Whether the word files have the words of a verb."""
    return verb.partition(" ")[0] in VERBS.words


def _words(verb: str, hidden: bool, language: str | None = None) -> frozenset[str]:
    return frozenset({verb}) if hidden and verb not in VERBS.words else verb_words(verb, language)


def _claims(command: Command) -> Iterator[str]:
    """Yield what only one command may have."""
    yield f"the verb {command.verb!r}"
    yield from (f"the word {word!r}" for word in sorted(command.words))
    if command.native:
        yield f"the native command {command.native!r}"
    if command.rank is not None:
        yield f"rank {command.rank}"
    if command.menu is not None:
        yield f"menu {command.menu}"


@cache
def discover() -> Registry:
    """Import every module of bot.commands and return what they declare; raises Collision."""
    found: dict[int, Command] = {}
    for name in _modules():
        found |= {id(each): each for each in _declared_in(name)}  # a handler that another module imports is found twice
    return index(tuple(found.values()))


@cache
def lazily() -> Registry:
    """Return the same registry, which imports the module of a command when that is asked for.

    Which verb is in which module stands in a derived file; it counts as long as it knows all modules and no other.
    """
    verbs: dict[str, dict[str, dict[str, Any]]] = json.loads(DERIVED.read_bytes())
    if verbs.keys() != set(_modules()):
        return discover()
    return _registry(
        LazyCommand(**more, verb=verb, words=_words(verb, more["hidden"]), load=partial(_loaded, module, verb))
        for module, declared in verbs.items()
        for verb, more in declared.items()
    )


def derived_verbs() -> dict[str, dict[str, dict[str, Any]]]:
    """Return of each module the verbs that it declares, with what else is known before it is loaded."""
    return {
        name: {c.verb: {"hidden": c.hidden, "native": c.native} for c in _declared_in(name) if c.module == name}
        for name in _modules()
    }


def _modules() -> Iterator[str]:
    return (module.name for module in pkgutil.iter_modules(bot.commands.__path__, "bot.commands."))


def _declared_in(module: str) -> list[Command]:
    values = vars(importlib.import_module(module)).values()
    return [value.declared for value in values if callable(value) and hasattr(value, "declared")]


def _loaded(module: str, verb: str) -> Command:
    return next(each for each in _declared_in(module) if each.verb == verb)
