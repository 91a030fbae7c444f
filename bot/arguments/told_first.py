"""The customer was told, or knew, before a promise was broken: told them, they knew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from bot.arguments.day_frame import names_past_day
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.language.clause_words import clause_words
from bot.language.telling import telling_clause, tellings, unaware_at_end, without_since
from bot.language.tokens import Token
from bot.records import record

YES = "yes"


@record(kw_only=True)
class ToldFirstArg(Arg):
    """Words that say that the customer was told, with or without a past day, at the end or as a clause; value True.

    The day is that of the telling, and belongs to it. Words of telling anywhere else are asked about, and so is "told"
    without whom behind other words.
    """

    right: bool = True
    optional: bool = True
    hidden: bool = True
    of_others: ClassVar[bool] = True
    asks_text: ClassVar[bool] = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if words and (whole := self._whole(words, context)):
            return whole
        if joined := self._joined(words, context):
            return joined
        if unaware := unaware_at_end(words, context.language):
            return Match(False, unaware, len(words) - unaware)
        for telling in reversed(tellings(words, context.language)):
            behind = words[telling.end :]
            if behind and not names_past_day(without_since(behind, context.language), context):
                return None
            return Match(True, len(words) - telling.first, telling.first) if telling.sure or not telling.first else None
        return None

    def _joined(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Match words at the end behind one that joins: "delivery date and nobody had warned them"."""
        joins = clause_words(context.language).joins
        for at in range(1, len(words) - 1):
            count = joins.leading(words[at:])
            whole = self._whole(words[at + count :], context) if count else None
            if whole:
                return Match(whole.value, len(words) - at, at)
        return None

    def match_clause(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        return self.match(words, context, ())

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return bool(words) and self._whole(words, context) is not None

    def _whole(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Match words that say nothing else, which are no part of what was promised: "the customer had been told"."""
        count, told = telling_clause(words, context.language) or (0, False)
        behind = without_since(words[count:], context.language)
        return Match(told, len(words)) if count and (not behind or names_past_day(behind, context)) else None

    def match_text(
        self, words: tuple[Token, ...], settled: Mapping[str, object], context: ParseContext
    ) -> Match | None:
        may_mean_it = [each for each in tellings(words, context.language) if each.sure or each.end == len(words)]
        if self.default is None or not may_mean_it:
            return None
        say = context.translator
        choices = (
            Candidate(label=say.t("button", "They knew"), value=YES),
            Candidate(label=say.t("button", "They did not know"), value=""),
        )
        raise Ambiguous(self.name, say.t("promise", "Did the customer know before?"), choices, 0)

    def restore(self, value: str, context: ParseContext) -> object:
        return value == YES
