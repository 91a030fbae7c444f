"""From a typed line to the facts that it tells: which clauses begin with a verb, and what belongs to each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import partial

from bot.arguments.account import account_in, begin_with_own_name, name_behind_fillers
from bot.arguments.account_index import account_lookup
from bot.arguments.account_neighbour import ALL
from bot.arguments.day_frame import unquoted
from bot.arguments.parser import ParseContext
from bot.dispatch.command_call import CommandCall
from bot.dispatch.day_headings import day_heading, with_day
from bot.dispatch.fact import DUE_AIMS, Fact, account_of, fact_arguments, with_clause
from bot.dispatch.fact_verbs import FactVerbs
from bot.dispatch.front_words import begins_with_name, behind_greeting
from bot.dispatch.further_customers import FurtherCustomers
from bot.dispatch.further_dues import FurtherDues
from bot.dispatch.handed_over import HANDOFF
from bot.dispatch.hour_clauses import is_sharp_hour, with_when
from bot.dispatch.joined_verbs import joined_verbs
from bot.dispatch.misspelt_verbs import misspelt_promise
from bot.dispatch.moved_promises import told_later
from bot.dispatch.promise_steps import names_promise
from bot.dispatch.registry import Command, Registry
from bot.dispatch.sent_promises import sent_of_promise
from bot.dispatch.told_by_call import with_told_by_call
from bot.dispatch.told_contacts import is_named, is_nothing, is_same_contact, is_unreached
from bot.dispatch.tried_calls import tried_call
from bot.dispatch.unsaid_verbs import RATING, UnsaidVerbs
from bot.dispatch.word_orders import Words, stranger_in
from bot.domain.accounts import Account
from bot.errors import UserMistake
from bot.language.clause_words import ClauseWords, clause_words
from bot.language.clauses import Clause, cut
from bot.language.roles import ENDED, SENT, TOLD, TRYING, roles_in, roles_of
from bot.language.small_talk import courtesy_at_end
from bot.language.tokens import Token
from bot.messages.press import VERB, LineAgain
from bot.records import changed, lazy, record

MOST_FACTS = 5
"""Facts that one line may tell."""
READ_FACTS = 3 * MOST_FACTS
"""Facts behind which no more are read: some may turn out to be note, but not that many."""
NOTE = "note"
"""What is decided where words that may be a follow-up are note."""


def fact_calls(registry: Registry, again: LineAgain, context: ParseContext) -> tuple[CommandCall, ...]:
    """Return the calls of a line that tells facts, in order; none for any other line. Raises UserMistake."""
    line = again.line.lstrip().removeprefix("/")
    account_lookup(context).expect(line.split())
    reader = FactReader(FactVerbs(registry, context, roles_in(line, context.language)))
    facts = reader.as_decided(again)
    if len(facts) > MOST_FACTS:
        raise UserMistake("args", "One line tells at most {limit} things: type two lines.", limit=MOST_FACTS)
    return tuple(
        CommandCall(
            command=_decided_command(registry, fact.command, again.decisions(number)),
            arguments=fact_arguments(fact, number, again),
            line=again.line,
            once=again.once,
            fact=number,
            answers=again.answers,
            beside_others=len(facts) > 1,
            inherits=fact.inherits and not again.typed(number),
            stranger=fact.stranger,
            doubt=None if VERB in again.decisions(number) else fact.doubt,
            unsure=fact.whole is not None,
            to_do=fact.to_do,
        )
        for number, fact in facts
    )


def _decided_command(registry: Registry, typed: Command, decisions: Mapping[str, str]) -> Command:
    """Return the command that a decision names, if it is one of the log; else the one that was typed."""
    decided = registry.named(decisions.get(VERB, ""))
    return decided if decided and decided.fact else typed


@record
class FactReader:
    """Reads the facts of lines as the person of the context types them."""

    verbs: FactVerbs
    _later: dict[tuple[int, ...], Fact | None] = field(init=False, default_factory=dict, compare=False, repr=False)
    """The facts of clauses, by the tokens themselves: each is asked for where the line is cut, and once more."""

    @lazy
    def _context(self) -> ParseContext:
        return self.verbs.context

    @lazy
    def _words(self) -> ClauseWords:
        return clause_words(self._context.language)

    @lazy
    def _customers(self) -> FurtherCustomers:
        return FurtherCustomers(self._context)

    @property
    def _unsaid(self) -> UnsaidVerbs:
        return UnsaidVerbs(self.verbs.registry, self._context)

    @lazy
    def _dues(self) -> FurtherDues:
        return FurtherDues(self.verbs, self._later_verb)

    def read(self, text: str) -> tuple[Fact, ...]:
        """Return the facts that a line tells, in order; none when it does not begin with a verb of the log."""
        if heading := day_heading(text, self._context):
            return with_day(self.read(heading[1]), heading[0], self._context)
        clauses = cut(text, self.verbs.roles, self._context.language, self._stands_alone, self._is_plan)
        first = self._first(clauses[0]) if clauses else None
        if self.verbs.roles & TRYING and (first is None or first.command.verb == "follow") and clauses:
            first = tried_call(clauses, self.verbs.registry, self._context) or first
        if clauses and first is None:
            if greeted := behind_greeting(text, self._context.language):
                return self.read(greeted)
            first, clauses = self._with_late_verb(clauses)
        facts = self._each(first) if first else []
        # Looked for only where a clause follows, whose steps may be about that account.
        named = account_of(first, self._context) if first and len(clauses) > 1 else None
        for clause in clauses[1:] if first else ():
            more, of_all = self._more(clause, facts[-1], named)
            named = (more and account_of(more[-1], self._context)) or named
            told = (each for fact in more for each in self._each(fact))
            begun = facts[:-1] if more and self._is_begun(facts[-1], more[0]) else facts
            facts = [*begun, *told] if more else self._with_clause(facts, clause)
            facts = with_clause(facts, Clause(words=of_all)) if of_all else facts
            if len(facts) > READ_FACTS:
                break
        facts = self._unsaid.named_behind(self._customers.dated_by_first(facts))
        return with_told_by_call(facts, self._context) if self.verbs.roles & TOLD else tuple(facts)

    def as_decided(self, again: LineAgain) -> list[tuple[int, Fact]]:
        """Return the facts of a line with their numbers, those decided to be note or of two customers as such."""
        facts: dict[int, Fact] = {}
        for number, fact in enumerate(self.read(again.line.lstrip().removeprefix("/"))):
            if facts and fact.whole and again.decisions(number).get(VERB) == NOTE:
                before = max(facts)
                clauses = (*facts[before].clauses, fact.whole, *fact.clauses)
                facts[before] = changed(facts[before], clauses=clauses)
            else:
                facts[number] = fact
        return [
            (number, each)
            for number, fact in facts.items()
            for each in (self._customers.both(fact) if ALL in again.decisions(number).values() else [fact])
        ]

    def _with_late_verb(self, clauses: tuple[Clause, ...]) -> tuple[Fact | None, tuple[Clause, ...]]:
        """Return the fact of clauses whose first has no verb, and the clauses from its last one on; None for none."""
        if rating := self._unsaid.first_rating(clauses):
            return rating, clauses
        if len(clauses) > 1 and (last := self._verb_last(*clauses[:2]) or self._unsaid.judged_in_both(*clauses[:2])):
            return last, clauses[1:]
        return self._unreached(clauses) or self._with_unsaid_verb(clauses) or (None, clauses)

    def _unreached(self, clauses: tuple[Clause, ...]) -> tuple[Fact, tuple[Clause, ...]] | None:
        """Return a call told without its verb: nobody took it, with a plan behind, or the customer, with any fact."""
        plan = clauses[1].first_of(self._later_verb) if len(clauses) > 1 else None
        call = self._unsaid.unreached(clauses[0].own) if plan and plan.command.verb == "follow" else None
        told = plan or any(each.first_of(self._later_verb) for each in clauses[2:]) or self._unsaid.took_phone(clauses)
        call = call or (self._unsaid.reached(clauses[0].own) if told else None)
        return (call, clauses) if call else None

    def _with_unsaid_verb(self, clauses: tuple[Clause, ...]) -> tuple[Fact, tuple[Clause, ...]] | None:
        """Return the fact behind a first clause that names its customer, and the clauses from its own on."""
        named = account_in(clauses[0].own, self._context) if len(clauses) > 1 and not clauses[1].of_others else None
        behind = named and (self._unsaid.rated(clauses[1].own) or clauses[1].first_of(self._later_verb))
        fact = self._unsaid.behind_name(clauses[0], clauses[1], behind) if behind else None
        return (fact, clauses[1:]) if fact else None

    def _verb_last(self, one: Clause, other: Clause) -> Fact | None:
        """Return the fact of two clauses whose verb stands at the end of the second, as German "versprochen".

        Of other verbs the first clause is a customer and no more, as in "mit Acme und mit Nowak telefoniert".
        """
        fact = None if other.of_others else self.verbs.find((*one.words, *other.words))
        if fact is None or account_in(one.words, self._context) is None:
            return None
        is_list = other.joined and name_behind_fillers(one.words, self._context) and len(self._each(fact)) > 1
        return fact if fact.command.verb in ("promise", HANDOFF) or is_list else None

    def _first(self, clause: Clause) -> Fact | None:
        """Return the fact of the first clause; a joining word there may be a weekday of the verb's language."""
        dated = self.verbs.behind_foreign_day(clause.words) if clause.joined else None
        fact = dated or clause.first_of(partial(self.verbs.find, first=True))
        return None if fact and fact.inherits else fact

    def _each(self, fact: Fact) -> list[Fact]:
        """Return the fact, or one for each customer or promise behind its verb, or what is due behind it."""
        # A word alone is one customer at most.
        if not fact.words[1:]:
            return [fact]
        if joined := joined_verbs(fact, self._context, self.verbs.find):
            return [each for told in joined for each in self._each(told)]
        match fact.command.verb:
            case "promise":
                return self._dues.of_promise(fact)
            case "follow":
                return self._dues.of_follow_up(fact)
            case _ if fact.command.contact:
                return self._dues.of_contact(fact) or self._customers.each(fact)
            case _:
                return [fact]

    def _with_clause(self, facts: list[Fact], clause: Clause) -> list[Fact]:
        """Return the facts with a clause more; where nothing stands behind the verb, the clause may say who it was.

        Behind a promise it may say what was promised, as in "promised Acme, that they get it by friday", or be another.
        """
        last = facts[-1]
        courtesy = courtesy_at_end(unquoted(clause.own), self._context.language)
        if last.command.verb in DUE_AIMS and courtesy == len(clause.own):
            return facts
        if dated := with_when(last, clause, self._context):
            return [*facts[:-1], dated]
        named = self._customers.continue_name(last, clause.own) if last.words else account_in(clause.own, self._context)
        if named and not clause.of_others:
            return [*facts[:-1], changed(last, words=(*last.words, *clause.own))]
        if last.command.verb == RATING and self._unsaid.begin_with_score(clause.own):
            if more := self._unsaid.rated_behind_reason(last, clause.own):
                return [*facts, more]
            if not last.clauses:
                return [*facts[:-1], changed(last, words=(*last.words, *clause.own))]
        promised = last.command.verb == "promise" and not last.clauses
        if promised and (both := self._dues.to_both(last, clause.own)):
            return [*facts[:-1], *both]
        if promised and not self._dues.is_whole(last) and self._words.marks.leading(clause.own):
            return [*facts[:-1], self.verbs.day_last(changed(facts[-1], words=(*facts[-1].words, *clause.own)))]
        if last.command.verb == "promise" and not clause.of_others:
            if self._dues.is_other_name(last, clause.own):
                return [*facts[:-1], changed(last, words=(*last.words, *clause.own))]
            if promise := self._dues.promise_behind(last, clause.own):
                return [*facts, *self._each(promise)]
        return with_clause(facts, clause)

    def _is_begun(self, fact: Fact, after: Fact) -> bool:
        """Whether a contact names nobody and is told again of somebody, as in "called, no answer from Acme"."""
        told = fact.words or fact.clauses or fact.defaults or after.command is not fact.command
        return not told and account_of(after, self._context) is not None

    def _more(self, clause: Clause, before: Fact, named: Account | None) -> tuple[list[Fact], Words]:
        """Return the facts of a clause behind another fact, and its words that are said of all these.

        No facts for a clause that only says more of the one before it.
        """
        if named and (later := told_later(clause, named, self.verbs)):
            return [later], ()
        if clause.of_others:
            judged = self._unsaid.judged(clause.own) if named else None
            return ([judged] if judged else []), ()
        if days := self._dues.days_behind(before, clause.own) if before.command.verb == "follow" else []:
            return days, ()
        told, of_all = self._customers.behind(before, clause)
        following = None if told else self._following(clause, before, named)
        return ([following], ()) if following else (told, of_all)

    def _following(self, clause: Clause, before: Fact, named: Account | None) -> Fact | None:
        """Return the fact of a clause that is not the first; None where it only says more of the fact before it.

        So do a second verb of the same call, as in "called Acme, spoke to Kari", and a step of a promise where none is
        open.
        """
        own = clause.own
        fact = self._unsaid.rate(own, named) or clause.first_of(self._later_verb) or self._kept(own, named)
        if self.verbs.roles & SENT and (sent := self._sent(clause, fact, named)):
            return sent
        if fact and clause.run_on:
            fact = changed(fact, doubt=fact.doubt or self.verbs.day_in(clause.own))
        if fact and fact.doubt:
            if before.command.verb == "follow" and not self.verbs.names_day(before.words):
                return None
            # Whom nobody reached could not say what is to come, so that it is no note.
            fact = changed(fact, doubt=None) if is_unreached(before, self._context) else changed(fact, whole=clause)
        fact = fact or misspelt_promise(clause, self.verbs.registry, self._context)
        if fact is None or names_promise(fact) or account_of(fact, self._context):
            return fact
        if begins_with_name(fact.words, self._context) or begin_with_own_name(fact.words, self._context):
            return fact
        if is_same_contact(before, fact, self._words):
            return None
        if fact.command.verb == "kept" and named:
            if not self._context.work.promises.open_for(named.id):
                return None
            fact = fact if self.verbs.steps.may_be_kept(fact.words, named) else changed(fact, whole=clause)
        told_somebody = fact.command.contact or fact.command.verb in DUE_AIMS
        words = self._words.objects.skipped(fact.words) if told_somebody else fact.words
        return changed(fact, words=words, inherits=True, stranger=stranger_in(words, self._context.language))

    def _kept(self, words: tuple[Token, ...], named: Account | None) -> Fact | None:
        """Return that a promise to the account that was named before was kept, as in "quote kept"."""
        may_be = named and roles_of(words, self._context.language) & ENDED
        return self.verbs.steps.ended(self._words.before.skipped(words), named) if may_be else None

    def _sent(self, clause: Clause, told: Fact | None, named: Account | None) -> Fact | None:
        """Return the promise that may be kept where a clause tells that what was promised went out.

        Not where it tells a mail to somebody: of that it is asked when the mail is stored.
        """
        words = self._words.before.skipped(clause.own)
        elsewhere = named is None or (told and (not told.command.contact or account_of(told, self._context)))
        count = 0 if elsewhere else sent_of_promise(words, self._context, named)
        kept = self.verbs.registry.get("kept")
        return (
            Fact(command=kept, words=words[count:], verb=words[:count], inherits=True, whole=clause) if count else None
        )

    def _stands_alone(self, join: tuple[Token, ...], words: tuple[Token, ...]) -> bool:
        """Whether words behind a joining word are a clause: one that begins with a verb, or a name.

        Not a name behind a joining word that may as well be a preposition, as in "spoke to Nilsson in Bergen".
        """
        names = not join or self._words.only_joins.leading(join) == len(join)
        is_fact = self._later_verb(words) is not None or self._unsaid.rate(words) is not None
        is_fact = is_fact or (names and self._customers.begin(words)) or self._customers.go_on(join, words)
        return is_fact or bool(self.verbs.roles & SENT and sent_of_promise(words, self._context))

    def _is_plan(self, words: tuple[Token, ...]) -> bool:
        """Whether words are a follow-up, or a promise, with its day."""
        fact = self._later_verb(words) if self.verbs.names_day(words) else None
        return fact is not None and fact.command.verb in DUE_AIMS

    def _later_verb(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact of a clause that is not the first, read once."""
        tokens = tuple(map(id, words))
        if tokens not in self._later:
            self._later[tokens] = self._read_later_verb(words)
        return self._later[tokens]

    def _read_later_verb(self, words: tuple[Token, ...]) -> Fact | None:
        """Return the fact of a clause that is not the first; "told them" there belongs to the fact before it."""
        fact = self.verbs.find(words)
        if fact is None or (fact.command.contact and account_of(fact, self._context) is None):
            named = fact and is_named(fact, self._context.language)
            return self.verbs.announced(words) or (None if named else fact)
        is_step = fact.command.verb == "told" and not names_promise(fact)
        is_none = is_step or is_nothing(fact, self._context.language) or is_sharp_hour(fact, words, self._context)
        return None if is_none else fact
