"""Which follow-up some words of a line plan: what has to be done, and what is tried again on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.arguments.account import find_account_in
from bot.arguments.back_at_work import says_back
from bot.arguments.day_frame import as_value, frame_of, names_day_ahead, unquoted
from bot.arguments.parser import ParseContext
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.days.frame import Aim, DayReading, Frame, Moment
from bot.language.days.lexicon import has_digit
from bot.language.days.marks import may_begin, may_go_on
from bot.language.days.reading import read_end, read_front, read_whole
from bot.language.name_words import infinitive_in, name_words, topic_at
from bot.language.names import fold
from bot.language.phrases import plain_texts
from bot.language.reaching import negation_in
from bot.language.roles import ANEW, ANNOUNCED, TO_DO
from bot.language.tokens import Token, text_of, tokens
from bot.language.vocabulary import CONTACT_VERBS, CONTACTS, VERBS, is_told_elsewhere, only_speaker
from bot.language.word_files import FIRST, LANGUAGES, WORD_FILES
from bot.records import changed, lazy, record

DAY_WORDS = 5
"""Words of a day, with its hour, that may stand before what is to be done."""
DENIED = 3
"""Words at the beginning of a plan in which a negation makes none of it."""


@record(kw_only=True)
class Plan:
    """The words of a plan's `verb`, and those behind it; `doubt` is its day where the words may as well be a note."""

    verb: tuple[Token, ...]
    words: tuple[Token, ...]
    doubt: Moment | None = None


