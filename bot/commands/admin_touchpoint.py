"""Add or change a touchpoint."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue
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
from bot.messages.press import Nobody, existing
from bot.views.known_tails import ask_tail, keyword_label, person_tail
from bot.views.labels import person_name
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
            inner=PersonArg(name="owner", label=msg("field", "Owner"), adds=True, nobody=True),
        ),
        RENAMED,
        ButtonValue(name="sure", label=msg("field", "Name")),
    ),
    examples=("admin touchpoint invoice owner Kari", "admin touchpoint yard name warehouse"),
)
def admin_touchpoint(ctx: Context, name: str, owner: Person | Nobody | None, renamed: str | None, sure: str) -> Reply:
    """Add a touchpoint, rename it, or store who owns it; a new name that ends in a person's is asked about."""
    before = ctx.work.touchpoints.by_name(name)
    if not (before or owner or renamed or sure) and (found := person_tail(ctx, name)):
        head, person = found
        label = keyword_label(ctx, head, "owner", person.name)
        values = {"name": head, "owner": existing(person.id)}
        return ask_tail(ctx, "admin touchpoint", name, (label, values), {"name": name, "sure": "1"})
    name = rename_item(ctx.work.touchpoints, name, renamed)
    touchpoint = ctx.work.touchpoints.save(name, owner.id if isinstance(owner, Person) else None)
    if isinstance(owner, Nobody):
        touchpoint = ctx.work.touchpoints.disown(touchpoint.id)
    fields = [field for field, value in (("name", renamed), ("owner", owner)) if value]
    record_saved(ctx, AuditAction.TOUCHPOINT_CHANGED, before, touchpoint, fields)
    owned = ctx.t("touch", "Owner: {name}.", name=person_name(ctx, touchpoint.owner))
    return saved_reply(ctx, (touchpoint_name(ctx.translator, touchpoint), owned))
