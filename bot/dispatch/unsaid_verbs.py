"""Lines that begin with a customer and what happened there, without a verb of the log: "Acme's invoice was wrong"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from bot.arguments.account import account_in, find_account_in, name_behind_fillers
from bot.arguments.basic import NAME_WORDS
from bot.arguments.parser import ParseContext
from bot.arguments.said_scores import judgement_in, said_score
from bot.dispatch.customer_ratings import rated_by_customer, touchpoint_at
from bot.dispatch.fact import Fact
from bot.dispatch.front_words import is_day
from bot.dispatch.judged_points import judged_point
from bot.dispatch.plans import PlanReader
from bot.dispatch.registry import Registry
from bot.dispatch.told_contacts import is_named, without_object
from bot.dispatch.word_orders import score_behind
from bot.domain.accounts import Account
from bot.domain.details import CallOutcome
from bot.language.clause_words import clause_words
from bot.language.clauses import Clause
from bot.language.days.frame import Aim
from bot.language.names import ENDS
from bot.language.phrases import plain_text, plain_texts, typable, typable_phrases
from bot.language.reaching import findings, goes_on
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import CONTACTS, FACTORS, VERBS
from bot.language.word_files import FIRST, WORD_FILES
from bot.records import record

CALL, RATING = "call", "touch"
UNREACHED = (CallOutcome.NONE, CallOutcome.VOICEMAIL)
SEEN = ("visit", "meet")
WITH_NOTE = (RATING, "follow")
"""Facts behind which such a clause is a note, whatever it says."""
RATING_WORDS = 2
"""Words of a rating without a verb: a touchpoint's name and a score."""
SCORES = ("0", "1", "2")
SEVERAL = 2
"""Ratings from which the customer of all may stand behind the last one."""
DASHES = ("-", "–")
NOUN_WORDS = 2
"""Words of a verb that may be but a noun, as "call with"; one of more says that it was, as "got off the phone with"."""


@cache
def _own_past(language: str) -> frozenset[str]:
    """Return the verbs of the past of a language and of English: German "sagt" is none, as it is in Danish."""
    forms = (WORD_FILES[code].tables["questions"]["past"].all for code in (language, FIRST))
    return frozenset(plain_text(word) for words in forms for word in words)


