"""What the managers' views and the customers' cards must say on a day, by the log alone."""

from __future__ import annotations

from datetime import date, timedelta
from math import isclose

from bot.domain.periods import week_of
from bot.domain.work import Work
from bot.messages.card import Reply
from tests.properties.figure_oracle import Log
from tests.soak.quarter.book import Account, Book, newest_rest
from tests.soak.quarter.facts import Contact

KNOWN_SINCE = date(2027, 2, 26)
SILENT = 30
HOUR, PRICE = 60, 450
DAY_MINUTES = 480
"""Eight hours, which each of the sellers works a day."""
VIEWS = ("week", "promises", "risk", "drift", "switchboard")


def read_log(work: Work, today: date) -> Log:
    """Return the raw rows of the log, as they stand on a day."""
    return Log(work._db.rows, today)  # type: ignore[attr-defined]


def of_team(book: Book, log: Log, team: str) -> dict[str, float | None]:
    """Return what the views of a team must say this week, by the names of the figures."""
    week, today = week_of(log.today), log.today
    waits, missed, middle = log.waits(week, team)
    scores, still = log.scores(team), log.open_promises(team)
    sold = [who for who in book.people.values() if who.team == team and who.sells]
    spent = [_minutes(book, who.name, today) for who in sold]
    silent = [account for account in book.accounts.values() if _is_silent(book, account, team, today)]
    return {
        "calls": log.calls(week, team=team),
        **log.promises(week, team=team).figures,
        "waits": waits,
        "not_served": missed,
        "waiting_median_s": middle,
        "zeros_open": len(log.zeros(team)),
        "accounts_rated": len(scores),
        "accounts_at_zero": list(scores.values()).count(0),
        "score": sum(scores.values()) / len(scores) if scores else None,
        "promises_open": len(still),
        "promises_late (open)": sum(still),
        "accounts_silent": len(silent),
        "value_silent": sum(account.value or 0 for account in silent),
        "drifted": len({key[0] for key in log.drifted(team)}),
        "minutes": sum(spent),
        "cost": round(sum(spent) * PRICE / HOUR),
        "calls_lost": sum(
            minutes * who.target // DAY_MINUTES for minutes, who in zip(spent, sold, strict=True)
        ),
    }  # fmt: skip


def said_of_team(replies: dict[str, Reply]) -> dict[str, float | None]:
    """Return what the views said, by the same names."""
    week = dict(replies["week"].figures)
    said: dict[str, float | None] = {"waiting_median_s": None, "score": None, **week}
    said["promises_open"] = replies["promises"].figures["promises_open"]
    said["promises_late (open)"] = replies["promises"].figures["promises_late"]
    for view, names in (
        ("risk", ("accounts_silent", "value_silent")),
        ("drift", ("drifted",)),
        ("switchboard", ("minutes", "cost", "calls_lost")),
    ):
        said |= {name: replies[view].figures.get(name) for name in names}
    return said


def of_account(book: Book, log: Log, account: Account) -> dict[str, float | None]:
    """Return what a customer's card must say."""
    standing, known = log.standing_of(account.name.casefold()), book.standing(account.name)
    talks = [each for each in account.live(Contact) if each.kind != "call" or each.outcome not in {"vm", "none"}]
    return {
        "zeros_open": list(standing.values()).count(0),
        "factors_known": len({factor for _, factor in standing} - {"overall"}),
        "score": log.score(standing) if standing else None,
        "breaches": known.breaches,
        "value": account.value,
        "rhythm_days": account.rhythm,
        "silent_days": (log.today - known.last).days if known.last else None,
        "contacts": account.contacts,
        "coverage": None if account.contacts is None else min(len(talks), account.contacts),
    }


def differences(wanted: dict[str, float | None], said: dict[str, float | None]) -> list[str]:
    """Return each figure that is another one than it must be."""
    return [
        f"{name} is {said.get(name)}, not {value}" for name, value in wanted.items() if not _same(value, said.get(name))
    ]


def _same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else isclose(one, other)


def _minutes(book: Book, who: str, today: date) -> int:
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    return sum(
        each.minutes for each in book.hand_offs if each.live and each.who == who and monday <= each.day <= sunday
    )


def _is_silent(book: Book, account: Account, team: str, today: date) -> bool:
    """Whether a team's customer was not contacted for longer than its rhythm, or a month, and did not leave."""
    said = newest_rest(account)
    left = book.standing(account.name).rests and said is not None and said.kind == "left"
    days = (today - (book.standing(account.name).last or KNOWN_SINCE)).days
    return book.people[account.owner].team == team and not left and days > (account.rhythm or SILENT)
