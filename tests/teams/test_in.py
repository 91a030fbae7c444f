"""What a seller does in Teams, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.people import Role
from tests.fakes.slack import Fault
from tests.fakes.teams import BOT, CHANNEL, button, labels
from tests.fakes.teams_cards import of_card, read_in, texts
from tests.hostile.corpus import CORPUS
from tests.teams.bench import Bench


async def test_a_typed_line_is_answered_with_its_receipt(house: Bench) -> None:
    """In the personal chat, as a card."""
    posted = await house.say("call acme vm")
    assert "Call 1 of 8 · acme · voicemail" in posted.text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/call acme", "Call 1 of 8"),
        ("ringet acme", "Call 1 of 8"),
        ("touch acme invoice clarity 0 said did not understand", "acme"),
        ("promise acme price list by fri", "P1"),
        ("broken acme delivery plan", "breach 1"),
        ("today", "0 / 8"),
        ("team week", "calls"),
        ("help", "call"),
        ("nonsense", "is not a command"),
        ("\u00a0call&nbsp;acme ", "Call 1 of 8"),
    ],
)
async def test_every_line_is_answered(house: Bench, line: str, said: str) -> None:
    """With or without a slash, in any language, whatever spaces the client sends."""
    assert said in (await house.say(line)).text


async def test_in_a_channel_the_public_answer_only_says_logged(house: Bench) -> None:
    """The channel reads that the line was logged; the details go to the personal chat."""
    await house.say("call acme meet", user=2, channel=True, thread="7")
    public = [post for post in house.fake.posts if post.conversation.startswith(CHANNEL)]
    assert [(post.conversation, post.text) for post in public] == [(f"{CHANNEL};messageid=7", "Logged.")]
    assert "Call 2 of 8 · acme" in house.fake.to("a:2")[-1].text


async def test_a_question_in_a_channel_is_answered_in_the_own_chat(house: Bench) -> None:
    """Figures are sent to the personal chat, not to the channel."""
    await house.say("today", channel=True)
    assert [post.text for post in house.fake.to(CHANNEL)] == ["The answer is in your private chat with me."]
    assert "0 / 8" in house.fake.to("a:1")[-1].text


async def test_a_person_without_a_personal_chat_is_written_to_all_the_same(house: Bench) -> None:
    """The personal chat is opened on demand, once."""
    house.fake.person(4, "Dora")
    await house.say("call acme", user=4, channel=True)
    await house.say("call acme vm", user=4, channel=True)
    assert "Call 2 of 8" in house.fake.to("a:4")[-1].text
    assert [rest for method, rest in house.fake.calls if method == "POST"].count("conversations") == 1


async def test_a_targeted_message_is_answered_to_its_writer_alone(house: Bench) -> None:
    """A targeted line gets a targeted answer; where that is refused, it goes to the personal chat."""
    for allowed in (True, False):
        house.fake.targeted = allowed
        message = house.fake.message(f"call acme note {allowed}", channel=True)
        message["recipient"] = {"id": BOT, "name": "Snurr", "isTargeted": True}
        await house.deliver(message)
    targeted = [post for post in house.fake.posts if post.only_for]
    assert [(post.conversation, post.only_for) for post in targeted] == [(CHANNEL, "29:1")]
    assert "Call 1 of 8" in targeted[0].text
    assert "Call 2 of 8" in house.fake.to("a:1")[-1].text


async def test_waiting_is_public_and_turns_into_who_went(house: Bench) -> None:
    """Everybody sees who waits; the press of another seller changes the message."""
    await house.say("waiting counter", channel=True)
    (posted,) = house.fake.to(CHANNEL)
    answer = await house.deliver(house.fake.press(posted, "I go", user=2, channel=True))
    assert "Bo went after" in texts(answer["value"])
    assert posted.edits == 1
    assert "Bo went after" in posted.text


@pytest.mark.parametrize(
    "text",
    [
        "<at>Snurr</at>call - vm",
        "<at>Snurr</at>&nbsp;call - vm",
        "call - <at>Snurr</at> vm",
        "  <at>Snurr</at>   call   -  vm",
        "<at>Snurr</at> /call - vm",
    ],
)
async def test_every_form_of_mention_is_understood(house: Bench, text: str) -> None:
    """With, without and with odd spaces; anywhere in the line."""
    message = house.fake.message("x", channel=True) | {"text": text}
    await house.deliver(message)
    assert house.fake.to(CHANNEL)[-1].text == "Logged."


async def test_only_the_mention_of_the_bot_is_removed_not_its_name(house: Bench) -> None:
    """The bot's name stays where it is no mention."""
    message = house.fake.message("x", channel=True)
    message["text"] = "<at>Snurr</at> call acme asked for <at>Bo</at> and Snurr Ltd"
    await house.deliver(message)
    entry = await house.store.read(lambda work: work.entries.latest(1))
    assert entry and entry.detail.note == "asked for @Bo and Snurr Ltd"  # type: ignore[union-attr]


