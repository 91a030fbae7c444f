"""What is no text, and ids that are none: one sentence or a refusal, never a key, an address or an error of them."""

from __future__ import annotations

import json

import pytest

from adapters.teams.connector import _quoted
from bot.errors import DeliveryError
from tests.fakes.teams import button
from tests.fakes.teams_cards import Json, read_in, texts
from tests.teams.bench import Bench

HALF = "\ud800"


async def deliver_bytes(house: Bench, body: bytes) -> int:
    """Deliver a signed body as it is and return the status."""
    status, _ = await house.fake.raw(house.url, body, f"Bearer {house.fake.token()}")
    await house.settled()
    return status


@pytest.mark.parametrize("half", [HALF, "\udfff", "\ud83d"])
async def test_half_a_character_in_a_message_is_told_to_its_writer(house: Bench, half: str) -> None:
    """One sentence that names it, and nothing stored."""
    before = len(house.fake.posts)
    assert await deliver_bytes(house, json.dumps(house.fake.message(f"call acme {half}")).encode()) in (200, 202)
    (posted,) = house.fake.posts[before:]
    assert f"The text holds U+{ord(half):04X}" in texts(posted.card)
    assert "0 / 8" in (await house.say("today")).text


@pytest.mark.parametrize("octets", [b"\xff", b"\xc3", b"\xed\xa0\x80"])
async def test_bytes_that_are_no_text_are_told_to_their_writer(house: Bench, octets: bytes) -> None:
    """A message that was cut, or is not in UTF-8."""
    before = len(house.fake.posts)
    body = json.dumps(house.fake.message("call acme XX")).encode().replace(b"XX", octets)
    assert await deliver_bytes(house, body) in (200, 202)
    (posted,) = house.fake.posts[before:]
    assert "which no screen shows" in texts(posted.card)


async def test_half_a_character_in_a_form_is_told_in_its_answer(house: Bench) -> None:
    """In a field that was filled in, and in an edit."""
    asked = await house.say("promise acme")
    values = {"what": f"list {HALF}", "due": "2026-11-27"}
    assert "which no screen shows" in read_in(await house.deliver(house.fake.press(asked, "Save", values=values)))
    message = house.fake.message("call acme vm")
    await house.deliver(message)
    await house.deliver(message | {"type": "messageUpdate", "text": f"call acme {HALF}"})
    assert "which no screen shows" in texts(house.fake.posts[-1].card)


async def test_half_a_character_in_a_name_does_not_stop_the_line(house: Bench) -> None:
    """Teams cuts long names, also within an emoji."""
    body = house.fake.message("call acme")
    body["from"] |= {"name": f"Anna {HALF}"}
    body["channelData"] |= {"note": [HALF, {HALF: HALF}]}
    await house.deliver(body)
    assert "Call 1 of 8" in house.fake.posts[-1].text


@pytest.mark.parametrize("place", ["conversation", "from", "recipient"])
@pytest.mark.parametrize("odd", [".", "..", "..;messageid=1", "a|b", "a\nb", "a b", HALF, "x" * 401, "a\x00"])
async def test_an_id_that_is_none_is_refused(house: Bench, place: str, odd: str) -> None:
    """Before anything is asked for or stored under it."""
    body = house.fake.message("call acme")
    body[place] = body[place] | {"id": odd}
    calls = len(house.fake.calls)
    assert await deliver_bytes(house, json.dumps(body).encode()) in (400, 401, 403)
    assert len(house.fake.calls) == calls


async def test_a_long_object_id_is_refused(house: Bench) -> None:
    """It would be an address."""
    body = house.fake.message("call acme")
    body["from"]["aadObjectId"] = "x" * 401
    assert await deliver_bytes(house, json.dumps(body).encode()) == 400


async def test_a_message_id_of_any_length_is_answered_and_counts_once(house: Bench) -> None:
    """The question whether a line counts again can still be asked, and its button pressed."""
    message = house.fake.message("call acme") | {"id": "x" * 100_000}
    for _ in range(2):
        await house.deliver(message)
    again = house.fake.message("call acme") | {"id": "y" * 100_000}
    await house.deliver(again)
    asked = house.fake.posts[-1]
    assert "already logged" in asked.text
    await house.deliver(house.fake.press(asked, "Log it again"))
    assert "2 / 8" in (await house.say("today")).text


async def test_an_edit_finds_the_message_of_a_long_id(house: Bench) -> None:
    """The origin of a message is as short as its key."""
    message = house.fake.message("call acme vm") | {"id": "x" * 100_000}
    await house.deliver(message)
    await house.deliver(message | {"type": "messageUpdate", "text": "call acme meet"})
    assert "Call 1 of 8 · acme · meeting" in house.fake.posts[-1].text


@pytest.mark.parametrize("nonce", ["n" * 200_000, HALF, "a\x00b", "", 7, None, ["n"], {"n": 1}])
async def test_a_nonce_of_any_kind_is_an_unknown_button(house: Bench, nonce: object) -> None:
    """It comes back from a client, and is sealed with the rest."""
    posted = await house.say("call acme")
    body = house.fake.press(posted, "Undo")
    body["value"]["action"]["data"]["n"] = nonce
    assert "That button no longer works" in read_in(await house.deliver(body))


@pytest.mark.parametrize("reply_to", ["x" * 100_000, "..", "a|b", "../../conversations/a:2/activities/1", 7, None])
async def test_the_message_that_a_press_was_made_on_is_no_path(house: Bench, reply_to: object) -> None:
    """No other message than one of this conversation is put in its place."""
    posted = await house.say("call acme")
    body = house.fake.activity("message", value=button(posted.card, "Undo")["fallback"]["data"], replyToId=reply_to)
    before = len(house.fake.calls)
    await house.deliver(body)
    puts = [path for method, path in house.fake.calls[before:] if method == "PUT"]
    assert [path for path in puts if path != f"conversations/a:1/activities/{reply_to}"] == []
    assert "Undone" in texts(house.fake.posts[-1].card)


@pytest.mark.parametrize("odd", ["", ".", "..", "..;x", "x" * 501])
def test_no_id_can_be_another_path(odd: str) -> None:
    """The last door before the address."""
    with pytest.raises(DeliveryError, match="odd_id"):
        _quoted(odd)


def test_what_stands_in_an_id_is_escaped() -> None:
    """A slash, a question mark, a number sign, a percent sign."""
    assert _quoted("a/../b?c#d%2e") == "a%2F..%2Fb%3Fc%23d%252e"


async def test_a_service_of_any_length_is_refused(house: Bench) -> None:
    """It is stored with every person."""
    service = house.fake.service + "x" * 600
    body: Json = house.fake.message("call acme", serviceUrl=service)
    assert (await house.fake.deliver(house.url, body, house.fake.token(serviceurl=service)))[0] == 400
