"""Whom the morning must name first: the plan, then by worth; nobody twice in a week without a new reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tests.soak.quarter.asks import Today, open_promises, runs_out
from tests.soak.quarter.book import Account
from tests.soak.quarter.facts import Contact, Rating

NAMED = 3
NEVER = 365
"""Days of silence that somebody counts for to whom nobody ever spoke."""


def firsts(today: Today, said: set[str]) -> list[str]:
    """Return up to three customers and their reasons, `said` being what mornings of the last week said."""
    found: dict[int, str] = {}
    for name, reason in _reasons(today):
        account, known = today.book.accounts[name], today.book.standing(name)
        told = f"{account.id}:{reason}"
        planned = reason == "plan"
        if known.last != today.day and (planned or (told not in said and not known.rests)):
            found.setdefault(account.id, told)
        if len(found) == NAMED:
            break
    return list(found.values())


def _reasons(today: Today) -> Iterator[tuple[str, str]]:
    book = today.book
    for name in book.plan(today.who.name, today.day):
        yield name, "plan"
    mine = sorted(open_promises(today), key=lambda each: (each.due, f"{each.hour or '24:00'}", each.number))
    accounts = {each.ref: book.facts[each.ref].account for each in mine}
    for each in mine:
        if each.due < today.day and not each.told:
            yield accounts[each.ref], f"{each.ref}@{each.due}"
    for each in mine:
        if each.due == today.day:
            yield accounts[each.ref], f"{each.ref}@{each.due}"
    own = [account for account in book.accounts.values() if account.owner == today.who.name]
    at_zero = [(zeros, account) for account in own if (zeros := book.standing(account.name).zeros)]
    at_zero.sort(key=lambda each: (-_last_zero(each[1]).toordinal(), each[1].id))
    for zeros, account in at_zero:
        yield account.name, max(zeros, key=lambda zero: zero.seq).ref
    for account in own:
        if book.standing(account.name).breaches == 2:
            yield account.name, "breach"
    for until, number, name in runs_out(today):
        yield name, f"B{number}@{until}"
    yield from ((name, "silent") for name in _silent(today))
    yield from ((account.name, "coverage") for account in _uncovered(today, own))


def _last_zero(account: Account) -> date:
    """Return the day of the newest 0, lifted or not: the papers leave open who of two at zero comes first."""
    return max(rating.day for rating in account.live(Rating) if 0 in rating.scores.values())


def _uncovered(today: Today, own: list[Account]) -> Iterator[Account]:
    """Yield, of the ten most valuable, those of whose contacts fewer than half were reached within a year."""
    since = today.day - timedelta(days=365)
    known = sorted((each for each in own if each.contacts), key=lambda each: (-(each.value or 0), each.id))
    for account in known[:10]:
        contacts = [each for each in account.live(Contact) if each.day >= since]
        talks = [each for each in contacts if each.kind != "call" or each.outcome not in {"vm", "none"}]
        if 2 * len(talks) < (account.contacts or 0):
            yield account


def _silent(today: Today) -> Iterator[str]:
    """Yield the plates beyond their rhythm, the furthest first, then the others by value times days of silence."""
    plates = []
    for account in today.book.accounts.values():
        if account.owner == today.who.name:
            last = today.book.standing(account.name).last
            plates.append((max(0, (today.day - last).days) if last else NEVER, account))
    beyond = [each for each in plates if each[1].rhythm and each[0] > each[1].rhythm]
    beyond.sort(key=lambda each: (-each[0] / (each[1].rhythm or 1), -(each[1].value or 0), each[1].id))
    costly = sorted(plates, key=lambda each: (-(each[1].value or 0) * each[0], -each[0], each[1].id))
    yield from (account.name for _, account in beyond)
    yield from (account.name for silent, account in costly if silent)
