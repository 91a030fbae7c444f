"""How many of an account's contacts were reached within a year."""

from __future__ import annotations

from datetime import timedelta

from bot.dispatch.context import Context
from bot.domain.accounts import Account

YEAR = 365
"""Days that count."""


def reached(ctx: Context, account: Account) -> int | None:
    """Return how many contacts were reached at most, None where nobody said how many there are.

    Each conversation, mail or meeting counts as one with another contact: the log does not ask with whom.
    """
    if account.contacts is None:
        return None
    return min(ctx.work.figures.conversations(account.id, ctx.today - timedelta(days=YEAR)), account.contacts)


def coverage_text(ctx: Context, account: Account) -> str:
    """Return how many of an account's contacts were reached; "" where nobody said how many there are."""
    found = reached(ctx, account)
    if found is None:
        return ""
    return ctx.n(
        "account",
        "{reached} of {count} contact reached in 12 months",
        "{reached} of {count} contacts reached in 12 months",
        account.contacts or 0,
        reached=found,
    )


def coverage_figures(ctx: Context, account: Account) -> dict[str, float]:
    """Return the figure of the same; none where it is not known."""
    found = reached(ctx, account)
    return {} if found is None else {"coverage": found}