@record
class UnsaidVerbs:
    """Reads such lines as the person of `context` types them."""

    registry: Registry
    context: ParseContext

    def rated(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the rating that a touchpoint and a score alone are, of the account that was named before.

        The score may stand in front, as in "0 on delivery"; behind one in words the verb stands, as in German
        "Lieferung besser als erwartet bewertet".
        """
        if words and VERBS.find(words[-1].bare, self.context.language) == RATING:
            return self._said_before_verb(words[:-1])
        if judgement_in(words, self.context.language) and (said := self._said_before_verb(words)):
            return said
        words = score_behind(words, self.context)
        return Fact(command=self.registry.get(RATING), words=words, inherits=True) if self.is_rating(words) else None

    def _said_before_verb(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the rating of a touchpoint and its score in words, as in "invoice was as expected"."""
        known = clause_words(self.context.language)
        words = known.marks.skipped(words)
        found = touchpoint_at(words, self.context)
        score = known.been.skipped(words[found[1] :]) if found else ()
        words = (*words[: found[1]], *score) if found else words
        is_whole = bool(score) and said_score(score, self.context.language) == len(score)
        return Fact(command=self.registry.get(RATING), words=words, inherits=True) if is_whole else None

    def rate(self, words: tuple[Token, ...], named: Account | None = None) -> Fact | None:
        """Return the rating that a clause behind another one is, of its own customer or of the one `named` before."""
        if fact := self.rated(words) or (self.judged(words) if named else None):
            return fact
        return self.rating(words) if any(word.text in SCORES for word in words) else None

    def first_rating(self, clauses: Sequence[Clause]) -> Fact | None:
        """Return the rating that the first clause is; its customer may stand behind the last of several.

        So of "2 on delivery and 1 on invoice at Acme".
        """
        if fact := self.rating(clauses[0].own):
            return fact
        first = self.rated(clauses[0].own) if clauses[1:] else None
        behind = first and any(self.rate(clause.own) and account_in(clause.own, self.context) for clause in clauses[1:])
        return first if behind else None

    def named_behind(self, facts: list[Fact]) -> list[Fact]:
        """Return ratings that a line begins with, each with the customer who is named behind the last of them."""
        count = next((at for at, fact in enumerate(facts) if fact.command.verb != RATING), len(facts))
        if count < SEVERAL or account_in(facts[0].words, self.context):
            return facts
        name = next((name for fact in facts[:count] if (name := account_in(fact.words, self.context))), None)
        if name is None:
            return facts
        rated = (self._of(name, replace(fact, words=score_behind(fact.words, self.context))) for fact in facts[:count])
        unnamed = (
            fact if account_in(fact.words, self.context) else each for fact, each in zip(facts, rated, strict=False)
        )
        return [*unnamed, *facts[count:]]

    def judged(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the rating of the account named before that somebody there said, as in "they gave 2 on delivery"."""
        known = clause_words(self.context.language)
        said = words[known.others.leading(words) :]
        count = known.judges.leading(said)
        return self.rated(known.marks.skipped(said[count:])) if count else None

    def is_rating(self, words: tuple[Token, ...]) -> bool:
        """Whether words are the name of a touchpoint and a score, or factors with their scores, and nothing else."""
        if len(words) < RATING_WORDS or words[-1].text not in SCORES or any(word.quoted for word in words):
            return False
        end = len(words) - 1
        while end > 1 and self.begin_with_score(words[end - 1 :]):
            end -= 2
            if words[end].text not in SCORES:
                return self._is_touchpoint(words[: end + 1])
        return self._is_touchpoint(words[: len(words) - 1])

    def _is_touchpoint(self, words: tuple[Token, ...]) -> bool:
        return self.context.work.touchpoints.by_name(text_of(words)) is not None

    def begin_with_rating(self, words: tuple[Token, ...]) -> bool:
        """Whether words behind a customer begin with a touchpoint and a score, whatever stands behind these."""
        ends = (at + 1 for at, word in enumerate(words[: NAME_WORDS + 2]) if word.text in SCORES)
        return any(self.is_rating(words[:end]) for end in ends)

    def begin_with_score(self, words: tuple[Token, ...]) -> bool:
        """Whether words behind a rating begin with one more factor and its score, as in "…, service 1"."""
        return bool(self._factor_and_score(words))

    def _factor_and_score(self, words: tuple[Token, ...]) -> int:
        """Return how many words are a factor and its score, also one that is said: "service as expected"; or 0."""
        factor = FACTORS.find(words[0].bare, self.context.language) if words and not words[0].quoted else None
        score = said_score(words[1:], self.context.language) if factor else 0
        return 1 + score if score else 0

    def rated_behind_reason(self, before: Fact, words: tuple[Token, ...]) -> Fact | None:
        """Return the rating of the same touchpoint behind a reason, as in "rate Acme invoice 0 late, service 1"."""
        ends = (at for at in range(1, len(before.words)) if self._begins_scores(before.words[at:]))
        named = next(ends, 0)
        scored = self._end_of_scores(before.words, named) if named else 0
        is_reason = bool(before.words[scored:] or before.clauses)
        return Fact(command=before.command, words=(*before.words[:named], *words)) if scored and is_reason else None

    def _begins_scores(self, words: tuple[Token, ...]) -> bool:
        return words[0].text in SCORES or self.begin_with_score(words)

    def _end_of_scores(self, words: tuple[Token, ...], at: int) -> int:
        while words[at:] and self._begins_scores(words[at:]):
            at += 1 if words[at].text in SCORES else self._factor_and_score(words[at:])
        return at

    def rating(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the rating that a customer, a touchpoint and a score alone are, in either order: "Acme invoice 0".

        Or that the customer said, as in "Acme found the delivery better than expected".
        The verb may stand behind: "Lieferung bei Acme mit 2 bewertet", "delivery at Acme rated 2".
        """
        if said := rated_by_customer(words, self.registry, self.context) or self.judged_point(words):
            return said
        words = tuple(word for word in words if word.quoted or VERBS.find(word.bare, self.context.language) != RATING)
        named = find_account_in(words, self.context)
        if named is None:
            return None
        before, rest = words[: named.at], words[named.at + named.used :]
        lead = clause_words(self.context.language).leads.first_before(plain_texts(before), len(before))
        rated = score_behind((*before[:lead], *rest), self.context)
        led = len(rated) > RATING_WORDS and clause_words(self.context.language).between.leading(rated[-2:-1])
        rated = (*rated[:-2], *rated[-1:]) if led else rated
        fact = Fact(command=self.registry.get(RATING), words=rated)
        return self._of(named.value, fact) if self.is_rating(rated) else None

    def judged_point(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the rating of a sentence that judges a touchpoint; None for one that tells more."""
        return judged_point(words, self.registry, self.context, self._tells_action)

    def judged_in_both(self, one: Clause, other: Clause) -> Fact | None:
        """Return the rating of two clauses, as in "Acme is cross about the invoice, clarity worse than expected"."""
        return None if one.of_others else self.judged_point((*one.words, *other.words))

    def unreached(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the call that a customer and no answer or a voicemail are, as in "Acme busy", "no answer Acme"."""
        named = find_account_in(words, self.context)
        if named is None:
            return None
        lead = clause_words(self.context.language).leads.first_before(plain_texts(words), named.at)
        rest = (*words[:lead], *words[named.at + named.used :])
        said = findings(rest, self.context.language)
        ends = len(said) == 1 and said[0].outcome in UNREACHED and said[0].end == len(rest)
        fact = Fact(command=self.registry.get(CALL), words=rest)
        return self._of(named.value, fact) if ends else None

    def took_phone(self, clauses: Sequence[Clause]) -> bool:
        """Whether the first of several clauses is a customer who took the phone, and no more: "Nilsson picked up".

        One word may be of something else: "answered" a mail, Polish "odebrał" a delivery.
        """
        words = clauses[0].own if clauses[1:] else ()
        named = find_account_in(words, self.context)
        said = words[named.used :] if named and not named.at else ()
        count = typable_phrases("reaching", "took", self.context.language).leading(said)
        return count == len(said) > 1

    def reached(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the call that a customer answered, as in "Nilsson picked up but had no time"."""
        named = find_account_in(words, self.context)
        if named is None or named.at:
            return None
        said = words[named.used :]
        count = typable_phrases("reaching", "took", self.context.language).leading(said)
        if not count or any(goes_on(word, self.context.language) for word in said[count : count + 1]):
            return None
        spoke = {"outcome": str(CallOutcome.SPOKE)}
        fact = Fact(command=self.registry.get(CALL), words=(), clauses=(Clause(words=said),), defaults=spoke)
        return self._of(named.value, fact)

    def _with_note(self, clause: Clause, behind: Fact) -> Fact | None:
        """Return the fact behind a clause that names its customer and tells no action, with that clause as its note.

        None for other facts, and where the clause may be a fact of its own.
        """
        named = find_account_in(clause.own, self.context)
        if named is None or find_account_in(behind.words, self.context):
            return None
        if self._is_told_of(behind):
            if named.at or self._may_be_told(clause.own[named.used :]):
                return None
        elif behind.command.verb not in WITH_NOTE or self._tells_action(clause.own):
            return None
        note = clause.own if named.at else clause.own[named.used :]
        if self.begin_with_rating(note) or any(self.rated(note[at:]) for at in range(len(note))):
            return None
        clauses = (Clause(words=note, of_others=True),) if note else ()
        words = without_object(behind.words, clause_words(self.context.language))
        if words and behind.command.contact and not is_day(words, Aim.LOG, self.context):
            if any(word.has_capital for word in words) and not WORD_FILES[self.context.language].about.capital_nouns:
                # "Spoke to Bo", who may be of somebody else.
                return None
            clauses, words = (*clauses, Clause(words=words)), ()
        told = replace(behind, words=words, clauses=(*clauses, *behind.clauses), doubt=None)
        return self._of(named.value, told)

    def _is_told_of(self, fact: Fact) -> bool:
        """Whether a fact is a contact of which a verb in the past tells, and not that nobody was reached."""
        past = typable("questions", "past", self.context.language)
        known = clause_words(self.context.language)
        asked = known.imperatives.leading(fact.verb) or known.infinitives.leading(fact.verb) or fact.to_do
        told = not past.isdisjoint(plain_texts(fact.verb)) or (len(fact.verb) > NOUN_WORDS and not asked)
        return (
            told
            and not fact.defaults
            and not is_named(fact, self.context.language)
            and fact.command.verb in (CALL, *SEEN)
        )

    def _may_be_told(self, words: tuple[Token, ...]) -> bool:
        """Whether words behind a customer may tell a fact of the writer: how a call went, or a verb of the log."""
        writer = clause_words(self.context.language).writer.leading(words[1:])
        told = _own_past(self.context.language)
        actions = (word.plain in told and self._is_action(word.text.rstrip(ENDS)) for word in words)
        return bool(writer or findings(words, self.context.language)) or any(actions)

    def behind_name(self, first: Clause, clause: Clause, behind: Fact) -> Fact | None:
        """Return the fact that a clause tells behind one that names its customer; None where that may be another fact.

        It is a contact behind a dash, as in "Acme - called", or one that may have the first clause as its note.
        """
        dashed = clause.joined == 1 and clause.words[0].text in DASHES and behind.command.contact
        name = name_behind_fillers(first.own, self.context) if dashed else None
        if name is None or find_account_in(behind.words, self.context):
            return self._with_note(first, behind)
        objects = clause_words(self.context.language).objects
        return self._of(name, replace(behind, words=objects.skipped(behind.words)))

    def _of(self, account: Account, fact: Fact) -> Fact:
        return replace(fact, words=(Token(account.name, quoted=True), *fact.words), inherits=False)

    def _tells_action(self, words: tuple[Token, ...]) -> bool:
        """Whether words hold a verb of the log, or a day, which may be that of a promise."""
        dated = PlanReader(self.context, roles=0).day_in(words) is not None
        return dated or any(self._is_action(word.text.rstrip(ENDS)) for word in words)

    def _is_action(self, word: str) -> bool:
        language = self.context.language
        command = self.registry.named(VERBS.find(word, language) or "")
        return CONTACTS.find(word, language) is not None or (command is not None and command.fact)
