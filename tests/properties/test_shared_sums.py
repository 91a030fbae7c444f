"""Whether a sum may be shown is told by a few of the earlier ones, and no three that were shown give one person's work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.audit import AuditAction
from bot.domain.details import Kind
from bot.domain.looks import View, parse_look
from bot.domain.periods import Period, period_of, week_of
from bot.domain.sharing import SUMMED, SharedSum, is_group, kinds_of_groups
from bot.domain.work import Work
from bot.views.figures import people_in_sums
from bot.views.sharing import TEAM_KINDS, record_shown, shareable_sum, showing_of
from bot.views.week_sums import KINDS
from storage.people import Defaults
from storage.work import SqlWork, memory_work
from tests.dialog import TUESDAY, Dialog, company
from tests.hostile.fuzz import ASKED
from tests.migrated import memory_engine

SELLERS = ("anna", "bo", "dora", "eva", "finn", "gina", "hugo")
THURSDAY = TUESDAY + timedelta(days=2)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LINES = ("call acme {}", "call acme {}", "visit acme {}", "handoff acme service 5m wrong item")
CHANGES = (
    *(
        f"admin {line.format(who)}"
        for who in SELLERS
        for line in ("person {} team Nord", "person {} team Syd", "remove {}")
    ),
    *("freeze acme they pause", "unfreeze acme") * 3,
)
VIEWS = {
    "share": (View.TEAM, TEAM_KINDS),
    "weekly post": (View.TEAM, SUMMED),
    "morning post": (View.WAITING, frozenset({Kind.WENT})),
    "file": (View.EXPLORE, KINDS),
}
"""What shows sums without names: the button, the posts, the operator's file."""

