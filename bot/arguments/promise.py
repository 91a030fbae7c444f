"""A promise by its number or its account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.arguments.account import AccountArg
from bot.arguments.basic import NAME_WORDS
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.domain.accounts import Account
from bot.domain.promises import Promise
from bot.errors import UserMistake
from bot.language.names import account_key
from bot.language.tokens import Token, text_of
from bot.messages.form import Field, FieldKind, Option


@dataclass(frozen=True, kw_only=True)
class PromiseArg(Arg):
    """A promise by its number, or by its account if exactly one promise to it is open."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        hit = re.fullmatch(r"#?[pP]?#?([0-9]{1,12})", words[0].text) if words else None
        if hit:
            return Match(promise_of(int(hit[1]), context), 1)
        return self._by_account(words, context)

    def _by_account(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        for count in range(min(len(words), NAME_WORDS), 0, -1):
            account = context.work.accounts.by_key(account_key(text_of(words[:count])))
            if account:
                return Match(self._only_one(account, count, context), count)
        if words:
            raise UserMistake(
                "promise", "{text} is not a promise: type its number, such as P12.", text=f'"{words[0].text[:40]}"'
            )
        return None

    def _only_one(self, account: Account, count: int, context: ParseContext) -> Promise:
        found = context.work.promises.open_for(account.id)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UserMistake("promise", "No promise to {account} is open.", account=account.name)
        title = context.translator.t(
            "promise", "Several promises to {account} are open. Which one?", account=account.name
        )
        raise Ambiguous(self.name, title, [_choice(promise, context) for promise in found[:5]], count)

    def field(self, context: ParseContext, value: str) -> Field:
        choices = [_choice(promise, context) for promise in context.work.promises.open_of(context.who.id)[:25]]
        options = tuple(Option(label=choice.label, value=choice.value) for choice in choices)
        kind = FieldKind.CHOICE if options else FieldKind.LINE
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=kind, value=value, options=options)


def _choice(promise: Promise, context: ParseContext) -> Candidate:
    account = context.work.accounts.get(promise.account).name
    label = f"{promise.ref} {account}: {promise.what}, {context.translator.short_day_at(promise.due, promise.hour)}"
    # Slack takes at most 75 characters for a button or an option.
    return Candidate(label=label[:75], value=promise.ref)


def promise_of(number: int, context: ParseContext) -> Promise:
    """Return the promise of a number; raises UserMistake."""
    promise = context.work.promises.find(number)
    if promise is None:
        raise UserMistake("promise", "There is no promise P{number}: type “today” to see yours.", number=number)
    return promise


@dataclass(frozen=True, kw_only=True)
class PromiseOrAccountArg(AccountArg):
    """A promise by its number, or else an account."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        hit = re.fullmatch(r"#?[pP]?#?([0-9]{1,12})", words[0].text) if words and not words[0].quoted else None
        return Match(promise_of(int(hit[1]), context), 1) if hit else super().match(words, context, after)

    def restore(self, value: str, context: ParseContext) -> object:
        hit = re.fullmatch(r"P([0-9]{1,12})", value)
        return promise_of(int(hit[1]), context) if hit else super().restore(value, context)
