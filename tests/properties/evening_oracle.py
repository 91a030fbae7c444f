"""What the end of a seller's day must say, counted anew from the raw rows of the log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.domain.periods import Period
from tests.properties.figure_oracle import Log

WEEK = timedelta(days=7)
TARGET = 8
FRIDAY = 5
TOLD = ("You told a customer in time.", "A customer heard from you in time.")
FULL = ("All calls of today are made.", "Your target of today is reached.")


def kind_sentences(log: Log, name: str) -> tuple[str, ...]:
    """Return the ways to say the one kind thing that is true of somebody's day; none of one without any."""
    calls, promises = _calls(log, name, log.today), log.promises(_on(log.today), person=name)
    before = [_calls(log, name, log.today - weeks * WEEK) for weeks in (1, 2, 3)]
    if promises.told:
        return TOLD
    if promises.kept:
        return (f"{promises.kept} promise{'s' if promises.kept > 1 else ''} kept.",)
    if new := _new_customer(log, name):
        return (f"A first call to {new}.",)
    if calls > max(before) > 0:
        return (f"Best {log.today:%A} in four weeks.",)
    return FULL if calls >= TARGET else ()


def counted(log: Log, name: str) -> list[str]:
    """Return the numbers of the day in sentences: calls if there were any, then what is open."""
    calls, still = _calls(log, name, log.today), len(log.open_promises(person=name))
    return [
        *([f"{calls} of {TARGET} calls."] if calls else []),
        *([f"{still} promise{'s' if still > 1 else ''} open."] if still else []),
    ]


def counts_in(said: str) -> list[str]:
    """Return the sentences of a line that begin with a number."""
    return [f"{part.strip().rstrip('.')}." for part in said.split(". ") if part.strip()[:1].isdigit()]


def _on(day: date) -> Period:
    return Period(name="today", first=day, last=day)


def _calls(log: Log, name: str, day: date) -> int:
    return log.calls(_on(day), person=name)


def _new_customer(log: Log, name: str) -> str:
    """Return the customer called first today of those whom nobody contacted before, "" for none."""
    contacts = [entry for table in ("call", "contact") for entry, _ in log._details(table) if entry["account"]]
    known = {entry["account"] for entry in contacts if entry["day"] < log.today.isoformat()}
    called: list[dict[str, Any]] = sorted(
        (entry for entry, _ in log._details("call") if log._is(entry, person=name) and entry["account"]),
        key=lambda entry: int(entry["id"]),
    )
    new = [entry["account"] for entry in called if entry["day"] == log.today.isoformat()]
    return next((log._accounts[account]["name"] for account in new if account not in known), "")
