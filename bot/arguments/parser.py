"""Arguments by declaration: how a command's words are parsed, asked for in a form, and carried by a button.

Three ways lead to the same values: `match` takes words from a typed line, `read` takes the whole text of a form field,
and `restore` takes the machine value of a button or a choice.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from bot.domain.people import Person
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.language.i18n import Message, Translator
from bot.language.tokens import Token, text_of, tokens
from bot.messages.form import Field, FieldKind

LINE_LIMIT = 4000
"""Characters of a typed line, or of one text that a card or a form carries; more than any command has use for."""


@dataclass(frozen=True, kw_only=True)
class ParseContext:
    """What parsing depends on: the person, the instant `at` (UTC), the person's local day `today`, the company's data.

    Without `writes` the command changes nothing, so nothing may be created and no such choice is offered.
    `shown_names` are the names that a platform showed for mentioned people, by address such as `slack:U1`.
    """

    work: Work
    who: Person
    translator: Translator
    at: datetime
    today: date
    writes: bool = True
    shown_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Match:
    """A value and how many words it used."""

    value: object
    used: int


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One possible meaning: its label, its machine value, and how many words it uses; 0 for as many as the question."""

    label: str
    value: str
    used: int = 0


class Ambiguous(Exception):
    """Words with several possible meanings, or `wrong` ones; nothing is guessed, the person chooses.

    `used` counts the words that the question is about. The parser adds `words`, all that were left to parse, and
    `texts`, what was typed for the arguments parsed before, so that a choice can carry the whole line.
    """

    def __init__(self, arg: str, title: str, choices: Sequence[Candidate], used: int, *, wrong: bool = False) -> None:
        super().__init__(title)
        self.wrong = wrong
        self.arg = arg
        self.title = title
        self.choices = tuple(choices)
        self.used = used
        self.words: tuple[Token, ...] = ()
        self.texts: dict[str, str] = {}

    def rest(self, choice: Candidate) -> tuple[Token, ...]:
        """Return the words that are still to be parsed after a choice."""
        return self.words[choice.used or self.used :]


class MissingArguments(Exception):
    """Required arguments are missing; `texts` holds what was typed, by argument."""

    def __init__(self, names: Sequence[str], texts: Mapping[str, str] | None = None) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)
        self.texts = dict(texts or {})


@dataclass(frozen=True, kw_only=True)
class Arg(ABC):
    """One argument of a command; `name` is the handler's keyword, `label` stands above its field in forms.

    `right` arguments match at the end of the line, others at its beginning. `tentative` ones are left out when the
    line cannot be parsed with them. `hidden` ones are neither in forms nor in the usage line.
    """

    name: str
    label: Message
    optional: bool = False
    right: bool = False
    tentative: bool = False
    hidden: bool = False
    default: object = None
    any_text: ClassVar[bool] = False
    """Whether any words match."""
    names_person: ClassVar[bool] = False
    """Whether it may name a person, so that a mention in the line stands for that person's address."""

    @abstractmethod
    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        """Return the value of the first words, of the last ones for a `right` argument; None when they are no value.

        `after` are the arguments still to be parsed, which may need words. Raises UserMistake, Ambiguous.
        """

    def restore(self, value: str, context: ParseContext) -> object:
        """Return the value of a machine value that a button or a choice carried; raises UserMistake."""
        return self.read(value, context)

    def read(self, text: str, context: ParseContext) -> object:
        """Return the value of the whole text of a form field; raises UserMistake, Ambiguous."""
        words = tokens(text)
        found = self.match(words, context, ())
        if found is None or found.used != len(words):
            raise UserMistake("args", "{text} does not fit here.", text=f'"{text[:80]}"')
        return found.value

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        """Whether the words surely begin with this argument, so that a name before them ends there."""
        return False

    def typed(self, words: tuple[Token, ...]) -> str:
        """Return words that it matched as the text of its form field."""
        return text_of(words)

    def field(self, context: ParseContext, value: str) -> Field:
        """Return the form field that asks for it, filled with `value`."""
        return Field(
            name=self.name,
            label=context.translator.m(self.label),
            kind=FieldKind.LINE,
            value=value,
            required=not self.optional,
        )

    def usage(self, translator: Translator | None = None) -> str:
        """Return its part of the usage line, such as `[outcome]`; by its label in any language but English."""
        name = self._translated_name(translator) if translator and translator.language != "en" else self.name
        return f"[{name}]" if self.optional else name

    def _translated_name(self, translator: Translator) -> str:
        """Return the label without its example; several words are held together by ‹›."""
        label = translator.m(self.label).partition(",")[0].rstrip("?").casefold()
        return f"‹{label}›" if " " in label and not self.optional else label


@dataclass(frozen=True, kw_only=True)
class RawArguments:
    """Unparsed arguments: the words of a line, and by argument the typed fields and the machine values."""

    words: tuple[Token, ...] = ()
    typed: Mapping[str, str] | None = None
    machine: Mapping[str, str] | None = None


def bounded_text(text: str) -> str:
    """Return a text that came back from a card or a form; raises UserMistake for one longer than any line."""
    if len(text) > LINE_LIMIT:
        raise UserMistake("args", "A text holds at most {limit} characters.", limit=LINE_LIMIT)
    return text


