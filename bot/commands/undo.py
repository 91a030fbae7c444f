"""Take back an entry of one's own, exactly."""

from __future__ import annotations

from datetime import timedelta

from bot.arguments.basic import ButtonValue
from bot.arguments.entities import RefArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.entries import Entry, Kind, undo
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Text
from bot.views.entries import account_name

BUTTON_LASTS = timedelta(hours=24)


@command(
    "undo",
    help=msg("help", "Take back your last entry, or the one you name"),
    args=(
        RefArg(name="ref", label=msg("field", "Entry"), optional=True),
        ButtonValue(name="pressed", label=msg("field", "Entry")),
    ),
    rank=100,
    examples=("undo", "undo C1"),
)
def undo_entry(ctx: Context, ref: tuple[Kind | None, int] | None, pressed: str) -> Reply:
    """Take back one entry and what rests on it; a receipt's own button does so for a day."""
    entry = own_entry(ctx, ref) if ref else ctx.work.entries.latest(ctx.who.id)
    if entry is None:
        raise UserMistake("undo", "There is nothing of yours to undo.")
    if not entry.live:
        sentence = ctx.t("undo", "{ref} was undone already.", ref=entry.ref)
        return Reply(card=Card(body=(Text(text=sentence),)))
    if pressed and ctx.at - entry.at > BUTTON_LASTS:
        raise UserMistake("undo", "This button is more than a day old: type undo {ref}.", ref=entry.ref)
    while ref and entry.edits:
        undo(ctx.work.entries, entry, ctx.at)
        entry = ctx.work.entries.get(entry.edits)
    return _undone(ctx, undo(ctx.work.entries, entry, ctx.at))


def _undone(ctx: Context, entries: tuple[Entry, ...]) -> Reply:
    refs = tuple(entry.ref for entry in reversed(entries))
    account = ctx.work.accounts.find(entries[-1].account or 0)
    facts = (ctx.t("undo", "Undone"), ", ".join(refs), account_name(ctx, account) if account else "")
    return Reply(card=Card(body=(Text(text=ctx.translator.join(facts)),)), undone=refs)


def own_entry(ctx: Context, ref: tuple[Kind | None, int]) -> Entry:
    """Return the person's own entry of a ref; anybody else's counts as not there."""
    kind, number = ref
    if kind is None:
        found = [*ctx.work.entries.numbered(number, ctx.who.id)]
        if len(found) > 1:
            refs = ", ".join(entry.ref for entry in found)
            raise UserMistake("undo", "Several entries of yours have that number: type one of {refs}.", refs=refs)
        entry = found[0] if found else None
    else:
        entry = ctx.work.entries.live(kind, number) or ctx.work.entries.newest(kind, number)
    if entry is None or entry.person != ctx.who.id:
        raise UserMistake("undo", "You have no entry {ref}: type undo for your last one.", ref=f"{kind or '#'}{number}")
    return entry
