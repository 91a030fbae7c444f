"""Where something is said decides who reads the answer: own chat, group chat, channel, somebody else's conversation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from adapters.teams.render import PRESS, sealed_data
from bot.domain.people import Role
from bot.domain.teams import Team
from bot.domain.work import Work
from bot.errors import StoreFull
from tests.fakes.slack import Fault
from tests.fakes.teams import BOT, CHANNEL, TEAM, TENANT, Posted
from tests.fakes.teams_cards import Json, read_in, texts
from tests.slack.bench import MORNING
from tests.teams.bench import Bench

THEIRS = {"id": "19:anna_bo@unq.gbl.spaces", "conversationType": "personal", "tenantId": TENANT}
GROUP = {"id": "19:group@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}


def new(house: Bench, before: int) -> list[Posted]:
    """Return what was posted since."""
    return house.fake.posts[before:]


def mentioning(house: Bench, text: str, **more: Any) -> Json:
    """Return a message of which `text` is all that the client sends."""
    return house.fake.message("x", channel=True) | {"text": text} | more


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("<at>Snurr</at>call - vm", "<at>Snurr</at>"),
        ("<at>SNURR</at> call - vm", "<at>Snurr</at>"),
        ('<at id="0">Snurr</at> call - vm', "<at>Snurr</at>"),
        ("<at>Snurr</at> call - vm", None),
        ("call - vm<at>Snurr</at>\n", "<at>Snurr</at>"),
        ("<at>Snurr</at>\u00a0&nbsp;call\u00a0-   vm", "<at>Snurr</at>"),
        ("<at>Snurr</at> <at>Snurr</at> call - vm", "<at>Snurr</at>"),
    ],
)
async def test_every_form_of_mention_is_the_same_line(house: Bench, text: str, entity: str | None) -> None:
    """Other letters, attributes, no entity at all, anywhere, with odd spaces, twice."""
    mention = {"type": "mention", "text": entity, "mentioned": {"id": BOT, "name": "Snurr"}}
    await house.deliver(mentioning(house, text, entities=[mention] if entity else []))
    assert "Call 1 of 8 · unnamed · voicemail" in house.fake.to("a:1")[-1].text


async def test_words_in_curly_quotes_are_a_quote(house: Bench) -> None:
    """The client makes straight quotes curly."""
    posted = await house.say("call acme l “wants Friday deliveries”")
    assert "wants Friday deliveries" in posted.text


async def test_a_group_chat_reads_logged_and_nothing_more(house: Bench) -> None:
    """In a group chat the details go to the personal chat."""
    before = len(house.fake.posts)
    await house.deliver(mentioning(house, "<at>Snurr</at> call acme secret", conversation=GROUP))
    shown = {post.conversation: post.text for post in new(house, before)}
    assert shown[GROUP["id"]] == "Logged."
    assert "secret" in shown["a:1"]


async def test_without_a_personal_chat_the_answer_is_targeted_to_its_writer(house: Bench) -> None:
    """A person who never installed the app reads the detail all the same, alone."""
    house.fake.person(4, "Dora")
    house.fake.fail("open", Fault(status=403, error="BotNotInConversationRoster"))
    before = len(house.fake.posts)
    await house.say("call acme", user=4, channel=True)
    targeted = [post for post in new(house, before) if post.only_for]
    assert [(post.conversation, post.only_for) for post in targeted] == [(CHANNEL, "29:4")]
    assert "Call 1 of 8" in targeted[0].text
    assert [post.text for post in new(house, before) if not post.only_for] == ["Logged."]


@pytest.mark.parametrize("conversation", [THEIRS, GROUP, {"id": CHANNEL, "conversationType": "channel"}])
async def test_a_message_action_says_nothing_in_other_peoples_conversation(house: Bench, conversation: Json) -> None:
    """The receipt is sent to the personal chat, because the bot need not be in the other one."""
    value = {"commandId": "promise", "messagePayload": {"body": {"content": "<p>the list</p>"}}}
    more: Json = {"name": "composeExtension/fetchTask", "value": value, "conversation": conversation}
    answer = await house.deliver(house.fake.activity("invoke", **more))
    card = answer["task"]["value"]["card"]["content"]
    before = len(house.fake.posts)
    done = house.fake.submit(card, {"account": "acme", "due": "2026-11-27"}, name="composeExtension/submitAction")
    answer = await house.deliver(done | {"conversation": conversation})
    assert "P1 · acme · the list" in answer["task"]["value"]
    assert [post.conversation for post in new(house, before)] == ["a:1"]


async def test_nudges_do_not_go_where_a_message_action_came_from(house: Bench) -> None:
    """A chat between two people looks personal, but is not the bot's."""
    house.fake.person(4, "Dora")
    await house.say("help", user=4, channel=True)
    value = {"commandId": "log"}
    body = house.fake.activity("invoke", 4, name="composeExtension/fetchTask", value=value, conversation=THEIRS)
    await house.deliver(body)
    known = await house.tenant.reference("aad-4")
    assert known and (known.conversation, known.user) == ("a:4", "29:4")


