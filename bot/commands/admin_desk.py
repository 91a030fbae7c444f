"""Add or change a desk that customers are handed to."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue
from bot.arguments.keyword import KeywordArg, NewNameArg
from bot.arguments.phone import desk_number
from bot.arguments.setup import RENAMED
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AuditAction
from bot.domain.people import ADMINS
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.known_tails import ask_tail, keyword_label, phone_tail
from bot.views.setup import record_saved, rename_item, saved_reply


@command(
    "admin desk",
    help=msg("help", "A desk that customers can reach directly, and its number"),
    roles=ADMINS,
    args=(
        NewNameArg(name="name", label=msg("field", "Desk")),
        KeywordArg(name="phone", label=msg("field", "Phone"), keyword="phone", meaning=desk_number, optional=True),
        RENAMED,
        ButtonValue(name="sure", label=msg("field", "Name")),
    ),
    examples=("admin desk service phone 55 12 34 56", "admin desk service name helpdesk"),
)
def admin_desk(ctx: Context, name: str, phone: str | None, renamed: str | None, sure: str) -> Reply:
    """Add a desk, or change its phone number or its name; a new name that ends in a number is asked about."""
    before = ctx.work.desks.by_name(name)
    if not (before or phone or renamed or sure) and (found := phone_tail(name)):
        head, number = found
        label = keyword_label(ctx, head, "phone", number)
        return ask_tail(ctx, "admin desk", name, (label, {"name": head, "phone": number}), {"name": name, "sure": "1"})
    name = rename_item(ctx.work.desks, name, renamed)
    desk = ctx.work.desks.save(name, phone or "")
    fields = [field for field, value in (("name", renamed), ("phone", phone)) if value]
    record_saved(ctx, AuditAction.DESK_CHANGED, before, desk, fields)
    return saved_reply(ctx, (desk.name, desk.phone))
