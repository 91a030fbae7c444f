"""Customers that nobody contacted for too long, for `team risk` and the week in figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.domain.accounts import Account, is_silent, silent_days
from bot.domain.resting import Rest
from bot.domain.work import Work


def silent_accounts(work: Work, team: int | None, today: date) -> list[Account]:
    """Return a team's silent customers: by days of silence times value, then those without a value by days.

    Those left alone on purpose are among them, those who left are not.
    """
    return sorted(
        (account for account in _served(work, team) if is_silent(account, today)),
        key=lambda account: (
            -(account.value or 0) * silent_days(account, today),
            -silent_days(account, today),
            account.id,
        ),
    )


def silent_before(work: Work, team: int | None, day: date) -> int:
    """Return how many of the customers that a team serves today were silent at the end of an earlier day."""
    served = _served(work, team)
    heard = work.accounts.heard_by([account.id for account in served], day)
    return sum(is_silent(replace(account, last_contact=heard[account.id]), day) for account in served)


def _served(work: Work, team: int | None) -> list[Account]:
    lost = {account for account in work.resting.ids() if rest_of(work, account) is Rest.LOST}
    return [account for account in work.accounts.in_team(team) if account.id not in lost]


def silent_value(accounts: Iterable[Account]) -> int:
    """Return what these customers are worth a year, as far as it is known."""
    return sum(account.value or 0 for account in accounts)


def rest_of(work: Work, account: int) -> Rest | None:
    """Return why a customer is left alone, None for one who is not."""
    resting = work.resting.of(account)
    return resting.rest if resting else None