async def test_a_dialog_in_a_channel_tells_the_channel_logged(house: Bench) -> None:
    """The details go to the personal chat, as those of a typed line do."""
    data = sealed_data(PRESS, "1|call|{}", "x", house.tenant.sealer)
    opened = await house.deliver(house.fake.activity("invoke", channel=True, name="task/fetch", value={"data": data}))
    body = house.fake.submit(opened["task"]["value"]["card"]["content"], {"account": "acme"})
    channel = house.fake.activity("invoke", channel=True)
    before = len(house.fake.posts)
    await house.deliver(body | {name: channel[name] for name in ("conversation", "channelData")})
    assert {post.conversation: post.text.startswith("Logged.") for post in new(house, before)} == {
        CHANNEL: True,
        "a:1": False,
    }


async def test_an_error_leaves_the_card_as_it_was(house: Bench) -> None:
    """The answer is a sentence, and the card is not updated, so that its button can be pressed again."""
    posted = await house.say("call acme")
    answer = await house.deliver(house.fake.press(posted, "Undo", user=2))
    assert answer["type"].endswith("activity.message")
    assert (posted.edits, "Call 1 of 8" in posted.text) == (0, True)


async def test_the_fallback_of_a_button_changes_the_card_as_well(house: Bench) -> None:
    """Action.Submit has the same result as Action.Execute; where the message is gone it is posted anew."""
    for gone in (False, True):
        posted = await house.say(f"call acme note {gone}")
        data = next(action for action in posted.card["actions"] if action["title"] == "Undo")["fallback"]["data"]
        before, reply_to = len(house.fake.posts), "missing" if gone else posted.id
        await house.deliver(house.fake.activity("message", value=data, replyToId=reply_to))
        assert "Undone" in (house.fake.posts[-1] if gone else posted).text
        assert len(house.fake.posts) == before + gone


async def test_a_form_by_fallback_stays_until_it_is_right(house: Bench) -> None:
    """The same sentence beside the same field, and then the same receipt."""
    asked = await house.say("promise acme")
    submit = asked.card["actions"][0]["fallback"]
    for what, said in ((" ", "Required."), ("price list", "P1 · acme · price list")):
        values = {"in.account": "acme", "in.what": what, "in.due": "2026-11-27"}
        await house.deliver(house.fake.activity("message", value=submit["data"] | values))
        assert said in texts(house.fake.posts[-1].card)


@pytest.mark.parametrize("sender", [{"id": "28:other", "name": "Robot"}, {"id": "29:1", "role": "bot"}])
async def test_a_message_of_a_bot_is_not_answered(house: Bench, sender: Json) -> None:
    """Two bots could otherwise answer each other for ever."""
    calls = len(house.fake.calls)
    await house.deliver(house.fake.message("call acme") | {"from": sender})
    assert len(house.fake.calls) == calls


async def test_no_address_of_a_guest_is_stored(house: Bench) -> None:
    """A guest is refused, and their reference is not stored."""
    await house.say("call acme", user=3)
    assert await house.tenant.reference("aad-3") is None


