"""What a client of Teams sends back is taken only as this installation sealed it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from adapters.teams.render import FORM, NONCE, PRESS
from bot.messages.press import Press, line_again, new_name
from bot.messages.seal import SEAL_LENGTH, Sealer
from tests.fakes.teams import CHANNEL, button
from tests.fakes.teams_cards import Json, read_in
from tests.teams.bench import Bench

Change = Callable[[Json], Json]
UNKNOWN = "no longer works"
FORGED = (
    Press(verb="call", values={"account": new_name("Forged")}),
    Press(verb="undo", values={"ref": "C1"}),
    Press(verb="team share", values={"period": "week", "day": "2026-11-24", "channel": CHANNEL, "thread": ""}),
    line_again("call acme again and again", once="mine"),
)


def _other(packed: str) -> str:
    return Sealer(key=b"x" * 32).at("teams", 1).seal(packed, PRESS, "n1")


def _flipped(text: str) -> str:
    return ("A" if text[0] != "A" else "B") + text[1:]


CHANGES: dict[str, Change] = {
    "another verb": lambda data: data | {PRESS: data[PRESS].replace("|undo|", "|kept|")},
    "another value": lambda data: data | {PRESS: data[PRESS].replace("C2", "C1")},
    "one letter of the seal": lambda data: data | {PRESS: _flipped(data[PRESS])},
    "no seal, as before the update": lambda data: data | {PRESS: data[PRESS][SEAL_LENGTH:]},
    "half of a seal": lambda data: data | {PRESS: data[PRESS][SEAL_LENGTH // 2 :]},
    "the seal alone": lambda data: data | {PRESS: data[PRESS][:SEAL_LENGTH]},
    "another nonce": lambda data: data | {NONCE: "mine.0"},
    "no nonce": lambda data: {name: each for name, each in data.items() if name != NONCE},
    "a nonce that is no text": lambda data: data | {NONCE: [data[NONCE]]},
    "a press that is no text": lambda data: data | {PRESS: {"sealed": data[PRESS]}},
    "a press as a form": lambda data: {FORM: data[PRESS], NONCE: data[NONCE]},
    "a seal of another installation": lambda data: {PRESS: _other("1|undo|{}"), NONCE: "n1"},
}


def data_of(activity: Json) -> Json:
    """Return the data of a press or a form."""
    value = activity["value"]
    found: Json = value["action"]["data"] if "action" in value else value.get("data", value)
    return found


async def pressed(house: Bench, activity: Json, data: Json) -> str:
    """Deliver a press with other data and return what was answered."""
    kept = data_of(activity)
    kept.clear()
    kept.update(data)
    answer = await house.deliver(activity)
    return read_in(answer) if isinstance(answer, dict) and "task" not in answer else json.dumps(answer)


async def rows(house: Bench) -> dict[str, int]:
    """Return how many rows each table has."""
    return {table: len(list(kept)) for table, kept in house.store.engine.tables()}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_a_changed_button_is_an_unknown_button(house: Bench, change: Change) -> None:
    """One sentence that says what to type, and nothing is stored."""
    activity = house.fake.press(await house.say("call acme"), "Undo")
    before = await rows(house)
    assert UNKNOWN in await pressed(house, activity, change(dict(data_of(activity))))
    assert before == await rows(house)


@pytest.mark.parametrize("press", FORGED, ids=lambda press: press.verb)
async def test_a_button_that_was_never_drawn_does_nothing(house: Bench, press: Press) -> None:
    """Whatever it asks for, as an action, in a dialog and as a message of an old client."""
    posted = await house.say("call acme")
    before, count = await rows(house), len(house.fake.posts)
    data = {PRESS: press.pack(), NONCE: "n1"}
    assert UNKNOWN in await pressed(house, house.fake.press(posted, "Undo"), data)
    dialog = house.fake.activity("invoke", name="task/fetch", value={"data": data})
    assert UNKNOWN in str(await house.deliver(dialog))
    assert count == len(house.fake.posts)
    await house.deliver(house.fake.activity("message", value=data))
    assert UNKNOWN in house.fake.posts[-1].text
    assert before == await rows(house)


async def test_an_unchanged_button_counts_once_whatever_message_it_comes_in(house: Bench) -> None:
    """Its key is under the seal, so that no second key can be made for it."""
    activity = house.fake.press(await house.say("call Newcomer"), 'Create "Newcomer"')
    before = (await rows(house))["entry"]
    for n in range(3):
        await house.deliver(activity | {"id": f"again{n}"})
    assert before + 1 == (await rows(house))["entry"]


async def test_a_button_of_another_card_has_a_seal_of_its_own(house: Bench) -> None:
    """What two cards carry cannot be put together."""
    first, second = await house.say("call acme"), await house.say("touch acme invoice 0 unclear")
    one, other = (button(posted.card, "Undo")["data"] for posted in (first, second))
    mixed = {PRESS: one[PRESS], NONCE: other[NONCE]}
    assert UNKNOWN in await pressed(house, house.fake.press(first, "Undo"), mixed)


def _form(verb: str, kept: dict[str, str]) -> str:
    return json.dumps({"verb": verb, "kept": kept})


FORM_CHANGES: dict[str, Change] = {
    "another command": lambda data: data | {FORM: data[FORM].replace('"promise"', '"undo"')},
    "a value that nobody drew": lambda data: data | {FORM: data[FORM].replace('"kept": {', '"kept": {"account": "+X"')},
    "no seal": lambda data: data | {FORM: data[FORM][SEAL_LENGTH:]},
    "a form of one's own": lambda data: data | {FORM: _form("promise", {"account": "+Forged"})},
    "another nonce": lambda data: data | {NONCE: "mine"},
    "a form as a press": lambda data: {PRESS: data[FORM], NONCE: data[NONCE]},
}


@pytest.mark.parametrize("change", FORM_CHANGES.values(), ids=FORM_CHANGES)
async def test_a_changed_form_is_refused(house: Bench, change: Change) -> None:
    """In the chat, where it came from, with nothing stored."""
    posted = await house.say("promise")
    values = {"account": "acme", "what": "list", "due": "fri"}
    await house.say("account acme")
    before = await rows(house)
    activity: Any = house.fake.press(posted, "Save", values=values)
    data = dict(data_of(activity))
    assert UNKNOWN in await pressed(house, activity, change(data))
    assert before == await rows(house)


async def test_what_is_refused_counts_like_a_refused_line(house: Bench) -> None:
    """Twenty forged buttons in a minute, and the next line has to wait."""
    posted = await house.say("help")
    for n in range(20):
        await house.deliver(house.fake.activity("message", value={PRESS: f"1|undo|{n}", NONCE: f"n{n}"}))
    assert posted
    assert "wait a little" in (await house.say("call acme")).text
