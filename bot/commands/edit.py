"""Edit an entry of one's own; what is not named stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.arguments.due import DueArg
from bot.arguments.entry_ref import RefArg
from bot.arguments.parser import Arg, ParseContext, RawArguments
from bot.arguments.parsing import parse
from bot.arguments.promise import PromiseArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Command, command, discover
from bot.domain.audit import AuditAction
from bot.domain.due import Due
from bot.domain.entries import Detail, FollowUp, Kind, PromiseMade, PromiseStep, changed
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.tokens import Token, line_of, tokens
from bot.messages.card import Reply
from bot.views.access import record_change
from bot.views.entries import entry_text, find_own_entry
from bot.views.replies import receipt_reply


@dataclass(frozen=True, kw_only=True)
class LineArg(TextArg):
    """The rest of a line as typed, with the quotes that say which of it is text."""

    def typed(self, words: tuple[Token, ...]) -> str:
        return line_of(words)


@command(
    "edit",
    help=msg("help", "Change an entry: its ref, then what is new"),
    args=(
        RefArg(name="ref", label=msg("field", "Entry")),
        LineArg(name="rest", label=msg("field", "What is new")),
    ),
    examples=("edit C1 meeting", "edit P1 price list by fri", "edit R1 clarity 1"),
)
def edit(ctx: Context, ref: tuple[Kind | None, int], rest: str) -> Reply:
    """Store a changed version of an entry under its ref; `rest` is read as the command that logged it reads it.

    Raises UserMistake for an undone entry, and for a kind of entry that no command edits.
    """
    entry = find_own_entry(ctx, ref)
    if not entry.live:
        raise UserMistake("edit", "{ref} was undone: log it again instead.", ref=entry.ref)
    logged_by = next((known for known in discover() if known.revises and known.revises.fits(entry.detail)), None)
    if logged_by is None or logged_by.revises is None:
        raise UserMistake("edit", "{ref} cannot be changed: type “undo {ref}” and log it again.", ref=entry.ref)
    changes = _parse_changes(ctx, logged_by, entry.detail, rest)
    day = changes.pop("on", None)
    detail = logged_by.revises.detail(entry.detail, changes)
    edited = ctx.work.entries.edit(
        changed(entry, detail, day if isinstance(day, date) else None), person=ctx.who.id, at=ctx.at
    )
    if isinstance(detail, PromiseStep) and (promise := ctx.work.promises.find(detail.promise)):
        record_change(ctx, AuditAction.PROMISE_CHANGED, f"{promise.ref} edited", promise.person)
    line = ctx.translator.join((ctx.t("edit", "Changed"), entry_text(ctx, edited)))
    # Undo takes back what this line did, as it does when it is typed: the change, not the whole entry.
    undo = ctx.button(ctx.t("button", "Undo"), "undo", ref=edited.ref, pressed="1", change=str(edited.id))
    return receipt_reply(ctx, edited, [line], buttons=[undo])


def _parse_changes(ctx: Context, logged_by: Command, old: Detail, rest: str) -> dict[str, object]:
    """Return the arguments that are named, of those after the account or promise; all of them are optional."""
    stays = _due_of(ctx, old)
    # The ref stands for the account or promise.
    args = [_unnamed(arg, stays) for arg in logged_by.args if not isinstance(arg, AccountArg | PromiseArg)]
    context = ParseContext(work=ctx.work, who=ctx.who, translator=ctx.translator, at=ctx.at, today=ctx.today)
    values = parse(args, RawArguments(words=tokens(rest)), context)
    return {name: value for name, value in values.items() if value is not None}


def _unnamed(arg: Arg, stays: Due | None) -> Arg:
    """Return an argument that may be left out; of a day or an hour alone the other one stays as it is."""
    # A default of None tells "not named" from a value that was named.
    if isinstance(arg, DueArg):
        return replace(arg, optional=True, default=None, stays=stays)
    return replace(arg, optional=True, default=None)


def _due_of(ctx: Context, detail: Detail) -> Due | None:
    """Return the due day and hour that an entry has; those of its promise for a step that did not move it."""
    if isinstance(detail, PromiseStep) and detail.due is None:
        promise = ctx.work.promises.find(detail.promise)
        return Due(day=promise.due, hour=promise.hour) if promise else None
    if isinstance(detail, FollowUp | PromiseMade | PromiseStep) and detail.due:
        return Due(day=detail.due, hour=detail.hour)
    return None