async def test_zone_and_language_come_from_the_message_and_change_with_it(house: Bench) -> None:
    """Events may lack them; what clientInfo says counts as well, and a zone that is none does not."""
    house.fake.person(4, "Dora")
    info = {"type": "clientInfo", "locale": "pl-PL", "timezone": "Europe/Warsaw"}
    message = house.fake.message("help", user=4, entities=[info], locale=None, localTimezone=None)
    await house.deliver(message)
    for zone, found in (
        (None, "Europe/Warsaw"),
        ("Nowhere/Land", "Europe/Warsaw"),
        ("Europe/Stockholm", "Europe/Stockholm"),
    ):
        await house.deliver(house.fake.message(f"help {zone}", user=4) | {"localTimezone": zone, "locale": "pl-PL"})
        person = await house.store.read(lambda work: work.people.by_name("Dora"))
        assert person and (person.zone, person.language) == (found, "pl")


async def test_the_roster_is_read_once_an_hour_for_each_person(house: Bench) -> None:
    """One person at a time, never the whole team."""
    await house.say("help")
    await house.say("today")
    asked = [rest for method, rest in house.fake.calls if method == "GET"]
    assert asked.count("conversations/a:1/members/29:1") == 1
    assert not any("pagedmembers" in path or path.endswith("/members") for path in asked)


async def test_channels_are_learned_from_the_first_message_there(house: Bench) -> None:
    """An install event may be lost; the database may be younger than the install."""
    await house.say("call acme", channel=True)
    await house.say("call acme vm", channel=True)
    assert [rest for method, rest in house.fake.calls if method == "GET"].count(f"teams/{TEAM}/conversations") == 1
    assert (await house.store.read(lambda work: work.teams.all()))[0].address == f"teams:#{CHANNEL}"


async def team(house: Bench) -> Team:
    """Return Anna's team."""
    return (await house.store.read(lambda work: work.teams.all()))[0]


@pytest.mark.parametrize(
    ("closing", "why"),
    [
        ({"channelData": {"eventType": "teamArchived"}}, "ConversationNotFound"),
        ({"channelData": {"eventType": "teamDeleted"}}, "ConversationNotFound"),
        (
            {"channelData": {"eventType": "channelDeleted", "channel": {"id": CHANNEL, "name": "sales"}}},
            "ConversationNotFound",
        ),
        ({"channelData": {}, "membersRemoved": [{"id": BOT}]}, "app removed"),
        ({"type": "installationUpdate", "action": "remove", "channelData": {}}, "app removed"),
    ],
    ids=["archived", "deleted", "channel deleted", "bot removed", "app removed"],
)
async def test_a_team_that_closes_is_posted_to_no_more_until_it_opens(house: Bench, closing: Json, why: str) -> None:
    """All its channels at once; a rename or a new install opens them."""
    await house.deliver(house.fake.activity("conversationUpdate", channel=True, membersAdded=[{"id": BOT}]))
    body = house.fake.activity("conversationUpdate", channel=True) | closing
    body["channelData"] = {"tenant": {"id": TENANT}, "team": {"id": TEAM}} | closing["channelData"]
    await house.deliver(body)
    assert (await team(house)).parked == why
    await house.deliver(house.fake.activity("installationUpdate", channel=True, action="add"))
    assert (await team(house)).parked == ""


async def test_a_renamed_team_keeps_its_channels(house: Bench) -> None:
    """The event names the team alone; its channels are learned anew."""
    renamed = house.fake.activity("conversationUpdate", channel=True)
    renamed["channelData"] = {"tenant": {"id": TENANT}, "team": {"id": TEAM, "name": "New"}, "eventType": "teamRenamed"}
    await house.deliver(renamed)
    assert (await team(house)).address == f"teams:#{CHANNEL}"


