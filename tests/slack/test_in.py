"""What a seller does in Slack, and what comes back."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from adapters.slack.message_text import users_by_name
from bot.domain.people import Role
from bot.domain.work import Work
from tests.fakes.slack import FakeSlack, Fault
from tests.slack.bench import MORNING, Bench


async def test_a_slash_command_is_answered_with_its_receipt(house: Bench) -> None:
    """The receipt is in the acknowledgement itself, for the writer's eyes only."""
    answer = await house.command("/called acme vm")
    assert answer["response_type"] == "ephemeral"
    assert "Call 1 of 8 · acme · voicemail" in answer["text"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/nudge call acme", "Call 1 of 8"),
        ("/called acme", "Call 1 of 8"),
        ("/touch acme invoice clarity 0 said did not understand", "acme"),
        ("/promise acme price list by fri", "P1"),
        ("/broken acme delivery plan", "breach 1"),
        ("/today", "0 / 8"),
        ("/nudge help", "call"),
        ("/nudge", "Type what happened"),
        ("/nudge RINGET acme", "Call 1 of 8"),
    ],
)
async def test_every_slash_command_is_answered(house: Bench, line: str, said: str) -> None:
    """Short names, the root with any verb in any language, and the empty root."""
    assert said in (await house.command(line))["text"]


async def test_a_table_is_native_and_a_chart_comes_through_the_response_url(house: Bench) -> None:
    """Only there can a chart that Slack does not draw be told plainly."""
    assert await house.command("/team week") == {}
    assert "data_visualization" in {block["type"] for block in house.fake.to("U1")[-1].blocks}
    assert await house.command("/team week", channel="C1", named="sales") == {}
    _, answer = house.fake.hooks[-1]
    assert "data_visualization" in {block["type"] for block in answer["blocks"]}
    assert answer["response_type"] == "ephemeral"
    house.fake.charts_refused = True
    await house.command("/team month", channel="C1", named="sales")
    assert "data_visualization" not in {hook["type"] for hook in house.fake.hooks[-1][1]["blocks"]}
    assert "calls" in house.fake.hooks[-1][1]["text"]


async def test_waiting_in_a_channel_is_public_and_turns_into_who_went(house: Bench) -> None:
    """Everybody sees who waits, in a post that can be changed later; the press of another seller changes it."""
    assert await house.command("/waiting counter", channel="C1", named="sales") == {}
    shown = house.fake.messages[-1]
    assert (shown.channel, shown.only_for) == ("C1", "")
    await house.deliver(house.fake.press_body(shown, "I go", user="U2"))
    assert "Bo went after" in shown.text


async def test_a_press_on_a_posted_answer_goes_through_its_response_url(house: Bench) -> None:
    """Where the bot may not post, the line's response_url posts; that message can only be changed through its own."""
    house.fake.fail("chat.postMessage", Fault(error="not_in_channel"))
    await house.command("/waiting counter", channel="C1", named="sales")
    answer = house.fake.hooks[-1][1]
    assert answer["response_type"] == "in_channel"
    shown = house.fake.messages[-1]
    body = house.fake.press_body(shown, shown.labels()[0]) | {"channel": {"id": "C1"}}
    pressed = next(e for b in answer["blocks"] if b["type"] == "actions" for e in b["elements"])
    body |= {"actions": [pressed], "container": {"type": "message", "channel_id": "C1", "message_ts": "1.5"}}
    await house.deliver(body)
    assert house.fake.hooks[-1][1]["replace_original"] is True
    assert "Anna went after" in house.fake.hooks[-1][1]["text"]


async def test_a_direct_message_is_answered_in_its_conversation(house: Bench) -> None:
    """The same line, typed to the bot."""
    assert "Call 2 of 8" in await house.say("call acme meet", user="U2")


async def test_slacks_markup_is_read_as_its_writer_sees_it(house: Bench) -> None:
    """Links, mentions, channels and escaped characters become plain text."""
    text = "call acme <https://acme.example|acme.example> &lt;!channel&gt; <@U2> <#C1|sales> <mailto:a@b.example|a@b.example>"
    await house.deliver(house.fake.event_body(house.fake.message_event("x")["event"] | {"text": text}))
    call = await house.store.read(lambda work: work.entries.latest(_person(work, "Anna")))
    assert call and call.detail.note == "acme.example <!channel> @Bo #sales a@b.example"  # type: ignore[union-attr]


