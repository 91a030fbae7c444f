"""A fact of a line: the command that it calls, and the words that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from bot.arguments.account import account_in
from bot.arguments.account_lookup import CASE_LEADS
from bot.arguments.account_neighbour import ALL
from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.parser import ParseContext
from bot.arguments.raw_arguments import RawArguments
from bot.dispatch.registry import Command
from bot.domain.accounts import Account
from bot.language.clause_words import clause_words
from bot.language.clauses import Clause
from bot.language.days.frame import Aim, Moment
from bot.language.days.marks import may_begin
from bot.language.days.reading import UP_TO, read_end, read_front
from bot.language.phrases import plain_texts, typable_phrases
from bot.language.small_talk import courtesy_at_end
from bot.language.tokens import Token
from bot.messages.press import LineAgain
from bot.records import changed, record

DUE_DAY = "due"
DUE_AIMS = {"promise": Aim.PROMISE, "follow": Aim.FOLLOW_UP}
"""Commands that are due on a day, and what that day is for."""


@record(kw_only=True)
class Fact:
    """A command of the log, the words of its `verb`, those behind it, and the clauses behind them that have no verb.

    `defaults` are values that the verb itself tells. One that `inherits` names no account.
    """

    command: Command
    words: tuple[Token, ...]
    clauses: tuple[Clause, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    inherits: bool = False
    verb: tuple[Token, ...] = ()
    stranger: tuple[int, int] | None = None
    """The words, from the first and up to the second number, that name an account that may be another."""
    along: bool = False
    """Whether it tells of another account what the fact before it tells."""
    doubt: Moment | None = None
    """The day of a follow-up, or a promise, whose words may as well be note of the fact before it."""
    to_do: bool = False
    """Whether its verb is an infinitive, which says that it is still to be done."""
    dated: Clause | None = None
    """The day that stands before its verb, which is that of the contacts behind it too."""
    whole: Clause | None = None
    """All the words of a fact that may be such a note."""


def without_courtesy(fact: Fact, context: ParseContext) -> Fact:
    """Return a fact without the courtesies and emojis behind the day in which its words end."""
    aim = DUE_AIMS.get(fact.command.verb)
    count = courtesy_at_end(unquoted(fact.words), context.language) if aim else 0
    if not aim or not count or count == len(fact.words):
        return fact
    kept = fact.words[:-count]
    days = frame_of(context, aim)
    ends_already = read_end(unquoted(fact.words), days) is not None
    return fact if ends_already or read_end(unquoted(kept), days) is None else changed(fact, words=kept)


def account_of(fact: Fact, context: ParseContext) -> Account | None:
    """Return the one account that the words of a fact surely name; its verb may say in which case, as "telefon do"."""
    led = bool(fact.verb) and fact.verb[-1].bare in CASE_LEADS
    return account_in(fact.words, context) or (account_in(fact.words, context.behind(fact.verb)) if led else None)


def with_clause(facts: list[Fact], clause: Clause) -> list[Fact]:
    """Return the facts with a clause more on the last one, and on those along which it was told."""
    first = len(facts) - 1
    while facts[first].along:
        first -= 1
    return [*facts[:first], *(changed(fact, clauses=(*fact.clauses, clause)) for fact in facts[first:])]


def with_day_last(fact: Fact, context: ParseContext) -> Fact:
    """Return a promise with its day last, where "to" and a verb stand behind it, as in "by Friday to send".

    So is a day behind "by" in a clause of what was promised, as in "that the samples by Friday are there".
    """
    if fact.command.verb == "promise" and (moved := _day_in_clause(fact.words, context)):
        return changed(fact, words=moved)
    promised, action = fact.words[:-2], fact.words[-2:]
    is_promise = bool(promised) and fact.command.verb == "promise"
    if not is_promise or not clause_words(context.language).marks.leading(action):
        return fact
    reading = read_end(unquoted(promised), frame_of(context, Aim.PROMISE))
    if reading is None or reading.sure is None:
        return fact
    at = len(promised) - reading.used
    return changed(fact, words=(*promised[:at], *action, *promised[at:]))


def _day_in_clause(words: tuple[Token, ...], context: ParseContext) -> tuple[Token, ...]:
    """Return words with the day last that stands behind "by" in a clause behind "that"; none for other words."""
    texts, that = plain_texts(words), typable_phrases("clauses", "that", context.language)
    begins = next((at for at in range(len(texts)) if that.count_at(texts, at)), len(texts))
    frame = frame_of(context, Aim.PROMISE)
    if begins == len(texts) or read_end(unquoted(words), frame):
        return ()
    for at in range(begins + 1, len(words)):
        if not may_begin(words[at].text, context.language):
            continue
        reading = read_front(unquoted(words[at:]), frame)
        if reading and reading.sure and reading.lead in UP_TO and not reading.dayless:
            end = at + reading.used
            return (*words[:at], *words[end:], *words[at:end])
    return ()


def fact_arguments(fact: Fact, number: int, again: LineAgain) -> RawArguments:
    """Return the arguments as typed; what was filled in for a fact takes the place of its words."""
    typed = again.typed(number)
    decisions = {name: value for name, value in again.decisions(number).items() if value != ALL}
    if typed:
        return RawArguments(typed=typed, machine=decisions, defaults=fact.defaults)
    # The day that was picked for a call that is still to be made stands nowhere in its words.
    picked = {DUE_DAY: decisions[DUE_DAY]} if fact.command.verb == "call" and DUE_DAY in decisions else {}
    return RawArguments(
        machine=picked,
        words=fact.words,
        verb=fact.verb,
        clauses=fact.clauses,
        defaults=fact.defaults,
        decisions=decisions,
    )