sellers = st.sampled_from(SELLERS)
steps = st.one_of(
    st.tuples(st.just("log"), st.sampled_from(LINES), st.sets(sellers, max_size=1), st.integers(0, 3)),
    st.tuples(st.just("log"), st.sampled_from(LINES), st.sets(sellers, min_size=3), st.integers(0, 3)),
    st.tuples(st.just("go"), sellers, st.sets(sellers, min_size=1)),
    st.tuples(
        st.just("promise"), st.sets(sellers, min_size=1), st.sampled_from(("today", "tomorrow", "sun", "1/12", "3/12"))
    ),
    st.tuples(
        st.just("answer"),
        st.sets(st.integers(0, 9), min_size=1),
        st.sampled_from(
            ("kept {}", "broken {}", "told {} same day", "told {} new date 4/12", "edit {} 3/12", "undo {}")
        ),
    ),
    st.tuples(st.just("say"), st.just("undo"), sellers),
    st.tuples(st.just("say"), st.sampled_from(CHANGES), st.just("chris")),
    st.tuples(st.just("night")),
    st.tuples(st.just("erase"), sellers),
    st.tuples(
        st.just("show"),
        st.sampled_from((1, 2, 1, 2, None)),
        st.sampled_from((0, 1, 2, 3, "week", "week", "before", "month")),
        st.sampled_from(
            (("share", "chris"), ("share", "dora"), *((view, None) for view in (*VIEWS, "weekly post")[1:]))
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A sum as it was shown, with what it counted of each person by the tables of that moment."""

    shown: SharedSum
    work: dict[Kind, frozenset[tuple[int, int]]]
    promises: dict[tuple[int, int | None, date], Counter[str]]

    @property
    def days(self) -> tuple[date, date]:
        """Its period."""
        return self.shown.period.first, self.shown.period.last


@settings(max_examples=ASKED or 25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, min_size=8, max_size=30))
def test_few_sums_and_entries_tell_what_all_would_tell(history: list[tuple[object, ...]]) -> None:
    """People log, promise, answer late, take back and change teams between the shares of two teams and their company."""
    with memory_work(memory_engine(), Defaults()) as work:
        talk = company(work)
        talk.at = THURSDAY
        talk.say("admin desk service", "chris")
        for name in SELLERS[3:]:
            talk.say(f"admin person {name} seller" + (" team Nord" if name in ("eva", "finn") else ""), "chris")
        made: list[tuple[str, str]] = []
        shown: list[Snapshot] = []
        for step in history:
            talk.later(seconds=7)
            _take(talk, step, made, shown)


def _take(talk: Dialog, step: tuple[object, ...], made: list[tuple[str, str]], shown: list[Snapshot]) -> None:
    match step:
        case ("log", str(line), set(people), int(days)):
            for who in sorted(people):
                talk.say(line.format((talk.at - timedelta(days=days)).date().isoformat()), who)
        case ("go", str(who), set(people)):
            for going in sorted(people):
                talk.say("waiting yard", who)
                talk.say("go", going)
        case ("promise", set(people), str(due)):
            for who in sorted(people):
                made += [(who, ref) for ref in talk.say(f"promise acme words by {due}", who).stored]
        case ("answer", set(numbers), str(line)):
            for number in sorted(numbers & set(range(len(made)))):
                who, ref = made[number]
                talk.say(line.format(ref), who)
        case ("say", str(line), str(who)):
            talk.say(line, who)
        case ("night",):
            talk.later(days=1)
        case ("erase", str(who)) if talk.work.people.by_name(who):
            talk.say("mydata erase", who)
        case ("show", int() | None as team, int() | str() as span, (str(name), author)):
            _show(talk, team, span, (VIEWS[name], author), shown)


def _show(
    talk: Dialog,
    team: int | None,
    span: int | str,
    shows: tuple[tuple[View, frozenset[Kind]], str | None],
    before: list[Snapshot],
) -> None:
    """Ask for both answers, and show the sum where it may be shown; a number is a day so long ago."""
    (view, kinds), author = shows
    today = talk.at.date()
    if isinstance(span, int):
        period = period_of("today", today - timedelta(days=span))
    else:
        period = week_of(today - timedelta(days=7)) if span == "before" else period_of(span, today)
    person = talk.work.people.by_name(author) if author else None
    who = person.id if person else None
    if author and not person:
        return
    shown = shareable_sum(talk.work, team, period, talk.at, today, who, view=view, kinds=kinds)
    assert (shown.kinds if shown else set()) == _allowed_by_all(talk.work, team, period, talk.at, who, view, kinds)
    if shown:
        record_shown(talk.work, showing_of(shown), talk.at)
        taken = _snapshot(talk.work, shown)
        others = [other for other in before if not _again(other.shown, shown)]
        for other in others:
            _compare(other, taken)
        for kind in shown.kinds - {Kind.PROMISE}:
            _subtract([other.work[kind] for other in others if kind in other.work], taken.work[kind], who)
        before.append(taken)


def _again(other: SharedSum, shown: SharedSum) -> bool:
    """Whether it is a post that is sent again."""
    same = (other.view, other.team, other.period) == (shown.view, shown.team, shown.period)
    return other.author is shown.author is None and shown.view is not View.EXPLORE and same


def _subtract(earlier: list[frozenset[tuple[int, int]]], new: frozenset[tuple[int, int]], who: int | None) -> None:
    """Add and subtract any two earlier sums from a new one that has anything of one of them: it leaves a group, or nobody."""
    for pair in combinations([frozenset(), frozenset(), *earlier], 2):
        if not any(new & each for each in pair):
            assert is_group({person for _, person in new}, who)
        elif not pair[0] or not pair[1] or any(pair[0] & each for each in (pair[1], new)):
            for signs in product((-1, 1), repeat=2):
                left: Counter[tuple[int, int]] = Counter(new)
                for sign, each in zip(signs, pair, strict=True):
                    left.update(dict.fromkeys(each, sign))
                people = {person for (_, person), weight in left.items() if weight}
                assert not people or is_group(people, who), (pair, new)


def _compare(first: Snapshot, second: Snapshot) -> None:
    """The two differ by nobody's promises, or by those of three besides who showed the second."""
    if Kind.PROMISE not in first.shown.kinds & second.shown.kinds:
        return
    common = max(first.days[0], second.days[0]), min(first.days[1], second.days[1])
    moved: dict[tuple[int, bool], Counter[str]] = {}
    for snapshot, sign in ((first, -1), (second, +1)):
        for (person, _, day), fates in snapshot.promises.items():
            inside = common[0] <= day <= common[1]
            left = moved.setdefault((person, inside), Counter())
            for fate, count in fates.items():
                left[fate] += sign * count
    people = {person for (person, _), left in moved.items() if any(left.values())}
    if _in_common(first, second):
        assert not people or is_group(people, second.shown.author), (first, second)


def _in_common(first: Snapshot, second: Snapshot) -> bool:
    """Whether one has anything of the other: two that have not are not subtracted."""
    return any(by and key in second.promises for key, by in first.promises.items())


def _snapshot(work: Work, shown: SharedSum) -> Snapshot:
    assert isinstance(work, SqlWork)
    rows = work._db.rows
    period = shown.period
    done: dict[Kind, set[tuple[int, int]]] = {kind: set() for kind in shown.kinds}
    for row in rows("SELECT id, kind, person, team, day FROM entry WHERE tenant = :tenant AND live = 1"):
        kind, day = Kind(row["kind"]), date.fromisoformat(row["day"])
        team_only = kind is Kind.HANDOFF and shown.team is not None and row["team"] != shown.team
        if kind in done and kind is not Kind.WENT and not team_only and _covers(shown, row["person"], row["team"], day):
            done[kind].add((row["id"], row["person"]))
    if Kind.WENT in done:
        waits = work.figures.waits(period.first, period.last, team=shown.team)
        done[Kind.WENT] = {(wait.number, wait.went_by) for wait in waits if wait.went_by}
    promises: dict[tuple[int, int | None, date], Counter[str]] = {}
    for row in rows("SELECT person, team, counted FROM promise WHERE tenant = :tenant"):
        words = row["counted"].split()
        for on, fate in zip(words[::2], words[1::2], strict=True):
            day = date.fromisoformat(on)
            if _covers(shown, row["person"], row["team"] or None, day):
                assert shown.today
                late = "late" if day < shown.today else "due"
                found = promises.setdefault((row["person"], row["team"] or None, day), Counter())
                found[late if fate == "unanswered" else fate] += 1
    return Snapshot(shown=shown, work={kind: frozenset(each) for kind, each in done.items()}, promises=promises)


def _covers(shown: SharedSum, person: int, team: int | None, day: date) -> bool:
    in_team = shown.team in (None, team) or (team is None and person in shown.people)
    return in_team and shown.period.first <= day <= shown.period.last


def _allowed_by_all(
    work: Work, team: int | None, period: Period, at: datetime, author: int | None, view: View, kinds: frozenset[Kind]
) -> frozenset[Kind]:
    """Return the kinds that do not tell, with all sums that were ever shown, what fewer than three people did."""
    assert isinstance(work, SqlWork)
    everybody = frozenset(row["id"] for row in work._db.rows("SELECT id FROM person WHERE tenant = :tenant"))
    figures = work.figures
    tick = timedelta(microseconds=1)
    new = SharedSum(
        team=team,
        period=period,
        at=at + tick,
        people=people_in_sums(work, team, period),
        last_entry=figures.last_entry(),
        last_change=figures.last_change(),
        today=at.date(),
        author=author,
        view=view,
        kinds=kinds,
    )
    earlier = [other for other in _shown(work, at + tick) if not _again(other, new)]
    first, last = LONG_AGO.date(), at.date() + timedelta(days=400)
    entries, changes = figures.counted(everybody, first, last), figures.promise_changes(everybody, first, last)
    return kinds_of_groups(entries, changes, earlier, new)


def _shown(work: Work, end: datetime) -> Iterator[SharedSum]:
    found: dict[tuple[int | None, str, datetime], SharedSum] = {}
    for record in work.audit.between(LONG_AGO, end, actions=(AuditAction.SHARED,)):
        look = parse_look(record.what)
        assert look
        assert look.period
        assert look.last_entry is not None
        held = {person for person in (record.person, record.author) if person}
        key = record.author, record.what, record.at
        so_far = found.get(key) or SharedSum(
            team=look.team,
            period=look.period,
            at=record.at,
            people=frozenset(),
            last_entry=look.last_entry,
            last_change=look.last_change,
            today=look.today,
            author=record.author,
            view=look.view,
            kinds=look.kinds,
        )
        found[key] = replace(so_far, people=so_far.people | held)
    yield from found.values()
