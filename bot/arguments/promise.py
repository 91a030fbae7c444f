"""A promise by its number or its account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from bot.arguments.account import AccountArg
from bot.arguments.parser import Ambiguous, Arg, Match, ParseContext
from bot.arguments.promise_match import SHOWN, PromiseMatcher, promise_choice
from bot.domain.promises import Promise
from bot.errors import UserMistake
from bot.language.i18n import Quoted
from bot.language.name_words import name_words
from bot.language.tokens import Token, text_of, tokens
from bot.messages.form import Field, FieldKind, Option
from bot.records import record

NUMBER = re.compile(r"#?[pP]?#?([0-9]{1,12})")
REF = re.compile(r"#?[pP]#?([0-9]{1,12})")


@record(kw_only=True)
class PromiseArg(Arg):
    """An open promise by its number, by its account anywhere in the words, or by its own words."""

    names_account: ClassVar[bool] = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        return _by_number(words, context) or self._among(words, context) or self._not_found(words, context)

    def _among(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        matcher = PromiseMatcher(words=words, context=context)
        found = matcher.only_one()
        if found is None and matcher.fitting:
            raise Ambiguous(self.name, matcher.question(), matcher.choices(), matcher.end)
        return found

    def _not_found(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Say that the words name no promise, and offer those that the person has open."""
        wrong = _no_promise(text_of(words[_promise_front(words, context.language) :]))
        own = context.work.promises.open_of(context.who.id)[:SHOWN]
        if not own:
            raise wrong
        # No word is used: none of them is known, so all of them stay as the note.
        choices = [promise_choice(promise, context) for promise in own]
        title = context.translator.t(wrong.context, wrong.message, **wrong.values)
        raise Ambiguous(self.name, title, choices, 0, wrong=True)

    def restore(self, value: str, context: ParseContext) -> object:
        words = tokens(value)
        found = _by_number(words, context) if words else None
        if found is None:
            raise _no_promise(value)
        return found.value

    def shown(self, value: object, words: tuple[Token, ...]) -> str:
        return value.ref if isinstance(value, Promise) else super().shown(value, words)

    def field(self, context: ParseContext, value: str) -> Field:
        choices = [promise_choice(promise, context) for promise in context.work.promises.open_of(context.who.id)[:25]]
        if not choices and not value:
            raise UserMistake("promise", "No promise of yours is open: “promise acme quote by fri” makes one.")
        options = tuple(Option(label=choice.label, value=choice.value) for choice in choices)
        kind = FieldKind.CHOICE if options else FieldKind.LINE
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=kind, value=value, options=options)


def _no_promise(text: str) -> UserMistake:
    return UserMistake("promise", "{text} is not a promise: type its number, such as P12.", text=Quoted(text[:40]))


def _by_number(words: tuple[Token, ...], context: ParseContext) -> Match | None:
    """Return the promise of a number: bare as the first word, with its letter also behind fillers."""
    at = _promise_front(words, context.language)
    hit = None if words[at].quoted else (REF if at else NUMBER).fullmatch(words[at].text)
    return Match(promise_of(int(hit[1]), context), at + 1) if hit else None


def _promise_front(words: tuple[Token, ...], language: str) -> int:
    """Return the first word that is neither a filler nor a word for promise; 0 when all of them are."""
    texts, known = [word.bare for word in words], name_words(language)
    at = 0
    while count := known.fillers.count_at(texts, at) or known.promises.count_at(texts, at):
        at += count
    return at if at < len(words) else 0


def promise_of(number: int, context: ParseContext) -> Promise:
    """Return the promise of a number; raises UserMistake."""
    promise = context.work.promises.find(number)
    if promise is None:
        raise UserMistake("promise", "There is no promise P{number}: type “today” to see yours.", number=number)
    return promise


@record(kw_only=True)
class PromiseOrAccountArg(AccountArg):
    """A promise by its number, by the words of an open one, or else an account."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return (words and (_by_number(words, context) or self._open(words, context, after))) or super().match(
            words, context, after
        )

    def _open(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        """Return the open promise of an account that the words are about, or that is the only one where none are left.

        Raises Ambiguous for several.
        """
        matcher = PromiseMatcher(words=words, context=context)
        rest = words[matcher.end :]
        unnamed = not rest or any(arg.recognises(rest, context) for arg in after)
        if not matcher.accounts or not matcher.fitting or not (matcher.named or unnamed):
            return None
        found = matcher.only_one()
        if found is None:
            raise Ambiguous(self.name, matcher.question(), matcher.choices(), matcher.end)
        return found

    def shown(self, value: object, words: tuple[Token, ...]) -> str:
        return value.ref if isinstance(value, Promise) else super().shown(value, words)

    def restore(self, value: str, context: ParseContext) -> object:
        hit = re.fullmatch(r"P([0-9]{1,12})", value)
        return promise_of(int(hit[1]), context) if hit else super().restore(value, context)
