"""What a person typed, in each text that a platform reads as markup: nothing acts, and it is shown as typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.message_text import escape, unescape
from adapters.slack.render import SUMMARY, summary
from adapters.teams.render import JOINT, as_typed, literal
from adapters.teams.render import message as teams_message
from bot.language.tokens import visible_text
from bot.messages.card import Card, Text
from tests.security.hostile_company import FRAGMENTS
from tests.security.slack_reader import read_text
from tests.security.teams_reader import read_markdown, read_plain, read_summary

PIECES = (
    *FRAGMENTS, "*", "_", "`", "~", "\\", "[", "](", ")", "<", ">", "&", "&amp;", "&#60;", "{{DATE(", "{{TIME(2026-11-24T10:00:00Z)}}", "}}", "${",
    "https://", "www.", "evil.example", "mailto:", "javascript:", "\n", "    ", "\t", "- ", "+ ", "1. ", "2) ", "# ", "===", "---", "|", "!", "a", "Ø",
)  # fmt: skip
typed = st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(max_size=60)


@given(typed)
def test_nothing_acts_where_teams_reads_markdown(text: str) -> None:
    """A text run through the door is read as the text itself, and no part of it as markup, address or function."""
    read = read_markdown(literal(text))
    assert () == read.acts
    assert visible_text(text) == read.shown.replace(JOINT, "").replace("\u2060", "")


@given(typed)
def test_no_function_of_a_card_is_carried_out(text: str) -> None:
    """Text runs are no markup, yet `{{DATE(…)}}` works in them too; everything else stands untouched."""
    read = read_plain(as_typed(text))
    assert () == read.acts
    assert visible_text(text).replace(JOINT, "") == read.shown.replace(JOINT, "")


@given(typed)
def test_nothing_acts_in_the_notification_of_teams(text: str) -> None:
    """Neither a mention nor a template; entities are read once."""
    assert () == read_summary(teams_message({}, Card(title=text))["summary"]).acts


@given(typed | st.text("<>&x", max_size=3_000))
def test_nothing_acts_in_the_notification_of_slack(text: str) -> None:
    """However long it is: the cut falls between signs, never within an escaped one."""
    shown = summary(Card(body=(Text(text=text),)))
    read = read_text(shown, styles=False)
    assert () == read.acts
    assert len(shown) <= SUMMARY
    assert not text.strip() or visible_text(text).startswith(read.shown.removesuffix("…").rstrip("–"))


@given(typed)
def test_escaping_for_slack_and_back_changes_nothing(text: str) -> None:
    """Once each way, in whatever order the signs come."""
    assert text == unescape(escape(text))


@pytest.mark.parametrize("sign", "<>&")
@pytest.mark.parametrize("before", range(6))
def test_a_notification_of_escaped_signs_is_cut_between_two_of_them(sign: str, before: int) -> None:
    """At every place where the limit may fall within one."""
    read = read_text(summary(Card(title="x" * before + sign * 2_000)), styles=False)
    assert () == read.acts
    assert read.shown.startswith("x" * before + sign)


@pytest.mark.parametrize(
    "text", ["<!here>", "<@U1>", "<https://evil.example|x>", "&am", "*b*", "> q", "https://evil.example", ":tada:"]
)
def test_the_model_of_slack_finds_what_acts(text: str) -> None:
    """A model that finds nothing would prove nothing."""
    assert () != read_text(text, styles=True).acts


@pytest.mark.parametrize(
    "text",
    ["[x](y)", "**b**", "_i_", "`c`", "~~s~~", "<at>Bo</at>", "<b>", "{{DATE(2026-11-24T10:00:00Z)}}", "${x}", "https://evil.example", "evil.example",
     "mailto:a@b", "- x", "1. x", "# h", "> q", "a\n===", "    code"],
)  # fmt: skip
def test_the_model_of_teams_finds_what_acts(text: str) -> None:
    """And it reads a backslash as one where no sign follows."""
    assert () != read_markdown(text).acts
    assert "a\\b" == read_markdown("a\\b").shown
