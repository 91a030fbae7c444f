"""The run of a line that tells facts: each is carried out in order, and one receipt says what was stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.arguments.account import AccountArg, account_in, stranger_question
from bot.arguments.parser import ParseContext
from bot.arguments.picks import Pick, known_choice
from bot.dispatch.asking import choices
from bot.dispatch.command_call import CommandCall, CommandEvent
from bot.dispatch.deeds import undo_button
from bot.dispatch.fact_doubts import KEPT, doubt_of
from bot.dispatch.handler_run import run_handler
from bot.dispatch.receipts import live_entries
from bot.dispatch.refusals import Refused
from bot.domain.accounts import Account
from bot.domain.details import Kind
from bot.domain.entries import Entry
from bot.domain.own_words import ACCOUNT
from bot.language.i18n import Translator
from bot.language.names import fold
from bot.language.tokens import Token
from bot.messages.card import Card, Reply
from bot.messages.press import ExistingId, existing, unpack_selection


def run_line(event: CommandEvent, calls: Sequence[CommandCall], reading: ParseContext, corrects: Entry | None) -> Reply:
    """Carry out the calls of one event and return their reply; raises Refused, and then nothing of them is stored."""
    context = reading.allowing(writes=True)
    if len(calls) == 1:
        return run_handler(event, _sure(calls[0], context, event.key, keeps=False), context, corrects)
    keeps = any(call.command.verb == KEPT and not call.unsure for call in calls)
    replies: list[Reply] = []
    entries: list[Entry] = []
    for call in calls:
        told = _sure(_about(call, entries, context, event.key), context, event.key, keeps=keeps)
        replies.append(run_handler(event, told, context, None))
        context.forget()  # it may have stored a customer, or a word of the person's own
        entries += live_entries(context.work, replies[-1].stored)
    context.work.entries.join(entries)
    return _receipt(replies, entries, context.translator)


def _sure(call: CommandCall, context: ParseContext, delivery: str, *, keeps: bool) -> CommandCall:
    """Return a call of which it is sure what it tells; raises Refused to ask."""
    if doubt := doubt_of(call, context, keeps=keeps):
        raise Refused(choices(call, doubt, context.translator, call.line, delivery))
    return call


def _about(call: CommandCall, before: Sequence[Entry], context: ParseContext, delivery: str) -> CommandCall:
    """Return a call with the account of the fact before it, if it names none of its own; raises Refused to ask."""
    inherits = call.inherits and call.command.names_account
    # Minutes that no customer had any use of, in between, are of none.
    told = [entry for entry in before if entry.kind is not Kind.JUNK] if inherits else []
    account = context.work.accounts.find(told[-1].account or 0) if told else None
    if account is None or _names_new(call, account, context):
        return call
    return (
        _of_stranger(call, call.stranger, account, context, delivery) if call.stranger else _with_account(call, account)
    )


def _names_new(call: CommandCall, account: Account, context: ParseContext) -> bool:
    """Whether a call names an account that the fact before it made, which was nobody's name when the line was cut."""
    if account.created_at != context.at:
        return False
    named = account_in(call.arguments.words, context)
    return named is not None and named.id == account.id


def _of_stranger(
    call: CommandCall, at: tuple[int, int], before: Account, context: ParseContext, delivery: str
) -> CommandCall:
    """Return a call of the account that a name behind a preposition means, which none has; raises Refused to ask.

    It may be a new one, one that is called otherwise, or no account at all but a word about the one `before`.
    """
    argument = next((arg.name for arg in call.command.args if isinstance(arg, AccountArg)), "")
    words, decisions = call.arguments.words, call.arguments.decisions
    name = words[at[1] - 1 : at[1]]
    question = stranger_question(argument or ACCOUNT, name, before, context)
    if not argument:
        # A step of a promise is of an account that is there.
        question.choices = tuple(
            each for each in question.choices if isinstance(unpack_selection(each.value), ExistingId)
        )
    chosen = question.decided(decisions.get(question.arg))
    choice = chosen or known_choice(question, ACCOUNT, context)
    if choice is None:
        raise Refused(choices(call, question, context.translator, call.line, delivery))
    if choice.value == existing(before.id):
        return _with_account(call, before)
    rest = replace(call.arguments, words=words[: at[0]] + words[at[1] :])
    meant = unpack_selection(choice.value)
    account = context.work.accounts.find(meant.id) if isinstance(meant, ExistingId) else None
    if account is None:
        return replace(call, arguments=replace(rest, machine={argument: choice.value}))
    picks = (Pick(kind=ACCOUNT, word=fold(choice.word), meaning=choice.value),) if chosen and choice.word else ()
    return _with_account(replace(call, arguments=rest, picks=picks), account)


def _with_account(call: CommandCall, account: Account) -> CommandCall:
    words = (Token(account.name, quoted=True), *call.arguments.words)
    return replace(call, arguments=replace(call.arguments, words=words))


def _receipt(replies: Sequence[Reply], entries: Sequence[Entry], translator: Translator) -> Reply:
    """Return one reply with the lines of all; its buttons take back all of them or one."""
    whole = undo_button(translator, entries[0].ref, whole=True)
    buttons = [whole, *(undo_button(translator, entry.ref) for entry in entries)]
    card = Card(body=tuple(line for reply in replies for line in reply.card.body), buttons=tuple(buttons))
    figures = {name: value for reply in reversed(replies) for name, value in reply.figures.items()}
    return Reply(card=card, stored=tuple(ref for reply in replies for ref in reply.stored), figures=figures)
