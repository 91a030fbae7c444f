"""Edit an entry of one's own; what is not named stays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from bot.arguments.account import AccountArg
from bot.arguments.basic import ButtonValue, TextArg
from bot.arguments.due import DueArg, without_hour
from bot.arguments.entry_ref import RefArg
from bot.arguments.outcome import OutcomeArg
from bot.arguments.parser import Ambiguous, Arg, Candidate, MissingArguments, ParseContext
from bot.arguments.parsing import parse
from bot.arguments.picks import Pick, pick_of
from bot.arguments.promise import PromiseArg
from bot.arguments.raw_arguments import RawArguments
from bot.dispatch.context import Context
from bot.dispatch.learning import with_learned
from bot.dispatch.registry import Command, command, lazily
from bot.domain.audit import AuditAction
from bot.domain.details import (
    AccountChange,
    Call,
    CallOutcome,
    Detail,
    FollowUp,
    Kind,
    Planned,
    PromiseMade,
    PromiseStep,
)
from bot.domain.due import Due
from bot.domain.entries import Entry, changed
from bot.domain.promises import with_new_day
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.phrases import typable_phrases
from bot.language.tokens import Token, line_of, tokens
from bot.language.vocabulary import verb_label
from bot.messages.card import Reply
from bot.messages.outside_json import read_json
from bot.records import record
from bot.views.access import record_change
from bot.views.entries import entry_text, find_own_entry
from bot.views.replies import UNCLEAR, receipt_reply

DECIDED = "decided"
"""The value of a button that carries what was chosen where the new words had been asked about."""
DAY = "on"
"""The argument of the day that an entry counts for."""
SHOWN = 40


@record(kw_only=True)
class LineArg(TextArg):
    """The rest of a line as typed, with the quotes that say which of it is text."""

    def typed(self, words: tuple[Token, ...]) -> str:
        return line_of(words)


@command(
    "edit",
    help=msg("help", "Change an entry: its ref, then what is new"),
    args=(
        RefArg(name="ref", label=msg("field", "Entry")),
        LineArg(name="rest", label=msg("field", "What is new"), optional=True, default=""),
        ButtonValue(name=DECIDED, label=msg("field", "What is new")),
        ButtonValue(name=UNCLEAR, label=msg("field", "What is new")),
    ),
    examples=("edit C1 meeting", "edit P1 price list by fri", "edit R1 clarity 1"),
)
def edit(ctx: Context, ref: tuple[Kind | None, int], rest: str, decided: str, unclear: str) -> Reply:
    """Store a changed version of an entry under its ref; `rest` is read as the command that logged it reads it.

    What is not sure there is asked, and each choice carries the whole edit; `decided` is what was chosen so far.
    `unclear` are the words that were read as something else than what the button says.

    Raises UserMistake for an undone entry, and for a kind of entry that no command edits; Ambiguous.
    """
    entry = find_own_entry(ctx, ref)
    if not entry.live:
        raise UserMistake("edit", "{ref} was undone: log it again instead.", ref=entry.ref)
    logged_by = next((known for known in lazily() if known.revises and known.revises.fits(entry.detail)), None)
    if logged_by is None or logged_by.revises is None:
        raise _typed_anew(ctx, entry)
    if not rest:
        raise MissingArguments(["rest"], {"ref": entry.ref})
    decisions = _unpacked(decided)
    try:
        changes = _parse_changes(ctx, logged_by, entry, rest, decisions)
    except Ambiguous as question:
        raise _about_edit(ctx, question, entry.ref, rest, decisions) from question
    day = changes.pop(DAY, None)
    detail = logged_by.revises.detail(entry.detail, changes)
    if isinstance(detail, PromiseMade) and "due" in changes:
        detail = with_new_day(ctx.work.entries, entry, detail)
    edited = ctx.work.entries.edit(
        changed(entry, detail, day if isinstance(day, date) else None), person=ctx.who.id, at=ctx.at
    )
    if isinstance(detail, PromiseStep) and (promise := ctx.work.promises.find(detail.promise)):
        record_change(ctx, AuditAction.PROMISE_CHANGED, f"{promise.ref} edited", promise.person)
    # Without the program that logged it: the receipt says below who changed it.
    line = ctx.translator.join((ctx.t("edit", "Changed"), entry_text(ctx, replace(edited, via=""))))
    # Undo takes back what this line did, as it does when it is typed: the change, not the whole entry.
    undo = ctx.button(ctx.t("button", "Undo"), "undo", ref=edited.ref, pressed="1", change=str(edited.id))
    reply = receipt_reply(ctx, edited, [line], buttons=[undo])
    picks = _picks(logged_by, changes, unclear) if detail != entry.detail else ()
    return with_learned(reply, picks, ctx)


def _typed_anew(ctx: Context, entry: Entry) -> UserMistake:
    """Return what to type instead of an edit of an entry that no command edits."""
    if entry.account and isinstance(entry.detail, AccountChange | Planned):
        verb = "account" if isinstance(entry.detail, AccountChange) else "plan"
        line = f"{verb_label(verb, ctx.translator.language)} {ctx.work.accounts.get(entry.account).name}"
        return UserMistake("edit", "{ref} is said anew: type “{line}” and what is new.", ref=entry.ref, line=line)
    return UserMistake("edit", "{ref} cannot be changed: type “undo {ref}” and log it again.", ref=entry.ref)


def _picks(logged_by: Command, changes: Mapping[str, object], unclear: str) -> tuple[Pick, ...]:
    """Return what a button of a receipt said of words that had been read as something else."""
    said = [arg for arg in logged_by.args if unclear and arg.name in changes]
    return tuple(pick for arg in said if (pick := pick_of(arg, unclear, changes[arg.name])))


def _parse_changes(
    ctx: Context, logged_by: Command, entry: Entry, rest: str, decisions: Mapping[str, str]
) -> dict[str, object]:
    """Return the arguments that are named, of those after the account or promise; all of them are optional."""
    context = ParseContext(work=ctx.work, who=ctx.who, translator=ctx.translator, at=ctx.at, today=ctx.today)
    stays, words = _due_of(ctx, entry), tokens(rest)
    hourless = without_hour(words, context) if stays else None
    if stays and hourless is not None:
        words, stays = hourless, replace(stays, hour=None)
    # The ref stands for the account or promise.
    args = [
        _unnamed(arg, stays, entry.detail) for arg in logged_by.args if not isinstance(arg, AccountArg | PromiseArg)
    ]
    led = words[typable_phrases("edit", "to", context.language).leading(words) :]
    if any(arg.recognises(led, context) for arg in args if not arg.any_text):
        words = led
    values = parse(args, RawArguments(words=words, decisions=decisions), context)
    named = {name: value for name, value in values.items() if value is not None}
    kept = {arg.name: stays for arg in args if isinstance(arg, DueArg)} if hourless is not None else {}
    return kept | named


def _about_edit(ctx: Context, question: Ambiguous, ref: str, rest: str, decisions: Mapping[str, str]) -> Ambiguous:
    """Return a question about the new words as one about the edit; what only another command could do is left out."""
    choices = [_choice(ctx, choice, question.arg, rest, decisions) for choice in question.choices if not choice.verb]
    asked = Ambiguous(DECIDED, question.title, choices, 0, wrong=question.wrong)
    asked.texts = {"ref": ref, "rest": rest}
    return asked


def _choice(ctx: Context, choice: Candidate, arg: str, rest: str, decisions: Mapping[str, str]) -> Candidate:
    value = json.dumps({**decisions, arg: choice.value}, ensure_ascii=False)
    # An entry keeps its day, so that "log it today" would not be true.
    label = ctx.t("day", "No day: “{text}”", text=rest[:SHOWN]) if arg == DAY and not choice.value else choice.label
    return Candidate(label=label, value=value)


def _unpacked(decided: str) -> dict[str, str]:
    """Return what was chosen, by argument; nothing of what no button of ours carries."""
    with suppress(ValueError):
        found = read_json(decided)
        if isinstance(found, dict):
            return {name: value for name, value in found.items() if isinstance(value, str)}
    return {}


def _unnamed(arg: Arg, stays: Due | None, old: Detail) -> Arg:
    """Return an argument that may be left out; of a day or an hour alone the other one stays as it is."""
    # A default of None tells "not named" from a value that was named.
    if isinstance(arg, DueArg):
        return replace(arg, optional=True, default=None, stays=stays)
    if isinstance(arg, OutcomeArg):
        spoken = isinstance(old, Call) and old.outcome is CallOutcome.SPOKE
        return replace(arg, optional=True, default=None, spoken=spoken)
    return replace(arg, optional=True, default=None)


def _due_of(ctx: Context, entry: Entry) -> Due | None:
    """Return the due day and hour that an entry has; those of its promise for a promise, and a step that moved none."""
    detail = entry.detail
    number = entry.number if isinstance(detail, PromiseMade) else 0
    if isinstance(detail, PromiseStep) and detail.due is None:
        number = detail.promise
    if number:
        promise = ctx.work.promises.find(number)
        return Due(day=promise.due, hour=promise.hour) if promise else None
    if isinstance(detail, FollowUp | PromiseStep) and detail.due:
        return Due(day=detail.due, hour=detail.hour)
    return None
