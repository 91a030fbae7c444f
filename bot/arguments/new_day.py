"""The new day of a promise whose customer was told; the promise may stay on its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import Enum
from typing import ClassVar

from bot.arguments.due import DueArg
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.domain.calendar import calendar_of
from bot.domain.entries import Entry
from bot.domain.promises import Promise, PromiseState, last_step, told_since
from bot.domain.work import Work
from bot.language.days.marks import may_end
from bot.language.phrases import plain_texts, typable, typable_phrases
from bot.language.reaching import negation_in
from bot.language.tokens import Token, tokens
from bot.language.vocabulary import KEYWORDS
from bot.records import record

SINCE = "since"
"""The value of a button that holds the last step that its promise had when it was offered."""
NEARLY_A_WEEK = timedelta(days=6)


class StaysOn(Enum):
    """Stands for no new day."""

    SAME_DAY = "same"


@record(kw_only=True)
class NewDayArg(DueArg):
    """A new due day, or StaysOn.SAME_DAY; a line and a button that say neither are asked, a form is not."""

    asks_text: ClassVar[bool] = True
    asks_pressed: ClassVar[bool] = True
    may_lead: ClassVar[bool] = False
    promise: str = "promise"
    """The argument whose promise it is about."""
    since: str = ""
    """The argument with the last step of the promise when a button was offered; what was told since is not asked."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        texts = plain_texts(words)
        phrases = typable("told", "same_day", context.language)
        count = next((n for n in range(1, len(texts) + 1) if " ".join(texts[-n:]) in phrases), 0)
        if count:
            return Match(StaysOn.SAME_DAY, count, len(words) - count)
        known = typable_phrases("told", "instead", context.language)
        instead = len(texts) - known.first_before(texts, len(texts))
        told = words[: len(words) - instead]
        found = super().match(told, context, after)
        if found is None or (not instead and self._is_refused(told, found.used, context)):
            return None
        return Match(found.value, found.used + instead, found.at)

    def match_clause(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        whole, found = len(words), self.match(words, context, ())
        if found and found.value is StaysOn.SAME_DAY and found.used == len(words):
            return found
        if found and (found.used == len(words) or self._moves(words, context)):
            return Match(found.value, len(words))
        words = typable_phrases("told", "instead", context.language).skipped(words)
        front = next((at for at, word in enumerate(words) if not self._leads(word, context)), len(words))
        dated = super().match_clause(words[front:], context) if front < len(words) else None
        return Match(dated.value, whole) if dated else None

    def refined(self, value: object, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Return the day of "new date monday", which the day before it was not: "thursday not possible, new date …"."""
        led = bool(words) and self._leads(words[0], context)
        return self.match_clause(words, context) if led else super().refined(value, words, context)

    def _is_refused(self, words: tuple[Token, ...], used: int, context: ParseContext) -> bool:
        """Whether words say of the day that they end in that it cannot be kept: "the quote won't make it tomorrow"."""
        before, day = words[: len(words) - used], words[len(words) - used :]
        kept = (typable("days", term, context.language) for term in ("by", "until", "before"))
        if self._leads(day[0], context) or any(day[0].plain in leads for leads in kept):
            return False
        # "Not tomorrow but Friday": the first day is the one that was refused.
        refused = negation_in(before, context.language)
        return bool(refused) and not any(may_end(word.text, context.language) for word in before)

    def _moves(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        """Whether words say that something comes on another day, as in "the catalogue comes on Monday"."""
        texts = plain_texts(words)
        terms = (typable_phrases("told", term, context.language) for term in ("moved", "move"))
        return any(known.count_at(texts, at) for known in terms for at in range(len(texts)))

    def _leads(self, word: Token, context: ParseContext) -> bool:
        """Whether a word leads to the day, such as those of "new date monday"."""
        return KEYWORDS.find(word.bare, context.language) in self.keywords

    def match_text(
        self, words: tuple[Token, ...], settled: Mapping[str, object], context: ParseContext
    ) -> Match | None:
        promise = settled.get(self.promise)
        if not isinstance(promise, Promise) or promise.state is not PromiseState.OPEN:
            return None
        if told_since_offered(context.work, promise, str(settled.get(self.since, ""))):
            return Match(StaysOn.SAME_DAY, 0)
        say = context.translator
        title = self.missing(words, context).why or say.t("promise", "{ref}: what is the new day?", ref=promise.ref)
        stays = Candidate(
            label=say.t("promise", "Same day: {day}", day=say.day_at(promise.due, promise.hour)),
            value=StaysOn.SAME_DAY.value,
        )
        raise Ambiguous(self.name, title, (stays, *_offered(promise, context)), 0)

    def restore(self, value: str, context: ParseContext) -> object:
        return StaysOn.SAME_DAY if value == StaysOn.SAME_DAY.value else super().restore(value, context)

    def read(self, text: str, context: ParseContext) -> object:
        found = self.match_clause(tokens(text), context)
        return found.value if found and found.value is StaysOn.SAME_DAY else super().read(text, context)


def told_values(work: Work, promise: Promise) -> dict[str, str]:
    """Return the values of a button that says that the customer was told: it counts once, whoever presses which one."""
    return {"promise": promise.ref, SINCE: str(last_step(work.entries, promise.number))}


def told_since_offered(work: Work, promise: Promise, since: str) -> Entry | None:
    """Return by what a customer was told of a promise since a button was offered; None for what is no such button."""
    return told_since(work.entries, promise.number, int(since)) if since.isdecimal() else None


def _offered(promise: Promise, context: ParseContext) -> list[Candidate]:
    """Return the next two working days behind the promise's day or today, and the one a week later."""
    calendar = calendar_of(context.who)
    start = max(promise.due, context.today)
    first = calendar.next_workday(start)
    days = (first, calendar.next_workday(first), calendar.next_workday(start + NEARLY_A_WEEK))
    return [Candidate(label=context.translator.day(day), value=day.isoformat()) for day in sorted(set(days))]
