"""Whether a sum may be shown is told by a few of the earlier ones, and is what all of them would tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.audit import AuditAction
from bot.domain.looks import parse_look
from bot.domain.periods import Period, period_of
from bot.domain.sharing import SharedSum, can_be_subtracted, is_group
from bot.domain.work import Work
from bot.views.sharing import record_shown, shareable_sum, showing_of
from storage.people import Defaults
from storage.work import memory_work
from tests.dialog import TUESDAY, Dialog, company
from tests.migrated import memory_engine

SELLERS = ("anna", "bo", "dora", "eva", "finn", "gina", "hugo")
THURSDAY = TUESDAY + timedelta(days=2)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

sellers = st.sampled_from(SELLERS)
steps = st.one_of(
    st.tuples(st.just("call"), sellers, st.integers(0, 3)),
    st.tuples(st.just("call"), sellers, st.integers(0, 3)),
    st.tuples(st.just("calls"), st.sets(sellers, min_size=3), st.integers(0, 3)),
    st.tuples(st.just("undo"), sellers),
    st.tuples(st.just("move"), sellers, st.sampled_from(("Nord", "Syd"))),
    st.tuples(
        st.just("show"),
        st.sampled_from((1, 2, 1, 2, None)),
        st.sampled_from((0, 1, 2, 3, "week", "month")),
        st.sampled_from((None, "chris", "dora")),
    ),
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, min_size=8, max_size=30))
def test_few_sums_and_entries_tell_what_all_would_tell(history: list[tuple[object, ...]]) -> None:
    """People log, take back and change teams between the shares of two teams, their company and the weekly post."""
    with memory_work(memory_engine(), Defaults()) as work:
        talk = company(work)
        talk.at = THURSDAY
        for name in SELLERS[3:]:
            talk.say(f"admin person {name} seller" + (" team Nord" if name in ("eva", "finn") else ""), "chris")
        for step in history:
            talk.later(seconds=7)
            _take(talk, step)


def _take(talk: Dialog, step: tuple[object, ...]) -> None:
    match step:
        case ("call", str(who), int(days)):
            talk.say(_call(days), who)
        case ("calls", set(people), int(days)):
            for who in sorted(people):
                talk.say(_call(days), who)
        case ("undo", str(who)):
            talk.say("undo", who)
        case ("move", str(who), str(team)):
            talk.say(f"admin person {who} team {team}", "chris")
        case ("show", int() | None as team, int() | str() as span, author):
            _show(talk, team, span, author)


def _call(days: int) -> str:
    return f"call acme {(THURSDAY - timedelta(days=days)).date().isoformat()}"


def _show(talk: Dialog, team: int | None, span: int | str, author: object) -> None:
    """Ask for both answers, and show the sum where it may be shown; a number is a day so long ago."""
    today = THURSDAY.date()
    period = period_of(span, today) if isinstance(span, str) else period_of("today", today - timedelta(days=span))
    person = talk.work.people.by_name(str(author))
    who = person.id if person else None
    shown = shareable_sum(talk.work, team, period, talk.at, who)
    if is_group(talk.work.figures.active(period.first, period.last, team=team), who):
        assert (shown is None) == _told_by_all(talk.work, team, period, talk.at, who)
    if shown:
        record_shown(talk.work, showing_of(shown), talk.at)


def _told_by_all(work: Work, team: int | None, period: Period, at: datetime, author: int | None) -> bool:
    """Whether all sums that were ever shown would tell, with this one, what fewer than three people did."""
    people = frozenset(person.id for person in work.people.everyone())
    active = work.figures.active(period.first, period.last, team=team)
    selling = work.people.in_team(team) if team else work.people.everyone()
    held = active | {person.id for person in selling}
    tick = timedelta(microseconds=1)
    new = SharedSum(
        team=team, period=period, at=at + tick, people=held, last_entry=work.figures.last_entry(), author=author
    )
    earlier = [
        other
        for other in _shown(work, at + tick)
        if not (other.author is None is author and (other.team, other.period) == (team, period))
    ]
    everything = work.figures.counted(people, LONG_AGO.date(), at.date() + timedelta(days=400))
    return can_be_subtracted(everything, earlier, new)


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
            author=record.author,
        )
        found[key] = replace(so_far, people=so_far.people | held)
    yield from found.values()
