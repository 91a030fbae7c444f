"""What became of an open promise, told in any order of words: "warned Acme", "quote to Acme kept"."""

from __future__ import annotations

import re

from bot.arguments.account import find_account_in, name_behind_fillers
from bot.arguments.day_frame import frame_of, names_past_day, unquoted
from bot.arguments.parser import ParseContext
from bot.arguments.promise_match import PromiseMatcher
from bot.dispatch.fact import Fact
from bot.dispatch.registry import Registry
from bot.domain.accounts import Account
from bot.language.clauses import Clause
from bot.language.days.frame import Aim
from bot.language.days.reading import read_whole
from bot.language.names import ENDS
from bot.language.phrases import plain_texts, typable, typable_phrases
from bot.language.reaching import negation_in
from bot.language.roles import ENDINGS
from bot.language.telling import tellings
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import KEYWORDS, VERBS
from bot.language.word_files import WORD_FILES
from bot.records import record

NEW_DAY = ("new", "date")
"""Keywords of the new day of a promise."""
KEPT, DONE = "kept", "done"
PROMISE_REF = re.compile(r"#?[pP]#?[0-9]{1,12}")
STEPS = frozenset({KEPT, "told", "broken"})
BEHIND_STEP = re.compile(r"#?[pP]?#?[0-9]{1,12}")
"""A promise by its number behind the verb of a step; behind other verbs a number may be a day."""
DAY_WORDS = 3
"""Words of a day that may stand behind such a verb."""
VERB_WORDS = 3
"""Words of a verb at most that stands behind all the words of a promise."""


