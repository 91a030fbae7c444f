"""Planning, claiming and sending: each once, in time, within the budget, accounted for."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from bot.domain.reading_time import MOMENTS_A_DAY, WORDS_A_DAY, word_count
from bot.domain.work import Work
from bot.errors import DeliveryError
from bot.messages.plain_text import card_text
from bot.ports import Address, Platform, Transport
from nudges.claim import claim_due
from nudges.schedule import find_due, store_plan
from nudges.stuck import send_again, stuck_nudges
from tests.adapters.paper import Paper
from tests.nudges.house import OSLO, House, at


async def test_a_nudge_is_sent_once_however_often_the_loop_turns(house: House) -> None:
    """The key is unique for ever."""
    turns = [await house.tick(f"2026-11-24T08:{minute}") for minute in ("29", "30", "31", "32")]
    sent = [(result.rule, result.to) for turn in turns for result in turn if result.outcome == "sent"]
    assert sorted(sent) == [("N1", "anna"), ("N1", "bo")]
    assert sorted(message.to for message in house.paper.sent) == ["anna", "bo"]


async def test_nudges_of_one_moment_are_folded_into_one_message(house: House) -> None:
    """Each is still accounted for by itself."""
    await house.say("anna", "follow acme tue ask about the board", "2026-11-23T09:00")
    await house.tick("2026-11-23T16:00")
    house.paper.sent.clear()
    results = await house.tick("2026-11-24T08:30")
    assert {"N1", "N3"} == {result.rule for result in results if result.to == "anna" and result.outcome == "sent"}
    (message,) = [written for written in house.paper.sent if written.to == "anna"]
    assert "Good morning" in card_text(message.card)
    assert "You wrote: ask about the board" in card_text(message.card)
    assert len(message.card.buttons) <= 3


async def test_what_was_done_before_the_claim_is_skipped(house: House) -> None:
    """The condition is read again in the transaction that claims."""
    await house.say("anna", "follow acme tue", "2026-11-23T09:00")
    now = at("2026-11-24T08:30")
    plan = await house.store.read(lambda work: find_due(work, now))
    await house.store.write(lambda work: store_plan(work, plan, now))
    await house.say("anna", "call acme", "2026-11-24T08:30")
    results = await house.tick("2026-11-24T08:31")
    assert [result.outcome for result in results if result.rule == "N3"] == ["skipped: already done"]


async def test_a_morning_missed_by_hours_is_dropped_not_sent_stale(house: House) -> None:
    """Down from before half past eight until noon."""
    await house.tick("2026-11-24T08:00")
    outcomes = Counter(result.outcome for result in await house.tick("2026-11-24T12:00") if result.rule == "N1")
    assert outcomes == {"expired: too late": 2}


async def test_days_on_which_nothing_ran_are_accounted_for(house: House) -> None:
    """Down for three days; every day's nudges end as expired, and at most one message a person comes."""
    await house.tick("2026-11-24T08:30")
    house.paper.sent.clear()
    results = await house.tick("2026-11-27T08:31")
    assert sum(result.rule == "N1" for result in results) == 6
    assert sum(message.to == "anna" for message in house.paper.sent) == 1
    assert all(due == ended for due, ended in await house.tallies())


async def test_the_day_never_goes_over_its_budget(house: House) -> None:
    """Three moments and 273 words a day, all nudges but alarms together, on the busiest of days."""
    for number in range(30):
        await house.say("anna", f"follow acme tue reason number {number} that is long enough", "2026-11-23T09:00")
        await house.say("anna", f"promise acme thing {number} by wed", "2026-11-23T09:00")
    await house.tick("2026-11-23T23:00")
    house.paper.sent.clear()
    for minute in range(0, 10 * 60, 10):
        when = at("2026-11-24T07:00") + timedelta(minutes=minute)
        local = (when + OSLO).strftime("%Y-%m-%dT%H:%M")
        if minute in (180, 240, 300):
            await house.say("bo", "touch acme invoice c0 said", local)
            await house.say("bo", "touch acme site c0 said", local)
        await house.tick(local)
    messages = [message for message in house.paper.sent if message.to == "anna" and not message.key.startswith("N6")]
    assert len(messages) <= MOMENTS_A_DAY
    assert sum(word_count(tuple(message.card.texts())) for message in messages) <= WORDS_A_DAY
    assert all(due == ended for due, ended in await house.tallies())


async def test_a_message_whose_answer_was_lost_is_one_moment(house: House) -> None:
    """Three nudges in one lost message leave a moment for an alarm, as three in one that arrived do."""
    await house.say("bo", "pause until fri", "2026-11-23T09:00")
    for number in range(2):
        await house.say("anna", f"follow acme tue reason {number}", "2026-11-23T09:00")
    house.paper.errors = [DeliveryError("timeout")]
    lost = [result.outcome for result in await house.tick("2026-11-24T08:30") if result.to == "anna"]
    assert ["uncertain: the answer was lost"] * 3 == lost
    await house.say("bo", "touch acme invoice c0", "2026-11-24T10:00")
    alarms = [one.outcome for one in await house.tick("2026-11-24T10:00") if one.to == "anna"]
    assert ["sent"] == alarms


