"""The past day that a log line counts for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

from bot.arguments.day_frame import as_value, counts_things, frame_of, unquoted
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.days.frame import NO_DAY, WHICH_DAY, WHICH_HOUR, Aim, DayReading, Lead, Moment
from bot.language.days.hours import names_noon
from bot.language.days.lexicon import lexicon, normal, speaker_of
from bot.language.days.marks import BEGIN, END, day_marks, may_begin, may_end
from bot.language.days.reading import read_end, read_front, read_whole
from bot.language.days.scan import LONGEST
from bot.language.i18n import Quoted, msg
from bot.language.meetings import is_meeting, moved_in
from bot.language.name_words import infinitive_in
from bot.language.names import fold
from bot.language.phrases import plain_texts, typable
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import CONTACT_VERBS, KEYWORDS, VERBS
from bot.language.word_files import FIRST, WORD_FILES
from bot.records import record

PAST_DAYS = 92
"""Days back that a log line may count for."""
LED = 2
"""Words of a weekday with what leads to it."""
FEW = 2
"""Free words before a day at the end that leave no doubt that it is the line's own."""
UNTIL = (Lead.BY, Lead.BEFORE, Lead.BY_OR_BEFORE, Lead.FOR)
"""Words before a day that tell of something to come: in a log they are note."""
SHOWN = 40
QUOTED = 80
ABOUT = frozenset({"about"})
"""What leads to what a line is about."""
BEFORE = frozenset({"before", "by_or_before", "before_lunch"})
AHEAD = msg("day", "“{text}” is still to come: follow up then, or log it today?")
CALL = "call"
ASKING = ("announced", "infinitives", "imperatives")
"""Terms of the word files that ask to call, or announce it."""