@record
class StepReader:
    """Reads the steps of promises as the person of `context` types them."""

    registry: Registry
    context: ParseContext

    def told(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact that a customer was told, whom words name that have an open promise, as in "warned Acme"."""
        telling = next((each for each in tellings(words, self.context.language) if each.sure), None)
        if telling is None:
            return self._told_around(words)
        rest = words[: telling.first] + words[telling.end :]
        named = find_account_in(rest, self.context)
        account = named.value if named else None
        if named is None or not isinstance(account, Account) or not self.context.work.promises.open_for(account.id):
            return None
        if telling.first and not name_behind_fillers(words[: telling.first], self.context):
            return None
        plain = (
            self._tells_no_more(rest[named.at + named.used :]) or PromiseMatcher(words=rest, context=self.context).named
        )
        return Fact(command=self.registry.get("told"), words=rest) if plain else None

    def _told_around(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the same of a customer whose name stands in what tells it, as in Danish "gav Acme besked"."""
        named = find_account_in(words, self.context)
        account = named.value if named else None
        if named is None or not named.at or not isinstance(account, Account):
            return None
        end = named.at + named.used
        them = Token(WORD_FILES[self.context.language].tables["told"]["whom"].all[0])
        told = tellings((*words[: named.at], them, *words[end:]), self.context.language)
        telling = next((each for each in told if each.sure and not each.first), None)
        if telling is None or not named.at < telling.end - 1 or not self.context.work.promises.open_for(account.id):
            return None
        behind = words[end + telling.end - named.at - 1 :]
        said = words[named.at : end] + behind
        plain = self._tells_no_more(behind) or PromiseMatcher(words=said, context=self.context).named
        return Fact(command=self.registry.get("told"), words=said) if plain else None

    def _tells_no_more(self, words: tuple[Token, ...]) -> bool:
        """Whether words behind a customer who was told are none, or their new day."""
        days = frame_of(self.context, Aim.PROMISE)
        led = bool(words) and KEYWORDS.find(words[0].text, self.context.language) in NEW_DAY
        return not words or led or read_whole(unquoted(words), days) is not None

    def may_be_kept(self, words: tuple[Token, ...], named: Account) -> bool:
        """Whether words behind "kept" are none, a day, or of a promise to somebody, and not as in "kept it short"."""
        about = PromiseMatcher(words=(Token(named.name, quoted=True), *words), context=self.context)
        return not about.names_something_else or names_past_day(words, self.context)

    def ending(self, words: tuple[Token, ...]) -> tuple[str, int]:
        """Return the step that the last words say, and how many these are; "" and 0 for none."""
        for count in range(min(VERB_WORDS, len(words) - 1), 0, -1):
            verb = VERBS.find(text_of(words[-count:]).rstrip(ENDS), self.context.language)
            if verb in ENDINGS:
                return verb, count
        # "P1 done": of anything else it says no promise.
        is_done = len(words) > 1 and KEYWORDS.find(words[-1].bare, self.context.language) == DONE
        return (KEPT, 1) if is_done and PROMISE_REF.fullmatch(text_of(words[:-1])) else ("", 0)

    def may_be_ended(self, words: tuple[Token, ...]) -> bool:
        """Whether words end in a step of a promise, a day that is over aside, or have it right before the customer."""
        words, _ = self._in_order(words)
        return bool(self.ending(words[: len(words) - self._day_behind(words)])[1])

    def _in_order(self, words: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
        """Return words with the verb of a step last, before which the customer stands, and "as promised" behind them.

        So of "quote delivered to Acme as promised".
        """
        texts, promised = plain_texts(words), typable_phrases("clauses", "as_promised", self.context.language)
        end = next((at for at in range(1, len(words)) if promised.count_at(texts, at) == len(words) - at), len(words))
        said, tail = words[:end], words[end:]
        for at in range(1, len(said) - 1):
            if self._is_step(said[at]) and name_behind_fillers(said[at + 1 :], self.context):
                return (*said[:at], *said[at + 1 :], said[at]), tail
        return said, tail

    def _is_step(self, word: Token) -> bool:
        return not word.quoted and VERBS.find(word.bare, self.context.language) in ENDINGS

    def _day_behind(self, words: tuple[Token, ...]) -> int:
        """Return how many words at the end are a day that is over, as in "quote to Acme kept yesterday"."""
        counts = range(min(DAY_WORDS, len(words) - 2), 0, -1)
        return next((count for count in counts if names_past_day(words[-count:], self.context)), 0)

    def _without_copula(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return words without the "is" in which they end, as in "the quote is" before "delivered"."""
        copulas = typable("clauses", "is", self.context.language)
        return words[:-1] if words[1:] and words[-1].bare in copulas else words

    def ended(self, words: tuple[Token, ...], before: Account | None = None) -> Fact | None:
        """Return the fact that the promise was kept or broken that words name: "quote to Acme kept", "P2 kept".

        It may be to the account named `before`, as in "called Acme, quote kept"; one that was broken is asked about
        unless its customer and some of its words are named.
        """
        words, promised = self._in_order(words)
        day = self._day_behind(words)
        words, dated = words[: len(words) - day], words[len(words) - day :]
        verb, count = self.ending(words)
        rest = self._without_copula(words[: len(words) - count])
        if verb and len(rest) == 1 and PROMISE_REF.fullmatch(rest[0].text):
            return Fact(command=self.registry.get(verb), words=(*rest, *dated))
        if not verb or negation_in(rest, self.context.language):
            return None
        found = PromiseMatcher(words=rest, context=self.context)
        if len(found.accounts) > 1 or not found.fitting:
            return None
        promise = found.named
        if found.accounts:
            sure = promise is not None or name_behind_fillers(rest, self.context) is not None
        else:
            sure = before is not None and promise is not None and promise.account == before.id and found.is_all_named
        if verb != KEPT and (promise is None or not found.accounts):
            return None
        if not sure:
            return None
        clauses = (Clause(words=promised),) if promised else ()
        command = self.registry.get(verb)
        return Fact(command=command, words=rest + dated, clauses=clauses, inherits=not found.accounts)


def says_as_promised(words: tuple[Token, ...], language: str) -> bool:
    """Whether words say that what was promised was done."""
    texts, phrases = plain_texts(words), typable_phrases("clauses", "as_promised", language)
    return any(phrases.count_at(texts, at) for at in range(len(texts)))


def names_promise(fact: Fact) -> bool:
    """Whether a fact is a step of the promise whose number its words begin with."""
    return fact.command.verb in STEPS and BEHIND_STEP.fullmatch(text_of(fact.words[:1])) is not None
