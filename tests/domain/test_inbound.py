"""Inbound deliveries: receipts by key, lines typed again, and how long they are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.inbound import same_as
from storage.work import SqlWork
from tests.dialog import TUESDAY

ANNA, BO = 1, 2


def _keep(work: SqlWork, key: str = "", *, person: int = ANNA, line: str = "", receipt: str = "one", seconds: int = 0) -> None:  # fmt: skip
    work.inbound.keep(key, person, line, receipt, TUESDAY + timedelta(seconds=seconds))


@pytest.fixture(autouse=True)
def people_fixture(work: SqlWork) -> None:
    """Anna and Bo have ids 1 and 2."""
    assert [ANNA, BO] == [work.people.add(name, TUESDAY).id for name in ("Anna", "Bo")]


def test_a_delivery_that_comes_again_gets_its_receipt(work: SqlWork) -> None:
    """One that is new has none."""
    _keep(work, "slack:1")
    assert ("one", None) == (work.inbound.receipt("slack:1"), work.inbound.receipt("slack:2"))


def test_the_first_receipt_of_a_key_stays(work: SqlWork) -> None:
    """A second answer to the same delivery changes nothing."""
    _keep(work, "slack:1", receipt="first")
    _keep(work, "slack:1", receipt="second")
    assert "first" == work.inbound.receipt("slack:1")


def test_a_second_key_of_a_delivery_leads_to_its_receipt(work: SqlWork) -> None:
    """A form that was opened by a line: both count once."""
    _keep(work, "line", receipt="packed")
    _keep(work, "form", receipt=same_as("line"))
    assert "packed" == work.inbound.receipt("form")


def test_a_second_key_of_a_delivery_that_was_forgotten_has_no_receipt(work: SqlWork) -> None:
    """None, not the reference."""
    _keep(work, "form", receipt=same_as("line"))
    assert work.inbound.receipt("form") is None


def test_a_receipt_that_was_dropped_can_be_kept_anew(work: SqlWork) -> None:
    """An edited message is answered again."""
    _keep(work, "slack:1", receipt="old")
    work.inbound.forget_key("slack:1")
    assert work.inbound.receipt("slack:1") is None
    _keep(work, "slack:1", receipt="new")
    assert "new" == work.inbound.receipt("slack:1")


def test_a_line_typed_again_is_found_with_its_time_and_receipt(work: SqlWork) -> None:
    """The last one of the same person since an instant."""
    _keep(work, line="call acme", receipt="first")
    _keep(work, line="call acme", receipt="last", seconds=30)
    _keep(work, line="call acme", receipt="bo's", person=BO, seconds=40)
    _keep(work, line="call beta", receipt="other", seconds=50)
    last = TUESDAY + timedelta(seconds=30)
    assert (last, "last") == work.inbound.before("", ANNA, "call acme", TUESDAY).typed
    assert (last, "last") == work.inbound.before("", ANNA, "call acme", last).typed
    assert work.inbound.before("", ANNA, "call acme", last + timedelta(microseconds=1)).typed is None


def test_lines_without_a_key_are_kept_side_by_side(work: SqlWork) -> None:
    """An empty key is no key."""
    for _ in range(3):
        _keep(work, line="call acme")
    assert 3 == work.inbound.before("", ANNA, "", TUESDAY).deliveries


def test_only_typed_lines_of_the_person_since_the_instant_are_counted(work: SqlWork) -> None:
    """Buttons have no line; others' lines do not slow anybody down."""
    for seconds, person, line in ((0, ANNA, "early"), (60, ANNA, "one"), (61, ANNA, ""), (62, BO, "two"), (63, ANNA, "three")):  # fmt: skip
        _keep(work, line=line, person=person, seconds=seconds)
    assert 2 == work.inbound.before("", ANNA, "", TUESDAY + timedelta(seconds=60)).deliveries
