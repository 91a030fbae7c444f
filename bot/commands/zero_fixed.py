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
from bot.views.resting import is_left_alone
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
    seller, alone = seller_of(ctx, entry), is_left_alone(ctx, account)
    said = is_said(notes, NoteKind.FIXED, ctx.who.id)
    names = {"point": name, "name": seller.name, "account": account.name}
    if seller.id == ctx.who.id and not alone:
        call = ctx.button(ctx.t("button", "Log a call"), "call", Style.MAIN, account=existing(account.id))
        return text_reply(
            ctx.t("colleague", "{point} is mended. {account} is yours: ring them.", **names), buttons=(call,)
        )
    if said and not alone:
        return text_reply(ctx.t("colleague", "You have said so already: {name} rings {account}.", **names))
    line = (
        ctx.t("colleague", "{point} is mended. {account} is left alone: nobody is asked to ring.", **names)
        if alone
        else ctx.t("colleague", "{point} is mended. I ask {name} to ring {account}.", **names)
    )
    if said or seller.id == ctx.who.id:
        return text_reply(line)
    # Kept for somebody who is left alone too: whoever is back within two weeks is rung then.
    note = new_note(ctx, NoteKind.FIXED, entry, point, seller)
    undo = ctx.button(ctx.t("button", "Undo"), "zero fixed", rating=rating, back=str(note.id))
    return text_reply(line, buttons=(undo,))
