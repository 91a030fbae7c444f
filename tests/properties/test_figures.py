"""Every number of every view equals one that is counted anew from the raw log, after any history.

The log is read by plain SELECTs of the entry tables; nothing of the program's own figures is asked. What the numbers
mean is told in `figure_oracle.py`, in as few words as it takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isclose

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.periods import Period, period_before, period_of, week_of
from bot.messages.card import Reply
from bot.messages.plain_text import card_text
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.commands.steps import file_rows
from tests.dialog import Dialog, company
from tests.hostile.fuzz import ASKED
from tests.nudges.outlook import nudges
from tests.properties.evening_oracle import counted, counts_in, kind_sentences
from tests.properties.figure_oracle import Log, Promises

SELLERS = ("anna", "bo", "dora", "pia")
ACCOUNTS = {"acme": "anna", "beta": "bo", "gamma": "dora", "delta": "nobody"}
FATES = {
    "Kept": "promises_kept",
    "Broken": "promises_broken",
    "Told in advance": "told_first",
    "Late": "promises_late",
    "Not due yet": "promises_due",
}
"""What became of promises: columns of a file, and the figures of its card."""
DAYS = ("", " yesterday", " mon", " 14/11")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One line of somebody, before which `days` pass; {ref} is one of the refs of a `kind` so far, chosen by `on`."""

    who: str
    line: str
    on: int = 0
    kind: str = ""
    days: int = 0


def said(line: st.SearchStrategy[str], kind: str = "") -> st.SearchStrategy[Said]:
    """Return the lines of any seller; most are typed on the day of the one before."""
    days, who = st.sampled_from((0, 0, 0, 1, 2)), st.sampled_from(SELLERS)
    return st.builds(Said, who=who, line=line, kind=st.just(kind), on=st.integers(0, 9), days=days)


account, day = st.sampled_from(sorted(ACCOUNTS)), st.sampled_from(DAYS)
point = st.sampled_from(("invoice", "site"))
scores = st.sampled_from(("c0 said", "c1 seen", "c2 seen", "c2", "q0", "q1", "0", "1102"))
logs = st.one_of(
    said(st.builds("call {} {}{}".format, account, st.sampled_from(("", "vm", "meet")), day)),
    said(st.builds("touch {} {} {}{}".format, account, point, scores, day)),
    said(st.builds("promise {} list by {}".format, account, st.sampled_from(("tomorrow", "fri", "3/12")))),
    said(st.builds("broken {} plan{}".format, account, st.sampled_from(("", " told them", " yesterday")))),
    said(st.sampled_from(("waiting counter", "waiting yard"))),
    said(st.builds("handoff {} service {}m invoice".format, account, st.sampled_from((10, 90)))),
)
answers = st.one_of(
    said(st.sampled_from(("kept {ref}", "kept {ref} yesterday", "broken {ref}", "broken {ref} told them")), "P"),
    said(st.sampled_from(("told {ref} same day", "told {ref} new date 2/12", "told {ref} new date 4/12")), "P"),
    said(st.sampled_from(("edit {ref} 5/12", "edit {ref} other words", "undo {ref}")), "P"),
    said(st.sampled_from(("edit {ref} c2", "edit {ref} q0", "undo {ref}")), "R"),
    said(st.just("go {ref}"), "W"),
    said(st.sampled_from(("edit {ref} vm", "edit {ref} yesterday")), "C"),
    said(st.just("undo {ref}"), "S"),
)
histories = st.lists(st.one_of(logs, logs, answers, answers, said(st.just("undo"))), min_size=4, max_size=16)


@settings(max_examples=ASKED or 30, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories, jump=st.sampled_from((0, 0, 1, 3, 40)))
def test_every_view_says_what_the_log_says(shared: SqliteEngine, history: list[Said], jump: int) -> None:
    """After lines, answers, edits, undos and late days, on the day and later, for the team, a seller and a customer."""
    with memory_work(shared, Defaults()) as work:
        talk = _company(company(work))
        _play(talk, history)
        talk.later(days=jump)
        log = Log(work._db.rows, talk.at.date())
        _check_periods(talk, log)
        _check_standing(talk, log)
        _check_own(talk, log)
        _check_customers(talk, log)
        _check_changes(work)


