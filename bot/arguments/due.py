"""A due day with an hour: in a typed line, in a form, in a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from itertools import takewhile
from typing import ClassVar
from zoneinfo import ZoneInfo

from bot.arguments.day_bounds import bounded_day
from bot.arguments.day_frame import as_value, frame_of, unquoted, why_asked
from bot.arguments.parser import Ambiguous, Arg, Candidate, Lack, Match, ParseContext
from bot.arguments.refused_day import refused_at_end, refused_day
from bot.arguments.until_day import no_day, past_day
from bot.domain.due import Due, has_passed
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.days.frame import NO_DAY, WHICH_DAY, Aim, DayReading, Frame, Lead, Moment
from bot.language.days.marks import may_begin, may_end
from bot.language.days.reading import UP_TO, read_end, read_front, read_whole
from bot.language.i18n import Quoted, Translator
from bot.language.phrases import plain_texts, typable
from bot.language.tokens import Token
from bot.language.vocabulary import KEYWORDS
from bot.messages.form import Field, FieldKind
from bot.records import record

SHOWN = 40
DATE = ("date",)
"""Keywords that name the day of a promise in a clause of its own."""


@record(kw_only=True)
class DueArg(Arg):
    """A day from today on, with an hour behind or before it, or an hour of today; the value is a `Due`.

    It stands right behind what was matched before, at the end of its clause, or in a clause of its own. Of two such
    days a promise is asked about; a follow-up takes the first.
    """

    right: bool = True
    aim: Aim = Aim.PROMISE
    keywords: tuple[str, ...] = ()
    """Keywords that may lead to the day or the hour; they belong to it."""
    may_lead: ClassVar[bool] = True
    """Whether a clause may begin with the day and go on with what is due."""
    hour_alone: bool = True
    """Whether an hour without a day may end other words; else it belongs to them."""
    stays: Due | None = None
    """What an edited entry has: the day of an hour alone, and the hour of a day alone."""

    def match_front(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        texts = unquoted(words)
        if not texts or not may_begin(texts[0], context.language):
            return None
        reading = read_front(texts, frame_of(context, self.aim))
        if reading is None or not reading.moments or (reading.dayless and not self._takes_hour(reading, texts)):
            return None
        rest = texts[reading.used :]
        if self.aim is Aim.PROMISE and rest and self._last_wins(rest, context):
            return None
        doubt = bool(rest) and reading.short and self.aim is Aim.PROMISE
        if reading.sure and refused_day(words[reading.used :], frame_of(context, self.aim)) not in (
            None,
            reading.sure.day,
        ):
            reading = replace(reading, used=len(texts))
        return self._taken(reading, texts, 0, context, doubt=doubt)

    def _last_wins(self, rest: Sequence[str], context: ParseContext) -> bool:
        """Whether the words behind a first day end in the day that a promise is due on."""
        last = read_end(rest, frame_of(context, self.aim))
        return (
            last is not None
            and bool(last.moments)
            and (last.lead is not Lead.NONE or last.moments[0].day >= context.today)
        )

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        texts = unquoted(words)
        if not texts or not may_end(texts[-1], context.language):
            return None
        reading = read_end(texts, frame_of(context, self.aim))
        if refused := refused_at_end(words, frame_of(context, self.aim)):
            found = self.match(words[: len(words) - refused], context, after)
            return Match(found.value, found.used + refused, found.at) if found else None
        if reading is None or (reading.dayless and not self._takes_hour(reading, texts)):
            return None
        start = len(texts) - reading.used
        leading = self._leading(words[:start], context)
        if not reading.moments:
            self._refuse_false_date(reading, texts[start:], leading, len(texts))
            return None
        if self.aim is Aim.PROMISE and not leading and (both := _two_days(reading, words[:start], context)):
            return self._taken(both, texts, len(texts) - both.used, context, doubt=True)
        doubt = reading.lookalike and start > leading
        return self._taken(reading, texts, start, context, doubt=doubt, leading=leading)

    def match_clause(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        leading = _named_as_date(words, context)
        texts = unquoted(words)
        frame = frame_of(context, self.aim)
        reading = read_whole(texts[leading:], frame) or self._read_deadline(texts, frame)
        if reading is None or not reading.moments or (reading.dayless and not self.hour_alone):
            return None
        return self._taken(reading, texts, leading, context, doubt=False, leading=leading)

    def _read_deadline(self, texts: Sequence[str], frame: Frame) -> DayReading | None:
        """Read the day by which something is promised that a clause begins with, as in "by Friday to send samples"."""
        reading = read_front(texts, frame) if self.aim is Aim.PROMISE and self.may_lead and texts else None
        return reading if reading and reading.lead in UP_TO and not reading.dayless else None

    def refined(self, value: object, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Return what a clause adds to the day: its hour, as in "on Monday, 3 pm sharp", or a later day of a promise.

        Of "Monday, Tuesday at the latest" that is the last one; two other days are asked about, and so are those of a
        follow-up of which the second corrects the first: "Monday, no Tuesday".
        """
        texts, frame = unquoted(words), frame_of(context, self.aim)
        if isinstance(value, Due) and refused_day(words, frame) not in (None, value.day):
            return Match(value, len(words))
        if refused := refused_at_end(words, frame):
            found = self.refined(value, words[: len(words) - refused], context)
            return Match(found.value, len(words)) if found else None
        if isinstance(value, Due) and value.hour is None and (hour := self._hour_of(value, texts, context)):
            return hour
        doubts = int(words[0].plain in typable("days", "either", context.language))
        corrects = clause_words(context.language).corrects.leading(words)
        either = max(doubts, corrects)
        asked = self.aim is Aim.PROMISE or corrects
        reading = read_whole(texts[either:], frame_of(context, self.aim)) if asked else None
        other = reading.sure if reading and not reading.dayless else None
        if reading is None or other is None or not isinstance(value, Due) or other.day in (value.day, context.today):
            return None
        if reading.lead is Lead.BY and value.day < other.day and not either:
            return Match(self._checked(other, reading, context), reading.used)
        if other.day < context.today:
            return None
        both = replace(reading, moments=(Moment(day=value.day, hour=value.hour), other), used=len(texts), why=WHICH_DAY)
        return self._taken(both, texts, 0, context, doubt=True)

    def _hour_of(self, due: Due, texts: Sequence[str], context: ParseContext) -> Match | None:
        """Return the day with the hour that a clause is; None for any other clause."""
        frame = frame_of(context, self.aim)
        alone = read_whole(texts, frame)
        reading = read_whole((due.day.isoformat(), *texts), frame)
        if reading is None or not ((alone and alone.dayless) or (reading.sure and reading.sure.hour)):
            return None
        return self._taken(replace(reading, used=len(texts)), texts, 0, context, doubt=False)

    def _refuse_false_date(self, reading: DayReading, texts: Sequence[str], leading: int, whole: int) -> None:
        """Raise UserMistake for what names no day in an edit, where no form would ask for one.

        A date that does not exist, or a word such as soon that is all that was said: `whole` counts the words.
        """
        said = leading or reading.lead is not Lead.NONE
        if self.stays and ((reading.why is NO_DAY and said) or (reading.vague and reading.used + leading == whole)):
            raise no_day(" ".join(texts)).at(self.name)

    def _takes_hour(self, reading: DayReading, texts: Sequence[str]) -> bool:
        return self.hour_alone or (self.stays is not None and reading.used == len(texts))

    def _leading(self, words: tuple[Token, ...], context: ParseContext) -> int:
        """Return how many of the last words are keywords that lead to the day, such as `new date`."""
        # All of them belong to the day: "new date thu" would else leave "new date" to the note.
        leading = takewhile(lambda word: KEYWORDS.find(word.text, context.language) in self.keywords, reversed(words))
        return sum(1 for _ in leading)

    def _taken(
        self,
        reading: DayReading,
        texts: Sequence[str],
        start: int,
        context: ParseContext,
        *,
        doubt: bool,
        leading: int = 0,
    ) -> Match | None:
        """Return the match of a reading; raises UserMistake for a day behind, Ambiguous for one that is not sure."""
        if reading.sure and not doubt:
            return Match(self._checked(reading.sure, reading, context), reading.used + leading)
        if reading.passed and self.stays:
            self._checked(reading.passed, reading, context)
        words = texts[start : start + reading.used]
        title = why_asked(reading, words, context) or context.translator.m(WHICH_DAY, text=" ".join(words))
        choices = [self._candidate(moment, reading, context) for moment in reading.moments]
        if reading.lead is Lead.NONE and len(texts) > reading.used:
            text = " ".join(texts)[:SHOWN]
            choices.append(Candidate(label=context.translator.t("day", "No day: “{text}”", text=text), value=""))
        raise Ambiguous(self.name, title, choices, reading.used + leading, at=start - leading)

    def _candidate(self, moment: Moment, reading: DayReading, context: ParseContext) -> Candidate:
        if self.stays and reading.dayless:
            moment = Moment(day=self.stays.day, hour=moment.hour)
        return Candidate(label=context.translator.day_at(moment.day, moment.hour), value=as_value(moment))

    def _checked(self, moment: Moment, reading: DayReading, context: ParseContext) -> Due:
        due = Due(day=moment.day, hour=moment.hour)
        if self.stays:
            due = Due(day=self.stays.day if reading.dayless else due.day, hour=due.hour or self.stays.hour)
        if due.day < context.today:
            raise past_day(due.day, context).at(self.name)
        bounded_day(due.day, context.today, context.translator, self.name)
        return refuse_passed(due, context.at, ZoneInfo(context.who.zone), context.translator, self.name)

    def missing(self, words: tuple[Token, ...], context: ParseContext) -> Lack:
        texts = unquoted(words)
        frame = frame_of(context, self.aim)
        reading = read_end(texts, frame)
        if reading and reading.why:
            start = len(texts) - reading.used
            why = why_asked(reading, texts[start - reading.changed :], context)
            return Lack(why=why, first=start, end=len(texts)) if reading.vague else Lack(why=why)
        # In front of other words it may tell more of them, as in "later delivery".
        reading = read_front(texts, frame)
        return Lack(why=why_asked(reading, texts[: reading.used], context) if reading else "")

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        texts = unquoted(words)
        if not texts or not may_begin(texts[0], context.language):
            return False
        # What a name in front of it may not swallow; of a promise fewer words may as well be the end of its text.
        read = read_front if self.aim is Aim.FOLLOW_UP else read_whole
        reading = read(texts, frame_of(context, self.aim))
        return reading is not None and bool(reading.moments)

    def read(self, text: str, context: ParseContext) -> object:
        texts = _spaced(text).split()
        reading = read_whole(texts, frame_of(context, self.aim))
        if reading is None or not reading.moments or (reading.dayless and not self.hour_alone):
            raise no_day(text)
        found = self._taken(reading, texts, 0, context, doubt=False)
        assert found is not None
        return found.value

    def field(self, context: ParseContext, value: str) -> Field:
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.DAY, value=value, required=not self.optional)


