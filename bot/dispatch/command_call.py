"""Which command an event calls, and with which arguments still to be parsed; nothing here touches the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import assert_never

from bot.arguments.entry_ref import REF
from bot.arguments.parser import LINE_LIMIT
from bot.arguments.picks import Pick
from bot.arguments.raw_arguments import RawArguments
from bot.dispatch.refusals import RefusalReason
from bot.dispatch.registry import Command, Registry
from bot.language.days.frame import Moment
from bot.language.names import fold
from bot.language.tokens import Token, clean, forbidden_character, tokens
from bot.language.vocabulary import CONTACT_VERBS
from bot.messages.events import Correction, Line, Pressed, Submission
from bot.messages.press import CommandPress, LineAgain, MissingButton, Press, read_press, typed_values
from bot.records import record

SHOWN_LABEL = 40

CommandEvent = Line | Correction | Pressed | Submission


EVERYDAY = frozenset({"go"})
"""Verbs that begin many a line in which they mean something else, unless a ref stands behind them."""


@record(kw_only=True)
class CommandCall:
    """A command and its raw arguments; `line` is what was typed, or the verb of a button.

    `once` is the key under which a press counts once for each person; None when every press counts. `fact` is its place
    among the facts that the line tells, counted from 0, and `answers` are the values of a press that answer what was
    asked about the line before; both are of lines that tell facts.
    """

    command: Command
    arguments: RawArguments
    line: str
    once: str | None = None
    fact: int | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    beside_others: bool = False
    """Whether its line tells other facts as well."""
    inherits: bool = False
    """Whether it is about the account of the fact before it."""
    stranger: tuple[int, int] | None = None
    """Which of its words name an account that may be meant instead: from the first number up to the second."""
    picks: tuple[Pick, ...] = ()
    """What was picked for its words before they are parsed."""
    doubt: Moment | None = None
    """The day of a follow-up, or a promise, of which it is to be asked whether it is one."""
    to_do: bool = False
    """Whether its verb says that it is still to be done."""
    unsure: bool = False
    """Whether it may as well be note of the fact before it."""

    @property
    def is_but_noun(self) -> bool:
        """Whether a line that tells no fact begins with a noun such as "offer", and so is no command.

        Nor is it one that begins with a word of everyday, as Swedish "går" in "går hem".
        """
        typed = tokens(self.line.removeprefix("/"))[:1]
        everyday = self.command.verb in EVERYDAY and not self.is_about_entry
        everyday = everyday and any(word.bare != self.command.verb for word in typed)
        return (self.command.verb in CONTACT_VERBS or everyday) and bool(self.arguments.words)

    @property
    def is_about_entry(self) -> bool:
        """Whether it names an entry by its ref, so that the words behind are about that one and tell no new fact."""
        words = self.arguments.words
        return self.command.begins_with_ref and bool(words and REF.fullmatch(words[0].text))

    @property
    def reads(self) -> bool:
        """Whether it changes nothing; what is typed behind a command that takes nothing may turn out to be a log."""
        return self.command.reads and not self.says_too_much

    @property
    def says_too_much(self) -> bool:
        """Whether words stand behind a command that takes none."""
        return bool(self.arguments.words) and not self.command.takes_words


@record(kw_only=True)
class UnreadableCall:
    """Input that calls no command, and why; `words` are those of `line`, a mistyped one."""

    reason: RefusalReason
    detail: str = ""
    line: str = ""
    words: tuple[Token, ...] = ()

    @property
    def is_but_noun(self) -> bool:
        """Never: it has no command."""
        return False

    @property
    def is_about_entry(self) -> bool:
        """Never: it has no command."""
        return False

    @property
    def reads(self) -> bool:
        """Never: the sender may have to be registered, which writes."""
        return False


def read_call(registry: Registry, event: CommandEvent, language: str | None) -> CommandCall | UnreadableCall:
    """Return the command that an event calls, as a person of a language types it.

    Without a language, as before the person is known, the words of all languages count.
    """
    match event:
        case Line(text=text) | Correction(text=text):
            return _from_line(registry, text, language)
        case Pressed(press=press):
            return _from_press(registry, press, {}, language)
        case Submission(verb=verb, kept=kept, values=fields):
            return _from_press(registry, Press(verb=verb, values=kept), fields, language)
        case _:
            assert_never(event)


def typed_again(event: CommandEvent) -> LineAgain | None:
    """Return the whole line that an event carries, typed or on a button; None for any other event."""
    match event:
        case Line(text=text) | Correction(text=text):
            return LineAgain(line=text, once=None)
        case Pressed(press=press):
            again = read_press(press)
        case Submission(verb=verb, kept=kept, values=fields):
            again = read_press(Press(verb=verb, values={**kept, **typed_values(fields)}))
        case _:
            assert_never(event)
    return again if isinstance(again, LineAgain) else None


def _from_line(registry: Registry, text: str, language: str | None) -> CommandCall | UnreadableCall:
    # Before anything reads it: a pasted document would be matched against every name.
    if len(text) > LINE_LIMIT:
        return UnreadableCall(reason=RefusalReason.LINE_TOO_LONG, detail=str(LINE_LIMIT))
    if character := forbidden_character(text):
        return UnreadableCall(reason=RefusalReason.FORBIDDEN_CHARACTER, detail=character)
    # Whoever is used to slash commands types the slash in a chat as well.
    words = tokens(text.lstrip().removeprefix("/"))
    leading = [word.text for word in words[: registry.longest]]
    found = registry.find(leading, language)
    # Hidden commands answer buttons; typed by chance, such words are a slip like any other.
    if found and found[0].hidden:
        found = registry.find(leading[:1], language)
    if found is None or found[0].hidden:
        return UnreadableCall(reason=RefusalReason.NO_COMMAND, line=text, words=words)
    command, count = found
    return CommandCall(command=command, arguments=RawArguments(words=words[count:]), line=text)


def _from_press(
    registry: Registry, press: Press, fields: Mapping[str, str], language: str | None
) -> CommandCall | UnreadableCall:
    """Read a button, or a form: what the form carried unseen is like a button, its filled-in fields were typed."""
    match read_press(press):
        case LineAgain(line=line, once=once):
            call = _from_line(registry, line, language)
            return replace(call, once=once or None) if isinstance(call, CommandCall) else call
        case MissingButton(label=label):
            return UnreadableCall(reason=RefusalReason.NO_SUCH_BUTTON, detail=clean(label)[:SHOWN_LABEL])
        case CommandPress(verb=verb) if registry.named(fold(verb)) is None:
            return UnreadableCall(reason=RefusalReason.OUTDATED_BUTTON)
        case CommandPress(rest=rest) if rest and len(rest) > LINE_LIMIT:
            return UnreadableCall(reason=RefusalReason.LINE_TOO_LONG, detail=str(LINE_LIMIT))
        case CommandPress() as carried:
            words, typed = tokens(carried.rest or ""), {**carried.typed, **fields}
            if character := forbidden_character(
                "".join((carried.rest or "", *typed.values(), *carried.machine.values()))
            ):
                return UnreadableCall(reason=RefusalReason.FORBIDDEN_CHARACTER, detail=character)
            arguments = RawArguments(words=words, typed=typed, machine=carried.machine)
            command = registry.get(carried.verb)
            return CommandCall(command=command, arguments=arguments, line=carried.verb, once=carried.once)
