"""Slack's text as its writer sees it: unescaped once, and without the marks that stand around a line."""

from __future__ import annotations

import pytest

from adapters.slack.message_text import command_text, message_text
from tests.slack.bench import Bench

MARKED = (
    "<@UBOT>, call acme",
    "<@UBOT>: call acme",
    "<@UBOT> - call acme",
    "<@UBOT>\u2013call acme",
    "<@UBOT|snurr>, call acme",
    "`call acme`",
    "```call acme```",
    "```\ncall acme\n```",
    "*call acme*",
    "_call acme_",
    "*call* acme",
    "*_call acme_*",
    "&gt; call acme",
    "&gt;&gt;&gt; call acme",
    "\u2022 call acme",
    "<@UBOT> `call acme`",
    "*<@UBOT>* call acme",
    "`<@UBOT> call acme`",
    "&gt; <@UBOT>: *call acme*",
    "call acme <@UBOT>",
)


@pytest.mark.parametrize("text", MARKED)
def test_the_marks_around_a_line_are_no_part_of_it(text: str) -> None:
    """A mention with its sign, code, bold, italics, quotations and lists."""
    assert message_text(text, {}, "UBOT") == "call acme"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("call acme *big* order", "call acme *big* order"),
        ("call 2*3*4", "call 2*3*4"),
        ("* call acme", "* call acme"),
        ("*call acme", "*call acme"),
        ("_snake_case note", "_snake_case note"),
        ("_call snake_case_", "call snake_case"),
        ("call - vm", "call - vm"),
        ("&amp;gt; call acme", "&gt; call acme"),
        ("`", "`"),
        ("``", "``"),
        ("<@U2>, call acme", "@Bo, call acme"),
    ],
)
def test_marks_within_a_line_stand(text: str, plain: str) -> None:
    """What the writer typed between words is the writer's."""
    assert message_text(text, {"U2": "Bo"}, "UBOT") == plain


@pytest.mark.parametrize("text", ["`call acme`", "&gt; call acme", "*call acme*"])
def test_the_marks_around_a_slash_commands_line_are_no_part_of_it(text: str) -> None:
    """The same behind a slash command."""
    assert command_text(text, {}) == "call acme"


def test_text_is_unescaped_once_and_names_never() -> None:
    """A name comes from Slack's directory as it is."""
    assert message_text("<@U2> &amp;lt; &lt;b&gt;", {"U2": "R&amp;D &lt;x"}) == "@R&amp;D &lt;x &lt; <b>"
    assert command_text("<@U2|b> &amp;amp;", {"U2": "R&amp;D"}) == "@R&amp;D &amp;"


@pytest.mark.parametrize("sign", ["`", "*", "_", "&gt;", "<@UBOT>", "```", "_a", "*a "])
def test_many_marks_take_time_in_proportion_to_their_number(sign: str) -> None:
    """Text of the greatest length is read at once, whatever it consists of."""
    assert len(message_text(sign * 40_000, {}, "UBOT")) <= 40_000


@pytest.mark.parametrize("text", ["`call acme`", "&gt; call acme", "*call acme*"])
async def test_a_marked_direct_message_is_carried_out(house: Bench, text: str) -> None:
    """README and help show commands in code type."""
    body = house.fake.message_event("")
    body["event"]["text"] = text
    await house.deliver(body)
    assert "Call 1 of 8" in house.fake.to("U1")[-1].text


async def test_a_button_that_is_offered_carries_no_mark(house: Bench) -> None:
    """A line in code type that is no command."""
    body = house.fake.message_event("")
    body["event"]["text"] = "`cal acme`"
    await house.deliver(body)
    shown = house.fake.to("U1")[-1]
    assert "`" not in shown.text + str(shown.labels())
