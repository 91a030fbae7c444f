"""The local web chat over a real WebSocket."""

from __future__ import annotations

import json
import re
from typing import Any

import aiohttp
import pytest

from bot.cli.demo import ZONE, Demo
from bot.language.word_files import LANGUAGES
from tests.web.conftest import Tab


async def test_a_typed_line_is_answered_and_kept(tab: Tab) -> None:
    """The page gets the line and the receipt, with a payload for each button."""
    said = await tab.say("Sanna", "call nilsson")
    assert "Nilsson Rör AB" in said["text"]
    assert len(said["payloads"]) == len(["Promise", "Undo", "No answer", "Voicemail", "Meeting"])
    assert [message["who"] for message in await tab.history("@Sanna")] == ["Sanna", ""]


async def test_a_pressed_button_acts_for_the_person_of_the_pane(tab: Tab) -> None:
    """Undo takes the call back."""
    said = await tab.say("Sanna", "call nilsson")
    await tab.press("Sanna", said, 1)
    assert "Undone" in (await tab.until("said", who=""))["message"]["text"]


async def test_a_button_of_somebody_else_takes_nothing_back(tab: Tab) -> None:
    """The payload alone gives no right to an entry."""
    said = await tab.say("Sanna", "call nilsson")
    await tab.press("Ola", said, 1)
    assert "Undone" not in (await tab.until("said", conversation="@Ola"))["message"]["text"]
    assert "Call 1 of 8" not in (await tab.say("Sanna", "call akerlund"))["text"]


async def test_a_form_asks_and_its_answer_is_logged(tab: Tab) -> None:
    """What is missing is asked for in the pane that typed."""
    await tab.send(type="say", person="Sanna", place="private", text="promise nilsson", id="1", pane=1)
    news = await tab.until("form")
    assert (news["pane"], news["conversation"]) == (1, "@Sanna")
    assert [(new["name"], new["value"]) for new in news["form"]["fields"]] == [
        ("account", "Nilsson Rör AB"), ("what", ""), ("due", ""), ("hour", "")]  # fmt: skip
    await tab.submit("Sanna", news["form"], account="nilsson", what="quote", due="fri")
    assert (await tab.until("form"))["form"] is None
    assert "quote · due" in (await tab.until("said", who=""))["message"]["text"]


@pytest.mark.parametrize(
    ("values", "wrong", "sentence"),
    [
        ({"account": "nilsson", "what": " ", "due": "fri", "hour": ""}, "what", "Required."),
        ({"account": "nilsson", "what": "quote", "due": "yesterday", "hour": ""}, "due", ""),
        ({"account": "nilsson", "what": "quote", "due": "30/2", "hour": ""}, "due", ""),
        ({"account": "", "what": "quote", "due": "fri", "hour": ""}, "account", "Required."),
    ],
)
async def test_a_field_error_stands_in_its_field(tab: Tab, values: dict[str, str], wrong: str, sentence: str) -> None:
    """A blank text or a day before today is a field error; what was typed stays, nothing is stored."""
    await tab.send(type="say", person="Sanna", place="private", text="promise nilsson", id="1", pane=0)
    await tab.submit("Sanna", (await tab.until("form"))["form"], **values)
    fields = {field["name"]: field for field in (await tab.until("form"))["form"]["fields"]}
    assert [name for name, field in fields.items() if field["error"]] == [wrong]
    assert sentence in fields[wrong]["error"]
    assert {name: field["value"].strip() for name, field in fields.items()} == {n: v.strip() for n, v in values.items()}
    assert all("quote" not in message["text"] for message in await tab.history("@Sanna"))


async def test_several_accounts_are_a_choice_and_the_choice_goes_on(tab: Tab) -> None:
    """No guess is ever run."""
    said = await tab.say("Maja", "call acme")
    labels = [button["label"] for button in said["card"]["buttons"]]
    assert {"Acme A/S, Aalborg", "Acme Norge AS"} <= set(labels)
    await tab.press("Maja", said, labels.index("Acme Norge AS"))
    assert "Acme Norge AS" in (await tab.until("said", who=""))["message"]["text"]


async def test_a_delivery_with_the_same_id_counts_once(tab: Tab) -> None:
    """The page's own id is the key (promises 2.1)."""
    first = await tab.say("Sanna", "call nilsson", id="same")
    second = await tab.say("Sanna", "call nilsson", id="same")
    assert first["text"] == second["text"]