def _person(work: object, name: str) -> int:
    return work.people.by_name(name).id  # type: ignore[attr-defined, no-any-return]


async def test_a_mention_is_answered_to_its_writer_alone(house: Bench) -> None:
    """Private by default: in the channel, and in its thread when there is one."""
    for thread in ({}, {"thread_ts": "5.5"}):
        event = {
            "type": "app_mention",
            "channel": "C1",
            "user": "U2",
            "text": f"<@UBOT> call acme note{len(thread)}",
            "ts": f"6.{len(thread)}",
        }
        await house.deliver(house.fake.event_body(event | thread))
        shown = house.fake.messages[-1]
        assert (shown.channel, shown.only_for, shown.thread) == ("C1", "U2", thread.get("thread_ts", ""))
        assert "of 8 · acme" in shown.text


async def test_a_missing_argument_opens_a_form_with_what_was_typed(house: Bench) -> None:
    """The form holds what was typed already; the account is picked by searching."""
    assert await house.command("/promise acme") == {}
    view = next(iter(house.fake.views.values()))
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert inputs["account"]["type"] == "external_select"
    assert inputs["account"]["initial_option"]["text"]["text"] == "acme"
    assert await house.deliver(house.fake.submit_body(view, {"what": "price list", "due": "2026-11-27"})) == ""
    assert "P1" in house.fake.to("U1")[-1].text


async def test_an_error_of_a_form_is_shown_beside_its_field(house: Bench) -> None:
    """A blank text and a day that is over: nothing is stored, what was typed stays."""
    await house.command("/promise acme")
    view = next(iter(house.fake.views.values()))
    answer = await house.deliver(house.fake.submit_body(view, {"what": "  ", "due": "2026-11-27"}))
    assert answer["response_action"] == "errors"
    assert set(answer["errors"]) == {"what"}
    answer = await house.deliver(house.fake.submit_body(view, {"what": "list", "due": "2026-11-20"}))
    assert set(answer["errors"]) == {"due"}
    assert house.fake.to("U1") == []


async def test_a_searched_account_is_picked_by_its_id(house: Bench) -> None:
    """The search offers what begins with the query, and the words themselves."""
    await house.command("/promise")
    view = next(iter(house.fake.views.values()))
    found = (await house.deliver(house.fake.options_body("ac")))["options"]
    assert [option["text"]["text"] for option in found] == ["acme", "+ ac"]
    values = {"account": found[0]["value"], "what": "list", "due": "2026-11-27"}
    assert await house.deliver(house.fake.submit_body(view, values)) == ""
    assert "acme" in house.fake.to("U1")[-1].text


async def test_a_new_account_in_a_form_asks_before_it_is_created(house: Bench) -> None:
    """The modal asks before an account is created, and its button saves."""
    await house.command("/promise")
    view = next(iter(house.fake.views.values()))
    values = {"account": "~Nordlys", "what": "list", "due": "2026-11-27"}
    answer = await house.deliver(house.fake.submit_body(view, values))
    assert answer["response_action"] == "update"
    house.fake.views[view["id"]] = asked = answer["view"] | {"id": view["id"]}
    await house.deliver(house.fake.press_body(asked, 'Create "Nordlys"'))
    shown = str(house.fake.views[view["id"]]["blocks"])
    assert "Nordlys" in shown and "P1" in shown


async def test_strangers_find_no_accounts(house: Bench) -> None:
    """Only people whom Snurr knows may search."""
    assert (await house.deliver(house.fake.options_body("ac", user="U3")))["options"] == []


async def test_a_form_that_opens_too_late_is_offered_as_a_button(house: Bench) -> None:
    """When the trigger has expired, a card with a button to the form holds what was typed."""
    house.fake.fail("views.open", Fault(error="expired_trigger_id"))
    assert await house.command("/promise acme") == {}
    shown = house.fake.to("U1")[-1]
    (label,) = shown.labels()
    await house.deliver(house.fake.press_body(shown, label))
    view = next(iter(house.fake.views.values()))
    assert "acme" in str(view["blocks"])


