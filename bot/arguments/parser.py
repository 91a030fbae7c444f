"""Arguments by declaration: how a command's words are parsed, asked for in a form, and carried by a button.

Three ways lead to the same values: `match` takes words from a typed line, `read` takes the whole text of a form field,
and `restore` takes the machine value of a button or a choice.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

from bot.domain.people import Person
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.language.i18n import Message, Quoted, Translator
from bot.language.tokens import Token, text_of, tokens
from bot.messages.form import Field, FieldKind
from bot.records import lazy, record

MadeT = TypeVar("MadeT")
LINE_LIMIT = 4000
"""Characters of a typed line, or of one text that a card or a form carries; more than any command has use for."""


@record(kw_only=True)
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
    verb: tuple[Token, ...] = ()
    """The words of the verb, whose last may be a preposition."""
    in_front: tuple[Token, ...] = ()
    """The free words between the verb and what was matched behind them, such as the account."""
    made: dict[Hashable, Any] = field(init=False, default_factory=dict, compare=False, repr=False)
    """What was made for the line, and is made once however many arguments ask for it."""

    def behind(self, verb: tuple[Token, ...], in_front: tuple[Token, ...] = ()) -> ParseContext:
        """Return the context of what stands behind a verb and free words; what was made once is of both."""
        return self._sharing(self.writes, self.shown_names, verb, in_front)

    def allowing(self, *, writes: bool, shown_names: Mapping[str, str] = MappingProxyType({})) -> ParseContext:
        """Return the context in which the same line is read once more; what was made once is of both."""
        if writes == self.writes and not (self.verb or self.in_front or shown_names or self.shown_names):
            return self
        return self._sharing(writes, shown_names, (), ())

    def _sharing(
        self, writes: bool, shown_names: Mapping[str, str], verb: tuple[Token, ...], in_front: tuple[Token, ...]
    ) -> ParseContext:
        context = ParseContext(
            work=self.work,
            who=self.who,
            translator=self.translator,
            at=self.at,
            today=self.today,
            writes=writes,
            shown_names=shown_names,
            verb=verb,
            in_front=in_front,
        )
        vars(context).update(made=self.made, language=self.language)
        return context

    def once_for(self, words: tuple[Token, ...], key: Hashable, make: Callable[[], MadeT]) -> MadeT:
        """Return what `make` gives for these very words, made once; they are kept, so that no others have their ids."""
        asked = (key, *map(id, words))
        found: tuple[tuple[Token, ...], MadeT] | None = self.made.get(asked)
        if found is None:
            found = self.made[asked] = words, make()
        return found[1]

    def forget(self) -> None:
        """Make anew what was made once: an account was added, so that words may name another one by now."""
        self.made.clear()

    @lazy
    def language(self) -> str:
        """The person's language, whose short forms are understood."""
        return self.translator.language


@record
class Match:
    """A value, how many words it used, and the first of them; the words before that are left to other arguments."""

    value: object
    used: int
    at: int = 0


@record(kw_only=True)
class Candidate:
    """One possible meaning: its label, its machine value, and how many words it uses; 0 for as many as the question.

    `at` is the first of these words where it is not that of the question. The value "" says that the argument was not
    given: the words in question are free text. `verb` is the command that is meant, "" for the one that was typed: a
    call that is to be made tomorrow is a follow-up. `word` is the unclear word that the person may come to mean so by
    picking it; "" where every such line is asked. `replaced` is what was typed and what it stands for, where the
    command that is meant would read it otherwise.
    """

    label: str
    value: str
    used: int = 0
    at: int | None = None
    verb: str = ""
    word: str = ""
    replaced: tuple[str, str] = ("", "")


class Ambiguous(Exception):
    """Words with several possible meanings, or `wrong` ones; nothing is guessed, the person chooses.

    `used` counts the words that the question is about, `at` is the first of them. The parser adds `words`, all that
    were left to parse, and `texts`, what was typed for the arguments parsed before, so that a choice can carry them.
    """

    def __init__(
        self, arg: str, title: str, choices: Sequence[Candidate], used: int, *, at: int = 0, wrong: bool = False
    ) -> None:
        super().__init__(title)
        self.wrong = wrong
        self.arg = arg
        self.title = title
        self.choices = tuple(choices)
        self.used = used
        self.at = at
        self.words: tuple[Token, ...] = ()
        self.texts: dict[str, str] = {}

    def rest(self, choice: Candidate) -> tuple[Token, ...]:
        """Return the words that are still to be parsed after a choice."""
        at = self._at(choice)
        return self.words[:at] + self.words[at + self._used(choice) :]

    def decided(self, value: str | None) -> Candidate | None:
        """Return the choice with this machine value, offered or no longer; None where nothing was decided."""
        gone = Candidate(label="", value=value) if value else None
        return next((choice for choice in self.choices if choice.value == value), gone)

    def match(self, choice: Candidate, value: object) -> Match:
        """Return the match of a choice whose machine value was restored to `value`."""
        return Match(value, self._used(choice), self._at(choice))

    def _at(self, choice: Candidate) -> int:
        return self.at if choice.at is None else choice.at

    def _used(self, choice: Candidate) -> int:
        return (choice.used or self.used) if choice.value else 0


