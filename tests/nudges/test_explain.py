"""Why one person got no nudge: every rule answers, and as the planner and the claim decide."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import DeliveryError
from nudges.explain import RuleAnswer, explain_day
from nudges.rule import To, rules
from tests.nudges.house import House, at

TUESDAY = date(2026, 11, 24)


@pytest.fixture(name="house")
async def house_fixture(house: House) -> House:
    """Anna and Bo can be reached."""
    for name in ("anna", "bo"):
        person = await house.store.read(lambda work, name=name: work.people.named(name)[0].id)
        await house.store.write(lambda work, person=person, name=name: work.people.link(person, "paper", name))
    return house


async def _answers(house: House, when: str, day: date = TUESDAY, name: str = "anna") -> list[RuleAnswer]:
    return await house.store.read(lambda work: explain_day(work, work.people.named(name)[0], day, at(when)))


async def _outcome(house: House, rule: str, when: str, day: date = TUESDAY) -> str:
    (found,) = [answer for answer in await _answers(house, when, day) if answer.rule == rule]
    return found.outcome


async def test_each_rule_that_speaks_to_people_answers(house: House) -> None:
    """By number; also one that has nothing to say."""
    found = [answer.rule for answer in await _answers(house, "2026-11-24T07:00")]
    assert sorted({rule.id for rule in rules() if rule.to is To.PERSON}, key=lambda id: int(id[1:])) == found


async def test_before_its_hour_it_would_be_sent_and_after_it_was(house: House) -> None:
    """With the local time, and when the rule speaks next."""
    before = next(one for one in await _answers(house, "2026-11-24T07:00") if one.rule == "N1")
    assert ("2026-11-24T08:30+01:00", "would send") == (before.local_time, before.outcome)
    assert "2026-11-24T08:30+01:00" == before.next_time
    await house.tick("2026-11-24T08:30")
    after = next(one for one in await _answers(house, "2026-11-24T09:00") if one.rule == "N1")
    assert ("sent at 2026-11-24T08:30+01:00", "2026-11-25T08:30+01:00") == (after.outcome, after.next_time)


@pytest.mark.parametrize(
    ("line", "reason"),
    [("mute N1 until fri", "muted"), ("pause until fri", "paused"), ("off tue", "on leave")],
)
async def test_what_is_not_wanted_says_so_before_and_after(house: House, line: str, reason: str) -> None:
    """What was foretold is what the turn then does."""
    await house.say("anna", line, "2026-11-23T09:00")
    assert f"would be skipped: {reason}" == await _outcome(house, "N1", "2026-11-24T07:00")
    await house.tick("2026-11-24T08:30")
    assert f"skipped: {reason}" == await _outcome(house, "N1", "2026-11-24T09:00")


async def test_the_company_and_the_team_decide_what_is_foretold(house: House) -> None:
    """A holiday of the company, and the hour of the team."""
    await house.say("chris", "admin holiday 24 nov Stocktaking", "2026-11-23T09:00")
    assert "would be skipped: company holiday" == await _outcome(house, "N1", "2026-11-24T07:00")
    await house.say("chris", "admin holiday 24 nov off", "2026-11-23T09:01")
    await house.say("chris", "admin nudge morning 09:10", "2026-11-23T09:02")
    found = next(one for one in await _answers(house, "2026-11-24T07:00") if one.rule == "N1")
    assert ("2026-11-24T09:10+01:00", "would send") == (found.local_time, found.outcome)
    await house.tick("2026-11-24T09:09")
    assert "would send" == await _outcome(house, "N1", "2026-11-24T09:09")
    await house.tick("2026-11-24T09:10")
    assert "sent at 2026-11-24T09:10+01:00" == await _outcome(house, "N1", "2026-11-24T09:11")


async def test_a_rule_with_nothing_due_says_so_and_what_stands_against_it(house: House) -> None:
    """On a free day as on a working one."""
    assert "nothing due" == await _outcome(house, "N3", "2026-11-24T07:00")
    saturday = await _outcome(house, "N3", "2026-11-24T07:00", date(2026, 11, 28))
    assert "nothing due; it would be skipped: not a workday" == saturday


async def test_the_budget_is_foretold_as_the_claim_holds_it(house: House) -> None:
    """A follow-up in the middle of the day, after two moments, waits for the last one."""
    for hour in ("10", "11"):
        await house.say("anna", f"follow acme tue {hour}:00", "2026-11-23T09:00")
    for moment in ("08:30", "10:00"):
        await house.tick(f"2026-11-24T{moment}")
    alarms = [one.outcome for one in await _answers(house, "2026-11-24T11:00") if one.rule == "N3"]
    held = "would wait until 2026-11-24T15:45+01:00: the day's budget is used up"
    assert ["sent at 2026-11-24T10:00+01:00", held] == alarms
    await house.tick("2026-11-24T11:00")
    alarms = [one.outcome for one in await _answers(house, "2026-11-24T11:01") if one.rule == "N3"]
    assert ["sent at 2026-11-24T10:00+01:00", "would send"] == alarms
    assert "2026-11-24T15:45+01:00" in [one.next_time for one in await _answers(house, "2026-11-24T11:01")]


async def test_a_window_that_is_over_expires(house: House) -> None:
    """Down from before half past eight until noon."""
    await house.tick("2026-11-24T08:00")
    assert "would be expired: too late" == await _outcome(house, "N1", "2026-11-24T12:00")
    await house.tick("2026-11-24T12:00")
    assert "expired: too late" == await _outcome(house, "N1", "2026-11-24T12:01")


async def test_who_is_parked_everywhere_would_be_parked(house: House) -> None:
    """With the platform's code; it ends so in the turn."""
    anna = await house.store.read(lambda work: work.people.named("anna")[0].id)
    links = await house.store.read(lambda work: list(work.people.addresses(anna)))
    for link in links:
        await house.store.write(lambda work, link=link: work.people.park(link.platform, link.target, "is_archived"))
    assert "would be parked: is_archived" == await _outcome(house, "N1", "2026-11-24T07:00")
    await house.tick("2026-11-24T08:30")
    assert "parked: is_archived" == await _outcome(house, "N1", "2026-11-24T09:00")


