"""Arguments by declaration: how a command's words are read, asked for in a form, and carried by a button.

Three ways in lead to the same values: typed words are taken (`take`), form fields are read whole (`read`), and
machine values of buttons and choices are restored (`restore`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bot.domain.people import Person
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.language.i18n import Message, Translator
from bot.language.tokens import Token, text_of, tokens
from bot.messages.form import Field, FieldKind


@dataclass(frozen=True, kw_only=True)
class ParseContext:
    """What words mean to this person, here and now; `today` is the person's local day.

    Without `writes` nothing new may be made, so nothing new is offered.
    """

    work: Work
    who: Person
    translator: Translator
    at: datetime
    today: date
    writes: bool = True


@dataclass(frozen=True)
class Match:
    """A value and how many words it took."""

    value: object
    used: int


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One possible meaning: a label, the machine value to restore, and how many words it took if not as many as all."""

    label: str
    value: str
    used: int = 0


class Ambiguous(Exception):
    """Words that may mean several things, or are `wrong`; nothing is guessed, the person picks."""

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
        """Return the words that a choice leaves to be read."""
        return self.words[choice.used or self.used :]


class MissingArguments(Exception):
    """Required arguments were not given; `texts` holds what was typed, by argument."""

    def __init__(self, names: Sequence[str], texts: Mapping[str, str] | None = None) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)
        self.texts = dict(texts or {})


@dataclass(frozen=True, kw_only=True)
class Arg(ABC):
    """One argument: its handler keyword, its label in forms, whether it may be left out.

    `right` arguments are taken from the end of the line. `tentative` ones give way when the rest cannot be read
    without their words. `keyword`-led arguments override `take`.
    """

    name: str
    label: Message
    optional: bool = False
    right: bool = False
    tentative: bool = False
    hidden: bool = False
    default: object = None
    any_text: ClassVar[bool] = False
    """Whether any words would do."""

    @abstractmethod
    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        """Return the value that the nearest words hold, or None when they hold none; raises UserMistake, Unclear."""

    def restore(self, value: str, context: ParseContext) -> object:
        """Return the value that a button or a choice carried."""
        return self.read(value, context)

    def read(self, text: str, context: ParseContext) -> object:
        """Return the value of a whole field; raises UserMistake, Unclear."""
        words = tokens(text)
        taken = self.match(words, context, ())
        if taken is None or taken.used != len(words):
            raise UserMistake("args", "{text} does not fit here.", text=f'"{text}"')
        return taken.value

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        """Whether the words surely start this argument, so that a name before them must end."""
        return False

    def typed(self, words: tuple[Token, ...]) -> str:
        """Return the words as the text of its field."""
        return text_of(words)

    def field(self, context: ParseContext, value: str) -> Field:
        """Return the input that asks for it."""
        return Field(
            name=self.name,
            label=context.translator.m(self.label),
            kind=FieldKind.LINE,
            value=value,
            required=not self.optional,
        )

    def usage(self, say: Translator | None = None) -> str:
        """Return its place in the grammar line; by its label in any language but English."""
        name = self._called(say) if say and say.language != "en" else self.name
        return f"[{name}]" if self.optional else name

    def _called(self, say: Translator) -> str:
        """Return the label without its example; several words are held together."""
        label = say.m(self.label).partition(",")[0].rstrip("?").casefold()
        return f"‹{label}›" if " " in label and not self.optional else label


@dataclass(frozen=True, kw_only=True)
class RawArguments:
    """What came in: words still to be taken, typed fields, machine values."""

    words: tuple[Token, ...] = ()
    typed: Mapping[str, str] | None = None
    machine: Mapping[str, str] | None = None


def parse(args: Sequence[Arg], given: RawArguments, context: ParseContext) -> dict[str, object]:
    """Return a value for every argument; raises UserMistake, Unclear or Missing."""
    tentative = [arg for arg in args if arg.tentative]
    try:
        return _ParseAttempt(args, given, context).run()
    except (UserMistake, MissingArguments):
        if not tentative or not given.words:
            raise
    plain = [arg for arg in args if not arg.tentative]
    return {arg.name: arg.default for arg in tentative} | _ParseAttempt(plain, given, context).run()


class _ParseAttempt:
    """One attempt to read the words of a line."""

    def __init__(self, args: Sequence[Arg], given: RawArguments, context: ParseContext) -> None:
        self.args = args
        self.reading = context
        self.words = given.words
        self.values: dict[str, object] = {}
        self.texts: dict[str, str] = {}
        self._fill(given)

    def _fill(self, given: RawArguments) -> None:
        named = {arg.name: arg for arg in self.args}
        for name, value in (given.machine or {}).items():
            if name in named:
                self.values[name] = named[name].restore(value, self.reading)
        self.texts = {n: text for n, text in (given.typed or {}).items() if n in named and text.strip()}
        for name, text in self.texts.items():
            self.values[name] = self._field(named[name], text)

    def _field(self, arg: Arg, text: str) -> object:
        try:
            return arg.read(text, self.reading)
        except UserMistake as mistake:
            raise mistake.at(arg.name) from mistake
        except Ambiguous as ambiguous:
            ambiguous.texts = self.texts
            raise

    def run(self) -> dict[str, object]:
        try:
            self._take_right()
            self._take_left()
        except Ambiguous as ambiguous:
            ambiguous.words = self.words
            ambiguous.texts = self.texts
            raise
        missing = [arg.name for arg in self.args if not arg.optional and arg.name not in self.values]
        if missing:
            raise MissingArguments(missing, self._all_texts())
        if self.words:
            for arg in self._open(right=True):
                arg.read(text_of(self.words), self.reading)  # knows best what is wrong with them
            raise UserMistake("args", "{text} is not understood here.", text=f'"{text_of(self.words)[:80]}"')
        return {arg.name: self.values.get(arg.name, arg.default) for arg in self.args}

    def _all_texts(self) -> dict[str, str]:
        """Return what each argument was typed as; words that nothing took go where any text goes, so none is lost."""
        free = [arg for arg in self.args if arg.any_text and arg.name not in self.values]
        return self.texts | ({free[0].name: free[0].typed(self.words)} if free and self.words else {})

    def _open(self, right: bool) -> list[Arg]:
        return [arg for arg in self.args if arg.right == right and arg.name not in self.values]

    def _take_right(self) -> None:
        for arg in reversed(self._open(right=True)):
            taken = arg.match(self.words, self.reading, ())
            if taken:
                cut = len(self.words) - taken.used
                self._keep(arg, taken, self.words[cut:])
                self.words = self.words[:cut]

    def _take_left(self) -> None:
        waiting = self._open(right=False)
        while waiting and self.words:
            arg, taken = self._first_that_takes(waiting)
            if taken is None:
                return
            self._keep(arg, taken, self.words[: taken.used])
            self.words = self.words[taken.used :]
            waiting = [each for each in waiting if each is not arg]

    def _first_that_takes(self, waiting: list[Arg]) -> tuple[Arg, Match | None]:
        """Optional arguments may come in any order; a required one ends the search."""
        for arg in waiting:
            taken = arg.match(self.words, self.reading, [each for each in waiting if each is not arg])
            if taken or not arg.optional:
                return arg, taken
        return waiting[-1], None

    def _keep(self, arg: Arg, taken: Match, words: tuple[Token, ...]) -> None:
        self.values[arg.name] = taken.value
        self.texts[arg.name] = arg.typed(words)
