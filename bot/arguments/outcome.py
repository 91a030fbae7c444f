"""How a call went, in words: voicemail, no answer, they did not pick up, meeting booked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from bot.arguments.basic import ChoiceArg
from bot.arguments.day_frame import names_day_ahead, names_past_day
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.domain.own_words import known_meaning
from bot.language.clauses import split_at_subject
from bot.language.days.hours import names_noon
from bot.language.i18n import Quoted
from bot.language.names import fold
from bot.language.not_reached import are_somebody, asks_for, reached_later, unsure_in
from bot.language.outcome_slips import near_outcome, slip_in
from bot.language.phrases import typable_phrases
from bot.language.reaching import (
    DECIDING,
    MAIL,
    MEETING,
    NONE,
    VOICEMAIL,
    Finding,
    Weight,
    findings,
    goes_on,
    negation_in,
)
from bot.language.tokens import Token, is_emoji, line_of, text_of
from bot.language.vocabulary import OUTCOMES, Vocabulary
from bot.records import record

SPOKE = "spoke"
UNREACHED = frozenset({NONE, VOICEMAIL})
ASKED = UNREACHED | {MEETING}
"""Outcomes that a longer note is asked about when it holds a phrase of theirs."""


@record(kw_only=True)
class OutcomeArg(ChoiceArg):
    """An outcome of a call; what is not surely said is asked, and where nothing is said there is no value.

    1. A phrase decides where it stands first, ends the clause or is a clause of its own; one that is also an ordinary
       word, such as busy or meeting, not where it ends a longer clause. A phrase that goes on to something else, as in
       "no answer on the price", decides nothing.
    2. It is used whole. A meeting booked stays in the note whole when more is said of it, such as its hour.
    3. A phrase anywhere else in the note is asked about, and so is a note with a negation: "not happy" and "not at work
       this week" differ by meaning alone. A short note with a word much like an outcome is asked too. Nothing is asked
       when the outcome is known: one was said, the note is in quotes and so the customer's own words, or one of the
       arguments `conversation` tells of a conversation.
    4. A note that nothing is asked about, and that is the person's own word for an outcome, says that outcome.
    """

    of_others: ClassVar[bool] = True
    asks_text: ClassVar[bool] = True
    table: Vocabulary = OUTCOMES
    conversation: tuple[str, ...] = ()
    spoken: bool = False
    """Whether an edited call was a conversation, so that a new note is read as if it were logged."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if any(arg.recognises(words, context) for arg in after if not arg.right and not arg.any_text):
            return None
        noon = names_noon(words, context.language)
        if noon and words[noon:] and names_past_day(words[noon:], context):
            # "At lunch yesterday": when, or where they were.
            return None
        found = findings(words, context.language)
        said = self._first(found, words, context) or self._last(found, words, context)
        if said and said.used and said.value in UNREACHED:
            self._ask_of_second_try(str(said.value), words[said.at + said.used :], context)
        return said

    def _ask_of_second_try(self, outcome: str, behind: tuple[Token, ...], context: ParseContext) -> None:
        """Raise Ambiguous where words behind a call that nobody took say that somebody was reached after all."""
        later = reached_later(behind, context.language)
        again = any(said.outcome in UNREACHED for said in findings(behind, context.language)) if later else False
        if later and not again and not negation_in(behind, context.language):
            raise self._question(later, (outcome,), behind, context)

    def match_clause(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        return self.match(words, context, ())

    def refined(self, value: object, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        if value in UNREACHED:
            self._ask_of_second_try(str(value), words, context)
        found = self.match(words, context, ()) if value == NONE else None
        return found if found and found.value == VOICEMAIL else None

    def match_text(
        self, words: tuple[Token, ...], settled: Mapping[str, object], context: ParseContext
    ) -> Match | None:
        # Without a default nothing is presumed, as in an edit of a call that nobody answered.
        unpresumed = self.default is None and not self.spoken
        written = settled.get(self.name) == MAIL
        if not words or unpresumed or written or any(settled.get(name) for name in self.conversation):
            return None
        if settled.get(self.name) == NONE and (doubt := _doubt_of_no_answer(words, context)):
            raise self._question(doubt, (NONE, VOICEMAIL, MEETING), words, context)
        said = next((each for each in findings(words, context.language) if _is_asked(each)), None)
        if said:
            raise self._question(text_of(words[said.first : said.end]), (said.outcome,), words, context)
        if settled.get(self.name) is None and (unsure := unsure_in(words, context.language)):
            raise self._question(unsure, (NONE,), words, context)
        near, outcome = near_outcome(words, context.language)
        if near:
            raise self._question(near, (outcome,), words, context)
        # Of who picked up, "had no time" is no doubt.
        answered = settled.get(self.name) == SPOKE
        doubtful = "" if answered else slip_in(words, context.language) or negation_in(words, context.language)
        if doubtful:
            raise self._question(doubtful, (NONE, VOICEMAIL, MEETING), words, context)
        return None if settled.get(self.name) else self._own(words, context)

    def own_meaning(self, value: object) -> str | None:
        return value if isinstance(value, str) and value in OUTCOMES.words else None

    def _own(self, words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Match a whole note that is the person's own word for an outcome; what is in quotes the customer said."""
        if any(word.quoted for word in words):
            return None
        own = known_meaning(context.work.own_words, context.who.id, self.own_kind, fold(text_of(words)))
        return Match(own, 0) if own in OUTCOMES.words else None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        found = findings(words, context.language)
        return self._first(found, words, context) is not None

    def _first(self, found: Sequence[Finding], words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Match the phrase that words begin with."""
        if not found or found[0].first:
            return None
        first, behind = found[0], words[found[0].end :]
        if first.outcome == MEETING and _tells_of_ahead(first, behind, context):
            return Match(first.outcome, 0, len(words))
        if first.outcome == MEETING and typable_phrases("clauses", "is", context.language).leading(behind):
            # "The meeting is fine": what was talked about, or what the call became.
            return None
        return Match(first.outcome, first.end) if _decides_first(first, behind, context) else None

    def _last(self, found: Sequence[Finding], words: tuple[Token, ...], context: ParseContext) -> Match | None:
        """Match the phrase that words end with, a past day aside."""
        last = found[-1] if found else None
        if last is None or last.weight not in DECIDING or not _ends(words[last.end :], context):
            return None
        return Match(last.outcome, last.end - last.first, last.first)

    def _question(
        self, phrase: str, outcomes: Sequence[str], words: tuple[Token, ...], context: ParseContext
    ) -> Ambiguous:
        say, note = context.translator, text_of(words)
        title = say.t("call", "The note says {words}: how did the call go?", words=Quoted(phrase))
        spoke = Candidate(label=say.t("call", "Spoke, with the note"), value=SPOKE, word=note)
        others = [
            Candidate(label=outcome_label(outcome, context.language), value=outcome, word=note) for outcome in outcomes
        ]
        choices = (*others, spoke) if len(others) == 1 else (spoke, *others)
        return Ambiguous(self.name, title, choices, 0)


def outcome_label(outcome: str, language: str) -> str:
    """Return what people of a language read on the button of an outcome."""
    label = OUTCOMES.label(outcome, language)
    return label[:1].upper() + label[1:]


def _decides_first(finding: Finding, behind: tuple[Token, ...], context: ParseContext) -> bool:
    """Whether a phrase at the beginning decides with these words behind it."""
    match finding.weight:
        case Weight.FIRST | Weight.CLEAR:
            return True
        case Weight.SURE:
            return _ends(behind, context) or not goes_on(behind[0], context.language)
        case Weight.WHOLE | Weight.BARE:
            return _ends(behind, context)
        case Weight.DOUBTFUL:
            return False


def _tells_of_ahead(finding: Finding, behind: tuple[Token, ...], context: ParseContext) -> bool:
    """Whether words behind a meeting tell more of one that lies ahead, such as its day."""
    return bool(behind) and (finding.booked or names_day_ahead(behind, context))


def _doubt_of_no_answer(words: tuple[Token, ...], context: ParseContext) -> str:
    """Return what makes a verb that tells of no answer doubtful, as typed; "" for nothing.

    1. What was not reached is no person: "did not get the point at Acme".
    2. Others say or do something, or called back: they were reached after all, or it is known from elsewhere.
    3. What had no answer was a question, as in "no answer from Acme on the price".
    """
    front, behind = words[: len(context.in_front)], words[len(context.in_front) :]
    if front and not are_somebody(front, context.language):
        return text_of(front)
    if others := split_at_subject(behind, context.language)[1]:
        return line_of(others[0].own)
    if later := reached_later(behind, context.language):
        return later
    about = asks_for(context.verb, context.language) and behind and goes_on(behind[0], context.language)
    return text_of(behind) if about else ""


def _ends(behind: tuple[Token, ...], context: ParseContext) -> bool:
    """Whether a clause ends, or goes on with a past day alone; an emoji behind it says nothing."""
    said = tuple(word for word in behind if not is_emoji(word.text))
    return not said or names_past_day(said, context)


def _is_asked(finding: Finding) -> bool:
    return finding.outcome in ASKED and finding.weight is not Weight.BARE
