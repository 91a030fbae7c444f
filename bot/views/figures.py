"""Figures of a team or a person over a period, as numbers, as lines of text and as a chart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from bot.domain.details import Kind
from bot.domain.figures import DayFigures, OpenWait, PromiseSums
from bot.domain.people import Person, Role
from bot.domain.periods import Period
from bot.domain.quotas import call_target, team_call_target
from bot.domain.ratings import Rating, mean_score, score
from bot.domain.teams import Team
from bot.domain.work import Work
from bot.language.i18n import Translator
from bot.messages.card import Bars, Card, Element, Text
from bot.views.charts import bars_text
from bot.views.contacts import SUMS, TARGET, contact_figures, contact_lines
from bot.views.periods import beside, period_title

"""Characters of a chart's text."""
OF_KIND: Mapping[Kind, tuple[str, ...]] = {
    Kind.CALL: ("calls", "target"),
    Kind.PROMISE: ("promises_kept", "promises_broken", "told_first", "promises_late", "promises_due"),
    Kind.WENT: ("waiting_median_s",),
    **{kind: (name, name + TARGET) for kind, name in SUMS.items()},
}
"""The figures that say how much of a kind of work there was; all others are about customers."""


def team_figures(work: Work, team: int | None, asked: Period, today: date) -> dict[str, float]:
    """Return a team's figures of a period, the company's for None; ratings are as they stand today.

    What is not known is not there: `score` without rated accounts, `waiting_median_s` (seconds) without one served,
    contacts that are no calls where there are none and none are asked for.
    """
    rated = work.figures.standing(today, team=team).values()
    return team_work(work, team, asked, today) | _rating_figures(rated)


def of_kinds(figures: Mapping[str, float], kinds: Collection[Kind]) -> dict[str, float]:
    """Return the figures without those of other kinds of work."""
    hidden = {name for kind, names in OF_KIND.items() if kind not in kinds for name in names}
    return {name: figure for name, figure in figures.items() if name not in hidden}


def team_work(work: Work, team: int | None, asked: Period, today: date) -> dict[str, float]:
    """Return of a team's figures what belongs to the period alone: calls, promises and waiting."""
    sums = work.figures.days(asked.first, asked.last, team=team)
    promises = work.figures.promises(asked.first, asked.last, today, team=team)
    waits = work.figures.waits(asked.first, asked.last, team=team)
    asked_for = team_call_target(sellers(work, team), asked.first, asked.last)
    calls = _figures(sums, asked_for) | contact_figures(sums, sellers(work, team), asked.first, asked.last)
    return calls | _promise_figures(promises) | _wait_figures(waits, today)


def person_work(work: Work, person: Person, asked: Period, today: date) -> dict[str, float]:
    """Return of one person's figures what belongs to the period alone."""
    sums = work.figures.days(asked.first, asked.last, person=person.id)
    promises = work.figures.promises(asked.first, asked.last, today, person=person.id)
    waits = work.figures.waits_taken_by(person.id, asked.first, asked.last)
    others = contact_figures(sums, [person], asked.first, asked.last)
    calls = _figures(sums, call_target(person, asked.first, asked.last)) | others
    return calls | _promise_figures(promises) | _wait_figures(waits, today)


def person_figures(work: Work, person: Person, asked: Period, today: date) -> dict[str, float]:
    """Return one person's figures: what they logged, the accounts they own, the customers they went to."""
    rated = work.figures.standing(today, owner=person.id).values()
    return person_work(work, person, asked, today) | _rating_figures(rated)


def _figures(sums: Sequence[DayFigures], asked_for: int) -> dict[str, float]:
    return {"calls": sum(day.calls for day in sums), "target": asked_for}


def _promise_figures(sums: PromiseSums) -> dict[str, float]:
    return {
        "promises_kept": sums.kept,
        "promises_broken": sums.broken,
        "told_first": sums.told,
        "promises_late": sums.late,
        "promises_due": sums.due,
    }


def _rating_figures(standing: Iterable[Sequence[Rating]]) -> dict[str, float]:
    scores = [score(ratings) for ratings in standing]
    mean = mean_score(scores)
    return {
        "zeros_open": sum(rated.zeros for rated in scores),
        "accounts_rated": len(scores),
        "accounts_at_zero": sum(rated.value == 0 for rated in scores),
    } | ({} if mean is None else {"score": mean})


