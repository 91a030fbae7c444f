"""The answer to a line that says what is to be done for a customer: a follow-up or a promise, which is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.dispatch.command_call import CommandCall
from bot.dispatch.due_buttons import days_in, follow_up_button, promise_button, without
from bot.dispatch.moved_answers import told_buttons
from bot.dispatch.moved_promises import said_at_start
from bot.dispatch.named_account import Named, find_named
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.plans import PlanReader
from bot.dispatch.suggestions import nearest_commands
from bot.domain.accounts import Account
from bot.domain.calendar import calendar_of
from bot.language.clause_words import clause_words
from bot.language.days.frame import Moment
from bot.language.name_words import name_words
from bot.language.phrases import plain_texts
from bot.language.tokens import line_of
from bot.language.vocabulary import VERBS
from bot.messages.card import Button, Reply

RATING = "touch"
DAY_WORDS = 3
"""Words of a day that may stand before what is to be done."""


def to_do_answer(line: PlainLine) -> Reply | None:
    """Offer a follow-up and a promise for a line such as "send Acme the quote on Friday"; None for any other line.

    So is a line without a verb of calling that names a customer and a day ahead, as in "quote to Acme by Friday".
    """
    named = find_named(line.words, line.context)
    account = named.only if named else None
    if named is None or account is None or not (_says_to_do(line) or _is_for_later(line)):
        return None
    offered = [button for button in _offered(line, named, account) if button.press.fits]
    title = line.context.translator.t("talk", "Not saved yet: a follow-up, or a promise?")
    return line.ask(title, *offered, line.help_button, quote=line.line)


def _may_be_call(line: PlainLine) -> bool:
    """Whether a line begins with a way to reach somebody and names no day, so that it may be told of what was done."""
    return bool(name_words(line.context.language).infinitives.leading(line.words)) and not days_in(line)[2]


def longer_action_answer(line: PlainLine, call: CommandCall) -> Reply | None:
    """Offer what a line may mean whose verb is only the beginning of an action, as in "touch base with Acme"."""
    verb = len(line.words) - len(call.arguments.words)
    longer = name_words(line.context.language).infinitives.leading(line.words) > verb
    return to_do_answer(line) if call.command.verb == RATING and longer and not line.facts else None


def _says_to_do(line: PlainLine) -> bool:
    """Whether a line begins with an action, fillers and a day aside."""
    known, words = clause_words(line.context.language), line.words
    actions = name_words(line.context.language)
    for count in range(min(DAY_WORDS, len(words) - 1) + 1):
        if count and PlanReader(line.context, line.roles).day_in(words[:count]) is None:
            continue
        begun = known.before.skipped(words[count:])
        begun = known.before.skipped(begun[known.planned.leading(begun) :])
        texts = plain_texts(begun)
        if any(each.count_at(texts, 0) for each in (actions.acts, actions.infinitives)):
            return True
    return False


def _is_for_later(line: PlainLine) -> bool:
    context, plans = line.context, PlanReader(line.context, line.roles)
    called = any(VERBS.find(word.text, context.language) == "call" for word in line.words)
    start, _, said = days_in(line) if not called else (0, 0, ())
    # Not for a slip of a verb, which is offered by itself; a day that a line begins with is none.
    sure = not start or said_at_start(line.words, line.context)
    return bool(said) and plans.is_ahead(said[0]) and (bool(sure) or not nearest_commands(line))


def with_ways_on(refused: Reply, line: PlainLine) -> Reply:
    """Return a refusal with what else its line may be that names a customer: a follow-up, a promise, a note."""
    named = find_named(line.words, line.context)
    if named is None or named.only is None:
        return refused
    buttons = (*plan_buttons(line), line.note_button(named.only, line_of(line.words)))
    shown = tuple(button for button in buttons if button.press.fits)
    return replace(refused, card=replace(refused.card, buttons=shown))


def plan_buttons(line: PlainLine) -> Iterator[Button]:
    """Yield the follow-ups and the promises of a line that names a customer and a day ahead, one for each such day."""
    named, (start, end, said) = find_named(line.words, line.context), days_in(line)
    account = named.only if named else None
    if named and account and said and PlanReader(line.context, line.roles).is_ahead(said[0]):
        text = without(line, named, range(start, end))
        yield from (follow_up_button(line, account, text, due) for due in said)
        yield from (promise_button(line, account, text, due) for due in said)


def _offered(line: PlainLine, named: Named, account: Account) -> Iterator[Button]:
    start, end, said = days_in(line)
    text = without(line, named, range(start, end))
    if len(said) == 1:
        yield from told_buttons(line, said[0])
    tomorrow = Moment(day=calendar_of(line.context.who).next_workday(line.context.today))
    yield from (follow_up_button(line, account, text, due) for due in said or (tomorrow,))
    if _may_be_call(line):
        yield line.again("call", account.name)
    yield from (promise_button(line, account, text, due) for due in said or (None,))
    yield line.note_button(account, line_of(line.words))
