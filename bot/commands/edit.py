"""Change an entry of one's own; what is not named stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.arguments.basic import TextArg
from bot.arguments.entities import AccountArg, PromiseArg, RefArg
from bot.arguments.parser import ParseContext, RawArguments, parse
from bot.commands.undo import own_entry
from bot.dispatch.context import Context
from bot.dispatch.registry import Command, command, discover
from bot.domain.entries import Kind, changed
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.tokens import tokens
from bot.messages.card import Reply
from bot.views.entries import entry_text, logged


@command(
    "edit",
    help=msg("help", "Change an entry: its ref, then what is new"),
    args=(
        RefArg(name="ref", label=msg("field", "Entry")),
        TextArg(name="rest", label=msg("field", "What is new")),
    ),
    examples=("edit C1 meeting", "edit P1 price list by fri", "edit R1 clarity 1"),
)
def edit(ctx: Context, ref: tuple[Kind | None, int], rest: str) -> Reply:
    """Put a changed entry in the place of one's own."""
    entry = own_entry(ctx, ref)
    if not entry.live:
        raise UserMistake("edit", "{ref} was undone: log it again instead.", ref=entry.ref)
    maker = next((each for each in discover() if each.revises and each.revises.fits(entry.detail)), None)
    if maker is None or maker.revises is None:
        raise UserMistake("edit", "{ref} cannot be changed: type undo {ref} and log it again.", ref=entry.ref)
    named = _named(ctx, maker, rest)
    day = named.pop("on", None)
    detail = maker.revises.detail(entry.detail, named)
    made = ctx.work.entries.edit(
        changed(entry, detail, day if isinstance(day, date) else None), person=ctx.who.id, at=ctx.at
    )
    return logged(ctx, made, [ctx.translator.join((ctx.t("edit", "Changed"), entry_text(ctx, made)))])


def _named(ctx: Context, maker: Command, rest: str) -> dict[str, object]:
    """Read the words as the arguments after the account, all of them optional."""
    args = [replace(a, optional=True, default=None) for a in maker.args if not isinstance(a, AccountArg)]
    args = [arg for arg in args if not isinstance(arg, PromiseArg)]
    context = ParseContext(work=ctx.work, who=ctx.who, translator=ctx.translator, at=ctx.at, today=ctx.today)
    values = parse(args, RawArguments(words=tokens(rest)), context)
    return {name: value for name, value in values.items() if value is not None}