async def test_a_line_typed_twice_within_a_minute_counts_once(tab: Tab) -> None:
    """Retyping is answered with "already logged" and a way to count it again."""
    await tab.say("Sanna", "call nilsson", id="1")
    again = await tab.say("Sanna", "  CALL  nilsson", id="2")
    assert "already logged" in again["text"]
    (number,) = [n for n, b in enumerate(again["card"]["buttons"]) if "again" in b["label"].lower()]
    await tab.press("Sanna", again, number)
    assert "Call " in (await tab.until("said", who=""))["message"]["text"]


async def test_more_than_twenty_lines_a_minute_are_slowed_down(tab: Tab) -> None:
    """Twenty are stored, the next one is asked to wait."""
    answers = [(await tab.say("Sanna", f"call nilsson note {n}", id=str(n)))["text"] for n in range(22)]
    assert sum("Nilsson Rör AB" in answer and "lines in a minute" not in answer for answer in answers) == 20
    assert "wait a little" in answers[-1]


async def test_in_the_channel_logs_are_for_one_and_waiting_for_all(tab: Tab) -> None:
    """Private by default; public where speed needs eyes, and the nudge turns into its result."""
    assert (await tab.say("Sanna", "call nilsson", "channel"))["only"] == "Sanna"
    waits = await tab.say("Sanna", "waiting counter", "channel")
    assert waits["only"] == ""
    await tab.press("Ola", waits, 0, "channel")
    assert "Ola went after" in (await tab.until("updated", id=waits["id"]))["message"]["text"]
    lines = {message["text"]: message["only"] for message in await tab.history("#") if message["who"]}
    assert lines == {"call nilsson": "Sanna", "waiting counter": ""}


async def test_share_here_is_for_everybody_in_the_channel(tab: Tab) -> None:
    """Only Mette sees the team's figures that she asked for until she presses."""
    asked = await tab.say("Mette", "team week", "channel")
    assert (asked["only"], [button["label"] for button in asked["card"]["buttons"]]) == ("Mette", ["Share here"])
    await tab.press("Mette", asked, 0, "channel")
    shared = (await tab.until("said", who=""))["message"]
    assert (shared["only"], shared["conversation"], shared["payloads"]) == ("", "#", [])


async def test_what_is_said_reaches_every_open_page(tab: Tab, demo: Demo) -> None:
    """One socket a tab, one conversation for all of them."""
    origin = f"http://127.0.0.1:{demo.chat.port}"
    cookies = {demo.chat.guard.cookie: demo.chat.guard.secret}
    async with (
        aiohttp.ClientSession(cookies=cookies) as session,
        session.ws_connect(f"{origin}/socket", headers={"Origin": origin}) as socket,
    ):
        await tab.say("Sanna", "call nilsson")
        assert "Nilsson Rör AB" in (await Tab(socket).until("said", who=""))["message"]["text"]
    assert "Nilsson" in (await tab.say("Sanna", "call nilsson vm"))["text"]


async def test_the_clock_moves_forward_and_brings_the_next_nudge(tab: Tab) -> None:
    """A tester need not wait until morning."""
    state = await tab.until("state")
    await tab.send(type="steer", to="next")
    nudge = await tab.until("said", conversation="@Sanna")
    assert "(" in nudge["message"]["text"]
    assert (await tab.until("state"))["now"] > state["now"]
    await tab.send(type="steer", to="friday")
    assert "Week 48" in (await tab.until("said", conversation="#"))["message"]["text"]


@pytest.mark.parametrize(
    ("steers", "local"),
    [
        (("hour",), "2026-11-24T09:20"),
        (("tomorrow",), "2026-11-25T08:30"),
        (("tomorrow", "tomorrow"), "2026-11-26T08:30"),
        (("friday",), "2026-11-27T15:00"),
        (("friday", "friday"), "2026-12-04T15:00"),
        (("friday", "tomorrow"), "2026-11-28T08:30"),
        (("past",), "2026-11-24T08:20"),
        (("",), "2026-11-24T08:20"),
    ],
)
async def test_each_clock_button_leads_where_it_says(tab: Tab, demo: Demo, steers: tuple[str, ...], local: str) -> None:
    """Local time of the team, always ahead."""
    before = demo.clock.now()
    for to in steers:
        await tab.send(type="steer", to=to)
    await tab.history("#")
    assert demo.clock.now() > before
    assert demo.clock.now().astimezone(ZONE).isoformat().startswith(local)


