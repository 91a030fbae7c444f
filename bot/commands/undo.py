"""Undo an entry of one's own; every figure is as if it had never been logged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from bot.arguments.basic import ButtonValue
from bot.arguments.entry_ref import RefArg
from bot.dispatch.context import Context
from bot.dispatch.deeds import MESSAGE, may_be_taken_back, parts_of_message, take_back, undo_of
from bot.dispatch.receipts import live_entries
from bot.dispatch.registry import command
from bot.domain.accounts import Account
from bot.domain.deeds import Deed, last_deed
from bot.domain.desks import Desk
from bot.domain.details import AccountChange, Kind
from bot.domain.entries import Entry
from bot.domain.touchpoints import Touchpoint
from bot.domain.undoing import Made, Undone, take_back_entry
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import verb_label
from bot.messages.card import Card, Reply
from bot.messages.press import Press
from bot.views.account_changes import record_undone_change, standing_texts
from bot.views.entries import entry_text, find_own_entry
from bot.views.labels import account_name
from bot.views.replies import text_reply

BUTTON_LASTS = timedelta(hours=24)


@command(
    "undo",
    help=msg("help", "Take back your last entry, or the one you name"),
    args=(
        RefArg(name="ref", label=msg("field", "Entry"), optional=True, at_account=True),
        ButtonValue(name="pressed", label=msg("field", "Entry")),
        ButtonValue(name="whole", label=msg("field", "Entry")),
        ButtonValue(name="change", label=msg("field", "Entry")),
        ButtonValue(name=MESSAGE, label=msg("field", "Entry")),
    ),
    rank=100,
    examples=("undo", "undo C1"),
)
def undo_entry(
    ctx: Context, ref: tuple[Kind | None, int] | None, pressed: str, whole: str, change: str, message: str
) -> Reply:
    """Undo the last action, or by ref the whole entry with all its edits; what rests on it is undone too.

    The last action may be a line that told several things; with `whole` such a line is undone by the ref of one. With
    `change`, the id of an edited version, only that edit and those after it are undone. With `message` all that the
    lines of a message did is undone.

    Raises UserMistake when there is nothing to undo, or a receipt's button is older than 24 hours.
    """
    if message:
        return _message_undone(ctx, *parts_of_message(message))
    entry = find_own_entry(ctx, ref) if ref else ctx.work.entries.latest(ctx.who.id)
    deed = None if ref else last_deed(ctx.work.people.deeds(ctx.who.id), entry)
    if deed:
        return _deed_reply(ctx, deed, entry)
    if entry is None:
        raise UserMistake("undo", "There is nothing of yours to undo.")
    if not entry.live or entry.id < _number(change):
        return text_reply(ctx.t("undo", "{ref} was undone already.", ref=entry.ref))
    if pressed:
        _check_age(ctx, entry)
    if change:
        undone = _undo_edits(ctx, entry, first=_number(change))
    elif whole or not ref:
        line = ctx.work.entries.of_line(entry)
        undone = _together([_undo_entirely(ctx, part, edits=len(line) > 1) for part in reversed(line)])
    else:
        undone = _undo_entirely(ctx, entry, edits=True)
    return _undone_reply(ctx, undone)


def _check_age(ctx: Context, entry: Entry) -> None:
    if ctx.at - entry.at > BUTTON_LASTS:
        raise UserMistake("undo", "This button is more than a day old: type “undo {ref}”.", ref=entry.ref)


def _message_undone(ctx: Context, refs: Sequence[str], presses: Sequence[str]) -> Reply:
    """Take back what is left of a message's entries and deeds, the last ones first, and say so in one reply."""
    entries = [entry for entry in live_entries(ctx.work, refs) if entry.person == ctx.who.id]
    deeds = {deed.undo: deed for deed in ctx.work.people.deeds(ctx.who.id)}
    left = [deeds[press] for press in presses if press in deeds and may_be_taken_back(Press.unpack(press))]
    if not entries and not left:
        raise UserMistake("undo", "There is nothing of yours to undo.")
    for entry in entries:
        _check_age(ctx, entry)
    undone = _together([_undo_entirely(ctx, entry, edits=True) for entry in reversed(entries)])
    replies = [_undone_reply(ctx, undone)] if entries else []
    replies += [take_back(deed, ctx) for deed in reversed(left)]
    body = tuple(element for reply in replies for element in reply.card.body)
    return Reply(card=Card(body=body), undone=tuple(ref for reply in replies for ref in reply.undone))


