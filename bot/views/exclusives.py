"""What customers alone may have, as text, and the warning to whoever logs the same for another one."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.details import Departure, Detail, Exclusivity, Freeze, Junk
from bot.domain.entries import Entry
from bot.domain.noted_words import words_of
from bot.views.labels import person_name

SILENT = (Junk, Freeze, Departure)
"""What sells nothing, whatever its words are."""


def exclusive_text(ctx: Context, item: str, place: str) -> str:
    """Return an item and where it is exclusive."""
    where = ctx.t("exclusive", "only in {place}", place=place) if place else ctx.t("exclusive", "everywhere")
    return ctx.translator.join((item, where))


def exclusive_lines(ctx: Context, account: Account) -> list[str]:
    """Return one line for each thing that an account alone may have."""
    label = ctx.t("exclusive", "Exclusive")
    return [
        ctx.translator.join((each.ref, label, exclusive_text(ctx, each.item, each.place)))
        for each in ctx.work.exclusives.at(account.id)
    ]


def clash_lines(ctx: Context, entry: Entry) -> list[str]:
    """Return a warning for each other account that alone may have what an entry speaks of, where its account is."""
    words = _sold(entry.detail)
    others = [each for each in ctx.work.exclusives.all() if each.account != entry.account] if words else []
    account = ctx.work.accounts.find(entry.account or 0) if others else None
    if account is None:
        return []
    clashing = [each for each in others if each.clashes(words, account.place)]
    return [
        ctx.t(
            "exclusive",
            "Clash: {item} is promised to {account} alone ({ref}). Ask {name} first.",
            item=exclusive_text(ctx, each.item, each.place),
            account=ctx.work.accounts.get(each.account).name,
            ref=each.ref,
            name=person_name(ctx, ctx.work.accounts.get(each.account).owner or each.person),
        )
        for each in clashing
    ]


def _sold(detail: Detail) -> str:
    if isinstance(detail, Exclusivity):
        return f"{detail.item} {detail.place}"
    return "" if isinstance(detail, SILENT) else words_of(detail)
