"""What the set-up commands share: the receipt, renaming, and the lists of teams, touchpoints and desks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.domain.audit import AuditAction
from bot.domain.desks import Desk
from bot.domain.named_lists import NamedItem, NamedList
from bot.domain.touchpoints import Touchpoint
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.language.i18n import Quoted
from bot.messages.card import Reply
from bot.views.access import record_change
from bot.views.replies import text_reply

ITEM_KINDS = ("person", "team", "touchpoint", "desk")
"""What can be taken off a list and put back, in the order of the form."""
ITEM_ACTIONS = {
    "team": AuditAction.TEAM_CHANGED,
    "touchpoint": AuditAction.TOUCHPOINT_CHANGED,
    "desk": AuditAction.DESK_CHANGED,
}


def saved_reply(ctx: Context, facts: Sequence[str]) -> Reply:
    """Return the receipt of a changed setting: "Saved" and what is stored now."""
    return text_reply(ctx.translator.join((ctx.t("admin", "Saved"), *facts)))


def desk_text(desk: Desk) -> str:
    """Return a desk with its number."""
    return f"{desk.name} {desk.phone}".strip()


def rename_item(items: NamedList, name: str, new_name: str | None) -> str:
    """Rename the item called `name` and return its name from now on, `name` itself without a new one.

    Raises UserMistake when no item has the name, or another one has the new name.
    """
    if not new_name:
        return name
    item = items.by_name(name)
    if item is None:
        raise unknown_name(name)
    known = items.by_name(new_name)  # a standard touchpoint has a name in each language
    if items.taken(new_name) not in (None, item.id) or (known and known.id != item.id):
        raise taken_name(new_name)
    items.rename(item.id, new_name)
    return new_name


def unknown_name(name: str) -> UserMistake:
    """Return the mistake of renaming what is not there."""
    return UserMistake("admin", "There is nothing called {text}: type the present name first.", text=Quoted(name[:40]))


def taken_name(name: str) -> UserMistake:
    """Return the mistake of choosing a name that another one has."""
    return UserMistake("admin", "{text} is taken: choose another name.", text=Quoted(name[:40]))


def item_list(work: Work, kind: str) -> NamedList:
    """Return the list of teams, touchpoints or desks; raises KeyError for any other kind."""
    return {"team": work.teams, "touchpoint": work.touchpoints, "desk": work.desks}[kind]


def item_name(ctx: Context, item: NamedItem) -> str:
    """Return an item's name; a standard touchpoint's in the reader's language."""
    return touchpoint_name(ctx.translator, item) if isinstance(item, Touchpoint) else item.name


def record_saved(
    ctx: Context, action: AuditAction, before: NamedItem | None, saved: NamedItem, fields: Iterable[str]
) -> None:
    """Record which fields of a team, a touchpoint or a desk were saved; `before` is None for a new one."""
    named = ",".join(fields) if before else "added"
    record_change(ctx, action, f"{named} {saved.name}".strip(), _owner(before), _owner(saved))


def record_listed(ctx: Context, kind: str, item: NamedItem, what: str) -> None:
    """Record that a team, a touchpoint or a desk was taken off its list or put back."""
    record_change(ctx, ITEM_ACTIONS[kind], f"{what} {item.name}", _owner(item))


def _owner(item: NamedItem | None) -> int | None:
    return item.owner if isinstance(item, Touchpoint) else None
