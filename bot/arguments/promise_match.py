"""Which open promise some words mean: by the account that they name, and by words of the promise itself."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.account import accounts_named_in
from bot.arguments.account_index import NameHit
from bot.arguments.account_place import NamePlace
from bot.arguments.parser import Candidate, Match, ParseContext
from bot.domain.accounts import Account
from bot.domain.promises import Promise
from bot.errors import UserMistake
from bot.language.name_words import name_words
from bot.language.names import bare
from bot.language.tokens import Token
from bot.language.vocabulary import GOODS
from bot.language.word_forms import are_forms_of_one
from bot.records import lazy, record

SHOWN = 5
"""Promises that are offered at most."""
LABEL_LIMIT = 75
"""Characters that Slack takes for a button or an option."""


@record(kw_only=True)
class PromiseMatcher:
    """Finds the open promise that the `words` mean; there is at least one word.

    1. The promises are those of the accounts that the words name, or those of the person where they name none.
    2. Of several, the one is meant that more of the words name than any other.
    3. Free words in front of the account must be among those of the promise: of another promise they would be false.
    """

    words: tuple[Token, ...]
    context: ParseContext

    @lazy
    def _hits(self) -> Sequence[tuple[NameHit, Account]]:
        return accounts_named_in(self.words, self.context)

    @property
    def accounts(self) -> Sequence[Account]:
        """The accounts that are named."""
        return [account for _, account in self._hits]

    @lazy
    def _place(self) -> NamePlace:
        return NamePlace(words=self.words, language=self.context.language)

    @lazy
    def fitting(self) -> Sequence[Promise]:
        """The open promises that may be meant; raises UserMistake where the one account that is named has none."""
        if not self.accounts:
            return [promise for promise in self._own if self._count(promise)]
        return [promise for account in self.accounts for promise in self.context.work.promises.open_for(account.id)]

    @property
    def _own(self) -> Sequence[Promise]:
        return self.context.work.promises.open_of(self.context.who.id)

    @lazy
    def _free(self) -> Sequence[int]:
        """The words that may be those of a promise: neither of an account's name nor fillers."""
        names = {at for hit, _ in self._hits for at in range(hit.start, hit.end)}
        return [at for at in range(len(self.words)) if at not in names and not self._is_filler(at)]

    def _is_filler(self, at: int) -> bool:
        text, known = self.words[at].bare, name_words(self.context.language)
        return text in known.common or bool(known.promises.count_at((text,), 0))

    def _count(self, promise: Promise) -> int:
        return sum(1 for at in self._free if self._is_of(at, promise))

    def _is_of(self, at: int, promise: Promise) -> bool:
        typed, words = self.words[at].bare, [bare(word) for word in promise.what.split()]
        return any(are_forms_of_one(typed, word) or _are_same_goods(typed, word) for word in words)

    @lazy
    def named(self) -> Promise | None:
        """The promise that more of the words name than any other; None where none or several are named so."""
        counts = sorted(((self._count(promise), promise.number) for promise in self.fitting), reverse=True)
        if not counts or not counts[0][0] or (len(counts) > 1 and counts[0][0] == counts[1][0]):
            return None
        return next(promise for promise in self.fitting if promise.number == counts[0][1])

    @property
    def is_all_named(self) -> bool:
        """Whether no word is left over beside those of the promise that is named."""
        return self.named is not None and all(self._is_of(at, self.named) for at in self._free)

    @property
    def names_something_else(self) -> bool:
        """Whether there are words beside an account's name, and none of them is of a promise that may be meant."""
        return bool(self._free) and not any(map(self._count, self.fitting))

    @property
    def spoken_of(self) -> Sequence[Promise]:
        """The open promises of which words beside an account's name something."""
        return [promise for promise in self.fitting if self._count(promise)]

    def only_one(self) -> Match | None:
        """Return the promise that is surely meant; None where it must be asked. Raises UserMistake."""
        if len(self.accounts) == 1 and not self.fitting:
            raise UserMistake("promise", "No promise to {account} is open.", account=self.accounts[0].name)
        promise = self.named or (self.fitting[0] if len(self.fitting) == 1 else None)
        if promise is None or not self.accounts or any(not self._is_of(at, promise) for at in self._in_front):
            return None
        return Match(promise, self._end_of(promise))

    @property
    def _in_front(self) -> Sequence[int]:
        """The free words in front of the account."""
        return [at for at in self._free if at < self._hits[0][0].start]

    @property
    def end(self) -> int:
        """Behind the last word that names the account."""
        return max((hit.end for hit, _ in self._hits), default=0)

    def _end_of(self, promise: Promise) -> int:
        """Return the end of the words that mean the promise: those of the account, and its own in front and behind."""
        end = self.end or next(at for at in self._free if self._is_of(at, promise))
        while end in self._free and self._is_of(end, promise):
            end += 1
        return end

    def question(self) -> str:
        """Return what is asked where several promises may be meant, or the words name another."""
        if len(self.accounts) != 1 or len(self.fitting) == 1:
            return self.context.translator.t("promise", "Which promise do you mean?")
        say = self.context.translator
        question = say.t("promise", "Several promises to {account} are open. Which one?", account=self.accounts[0].name)
        if not (more := self.fitting[SHOWN:]):
            return question
        others = say.n(
            "promise",
            "For the other one type its number, such as {ref}.",
            "For the {count} others type the number, such as {ref}.",
            len(more),
            ref=more[0].ref,
        )
        return f"{question} {others}"

    def choices(self) -> Sequence[Candidate]:
        """Return the promises that may be meant as choices."""
        return [promise_choice(promise, self.context, self._end_of(promise)) for promise in self.fitting[:SHOWN]]


def promise_choice(promise: Promise, context: ParseContext, used: int = 0) -> Candidate:
    """Return the choice of a promise that uses so many words."""
    account = context.work.accounts.get(promise.account).name
    label = f"{promise.ref} {account}: {promise.what}, {context.translator.short_day_at(promise.due, promise.hour)}"
    return Candidate(label=label[:LABEL_LIMIT], value=promise.ref, used=used)


def _are_same_goods(typed: str, word: str) -> bool:
    """Whether two words, perhaps of different languages, mean the same goods, such as quote and offert."""
    return any(
        any(are_forms_of_one(typed, name) for name in names) and any(are_forms_of_one(word, name) for name in names)
        for names in map(GOODS.all_words, GOODS.words)
    )
