"""Names of which nothing can be seen: no setting makes, renames or restores anything under them."""

from __future__ import annotations

import pytest

from bot.messages.events import Pressed
from bot.messages.press import Press, new_name
from tests.dialog import Dialog
from tests.hostile.fuzz import given_to

UNSEEN = ("\u200b", "\u202e", "\u3164", "\u2800\u2800", "\u200d\u200d", "\U000e0041", '"\u2060"', "\u0301")


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize(
    "line",
    ["admin touchpoint {}", "admin desk {}", "admin team {}", "admin person {} seller", "admin team Nord name {}", "admin person anna name {}",
     "admin touchpoint invoice name {}", "admin team Nord channel {}"],
)  # fmt: skip
def test_a_typed_name_that_shows_nothing_is_refused(talk: Dialog, line: str, name: str) -> None:
    """In one sentence, and nothing is stored."""
    before = talk.work.teams.all(), talk.work.touchpoints.all(), talk.work.desks.all(), len(talk.work.people.everyone())
    reply = talk.say(line.format(name), "chris")
    assert (False, ()) == (reply.ok, reply.stored)
    assert "Nothing of that name can be seen" in (reply.error or "")
    assert before == (
        talk.work.teams.all(),
        talk.work.touchpoints.all(),
        talk.work.desks.all(),
        len(talk.work.people.everyone()),
    )


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize(
    ("verb", "values"),
    [("call", {"account": ""}), ("touch", {"account": "=1", "point": "", "scores": "0"}), ("handoff", {"account": "=1", "desk": "", "minutes": "5"}),
     ("account", {"account": "=1", "owner": ""})],
)  # fmt: skip
def test_a_button_that_creates_nothing_visible_is_refused(
    talk: Dialog, verb: str, values: dict[str, str], name: str
) -> None:
    """As if the thing were no longer there."""
    given = {key: value or new_name(name.strip('"')) for key, value in values.items()}
    reply, unchanged = given_to(
        talk, Pressed(sender=talk.sender("chris"), at=talk.at, press=Press(verb=verb, values=given))
    )
    assert (False, True) == (reply.ok, unchanged)
