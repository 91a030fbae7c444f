"""Say that what a customer was unhappy with is mended; the seller is asked to ring the customer."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue
from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.colleague_notes import NoteKind, is_said
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.messages.card import Reply, Style
from bot.messages.press import existing
from bot.views.replies import text_reply
from bot.views.zero_notes import new_note, rating_of, seller_of


@command(
    "zero fixed",
    help=msg("help", "Says that a zero at your touchpoint is mended"),
    args=tuple(ButtonValue(name=name, label=msg("field", "Entry")) for name in ("rating", "back")),
    hidden=True,
)
def zero_fixed(ctx: Context, rating: str, back: str) -> Reply:
    """Ask the seller of the customer to ring, once; with `back`, the id of the note, take that back.

    Raises UserMistake for whoever does not answer for the touchpoint.
    """
    entry, point = rating_of(ctx, rating)
    if point.owner != ctx.who.id:
        raise UserMistake("colleague", "That touchpoint is not yours.")
    account, name = ctx.work.accounts.get(entry.account or 0), touchpoint_name(ctx.translator, point)
    notes = ctx.work.colleague_notes.about(entry.number)
    if back:
        for note in notes:
            if str(note.id) == back and note.author == ctx.who.id:
                ctx.work.colleague_notes.remove(note)
        return text_reply(ctx.t("colleague", "Taken back: nobody is asked to ring {account}.", account=account.name))
    seller = seller_of(ctx, entry)
    if is_said(notes, NoteKind.FIXED, ctx.who.id):
        said = ctx.t(
            "colleague", "You have said so already: {name} rings {account}.", name=seller.name, account=account.name
        )
        return text_reply(said)
    if seller.id == ctx.who.id:
        call = ctx.button(ctx.t("button", "Log a call"), "call", Style.MAIN, account=existing(account.id))
        ring = ctx.t("colleague", "{point} is mended. {account} is yours: ring them.", point=name, account=account.name)
        return text_reply(ring, buttons=(call,))
    note = new_note(ctx, NoteKind.FIXED, entry, point, seller)
    line = ctx.t(
        "colleague",
        "{point} is mended. I ask {name} to ring {account}.",
        point=name,
        name=seller.name,
        account=account.name,
    )
    undo = ctx.button(ctx.t("button", "Undo"), "zero fixed", rating=rating, back=str(note.id))
    return text_reply(line, buttons=(undo,))