def _deed_reply(ctx: Context, deed: Deed, entry: Entry | None) -> Reply:
    """Take back what was done last, which is in no entry, or say why not and what to type or press instead."""
    if deed.undo and may_be_taken_back(Press.unpack(deed.undo)):
        return take_back(deed, ctx)
    verb = verb_label(deed.verb, ctx.translator.language)
    if deed.undo:
        sentence = ctx.t("undo", "What you did last was “{verb}”: take that back?", verb=verb)
        return replace(text_reply(sentence, buttons=(undo_of(deed, ctx.t("button", "Undo")),)), ok=False)
    if entry is None:
        raise UserMistake(
            "undo", "“{verb}”, which you did last, cannot be taken back: type it as it should be.", verb=verb
        )
    raise UserMistake(
        "undo",
        "“{verb}”, which you did last, cannot be taken back: type it as it should be, or “undo {ref}” for {ref}.",
        verb=verb,
        ref=entry.ref,
    )


def _together(parts: Sequence[Undone]) -> Undone:
    entries = tuple(entry for part in parts for entry in part.entries)
    return Undone(entries=entries, removed=tuple(made for part in parts for made in part.removed))


def _undo_entirely(ctx: Context, entry: Entry, *, edits: bool) -> Undone:
    """Undo an entry and what rests on it; with its `edits`, or else only the last action on it."""
    undone = _undo_edits(ctx, entry, first=0) if edits else Undone(entries=(), removed=())
    first = entry
    while edits and first.edits:
        first = ctx.work.entries.get(first.edits)
    last = _undo(ctx, first)
    return Undone(entries=last.entries, removed=(*undone.removed, *last.removed))


def _undo_edits(ctx: Context, entry: Entry, *, first: int) -> Undone:
    """Undo the edits of an entry, newest first, down to the version `first`; each puts back the version before it."""
    undone = Undone(entries=(), removed=())
    while entry.edits and entry.id >= first:
        last = _undo(ctx, entry)
        undone = Undone(entries=last.entries, removed=(*undone.removed, *last.removed))
        entry = ctx.work.entries.get(entry.edits)
    return undone


def _number(change: str) -> int:
    return int(change) if change.isdecimal() else 0


def _undo(ctx: Context, entry: Entry) -> Undone:
    undone = take_back_entry(ctx.work, entry, ctx.who.id, ctx.at)
    record_undone_change(ctx, entry)
    return undone


def _undone_reply(ctx: Context, undone: Undone) -> Reply:
    entries, removed = undone.entries, undone.removed
    refs = tuple(entry.ref for entry in reversed(entries))
    number = entries[-1].account or 0
    gone = (made for made in removed if isinstance(made, Account) and made.id == number)
    account = ctx.work.accounts.find(number) or next(gone, None)
    facts = (ctx.t("undo", "Undone"), ", ".join(refs), account_name(ctx, account) if account else "")
    lines = [_removed_text(ctx, made) for made in removed]
    return replace(text_reply(ctx.translator.join(facts), *_standing(ctx, entries), *lines), undone=refs)


def _removed_text(ctx: Context, made: Made) -> str:
    match made:
        case Account(name=name):
            return ctx.t("undo", "The account {account} is removed too: that line had created it.", account=name)
        case Touchpoint(name=name):
            return ctx.t(
                "undo", "The touchpoint {touchpoint} is removed too: that line had created it.", touchpoint=name
            )
        case Desk(name=name):
            return ctx.t("undo", "The desk {desk} is removed too: that line had created it.", desk=name)
        case _:
            assert_never(made)


def _standing(ctx: Context, undone: Sequence[Entry]) -> list[str]:
    """Return a line for each entry of which only an edit was undone: what it says now."""
    kept = (ctx.work.entries.live(entry.kind, entry.number) for entry in undone if entry.edits)
    lines = [ctx.t("undo", "It stands as before: {entry}", entry=entry_text(ctx, entry)) for entry in kept if entry]
    return [*lines, *(ctx.translator.join(standing_texts(ctx, change)) for change in _changes(ctx, undone))]


def _changes(ctx: Context, undone: Sequence[Entry]) -> Iterator[AccountChange]:
    """Yield the changes of accounts that were taken back for good, where the account is still there."""
    for entry in undone:
        if isinstance(entry.detail, AccountChange) and not entry.edits and ctx.work.accounts.find(entry.account or 0):
            yield entry.detail
