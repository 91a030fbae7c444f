"""What was looked at or shown: a view, its period and file, as the audit keeps it in machine words."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from bot.domain.details import Kind
from bot.domain.periods import Period, period_of, week_of
from bot.records import record


class View(StrEnum):
    """A view in which people's work can be recognised or summed; the values are stored."""

    TEAM = "team"
    PERSON = "team person"
    PROMISES = "team promises"
    ZEROS = "team zeros"
    WAITING = "team waiting"
    SWITCHBOARD = "team switchboard"
    RISK = "team risk"
    DRIFT = "team drift"
    MAP = "team map"
    LEAGUE = "team league"
    ACCOUNT = "account"
    AUDIT = "admin audit"
    NOTES = "found notes"
    VALUES = "team values"
    EXPLORE = "team explore"
    EXPORT = "everything"
    NUDGES = "nudges"


VIEWS = "|".join(sorted(View, key=len, reverse=True))
PERIODS = r"day \d{4}-\d\d-\d\d|week w\d\d? \d{4}|month \d{4}-\d\d|today|week|month"
WORDS = re.compile(
    rf"(?P<view>{VIEWS})?(?: ?(?P<period>{PERIODS}))?(?: export (?P<export>csv|xlsx))?"
    r"(?: of (?P<team>all|[0-9]{1,12}) to entry (?P<last>[0-9]{1,18})"
    r"(?: change (?P<change>[0-9]{1,18}) on (?P<today>\d{4}-\d\d-\d\d))?(?: kinds (?P<kinds>[A-Z]{1,26}))?)?"
)


@record(kw_only=True)
class Look:
    """One thing that was looked at; `export` is the kind of file, `subject` the customer of an account card.

    A sum that was shown has `last_entry`, the newest entry then, `last_change`, the newest change of promises, `today`,
    the local day, the `kinds` of work that it said, and its `team`, None for the whole company; the oldest records have
    neither change nor day, and older ones no kinds, as they said all.
    """

    view: View
    period: Period | None = None
    export: str = ""
    subject: str = ""
    team: int | None = None
    last_entry: int | None = None
    last_change: int | None = None
    today: date | None = None
    kinds: frozenset[Kind] = frozenset()

    @property
    def words(self) -> str:
        """The machine words, such as "team week w48 2026 export csv"."""
        shown = "" if self.last_entry is None else f"of {self.team or 'all'} to entry {self.last_entry}"
        if self.today is not None:
            shown += f" change {self.last_change} on {self.today.isoformat()}"
        if self.kinds:
            shown += f" kinds {''.join(sorted(self.kinds))}"
        export = f"export {self.export}" if self.export else ""
        return " ".join(part for part in (self.view, self.subject, period_words(self.period), export, shown) if part)


@record(kw_only=True)
class Showing:
    """A look that a whole channel gets, and whose work it holds; `author` is None where Snurr posts by itself."""

    look: Look
    people: frozenset[int]
    author: int | None = None


def period_words(period: Period | None) -> str:
    """Return a period in machine words: "day 2026-11-24", "week w48 2026" or "month 2026-11"; empty for None."""
    if period is None:
        return ""
    if period.name == "month":
        return f"month {period.first:%Y-%m}"
    if period.name == "week":
        year, week, _ = period.first.isocalendar()
        return f"week w{week} {year}"
    return f"day {period.first.isoformat()}"


def parse_look(words: str) -> Look | None:
    """Return what the machine words name, None for words that no view writes.

    Records of the first release hold a period's name alone, which is a look at one person's figures.
    """
    if words.startswith("account "):
        return Look(view=View.ACCOUNT, subject=words.removeprefix("account "))
    hit = WORDS.fullmatch(words)
    if hit is None or not words:
        return None
    last = hit["last"]
    return Look(
        view=View(hit["view"] or View.PERSON),
        period=_parse_period(hit["period"] or ""),
        export=hit["export"] or "",
        team=int(hit["team"]) if hit["team"] not in (None, "all") else None,
        last_entry=int(last) if last else None,
        last_change=int(hit["change"]) if hit["change"] else None,
        today=date.fromisoformat(hit["today"]) if hit["today"] else None,
        kinds=frozenset(kind for kind in Kind if kind.value in (hit["kinds"] or "")),
    )


def _parse_period(words: str) -> Period | None:
    name, _, rest = words.partition(" ")
    if not rest:
        return None
    if name == "week":
        week, year = rest.removeprefix("w").split()
        return week_of(date.fromisocalendar(int(year), int(week), 1))
    return (
        period_of("month", date.fromisoformat(f"{rest}-01"))
        if name == "month"
        else period_of("today", date.fromisoformat(rest))
    )