async def test_the_end_of_the_day_keeps_its_moment(house: House) -> None:
    """What comes up in the middle of the day waits for the last moment instead of pushing it out."""
    for hour in ("10", "11", "12"):
        await house.say("anna", f"follow acme tue {hour}:00", "2026-11-23T09:00")
    for moment in ("08:30", "10:00", "11:00", "12:00"):
        await house.tick(f"2026-11-24T{moment}")
    last = await house.tick("2026-11-24T15:45")
    assert {("N3", "sent"), ("N13", "sent")} == {
        (result.rule, result.outcome) for result in last if result.to == "anna"
    }


async def test_two_processes_send_each_nudge_once(house: House) -> None:
    """A claim belongs to one process until its lease ends."""
    now = at("2026-11-24T08:30")
    plan = await house.store.read(lambda work: find_due(work, now))
    await house.store.write(lambda work: store_plan(work, plan, now))
    first = await house.store.write(lambda work: claim_due(work, now, "one"))
    second = await house.store.write(lambda work: claim_due(work, now, "two"))
    assert (len(first.messages), len(second.messages)) == (2, 0)


async def test_a_process_that_died_before_sending_loses_nothing(house: House) -> None:
    """Only a send that was begun can be uncertain; the rest is sent once the lease is over."""
    now = at("2026-11-24T08:30")
    plan = await house.store.read(lambda work: find_due(work, now))
    await house.store.write(lambda work: store_plan(work, plan, now))
    await house.store.write(lambda work: claim_due(work, now, "died"))
    assert await house.tick("2026-11-24T08:30") == []
    results = await house.tick("2026-11-24T08:32")
    assert {"sent"} == {result.outcome for result in results if result.rule == "N1"}


async def test_a_process_that_died_while_sending_leaves_uncertain(house: House) -> None:
    """An uncertain send is never repeated blindly."""
    await house.say("bo", "pause until fri", "2026-11-24T08:00")  # a second send may end before or after the kill
    house.paper.errors = [RuntimeError("killed")]
    cut_off = await house.tick("2026-11-24T08:30")
    assert "failed: RuntimeError" in {result.outcome for result in cut_off}
    results = await house.tick("2026-11-24T08:32")
    assert [("N1", "anna", "uncertain: the answer was lost")] == [(h.rule, h.to, h.outcome) for h in results]
    assert house.paper.sent == []


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (DeliveryError("channel_not_found", permanent=True), "parked: channel_not_found"),
        (DeliveryError("timeout"), "uncertain: the answer was lost"),
    ],
)
async def test_failed_sends_end_parked_or_uncertain(house: House, error: DeliveryError, outcome: str) -> None:
    """Outcome classes: a closed door is parked, a lost answer is uncertain; neither is tried again."""
    house.paper.errors = [error, error]
    results = await house.tick("2026-11-24T08:30")
    assert {outcome} == {result.outcome for result in results}
    assert await house.tick("2026-11-24T08:35") == []


