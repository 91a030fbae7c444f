"""What a page sends over its socket: an event, or nothing when its machine values cannot be stored."""

from __future__ import annotations

import json

import pytest

from adapters.web.page_messages import event_of, parse
from bot.messages.events import Line
from bot.messages.seal import SHOWN_ONLY
from tests.dialog import TUESDAY

SAID = {"type": "say", "person": "Sanna", "text": "call -", "id": "1"}


@pytest.mark.parametrize("name", ["person", "id", "receipt"])
@pytest.mark.parametrize("value", ["\ud800", "a\x00b", "\x1b[2J"])
def test_a_machine_value_that_no_page_sends_is_no_event(name: str, value: str) -> None:
    """Half a character could not be stored, and would end in a traceback."""
    assert event_of(parse(json.dumps(SAID | {name: value})), TUESDAY, "sales", SHOWN_ONLY) is None


def test_a_text_that_cannot_be_stored_is_still_a_line() -> None:
    """It is what somebody typed, and the answer names the character."""
    event = event_of(parse(json.dumps(SAID | {"text": "call \ud800"})), TUESDAY, "sales", SHOWN_ONLY)
    assert isinstance(event, Line)
    assert "call \ud800" == event.text