@record(kw_only=True)
class PastDayArg(Arg):
    """The past day that a log line counts for: yesterday, mon, 14/11; at most PAST_DAYS back.

    1. It stands right behind what was matched before, in a clause of its own, or at the end behind few free words.
    2. Where a longer note ends in a day, both readings are asked; so is a day ahead, an hour of today that has not
       come yet, and a weekday that free words follow.
    3. An abbreviation behind free words, a day behind a word such as *by*, and one further back belong to the note.

    In some lines another day may come last, such as a promise's due day, led by one of `other_day_keywords`. There it
    stands behind that other day: `by fri 14/11`, `fri yesterday`.
    """

    right: bool = True
    tentative: bool = True
    optional: bool = True
    hidden: bool = True
    other_day_keywords: tuple[str, ...] = ()

    def match_front(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        texts = unquoted(words)
        if self.other_day_keywords or not texts or not may_begin(texts[0], context.language):
            return None
        reading = read_front(texts, frame_of(context, Aim.LOG))
        if reading is None and (later := _later_today(texts, context)):
            raise self._question(later, texts, 0, context)
        if reading is None:
            return None
        rest = words[reading.used :]
        if counts_things(words[: reading.used], rest, context.language):
            return None
        if reading.lead in (Lead.BY, Lead.BEFORE, Lead.BY_OR_BEFORE):
            self._ask_for_deadline(texts, context)
        followed = bool(rest) and not any(arg.recognises(rest, context) for arg in after)
        if followed and _is_part_of_name(texts[: reading.used], context.language):
            return None
        unsure = followed and reading.bare_weekday
        self._ask_for_hour(reading, texts, 0, context, unsure=unsure)
        taken = self._taken(reading, texts, 0, context, doubt=unsure)
        # What is over has no hour, but its words belong to the day: "yesterday at lunch".
        return replace(taken, used=taken.used + names_noon(rest, context.language)) if taken else None

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        texts = unquoted(words)
        if not texts:
            return None
        if not self.other_day_keywords:
            self._ask_of_others(texts, context)
        if not may_end(texts[-1], context.language):
            return None
        if self.other_day_keywords:
            return self._alone(texts, context) or self._behind_other_day(texts, context)
        reading = read_end(texts, frame_of(context, Aim.LOG))
        if reading is None:
            return None
        planned = _planned(texts, context)
        with_hour = max(reading.used, planned)
        self._ask_for_hour(reading, texts, len(texts) - with_hour, context)
        if reading.ahead:
            reading = replace(reading, used=with_hour)
        free = texts[: len(texts) - reading.used]
        # A bare weekday behind a long subject may be part of it: "about proofs and the new delivery plan friday".
        few = len(free) <= FEW or (not reading.bare_weekday and _begin_with(ABOUT, free[:1], context.language))
        if free and (reading.short or reading.maybe_price or (reading.ahead and not few)):
            return None
        if moved_in(words[: len(free)], context.language):
            # The day to which it was moved.
            return None
        # "talked prices on friday": the talk may have been then, or the prices are for then; so in "to confirm friday".
        purpose = reading.bare_weekday and bool(clause_words(context.language).marks.leading(words[:1]))
        told_of = reading.lead is Lead.ON or purpose
        either = bool(free) and told_of and _may_lie_ahead(texts[len(free) :], context)
        return self._taken(reading, texts, len(free), context, doubt=either or not few)

    def _ask_for_hour(
        self, reading: DayReading, texts: Sequence[str], start: int, context: ParseContext, *, unsure: bool = False
    ) -> None:
        """Raise Ambiguous where an hour, a meeting, or a verb that asks to call says that the day may lie ahead.

        Such as "Termin mit Acme am Donnerstag um 10", "meeting with Acme thursday", "call Acme this afternoon", and
        Danish "ring til Acme fredag"; an `unsure` day may unless the verb tells of what was.
        """
        frame = frame_of(context, Aim.FOLLOW_UP)
        plan = read_front(texts[start:], frame)
        if plan is None or not plan.moments or (plan.why and plan.why is not WHICH_HOUR):
            return
        said = plan.moments[0]
        if not reading.moments or reading.ahead or (said.day > context.today and _is_past(context)):
            return
        verb = fold(text_of(context.verb))
        asked = verb in _asking_to_call(context.language) or bool(infinitive_in(context.verb, context.language)[0])
        logged = reading.moments[0].day
        meeting = is_meeting(context.verb, context.language) or _is_untold(context, CONTACT_VERBS)
        timed = said.day == context.today or plan.used > reading.used or meeting
        hour = said.hour if timed else None
        # A weekday that is today's is the next one in a plan.
        later = hour is not None and logged == context.today and hour > frame.now.time()
        planned = hour is not None or meeting or asked
        # The weekday of today may be today's for what is told; a meeting may as well be a week ahead.
        over = logged < context.today or (meeting and logged == context.today)
        behind = said.day > context.today and over and (planned or unsure)
        if later or behind:
            ahead = (Moment(day=context.today, hour=hour), said) if later else plan.moments
            moments = (*ahead, *reading.moments) if later or planned else (*reading.moments, *ahead)
            moments = tuple(dict.fromkeys(moments))
            raise self._question(replace(reading, used=plan.used, moments=moments), texts, start, context)

    def _ask_for_deadline(self, texts: Sequence[str], context: ParseContext) -> None:
        """Raise Ambiguous where nothing is said but the day by which, or the verb may ask for it: "ring til"."""
        plan = read_front(texts, frame_of(context, Aim.FOLLOW_UP))
        if plan is None or not plan.moments or plan.moments[0].day < context.today:
            return
        asked = plan.used == len(texts) or fold(text_of(context.verb)) in _asking_to_call(context.language)
        if asked or _is_untold(context, {CALL, *CONTACT_VERBS}):
            raise self._question(replace(plan, ahead=True), texts, 0, context)

    def _ask_of_others(self, texts: Sequence[str], context: ParseContext) -> None:
        """Raise Ambiguous where all that was said is a weekday's short form of another language, as in "sa", "w pt"."""
        code = speaker_of(texts[-1], context.language) if len(texts) <= LED else ""
        reading = read_whole(texts, replace(frame_of(context, Aim.LOG), language=code)) if code else None
        if reading is not None:
            self._taken(reading, texts, 0, context, doubt=True)

    def match_clause(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        texts = unquoted(words)
        reading = read_whole(texts, frame_of(context, Aim.LOG))
        if reading is None and not self.other_day_keywords:
            self._ask_of_others(texts, context)
            if (later := _later_today(texts, context)) and later.used == len(texts):
                raise self._question(later, texts, 0, context)
        if reading is None:
            return None
        self._ask_for_hour(reading, texts, 0, context)
        return self._taken(reading, texts, 0, context, doubt=False)

    def _taken(
        self, reading: DayReading, texts: Sequence[str], start: int, context: ParseContext, *, doubt: bool
    ) -> Match | None:
        """Return the match of a reading, None for note; raises Ambiguous where it is not sure, or in doubt."""
        if reading.why is NO_DAY and not start and reading.used == len(texts):
            raise self._question(reading, texts, start, context)
        moments = [moment for moment in reading.moments if (context.today - moment.day).days <= PAST_DAYS]
        if not moments or reading.lead in UNTIL:
            return None
        if reading.sure and not reading.ahead and not doubt:
            return Match(moments[0].day, reading.used)
        raise self._question(replace(reading, moments=tuple(moments)), texts, start, context)

    def _question(self, reading: DayReading, texts: Sequence[str], start: int, context: ParseContext) -> Ambiguous:
        """Return the question which of the days is meant, or whether the words are note."""
        say, words = context.translator, texts[start : start + reading.used]
        moments = _with_hours(reading, texts[start:], context)
        days = [_candidate(moment, words, context, ahead=reading.ahead) for moment in moments]
        if reading.ahead and len(days) == 1 and _is_past(context):
            # Norwegian "ringte Acme på fredag": the verb tells of the Friday before.
            days = [*_weekday_behind(words, context), *days]
        note = " ".join(texts)[:SHOWN]
        today = Candidate(label=say.t("day", "Log it today, note: {text}", text=note), value="")
        why = AHEAD if all(day.verb for day in days) and reading.why in (None, WHICH_DAY) else reading.why or WHICH_DAY
        title = say.m(why, text=" ".join(words)[:QUOTED])
        return Ambiguous(self.name, title, [*dict.fromkeys(days), today], reading.used, at=start)

    def _alone(self, texts: Sequence[str], context: ParseContext) -> Match | None:
        """Return a day at the end that cannot be the other one, since it lies behind."""
        found = _past(read_end(texts, frame_of(context, Aim.LOG)), context)
        if found is None or _may_lie_ahead(texts[-found[1] :], context):
            return None
        before = texts[: len(texts) - found[1]]
        # "promise acme quote mon" is due on Monday; only a day that cannot lie ahead is when it was promised.
        return None if before and self._is_keyword(before[-1], context) else Match(*found)

    def _behind_other_day(self, texts: Sequence[str], context: ParseContext) -> Match | None:
        if not _may_be_two_days(texts, context.language):
            return None
        due, log = frame_of(context, Aim.PROMISE), frame_of(context, Aim.LOG)
        last = read_end(texts, due)
        # Fewer words than the day at the end has would split it: "by fri 27 nov" is not "by fri" and a past 27 nov.
        fewest = last.used if last and last.sure else 1
        for count in range(min(len(texts) - 1, LONGEST), fewest - 1, -1):
            found = _past(read_whole(texts[-count:], log), context)
            other = read_end(texts[:-count], due) if found else None
            if found and other and other.sure:
                led = other.lead in UNTIL or not _may_lie_ahead(texts[-count:], context)
                return Match(*found) if led else None
        return None

    def _is_keyword(self, word: str, context: ParseContext) -> bool:
        return KEYWORDS.find(word, context.language) in self.other_day_keywords

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        reading = read_whole(unquoted(words), frame_of(context, Aim.LOG))
        return reading is not None and bool(reading.moments) and not reading.ahead

    def read(self, text: str, context: ParseContext) -> object:
        found = _past(read_whole(text.split(), frame_of(context, Aim.LOG)), context)
        if found is None:
            raise UserMistake("args", "{text} does not fit here.", text=Quoted(text[:80]))
        return found[0]


def _weekday_behind(words: Sequence[str], context: ParseContext) -> Iterator[Candidate]:
    """Yield the last one of the weekday that words of a day ahead end in; nothing for other days."""
    named = read_whole(words[-1:], frame_of(context, Aim.LOG))
    for moment in named.moments[:1] if named and named.bare_weekday and not named.ahead else ():
        yield _candidate(moment, words, context, ahead=False)


def _may_be_two_days(texts: Sequence[str], language: str) -> bool:
    """Whether a day may end in a word and another one begin behind it."""
    marks = day_marks(language)
    return True in [bool(marks[before] & END and marks[text] & BEGIN) for before, text in pairwise(texts)]


def _past(reading: DayReading | None, context: ParseContext) -> tuple[date, int] | None:
    """Return a sure day behind that a line may count for, and how many words it is."""
    sure = reading.sure if reading and reading.lead not in UNTIL else None
    if reading is None or sure is None or not 0 <= (context.today - sure.day).days <= PAST_DAYS:
        return None
    return sure.day, reading.used


def _is_untold(context: ParseContext, verbs: Collection[str]) -> bool:
    """Whether the verb is a noun or an imperative of one of these, such as "visit", which may as well be a plan."""
    first = plain_texts(context.verb[:1])[0] if context.verb else ""
    named = VERBS.find(first, context.language) if first else None
    return named in verbs and not _is_past(context)


def _is_past(context: ParseContext) -> bool:
    """Whether the verb tells of what was."""
    return not typable("questions", "past", context.language).isdisjoint(plain_texts(context.verb[:1]))


@cache
def _asking_to_call(language: str) -> frozenset[str]:
    """Return the words that ask to call, or announce it, of other languages than English, where "call" logs as well."""
    others = (words.tables["clauses"] for code, words in WORD_FILES.items() if code != FIRST)
    asking = {fold(verb) for words in others for term in ASKING for verb in words[term].all}
    english = WORD_FILES[FIRST].tables["clauses"]["announced"].all if language == FIRST else ()
    return frozenset(asking.difference(english))


def _with_hours(reading: DayReading, texts: Sequence[str], context: ParseContext) -> tuple[Moment, ...]:
    """Return the moments that texts begin with; of a day ahead with the hours that a follow-up may have then."""
    planned = read_front(texts, frame_of(context, Aim.FOLLOW_UP)) if reading.ahead else None
    timed = planned.moments if planned else ()
    days = dict.fromkeys(moment.day for moment in timed)
    return (*timed, *(moment for moment in reading.moments if moment.day not in days))


def _planned(texts: Sequence[str], context: ParseContext) -> int:
    """Return how many last words are an hour and a day that may lie ahead: three in "at 3 tomorrow"; 0 for none."""
    reading = read_end(texts, frame_of(context, Aim.FOLLOW_UP))
    timed = reading is not None and any(moment.hour and moment.day > context.today for moment in reading.moments)
    return reading.used if reading and timed else 0


def _later_today(texts: Sequence[str], context: ParseContext) -> DayReading | None:
    """Return the hour of today that texts begin with and that has not come yet, as in "call Acme at 3pm".

    Behind a verb that tells of what was, "before lunch" is none.
    """
    if _is_past(context) and _begin_with(BEFORE, texts, context.language):
        return None
    reading = read_front(texts, frame_of(context, Aim.FOLLOW_UP))
    if reading is None or not reading.dayless or reading.passed or len(reading.moments) != 1:
        return None
    return replace(reading, ahead=True) if reading.moments[0].day == context.today else None


def _may_lie_ahead(texts: Sequence[str], context: ParseContext) -> bool:
    """Whether the words can mean a day from today on."""
    reading = read_whole(texts, frame_of(context, Aim.PROMISE))
    return reading is not None and any(moment.day >= context.today for moment in reading.moments)


def _is_part_of_name(texts: Sequence[str], language: str) -> bool:
    """Whether texts are an article and a weekday's short form, which name something with what is behind: "the sun"."""
    article, *named = (normal(text) for text in texts)
    led = article in typable("clauses", "articles", language)
    return led and len(named) == 1 and named[0] in lexicon(language).abbreviations


def _begin_with(terms: Set[str], texts: Sequence[str], language: str) -> bool:
    """Whether texts begin with one of some terms of days, of at most two words."""
    phrases, words = lexicon(language).phrases, [normal(text) for text in texts[:2]]
    found = (phrases.get(" ".join(words[:count]), ()) for count in (1, 2))
    return any(name in terms for rows in found for name, _ in rows)


def _candidate(moment: Moment, words: Sequence[str], context: ParseContext, *, ahead: bool) -> Candidate:
    """Return a day as a choice; one ahead is that of a follow-up, for which today's weekday is next week's."""
    say = context.translator
    if ahead or moment.day > context.today or moment.hour:
        shown = say.day_at(moment.day, moment.hour)
        today = moment.hour and moment.day == context.today
        replaced = (" ".join(words), f"{moment.day.isoformat()} {moment.hour:%H:%M}") if today else ("", "")
        label = say.t("day", "Follow up {day}", day=shown)
        return Candidate(label=label, value=as_value(moment), verb="follow", replaced=replaced)
    return Candidate(label=say.t("day", "Log it for {day}", day=say.day(moment.day)), value=moment.day.isoformat())