@pytest.fixture(name="quarter")
def quarter_fixture(talk: Dialog) -> Dialog:
    """A history that has something of everything, so that the property is known to look at it."""
    talk = _company(talk)
    lines = (
        "promise acme list by tomorrow", "promise acme plan by fri", "told P2 new date 2/12", "broken acme offer",
        "touch acme invoice c2 seen", "touch acme invoice c1 seen", "touch acme site c0 said", "waiting counter", "waiting yard",
        "go W1", "handoff acme service 90m invoice", "call acme",
    )  # fmt: skip
    for line in lines:
        talk.later(seconds=90)
        assert talk.say(line).ok, line
    talk.later(days=7)
    for line in ("promise acme late by tomorrow", "touch acme invoice q0 seen", "touch acme invoice q0 seen"):
        assert talk.say(line).ok, line
    talk.later(days=6)
    # Told after its day, answered after its day, and edited after a telling.
    for line in (
        "told 4 new date 11/12",
        "edit P2 12/12",
        "promise acme soon by tomorrow",
        "broken acme other yesterday",
    ):
        assert talk.say(line).ok, line
    talk.later(days=8)
    assert talk.say("kept 5").ok
    talk.later(days=20)
    return talk


def test_the_oracle_sees_each_kind_of_figure(quarter: Dialog) -> None:
    """None of the numbers that are compared is 0 here."""
    log = Log(quarter.work._db.rows, quarter.at.date())
    w48 = week_of(date(2026, 11, 24))
    assert log.promises(w48, team="Nord") == Promises(kept=0, told=1, broken=1, late=1, due=0)
    assert log.calls(w48, team="Nord") == 1
    assert (log.minutes(w48, team="Nord"), log.waits(w48, team="Nord")[1]) == (90, 1)
    assert (len(log.zeros("Nord")), len(log.drifted("Nord")), len(log.silent("Nord"))) == (2, 1, 3)
    _check_periods(quarter, log)
    _check_standing(quarter, log)
    _check_own(quarter, log)
    _check_customers(quarter, log)


def _company(talk: Dialog) -> Dialog:
    assert talk.say("admin person pia seller team Nord", "chris").ok
    assert talk.say("admin desk service", "chris").ok
    for name, owner in ACCOUNTS.items():
        if name != "acme":
            talk.account(name.capitalize(), owner)
    return talk


def _play(talk: Dialog, history: list[Said]) -> None:
    refs: dict[str, list[str]] = {}
    for each in history:
        talk.later(days=each.days, seconds=61)
        known = refs.get(each.kind, [])
        if known or not each.kind:
            reply = talk.say(each.line.format(ref=known[each.on % len(known)] if known else ""), each.who)
            for ref in reply.stored:
                refs.setdefault(ref[0], []).append(ref)


def _periods(today: date) -> dict[str, Period]:
    weeks = {f"w{n}": week_of(date.fromisocalendar(2026, n, 1)) for n in (47, 48, 49, 50)}
    return {"today": period_of("today", today), "week": week_of(today), "month": period_of("month", today), **weeks}


def _check_changes(work: SqlWork) -> None:
    """The remembered changes of promises add up to their sums."""
    names = ("kept", "told", "broken", "unanswered")
    found: dict[str, dict[tuple[str, int, int], list[int]]] = {"promise_day": {}, "promise_change": {}}
    for table, sums in found.items():
        for row in work._db.rows(f"SELECT * FROM {table} WHERE tenant = :tenant"):
            total = sums.setdefault((row["day"], row["person"], row["team"]), [0] * len(names))
            total[:] = [so_far + row[name] for so_far, name in zip(total, names, strict=True)]
    assert found["promise_day"] == found["promise_change"]


def _check_periods(talk: Dialog, log: Log) -> None:
    """The team's and each seller's calls, promises and waiting of every period, as figures and as read."""
    for typed, period in _periods(log.today).items():
        for asked, whose in ((f"team {typed}", {"team": "Nord"}), (f"team anna {typed}", {"person": "anna"})):
            reply = talk.say(asked, "chris")
            expected = {"calls": log.calls(period, **whose), **log.promises(period, **whose).figures}
            assert expected == {name: reply.figures[name] for name in expected}, asked
            waits, missed, middle = log.waits(period, **whose)
            assert (waits, missed) == (reply.figures["waits"], reply.figures["not_served"]), asked
            assert middle == reply.figures.get("waiting_median_s"), asked
            _check_words(reply, log, period, **whose)
            _check_file(talk.say(f"{asked} export csv", "chris"), log, **whose)
        switchboard = talk.say(f"team switchboard {typed}", "chris").figures
        assert switchboard["minutes"] == log.minutes(period, team="Nord")
        assert switchboard["calls_lost"] == log.calls_lost(period, "Nord")
        waiting = talk.say(f"team waiting {typed}", "chris")
        assert sum(int(line.split(" · ")[1]) for line in _table(waiting)) == log.waits(period, team="Nord")[0]


def _check_words(reply: Reply, log: Log, period: Period, **whose: str) -> None:
    """What stands in the lines of the card: promises in parts that add up, and the period before."""
    text = card_text(reply.card)
    promises = log.promises(period, **whose)
    assert ("no promise was due" in text) == (promises == Promises())
    if promises.ended:
        assert f"{promises.kept} of {promises.ended} promises kept" in text
    for count, word in ((promises.told, "told first"), (promises.broken, "broken"), (promises.late, "late")):
        assert (f"{count} {word}" in text) == (count > 0)
    before = log.calls(period_before(period), **whose)
    assert (f"before {before}" in text) or not before


