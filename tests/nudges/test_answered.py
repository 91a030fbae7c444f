"""A message that folds several nudges: pressing a button of one answers that one and leaves the others open."""

from __future__ import annotations

from itertools import permutations

import pytest

from bot.messages.card import Card, Reply
from bot.messages.events import Line, Pressed, Sender, Submission
from bot.messages.plain_text import card_text
from tests.nudges.house import House, at

EVE = "2026-11-23T18:01"
MORNING = "2026-11-24T08:30"
LATER = "2026-11-24T08:45"
PARTS = {
    "N3": ("follow acme tue ask", "Acme A/S today", "Log a call"),
    "N4": ("promise bygg list by tue", "Promise 1, today", "Yes"),
    "N13": ("", "Your day", "Other"),
}


async def customers(house: House) -> None:
    """Give anna two more customers."""
    for name in ("Bygg AS", "Cirkel AS"):
        await house.store.write(lambda work, name=name: work.accounts.add(name, 2, at("2026-11-20T09:00")))


async def message(house: House, when: str, *lines: str) -> tuple[Card, str]:
    """Return the last message that anna gets at an instant after some lines of the day before, and its receipt."""
    for line in lines:
        assert (await house.say("anna", line, EVE)).ok, line
    await house.tick(when)
    return [(each.card, f"paper:{n}") for n, each in enumerate(house.paper.sent, 1) if each.to == "anna"][-1]


async def press(house: House, card: Card, label: str, receipt: str, when: str = LATER, who: str = "anna") -> Reply:
    """Press a button by its label, as a platform does that can put the answer in the message's place."""
    found = {button.label: button.press for button in card.all_buttons()}
    return await house.press(who, found[label], when, receipt)


def seen(reply: Reply) -> list[str]:
    """Return the buttons in sight."""
    return [button.label for button in reply.card.buttons]


async def test_a_call_from_the_morning_leaves_the_other_customers_with_their_buttons(house: House) -> None:
    """The result stands first, with the way back; after the last one it stands alone."""
    await customers(house)
    card, receipt = await message(house, MORNING)
    reply = await press(house, card, "Log call: Bygg AS", receipt)
    assert reply.replaces
    assert list(reply.card.texts()) == [
        "Call 1 of 8 · Bygg AS · spoke · C1",
        "Good morning",
        "1 of 8 calls. These come first:",
        "Acme A/S: no contact yet.",
        "Cirkel AS: no contact yet.",
    ]
    assert seen(reply) == ["Log call: Acme A/S", "Log call: Cirkel AS", "Undo"]
    undone = await press(house, reply.card, "Undo", receipt)
    assert "Bygg AS: no contact yet." in list(undone.card.texts())
    for name in ("Bygg AS", "Acme A/S", "Cirkel AS"):
        reply = await press(house, undone.card, f"Log call: {name}", receipt)
    assert reply.replaces
    assert list(reply.card.texts()) == ["Call 3 of 8 · Cirkel AS · spoke · C4"]


async def test_what_the_morning_did_not_name_does_not_come_in_its_place(house: House) -> None:
    """A fourth customer was not asked about."""
    await customers(house)
    await house.store.write(lambda work: work.accounts.add("Dal AS", 2, at("2026-11-20T09:00")))
    card, receipt = await message(house, MORNING)
    reply = await press(house, card, "Log call: Acme A/S", receipt)
    assert "Dal AS" not in card_text(reply.card)


@pytest.mark.parametrize(("pressed", "left"), list(permutations(("N3", "N4"), 2)))
async def test_each_part_is_answered_by_itself(house: House, pressed: str, left: str) -> None:
    """Follow-up and promise in one morning, with its customers: whichever is answered, the other keeps its buttons."""
    await customers(house)
    card, receipt = await message(house, MORNING, *(line for line, _, _ in PARTS.values() if line))
    assert {title for _, title, _ in PARTS.values()} - {"Your day"} <= set(card.texts())
    reply = await press(house, card, PARTS[pressed][2], receipt)
    assert (reply.ok, reply.replaces) == (True, True)
    texts = set(reply.card.texts())
    assert PARTS[pressed][1] not in texts
    assert {PARTS[left][1], "Good morning"} <= texts
    assert PARTS[left][2] in [button.label for button in reply.card.all_buttons()]
    done = await press(house, reply.card, PARTS[left][2], receipt)
    assert not {PARTS[left][1], PARTS[pressed][1]} & set(done.card.texts())
    assert "Good morning" in set(done.card.texts())


