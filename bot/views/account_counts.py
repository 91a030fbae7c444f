"""What is open about an account and what was logged about it, counted in words."""

from __future__ import annotations

from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.details import Kind


def open_counts(ctx: Context, account: Account) -> tuple[int, str]:
    """Return how much is open about an account, and of what, as text."""
    promises = len(ctx.work.promises.open_for(account.id))
    followups = len(ctx.work.figures.open_followups_for(account.id))
    zeros = len(ctx.work.figures.zeros(ctx.today, account=account.id))
    texts = (
        ctx.n("account", "{count} open promise", "{count} open promises", promises) if promises else "",
        ctx.n("account", "{count} follow-up", "{count} follow-ups", followups) if followups else "",
        ctx.n("account", "{count} open zero", "{count} open zeros", zeros) if zeros else "",
    )
    return promises + followups + zeros, ", ".join(text for text in texts if text)


def moved_counts(ctx: Context, account: Account) -> tuple[int, str]:
    """Return how many entries are about an account that a merger moves, and of which kinds, as text."""
    counts = {kind: count for kind, count in ctx.work.entries.counts(account.id).items() if kind is not Kind.ACCOUNT}
    calls, promises = counts.pop(Kind.CALL, 0), counts.pop(Kind.PROMISE, 0)
    ratings, followups = counts.pop(Kind.RATING, 0), counts.pop(Kind.FOLLOWUP, 0)
    others = sum(counts.values())
    texts = (
        ctx.n("account", "{count} call", "{count} calls", calls) if calls else "",
        ctx.n("account", "{count} promise", "{count} promises", promises) if promises else "",
        ctx.n("account", "{count} rating", "{count} ratings", ratings) if ratings else "",
        ctx.n("account", "{count} follow-up", "{count} follow-ups", followups) if followups else "",
        ctx.n("account", "{count} other entry", "{count} other entries", others) if others else "",
    )
    return calls + promises + ratings + followups + others, ", ".join(text for text in texts if text)


def contact_count(ctx: Context, account: Account) -> int:
    """Return how many contacts with an account were logged."""
    counts = ctx.work.entries.counts(account.id)
    return sum(counts.get(kind, 0) for kind in (Kind.CALL, Kind.VISIT, Kind.MEETING, Kind.MAIL, Kind.OFFER))
