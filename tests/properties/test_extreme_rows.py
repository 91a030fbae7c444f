"""Every rule, card and view over rows at the bounds of what a table can hold: nothing raises, nobody else is stopped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.details import (
    Call,
    Departure,
    Detail,
    Exclusivity,
    FactorScore,
    FollowUp,
    Freeze,
    HandOff,
    Junk,
    Planned,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    RefillOrder,
    RefillRhythm,
    Touch,
    Waiting,
)
from bot.domain.people import Role
from bot.domain.ratings import Factor
from bot.messages.plain_text import card_text
from nudges.planner import pictures_on
from nudges.preview import preview
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import TUESDAY, Dialog, company

TODAY = TUESDAY.date()
HUGE = 2**62
BOUNDS = (date.min, date.max, date.max - timedelta(days=1), date(1, 1, 2))
VIEWS = (
    "today", "me", "me week", "me week month", "team", "team week", "team month", "team promises", "team zeros",
    "team waiting", "team switchboard", "account acme", "home", "help", "budget", "export", "admin",
)  # fmt: skip
days = st.sampled_from((*BOUNDS, TODAY)) | st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40))
texts = st.sampled_from(
    ("", " ", "*", "<!channel>", "a" * 5000, "😀" * 300, "\u202e]()|", "{name} %s", "'; --")
) | st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
numbers = st.sampled_from((0, 1, -1, HUGE, -HUGE)) | st.integers(0, 100)
role_sets = st.frozensets(st.sampled_from(Role))
details = st.one_of(
    st.builds(PromiseMade, what=texts, due=st.sampled_from(BOUNDS)),
    st.builds(FollowUp, due=st.sampled_from(BOUNDS), note=texts),
    st.builds(PromiseMade, what=texts, due=days, broken=st.booleans(), told=st.booleans()),
    st.builds(FollowUp, due=days, note=texts),
    st.builds(PromiseStep, promise=st.integers(1, 4), outcome=st.sampled_from(PromiseOutcome), due=st.none() | days),
    st.builds(Call, questions=st.none() | numbers, note=texts, listened=st.booleans()),
    st.builds(Waiting, place=texts, what=texts),
    st.builds(Planned, due=days),
    st.builds(HandOff, desk=st.just(1), minutes=numbers, cause=texts),
    st.builds(RefillRhythm, item=texts, every=numbers),
    st.builds(RefillOrder, refill=st.integers(1, 3)),
    st.builds(Junk, minutes=numbers, what=texts),
    st.builds(Exclusivity, item=texts, place=texts),
    st.builds(Freeze, why=texts, over=st.booleans(), value=st.none() | numbers),
    st.builds(Departure, why=texts),
    st.builds(
        Touch,
        touchpoint=st.just(1),
        marks=st.sampled_from(Factor).map(lambda factor: (FactorScore(factor=factor, score=0),)),
        why=texts,
    ),
)


def _fill(work: SqlWork, data: st.DataObject) -> None:
    """Store rows that no verb would store."""
    work.desks.save("service")
    work.touchpoints.save("website")
    account = work.accounts.by_key("acme")
    assert account
    work.accounts.change(account.id, name=data.draw(texts) or "x", value=data.draw(numbers))
    for person in work.people.everyone():
        if data.draw(st.integers(0, 3)) == 0:
            work.people.add_leave(person.id, *sorted((data.draw(days), data.draw(days))))
        work.people.change(
            person.id,
            name=data.draw(texts),
            roles=data.draw(role_sets),
            team=data.draw(st.sampled_from((None, 1, 2))),
            zone=data.draw(st.sampled_from(("", "No/Such", "Pacific/Apia", "Asia/Kathmandu"))),
            country=data.draw(st.sampled_from(("", "XX", "NO"))),
            paused_until=data.draw(st.none() | days),
            muted=data.draw(st.sampled_from(((), (("N1", date.max),), (("N1", date.min),)))),
        )
    for detail in data.draw(st.lists(details, min_size=2, max_size=8)):
        _log(work, detail, data)


def _log(work: SqlWork, detail: Detail, data: st.DataObject) -> None:
    if isinstance(detail, PromiseStep) and work.promises.find(detail.promise) is None:
        return
    person = data.draw(st.integers(1, 4))
    at = TUESDAY - timedelta(minutes=data.draw(st.integers(0, 60 * 24 * 30)))
    work.entries.add(detail, person=person, account=1, day=data.draw(days), at=at)


def _look(talk: Dialog) -> None:
    for who in ("anna", "chris"):
        for line in VIEWS:
            card_text(talk.say(line, who).card)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_rule_and_every_view_takes_rows_at_the_bounds(shared: SqliteEngine, data: st.DataObject) -> None:
    """Days at both ends of the calendar, huge numbers, hostile names, odd roles, no team, no zone."""
    with memory_work(shared, Defaults()) as work:
        talk = company(work)
        _fill(work, data)
        for ahead in range(4):
            at = TUESDAY + timedelta(days=ahead)
            shown = preview(work, pictures_on(work, at.date(), at))
            assert [] == [result for result in shown if result.outcome.startswith("failed")]
        _look(talk)


@pytest.mark.parametrize("bound", BOUNDS)
@pytest.mark.parametrize("who", [1, 2])
def test_each_stored_day_at_a_bound_leaves_every_day_to_be_planned(work: SqlWork, bound: date, who: int) -> None:
    """A promise, a new due day, a follow-up, a pause, a mute and a leave at one end of the calendar, each read by every rule."""
    talk = company(work)
    at = TUESDAY - timedelta(days=1)
    for detail in (
        PromiseMade(what="far", due=bound),
        FollowUp(due=bound),
        PromiseMade(what="b", due=bound, broken=True),
    ):
        work.entries.add(detail, person=who, account=1, day=bound, at=at)
    work.entries.add(
        PromiseStep(promise=1, outcome=PromiseOutcome.TOLD, told=False, due=bound),
        person=who,
        account=1,
        day=bound,
        at=at,
    )
    for ahead in range(4):
        now = TUESDAY + timedelta(days=ahead)
        assert [] == [found for found in preview(work, pictures_on(work, now.date(), now)) if "failed" in found.outcome]
    work.people.add_leave(who, bound, bound)
    work.people.change(who, paused_until=bound, muted=(("N1", bound),))
    _look(talk)
    assert [] == [found for found in preview(work, pictures_on(work, TODAY, TUESDAY)) if "failed" in found.outcome]