@record(kw_only=True)
class HourArg(Arg):
    """The field for the hour beside the one for the day; in a typed line the hour stands with the day."""

    optional: bool = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return None

    def read(self, text: str, context: ParseContext) -> object:
        text = text.strip()
        # In a field of its own `14.00` and `14` are times too, which in a line may be a date or a number.
        spelt = f"{text}:00" if text.isdecimal() else text.replace(".", ":")
        reading = read_whole(spelt.split(), frame_of(context, Aim.FOLLOW_UP))
        moments = (*reading.moments, *((reading.passed,) if reading.passed else ())) if reading else ()
        hours = {moment.hour for moment in moments} - {None} if reading and reading.dayless else set()
        if len(hours) > 1:
            raise UserMistake("day", "“{text}”: at which hour?", text=text[:40])
        if not hours:
            raise UserMistake("args", "{text} is not a time: type “14:00”.", text=Quoted(text[:40]))
        return hours.pop()

    def field(self, context: ParseContext, value: str) -> Field:
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.LINE, value=value, required=False)


def _two_days(last: DayReading, before: tuple[Token, ...], context: ParseContext) -> DayReading | None:
    """Return the two days that words end in with a joining word between, as in "Thursday and Friday"; else None."""
    if not before or not clause_words(context.language).only_joins.leading(before[-1:]):
        return None
    first = read_end(unquoted(before[:-1]), frame_of(context, Aim.PROMISE))
    if first is None or not first.sure or not last.sure:
        return None
    return replace(last, moments=(first.sure, last.sure), used=first.used + 1 + last.used, why=WHICH_DAY)