async def test_the_global_shortcut_opens_the_form_of_a_call(house: Bench) -> None:
    """Log from anywhere."""
    await house.deliver(house.fake.shortcut_body("log"))
    view = next(iter(house.fake.views.values()))
    await house.deliver(house.fake.submit_body(view, {"account": "~acme"}))
    assert "Call 1 of 8 · acme" in house.fake.to("U1")[-1].text


async def test_a_promise_is_made_from_a_message(house: Bench) -> None:
    """The text of the message is the text of the promise."""
    await house.deliver(house.fake.shortcut_body("promise", "send the <https://a.example|price list> &amp; samples"))
    view = next(iter(house.fake.views.values()))
    assert "send the price list & samples" in str(view["blocks"])
    await house.deliver(house.fake.submit_body(view, {"account": "~acme", "due": "2026-11-27"}))
    assert "send the price list & samples" in house.fake.hooks[-1][1]["text"].replace("&amp;", "&")


async def test_the_home_shows_the_day_and_takes_back(house: Bench) -> None:
    """Today, open promises, undo, edit, hours; a press brings it up to date."""
    await house.say("promise acme price list by fri")
    await house.deliver(house.fake.event_body({"type": "app_home_opened", "user": "U1", "tab": "home"}))
    home = house.fake.homes["U1"]
    assert "P1 · acme · price list" in str(home["blocks"])
    await house.deliver(house.fake.press_body(home, "Edit P1"))
    view = next(iter(house.fake.views.values()))
    await house.deliver(house.fake.submit_body(view, {"rest": "price list 2027"}))
    await house.deliver(house.fake.press_body(home, "My hours"))
    await house.deliver(house.fake.press_body(home, "Undo P1"))
    assert "Undone" in house.fake.to("U1")[-1].text
    assert "P1 · acme" not in str(house.fake.homes["U1"]["blocks"])


async def test_opening_the_home_makes_a_member_a_seller(house: Bench) -> None:
    """First contact, with Slack's name, time zone and language; a guest stays a stranger."""
    house.fake.person("U4", "Ægir", tz="Atlantic/Reykjavik", locale="da-DK")
    for user in ("U4", "U3"):
        await house.deliver(house.fake.event_body({"type": "app_home_opened", "user": user, "tab": "home"}))
    person = await house.store.read(lambda work: work.people.by_name("Ægir"))
    assert person and (person.zone, person.language, person.roles) == ("Atlantic/Reykjavik", "da", {Role.SELLER})
    assert await house.store.read(lambda work: work.people.by_name("Gert")) is None


@pytest.mark.parametrize("more", [{"is_restricted": True}, {"is_bot": True}, {"deleted": True}, {"team_id": "T9"}])
async def test_guests_bots_and_strangers_log_nothing(house: Bench, more: dict[str, object]) -> None:
    """Who is a guest, a bot or a stranger is what Slack says."""
    house.fake.person("U5", "Stranger", **more)
    assert "Only full members" in (await house.command("/called acme", user="U5", channel="D5"))["text"]


async def test_an_unknown_user_is_refused_while_slack_does_not_describe_them(house: Bench) -> None:
    """While users.info fails, known people log on; others are asked to try again."""
    house.fake.person("U6", "New")
    house.fake.fail("users.info", Fault(status=500, error="internal_error"))
    assert "try again in a minute" in (await house.command("/called acme", user="U6", channel="D6"))["text"]
    assert "Call 1 of 8" in (await house.command("/called acme", user="U6", channel="D6"))["text"]


async def test_a_changed_profile_is_stored(house: Bench) -> None:
    """Zone and language change at once; a deactivated person may do nothing more."""
    profile = house.fake.users["U2"] | {"tz": "Europe/Warsaw", "locale": "pl-PL"}
    await house.deliver(house.fake.event_body({"type": "user_change", "user": profile}))
    person = await house.store.read(lambda work: work.people.by_name("Bo"))
    assert person and (person.zone, person.language) == ("Europe/Warsaw", "pl")
    await house.deliver(house.fake.event_body({"type": "user_change", "user": profile | {"deleted": True}}))
    person = await house.store.read(lambda work: work.people.by_name("Bo"))
    assert person and not person.active


