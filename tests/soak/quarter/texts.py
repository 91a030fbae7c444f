"""The numbers and the length of what was sent, by what was typed: mornings, evenings and the posts of a channel."""

from __future__ import annotations

from datetime import date, timedelta

from tests.soak.quarter.asks import Today, open_promises
from tests.soak.quarter.book import Book
from tests.soak.quarter.days import Person

GROUP = 3
"""People whose sum may be shown to a channel."""
TITLE, LINES = 5, 3
"""Words of a title, and lines of a nudge, at most, by the house rules of the product."""


def length(text: str) -> int:
    """Return the words of a text; a sign without a letter or digit is none."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def counts(number: int, one: str, many: str) -> str:
    """Return a number and what is counted."""
    return f"{number} {one if number == 1 else many}"


def missing_of_person(today: Today, rules: set[str], text: str) -> list[str]:
    """Return what a message of somebody's day had to say, and did not."""
    calls, still = today.book.calls_on(today.who.name, today.day), len(open_promises(today))
    wanted = []
    if "N1" in rules:
        wanted.append(f"{calls} of {today.who.target} calls.")
    if "N13" in rules:
        wanted += [f"{calls} of {today.who.target} calls."] if calls else []
        wanted += [f"{counts(still, 'promise', 'promises')} open."] if still else []
    return [part for part in wanted if part not in text]


def missing_of_channel(book: Book, place: Person, rule: str, about: str, day: date, text: str) -> list[str]:
    """Return what a post of a channel had to say, and did not."""
    team = [who for who in book.people.values() if who.team == place.team]
    own = [account for account in book.accounts.values() if book.people[account.owner].team == place.team]
    zeros = [len(book.standing(account.name).zeros) for account in own]
    sellers = [who for who in team if who.sells]
    if rule == "N2":
        planned = sum(who.target for who in sellers if not who.is_off(day))
        owing = [
            each.who
            for account in book.accounts
            for each in book.standing(account).promises
            if book.people[each.who].team == place.team and (each.due == day or (each.due < day and not each.told))
        ]
        wanted = [
            counts(planned, "call planned", "calls planned"),
            counts(sum(map(bool, zeros)), "customer at zero", "customers at zero"),
        ]
        if len(set(owing)) >= GROUP:
            wanted.append(counts(len(owing), "promise to keep", "promises to keep"))
        elif "to keep" in text:
            wanted.append("nothing of what one or two people promised")
    elif rule == "N18":
        week = date.fromisoformat(about)
        monday = week - timedelta(days=week.weekday())
        worked = [monday + timedelta(days=n) for n in range(7)]
        calls = sum(book.calls_on(who.name, each) for who in team for each in worked)
        # A late post is about its own week: what was rated since is not in it.
        wanted = [f"{calls} of ", *([counts(sum(zeros), "zero open", "zeros open")] if day == week else [])]
    else:
        wanted = ["A customer waits"]
    return [part for part in wanted if part not in text]