def _check_file(reply: Reply, log: Log, **whose: str) -> None:
    """Each day's row of the file; what became of promises adds up to what the card says."""
    header, *rows = file_rows(reply)
    shown = [dict(zip(header, row, strict=True)) for row in rows]
    for row in shown:
        on = date.fromisoformat(row["Day"])
        day = Period(name="today", first=on, last=on)
        assert int(row["Calls"]) == log.calls(day, **whose), row
        assert {name: int(row[column]) for column, name in FATES.items()} == log.promises(day, **whose).figures, row
    assert {name: sum(int(row[column]) for row in shown) for column, name in FATES.items()} == {
        name: reply.figures[name] for name in FATES.values()
    }


def _table(reply: Reply) -> list[str]:
    """Return the rows of the first table of a card: as many as have five columns."""
    lines = card_text(reply.card).splitlines()[2:]
    return [line for line in lines if line.count(" · ") == 4]


def _check_standing(talk: Dialog, log: Log) -> None:
    """What stands now: zeros, scores, drift, silence, open promises and the map."""
    figures = talk.say("team week", "chris").figures
    scores = log.scores("Nord")
    assert figures["zeros_open"] == len(log.zeros("Nord"))
    assert (figures["accounts_rated"], figures["accounts_at_zero"]) == (len(scores), list(scores.values()).count(0))
    assert ("score" in figures) == bool(scores)
    assert not scores or isclose(figures["score"], sum(scores.values()) / len(scores))
    zeros = card_text(talk.say("team zeros", "chris").card)
    assert sum(line.count(" days · ") + line.count(" day · ") for line in zeros.splitlines()) == len(log.zeros("Nord"))
    assert talk.say("team drift", "chris").figures["drifted"] == len({key[0] for key in log.drifted("Nord")})
    risk = talk.say("team risk", "chris").figures
    assert (risk["accounts_silent"], risk["value_silent"]) == (len(log.silent("Nord")), 0)
    points = talk.say("team map", "chris").figures
    assert points["touchpoints"] - points["unrated"] == len({key[1] for key in log.standing("Nord")})
    promised = talk.say("team promises", "chris").figures
    open_now = log.open_promises("Nord")
    assert (promised["promises_open"], promised["promises_late"]) == (len(open_now), sum(open_now))


def _check_own(talk: Dialog, log: Log) -> None:
    """A seller's own day and week, and the week in figures of the channel."""
    for who in ("anna", "bo", "pia"):
        today, week = period_of("today", log.today), week_of(log.today)
        assert talk.say("today", who).figures["calls"] == log.calls(today, person=who)
        assert talk.say("today", who).figures["promises_open"] == len(log.open_promises(person=who))
        figures = talk.say("me week", who).figures
        assert figures["calls"] == log.calls(week, person=who)
        expected = log.promises(week, person=who).figures
        assert expected == {name: figures[name] for name in expected}
        _check_evening(talk, log, who)
    friday = week_of(log.today).first + timedelta(days=4)
    for post in nudges(talk, "N18", "#nord", friday.isoformat()):
        # What is due is late by then, and open waits of the days before are not served.
        then = Log(talk.work._db.rows, friday)
        if "fewer than three" not in card_text(post.card):
            assert f" {then.calls(week_of(friday), team='Nord')} of " in f" {card_text(post.card).splitlines()[1]}"
        zeros = len(then.zeros("Nord"))
        assert f"{zeros} zeros open" in card_text(post.card) or zeros == 1


def _check_evening(talk: Dialog, log: Log, who: str) -> None:
    """The end of a seller's day: the kind sentence is true, and its numbers are those of the day."""
    for evening in nudges(talk, "N13", who, log.today.isoformat()):
        said = card_text(evening.card).splitlines()[1]
        kind = kind_sentences(log, who)
        start = next((way for way in kind if said.startswith(way)), "")
        assert bool(start) == bool(kind), (said, kind)
        assert counted(log, who) == [part for part in counts_in(said.removeprefix(start)) if "meeting" not in part]


def _check_customers(talk: Dialog, log: Log) -> None:
    """The card of each customer."""
    for name in ACCOUNTS:
        figures = talk.say(f"account {name}", "chris").figures
        standing = log.standing_of(name)
        assert figures["zeros_open"] == list(standing.values()).count(0)
        assert figures["factors_known"] == len({factor for _, factor in standing} - {"overall"})
        assert figures.get("score") == (None if not standing else pytest.approx(log.score(standing)))
        assert figures["breaches"] == log.breaches(name)