async def test_an_edited_message_corrects_its_entry(house: Bench) -> None:
    """The entry keeps its ref; the count stays."""
    first = house.fake.message_event("call acme vm")
    await house.deliver(first)
    receipt = house.fake.to("U1")[-1].text
    message = first["event"]
    changed = {"type": "message", "subtype": "message_changed", "channel": "D1", "channel_type": "im", "ts": "9.1"}
    changed |= {"message": message | {"text": "call acme meet"}, "previous_message": message}
    await house.deliver(house.fake.event_body(changed))
    assert "Call 1 of 8 · acme · meeting" in house.fake.to("U1")[-1].text
    assert receipt.split("·")[-1].split()[0] in house.fake.to("U1")[-1].text


async def test_an_edit_that_cannot_be_read_changes_nothing(house: Bench) -> None:
    """The old entry stays, and the person is told."""
    first = house.fake.message_event("call acme vm")
    await house.deliver(first)
    message = first["event"]
    changed = {"type": "message", "subtype": "message_changed", "channel": "D1", "channel_type": "im", "ts": "9.1"}
    changed |= {"message": message | {"text": "touch acme invoice c9"}, "previous_message": message}
    await house.deliver(house.fake.event_body(changed))
    assert "Not saved" in house.fake.to("U1")[-1].text
    assert "1 / 8" in await house.say("today")


async def test_the_same_command_delivered_twenty_times_counts_once(house: Bench) -> None:
    """Twenty identical receipts, one row."""
    body = house.fake.command_body("/called", "acme")
    answers = await asyncio.gather(*(house.fake.post(house.url, body) for _ in range(20)))
    assert {status for status, _ in answers} == {200}
    assert len({answer["text"] for _, answer in answers}) == 1
    assert "1 / 8" in await house.say("today")


async def test_an_event_delivered_again_counts_and_answers_once(house: Bench) -> None:
    """Slack repeats an event up to three times, and hourly."""
    body = house.fake.message_event("call acme")
    for _ in range(4):
        await house.deliver(body)
    house.clock.move_to(MORNING + timedelta(hours=3))
    await house.deliver(body)
    assert len(house.fake.to("U1")) == 1
    assert "1 / 8" in await house.say("today")


async def test_a_retyped_command_asks_before_it_counts_again(house: Bench) -> None:
    """Within a minute; the button adds exactly one, however often it is pressed."""
    await house.command("/called acme")
    answer = await house.command("/called acme")
    assert "already logged" in answer["text"]
    await house.say("help")
    shown = house.fake.to("U1")[-1]
    shown.blocks = answer["blocks"]
    for _ in range(5):
        await house.deliver(house.fake.press_body(shown, "Log it again"))
    assert "2 / 8" in await house.say("today")
    house.clock.move_to(MORNING + timedelta(seconds=61))
    assert "Call 3 of 8" in (await house.command("/called acme"))["text"]


async def test_a_flood_is_slowed_down(house: Bench) -> None:
    """Twenty lines a minute; redeliveries never count."""
    for number in range(25):
        answer = await house.command(f"/called acme note {number}")
    assert "more than 20 lines" in answer["text"]


async def test_the_bots_own_messages_are_not_lines(house: Bench) -> None:
    """A message of the bot itself is not carried out."""
    before = len(house.fake.messages)
    await house.deliver(house.fake.message_event("call acme", bot_id="B1"))
    await house.deliver(house.fake.message_event("call acme", user="U1", subtype="message_deleted"))
    assert len(house.fake.messages) == before


async def test_hostile_text_is_never_read_as_markup(house: Bench) -> None:
    """Shown as typed; the stand-in refuses live markup."""
    hostile = "<!channel> *b* <https://evil.example|x> & <@U1>"
    await house.say(f'call "{hostile}"', user="U2")
    await house.deliver(house.fake.press_body(house.fake.to("U2")[-1], f'Create "{hostile}"'[:75], user="U2"))
    assert "&lt;!channel&gt;" in house.fake.to("U2")[-1].text