async def test_a_missing_argument_becomes_a_card_with_inputs(house: Bench) -> None:
    """With what was typed; the result takes its place."""
    asked = await house.say("promise acme")
    assert of_card(asked.card) == []
    assert {element.get("value") for element in asked.card["body"] if element.get("id") == "in.account"} == {"acme"}
    answer = await house.deliver(house.fake.press(asked, "Save", values={"what": "price list", "due": "2026-11-27"}))
    assert "P1 · acme · price list" in texts(answer["value"])
    assert "P1 · acme" in asked.text


async def test_an_error_of_a_form_is_shown_in_the_form_which_stays(house: Bench) -> None:
    """A blank text and a day that is over: the form says why, nothing is stored."""
    asked = await house.say("promise acme")
    for values, said in (
        ({"what": " ", "due": "2026-11-27"}, "Required."),
        ({"what": "list", "due": "2026-11-20"}, "past"),
    ):
        answer = await house.deliver(house.fake.press(asked, "Save", values=values))
        assert said in texts(answer["value"])
        assert "Save" in labels(answer["value"])
    assert "0 / 8" in (await house.say("today")).text


async def test_a_dialog_opens_from_a_button_and_stays_until_it_is_right(house: Bench) -> None:
    """today has one; task/fetch, task/submit with an error, task/submit."""
    today = await house.say("today")
    opened = await house.deliver(house.fake.press(today, "Log a call"))
    card = opened["task"]["value"]["card"]["content"]
    assert opened["task"]["type"] == "continue"
    assert of_card(card, dialog=True) == []
    again = await house.deliver(house.fake.submit(card, {"account": " "}))
    assert "Required." in texts(again["task"]["value"]["card"]["content"])
    done = await house.deliver(house.fake.submit(card, {"account": "acme"}))
    assert done["task"]["type"] == "message"
    assert "Call 1 of 8 · acme" in done["task"]["value"]
    assert "Call 1 of 8 · acme" in house.fake.to("a:1")[-1].text


async def test_a_choice_is_shown_in_the_dialog(house: Bench) -> None:
    """A new account is made after a button, in the dialog too."""
    today = await house.say("today")
    opened = await house.deliver(house.fake.press(today, "Log a call"))
    asked = await house.deliver(house.fake.submit(opened["task"]["value"]["card"]["content"], {"account": "Nordlys"}))
    card = asked["task"]["value"]["card"]["content"]
    assert of_card(card, dialog=True) == []
    done = await house.deliver(house.fake.submit(card, {}, label='Create "Nordlys"'))
    assert "Call 1 of 8 · Nordlys" in done["task"]["value"]