def _wait_figures(waits: Sequence[OpenWait], today: date) -> dict[str, float]:
    middle = waiting_median(waits)
    figures: dict[str, float] = {"waits": len(waits), "not_served": sum(wait.unserved_on(today) for wait in waits)}
    return figures if middle is None else figures | {"waiting_median_s": middle}


def sellers(work: Work, team: int | None) -> list[Person]:
    """Return the active sellers of a team, or of the company when it has no teams."""
    people = work.people.in_team(team) if team else work.people.everyone()
    return [person for person in people if person.active and Role.SELLER in person.roles]


def people_in_sums(work: Work, team: int | None, period: Period) -> frozenset[int]:
    """Return whose work a team's sums of a period hold.

    Its sellers, whoever was active in it or had promises in it, and who went to its customers who waited.
    """
    active = work.figures.active(period.first, period.last, team=team)
    promising = work.figures.promising(period.first, period.last, team=team)
    went = {wait.went_by for wait in work.figures.waits(period.first, period.last, team=team) if wait.went_by}
    return active | promising | went | {seller.id for seller in sellers(work, team)}


def waiting_median(waits: Sequence[OpenWait]) -> float | None:
    """Return the median seconds until somebody went, None when nobody did."""
    spans = [(wait.went_at - wait.asked_at).total_seconds() for wait in waits if wait.went_at]
    if not spans:
        return None
    from statistics import median  # noqa: PLC0415 - half a megabyte that only figures of waiting need

    return median(spans)


def team_card(
    work: Work,
    say: Translator,
    team: Team | None,
    asked: Period,
    figures: Mapping[str, float],
    *,
    before: Mapping[str, float] | None = None,
    by_day: bool = True,
) -> Card:
    """Return a team's figures of a period as lines, beside those of the period `before` where they are given.

    With a chart of the calls a day if `by_day` and the period has several.
    """
    calls, promises, waited = work_lines(say, asked, figures, before)
    lines = (calls, *contact_lines(say, figures), promises, zeros_line(say, figures), waited)
    heading = period_title(say, asked) if team is None else f"{team.name} · {period_title(say, asked)}"
    body: tuple[Element, ...] = tuple(Text(text=line) for line in lines if line)
    if by_day and asked.first != asked.last:
        sums = work.figures.days(asked.first, asked.last, team=team.id if team else None)
        body = (*body, calls_chart(say, asked, sums, sellers(work, team.id if team else None)))
    return Card(title=heading, body=body)


def work_lines(
    say: Translator, asked: Period, figures: Mapping[str, float], before: Mapping[str, float] | None
) -> tuple[str, str, str]:
    """Return the lines about calls, promises and waiting, each beside what the period before had."""
    calls, kept, waited = "", "", ""
    if before:
        calls = say.number(before["calls"]) if before["calls"] else ""
        kept = kept_text(say, before)
        waited = say.join(_waited_before(say, before))
    return (
        beside(say, asked, calls_line(say, figures), calls),
        beside(say, asked, promises_line(say, figures), kept),
        beside(say, asked, waits_line(say, figures), waited),
    )


def few_line(say: Translator, kinds: Collection[Kind]) -> str:
    """Return why calls or promises are not among the kinds that everybody is shown, "" where they are."""
    if {Kind.CALL, Kind.PROMISE} <= set(kinds):
        return ""
    return say.t("team", "Calls and promises of fewer than three people are for their manager alone.")


def calls_line(say: Translator, figures: Mapping[str, float]) -> str:
    """Return the calls against the target, "" where they are not known."""
    if "calls" not in figures:
        return ""
    return say.t(
        "team", "{calls} of {target} calls", calls=say.number(figures["calls"]), target=say.number(figures["target"])
    )


def promises_line(say: Translator, figures: Mapping[str, float]) -> str:
    """Return what became of the promises: kept, told first, broken and late add up to all that were due or answered.

    "" where that is not known.
    """
    if "promises_due" not in figures:
        return ""
    due = int(figures["promises_due"])
    ahead = say.n("team", "{count} promise not due yet", "{count} promises not due yet", due) if due else ""
    shown = promise_parts(say, figures)
    return say.join((*shown, ahead)) if shown or ahead else say.t("team", "no promise was due")


