"""Days out of reach are refused with the range, however they are typed, and texts of which nothing can be seen."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog

FAR = ("31/12/9999", "31.12.9999", "9999-12-31", "31 dec 9999", "31/12/2031")


@pytest.fixture(name="dated")
def dated_fixture(talk: Dialog) -> Dialog:
    """A conversation with a promise and a follow-up."""
    for line in ("promise acme quote by fri", "follow acme fri"):
        assert talk.say(line).ok
    return talk


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize(
    "line",
    [
        "promise acme list by {}", "follow acme {}", "off {}", "off back on {}", "pause until {}", "mute morning until {}",
        "told 1 new date {}", "edit P1 {}", "edit F1 {}",
    ],
)  # fmt: skip
def test_a_far_day_is_refused_with_the_last_that_is_taken(dated: Dialog, line: str, day: str) -> None:
    """And nothing is stored of it, nor of the words as a note."""
    reply = dated.say(line.format(day))
    assert "is more than two years ahead: type a day up to Fri 24 Nov 2028" in (reply.error or "")
    assert not reply.stored


@pytest.mark.parametrize("unseen", ["\u200b", "\u3164", "\u2800", "\u00ad", "\u200d\u200b"])
@pytest.mark.parametrize(
    "line",
    [
        "promise acme {} by fri", 'call acme "{}"', "junk 5m {}", "left acme {}", "freeze acme {}", "broken acme {}", "kept 1 {}",
    ],
)  # fmt: skip
def test_a_text_of_which_nothing_is_seen_is_refused(dated: Dialog, line: str, unseen: str) -> None:
    """An empty note would stand in the log for ever."""
    reply = dated.say(line.format(unseen))
    assert "Nothing of that text can be seen: type words." in (reply.error or "")
    assert not reply.stored


@pytest.mark.parametrize("seen", ["?", "'", "!", "…", "👍", "ø", "1", "-"])
def test_signs_that_are_seen_are_a_text(dated: Dialog, seen: str) -> None:
    """Whatever they mean."""
    assert dated.say(f'call acme "{seen}"').stored == ("C1",)
    assert dated.say(f"junk 5m {seen}").stored == ("J1",)