def parse(args: Sequence[Arg], raw: RawArguments, context: ParseContext) -> dict[str, object]:
    """Return a value for every argument; raises UserMistake, Ambiguous, MissingArguments.

    Tentative arguments are tried first, and left out when the words cannot be parsed with them.
    """
    tentative = [arg for arg in args if arg.tentative]
    try:
        return _ParseAttempt(args, raw, context).run()
    except (UserMistake, MissingArguments):
        # Without words the same attempt would fail the same way. A question (Ambiguous) stands: it loses no words.
        if not tentative or not raw.words:
            raise
    plain = [arg for arg in args if not arg.tentative]
    return {arg.name: arg.default for arg in tentative} | _ParseAttempt(plain, raw, context).run()


class _ParseAttempt:
    """One attempt to parse raw arguments.

    1. Machine values are restored, then typed form fields are read; these arguments are settled.
    2. `right` arguments match at the end of the words that are left, the last declared first.
    3. The others match at the beginning, in the order declared. Optional ones that do not match are passed over and
       tried again behind the next match; a required one that does not match ends the search.
    4. A required argument without a value is missing; so that nothing is lost, its form shows what was typed.
    5. Words that no argument has used are a mistake.
    """

    def __init__(self, args: Sequence[Arg], raw: RawArguments, context: ParseContext) -> None:
        self.args = args
        self.context = context
        self.words = raw.words
        self.values: dict[str, object] = {}
        self.texts: dict[str, str] = {}
        self._settle(raw)

    def _settle(self, raw: RawArguments) -> None:
        named = {arg.name: arg for arg in self.args}
        for name, value in (raw.machine or {}).items():
            # Buttons outlive the release that drew them: an argument that the command no longer has is passed over.
            if name in named:
                self.values[name] = named[name].restore(bounded_text(value), self.context)
        # Forms send empty fields too; as typed text each would be refused instead of left out.
        self.texts = {n: text for n, text in (raw.typed or {}).items() if n in named and text.strip()}
        for name, text in self.texts.items():
            self.values[name] = self._field_value(named[name], text)

    def _field_value(self, arg: Arg, text: str) -> object:
        try:
            return arg.read(bounded_text(text), self.context)
        except UserMistake as mistake:
            raise mistake.at(arg.name) from mistake
        except Ambiguous as ambiguous:
            ambiguous.texts = self.texts
            raise

    def run(self) -> dict[str, object]:
        try:
            # From the end first: a free text at the beginning would use all words, the day behind it too.
            self._match_right()
            self._match_left()
        except Ambiguous as ambiguous:
            # Words that earlier arguments matched are gone from here; the choice carries them in `texts`.
            ambiguous.words = self.words
            ambiguous.texts = self.texts
            raise
        # Missing before left over: a form can hold the words that nothing used, an error would only refuse them.
        missing = [arg.name for arg in self.args if not arg.optional and arg.name not in self.values]
        if missing:
            raise MissingArguments(missing, self._all_texts())
        if self.words:
            raise self._left_over()
        return {arg.name: self.values.get(arg.name, arg.default) for arg in self.args}

    def _left_over(self) -> UserMistake:
        """Return what is wrong with words that no argument has used; the arguments at the end know it best."""
        text = text_of(self.words)
        for arg in self._unsettled(right=True):
            # Called for the mistake that it raises: the argument of a day can say why these words are none.
            arg.read(text, self.context)
        return UserMistake("args", "I do not understand {text} here.", text=f'"{text[:80]}"')

    def _all_texts(self) -> dict[str, str]:
        """Return the typed text of each argument; words left over are the text of the first that takes any words."""
        # Left out, they would be lost when the form opens: the person would have to type them again.
        free = [arg for arg in self.args if arg.any_text and arg.name not in self.values]
        return self.texts | ({free[0].name: free[0].typed(self.words)} if free and self.words else {})

    def _unsettled(self, right: bool) -> list[Arg]:
        return [arg for arg in self.args if arg.right == right and arg.name not in self.values]

    def _match_right(self) -> None:
        for arg in reversed(self._unsettled(right=True)):
            found = arg.match(self.words, self.context, ())
            if found:
                cut = len(self.words) - found.used
                self._keep(arg, found, self.words[cut:])
                self.words = self.words[:cut]

    def _match_left(self) -> None:
        waiting = self._unsettled(right=False)
        while waiting and self.words:
            arg, found = self._first_match(waiting)
            if found is None:
                return
            self._keep(arg, found, self.words[: found.used])
            self.words = self.words[found.used :]
            waiting = [other for other in waiting if other is not arg]

    def _first_match(self, waiting: list[Arg]) -> tuple[Arg, Match | None]:
        """Return the first argument that matches here; optional ones may come in any order, a required one may not."""
        for arg in waiting:
            found = arg.match(self.words, self.context, [other for other in waiting if other is not arg])
            # A required argument is not passed over: a later one would take its words, as the note would a misspelt
            # account.
            if found or not arg.optional:
                return arg, found
        return waiting[-1], None

    def _keep(self, arg: Arg, found: Match, words: tuple[Token, ...]) -> None:
        self.values[arg.name] = found.value
        self.texts[arg.name] = arg.typed(words)
