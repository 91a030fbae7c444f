"""Log what a customer alone may have, so that nobody sells it to a neighbour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.arguments.account import AccountArg
from bot.arguments.item_place import ItemPlaceArg
from bot.arguments.past_day import PastDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.details import Exclusivity
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.exclusives import exclusive_text
from bot.views.replies import correction_button, receipt_reply


def revise_exclusivity(old: Exclusivity, changes: Mapping[str, Any]) -> Exclusivity:
    """Return an exclusivity of another item and place."""
    item, place = changes.get("item", (old.item, old.place))
    return Exclusivity(item=item, place=place)


@command(
    "exclusive",
    help=msg("help", "What a customer alone may have, and where"),
    args=(
        AccountArg(name="account", label=msg("field", "Account")),
        ItemPlaceArg(name="item", label=msg("field", "What, and where")),
        PastDayArg(name="on", label=msg("field", "Day")),
    ),
    revises=Revision(Exclusivity, revise_exclusivity),
    examples=("exclusive acme planers bodo",),
)
def exclusive(ctx: Context, account: Account, item: tuple[str, str], on: date | None) -> Reply:
    """Log what an account alone may have; whoever logs the same there for another one is warned by the receipt."""
    what, place = item
    entry = ctx.log(Exclusivity(item=what, place=place), account, on)
    facts = (ctx.t("exclusive", "Exclusive"), account.name, exclusive_text(ctx, what, place), entry.ref)
    lines = [
        ctx.translator.join(facts),
        ctx.t("exclusive", "Whoever promises or logs it there for another customer is warned."),
    ]
    whole = f"{what} {place}"
    everywhere = ctx.t("exclusive", "Everywhere: {item}", item=whole)
    more = (correction_button(everywhere, entry, f'"{whole}"'),) if place and '"' not in whole else ()
    return receipt_reply(ctx, entry, lines, more=more)
