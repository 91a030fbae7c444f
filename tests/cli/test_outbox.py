"""The operator's list of parked and uncertain nudges, and what is done with them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.main import cli
from bot.domain.outbox import Occurrence, Reason, Stage, State
from bot.domain.work import Work
from bot.settings import load
from storage.configured import open_store
from tests.nudges.house import at
from tests.planned import all_planned

Snurr = Callable[..., Result]
MORNING, MISSED = at("2026-11-24T08:30"), at("2026-11-24T10:30")


def _stuck(work: Work) -> None:
    """Let one nudge of anna's and one of bo's be parked, and one of Maja's be uncertain."""
    for name, state in (("anna", State.PARKED), ("bo", State.PARKED), ("Maja", State.UNCERTAIN)):
        person = work.people.add(name, at("2026-11-20T09:00"))
        work.outbox.plan(
            Occurrence(
                key=f"N1:p{person.id}:2026-11-24",
                rule="N1",
                local_day=MORNING.date(),
                due=MORNING,
                until=MISSED,
                person=person.id,
                subject="2026-11-24",
            )
        )
        all_planned(work, MORNING)
        (claimed,) = work.outbox.claim(MORNING, "one", MISSED, 9)
        work.outbox.finish(claimed.ended(state, Reason.NO_ADDRESS), "one")


@pytest.fixture(name="snurr")
def snurr_fixture(tmp_path: Path, database_url: str) -> Snurr:
    """Runs a command at nine in the morning of that day."""
    env = {"DATABASE_URL": database_url, "SNURR_CONFIG": str(tmp_path / "none.toml")}
    store = open_store(load(env))
    asyncio.run(store.write(_stuck))
    store.close()
    clock = {"SNURR_CLOCK": "2026-11-24T09:00+01:00"}
    return lambda *words, **more: CliRunner().invoke(cli, words, env=env | clock | more)


def _objects(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_list_says_number_rule_recipient_state_and_reason(snurr: Snurr) -> None:
    """For a person as lines, for scripts as objects."""
    found = _objects(snurr("outbox", "--json"))
    assert [("anna", "parked"), ("bo", "parked"), ("Maja", "uncertain")] == [(one["to"], one["state"]) for one in found]
    assert {("N1", "2026-11-24", "no address")} == {(one["rule"], one["day"], one["why"]) for one in found}
    assert "1  2026-11-24T08:30+01:00  N1  anna  parked: no address" in snurr("outbox").stdout
    assert "" == snurr("outbox", "--since", "2026-11-25", "--json").stdout


def test_one_is_sent_again_by_its_number(snurr: Snurr) -> None:
    """It leaves the list, and the next turn sends it."""
    assert ["due"] == [one["state"] for one in _objects(snurr("outbox", "retry", "3", "--json"))]
    assert [1, 2] == [one["id"] for one in _objects(snurr("outbox", "--json"))]
    sent = snurr("tick", "--at", "2026-11-24T09:01+01:00").stdout
    assert "2026-11-24T08:30+01:00  N1  Maja  sent" in sent


def test_all_parked_ones_are_sent_again_at_once(snurr: Snurr) -> None:
    """What may have arrived is not among them."""
    assert [1, 2] == [one["id"] for one in _objects(snurr("outbox", "retry", "all-parked", "--json"))]
    assert [3] == [one["id"] for one in _objects(snurr("outbox", "--json"))]
    assert "Nothing is parked.\n" == snurr("outbox", "retry", "all-parked").stdout


def test_what_cannot_be_sent_any_more_says_so_and_exits_1(snurr: Snurr) -> None:
    """Nothing is changed then."""
    late = snurr("outbox", "retry", "1", SNURR_CLOCK="2026-11-24T12:00+01:00")
    assert 1 == late.exit_code
    assert "parked: no address  not sent again: too late: its time was until 2026-11-24T10:30+01:00" in late.stdout
    assert 3 == len(_objects(snurr("outbox", "--json")))


def test_one_is_dropped(snurr: Snurr) -> None:
    """It is on the list no more, and a second time there is nothing to drop."""
    for id in ("1", "2", "3"):
        assert 0 == snurr("outbox", "drop", id).exit_code
    assert "Nothing is parked or uncertain.\n" == snurr("outbox").stdout
    dropped = "Nudge 1 was dropped already; snurr outbox retry 1 sends it, while its time lasts."
    assert dropped == str(snurr("outbox", "drop", "1").exception)


@pytest.mark.parametrize("id", ["99", "x", "-1", "9" * 30, "²"])
@pytest.mark.parametrize("verb", ["retry", "drop"])
def test_a_number_of_nothing_is_refused(snurr: Snurr, verb: str, id: str) -> None:
    """In one sentence, without a trace."""
    found = snurr("outbox", verb, "--", id)
    assert found.exit_code != 0
    assert "snurr outbox" in str(found.exception)


def test_a_day_that_is_none_is_refused(snurr: Snurr) -> None:
    """Nothing is left open behind it."""
    assert "day" in str(snurr("outbox", "--since", "friday").exception)


def _waiting(work: Work) -> None:
    """Let anna's nudge be refused for now."""
    work.outbox.send_again(1, MORNING)
    (claimed,) = work.outbox.claim(MORNING, "one", MISSED, 9)
    work.outbox.retry(replace(claimed, stage=Stage.REFUSED, reason="account_inactive"), "one", at("2026-11-24T09:05"))


def test_what_waits_for_its_platform_is_listed_too(snurr: Snurr, tmp_path: Path, database_url: str) -> None:
    """With the platform's reason; doctor counts it beside what is parked or uncertain."""
    store = open_store(load({"DATABASE_URL": database_url, "SNURR_CONFIG": str(tmp_path / "none.toml")}))
    asyncio.run(store.write(_waiting))
    store.close()
    assert "N1  anna  waiting: account_inactive" in snurr("outbox").stdout
    said = "warn  nudges: 1 wait for their platform (account_inactive), 2 of the last week are parked or uncertain"
    assert said in snurr("doctor").stdout


@pytest.mark.parametrize("verb", ["retry", "drop"])
def test_what_waits_says_when_it_is_tried_again(snurr: Snurr, tmp_path: Path, database_url: str, verb: str) -> None:
    """It needs no operator."""
    store = open_store(load({"DATABASE_URL": database_url, "SNURR_CONFIG": str(tmp_path / "none.toml")}))
    asyncio.run(store.write(_waiting))
    store.close()
    said = (
        "Nudge 1 waits, as the platform takes no message for now (account_inactive): it is tried again by itself at "
        "2026-11-24T09:05+01:00, until 2026-11-24T10:30+01:00."
    )
    assert said == str(snurr("outbox", verb, "1").exception)


def test_what_was_sent_again_says_what_it_is(snurr: Snurr) -> None:
    """Due at first, and then sent."""
    snurr("outbox", "retry", "3")
    assert "Nudge 3 is sent by itself at 2026-11-24T09:00+01:00." == str(snurr("outbox", "retry", "3").exception)
    snurr("tick", "--at", "2026-11-24T09:01+01:00")
    assert str(snurr("outbox", "retry", "3").exception).startswith("Nudge 3 was sent at 2026-11-24T09:01")
