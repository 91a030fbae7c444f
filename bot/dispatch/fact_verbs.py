"""Which fact of the log some words begin to tell: the verb, told in any form, and what stands behind it."""

from __future__ import annotations

from dataclasses import field
from functools import partial

from bot.arguments.parser import ParseContext
from bot.dispatch.begun_verbs import BegunVerbs
from bot.dispatch.fact import DUE_AIMS, Fact, with_day_last, without_courtesy
from bot.dispatch.front_words import DAY_REACH, begins_with_name, day_before_customer, is_day
from bot.dispatch.handed_over import handed_over
from bot.dispatch.missed_dates import missed_date
from bot.dispatch.open_verbs import open_verb
from bot.dispatch.plans import Plan, PlanReader
from bot.dispatch.promise_steps import KEPT, StepReader
from bot.dispatch.registry import Registry
from bot.dispatch.sent_promises import sent_of_promise
from bot.dispatch.split_endings import day_before, ends_in_other, is_closed, is_of_others
from bot.dispatch.told_contacts import (
    begins_with_goods,
    is_named,
    is_named_offer,
    is_promise_noun,
    told_by,
    told_contact,
)
from bot.dispatch.verbs_around import around_amount, behind_customer, reached_nobody, with_own_day, without_foreign
from bot.dispatch.word_orders import name_first, rated, without_lead
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.clauses import Clause
from bot.language.days.frame import Aim, Moment
from bot.language.days.lexicon import speaker_of
from bot.language.days.marks import may_begin
from bot.language.name_words import topic_at
from bot.language.phrases import plain_texts, typable
from bot.language.questions import asks
from bot.language.roles import (
    ADVERB,
    BEFORE,
    DAY,
    ENDED,
    HANDED,
    LED,
    LED_END,
    MARK,
    OFFERED,
    OPEN,
    PLAN,
    SENT,
    SPLIT,
    TO_DO,
    TOLD,
    WRITER,
    roles_of,
)
from bot.language.split_verbs import SplitVerb, split_verb
from bot.language.tokens import Token
from bot.language.vocabulary import CONTACT_VERBS, CONTACTS
from bot.records import changed, lazy, record

RATING, FOLLOW_UP, TO_CALL = "touch", "follow", "to_call"
VERB_REACH = 3
"""Words of a verb behind which a day may stand."""