async def test_reset_begins_anew(tab: Tab, demo: Demo) -> None:
    """Everything typed is gone, the clock stands at its start, and lines count from one again."""
    first = await tab.say("Sanna", "call nilsson")
    await tab.send(type="steer", to="friday")
    await tab.send(type="steer", to="reset")
    await tab.until("reset")
    assert await tab.history("@Sanna") == []
    assert demo.clock.now().astimezone(ZONE).isoformat().startswith("2026-11-24T08:2")
    assert (await tab.say("Sanna", "call nilsson"))["text"] == first["text"]


async def test_a_language_is_the_persons_own_in_both_panes(tab: Tab) -> None:
    """One person's choice leaves the others alone."""
    said = await tab.say("Sanna", "me language sv")
    assert said["text"].startswith("Från och med nu skriver jag svenska till dig.")
    languages = {
        person["name"]: person["language"]
        for person in (
            await tab.until(
                "state",
            )
        )["people"]
    }
    assert (languages["Sanna"], languages["Mette"], languages["Piotr"]) == ("sv", "en", "pl")


async def test_the_page_is_told_its_words_once_and_in_every_language(tab: Tab) -> None:
    """Labels, roles and the command list; only then the people."""
    news = await tab.until("words")
    assert set(news["labels"]) == set(LANGUAGES)
    assert len({frozenset(new) for new in news["labels"].values()}) == 1
    assert news["labels"]["pl"]["send"] == "Wyślij"
    call = news["commands"][0]
    assert (call["verb"], call["account"], call["in"]["da"]["word"]) == ("call", True, "opkald")


async def test_every_message_says_what_each_platform_would_be_given(tab: Tab) -> None:
    """The real renderers: Block Kit for Slack, an Adaptive Card for Teams, the terminal's text."""
    await tab.say("Sanna", "today")  # the first answer says what the team's figures are for, too
    drawn = (await tab.say("Sanna", "call nilsson"))["drawn"]
    assert set(drawn) == {"slack", "teams", "terminal"}
    assert [block["type"] for block in drawn["slack"]["blocks"]] == ["section", "actions"]
    assert drawn["teams"]["attachments"][0]["content"]["type"] == "AdaptiveCard"
    assert drawn["terminal"].endswith("[Promise] [Undo] [No answer] [Voicemail] [Meeting]")


async def test_a_form_says_what_each_platform_would_be_given(tab: Tab) -> None:
    """A modal in Slack, a card with inputs in Teams."""
    await tab.send(type="say", person="Sanna", place="private", text="promise nilsson", pane=0)
    drawn = (await tab.until("form"))["drawn"]
    assert drawn["slack"]["type"] == "modal"
    inputs = [element["id"] for element in drawn["teams"]["body"] if element["type"].startswith("Input.")]
    assert inputs == [f"in.{name}" for name in ("account", "what", "due", "hour")]
    assert drawn["terminal"].startswith("Log a promise and when it is due\nAccount: Nilsson Rör AB")


async def test_the_gallery_is_a_conversation_of_its_own(tab: Tab) -> None:
    """Every example card under its name, and nothing of it is stored."""
    cards = await tab.history("!da")
    assert len(cards) > 60
    assert any(card["text"].startswith("Godmorgen") for card in cards)
    assert await tab.history("@Sanna") == []


NONSENSE: list[Any] = [
    "nonsense", "[]", "3", '"x"', "null", "{}", "[" * 5000,
    '{"type":"press","person":"Sanna","payload":"9|x"}', '{"type":"press","person":"Sanna","payload":"1|undo|[]"}',
    '{"type":"press","person":"Sanna"}', '{"type":"say","person":"Sanna"}', '{"type":"say","text":"call x"}',
    '{"type":"submit","person":"Sanna","values":3}', '{"type":"submit","person":"Sanna","verb":"nosuch","values":{}}',
    '{"type":"steer","to":"past"}', '{"type":"steer"}', '{"type":"open"}', '{"type":"open","conversation":7,"pane":{}}',
    '{"type":"press","person":"Sanna","payload":"1|nosuch|{}"}', '{"type":"say","person":["x"],"text":{"a":1}}',
]  # fmt: skip


