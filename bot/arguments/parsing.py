"""Parsing a command's arguments: which words of a line, which field and which machine value belong to which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.arguments.basic import TextArg
from bot.arguments.parser import (
    Ambiguous,
    Arg,
    Candidate,
    Lack,
    Match,
    MissingArguments,
    ParseContext,
    Unresolved,
    bounded_text,
)
from bot.arguments.picks import Parsed, Pick, known_choice, resolved_picks
from bot.arguments.raw_arguments import RawArguments
from bot.errors import UserMistake
from bot.language.clauses import Clause, split_at_subject
from bot.language.i18n import Quoted
from bot.language.names import fold
from bot.language.tokens import Token, text_of


def parse(args: Sequence[Arg], raw: RawArguments, context: ParseContext) -> dict[str, object]:
    """Return a value for every argument; raises UserMistake, Ambiguous, MissingArguments."""
    return parse_choices(args, raw, context).values


def parse_choices(args: Sequence[Arg], raw: RawArguments, context: ParseContext) -> Parsed:
    """Return a value for every argument and what was chosen; raises UserMistake, Ambiguous, MissingArguments.

    Tentative arguments are tried first, and left out when the words cannot be parsed with them.
    """
    context = context if context.verb == raw.verb else context.behind(raw.verb)
    try:
        return _ParseAttempt(args, raw, context).parsed()
    except (UserMistake, MissingArguments):
        tentative = [arg for arg in args if arg.tentative]
        # Without words the same attempt would fail the same way. A question (Ambiguous) stands: it loses no words.
        if not tentative or not raw.words:
            raise
    plain = [arg for arg in args if not arg.tentative]
    found = _ParseAttempt(plain, raw, context).parsed()
    return replace(found, values={arg.name: arg.default for arg in tentative} | found.values)


class _ParseAttempt:
    """One attempt to parse raw arguments.

    1. Machine values are restored, then typed form fields are read; these arguments are settled.
    2. Arguments that are no free text match at the beginning, in the order declared. Optional ones that do not match
       are passed over and tried again behind the next match; a required one that does not match ends the search. One
       may match further on; the words before it stay free.
       Some `right` arguments match there too, behind all others.
    3. `right` arguments match at the end of the words that are left, the last declared first.
    4. A clause of its own is the value of the first argument that its words are; what is left is free text.
    5. Arguments that were not given ask where the free words may mean them.
    6. The free text takes the words that are left, and a required argument without a value is missing; so that nothing
       is lost, its form shows what was typed.
    7. Words that no argument has used are a mistake.

    Where an argument asks which of several meanings its words have, a decision that was made before answers it.
    """

    def __init__(self, args: Sequence[Arg], raw: RawArguments, context: ParseContext) -> None:
        self.args = args
        self.context = context
        self.decisions = raw.decisions
        self.before: tuple[Token, ...] = ()
        self.words = raw.words
        self.clauses = raw.clauses
        self.defaults = raw.defaults
        self.chosen: dict[str, str] = {}
        self.picks: list[Pick] = []
        self.unresolved: dict[str, Unresolved] = {}
        self.values: dict[str, object] = {}
        self.texts: dict[str, str] = {}
        self.matched: dict[str, tuple[Arg, Match, tuple[Token, ...]]] = {}
        self.is_line = bool(raw.words or raw.clauses)
        self.is_press = bool(raw.machine) and not raw.typed
        if raw.machine or raw.typed:
            self._settle(raw)
        self.settled = frozenset(self.values)

    def _settle(self, raw: RawArguments) -> None:
        named = {arg.name: arg for arg in self.args}
        for name, value in (raw.machine or {}).items():
            # Buttons outlive the release that drew them: an argument that the command no longer has is passed over.
            if name in named:
                self.values[name] = self._restored(named[name], bounded_text(value))
        # Forms send empty fields too; as typed text each would be refused instead of left out.
        self.texts = {n: text for n, text in (raw.typed or {}).items() if n in named and text.strip()}
        for name, text in self.texts.items():
            self.values[name] = self._field_value(named[name], text)
            self.unresolved.pop(name, None)
        self.picks += resolved_picks(self.args, self.values, raw.machine or {})

    def _restored(self, arg: Arg, value: str) -> object:
        """Return the value of a machine value; None for one that a form is to ask for."""
        try:
            return arg.restore(value, self.context)
        except Unresolved as unresolved:
            self.unresolved[arg.name] = unresolved
            return None

    def _field_value(self, arg: Arg, text: str) -> object:
        try:
            return arg.read(bounded_text(text), self.context)
        except UserMistake as mistake:
            raise mistake.at(arg.name) from mistake
        except Ambiguous as ambiguous:
            ambiguous.texts = self.texts
            raise

    def parsed(self) -> Parsed:
        return Parsed(values=self.run(), picks=tuple(self.picks))

    def run(self) -> dict[str, object]:
        try:
            self._match_left()
            if self.words:
                self._set_others_apart()
                self._match_right()
            if self.clauses:
                self._match_clauses()
            self._match_mentioned()
            free = self._free
            self._match_text()
            self._drop_unresolved()
        except Ambiguous as ambiguous:
            # Words that earlier arguments matched are gone from here; the choice carries them in `texts`.
            ambiguous.words = self.words
            ambiguous.texts = self._shown_texts()
            raise
        # Missing before left over: a form can hold the words that nothing used, an error would only refuse them.
        missing = [arg for arg in self.args if not arg.optional and arg.name not in self.values]
        if missing:
            lacks = (arg.missing(free, self.context) for arg in missing)
            lack = next((lack for lack in lacks if lack.why), Lack())
            rest = free[: lack.first] + free[lack.end :]
            texts = self._all_texts(rest)
            unread = text_of(rest) if not self._takers else ""
            names = {name: each.name for name, each in self.unresolved.items()}
            why = next((each.why for each in self.unresolved.values()), lack.why)
            raise MissingArguments([arg.name for arg in missing], texts, why, self.chosen, names, unread)
        if self._free:
            raise self._left_over()
        told = {arg.name: arg for arg in self.args if arg.name in self.defaults and arg.name not in self.values}
        defaults = {name: arg.restore(self.defaults[name], self.context) for name, arg in told.items()}
        return {arg.name: arg.default for arg in self.args} | defaults | self.values

    def _drop_unresolved(self) -> None:
        for name in self.unresolved:
            del self.values[name]
            self.matched.pop(name, None)

    @property
    def _free(self) -> tuple[Token, ...]:
        """The words that no argument has used, as they were typed."""
        words = self.before + self.words
        return (*words, *(word for clause in self.clauses for word in clause.words)) if self.clauses else words

    def _left_over(self) -> UserMistake:
        """Return what is wrong with words that no argument has used; the arguments at the end know it best."""
        text = text_of(self._free)
        for arg in self._unsettled(right=True):
            # Called for the mistake that it raises: the argument of a day can say why these words are none.
            arg.read(text, self.context)
        mistake = UserMistake("args", "I do not understand {text} here.", text=Quoted(text[:80]))
        mistake.unread = True
        return mistake

    def _all_texts(self, words: tuple[Token, ...]) -> dict[str, str]:
        """Return the typed text of each argument; words left over are the text of the first that takes any words."""
        # Left out, they would be lost when the form opens: the person would have to type them again.
        free = self._takers[:1]
        names = self.chosen.keys() | {arg.name for arg in free}
        texts = {name: text for name, text in self._shown_texts().items() if name not in names}
        return texts | {arg.name: arg.typed(words) for arg in free if words}

    @property
    def _takers(self) -> list[Arg]:
        """The arguments that any words may still be for."""
        return [arg for arg in self.args if arg.any_text and arg.name not in self.settled]

    def _unsettled(self, right: bool) -> list[Arg]:
        return [arg for arg in self.args if arg.right == right and arg.name not in self.values]

    def _match_left(self) -> None:
        waiting = self._unsettled(right=False)
        while self.words:
            arg, found = self._first_match(waiting)
            if arg is None or found is None:
                return
            self.before += self.words[: found.at]
            self._keep(arg, found, self.words[found.at : found.at + found.used])
            self.words = self.words[found.at + found.used :]
            waiting = [other for other in waiting if other.name not in self.values]

    def _set_others_apart(self) -> None:
        """Make a clause of what stands from a subject on that is not the writer, where the free text may tell it."""
        if [arg for arg in self._unsettled(right=False) if arg.any_text and isinstance(arg, TextArg) and arg.notes]:
            self.words, of_others = split_at_subject(self.words, self.context.language)
            self.clauses = (*of_others, *self.clauses)

    def _first_match(self, waiting: list[Arg]) -> tuple[Arg | None, Match | None]:
        """Return the first argument that matches here; optional ones may come in any order, a required one may not."""
        right = self._unsettled(right=True)
        for arg in waiting:
            if arg.any_text:
                continue
            after = [other for other in waiting if other is not arg] + right
            found = self._match(arg, partial(arg.match, self.words, self.context, after))
            # Words behind a day in front of them, which else would be free: "on monday no answer".
            if found and found.at and arg.optional and (fronted := self._front_match(waiting, right))[1]:
                return fronted
            # A required argument is not passed over: a later one would take its words, as the note would a misspelt
            # account.
            if found or not arg.optional:
                return arg, found
        return self._front_match(waiting, right)

    def _front_match(self, waiting: list[Arg], right: Sequence[Arg]) -> tuple[Arg | None, Match | None]:
        """Return the first `right` argument that matches here."""
        for arg in right:
            found = self._match(arg, partial(arg.match_front, self.words, self.context, waiting))
            if found:
                return arg, found
        return None, None

    def _match_right(self) -> None:
        for arg in reversed(self._unsettled(right=True)):
            found = self._match(arg, partial(arg.match, self.words, self.context, ()))
            if found:
                cut = len(self.words) - found.used
                self._keep(arg, found, self.words[cut:])
                self.words = self.words[:cut]

    def _match_clauses(self) -> None:
        self.clauses = tuple(left for clause in self.clauses if (left := self._left_of(clause)).words)
        self._match_last_clause()

    def _match_last_clause(self) -> None:
        """Match a `right` argument that is needed at the end of the last clause, as "… and drawings by Friday"."""
        for arg in self._unsettled(right=True):
            if arg.optional or not self.clauses or self.clauses[-1].of_others:
                continue
            last = self.clauses[-1]
            found = self._match(arg, partial(arg.match, last.own, self.context, ()))
            if found:
                cut = len(last.words) - found.used
                self._keep(arg, found, last.words[cut:])
                self.clauses = (*self.clauses[:-1], Clause(words=last.words[:cut], joined=last.joined))

    def _left_of(self, clause: Clause) -> Clause:
        """Return a clause of its own without the words that arguments take which are not settled yet."""
        for arg in self.args:
            if not clause.words:
                break
            if arg.any_text or arg.name in self.settled or (clause.of_others and not arg.of_others):
                continue
            words, found = clause.own, self._found_in(arg, clause.own)
            if found is None and clause.joined:
                # "i" joins, and begins the day "i går"
                words, found = clause.words, self._found_in(arg, clause.words)
            if found:
                end = found.at + found.used
                self._keep(arg, found, words[found.at : end])
                clause = Clause(words=words[: found.at] + words[end:])
        return clause

    def _found_in(self, arg: Arg, words: tuple[Token, ...]) -> Match | None:
        """Return what words of a clause say of an argument, or add to what was said of it already."""
        if arg.name in self.values:
            return self._match(arg, partial(arg.refined, self.values[arg.name], words, self.context))
        return self._match(arg, partial(arg.match_clause, words, self.context))

    def _match_mentioned(self) -> None:
        """Ask the arguments that a typed line does not give whether its free words may mean them."""
        free = self._free
        context = self.context.behind(self.context.verb, self.before) if self.before else self.context
        for arg in self.args:
            asks = arg.asks_text if self.is_line else arg.asks_pressed and self.is_press
            if asks and arg.name not in self.values:
                settled = {**self.defaults, **self.values}
                found = self._match(arg, partial(arg.match_text, free, settled, context))
                if found:
                    self.values[arg.name] = found.value

    def _match_text(self) -> None:
        """Give the words that are left to the free text, unless an argument before it has no value."""
        for arg in self._unsettled(right=False):
            words = self._text() if arg.any_text else ()
            if words and (found := arg.match(words, self.context, ())):
                self._keep(arg, found, words)
                self.before, self.words, self.clauses = (), (), ()
            elif not arg.optional:
                return

    def _text(self) -> tuple[Token, ...]:
        """Return the free words, with those of the verb in front where a choice says otherwise than the verb.

        So with "did not get" of "did not get the point at Acme", where the call went well.
        """
        denied = self.before and any(self.chosen.get(name, told) != told for name, told in self.defaults.items())
        return (*self.context.verb, *self._free) if denied else self._free

    def _match(self, arg: Arg, attempt: Callable[[], Match | None]) -> Match | None:
        """Return what an attempt to match an argument returns; where it asks, what was decided before.

        A decision holds also where it would not be asked any more: a button does what it says.
        """
        decided = self.decisions.get(arg.name)
        try:
            found = attempt()
            return replace(found, value=self._restored(arg, decided)) if found and decided else found
        except Ambiguous as question:
            choice = self._decided(question, arg) or known_choice(question, arg.own_kind, self.context)
            if choice is None:
                raise
            if not choice.value:
                self.chosen[arg.name] = choice.value
                if arg.optional:
                    self.values[arg.name] = arg.default
                return None
            value = self._restored(arg, choice.value)
            if arg.name not in self.unresolved:
                self.chosen[arg.name] = choice.value
            return question.match(choice, value)

    def _decided(self, question: Ambiguous, arg: Arg) -> Candidate | None:
        """Return the choice that was made for an argument; what it says of a word is remembered."""
        choice = question.decided(self.decisions.get(arg.name))
        if choice and choice.word:
            self.picks.append(Pick(kind=arg.own_kind, word=fold(choice.word), meaning=choice.value))
        return choice

    def _keep(self, arg: Arg, found: Match, words: tuple[Token, ...]) -> None:
        self.values[arg.name] = found.value
        self.matched[arg.name] = (arg, found, words)

    def _shown_texts(self) -> dict[str, str]:
        """Return the text of each argument that has one; made only where a question or a form shows it."""
        return self.texts | {name: arg.shown(found.value, words) for name, (arg, found, words) in self.matched.items()}