async def test_another_workspaces_payload_is_refused(house: Bench) -> None:
    """Nothing is stored for a workspace that is not served."""
    body = house.fake.command_body("/called", "acme") | {"team_id": "T2"}
    assert (await house.fake.post(house.url, body))[0] == 401


@pytest.mark.parametrize("value", ["2|undo|{}", "1|nothing|{}", "1|undo|[]", "undo", ""])
async def test_a_forged_button_does_nothing(house: Bench, value: str) -> None:
    """A button value of an unknown form is answered with one sentence."""
    await house.say("call acme")
    shown = house.fake.to("U1")[-1]
    body = house.fake.press_body(shown, "Undo")
    body["actions"][0]["value"] = value
    await house.deliver(body)
    assert "no longer works" in house.fake.to("U1")[-1].text
    assert "1 / 8" in await house.say("today")


async def test_nobody_takes_back_what_another_logged(house: Bench) -> None:
    """Undo of another person's entry is refused, although the button's value is genuine."""
    await house.say("call acme")
    shown = house.fake.to("U1")[-1]
    await house.deliver(house.fake.press_body(shown, "Undo", user="U2"))
    assert "You have no entry" in house.fake.messages[-1].text
    assert "1 / 8" in await house.say("today")


async def test_nothing_is_sent_to_a_workspace_that_removed_the_app(house: Bench, fake: FakeSlack) -> None:
    """tokens_revoked and app_uninstalled park the workspace; /readyz says so."""
    await house.deliver(fake.event_body({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}))
    assert house.slack.problems() == ["slack: tokens_revoked"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("admin team Syd channel <#C2|elsewhere>", "#elsewhere"),
        ("admin team Syd channel <#C2>", "#C2"),
        ("admin person <@U2|bo.b> manager", "Saved · Bo · Slack U2 · manager"),
        ("account acme owner <@U2|bo.b>", "owner Bo"),
        ("account acme owner <@U2>", "owner Bo"),
        ("call acme saw <@U9|niner>", "saw @niner"),
        (
            "call acme &lt;@U2|bo&gt; &amp;amp; <https://a.example|x>",
            "&lt;@U2|bo&gt; &amp;amp; &lt;https://a.example|x&gt;",
        ),
    ],
)
async def test_picked_people_and_channels_are_read_after_a_command(house: Bench, line: str, said: str) -> None:
    """Where Slack marks them up, they are who they are; everything else stands as it was typed."""
    assert said in (await house.command(f"/nudge {line}"))["text"]
    assert await house.store.read(lambda work: len(work.people.everyone())) == 2


async def test_a_mention_that_comes_as_two_events_counts_and_answers_once(house: Bench) -> None:
    """app_mention and message carry the same message under different event ids."""
    said = {"channel": "C1", "user": "U2", "text": "<@UBOT> call acme", "ts": "6.5"}
    await house.deliver(house.fake.event_body(said | {"type": "app_mention"}))
    await house.deliver(house.fake.event_body(said | {"type": "message", "channel_type": "channel"}))
    direct = said | {"channel": "D2", "channel_type": "im", "ts": "6.6", "text": "<@UBOT> call acme vm"}
    before = len(house.fake.messages)
    await house.deliver(house.fake.event_body(direct | {"type": "message"}))
    await house.deliver(house.fake.event_body(direct | {"type": "app_mention"}))
    assert len(house.fake.messages) == before + 1
    assert "3 / 8" in await house.say("today", user="U2")


async def test_a_form_from_the_home_updates_the_home(house: Bench) -> None:
    """The Home is published again when the form closes, also when the form asked a question first."""
    await house.deliver(house.fake.event_body({"type": "app_home_opened", "user": "U1", "tab": "home"}))
    await house.deliver(house.fake.press_body(house.fake.homes["U1"], "Promise"))
    view = next(iter(house.fake.views.values()))
    await house.deliver(house.fake.submit_body(view, {"account": "~acme", "what": "samples", "due": "2026-11-27"}))
    assert "samples" in str(house.fake.homes["U1"]["blocks"])
    await house.deliver(house.fake.press_body(house.fake.homes["U1"], "Promise"))
    view = list(house.fake.views.values())[-1]
    values = {"account": "~Nordlys", "what": "catalogue", "due": "2026-11-27"}
    answer = await house.deliver(house.fake.submit_body(view, values))
    house.fake.views[view["id"]] = asked = answer["view"] | {"id": view["id"]}
    await house.deliver(house.fake.press_body(asked, 'Create "Nordlys"'))
    assert "catalogue" in str(house.fake.homes["U1"]["blocks"])


