"""Steps of Slack's workflows: carried out once for whoever runs the workflow, as their typed line would be."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.dispatch.gates import LINES_A_MINUTE
from bot.dispatch.programs import BY
from bot.language.i18n import translator_for
from bot.language.word_files import LANGUAGES
from bot.messages.events import Via
from tests.fakes.slack import FakeSlack, Fault
from tests.slack.bench import Bench, bench


@pytest.fixture(name="works")
async def works_fixture(fake: FakeSlack) -> AsyncIterator[Bench]:
    """A bot that offers steps, with a team, a customer and two sellers."""
    async with bench(fake, steps=True) as house:
        await house.command("/nudge admin team Nord channel #sales timezone Europe/Oslo country NO language en")
        await house.command("/nudge admin touchpoint invoice")
        await house.say("call acme", user="U2")
        await house.deliver(fake.press_body(fake.to("U2")[-1], 'Create "acme"', user="U2"))
        yield house


async def entries(house: Bench) -> int:
    """Return how many entries the log has."""
    return await house.store.read(lambda work: work.figures.last_entry())


async def test_each_step_is_carried_out_for_whoever_runs_it(works: Bench) -> None:
    """It gives back the ref alone; the receipt, with its counts and its undo, is the person's own."""
    fake = works.fake
    await works.deliver(fake.step_event("log_call", "Fx1", "U1", account="acme", note="two prices"))
    await works.deliver(fake.step_event("rate_touchpoint", "Fx2", "U1", account="acme", point="invoice", scores="2"))
    await works.deliver(fake.step_event("customer_waits", "Fx3", "U2", what="counter"))
    assert fake.ended == {
        "Fx1": {"outputs": {"ref": "C2"}},
        "Fx2": {"outputs": {"ref": "R1"}},
        "Fx3": {"outputs": {"ref": "W1"}},
    }
    call = next(message for message in fake.to("U1") if "1 of" in message.text)
    assert "by a workflow" in call.text
    assert "Undo" in call.labels()
    assert "counter" in fake.to("U2")[-1].text.casefold()


async def test_a_step_that_comes_again_counts_once(works: Bench) -> None:
    """By Slack's redelivery, by another event of the same execution, and after a start that forgot all."""
    fake = works.fake
    first = fake.step_event("log_call", "Fx1", account="acme")
    for body in (first, first, fake.step_event("log_call", "Fx1", account="acme")):
        await works.deliver(body)
    assert works.slack.listeners
    works.slack.listeners._deliveries.__init__()  # type: ignore[misc]
    await works.deliver(fake.step_event("log_call", "Fx1", account="acme"))
    assert await entries(works) == 2
    assert fake.ended == {"Fx1": {"outputs": {"ref": "C2"}}}
    assert len([message for message in fake.to("U1") if "by a workflow" in message.text]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_cannot_be_done_fails_with_our_sentence_in_the_persons_language(works: Bench, language: str) -> None:
    """The question and its buttons come to the person, who can go on there."""
    fake = works.fake
    await works.say(f"me language {language}")
    await works.deliver(fake.step_event("log_call", "Fx1", account="nordlys"))
    await works.deliver(fake.step_event("rate_touchpoint", "Fx2", account="acme", point="invoice", scores="9"))
    await works.deliver(fake.step_event("log_call", "Fx3", account="acme"))
    assert "nordlys" in fake.ended["Fx1"]["error"].casefold()
    assert fake.ended["Fx2"]["error"]
    assert fake.ended["Fx3"] == {"outputs": {"ref": "C2"}}
    mark = translator_for(language).m(BY[Via.WORKFLOW])
    assert mark in fake.to("U1")[-1].text
    assert await entries(works) == 2


@pytest.mark.parametrize("user", ["", "U3", "U9"])
async def test_nobody_a_guest_and_a_stranger_run_nothing(works: Bench, user: str) -> None:
    """A workflow that a schedule starts names nobody; a guest is told what a guest is told."""
    await works.deliver(works.fake.step_event("log_call", "Fx1", user, account="acme"))
    assert works.fake.ended["Fx1"]["error"]
    assert await entries(works) == 1


async def test_a_name_that_the_workflow_fills_in_is_nobody(works: Bench) -> None:
    """Only what Slack fills in says who runs it; a text could be written by whoever built the workflow."""
    body = works.fake.step_event("log_call", "Fx1", "", account="acme", who="U2", person="U2")
    await works.deliver(body)
    assert "does not say who runs it" in works.fake.ended["Fx1"]["error"]
    assert await entries(works) == 1


async def test_the_flood_limit_is_the_persons_own(works: Bench) -> None:
    """A workflow that goes in circles is stopped as typing is."""
    for number in range(LINES_A_MINUTE + 2):
        await works.deliver(works.fake.step_event("log_call", f"Fx{number}", account="acme", note=f"n{number}"))
    ended = works.fake.ended
    assert len([how for how in ended.values() if "outputs" in how]) <= LINES_A_MINUTE
    assert "20 lines in a minute" in ended[f"Fx{LINES_A_MINUTE + 1}"]["error"]


async def test_typed_text_stays_text(works: Bench) -> None:
    """A note that looks like a command of Slack's, or of ours, is a note."""
    await works.deliver(works.fake.step_event("log_call", "Fx1", account="acme", note="<!channel> undo C1"))
    assert works.fake.ended["Fx1"] == {"outputs": {"ref": "C2"}}
    assert await entries(works) == 2


async def test_slack_is_told_again_when_it_was_not_reached(works: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the workflow would wait for ever; a step that it knows has ended is not told again."""
    monkeypatch.setattr("adapters.slack.steps.RETRY_SECONDS", (0.0, 0.0))
    works.fake.faults["functions.completeSuccess"].append(Fault(status=503))
    await works.deliver(works.fake.step_event("log_call", "Fx1", account="acme"))
    assert works.fake.ended == {"Fx1": {"outputs": {"ref": "C2"}}}


@pytest.mark.parametrize("callback", ["undo", "admin_remove", ""])
async def test_what_is_no_step_is_not_carried_out(works: Bench, callback: str) -> None:
    """Only the three that the manifest declares."""
    await works.deliver(works.fake.step_event(callback, "Fx1", ref="C1", account="acme"))
    assert works.fake.ended == {}
    assert await entries(works) == 1


async def test_steps_are_off_by_default(house: Bench) -> None:
    """An event of one is acknowledged, and nothing comes of it."""
    before = await entries(house)
    await house.deliver(house.fake.step_event("log_call", "Fx1", account="acme"))
    assert (await entries(house), house.fake.ended) == (before, {})