async def test_nonsense_on_the_socket_is_no_error(tab: Tab) -> None:
    """Whatever is sent, the page goes on, and a line after it is answered."""
    for n, text in enumerate(NONSENSE):
        await tab.socket.send_str(text)
        await tab.socket.send_bytes(b"\xff\x00")
        await tab.send(type="say", person="Ola", text=f"account {n}", id=str(n))
        await tab.until("said", conversation="@Ola", text=f"account {n}")


async def test_whatever_is_typed_gets_one_answer_as_typed(tab: Tab) -> None:
    """Lone surrogates, NUL and markup neither break the line nor the page; what no screen shows is left out."""
    typed = [
        "call \ud800 x",
        "\x00",
        "call nilsson \u202e",
        "=1+1",
        "@everyone",
        "<script>x</script>",
        "call 'x",
        "'",
        "?",
    ]
    for text in typed:
        await tab.say("Sanna", text)
    said = await tab.history("@Sanna")
    assert [message["text"] for message in said[::2]] == [re.sub("[\x00\u202e]", "", text) for text in typed]
    assert [message["who"] for message in said] == ["Sanna", ""] * len(typed)


async def test_a_message_too_long_ends_the_socket_but_not_the_demo(tab: Tab, demo: Demo) -> None:
    """64 KB are enough for everybody."""
    await tab.socket.send_str(json.dumps({"type": "say", "person": "Sanna", "text": "x" * 70_000}))
    while (await tab.socket.receive()).type is aiohttp.WSMsgType.TEXT:
        pass
    cookies = {demo.chat.guard.cookie: demo.chat.guard.secret}
    page = f"http://127.0.0.1:{demo.chat.port}/page.js"
    async with aiohttp.ClientSession(cookies=cookies) as session, session.get(page) as answer:
        assert answer.status == 200


async def _forged(tab: Tab, **message: Any) -> str:
    """Send a press or a form of one's own and return the answer."""
    await tab.send(**{"person": "Sanna", "place": "private", "pane": 0} | message)
    return str((await tab.until("said", who=""))["message"]["text"])


async def test_a_changed_button_of_the_page_is_an_unknown_button(tab: Tab) -> None:
    """Its command, its value, the message it stands on, the person whose conversation it stands in, or its seal."""
    said = await tab.say("Sanna", "call nilsson")
    undo = next(place for place, payload in enumerate(said["payloads"]) if "|undo|" in payload)
    good, other = said["payloads"][undo], await tab.say("Sanna", "touch nilsson reception 2112")
    for changed in (
        {"payload": good.replace("|undo|", "|kept|")},
        {"payload": good.replace('"C', '"P')},
        {"payload": good.partition(".")[2]},
        {"payload": '1|call|{"account":"+Forged"}'},
        {"payload": good, "receipt": other["id"]},
        {"payload": good, "receipt": ""},
        {"payload": good, "person": "Mette"},
        {"payload": "\ud800"},
    ):
        pressed = {"type": "press", "receipt": said["id"]} | changed
        assert "no longer works" in await _forged(tab, **pressed)
    await tab.press("Sanna", said, undo)
    assert "Undone" in (await tab.until("said", who=""))["message"]["text"]


async def test_a_changed_form_of_the_page_is_refused(tab: Tab) -> None:
    """Its command, what it carries unseen, and the person whom it asks."""
    await tab.send(type="say", person="Sanna", place="private", text="promise", pane=0)
    form = (await tab.until("form"))["form"]
    values = {"account": "nilsson", "what": "list", "due": "fri"}
    for changed in (
        {"verb": "follow"},
        {"kept": {}},
        {"kept": {"account": "+Forged"}},
        {"kept": form["kept"] | {"sealed": form["kept"]["sealed"].replace("{}", '{"account":"+Forged"}')}},
        {"person": "Mette"},
    ):
        sent = {"type": "submit", "verb": form["verb"], "kept": form["kept"], "values": values} | changed
        assert "no longer works" in await _forged(tab, **sent)
    await tab.submit("Sanna", form, **values)
    assert "P" in (await tab.until("said", who=""))["message"]["text"]