def _named_as_date(words: tuple[Token, ...], context: ParseContext) -> int:
    """Return how many words before a day say that it is the date of something, as in "deadline is Friday"."""
    if words[0].quoted or KEYWORDS.find(words[0].bare, context.language) not in DATE:
        return 0
    return 2 if len(words) > 1 and words[1].bare in typable("clauses", "is", context.language) else 1


def without_hour(words: tuple[Token, ...], context: ParseContext) -> tuple[Token, ...] | None:
    """Return what words of an edit say beside "no hour", a day or nothing; None where they take no hour away."""
    texts, phrases = plain_texts(words), typable("edit", "no_hour", context.language)
    for length in range(1, len(texts) + 1):
        if " ".join(texts[:length]) in phrases and _is_day(words[length:], context):
            return words[length:]
        if " ".join(texts[-length:]) in phrases and _is_day(words[:-length], context):
            return words[:-length]
    return None


def _is_day(words: tuple[Token, ...], context: ParseContext) -> bool:
    reading = read_whole(unquoted(words), frame_of(context, Aim.FOLLOW_UP)) if words else None
    return not words or (reading is not None and bool(reading.moments))


def _spaced(text: str) -> str:
    """Return a text with a space between a day and an hour that buttons carry together."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return f"{found:%Y-%m-%d}" + (f" {found:%H:%M}" if found.time() != time.min or "T" in text else "")


def refuse_passed(due: Due, at: datetime, zone: ZoneInfo, translator: Translator, field: str) -> Due:
    """Return a day with its hour; raises UserMistake, as one of `field`, for an hour that is not ahead."""
    if has_passed(due, at, zone):
        shown = translator.day_at(due.day, due.hour)
        raise UserMistake("args", "{day} has passed: type a later time, or another day.", day=shown).at(field)
    return due
