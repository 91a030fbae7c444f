"""What is read of a message: its text in the format that it says it has, without what the client puts around it."""

from __future__ import annotations

import pytest

from adapters.teams.message_text import message_text
from tests.fakes.teams import BOT
from tests.fakes.teams_cards import Json, texts
from tests.teams.bench import Bench


def typed(text: str, text_format: str | None = "plain", mention: str = "") -> Json:
    """Return the parts of a message that its text is read from; `mention` is the text of the bot's mention."""
    entity = {"type": "mention", "text": mention, "mentioned": {"id": BOT, "name": "Snurr"}}
    named = {"textFormat": text_format} if text_format else {}
    return {"text": text, "recipient": {"id": BOT, "name": "Snurr"}, "entities": [entity] if mention else []} | named


@pytest.mark.parametrize(
    ("text", "text_format", "read"),
    [
        ("call Event&center", "plain", "call Event&center"),
        ("call acme http://x.dk/?a=1&region=dk&section=2", "plain", "call acme http://x.dk/?a=1&region=dk&section=2"),
        ("call R&amp;D <b>", "plain", "call R&amp;D <b>"),
        ("call R&amp;D", None, "call R&amp;D"),
        ("call R&amp;D", "xml", "call R&D"),
        ("call R&amp;amp;D", "xml", "call R&amp;D"),
        ("call &lt;b&gt;", "xml", "call <b>"),
        ("<p>call <b>acme</b> &#248;</p>", "XML", "call acme ø"),
        ("call Event&center", "xml", "call Event&center"),
        ("call acme &amp;lt;", "markdown", "call acme &lt;"),
        ("call 2\\*3 \\_x\\_", "markdown", "call 2*3 _x_"),
        ("call acme ?a=1&region=dk", "markdown", "call acme ?a=1&region=dk"),
        ("call <at>Bo &amp; Co</at>", "plain", "call @Bo & Co"),
        ("call <at>Bo &amp;amp; Co</at>", "xml", "call @Bo &amp; Co"),
        ("call&nbsp;acme\u00a0vm", "plain", "call acme vm"),
    ],
)
def test_a_text_is_unescaped_once_as_its_format_says(text: str, text_format: str | None, read: str) -> None:
    """A plain one, and one of no format, not at all, but for the client's own no-break spaces."""
    assert message_text(typed(text, text_format)) == read


@pytest.mark.parametrize(
    "text",
    [
        "<at>Snurr</at>: call acme", "<at>Snurr</at>, call acme", "<at>Snurr</at> - call acme", ", call acme",
        "<at>Snurr</at> `call acme`", "`<at>Snurr</at> call acme`", "> call acme", "**call acme**",
        '<quoted messageId="1700000000000"/> call acme', '<quoted messageId="1"/><at>Snurr</at> call acme',
        '<quoted messageId="1700000000000">when?</quoted>call acme', "> when?\n<at>Snurr</at> call acme",
    ],
)  # fmt: skip
def test_what_stands_around_a_line_is_no_part_of_it(text: str) -> None:
    """Mention, separator, marks of code and quotes, the message that is answered."""
    mention = "<at>Snurr</at>" if "<at>" in text else ""
    assert message_text(typed(text, mention=mention)) == "call acme"


def test_the_button_that_is_offered_carries_no_mark() -> None:
    """What is read of a misspelt line is what the button repeats."""
    assert message_text(typed("<at>Snurr</at>: `cal acme`", mention="<at>Snurr</at>")) == "cal acme"


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("Event&center", "call Event&center", "Event&center"),
        ("acme", '<quoted messageId="1700000000000"/> call acme', "Call 1 of 8 · acme"),
        ("acme", "call acme http://x.dk/?a=1&region=dk&section=2", "region=dk&section=2"),
        ("acme", "`call acme`", "Call 1 of 8 · acme"),
    ],
)
async def test_a_message_is_carried_out_as_its_writer_sees_it(house: Bench, name: str, line: str, said: str) -> None:
    """In the own chat, where Teams escapes nothing."""
    await house.deliver(house.fake.press(await house.say(f'call "{name}" vm', user=2), labels_of(house)[0], user=2))
    assert said in texts((await house.say(line)).card)


def labels_of(house: Bench) -> list[str]:
    """Return the labels of the newest card."""
    return [action["title"] for action in house.fake.posts[-1].card["actions"]]


async def test_a_line_behind_a_mention_and_a_colon_is_carried_out(house: Bench) -> None:
    """In a channel, as people address each other."""
    await house.deliver(house.fake.message("x", channel=True) | {"text": "<at>Snurr</at>: call acme"})
    assert "Call 1 of 8 · acme" in house.fake.to("a:1")[-1].text


@pytest.mark.parametrize(("content_type", "shown"), [("text", "R&amp;D <b>"), ("html", "R&D")])
async def test_a_message_that_a_promise_is_made_of_is_read_by_its_type(
    house: Bench, content_type: str, shown: str
) -> None:
    """HTML is unescaped once, text not at all."""
    payload = {"body": {"contentType": content_type, "content": "R&amp;D <b>"}}
    value = {"commandId": "promise", "messagePayload": payload}
    answer = await house.deliver(house.fake.activity("invoke", name="composeExtension/fetchTask", value=value))
    fields = answer["task"]["value"]["card"]["content"]["body"]
    assert next(field["value"] for field in fields if field.get("id") == "in.what") == shown


async def test_a_misspelt_mention_that_is_corrected_is_carried_out(house: Bench) -> None:
    """In a channel: the first text logged nothing, the second is a line of its own."""
    message = house.fake.message("cal acme", channel=True, thread="7")
    await house.deliver(message)
    data = message["channelData"] | {"eventType": "editMessage"}
    edited = {"type": "messageUpdate", "text": "<at>Snurr</at>call acme", "channelData": data}
    await house.deliver(message | edited)
    assert "Call 1 of 8 · acme" in house.fake.to("a:1")[-1].text
    assert house.fake.to(f"{message['conversation']['id']}")[-1].text == "Logged."


async def test_an_edited_promise_in_a_channel_keeps_its_number(house: Bench) -> None:
    """`by fri` becomes `by mon`; the edit may come without the thread."""
    message = house.fake.message("promise acme quote by fri", channel=True, thread="7")
    await house.deliver(message)
    conversation = {**message["conversation"], "id": message["conversation"]["id"].partition(";")[0]}
    data = message["channelData"] | {"eventType": "editMessage"}
    text = "<at>Snurr</at>promise acme quote by mon"
    edited = {"type": "messageUpdate", "text": text, "channelData": data, "conversation": conversation}
    await house.deliver(message | edited)
    said = house.fake.to("a:1")[-1].text
    assert "P1 · acme" in said
    assert "Mon" in said