@record
class PlanReader:
    """Reads plans as the person of `context` types them; `roles` are those of the words of the line."""

    context: ParseContext
    roles: int

    @lazy
    def _words(self) -> ClauseWords:
        return clause_words(self.context.language)

    def read(self, words: tuple[Token, ...], *, dated: bool = False) -> Plan | None:
        """Return the plan that words begin with; `dated` when its day stands before them.

        1. "Need to call" is one, and so is "calling back".
        2. "Try again" and "try" are one when a day follows, and nothing that makes something else of them.
        3. What comes back to the writer is none, as in "gets back to me on Friday".
        """
        known = self._words
        if not known.plans.leading(words):
            to_writer = self.roles & ANEW and self._is_to_writer(words, known.infinitives.leading(words))
            return None if to_writer else self._called_anew(words, dated=dated)
        lead = known.planned.leading(words)
        plan = known.before.skipped(words[lead:])
        if self._is_to_writer(plan, max(each.leading(plan) for each in (known.again, known.future, known.infinitives))):
            return None
        if count := known.again.leading(plan):
            behind = plan[count:]
            behind = behind if dated or self.day_in(behind) else self._of_today(behind)
            return Plan(verb=plan[:count], words=behind) if dated or behind else None
        if count := known.future.leading(words):
            return self._from(words, count)
        if lead and (count := known.infinitives.leading(plan)):
            return self._from(plan, count)
        if lead and (dated_plan := self._behind_day(plan)):
            return dated_plan
        if count := known.tries.leading(plan):
            return self._tried(plan, count, dated=dated)
        return self._called_anew(plan, dated=dated)

    def _is_to_writer(self, plan: tuple[Token, ...], count: int) -> bool:
        """Whether the writer is the object of a verb of so many words."""
        behind = plan[count:]
        behind = behind[self._words.leads.leading(behind) :]
        return bool(count and self._words.to_writer.leading(behind))

    def _behind_day(self, words: tuple[Token, ...]) -> Plan | None:
        """Return the plan of an infinitive behind a day that words begin with, as in "muszę jutro zadzwonić do"."""
        reading = read_front(unquoted(words), frame_of(self.context, Aim.FOLLOW_UP))
        if reading is None or not reading.moments:
            return None
        day, action = words[: reading.used], words[reading.used :]
        count = self._words.infinitives.leading(action)
        return Plan(verb=action[:count], words=(*action[count:], *day)) if count else None

    def to_do(self, day: tuple[Token, ...], words: tuple[Token, ...]) -> Plan | None:
        """Return the plan of a day ahead and an infinitive behind it; one that looks like a log is none, as "call"."""
        count = self._words.infinitives.leading(words)
        english = WORD_FILES[FIRST].tables["clauses"]["infinitives"].all
        lengths = range(1, max(CONTACTS.longest, VERBS.longest) + 1)
        if not count or text_of(words[:count]).casefold() in english or not names_day_ahead(day, self.context):
            return None
        contact = any(self._is_contact(text_of(words[:length])) for length in lengths)
        return None if contact else self._from(words, count)

    def _is_contact(self, text: str) -> bool:
        language = self.context.language
        return CONTACTS.find(text, language) is not None or VERBS.find(text, language) in CONTACT_VERBS

    def infinitive_at(self, words: tuple[Token, ...], *, marked: bool) -> int | None:
        """Return where an infinitive begins, behind its mark only where it may be `marked`; None where a day is said.

        None for one that is what was done in another language: "prata" is to talk in Swedish, and talked in Norwegian.
        """
        marks, count = infinitive_in(words, self.context.language)
        if not count or (marks and not marked) or self.read(words):
            return None
        verb = fold(text_of(words[:count]))
        own = verb in map(fold, WORD_FILES[self.context.language].tables["clauses"]["infinitives"].all)
        return None if not (marks or own) and is_told_elsewhere("call", verb) else marks

    def told_ahead(self, words: tuple[Token, ...]) -> Plan | None:
        """Return the plan of words that say what will be done, or done again, on a day; they may as well be a note."""
        anew = self._doubted(words, self._once_more(words)) if self.roles & ANEW else None
        return anew or (self._announced(words) if self.roles & (ANNOUNCED | TO_DO) else None)

    def _doubted(self, words: tuple[Token, ...], plan: Plan | None) -> Plan | None:
        """Return a plan that has no verb; one for today may as well tell of a second contact: "and again today".

        And "back on Monday" may tell when the customer is.
        """
        day = self.day_in(plan.words) if plan else None
        said_back = plan and says_back(words, self.context.language) and names_day_ahead(plan.words, self.context)
        if plan and day and said_back:
            return changed(plan, doubt=day, verb=words[: len(words) - len(plan.words)])
        return changed(plan, doubt=day) if plan and day and not self.is_ahead(day) else plan

    def _once_more(self, words: tuple[Token, ...]) -> Plan | None:
        """Return the plan of words that are a day and "again", as in "tomorrow at 9 again"; they have no verb."""
        rest = self._without_anew(words)
        if not rest or len(rest) == len(words):
            return None
        anew = tuple(word for word in words if word not in rest)
        dated = self.dated(words, 0, anew)
        return self._tried(words, 0, dated=False) or (self._tried(dated, 0, dated=False) if dated else None)

    def _marked_infinitive(self, words: tuple[Token, ...]) -> int:
        """Return how many words are the mark of an infinitive and that, as in "to call them friday"; 0 for none."""
        marks, count = infinitive_in(words, self.context.language)
        return marks + count + self._words.objects.leading(words[marks + count :]) if marks else 0

    def _announced(self, words: tuple[Token, ...]) -> Plan | None:
        """Return the plan of words that say what will be done on a day; they may as well be a note."""
        known = self._words
        begun = known.before.skipped(words)
        count = known.announced.leading(begun) or known.tries.leading(begun) or self._marked_infinitive(begun)
        day = self.day_in(begun[count:]) if count else None
        if count and day is None and (dated := self.dated(begun, count, begun[:count])):
            return self._tried(dated, count, dated=False) or self._announced(dated)
        if day is None or not self.is_ahead(day) or negation_in(begun[:DENIED], self.context.language):
            return None
        return Plan(verb=begun[:count], words=begun[count:], doubt=day)

    def dated(
        self, words: tuple[Token, ...], first: int, said: tuple[Token, ...], aim: Aim = Aim.FOLLOW_UP
    ) -> tuple[Token, ...]:
        """Return words with the day and hour as a date that stand from the first on: "versuche es morgen um 9".

        None where there is no day in the language of what is `said`, or that is of no one other language.
        """
        language = only_speaker(" ".join(plain_texts(said)))
        if language in ("", self.context.language):
            return ()
        texts, own = unquoted(words), frame_of(self.context, aim)
        # Why first: most days end the words, and this is asked once more where they are parsed.
        if (ended := read_end(texts, own)) and ended.sure:
            return ()
        known = _first_day(texts, first, own)
        foreign = _first_day(texts, known[0] if known else first, replace(own, language=language))
        start, reading = foreign or (0, None)
        if reading is None or reading.sure is None:
            return ()
        end = start + reading.used
        # What both can read is read as the person types it, but for an hour such as "um 14 Uhr".
        if known and (start > known[0] or known[1].used >= reading.used or not any(map(has_digit, texts[start:end]))):
            return ()
        return (*words[:start], *tokens(as_value(reading.sure).replace("T", " ")), *words[end:])

    def day_in(self, words: tuple[Token, ...]) -> Moment | None:
        """Return the first day, or hour, that stands anywhere in words."""
        return next((moments[0] for _, _, moments in self.days(words)), None)

    def days(self, words: tuple[Token, ...]) -> Iterator[tuple[int, int, tuple[Moment, ...]]]:
        """Yield where the days in words begin and end, each with the moments that it may be."""
        texts, frame = unquoted(words), frame_of(self.context, Aim.FOLLOW_UP)
        for start in range(len(texts)):
            if not may_begin(texts[start], frame.language):
                continue
            reading = read_front(texts[start:], frame)
            end = start + reading.used if reading is not None else start
            # A bare number with a word behind it counts something: "an offer for 20 pumps".
            if (
                reading is not None
                and reading.moments
                and not (texts[end - 1].isdigit() and end < len(texts) and not reading.sure)
            ):
                yield start, end, reading.moments

    def day_before_action(self, words: tuple[Token, ...]) -> int:
        """Return how many words of a day stand before what is to be done, as in "tomorrow to send"; 0 for none.

        Or before what it is about, and for whom: "tomorrow about the quote for Acme".
        """
        known, frame = name_words(self.context.language), frame_of(self.context, Aim.FOLLOW_UP)
        for end in range(min(len(words) - 1, DAY_WORDS), 0, -1):
            action = words[end:]
            action = action[known.marks.leading(action) :]
            is_action = known.acts.leading(action) or known.infinitives.leading(action)
            if is_action and read_whole(unquoted(words[:end]), frame):
                return end
        first = read_front(unquoted(words), frame)
        named = find_account_in(words, self.context) if first and first.sure else None
        return first.used if first and named and named.at > first.used else 0

    def is_planned(self, words: tuple[Token, ...]) -> bool:
        """Whether words are a customer and a day, a topic aside, and nothing that makes something else of a verb."""
        words = words[: topic_at(words, self.context.language)]
        named = find_account_in(words, self.context)
        front = self._words.leads.first_before(plain_texts(words), named.at) if named else 0
        rest = words[:front] + words[named.at + named.used :] if named else ()
        return named is not None and (
            not rest or bool(read_whole(unquoted(rest), frame_of(self.context, Aim.FOLLOW_UP)))
        )

    def is_ahead(self, moment: Moment) -> bool:
        """Whether a moment is an hour of today, or lies on a later day."""
        return moment.day > self.context.today or (moment.day == self.context.today and moment.hour is not None)

    def _from(self, words: tuple[Token, ...], count: int) -> Plan:
        return Plan(verb=words[:count], words=words[count:])

    def _tried(self, words: tuple[Token, ...], count: int, *, dated: bool) -> Plan | None:
        """Return the plan of trying again, if the words behind the verb are a day, a customer and nothing else.

        A part of the day is one of today.
        """
        rest = self._without_anew(words[count:])
        if count == 1 and self._is_own_thing(words[0]):
            return None
        if negation_in(rest, self.context.language) or any(map(self._words.to_writer.leading, zip(rest))):
            return None
        if not dated and self.day_in(rest) is None:
            rest = self._of_today(rest)
        return Plan(verb=words[:count], words=rest) if (rest or dated) and self._says_no_more(rest) else None

    def _is_own_thing(self, word: Token) -> bool:
        """Whether a verb of trying of another language is a thing in one's own, as Swedish "prover" are samples."""
        own = WORD_FILES[self.context.language].tables
        things = (thing for forms in own["goods"].values() for thing in forms.all)
        return word.bare in map(fold, things) and word.bare not in map(fold, own["clauses"]["tries"].all)

    def _of_today(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return words that begin with a part of the day behind today; none for other words."""
        if not words or not may_go_on(words[0].text, self.context.language):
            return ()
        for code in (self.context.language, *LANGUAGES):
            today = tokens(WORD_FILES[code].tables["days"]["today"].all[0])
            start, end, _ = next(self.days((*today, *words)), (0, 0, ()))
            if not start and end > len(today):
                return (*today, *words)
        return ()

    def _called_anew(self, words: tuple[Token, ...], *, dated: bool) -> Plan | None:
        """Return the plan of calling once more, as in "will call them again on Friday"."""
        count = self._words.announced.leading(words) if self.roles & ANEW else 0
        behind = self._words.before.skipped(words[count:]) if count else ()
        if not count or len(self._without_anew(behind)) == len(behind):
            return None
        return self._tried(words, count, dated=dated)

    def _without_anew(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return words without those that say that it is done once more, such as "again"."""
        if not self.roles & ANEW:
            return words
        texts = [word.leading for word in words]
        left: list[Token] = []
        at = 0
        while at < len(words):
            if count := self._words.anew.count_at(texts, at):
                at += count
            else:
                left.append(words[at])
                at += 1
        return tuple(left)

    def without_anew_behind_name(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return words without "again" or "back" right behind the customer, as in "ring Acme back in two hours"."""
        named = find_account_in(words, self.context) if self.roles & ANEW else None
        end = named.at + named.used if named else len(words)
        return (*words[:end], *words[end + self._words.anew.leading(words[end:]) :])

    def _says_no_more(self, words: tuple[Token, ...]) -> bool:
        """Whether words are a day, the name of a customer, and what may stand around these."""
        said = {at for start, end, _ in self.days(words) for at in range(start, end)}
        named = find_account_in(words, self.context)
        if named:
            said |= set(range(named.at, named.at + named.used))
        known, common = self._words, name_words(self.context.language).common
        at = 0
        while at < len(words):
            if at in said or words[at].bare in common:
                at += 1
            elif count := known.infinitives.leading(words[at:]) or known.between.leading(words[at:]):
                at += count
            else:
                return False
        return True


def _first_day(texts: Sequence[str], first: int, frame: Frame) -> tuple[int, DayReading] | None:
    """Return where the first day of texts begins, from one of them on, and what it says."""
    found = ((start, read_front(texts[start:], frame)) for start in range(first, len(texts)))
    return next(((start, reading) for start, reading in found if reading), None)