async def test_a_promise_is_made_from_a_message(house: Bench) -> None:
    """The text of the message, without its HTML, is the text of the promise."""
    html = "<div><p>send the <b>price list</b> &amp; samples</p><p>by Friday</p></div>"
    value = {"commandId": "promise", "messagePayload": {"body": {"contentType": "html", "content": html}}}
    fetched = await house.deliver(house.fake.activity("invoke", name="composeExtension/fetchTask", value=value))
    card = fetched["task"]["value"]["card"]["content"]
    assert "send the price list & samples by Friday" in str(card["body"])
    values = {"account": "acme", "due": "2026-11-27"}
    done = await house.deliver(house.fake.submit(card, values, name="composeExtension/submitAction"))
    assert "P1" in done["task"]["value"]


async def test_a_client_without_execute_presses_by_message(house: Bench) -> None:
    """A button that comes as a message has the same result."""
    posted = await house.say("call acme")
    data = button(posted.card, "Undo")["fallback"]["data"]
    await house.deliver(house.fake.activity("message", value=data, replyToId=posted.id))
    assert "Undone" in house.fake.posts[-1].text


async def test_installing_makes_a_member_a_seller_and_a_guest_nobody(house: Bench) -> None:
    """First contact with Teams' name, zone and language."""
    house.fake.person(5, "Ægir")
    more: dict[str, Any] = {"action": "add", "locale": "da-DK", "localTimezone": "Atlantic/Reykjavik"}
    for user in (5, 3):
        await house.deliver(house.fake.activity("installationUpdate", user, **more))
    person = await house.store.read(lambda work: work.people.by_name("Ægir"))
    assert person and (person.zone, person.language, person.roles) == ("Atlantic/Reykjavik", "da", {Role.SELLER})
    assert await house.store.read(lambda work: work.people.by_name("Gert")) is None


@pytest.mark.parametrize(
    "more",
    [{"userRole": "guest"}, {"tenantId": "elsewhere"}, {"userPrincipalName": "x#EXT#@a.example"}, {"aadObjectId": ""}],
)
async def test_guests_and_foreigners_log_nothing(house: Bench, more: dict[str, object]) -> None:
    """Who is a guest is what the roster says."""
    house.fake.person(6, "Stranger", **more)
    posts = len(house.fake.posts)
    await house.deliver(house.fake.message("call acme", user=6))
    assert all("Only full members" in post.text for post in house.fake.posts[posts:])


@pytest.mark.parametrize("status", [500, 403, 404])
async def test_who_was_never_met_waits_for_a_roster(house: Bench, status: int) -> None:
    """A new person is asked to try again while the roster is down or closed, and is met once it answers."""
    house.fake.person(7, "New")
    house.fake.fail("member", Fault(status=status, error="x"))
    assert "try again in a minute" in (await house.say("call acme", user=7)).text
    assert "Call 1 of 8" in (await house.say("call acme", user=7)).text


async def test_who_is_known_is_served_while_the_roster_is_down(house: Bench) -> None:
    """After a restart known sellers are served while the roster is down."""
    assert house.teams.activities
    house.teams.activities.roster._entries.clear()
    house.fake.fail("member", Fault(status=502, error="x"))
    assert "Call 1 of 8" in (await house.say("call acme")).text


async def test_an_edited_message_corrects_its_entry(house: Bench) -> None:
    """The same message id; the entry keeps its ref."""
    message = house.fake.message("call acme vm")
    await house.deliver(message)
    edited = message | {"type": "messageUpdate", "text": "call acme meet", "timestamp": "2026-11-24T07:01:00Z"}
    edited["channelData"] = message["channelData"] | {"eventType": "editMessage"}
    await house.deliver(edited)
    assert "Call 1 of 8 · acme · meeting" in house.fake.posts[-1].text
    await house.deliver(edited)
    assert "1 / 8" in (await house.say("today")).text


async def test_a_message_delivered_again_counts_once(house: Bench) -> None:
    """The same activity after 15 seconds."""
    message = house.fake.message("call acme")
    for _ in range(3):
        await house.deliver(message)
    assert "1 / 8" in (await house.say("today")).text


