"""Customers that nobody contacted for too long, for `team risk` and the week in figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.domain.accounts import Account, is_silent, silent_days
from bot.domain.resting import Rest
from bot.domain.work import Work


def silent_accounts(work: Work, team: int | None, today: date) -> list[Account]:
    """Return a team's silent customers: by days of silence times value, then those without a value by days.

    Those left alone on purpose are among them, those who left are not.
    """
    lost = {account for account in work.resting.ids() if rest_of(work, account) is Rest.LOST}
    silent = (account for account in work.accounts.in_team(team) if is_silent(account, today))
    found = [account for account in silent if account.id not in lost]
    return sorted(
        found,
        key=lambda account: (
            -(account.value or 0) * silent_days(account, today),
            -silent_days(account, today),
            account.id,
        ),
    )


def silent_value(accounts: Iterable[Account]) -> int:
    """Return what these customers are worth a year, as far as it is known."""
    return sum(account.value or 0 for account in accounts)


def rest_of(work: Work, account: int) -> Rest | None:
    """Return why a customer is left alone, None for one who is not."""
    resting = work.resting.of(account)
    return resting.rest if resting else None
