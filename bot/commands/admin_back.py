"""Put a removed person, team, touchpoint or desk back on its list; the Undo button of `admin remove`."""

from __future__ import annotations

import re

from bot.arguments.basic import ButtonValue, ChoiceArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.named_lists import NamedItem
from bot.domain.people import ADMINS
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import SUBVERBS
from bot.messages.card import Reply
from bot.views.replies import text_reply
from bot.views.roles import restore_person
from bot.views.setup import ITEM_KINDS, item_list, item_name, record_listed


@command(
    "admin back",
    help=msg("help", "Puts somebody or something back on the list"),
    roles=ADMINS,
    hidden=True,
    args=(
        ChoiceArg(name="kind", label=msg("field", "What kind"), table=SUBVERBS, choices=ITEM_KINDS),
        ButtonValue(name="thing", label=msg("field", "Name")),
    ),
)
def admin_back(ctx: Context, kind: str, thing: str) -> Reply:
    """Restore the item whose id the button carries; raises UserMistake for an id that is on no list."""
    item_id = int(thing) if re.fullmatch("[0-9]{1,12}", thing) else 0
    try:
        name = _restore_item(ctx, kind, item_id)
    except LookupError:
        raise UserMistake("admin", "That is not on any list of yours.") from None
    return text_reply(ctx.translator.join((ctx.t("admin", "Back on the list"), name)))


def _restore_item(ctx: Context, kind: str, item_id: int) -> str:
    if kind == "person":
        return restore_person(ctx, ctx.work.people.get(item_id)).name
    items = item_list(ctx.work, kind)
    item: NamedItem = items.get(item_id)
    items.remove(item_id, gone=False)
    record_listed(ctx, kind, item, "restored")
    return item_name(ctx, item)