class Unresolved(Exception):
    """Nothing is called `name`, and the person wants a form that asks for it; `why` says so in their language."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name)
        self.name = name
        self.why = why


class MissingArguments(Exception):
    """Required arguments are missing; `texts` holds what was typed, by argument, `chosen` the machine values chosen.

    `unresolved` holds the names by argument of what is called otherwise than was typed.

    `why` says why what was typed is not enough, in the person's language; "" where nothing was typed for them.
    `unread` are words that fit no argument.
    """

    def __init__(
        self,
        names: Sequence[str],
        texts: Mapping[str, str] | None = None,
        why: str = "",
        chosen: Mapping[str, str] | None = None,
        unresolved: Mapping[str, str] | None = None,
        unread: str = "",
    ) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)
        self.texts = dict(texts or {})
        self.why = why
        self.chosen = dict(chosen or {})
        self.unresolved = dict(unresolved or {})
        self.unread = unread


@record(kw_only=True)
class Lack:
    """Why words hold no value, in the person's language; "" for no reason that can be said.

    The words from `first` to before `end` say nothing else: they are the reason, and no part of a text.
    """

    why: str = ""
    first: int = 0
    end: int = 0


@record(kw_only=True)
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
    asks_text: ClassVar[bool] = False
    """Whether free words may mean it, so that `match_text` is asked."""
    asks_pressed: ClassVar[bool] = False
    """Whether it is asked so also behind a button that does not say it."""
    of_others: ClassVar[bool] = False
    """Whether a clause whose subject is not the writer may tell it, as "they did not answer" tells the outcome."""
    names_account: ClassVar[bool] = False
    """Whether it names an account, so that a line that told of one before need not name it again."""
    names_person: ClassVar[bool] = False
    """Whether it may name a person, so that a mention in the line stands for that person's address."""

    @property
    def own_kind(self) -> str:
        """The kind of the person's own words that stand for a value, see bot.domain.own_words."""
        return self.name

    @abstractmethod
    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        """Return the value of the first words, of the last ones for a `right` argument; None when they are no value.

        `after` are the arguments still to be parsed, which may need words. Raises UserMistake, Ambiguous.
        """

    def match_front(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        """Return the value of the first words, for a `right` argument that may stand there too; None for no value.

        Raises UserMistake, Ambiguous.
        """
        return None

    def match_clause(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Return the value of a clause of its own, all of whose words are it; None when it is no value.

        Words that the match does not use are left to other arguments and to the free text. Raises UserMistake,
        Ambiguous.
        """
        found = self.match(words, context, ())
        return found if found and found.used == len(words) else None

    def refined(self, value: object, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Return what a clause makes of a value that words before it told; None where it says no more."""
        return None

    def match_text(
        self, words: tuple[Token, ...], settled: Mapping[str, object], context: ParseContext
    ) -> Match | None:
        """Return what free words say of an argument that was not given; no word is used.

        `settled` are the values of other arguments. Raises Ambiguous where the words may mean a value or not.
        """
        return None

    def missing(self, words: tuple[Token, ...], context: ParseContext) -> Lack:
        """Return why free words that were left hold no value of this argument, if there is something to say."""
        return Lack()

    def own_meaning(self, value: object) -> str | None:
        """Return the machine value by which an own word for a value is remembered; None where none is learned."""
        return None

    def restore(self, value: str, context: ParseContext) -> object:
        """Return the value of a machine value that a button or a choice carried; raises UserMistake, Unresolved."""
        return self.read(value, context)

    def read(self, text: str, context: ParseContext) -> object:
        """Return the value of the whole text of a form field; raises UserMistake, Ambiguous."""
        words = tokens(text)
        found = self.match(words, context, ())
        if found is None or found.used != len(words):
            raise UserMistake("args", "{text} does not fit here.", text=Quoted(text[:80]))
        return found.value

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        """Whether the words surely begin with this argument, so that a name before them ends there."""
        return False

    def typed(self, words: tuple[Token, ...]) -> str:
        """Return words that it matched as the text of its form field."""
        return text_of(words)

    def shown(self, value: object, words: tuple[Token, ...]) -> str:
        """Return the text of its form field for a value that it matched in some words."""
        return self.typed(words)

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


def bounded_text(text: str) -> str:
    """Return a text that came back from a card or a form; raises UserMistake for one longer than any line."""
    if len(text) > LINE_LIMIT:
        raise UserMistake("args", "A text holds at most {limit} characters.", limit=LINE_LIMIT)
    return text
