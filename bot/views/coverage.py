"""How many of an account's contacts were reached within a year."""

from __future__ import annotations

from datetime import date, timedelta

from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.work import Work

YEAR = 365
"""Days that count."""


def reached(ctx: Context, account: Account) -> int | None:
    """Return how many contacts were reached at most, None where nobody said how many there are."""
    return None if account.contacts is None else reached_of(ctx.work, account.id, account.contacts, ctx.today)


def reached_of(work: Work, account: int, contacts: int, today: date) -> int:
    """Return how many of so many contacts of an account were reached within a year, at most.

    Each conversation, mail or meeting counts as one with another contact: the log does not ask with whom.
    """
    return min(work.figures.conversations(account, today - timedelta(days=YEAR)), contacts)


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