@record
class FactVerbs:
    """Finds the verbs of the log as the person of `context` types them.

    `roles` are those of the words of the line, or of a clause: what none of them may begin is not looked for.
    """

    registry: Registry
    context: ParseContext
    roles: int
    _by_roles: dict[int, FactVerbs] = field(init=False, default_factory=dict, compare=False, repr=False)
    """What finds the verbs of clauses, by the roles of their words."""

    @lazy
    def _words(self) -> ClauseWords:
        return clause_words(self.context.language)

    @lazy
    def _plans(self) -> PlanReader:
        return PlanReader(self.context, self.roles)

    @lazy
    def _begun(self) -> BegunVerbs:
        return BegunVerbs(self.registry, self.context, self._plans, self.roles)

    @lazy
    def steps(self) -> StepReader:
        """What reads the steps of promises."""
        return StepReader(self.registry, self.context)

    def find(self, words: tuple[Token, ...], *, first: bool = False) -> Fact | None:
        """Return the fact that words begin with, fillers and a day before it aside; a marked infinitive if `first`."""
        return self._of(words)._find(words, first=first)

    def _of(self, words: tuple[Token, ...]) -> FactVerbs:
        """Return what finds the verbs of words, by the roles of these alone."""
        # Fillers of the whole line: behind one a noun is its own verb, as "møde" of "han var i møde og tog den ikke".
        roles = roles_of(words, self.context.language) | (self.roles & BEFORE)
        if roles == self.roles:
            return self
        if roles not in self._by_roles:
            self._by_roles[roles] = FactVerbs(self.registry, self.context, roles)
        return self._by_roles[roles]

    def _find(self, words: tuple[Token, ...], *, first: bool) -> Fact | None:
        if self.roles & TO_DO and (to_do := self._to_do(words, first=first)):
            return self._behind_verb(to_do)
        if self.roles & HANDED and (handed := handed_over(words, self.registry, self.context)):
            return handed
        begun = self._words.before.skipped(words) if self.roles & BEFORE else words
        found = (
            (self.behind_foreign_day(words) if self.roles & SPLIT else None)
            or (around_amount(begun, self.context, self._plain) if self.roles & OFFERED else None)
            or (self._around_day(begun) if self.roles & DAY else None)
            or (self._around_adverb(begun) if self.roles & ADVERB and not self._words.again.leading(begun) else None)
            or self._plain(words, begun)
        )
        may_be_ended = found is None or begins_with_goods(found, self.context.language)
        if self.roles & ENDED and may_be_ended and self.steps.may_be_ended(begun):
            found = self.steps.ended(begun)
        elif self.roles & ENDED and found and is_promise_noun(found, self.context.language):
            found = self.steps.ended(found.words) or found
        if found is None and self.roles & TOLD:
            # Why all the words first: what tells may begin like a filler, as Norwegian "sa" does.
            found = self.steps.told(words) or self.steps.told(begun)
        if found is None and self.roles & SENT and (sent := sent_of_promise(begun, self.context)):
            found = Fact(command=self.registry.get("mail"), words=begun[sent:], verb=begun[:sent])
        if found is None and self.roles & OPEN:
            found = open_verb(begun, self.registry, self.context)
        if found is None or found.command.verb == KEPT:
            found = missed_date(begun, self.registry, self.context) or found
        if found and self.roles & DAY and found.command.verb == RATING:
            found = changed(found, words=rated(found.words, self.context))
        if found and self.roles & DAY and (aim := DUE_AIMS.get(found.command.verb)):
            found = changed(found, words=self._plans.dated(found.words, 0, found.verb, aim) or found.words)
        return self.day_last(without_courtesy(self._behind_verb(found), self.context)) if found else None

    def _to_do(self, words: tuple[Token, ...], *, first: bool) -> Fact | None:
        """Return the call that an infinitive says is still to be made: "to call Acme", Danish "ringe til Acme"."""
        at = self._plans.infinitive_at(words, marked=first)
        fact = None if at is None else self._begun.logged(words[at:])
        is_call = fact is not None and fact.command.verb == "call" and not fact.defaults
        return changed(fact, to_do=True, verb=words[: at or 0] + fact.verb) if fact and is_call else None

    def behind_foreign_day(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact behind a weekday's short form of the verb's own language, as in "Sa mit Acme telefoniert"."""
        speaker = speaker_of(words[0].text, self.context.language) if len(words) > 1 else ""
        found = split_verb(words[1:], self.context.language, led=False) if speaker else None
        fact = self._split(words[1:], led=False) if found and found.language == speaker else None
        return changed(fact, clauses=(*fact.clauses, Clause(words=words[:1]))) if fact else None

    def day_last(self, fact: Fact) -> Fact:
        """Return a promise with its day last, where "to" and a verb stand behind it."""
        return with_day_last(fact, self.context) if self.roles & MARK else fact

    def _around_day(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact of words with a day right before the customer, as in "spoke yesterday with them"."""
        for start in range(1, min(len(words) - 1, VERB_REACH) + 1):
            if not may_begin(words[start].text, self.context.language):
                continue
            if count := day_before_customer(words[start:], self.context):
                rest = words[:start] + words[start + count :]
                fact = self._plain(rest, rest)
                if fact and fact.verb[:start] == words[:start]:
                    return changed(fact, clauses=(*fact.clauses, Clause(words=words[start : start + count])))
        return None

    def _around_adverb(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact of words with an adverb in their verb or right behind it, as in "spoke at length with"."""
        for start in range(1, min(len(words) - 1, VERB_REACH) + 1):
            if count := self._words.adverbs.leading(words[start:]):
                behind = words[start + count :]
                fact = self._begun.logged(words[:start] + behind)
                longer = fact is not None and len(fact.verb) > start
                if fact and (longer or (len(fact.verb) == start and self._words.leads.leading(behind))):
                    return fact
        return None

    def _behind_verb(self, fact: Fact) -> Fact:
        """Return a fact whose day right before the customer, if there is one, is a clause of its own."""
        count = day_before_customer(fact.words, self.context) if self.roles & DAY else 0
        if self.roles & DAY and not count and fact.command.verb == FOLLOW_UP:
            count = self._plans.day_before_action(fact.words)
            # "Mind mig om tre dage om …": the last word of the verb begins the day.
            longer = fact.verb[-1:] + fact.words
            if not count and fact.verb[1:] and (count := self._plans.day_before_action(longer)):
                fact = changed(fact, verb=fact.verb[:-1], words=longer)
        day = Clause(words=fact.words[:count])
        return changed(fact, words=fact.words[count:], clauses=(*fact.clauses, day)) if count else fact

    def names_day(self, words: tuple[Token, ...]) -> bool:
        """Whether a day or an hour stands anywhere in words."""
        return self.day_in(words) is not None

    def day_in(self, words: tuple[Token, ...]) -> Moment | None:
        """Return the first day, or hour, that stands anywhere in words."""
        return self._plans.day_in(words)

    def _plain(self, words: tuple[Token, ...], begun: tuple[Token, ...]) -> Fact | None:
        """Return the fact that words begin with; `begun` are those behind their fillers."""
        return (
            (self._planned(begun) if self.roles & PLAN else None)
            or (self._led_split(begun) if self.roles & LED and self.roles & LED_END else None)
            or (self._led(words) if self.roles & BEFORE else None)
            or self._logged_or_split(words, begun)
            or (self._behind_day(words) or self._behind_day(begun) if self.roles & DAY else None)
            or (self._behind_customer(begun) if self.roles & OFFERED and self.roles & LED else None)
            or (self._split(begun, led=False) if self.roles & SPLIT else None)
            or (self._behind_name(begun) if self.roles & WRITER else None)
        )

    def _behind_name(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact of words in which the customer stands before the verb."""
        found = name_first(words, self.context)
        fact = self._led(found[1]) if found else None
        if found is None or fact is None:
            return None
        asks = self._words.imperatives.leading(fact.verb) == len(fact.verb) and self.names_day(fact.words)
        return changed(fact, words=(*found[0], *without_lead(fact.words, self.context)), to_do=fact.to_do or asks)

    def _led(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact whose verb stands behind fillers, which may be words of it: "tried to reach" is one verb."""
        while words:
            filler, fact = self._words.before.leading(words), self._begun.logged(words)
            if not filler or (fact and len(fact.verb) > filler):
                return fact
            words = words[filler:]
        return None

    def _logged_or_split(self, words: tuple[Token, ...], begun: tuple[Token, ...]) -> Fact | None:
        """Return the verb that words begin with; of a noun first the verb behind it, as in "Angebot … versprochen"."""
        logged = self._begun.logged(words)
        noun = self.roles & SPLIT and logged and is_named(logged, self.context.language)
        return (self._split(begun, led=False) if noun else None) or logged

    def _led_split(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact of a verb in two parts around all up to an adverb or a topic, as in "rang Acme up twice"."""
        adverb = self._words.adverbs.first_before(plain_texts(words), len(words))
        topic = topic_at(words, self.context.language)
        day = day_before(words, topic, self.context) if self.roles & DAY else 0
        ends = dict.fromkeys((adverb, topic, day or topic))
        found = ((fact, end) for end in ends if (fact := self._split(words[:end], led=True)))
        fact, end = next(found, (None, 0))
        fact = with_own_day(fact, self.context) if fact and self.roles & DAY else fact
        behind = (words[end:topic], words[topic:]) if end == day else (words[end:],)
        clauses = tuple(Clause(words=each) for each in behind if each)
        return changed(fact, clauses=(*fact.clauses, *clauses)) if fact and clauses else fact

    def _split(self, words: tuple[Token, ...], *, led: bool) -> Fact | None:
        """Return the fact whose verb stands in two parts around what it is about, or, unless `led`, behind it.

        A subject before it that is not the writer makes it a fact of others.
        """
        found = split_verb(words, self.context.language, led=led)
        if found is None or is_of_others(words, found, self.context):
            return None
        if not led and (asks(words, self.context.language) or self._words.likeness.leading(words[found.last - 1 :])):
            # "As promised": what it was is told by the words before it.
            return None
        if words[found.end :] and not is_closed(words, found, self.context):
            # "Wanted to be called": what stands behind it may make something else of the verb.
            return None
        if led and ends_in_other(words, found, self.context):
            return None
        denied = typable("clauses", "not", self.context.language)
        if found.term in CONTACT_VERBS and not denied.isdisjoint(plain_texts(words[found.first : found.last])):
            # "Sendte ikke tilbud": it was not done.
            return None
        term, about = reached_nobody(found.term, self._about(words, found), self.context)
        if not led and found.term in (FOLLOW_UP, TO_CALL) and not self._plans.is_planned(about):
            return None
        match term:
            case "again" if not self._plans.day_in(about):
                return None
            case "to_call" if not self._plans.day_in(about):
                return Fact(command=self.registry.get("call"), words=about, verb=words[found.last :], to_do=True)
            case "follow" | "to_call" | "again":
                return self._follow_up(Plan(verb=(), words=about))
            case _ if term in CONTACTS.words:
                verb = words[: found.first] + words[found.last : found.end]
                return told_by(self.registry, term, verb, about, self.context)
            case _:
                command = self.registry.get(term)
                first = words[: found.first] if command.contact else ()
                if command.contact and self._words.marks.leading(words[found.first :]) == found.last - found.first:
                    # "Sent a quote": nothing but an article stands between.
                    first, about = words[: found.last], words[found.end :]
                return told_contact(command, first + words[found.last : found.end], about, self._words)

    def _behind_customer(self, words: tuple[Token, ...]) -> Fact | None:
        return behind_customer(words, self.context, partial(self._split, led=True))

    def _about(self, words: tuple[Token, ...], found: SplitVerb) -> tuple[Token, ...]:
        """Return what a verb in two parts is about: no adverb around that, no filler of its language.

        A filler or preposition that is a short form is read in another language only so: "hab grad mit Medby
        telefoniert".
        """
        before = words[found.first : found.last]
        ends = self._words.adverbs.first_before(plain_texts(before), len(before))
        before = self._words.adverbs.skipped(before[: ends or len(before)]) or before
        if found.language != self.context.language and not begins_with_name(before, self.context):
            before = without_foreign(before, found.language, self.context)
        return before + words[found.end :]

    def _planned(self, words: tuple[Token, ...], *, dated: bool = False) -> Fact | None:
        """Return the follow-up that words plan; `dated` when its day stands before them."""
        plan = self._plans.read(words, dated=dated)
        return self._follow_up(plan) if plan else None

    def announced(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the follow-up of words that say what will be done on a day, which may as well be a note."""
        plan = self._of(words)._plans.told_ahead(words)
        return self._follow_up(plan) if plan else None

    def _follow_up(self, plan: Plan) -> Fact:
        words = self._plans.without_anew_behind_name(plan.words)
        return Fact(command=self.registry.get("follow"), words=words, verb=plan.verb, doubt=plan.doubt)

    def _inverted(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact of a verb that fillers may stand in, as in "pratade jag med"; the longest verb counts."""
        plain = self._begun.logged(words)
        closed = self._begun.logged((*words[:1], *self._words.before.skipped(words[1:])))
        return closed if closed and (plain is None or len(closed.verb) > len(plain.verb)) else plain

    def _behind_day(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact behind a day that words begin with, as in "yesterday I called" and "tomorrow I must call"."""
        if not words or not may_begin(words[0].text, self.context.language):
            return None
        for count in range(min(DAY_REACH, len(words) - 1), 0, -1):
            day, rest = words[:count], self._words.before.skipped(words[count:])
            plan = self._plans.to_do(day, rest)
            fact = self._follow_up(plan) if plan else None
            if fact is None and is_day(day, Aim.FOLLOW_UP, self.context):
                fact = self._planned(rest, dated=True)
            if fact is None and is_day(day, Aim.LOG, self.context):
                fact = self._split(rest, led=True) or self._inverted(rest) or self._split(rest, led=False)
                fact = None if fact and is_named_offer(fact, day, self.context) else fact
            if fact and fact.to_do and is_day(day, Aim.FOLLOW_UP, self.context):
                fact = self._follow_up(Plan(verb=(), words=fact.words))
            if fact:
                dated = Clause(words=day)
                return changed(fact, clauses=(*fact.clauses, dated), dated=dated)
        return None
