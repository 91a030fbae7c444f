"""What is parked or uncertain is listed, and an operator sends it again or drops it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.audit import AuditAction
from bot.domain.outbox import State
from bot.domain.people import LEFT
from bot.errors import DeliveryError
from nudges.stuck import StuckNudge, drop, send_again, stuck_nudges
from tests.nudges.house import House, at

REFUSED = DeliveryError("channel_not_found", permanent=True, parks=True)
LOST = DeliveryError("timeout")


async def _stuck(house: House) -> list[StuckNudge]:
    now = at("2026-11-24T09:00")
    return await house.store.read(lambda work: stuck_nudges(work, date.min, now))


async def _one_stuck(house: House, error: DeliveryError) -> StuckNudge:
    """Let anna's morning quota end with an error."""
    await house.say("bo", "pause until fri", "2026-11-24T08:00")
    house.paper.errors = [error]
    await house.tick("2026-11-24T08:30")
    (stuck,) = await _stuck(house)
    return stuck


async def _again(house: House, id: int, when: str) -> StuckNudge:
    return await house.store.write(lambda work: send_again(work, id, at(when)))


@pytest.mark.parametrize(
    ("error", "state", "why"),
    [
        (REFUSED, "parked", "channel_not_found"),
        (LOST, "uncertain", "the answer was lost"),
    ],
)
async def test_what_is_stuck_is_listed_and_sent_again(house: House, error: DeliveryError, state: str, why: str) -> None:
    """Once more, under a key of its own where the first one may have arrived; then it is on the list no more."""
    stuck = await _one_stuck(house, error)
    assert {
        "id": stuck.occurrence.id,
        "rule": "N1",
        "to": "anna",
        "day": "2026-11-24",
        "local_time": "2026-11-24T08:30+01:00",
        "state": state,
        "why": why,
        "refused": "",
    } == stuck.plain()
    again = await _again(house, stuck.occurrence.id, "2026-11-24T08:40")
    assert ("due", "", "") == (again.plain()["state"], again.plain()["why"], again.refused)
    assert [] == await _stuck(house)
    turn = await house.tick("2026-11-24T08:41")
    assert [("N1", "sent")] == [(one.rule, one.outcome) for one in turn]
    assert ["anna"] == [message.to for message in house.paper.sent]
    assert all(due == ended for due, ended in await house.tallies())


async def test_what_would_not_be_sent_is_refused_with_the_reason(house: House) -> None:
    """It stays as it was, and nothing is sent."""
    stuck = await _one_stuck(house, REFUSED)
    late = await _again(house, stuck.occurrence.id, "2026-11-24T12:00")
    assert "too late: its time was until 2026-11-24T10:30+01:00" == late.refused
    await house.say("anna", "mute N1 until fri", "2026-11-24T08:40")
    assert "muted" == (await _again(house, stuck.occurrence.id, "2026-11-24T09:00")).refused
    assert [stuck] == await _stuck(house)
    assert [] == [one for one in await house.tick("2026-11-24T09:01") if one.to == "anna"]


async def test_what_was_done_meanwhile_is_not_sent_again(house: House) -> None:
    """Its rule does not yield it any more."""
    await house.say("anna", "follow acme tue", "2026-11-23T09:00")
    await house.say("anna", "mute N1 until fri", "2026-11-23T09:00")
    stuck = await _one_stuck(house, REFUSED)
    assert "N3" == stuck.occurrence.rule
    await house.say("anna", "call acme", "2026-11-24T08:40")
    assert "already done" == (await _again(house, stuck.occurrence.id, "2026-11-24T09:00")).refused


async def test_a_parked_address_is_tried_again_but_not_one_of_who_left(house: House) -> None:
    """Otherwise the nudge would be parked again at once."""
    stuck = await _one_stuck(house, REFUSED)
    anna = stuck.occurrence.person or 0
    await house.store.write(lambda work: work.people.link(anna, "slack", "U1"))
    await house.store.write(lambda work: work.people.link(anna, "teams", "a-1"))
    await house.store.write(lambda work: work.people.park("slack", "U1", "channel_not_found"))
    await house.store.write(lambda work: work.people.park("teams", "a-1", LEFT))
    await _again(house, stuck.occurrence.id, "2026-11-24T09:00")
    links = await house.store.read(lambda work: work.people.addresses(anna))
    assert {"slack": "", "teams": LEFT} == {link.platform: link.parked for link in links if link.platform != "terminal"}


async def test_a_parked_channel_is_tried_again(house: House) -> None:
    """The channel's own address is opened too."""
    await house.say("anna", "pause until fri", "2026-11-24T08:00")
    await house.say("bo", "pause until fri", "2026-11-24T08:00")
    house.paper.errors = [REFUSED]
    await house.tick("2026-11-24T08:45")
    (stuck,) = await _stuck(house)
    assert "#nord" == stuck.to
    assert "" == (await _again(house, stuck.occurrence.id, "2026-11-24T08:50")).refused
    assert ("#nord", "sent") in [(one.to, one.outcome) for one in await house.tick("2026-11-24T08:51")]


@pytest.mark.parametrize(("error", "state"), [(REFUSED, State.PARKED), (LOST, State.UNCERTAIN)])
async def test_what_is_dropped_leaves_the_list_and_keeps_its_state(
    house: House, error: DeliveryError, state: State
) -> None:
    """The accounts of the day stay true; and it can still be sent again."""
    stuck = await _one_stuck(house, error)
    id, now = stuck.occurrence.id, at("2026-11-24T09:00")
    dropped = await house.store.write(lambda work: drop(work, id, now))
    assert (state, "dropped by the operator") == (dropped.occurrence.state, dropped.occurrence.reason)
    assert [] == await _stuck(house)
    found = await house.store.read(lambda work: work.outbox.get(id))
    assert found
    assert state == found.state
    with pytest.raises(LookupError):
        await house.store.write(lambda work: drop(work, id, now))
    assert "" == (await _again(house, id, "2026-11-24T09:00")).refused


async def test_only_what_is_stuck_is_changed(house: House) -> None:
    """What was sent is not sent again, and a number of nothing is none."""
    sent = (
        await house.tick("2026-11-24T08:30"),
        await house.store.read(lambda work: work.outbox.of_day(2, date(2026, 11, 24))),
    )
    for id in (sent[1][0].id, 999):
        with pytest.raises(LookupError):
            await _again(house, id, "2026-11-24T09:00")
        with pytest.raises(LookupError):
            await house.store.write(lambda work, id=id: drop(work, id, at("2026-11-24T09:00")))


async def test_sent_again_it_has_all_its_tries(house: House) -> None:
    """Five more that the platform refuses for now."""
    stuck = await _one_stuck(house, REFUSED)
    await _again(house, stuck.occurrence.id, "2026-11-24T08:40")
    found = await house.store.read(lambda work: work.outbox.get(stuck.occurrence.id))
    assert found
    assert 0 == found.attempt


async def test_the_audit_says_what_the_operator_did(house: House) -> None:
    """Whose nudge it was, which and of which day."""
    stuck = await _one_stuck(house, REFUSED)
    id, now = stuck.occurrence.id, at("2026-11-24T09:00")
    await house.store.write(lambda work: drop(work, id, now))
    await _again(house, id, "2026-11-24T09:00")
    records = await house.store.read(lambda work: work.audit.newest(2))
    assert [AuditAction.NUDGE_SENT_AGAIN, AuditAction.NUDGE_DROPPED] == [record.action for record in records]
    assert {("N1 2026-11-24", stuck.occurrence.person, None)} == {(one.what, one.person, one.author) for one in records}
