"""Add or change a touchpoint."""

from __future__ import annotations

from bot.arguments.keyword import KeywordArg, NewNameArg
from bot.arguments.people import PersonArg
from bot.arguments.setup import RENAMED
from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AuditAction
from bot.domain.people import ADMINS, Person
from bot.language.i18n import msg
from bot.messages.card import Reply
from bot.views.setup import record_saved, rename_item, saved_reply


@command(
    "admin touchpoint",
    help=msg("help", "Add a touchpoint, or give it an owner"),
    roles=ADMINS,
    args=(
        NewNameArg(name="name", label=msg("field", "Touchpoint")),
        KeywordArg(
            name="owner",
            label=msg("field", "Owner"),
            keyword="owner",
            optional=True,
            inner=PersonArg(name="owner", label=msg("field", "Owner"), adds=True),
        ),
        RENAMED,
    ),
    examples=("admin touchpoint invoice owner Kari", "admin touchpoint yard name warehouse"),
)
def admin_touchpoint(ctx: Context, name: str, owner: Person | None, renamed: str | None) -> Reply:
    """Add a touchpoint, rename it, or store who owns it."""
    before = ctx.work.touchpoints.by_name(name)
    name = rename_item(ctx.work.touchpoints, name, renamed)
    touchpoint = ctx.work.touchpoints.save(name, owner.id if owner else None)
    fields = [field for field, value in (("name", renamed), ("owner", owner)) if value]
    record_saved(ctx, AuditAction.TOUCHPOINT_CHANGED, before, touchpoint, fields)
    owned = ctx.t("touch", "Owner: {name}.", name=owner.name) if owner else ""
    return saved_reply(ctx, (touchpoint_name(ctx.translator, touchpoint), owned))
