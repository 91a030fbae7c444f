"""A customer account as people name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.arguments.account_match import AccountMatcher
from bot.arguments.parser import Arg, Match, ParseContext
from bot.domain.accounts import Account
from bot.errors import UserMistake
from bot.language.names import NAME_LIMIT, account_key, clean_name
from bot.language.tokens import Token
from bot.messages.form import Field, FieldKind
from bot.messages.press import ExistingId, NewName, Nobody, unpack_selection


@dataclass(frozen=True, kw_only=True)
class AccountArg(Arg):
    """A customer account by its name, matched by AccountMatcher; `.` is the account that was named last.

    `unnamed` lets `-` stand for a call to nobody in particular. `creates` offers to create what is not found.
    """

    unnamed: bool = False
    creates: bool = True
    greedy: bool = True
    """Whether an unknown name reaches up to what another argument recognises; else it is one word."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        if words[0].text == "-" and self.unnamed:
            return Match(None, 1)
        if words[0].text == ".":
            return Match(self._recent(context), 1)
        matcher = AccountMatcher(
            argument=self.name,
            words=words,
            after=after,
            greedy=self.greedy,
            creates=self.creates,
            context=context,
        )
        return matcher.match()

    def _recent(self, context: ParseContext) -> Account:
        account = context.work.accounts.last_logged_by(context.who.id)
        if account is None:
            raise UserMistake("args", "There is no last account yet: type its name instead of “.”.")
        return account

    def restore(self, value: str, context: ParseContext) -> object:
        match unpack_selection(value):
            case Nobody() if self.unnamed:
                return None
            case NewName(name=name) if shown := clean_name(name, NAME_LIMIT):
                return self._created(shown, context)
            case ExistingId(id=id) if account := context.work.accounts.find(id):
                return account
            case _:
                raise UserMistake("args", "That account is no longer there.")

    def _created(self, name: str, context: ParseContext) -> Account:
        # Pressed twice, or created by somebody else meanwhile: one name must not become two accounts.
        if known := context.work.accounts.by_key(account_key(name)):
            return known
        if not (self.creates and context.writes):
            raise UserMistake("args", "That account is no longer there.")
        return context.work.accounts.add(name, context.who.id, context.at)

    def field(self, context: ParseContext, value: str) -> Field:
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.ACCOUNT, value=value, required=not self.optional)
