"""The run of a line that tells facts: each is carried out in order, and one receipt says what was stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.arguments.parser import Ambiguous, Candidate
from bot.dispatch.asking import choices
from bot.dispatch.command_call import CommandCall, CommandEvent
from bot.dispatch.facts import NOTE
from bot.dispatch.handler_run import run_handler
from bot.dispatch.receipts import live_entries
from bot.dispatch.refusals import Refused
from bot.domain.accounts import Account
from bot.domain.entries import Entry
from bot.domain.people import Person
from bot.domain.work import Work
from bot.language.days.frame import Moment
from bot.language.i18n import Quoted, Translator
from bot.language.tokens import Token, text_of
from bot.messages.card import Button, Card, Reply
from bot.messages.press import VERB, ExistingId, NewName, Press, existing, new_name, unpack_selection

ACCOUNT = "account"
"""The argument of every fact that is about an account."""


def run_line(
    event: CommandEvent,
    calls: Sequence[CommandCall],
    work: Work,
    who: Person,
    translator: Translator,
    corrects: Entry | None,
) -> Reply:
    """Carry out the calls of one event and return their reply; raises Refused, and then nothing of them is stored."""
    if len(calls) == 1:
        return run_handler(event, calls[0], work, who, translator, corrects)
    replies: list[Reply] = []
    entries: list[Entry] = []
    for call in calls:
        if call.doubt:
            raise Refused(choices(call, _follow_up_or_note(call, call.doubt, translator), translator, call.line))
        replies.append(run_handler(event, _about(call, entries, work, translator), work, who, translator, None))
        entries += live_entries(work, replies[-1].stored)
    work.entries.join(entries)
    return _receipt(replies, entries, translator)


def _about(call: CommandCall, before: Sequence[Entry], work: Work, translator: Translator) -> CommandCall:
    """Return a call with the account of the fact before it, if it names none of its own; raises Refused to ask."""
    account = work.accounts.find(before[-1].account or 0) if before and call.inherits else None
    if account is None:
        return call
    arguments = call.arguments
    if call.stranger is None:
        return _with_account(call, account, arguments.words)
    first, behind = call.stranger
    name = arguments.words[behind - 1].text
    match unpack_selection(arguments.decisions.get(ACCOUNT, "")):
        case ExistingId():
            return _with_account(call, account, arguments.words)
        case NewName():
            machine = {ACCOUNT: new_name(name)}
            words = arguments.words[:first] + arguments.words[behind:]
            return replace(call, arguments=replace(arguments, words=words, machine=machine))
        case _:
            raise Refused(choices(call, _which_account(account, name, translator), translator, call.line))


def _follow_up_or_note(call: CommandCall, day: Moment, translator: Translator) -> Ambiguous:
    words = text_of((*call.arguments.verb, *call.arguments.words))
    title = translator.t("call", "{words}: a follow-up, or part of the note?", words=Quoted(words))
    shown = translator.day_at(day.day, day.hour)
    offered = (
        Candidate(label=translator.t("day", "Follow up {day}", day=shown), value="", verb=call.command.verb),
        Candidate(label=translator.t("button", "Only a note"), value="", verb=NOTE),
    )
    return Ambiguous(VERB, title, offered, 0)


def _with_account(call: CommandCall, account: Account, words: tuple[Token, ...]) -> CommandCall:
    return replace(call, arguments=replace(call.arguments, words=(Token(account.name, quoted=True), *words)))


def _which_account(account: Account, name: str, translator: Translator) -> Ambiguous:
    title = translator.t("account", 'No account is called "{name}". Which one?', name=name)
    create = translator.t("account", 'Create "{name}"', name=name)
    offered = (
        Candidate(label=account.name, value=existing(account.id)),
        Candidate(label=create, value=new_name(name)),
    )
    return Ambiguous(ACCOUNT, title, offered, 0)


def _receipt(replies: Sequence[Reply], entries: Sequence[Entry], translator: Translator) -> Reply:
    """Return one reply with the lines of all; its buttons take back all of them or one."""
    buttons = [_undo(translator.t("button", "Undo all"), entries[0], whole=True)]
    buttons += [_undo(translator.t("button", "Undo {ref}", ref=entry.ref), entry) for entry in entries]
    card = Card(body=tuple(line for reply in replies for line in reply.card.body), buttons=tuple(buttons))
    figures = {name: value for reply in reversed(replies) for name, value in reply.figures.items()}
    return Reply(card=card, stored=tuple(ref for reply in replies for ref in reply.stored), figures=figures)


def _undo(label: str, entry: Entry, *, whole: bool = False) -> Button:
    values = {"ref": entry.ref, "pressed": "1"} | ({"whole": "1"} if whole else {})
    return Button(label=label, press=Press(verb="undo", values=values))