def promise_parts(say: Translator, figures: Mapping[str, float]) -> tuple[str, ...]:
    """Return the same one by one, the promises kept first; nothing where none was, or it is not known."""
    if "promises_kept" not in figures:
        return ()
    kept, told, broken, late = (
        int(figures[name]) for name in ("promises_kept", "told_first", "promises_broken", "promises_late")
    )
    if not kept + told + broken + late:
        return ()
    shown = (
        say.t("team", "{kept} of {all} promises kept", kept=kept, all=kept + told + broken + late),
        say.n("team", "{count} told first", "{count} told first", told) if told else "",
        say.n("team", "{count} broken", "{count} broken", broken) if broken else "",
        say.n("team", "{count} late", "{count} late", late) if late else "",
    )
    return tuple(part for part in shown if part)


def kept_text(say: Translator, figures: Mapping[str, float]) -> str:
    """Return how many of the promises that ended were kept, "" where none did."""
    ended = sum(int(figures[name]) for name in ("promises_kept", "told_first", "promises_broken", "promises_late"))
    kept = int(figures["promises_kept"])
    return say.t("team", "{kept} of {all} kept", kept=kept, all=ended) if ended else ""


def zeros_line(say: Translator, figures: Mapping[str, float]) -> str:
    """Return the accounts at zero, then the mean score."""
    if not figures["accounts_rated"]:
        return say.t("team", "no account is rated yet")
    return say.t(
        "team",
        "{zero} of {rated} rated accounts at zero · mean score {score}",
        zero=int(figures["accounts_at_zero"]),
        rated=int(figures["accounts_rated"]),
        score=say.number(figures["score"], 2),
    )


def waits_line(say: Translator, figures: Mapping[str, float]) -> str:
    """Return the median waiting time of who was served, and how many were not; empty when nobody waited."""
    return say.join(wait_parts(say, figures))


def wait_parts(say: Translator, figures: Mapping[str, float]) -> tuple[str, ...]:
    """Return the same one by one."""
    span, *rest = _waited_before(say, figures)
    served = say.t("team", "waiting: median {span}", span=span) if span else ""
    return tuple(filter(None, (served, *rest)))


def _waited_before(say: Translator, figures: Mapping[str, float]) -> tuple[str, str]:
    """Return the median waiting time alone, as beside that of another period, and how many were not served."""
    median_s, missed = figures.get("waiting_median_s"), int(figures["not_served"])
    span = "" if median_s is None else say.span(timedelta(seconds=median_s))
    unserved = say.n("team", "{count} customer not served", "{count} customers not served", missed) if missed else ""
    return span, unserved


def calls_chart(say: Translator, asked: Period, sums: Sequence[DayFigures], people: Sequence[Person]) -> Bars:
    """Return the calls of each weekday, and of days off with calls; of a month those of each week.

    The target is the highest of one of them.
    """
    calls = {day.day: day.calls for day in sums}
    days = [asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1)]
    worked = [day for day in days if calls.get(day) or day.isoweekday() <= 5]
    by_week = asked.name == "month"
    spans: dict[date, list[date]] = {}
    for day in worked:
        spans.setdefault(day - timedelta(days=day.weekday() if by_week else 0), []).append(day)
    counts = [sum(calls.get(day, 0) for day in span) for span in spans.values()]
    most = max((_target(people, span) for span in spans.values()), default=0)
    title, names, labels, alt = _in_weeks(say, spans) if by_week else _in_days(say, spans)
    words = bars_text(say, list(zip(names, map(say.number, counts), strict=True)))
    bars = tuple(zip(labels, map(float, counts), strict=True))
    return Bars(title=title, bars=bars, alt=alt(words, most), target=float(most))


ChartWords = tuple[str, list[str], list[str], Callable[[str, int], str]]
"""A title, the names of the bars in words and below them, and the words around the numbers and their target."""


def _in_weeks(say: Translator, weeks: Iterable[date]) -> ChartWords:
    numbers = [week.isocalendar().week for week in weeks]
    return (
        say.t("team", "Calls a week"),
        [say.t("team", "week {week}:", week=week) for week in numbers],
        [say.t("period", "Week {week}", week=week) for week in numbers],
        lambda shown, most: say.t("team", "Calls {weeks}. Target {target} a week.", weeks=shown, target=most),
    )


def _in_days(say: Translator, days: Iterable[date]) -> ChartWords:
    names = [say.weekday(day.isoweekday(), "short") for day in days]
    return (
        say.t("team", "Calls a day"),
        names,
        names,
        lambda shown, most: say.t("team", "Calls {days}. Target {target} a day.", days=shown, target=most),
    )


def _target(people: Sequence[Person], days: Sequence[date]) -> int:
    """Return what is asked of people on these days."""
    return sum(call_target(person, day, day) for person in people for day in days)
