"""What the company wants to stand for, in its own words; colleagues are asked where they saw it."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue, TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.audit import AuditAction
from bot.domain.check_ins import MOST_VALUES
from bot.domain.people import ADMINS
from bot.errors import UserMistake
from bot.language.i18n import Quoted, msg
from bot.messages.card import Reply
from bot.views.access import record_change
from bot.views.replies import text_reply


@command(
    "admin value",
    help=msg("help", "A value of the company that colleagues are asked about"),
    roles=ADMINS,
    args=(
        TextArg(name="name", label=msg("field", "Value"), multiline=False, limit=80, optional=True, default=""),
        ButtonValue(name="gone", label=msg("field", "Value")),
    ),
    examples=("admin value we help at once", "admin value"),
)
def admin_value(ctx: Context, name: str, gone: str) -> Reply:
    """Add a value, or remove the one with the id `gone`; show what is asked about, each with a button to remove it.

    Raises UserMistake for more than anybody remembers.
    """
    values = ctx.work.check_ins.values()
    said = ""
    if gone:
        for value in values:
            if str(value.id) == gone:
                ctx.work.check_ins.remove_value(value.id)
                record_change(ctx, AuditAction.VALUE_CHANGED, f"removed {value.name}", None)
                said = ctx.t("admin", "Removed: {value}.", value=Quoted(value.name))
    elif name:
        if len(values) >= MOST_VALUES:
            raise UserMistake("admin", "{count} values are enough: remove one first.", count=MOST_VALUES)
        added = ctx.work.check_ins.add_value(name)
        record_change(ctx, AuditAction.VALUE_CHANGED, f"added {added.name}", None)
        said = ctx.t("admin", "Saved: colleagues are asked where they saw {value}.", value=Quoted(added.name))
    left = ctx.work.check_ins.values()
    names = ", ".join(ctx.translator.quoted(value.name) for value in left)
    listed = (
        ctx.t("admin", "Values: {names}.", names=names)
        if left
        else ctx.t("admin", "No value is set yet: type “admin value we help at once”.")
    )
    buttons = [
        ctx.button(ctx.t("button", "Remove {name}", name=value.name[:40]), "admin value", gone=str(value.id))
        for value in left
    ]
    return text_reply(said, listed, buttons=tuple(buttons))
