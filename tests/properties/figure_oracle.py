"""What the figures mean, counted anew from the raw rows of the log: slowly, and with nothing of the program's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import prod
from statistics import mean, median
from typing import Any

from bot.domain.periods import Period

WINDOW, YEAR, SILENT = timedelta(days=180), timedelta(days=365), 30
MINUTES_A_CALL = 60
"""Eight calls in eight hours."""
Key = tuple[int, int, str]
"""Account, touchpoint and factor."""


@dataclass(frozen=True, kw_only=True)
class Promises:
    """What became of promises of a period, each in one number."""

    kept: int = 0
    told: int = 0
    broken: int = 0
    late: int = 0
    due: int = 0

    @property
    def ended(self) -> int:
        """How many are not ahead."""
        return self.kept + self.told + self.broken + self.late

    @property
    def figures(self) -> dict[str, float]:
        """The names under which commands give them."""
        return {
            "promises_kept": self.kept,
            "told_first": self.told,
            "promises_broken": self.broken,
            "promises_late": self.late,
            "promises_due": self.due,
        }


class Log:
    """The live rows of the log, as they stand on a local day."""

    def __init__(self, rows: Callable[[str], Iterable[Any]], today: date) -> None:
        self.today = today
        self._rows = rows
        self._people = {row["id"]: row["name"] for row in self._all("person")}
        teams = {row["id"]: row["name"] for row in self._all("team")}
        self._teams = {row["name"]: teams.get(row["team"]) for row in self._all("person")}
        live = [row for row in self._all("entry") if row["live"]]
        self._team_of = {row["id"]: teams.get(row["team"]) for row in live}
        self._live = {row["id"]: row for row in live}
        self._accounts = {row["id"]: row for row in self._all("account")}

    def _all(self, table: str) -> list[dict[str, Any]]:
        return [dict(row) for row in self._rows(f"SELECT * FROM {table} WHERE tenant = :tenant")]

    def _details(self, table: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Return the live rows of a table of details, each with its entry."""
        return [(self._live[row["entry"]], row) for row in self._all(table) if row["entry"] in self._live]

    def _is(self, entry: Mapping[str, Any], team: str = "", person: str = "") -> bool:
        if person:
            return bool(self._people[entry["person"]] == person)
        return self._team_of[entry["id"]] == team

    def _within(self, entry: Mapping[str, Any], period: Period) -> bool:
        return period.first.isoformat() <= entry["day"] <= period.last.isoformat()

    def calls(self, period: Period, **whose: str) -> int:
        """Return the calls of a team or a person."""
        return sum(self._within(entry, period) and self._is(entry, **whose) for entry, _ in self._details("call"))

    def promises(self, period: Period, **whose: str) -> Promises:
        """Return what became of the promises of a team or a person: on the day of the answer, or that of the promise."""
        sums = {"kept": 0, "told": 0, "broken": 0, "late": 0, "due": 0}
        for entry, made in self._details("pledge"):
            for outcome, day in self._outcomes(entry, made) if self._is(entry, **whose) else ():
                if period.first <= day <= period.last:
                    sums["late" if outcome == "open" and day < self.today else outcome.replace("open", "due")] += 1
        return Promises(**sums)

    def _steps(self, number: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        steps = [(entry, step) for entry, step in self._details("step") if step["promise"] == number]
        return sorted(steps, key=lambda each: each[0]["number"])

    def _outcomes(self, entry: dict[str, Any], made: dict[str, Any]) -> list[tuple[str, date]]:
        """Return each promise of a day that an entry was: what became of it, and the day on which it counts."""
        found, due, knows, last = (
            [],
            date.fromisoformat(made["due"]),
            bool(made["told"]),
            "broken" if made["broken"] else "",
        )
        answered = date.fromisoformat(entry["day"])
        for taken, step in self._steps(entry["number"]):
            on = date.fromisoformat(taken["day"])
            if step["due"]:
                found.append(("told", min(due, on)))
                edited_since = taken["number"] <= made["after_step"]
                due, knows = date.fromisoformat(made["due"] if edited_since else step["due"]), False
                continue
            knows = knows or bool(step["told"])
            last = last if step["fate"] == "told" else step["fate"]
            answered = on
        outcome = "kept" if last == "kept" else "told" if knows else last or "open"
        return [*found, (outcome, due if outcome == "open" else min(due, answered))]

    def _state(self, entry: dict[str, Any], made: dict[str, Any]) -> tuple[bool, bool]:
        """Return whether a promise is open, and late."""
        ended = bool(made["broken"]) or any(step["fate"] != "told" for _, step in self._steps(entry["number"]))
        outcome, day = self._outcomes(entry, made)[-1]
        return not ended, outcome == "open" and day < self.today

    def open_promises(self, team: str = "", *, person: str = "") -> list[bool]:
        """Return for each open promise of the people who are in a team now, or of a person, whether it is late."""
        found = []
        for entry, made in self._details("pledge"):
            name = self._people[entry["person"]]
            is_open, late = self._state(entry, made)
            if is_open and (name == person if person else self._teams[name] == team):
                found.append(late)
        return found

    def waits(self, period: Period, team: str = "", person: str = "") -> tuple[int, int, float | None]:
        """Return who waited, who was not served, and the median seconds; of a person those to whom they went."""
        spans: list[float | None] = []
        missed = 0
        for entry, _ in self._details("waiting"):
            went = [taken for taken, row in self._details("went") if row["waiting"] == entry["number"]]
            first = min(went, key=lambda taken: int(taken["id"]), default=None)
            own = first is not None and self._people[first["person"]] == person
            if self._within(entry, period) and (own if person else self._team_of[entry["id"]] == team):
                spans.append(_seconds(entry, first) if first else None)
                missed += first is None and date.fromisoformat(entry["day"]) < self.today
        served = [span for span in spans if span is not None]
        return len(spans), missed, median(served) if served else None

    def minutes(self, period: Period, team: str) -> int:
        """Return the minutes of a team's hand-offs."""
        return sum(self._minutes(period, team).values())

    def calls_lost(self, period: Period, team: str) -> int:
        """Return the calls that each person's minutes would have been."""
        return sum(minutes // MINUTES_A_CALL for minutes in self._minutes(period, team).values())

    def _minutes(self, period: Period, team: str) -> dict[int, int]:
        found: dict[int, int] = {}
        for entry, handed in self._details("handoff"):
            if self._within(entry, period) and self._is(entry, team=team):
                found[entry["person"]] = found.get(entry["person"], 0) + handed["minutes"]
        return found

    def _in_team(self, account: int, team: str) -> bool:
        owner = self._accounts[account]["owner"]
        return owner is None or self._teams[self._people[owner]] in (team, None)

    def _ratings(self) -> dict[Key, list[dict[str, Any]]]:
        """Return the live ratings by key, the oldest first."""
        found: dict[Key, list[dict[str, Any]]] = {}
        for _, rating in sorted(self._details("rating"), key=lambda each: (each[1]["day"], each[1]["entry"])):
            found.setdefault((rating["account"], rating["touchpoint"], rating["factor"]), []).append(rating)
        return found

    def _standing(self) -> dict[Key, dict[str, Any]]:
        found = {}
        since = (self.today - WINDOW).isoformat()
        for key, ratings in self._ratings().items():
            fresh = [rating for rating in ratings if rating["day"] >= since]
            firm = [rating for rating in fresh if rating["source"] != "guess"]
            if fresh:
                said_zero = bool(firm) and firm[-1]["source"] == "said" and firm[-1]["score"] == 0
                found[key] = firm[-1] if said_zero else fresh[-1]
        return found

    def standing(self, team: str) -> dict[Key, int]:
        """Return the score that stands for each key of a team's customers."""
        return {key: rating["score"] for key, rating in self._standing().items() if self._in_team(key[0], team)}

    def standing_of(self, name: str) -> dict[tuple[int, str], int]:
        """Return the same of one customer, by touchpoint and factor."""
        (account,) = (number for number, row in self._accounts.items() if row["name"].casefold().startswith(name))
        return {key[1:]: rating["score"] for key, rating in self._standing().items() if key[0] == account}

    def score(self, standing: Mapping[tuple[int, str], int]) -> float:
        """Return the score of one customer: 0 with a zero, else the product of the factors' means."""
        factors = {factor for _, factor in standing}
        means = [mean(score for (_, other), score in standing.items() if other == factor) for factor in factors]
        return 0.0 if 0 in standing.values() else prod(means)

    def scores(self, team: str) -> dict[int, float]:
        """Return the score of each rated customer of a team."""
        standing = self.standing(team)
        return {
            account: self.score({key[1:]: score for key, score in standing.items() if key[0] == account})
            for account in {key[0] for key in standing}
        }

    def zeros(self, team: str) -> list[Key]:
        """Return the keys at which a zero stands."""
        return [key for key, score in self.standing(team).items() if score == 0]

    def drifted(self, team: str) -> list[Key]:
        """Return the keys at which a 1 stands, and a 2 was the last before it, not too old to stand then."""
        found = []
        for key, rating in self._standing().items():
            ratings = self._ratings()[key]
            earlier = ratings[: ratings.index(rating)]
            if rating["score"] == 1 and self._in_team(key[0], team) and earlier and earlier[-1]["score"] == 2:
                age = date.fromisoformat(rating["day"]) - date.fromisoformat(earlier[-1]["day"])
                found += [key] if age <= WINDOW else []
        return found

    def silent(self, team: str) -> list[int]:
        """Return the customers of a team whom nobody called for longer than a month; none of them has a rhythm."""
        found = []
        for number, account in self._accounts.items():
            called = [entry["day"] for entry, _ in self._details("call") if entry["account"] == number]
            last = max(called, default=account["created_at"][:10])
            if self._in_team(number, team) and (self.today - date.fromisoformat(last)).days > SILENT:
                found.append(number)
        return found

    def breaches(self, name: str) -> int:
        """Return the promises broken in silence, and the days on which a touchpoint got a zero on quality."""
        (account,) = (number for number, row in self._accounts.items() if row["name"].casefold().startswith(name))
        broken = 0
        for entry, made in self._details("pledge"):
            if entry["account"] == account:
                broken += self._outcomes(entry, made)[-1][0] == "broken"
        since = (self.today - YEAR).isoformat()
        zeros = {
            (rating["day"], rating["touchpoint"])
            for _, rating in self._details("rating")
            if rating["account"] == account and rating["factor"] == "quality" and rating["score"] == 0
            and rating["day"] >= since
        }  # fmt: skip
        return broken + len(zeros)


def _seconds(asked: Mapping[str, Any], went: Mapping[str, Any]) -> float:
    return (datetime.fromisoformat(went["at"]) - datetime.fromisoformat(asked["at"])).total_seconds()