async def test_a_line_that_cannot_be_stored_is_answered_with_a_sentence(
    house: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a full disk a line, a button and a removal are answered without an error status."""
    posted = await house.say("call acme")

    async def full(*_: object, **__: object) -> None:
        raise StoreFull("disk full")

    monkeypatch.setattr(house.store, "write", full)
    assert "Not " in (await house.say("call acme vm")).text
    assert "Not " in read_in(await house.deliver(house.fake.press(posted, "Undo")))
    await house.deliver(house.fake.activity("installationUpdate", action="remove"))
    assert posted.edits == 0


async def test_an_update_that_is_no_edit_changes_nothing(house: Bench) -> None:
    """A message that was deleted, or brought back, is no new line."""
    message = house.fake.message("call acme vm")
    await house.deliver(message)
    before = len(house.fake.posts)
    for event in ("softDeleteMessage", "undeleteMessage"):
        data = message["channelData"] | {"eventType": event}
        await house.deliver(message | {"type": "messageUpdate", "text": "call acme meet", "channelData": data})
    assert new(house, before) == []


async def test_an_edited_mention_corrects_its_entry(house: Bench) -> None:
    """In a channel as in the own chat; the channel reads no more than before."""
    message = house.fake.message("call acme vm", channel=True)
    await house.deliver(message)
    text = message["text"].replace("vm", "meet")
    data = message["channelData"] | {"eventType": "editMessage"}
    await house.deliver(message | {"type": "messageUpdate", "text": text, "channelData": data})
    assert "Call 1 of 8 · acme · meeting" in house.fake.to("a:1")[-1].text
    assert {post.text for post in house.fake.to(CHANNEL)} == {"Logged."}


@pytest.mark.parametrize(
    "kind", ["typing", "messageReaction", "endOfConversation", "event", "messageDelete", "somethingNew"]
)
async def test_unknown_kinds_of_activity_are_accepted_and_ignored(house: Bench, kind: str) -> None:
    """Unknown types of activity are answered with 202."""
    before = len(house.fake.posts)
    await house.deliver(house.fake.activity(kind))
    assert new(house, before) == []


async def test_whoever_installs_the_app_is_greeted_once(house: Bench) -> None:
    """The day and what Snurr is for: one card, although Teams tells of an install twice, and never again."""
    house.fake.person(4, "Dora")
    added = [{"id": "29:4"}, {"id": BOT}]
    for _ in range(2):
        await house.deliver(house.fake.activity("conversationUpdate", 4, membersAdded=added))
        await house.deliver(house.fake.activity("installationUpdate", 4, action="add"))
    (posted,) = house.fake.to("a:4")
    assert "0 / 8" in posted.text
    assert "at most three times a day" in posted.text


async def test_a_guest_who_installs_is_not_greeted(house: Bench) -> None:
    """A guest, and a person who is known already, get no greeting."""
    for user in (3, 2):
        before = len(house.fake.posts)
        await house.deliver(house.fake.activity("installationUpdate", user, action="add"))
        assert new(house, before) == []


async def test_a_nudge_whose_button_opens_a_dialog_turns_into_its_result(house: Bench) -> None:
    """The nudge is updated as after a button without a dialog."""
    await house.tick(MORNING + timedelta(minutes=30))
    nudge = next(post for post in house.fake.to("a:1") if "Good morning" in post.text)
    opened = await house.deliver(house.fake.press(nudge, "Log a call"))
    before = len(house.fake.posts)
    done = house.fake.submit(opened["task"]["value"]["card"]["content"], {"account": "acme"})
    await house.deliver(done | {"replyToId": nudge.id})
    assert "Call 1 of 8 · acme" in nudge.text
    assert new(house, before) == []


@pytest.mark.parametrize("told", [True, False])
async def test_a_mention_gives_the_role_to_the_id_that_it_carries(house: Bench, told: bool) -> None:
    """Two people show one name; the mentioned one gets the role, by the object id in the mention or in the roster."""
    for number in (7, 8):
        house.fake.person(number, "Kari Lund")
        await house.say("today", number)
    mentioned = {"id": "29:8", "name": "Kari Lund"} | ({"aadObjectId": "aad-8"} if told else {})
    line = house.fake.message("admin person <at>Kari Lund</at> manager", channel=True)
    line["entities"].append({"type": "mention", "text": "<at>Kari Lund</at>", "mentioned": mentioned})
    await house.deliver(line)
    assert [False, True] == await house.store.read(_managers)


async def test_a_name_of_two_people_is_asked_about_with_buttons(house: Bench) -> None:
    """Each shows the object id; the pressed one alone gets the role."""
    for number in (7, 8):
        house.fake.person(number, "Kari Lund")
        await house.say("today", number)
    asked = await house.say("admin person Kari Lund manager")
    assert [False, False] == await house.store.read(_managers)
    await house.deliver(house.fake.press(asked, "Kari Lund · Teams aad-8"))
    assert [False, True] == await house.store.read(_managers)


def _managers(work: Work) -> list[bool]:
    found = [work.people.at_address("teams", f"aad-{number}") for number in (7, 8)]
    return [Role.MANAGER in person.roles for person in found if person]
