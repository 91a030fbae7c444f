"""What Slack refuses for a while goes out once it takes it again, within its own time, once; nothing is said of it else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from adapters.common import company_door
from adapters.slack import probes
from nudges.stuck import stuck_nudges
from tests.fakes.slack import FakeSlack, Fault
from tests.slack.bench import Bench, bench, until
from tests.slack.test_out import HALF_PAST_EIGHT, quota, tallies

POST = "chat.postMessage"
NOWHERE = "http://127.0.0.1:1/api/"
"""Where nobody listens."""
REFUSED = Fault(error="account_inactive")


async def wait(house: Bench, seconds: float) -> None:
    """Let time go by for the machine and for business."""
    door = house.workspace.door
    began = door.now
    door.now = lambda: began() + seconds
    house.clock.move_to(house.clock.now() + timedelta(seconds=seconds))


async def of_state(house: Bench, state: str) -> int:
    """Return how many nudges are in a state, of everybody."""
    return sum(getattr(tally, state) for tally in await tallies(house))


async def test_one_refusal_parks_nobody_elses_morning(house: Bench) -> None:
    """Slack answers one post as if the app were removed, and auth.test as ever: the others go, and this one a bit later."""
    for user in ("U1", "U2"):
        await house.say("help", user=user)
    house.fake.fail(POST, REFUSED)
    await house.tick(HALF_PAST_EIGHT)
    assert house.slack.problems() == []
    await house.tick(HALF_PAST_EIGHT + timedelta(seconds=5))
    assert [1, 1] == [len([m for m in house.fake.to(user) if "Good morning" in m.text]) for user in ("U1", "U2")]
    assert await of_state(house, "parked") == 0


async def test_a_workspace_that_refuses_for_an_hour_is_written_to_afterwards(house: Bench) -> None:
    """Nobody is parked meanwhile, the list says why they wait, and each gets one message."""
    for user in ("U1", "U2"):
        await house.say("help", user=user)
    house.fake.fail(POST, *[REFUSED] * 5)
    house.fake.fail("auth.test", *[REFUSED] * 5)
    calls = len(house.fake.called(POST))
    await house.tick(HALF_PAST_EIGHT)
    assert len(house.fake.called(POST)) == calls + 1
    assert house.slack.problems() == ["slack: account_inactive"]
    assert await of_state(house, "parked") == 0
    waiting = await house.store.read(lambda work: stuck_nudges(work, date.min, house.clock.now()))
    assert {("due", "account_inactive")} == {(one.occurrence.state, one.occurrence.reason) for one in waiting}
    house.fake.faults.clear()
    await wait(house, 3600)
    await house.tick()
    await house.tick(house.clock.now() + timedelta(seconds=5))
    assert len(await quota(house)) == 1
    assert house.slack.problems() == []
    assert await of_state(house, "open") == 0


async def test_what_was_refused_until_its_time_was_over_says_so(house: Bench) -> None:
    """It is too late then, for the platform's reason."""
    await house.say("help")
    house.fake.fail(POST, *[REFUSED] * 5)
    house.fake.fail("auth.test", *[REFUSED] * 5)
    await house.tick(HALF_PAST_EIGHT)
    house.fake.faults.clear()
    await wait(house, 5 * 3600)
    ended = await house.tick()
    assert "expired: account_inactive" in {result.outcome for result in ended if result.rule == "N1"}
    assert await quota(house) == []


async def test_a_network_that_is_gone_for_minutes_parks_nobody(house: Bench) -> None:
    """However often nobody is reached, the nudges go out once the network is back, each once."""
    for user in ("U1", "U2"):
        await house.say("help", user=user)
    web = house.workspace.client.web
    there, web.base_url = web.base_url, NOWHERE
    await house.tick(HALF_PAST_EIGHT)
    for _ in range(20):
        await wait(house, 61)
        await house.tick()
    assert await of_state(house, "parked") == 0
    assert house.slack.problems() == ["slack: unreachable"]
    web.base_url = there
    await wait(house, 61)
    await house.tick()
    await house.tick(house.clock.now() + timedelta(seconds=5))
    assert [1, 1] == [len([m for m in house.fake.to(user) if "Good morning" in m.text]) for user in ("U1", "U2")]
    assert house.slack.problems() == []


async def test_a_refused_workspace_is_asked_again_by_itself(fake: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a nudge that tries: /readyz says so as long as it is so, and no longer."""
    monkeypatch.setattr(company_door, "REFUSED_SECONDS", 0.05)
    monkeypatch.setattr(probes, "LOOK_SECONDS", 0.05)
    async with bench(fake) as house:
        fake.fail("auth.test", *[REFUSED] * 3)
        await house.workspace.probe()
        assert house.slack.problems() == ["slack: account_inactive"]
        await until(lambda: house.slack.problems() == [])


async def test_a_person_who_writes_gets_what_was_parked_while_they_were_closed(house: Bench) -> None:
    """Within its time; what was parked for another reason, or is too late, stays as it is."""
    await house.say("help")
    house.fake.fail(POST, Fault(error="messages_tab_disabled"))
    await house.tick(HALF_PAST_EIGHT)
    assert await of_state(house, "parked") == 1
    house.clock.move_to(HALF_PAST_EIGHT + timedelta(minutes=20))
    await house.say("help")
    await house.tick()
    assert len(await quota(house)) == 1
    assert await of_state(house, "parked") == 0
    await house.say("help")
    await house.tick(HALF_PAST_EIGHT + timedelta(minutes=25))
    assert len(await quota(house)) == 1