async def test_what_was_answered_does_not_come_back_with_the_answer_to_another(house: House) -> None:
    """The promise still stands after "yes", but it was answered."""
    card, receipt = await message(house, MORNING, "promise acme list by tue", "promise acme price by tue")
    first = await press(house, card, "Yes · P1", receipt)
    assert "Promise 1, today" not in set(first.card.texts())
    second = await press(house, first.card, "Yes", receipt)
    assert not {"Promise 1, today", "Promise 2, today"} & set(second.card.texts())


async def test_buttons_of_two_parts_with_one_label_say_which_is_meant(house: House) -> None:
    """Two promises of one day are both asked about."""
    card, _ = await message(house, MORNING, "promise acme list by tue", "promise acme price by tue")
    labels = [button.label for button in card.all_buttons()]
    assert {"Yes · P1", "Yes · P2", "No, they know · P1", "No, they know · P2"} <= set(labels)
    assert len(labels) == len(set(labels))


async def test_putting_off_puts_off_all_that_is_still_open(house: House) -> None:
    """What was answered before is not brought again."""
    await customers(house)
    card, receipt = await message(house, MORNING, *(line for line, _, _ in PARTS.values() if line))
    reply = await press(house, card, "Yes", receipt)
    later = await press(house, reply.card, "Later", receipt)
    assert list(later.card.texts()) == ["I will remind you again Tue 24 Nov 2026 09:45."]
    again = {result.rule: result.outcome for result in await house.tick("2026-11-24T09:45") if result.to == "anna"}
    assert again == {"N1": "sent", "N3": "sent"}


async def test_what_was_done_by_typing_is_no_longer_asked(house: House) -> None:
    """A call that was typed answers the follow-up and its line of the morning."""
    await customers(house)
    card, receipt = await message(house, MORNING, *(line for line, _, _ in PARTS.values() if line))
    assert (await house.say("anna", "call acme", LATER)).ok
    reply = await press(house, card, "Yes", receipt)
    assert not {"Acme A/S today", "Acme A/S: no contact yet."} & set(reply.card.texts())


async def test_a_form_and_a_question_keep_the_other_parts(house: House) -> None:
    """Whatever is asked back stands in the same message, and its answer too."""
    await customers(house)
    card, receipt = await message(house, "2026-11-24T15:45", "promise acme list by tue")
    await house.tick("2026-11-24T15:45")
    other = next(button.press for button in card.all_buttons() if button.label == "Other")
    sender = Sender(platform="terminal", user="anna", name="anna")
    moment = at("2026-11-24T15:50")
    form = (await house.give(Pressed(sender=sender, at=moment, press=other, receipt=receipt))).form
    assert form
    asked = await house.give(
        Submission(
            sender=sender, at=moment, verb=form.verb, values={"account": "nobody"}, kept=form.kept, receipt=receipt
        )
    )
    assert not asked.ok
    saved = await house.give(
        Submission(
            sender=sender, at=moment, verb=form.verb, values={"account": "bygg"}, kept=form.kept, receipt=receipt
        )
    )
    assert card_text(saved.card).startswith("First calls Wed 25 Nov 2026: Bygg AS")
    assert "Your day" not in set(saved.card.texts())


async def test_nobody_reads_anothers_nudges_by_pressing_their_message(house: House) -> None:
    """A receipt that was made up shows nothing."""
    await customers(house)
    card, receipt = await message(house, MORNING)
    reply = await press(house, card, "Log call: Acme A/S", receipt, who="bo")
    assert "Good morning" not in set(reply.card.texts())


async def test_a_card_that_is_only_read_answers_nothing(house: House) -> None:
    """The plates are shown, and the morning stays open below them."""
    await customers(house)
    card, receipt = await message(house, MORNING)
    reply = await press(house, card, "Whose turn", receipt)
    assert reply.card.title == "Customers whose turn it is"
    assert "Good morning" in set(reply.card.texts())
    held = await house.store.read(lambda work: work.outbox.at_receipt(receipt))
    assert [occurrence.answered for occurrence in held] == [False]
    assert (
        await house.give(Line(sender=Sender(platform="terminal", user="anna", name="anna"), at=at(LATER), text="today"))
    ).ok