async def test_a_press_delivered_again_under_another_id_counts_once(house: Bench) -> None:
    """A repeated press may have a new activity id; the card's nonce stays the same."""
    card = (await house.say("promise acme")).card
    values = {"what": "price list", "due": "2026-11-27"}
    answers = [await house.deliver(house.fake.press_card(card, "Save", values=values)) for _ in range(3)]
    assert {texts(answer["value"]) for answer in answers} == {texts(answers[0]["value"])}
    promises = await house.store.read(lambda work: work.promises.open_of(1))
    assert len(promises) == 1


async def test_a_retyped_line_asks_before_it_counts_again(house: Bench) -> None:
    """It is asked about, and the button counts exactly once."""
    await house.say("call acme")
    again = await house.say("call acme")
    assert "already logged" in again.text
    card = again.card
    for _ in range(5):
        await house.deliver(house.fake.press_card(card, "Log it again"))
    assert "2 / 8" in (await house.say("today")).text


async def test_nobody_takes_back_what_another_logged(house: Bench) -> None:
    """Undo of another person's entry is refused, although the button's value is genuine."""
    posted = await house.say("call acme")
    answer = await house.deliver(house.fake.press(posted, "Undo", user=2))
    assert "You have no entry" in read_in(answer)


@pytest.mark.parametrize("press", ["2|undo|{}", "1|nothing|{}", "undo", ""])
async def test_a_forged_button_does_nothing(house: Bench, press: str) -> None:
    """One sentence, nothing changed."""
    posted = await house.say("call acme")
    body = house.fake.press(posted, "Undo")
    body["value"]["action"]["data"] = {"press": press, "n": "x"}
    assert "no longer works" in read_in(await house.deliver(body))
    assert "1 / 8" in (await house.say("today")).text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unknown/thing", {}),
        ("adaptiveCard/action", {}),
        ("adaptiveCard/action", []),
        ("task/submit", {"data": []}),
        ("", {}),
    ],
)
async def test_an_invoke_that_nobody_makes_is_400(house: Bench, name: str, value: object) -> None:
    """Never a 5xx."""
    status, _ = await house.fake.deliver(house.url, house.fake.activity("invoke", name=name, value=value))
    assert status == 400


async def test_hostile_text_is_never_read_as_markup(house: Bench) -> None:
    """Markdown, mentions, templates and entities stand as typed."""
    hostile = "<at>Bo</at> [x](https://evil.example) **b** ${name} {{DATE(1)}} &amp; <b>"
    await house.say(f'call "{hostile}"', user=2)
    await house.deliver(house.fake.press(house.fake.posts[-1], labels(house.fake.posts[-1].card)[-1], user=2))
    assert house.fake.refused == []


async def test_team_channels_are_known_by_their_names(house: Bench) -> None:
    """When the bot joins a team, and when a channel is renamed."""
    await house.deliver(house.fake.activity("conversationUpdate", channel=True, membersAdded=[{"id": BOT}]))
    team = (await house.store.read(lambda work: work.teams.all()))[0]
    assert (team.channel, team.address) == ("sales", f"teams:#{CHANNEL}")
    renamed = house.fake.activity("conversationUpdate", channel=True)
    renamed["channelData"] |= {"eventType": "channelRenamed", "channel": {"id": CHANNEL, "name": "selling"}}
    await house.deliver(renamed)
    assert (await house.store.read(lambda work: work.teams.all()))[0].channel == "selling"


@pytest.mark.parametrize("way", ["message", "mention"])
async def test_each_hostile_line_gets_one_answer(house: Bench, way: str) -> None:
    """Over HTTP, never a 5xx; a sample, because the flood limit counts lines a minute."""
    for n, line in enumerate(CORPUS[:: len(CORPUS) // 15]):
        before = len(house.fake.posts)
        text = line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        await house.deliver(house.fake.message(text, user=1 + n % 2, channel=way == "mention"))
        answers = [post for post in house.fake.posts[before:] if post.conversation.startswith("a:")]
        public = [post for post in house.fake.posts[before:] if post.conversation == CHANNEL]
        assert len(answers) == 1 or (len(public) == 1 and not answers), line