async def test_a_known_person_becomes_admin_when_the_settings_name_them(house: Bench) -> None:
    """Whoever tried a line first and then read the guide is admin after the restart all the same."""
    assert "another role" in (await house.command("/team week", user="U2"))["text"]
    object.__setattr__(house.dispatcher, "admins", frozenset({"slack:u2"}))
    assert "Open zeros" in (await house.command("/team zeros", user="U2"))["text"]
    bo = await house.store.read(lambda work: work.people.by_name("Bo"))
    assert bo and {Role.ADMIN, Role.MANAGER, Role.SELLER} <= bo.roles


@pytest.mark.parametrize("times", [2, 5])
async def test_the_reply_to_a_repeated_press_is_shown_once(house: Bench, times: int) -> None:
    """A press that is delivered twice gets one answer."""
    await house.say("call acme")
    body = house.fake.press_body(house.fake.to("U1")[-1], "Undo")
    before = len(house.fake.messages)
    for _ in range(times):
        await house.deliver(body)
    assert len(house.fake.messages) == before + 1
    assert "Undone" in house.fake.messages[-1].text


async def test_a_refused_command_is_carried_out_anew_when_it_comes_again(house: Bench) -> None:
    """A delivery that was refused is not cached, so it may succeed once the cause is gone."""
    house.fake.person("U6", "New")
    house.fake.fail("users.info", Fault(status=500, error="internal_error"))
    body = house.fake.command_body("/called", "acme", user="U6")
    assert "try again" in (await house.deliver(body))["text"]
    assert "Call 1 of 8" in (await house.deliver(body))["text"]


async def test_a_press_in_a_thread_is_answered_there(house: Bench) -> None:
    """The answer to a press in a thread is posted in that thread."""
    await house.say("call acme", thread_ts="4.4")
    shown = house.fake.to("U1")[-1]
    body = house.fake.press_body(shown, "Undo")
    body["container"]["thread_ts"] = shown.thread
    await house.deliver(body)
    assert house.fake.messages[-1].thread == "4.4"


@pytest.mark.parametrize(
    "fault",
    [Fault(status=500, error="internal_error"), Fault(drop=True), Fault(status=502, body="<html>"), Fault(error="x")],
    ids=["500", "dropped", "502", "refused"],
)
async def test_a_form_that_may_not_have_opened_is_offered_as_a_button(house: Bench, fault: Fault) -> None:
    """After a lost answer to views.open a card with a button to the form is posted."""
    house.fake.fail("views.open", fault)
    assert await house.command("/promise acme quote") == {}
    shown = house.fake.to("U1")[-1]
    await house.deliver(house.fake.press_body(shown, shown.labels()[0]))
    assert "quote" in str(next(iter(house.fake.views.values()))["blocks"])


async def test_a_form_opens_in_time_though_slack_is_slow_to_say_who_is_mentioned(house: Bench) -> None:
    """Mentioned users are read concurrently, within the life of a trigger."""
    slow = Fault(kept=True, silent_seconds=2.5, error="x")
    for n in range(4):
        house.fake.person(f"U5{n}", f"Person {n}")
    house.fake.fail("users.info", slow, slow, slow, slow)
    said = "ask <@U50> <@U51> <@U52> <@U53|late> for prices"
    await house.deliver(house.fake.shortcut_body("promise", said))
    view = next(iter(house.fake.views.values()))
    assert "@late" in str(view["blocks"])


async def test_only_a_revoked_bot_token_ends_an_installation(house: Bench, fake: FakeSlack) -> None:
    """A revoked user token leaves the installation as it is."""
    await house.deliver(fake.event_body({"type": "tokens_revoked", "tokens": {"oauth": ["U2"], "bot": []}}))
    assert house.slack.problems() == []


async def test_a_payload_that_names_no_workspace_is_that_of_the_only_one(house: Bench) -> None:
    """Some kinds of payload leave the workspace out."""
    body = house.fake.options_body("ac")
    del body["team"], body["user"]["team_id"]
    assert [option["text"]["text"] for option in (await house.deliver(body))["options"]] == ["acme", "+ ac"]