async def test_who_has_no_address_would_be_parked(house: House) -> None:
    """A seller whom only an admin named."""
    await house.say("chris", "admin person ghost seller", "2026-11-20T09:00")
    found = {one.rule: one.outcome for one in await _answers(house, "2026-11-24T07:00", name="ghost")}
    assert "would be parked: no address" == found["N1"]


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (DeliveryError("timeout"), "uncertain: the answer was lost"),
        (DeliveryError("channel_not_found", permanent=True), "parked: channel_not_found"),
    ],
)
async def test_what_the_platform_refused_or_lost_says_so(house: House, error: DeliveryError, outcome: str) -> None:
    """With its code."""
    await house.say("bo", "pause until fri", "2026-11-24T08:00")
    house.paper.errors = [error]
    await house.tick("2026-11-24T08:30")
    assert outcome == await _outcome(house, "N1", "2026-11-24T09:00")


async def test_what_waits_after_a_refusal_says_the_code(house: House) -> None:
    """It is still to be sent."""
    await house.say("bo", "pause until fri", "2026-11-24T08:00")
    house.paper.errors = [DeliveryError("unreachable", retry_after=at("2026-11-24T08:40") - at("2026-11-24T08:30"))]
    await house.tick("2026-11-24T08:30")
    expected = "would send; the platform refused it for now: unreachable"
    assert expected == await _outcome(house, "N1", "2026-11-24T08:31")


async def test_what_was_done_before_it_was_sent_is_done(house: House) -> None:
    """Its rule does not yield it any more."""
    await house.say("anna", "follow acme tue", "2026-11-23T09:00")
    assert "would send" == await _outcome(house, "N3", "2026-11-24T07:00")
    await house.say("anna", "call acme", "2026-11-24T08:00")
    assert "nothing due" == await _outcome(house, "N3", "2026-11-24T08:10")


async def test_a_day_before_somebody_came_was_not_planned(house: House) -> None:
    """They were added on the Friday before, at nine."""
    friday = await _outcome(house, "N1", "2026-11-24T07:00", date(2026, 11, 20))
    assert "not planned: it was due before they were there" == friday


async def test_what_is_foretold_is_what_happens(house: House) -> None:
    """Over a week in which much is due: whatever would be sent at once is sent, and nothing else."""
    await house.say("anna", "follow acme tue ask", "2026-11-23T09:00")
    await house.say("anna", "promise acme quote by wed", "2026-11-23T09:00")
    await house.say("anna", "mute N13 until thu", "2026-11-23T09:00")
    await house.say("bo", "touch acme invoice c0 said", "2026-11-23T10:00")
    for day in range(24, 28):
        for hour in ("08:30", "11:45", "15:00", "15:45"):
            now = f"2026-11-{day}T{hour}"
            local = date(2026, 11, day)
            foretold = {
                one.rule
                for one in await _answers(house, now, local)
                if one.outcome == "would send" and one.local_time <= f"{now}+01:00"
            }
            sent = {one.rule for one in await house.tick(now) if one.to == "anna" and one.outcome == "sent"}
            assert sent == foretold, now
