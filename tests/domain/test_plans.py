"""Plans in the store: what the newest line about a day says, of one person and one company."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.details import Planned
from bot.domain.entries import undo
from bot.domain.plans import PlannedCall
from tests.dialog import TUESDAY, Dialog

DAY = TUESDAY.date() + timedelta(days=1)


def test_the_newest_line_of_a_day_counts(talk: Dialog) -> None:
    """An earlier one counts again once the newest is taken back."""
    anna = talk.work.people.by_name("anna")
    assert anna
    other = talk.account("Bergen Bygg")
    values = {"person": anna.id, "day": TUESDAY.date(), "at": talk.at}
    old = [talk.work.entries.add(Planned(due=DAY), account=account, **values) for account in (1, other)]
    talk.work.entries.join(old)
    new = talk.work.entries.add(Planned(due=DAY), account=other, **values)
    assert [PlannedCall(account=other, number=3)] == talk.work.plans.of(anna.id, DAY)
    undo(talk.work.entries, new, talk.at)
    assert [1, other] == [call.account for call in talk.work.plans.of(anna.id, DAY)]
    assert [] == talk.work.plans.of(anna.id, DAY + timedelta(days=1))


def test_a_merged_persons_plan_is_the_others(talk: Dialog) -> None:
    """Whoever writes from a second address keeps the plan."""
    anna, bo = (talk.work.people.by_name(name) for name in ("anna", "bo"))
    assert anna and bo
    talk.work.entries.add(Planned(due=DAY), person=bo.id, account=1, day=TUESDAY.date(), at=talk.at)
    talk.work.people.merge(bo.id, anna.id)
    assert [1] == [call.account for call in talk.work.plans.of(anna.id, DAY)]