def _mentioning(house: Bench, text: str, user: str) -> dict[str, Any]:
    """Return a direct message with real mentions, which `message_event` would escape."""
    body = house.fake.message_event("", user)
    body["event"]["text"] = text
    return body


async def test_one_message_looks_up_ten_mentioned_people_at_most(house: Bench) -> None:
    """Its sender first, so that a message of 2,500 mentions holds nobody up."""
    house.fake.person("U9", "Nils")
    before = len(house.fake.called("users.info"))
    many = " ".join(f"<@UX{number}>" for number in range(2_500))
    await house.deliver(_mentioning(house, f"call acme {many}", "U9"))
    asked = [str(call["user"]) for call in house.fake.called("users.info")[before:]]
    assert ("U9", 11) == (asked[0], len(asked))


async def test_a_mentioned_person_whom_slack_does_not_tell_of_is_not_looked_up_again_at_once(house: Bench) -> None:
    """The same mentions in the next message cause no call."""
    await house.deliver(_mentioning(house, "call acme <@UX1> <@UX2>", "U2"))
    before = len(house.fake.called("users.info"))
    await house.deliver(_mentioning(house, "call acme again <@UX1> <@UX2>", "U2"))
    assert before == len(house.fake.called("users.info"))


@pytest.mark.parametrize("way", ["command", "message", "edit"])
async def test_a_mention_gives_the_role_to_the_id_that_it_carries(house: Bench, way: str) -> None:
    """Two people show one name; the picked one gets the role, though the other came first."""
    for user in ("U7", "U8"):
        house.fake.person(user, "Kari Lund")
        await house.deliver(house.fake.message_event("today", user))
    line = "admin person <@U8> manager"
    if way == "command":
        await house.command(f"/nudge {line}")
    else:
        body = _mentioning(house, line if way == "message" else "admin persn <@U8> manager", "U1")
        await house.deliver(body)
        if way == "edit":
            await house.deliver(_edited(house, body["event"], line))
    found = [await house.store.read(partial(_roles_at, user=user)) for user in ("U7", "U8")]
    assert [False, True] == [Role.MANAGER in roles for roles in found]


async def test_a_name_of_two_people_is_asked_about_with_buttons(house: Bench) -> None:
    """Each shows the id; the pressed one alone gets the role."""
    for user in ("U7", "U8"):
        house.fake.person(user, "Kari Lund")
        await house.deliver(house.fake.message_event("today", user))
    assert 'Who do you mean by "Kari Lund"?' in await house.say("admin person Kari Lund manager")
    await house.deliver(house.fake.press_body(house.fake.to("U1")[-1], "Kari Lund · Slack U8"))
    found = [await house.store.read(partial(_roles_at, user=user)) for user in ("U7", "U8")]
    assert [False, True] == [Role.MANAGER in roles for roles in found]


def test_the_ids_of_mentioned_people_stand_by_the_names_in_the_line() -> None:
    """A name that two of them show stands for neither; without a name it is the label, or the id."""
    text = "admin person <@U1> <@U2|bo> <@U3|Kari> <@U4|kari> <#C1|x> <@U5>"
    assert {"Anna & Co": "U1", "bo": "U2", "U5": "U5"} == users_by_name(text, {"U1": "Anna &amp; Co", "U5": ""})
    many = "".join(f"<@U{number}|n{number}>" for number in range(5_000))
    assert 20 == len(users_by_name(many, {}))


def _roles_at(work: Work, *, user: str) -> frozenset[Role]:
    person = work.people.at_address("slack", user)
    assert person
    return person.roles


def _edited(house: Bench, event: dict[str, Any], text: str) -> dict[str, Any]:
    """Return the edit of a direct message."""
    message = {"type": "message", "user": event["user"], "text": text, "ts": event["ts"]}
    before = message | {"text": event["text"]}
    edited = {"type": "message", "subtype": "message_changed", "channel": event["channel"], "message": message}
    return house.fake.event_body(edited | {"previous_message": before, "channel_type": "im", "ts": "1.2"})