async def test_a_way_that_is_not_there_yet_is_waited_for(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A platform that was not reached since the start: nobody is parked however long it takes, and each gets one."""
    way = house.route

    def no_way(to: str, addresses: tuple[Address, ...]) -> tuple[Transport, Address] | None:
        raise DeliveryError("not reached since the start", retry_after=timedelta(seconds=10), held=True)

    monkeypatch.setattr(house, "route", no_way)
    for minute in range(30, 50):
        assert [] == await house.tick(f"2026-11-24T08:{minute}")
    monkeypatch.setattr(house, "route", way)
    await house.tick("2026-11-24T08:51")
    assert ["anna", "bo", "nord"] == sorted(message.to for message in house.paper.sent)


async def test_a_rate_limit_is_waited_out(house: House) -> None:
    """Retry-After moves the nudge, it is then sent once."""
    wait = DeliveryError("ratelimited", retry_after=timedelta(seconds=90))
    house.paper.errors = [wait, wait]
    assert await house.tick("2026-11-24T08:30") == []
    assert await house.tick("2026-11-24T08:31") == []
    assert len(await house.tick("2026-11-24T08:32")) == 2


@pytest.mark.parametrize("code", ["ratelimited", "http_412"])
async def test_what_is_refused_five_times_ends_and_is_listed(house: House, code: str) -> None:
    """Long before its window does; an operator may have it sent again, with five new tries."""
    await house.say("bo", "pause until fri", "2026-11-24T08:00")
    house.paper.errors = [DeliveryError(code, retry_after=timedelta(seconds=1))] * 6
    turns = [await house.tick(f"2026-11-24T08:{minute}") for minute in range(30, 40)]
    assert [f"parked: {code}"] == [result.outcome for turn in turns for result in turn if result.to == "anna"]
    assert 1 == len(house.paper.errors)
    (stuck,) = await house.store.read(lambda work: stuck_nudges(work, date.min, at("2026-11-24T08:41")))
    await house.store.write(lambda work: send_again(work, stuck.occurrence.id, at("2026-11-24T08:41")))
    assert [] == await house.tick("2026-11-24T08:41")
    assert ["sent"] == [result.outcome for result in await house.tick("2026-11-24T08:42")]


@pytest.mark.parametrize("code", ["ratelimited", "not now"])
async def test_a_wait_for_others_is_no_try(house: House, code: str) -> None:
    """What is held because the company was asked to wait, or another process has the seat, is sent once that is over."""
    await house.say("bo", "pause until fri", "2026-11-24T08:00")
    held = DeliveryError(code, retry_after=timedelta(seconds=30), held=True)
    refused = DeliveryError("http_412", retry_after=timedelta(seconds=1))
    house.paper.errors = [*[held] * 20, *[refused] * 4]
    turns = [await house.tick(f"2026-11-24T08:{minute}") for minute in range(30, 60)]
    assert ["sent"] == [result.outcome for turn in turns for result in turn if result.to == "anna"]


async def test_later_brings_a_nudge_again_in_an_hour(house: House) -> None:
    """The button changes the nudge into its result; the nudge comes again once."""
    await house.tick("2026-11-24T08:30")
    (message,) = [written for written in house.paper.sent if written.to == "anna"]
    later = next(button for button in message.card.all_buttons() if button.label == "Later")
    reply = await house.press("anna", later.press, "2026-11-24T08:35")
    assert reply.replaces
    house.paper.sent.clear()
    assert [result for result in await house.tick("2026-11-24T09:30") if result.to == "anna"] == []
    assert [result.outcome for result in await house.tick("2026-11-24T09:35") if result.to == "anna"] == ["sent"]


async def test_typed_snooze_puts_the_last_nudge_off_and_budget_counts_it(house: House) -> None:
    """`snooze 1h` and `snooze tomorrow` mean the last message; `budget` says what was read today."""
    assert "No nudge came to you today" in ((await house.say("anna", "snooze 1h", "2026-11-24T08:00")).error or "")
    await house.tick("2026-11-24T08:30")
    assert "I will remind you again Tue 24 Nov 2026 10:35." in card_text(
        (await house.say("anna", "snooze 2h", "2026-11-24T08:35")).card
    )
    assert "Wed 25 Nov 2026 08:30" in card_text((await house.say("anna", "snooze i morgen", "2026-11-24T08:36")).card)
    assert "type “1h” or “tomorrow”" in ((await house.say("anna", "snooze never", "2026-11-24T08:37")).error or "")
    reply = await house.say("anna", "budget", "2026-11-24T08:38")
    assert "Today: 1 of 3 nudges sent" in card_text(reply.card)
    assert reply.figures["words"] > 5
    # Put off once more, it comes when was said last.
    assert [] == [result.outcome for result in await house.tick("2026-11-24T10:35") if result.to == "anna"]
    assert "sent" in [result.outcome for result in await house.tick("2026-11-25T08:30") if result.to == "anna"]


async def test_a_button_on_a_nudge_turns_it_into_its_result(house: House) -> None:
    """The receipt of the call takes the nudge's place; a message of several nudges keeps the others."""
    await house.tick("2026-11-24T08:30")
    (message,) = [written for written in house.paper.sent if written.to == "anna"]
    reply = await house.press("anna", message.card.buttons[0].press, "2026-11-24T08:35", receipt="paper:1")
    assert (reply.stored, reply.replaces) == (("C1",), True)
    await house.say("anna", "follow acme wed", "2026-11-24T09:00")
    await house.say("anna", "promise acme quote by wed", "2026-11-24T09:00")
    await house.tick("2026-11-24T23:00")
    await house.tick("2026-11-25T08:30")
    receipt = [f"paper:{n}" for n, written in enumerate(house.paper.sent, 1) if written.to == "anna"][-1]
    reply = await house.press("anna", message.card.buttons[0].press, "2026-11-25T08:35", receipt=receipt)
    assert reply.replaces
    assert "Promise 1, today" in list(reply.card.texts())
    assert "Acme A/S today" not in list(reply.card.texts())


async def test_nobody_can_put_off_another_persons_nudge(house: House) -> None:
    """A forged button changes nothing."""
    await house.tick("2026-11-24T08:30")
    (message,) = [written for written in house.paper.sent if written.to == "anna"]
    later = next(button for button in message.card.all_buttons() if button.label == "Later")
    assert not (await house.press("bo", later.press, "2026-11-24T08:35")).ok


async def test_whoever_left_gets_nothing(house: House) -> None:
    """N19: nothing is sent to people who are no longer active."""
    await house.store.write(_leaves)
    assert [result for result in await house.tick("2026-11-24T08:30") if result.to == "bo"] == []


def _leaves(work: Work) -> None:
    person = work.people.by_name("bo")
    assert person is not None
    work.people.change(person.id, active=False)


def test_paper_has_the_shape_of_a_platform() -> None:
    """The test bench stands behind the same port."""
    platform: Platform = Paper()
    transport: Transport = Paper()
    assert ("paper", Paper()) == (platform.name, transport)
