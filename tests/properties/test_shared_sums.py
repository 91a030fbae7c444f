"""Whether a sum may be shown is told by a few of the earlier ones, and no two that were shown differ by one person's work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.audit import AuditAction
from bot.domain.looks import parse_look
from bot.domain.periods import Period, period_of, week_of
from bot.domain.sharing import SharedSum, can_be_subtracted, is_group
from bot.domain.work import Work
from bot.views.sharing import record_shown, shareable_sum, showing_of
from storage.people import Defaults
from storage.work import SqlWork, memory_work
from tests.dialog import TUESDAY, Dialog, company
from tests.hostile.fuzz import ASKED
from tests.migrated import memory_engine

SELLERS = ("anna", "bo", "dora", "eva", "finn", "gina", "hugo")
THURSDAY = TUESDAY + timedelta(days=2)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
CONTACTS = ("C", "E", "G", "M", "O", "V")

sellers = st.sampled_from(SELLERS)
steps = st.one_of(
    st.tuples(st.just("call"), sellers, st.integers(0, 3)),
    st.tuples(st.just("calls"), st.sets(sellers, min_size=3), st.integers(0, 3)),
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
    st.tuples(st.just("undo"), sellers),
    st.tuples(st.just("night")),
    st.tuples(st.just("move"), sellers, st.sampled_from(("Nord", "Syd"))),
    st.tuples(
        st.just("show"),
        st.sampled_from((1, 2, 1, 2, None)),
        st.sampled_from((0, 1, 2, 3, "week", "week", "before", "month")),
        st.sampled_from((None, "chris", "dora")),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A sum as it was shown, with what it counted of each person by the tables of that moment."""

    shown: SharedSum
    contacts: frozenset[tuple[int, int]]
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
        for name in SELLERS[3:]:
            talk.say(f"admin person {name} seller" + (" team Nord" if name in ("eva", "finn") else ""), "chris")
        made: list[tuple[str, str]] = []
        shown: list[Snapshot] = []
        for step in history:
            talk.later(seconds=7)
            _take(talk, step, made, shown)


def _take(talk: Dialog, step: tuple[object, ...], made: list[tuple[str, str]], shown: list[Snapshot]) -> None:
    match step:
        case ("call", str(who), int(days)):
            talk.say(_call(talk, days), who)
        case ("calls", set(people), int(days)):
            for who in sorted(people):
                talk.say(_call(talk, days), who)
        case ("promise", set(people), str(due)):
            for who in sorted(people):
                made += [(who, ref) for ref in talk.say(f"promise acme words by {due}", who).stored]
        case ("answer", set(numbers), str(line)):
            for number in sorted(numbers & set(range(len(made)))):
                who, ref = made[number]
                talk.say(line.format(ref), who)
        case ("undo", str(who)):
            talk.say("undo", who)
        case ("night",):
            talk.later(days=1)
        case ("move", str(who), str(team)):
            talk.say(f"admin person {who} team {team}", "chris")
        case ("show", int() | None as team, int() | str() as span, author):
            _show(talk, team, span, author, shown)


def _call(talk: Dialog, days: int) -> str:
    return f"call acme {(talk.at - timedelta(days=days)).date().isoformat()}"


def _show(talk: Dialog, team: int | None, span: int | str, author: object, before: list[Snapshot]) -> None:
    """Ask for both answers, and show the sum where it may be shown; a number is a day so long ago."""
    today = talk.at.date()
    if isinstance(span, int):
        period = period_of("today", today - timedelta(days=span))
    else:
        period = week_of(today - timedelta(days=7)) if span == "before" else period_of(span, today)
    person = talk.work.people.by_name(str(author))
    who = person.id if person else None
    shown = shareable_sum(talk.work, team, period, talk.at, today, who)
    if is_group(talk.work.figures.active(period.first, period.last, team=team), who):
        assert (shown is None) == _told_by_all(talk.work, team, period, talk.at, who)
    if shown:
        record_shown(talk.work, showing_of(shown), talk.at)
        taken = _snapshot(talk.work, shown)
        for other in before:
            if not (other.shown.author is who is None and (other.shown.team, other.shown.period) == (team, period)):
                _compare(other, taken)
        before.append(taken)


def _compare(first: Snapshot, second: Snapshot) -> None:
    """The two differ by nobody's contacts and promises, or by those of three besides who showed the second."""
    people = {person for _, person in first.contacts ^ second.contacts}
    common = max(first.days[0], second.days[0]), min(first.days[1], second.days[1])
    moved: dict[tuple[int, bool], Counter[str]] = {}
    for snapshot, sign in ((first, -1), (second, +1)):
        for (person, _, day), fates in snapshot.promises.items():
            inside = common[0] <= day <= common[1]
            left = moved.setdefault((person, inside), Counter())
            for fate, count in fates.items():
                left[fate] += sign * count
    people |= {person for (person, _), left in moved.items() if any(left.values())}
    if _in_common(first, second):
        assert not people or is_group(people, second.shown.author), (first, second)


def _in_common(first: Snapshot, second: Snapshot) -> bool:
    """Whether one has anything of the other: two that have not are not subtracted."""
    return bool(first.contacts & second.contacts) or any(
        by and key in second.promises for key, by in first.promises.items()
    )


def _snapshot(work: Work, shown: SharedSum) -> Snapshot:
    assert isinstance(work, SqlWork)
    rows = work._db.rows
    contacts = [
        row
        for row in rows("SELECT id, kind, person, team, day FROM entry WHERE tenant = :tenant AND live = 1")
        if row["kind"] in CONTACTS and _covers(shown, row["person"], row["team"], date.fromisoformat(row["day"]))
    ]
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
    return Snapshot(shown=shown, contacts=frozenset((r["id"], r["person"]) for r in contacts), promises=promises)


def _covers(shown: SharedSum, person: int, team: int | None, day: date) -> bool:
    in_team = shown.team in (None, team) or (team is None and person in shown.people)
    return in_team and shown.period.first <= day <= shown.period.last


def _told_by_all(work: Work, team: int | None, period: Period, at: datetime, author: int | None) -> bool:
    """Whether all sums that were ever shown would tell, with this one, what fewer than three people did."""
    people = frozenset(person.id for person in work.people.everyone())
    figures = work.figures
    active = figures.active(period.first, period.last, team=team)
    promising = figures.promising(period.first, period.last, team=team)
    selling = work.people.in_team(team) if team else work.people.everyone()
    tick = timedelta(microseconds=1)
    new = SharedSum(
        team=team,
        period=period,
        at=at + tick,
        people=active | promising | {person.id for person in selling},
        last_entry=figures.last_entry(),
        last_change=figures.last_change(),
        today=at.date(),
        author=author,
    )
    earlier = [
        other
        for other in _shown(work, at + tick)
        if not (other.author is None is author and (other.team, other.period) == (team, period))
    ]
    near = [other for other in earlier if other.can_share(new)]
    if not near:
        return False
    first, last = LONG_AGO.date(), at.date() + timedelta(days=400)
    entries, changes = figures.counted(people, first, last), figures.promise_changes(people, first, last)
    return can_be_subtracted(entries, changes, earlier, new)


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
        )
        found[key] = replace(so_far, people=so_far.people | held)
    yield from found.values()
