"""Nested JSON from outside: refused in depth, with half surrogates and of another shape, everywhere it is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from adapters.slack.forms import ModalMetadata
from adapters.slack.guard import MalformedPayload
from adapters.slack.guard import parsed as slack_parsed
from adapters.teams.forms import FORM, unpack_form
from adapters.teams.guard import RequestRefused
from adapters.teams.guard import parsed as teams_parsed
from adapters.web.page_messages import parse as page_parsed
from bot.messages.outside_json import read_json
from bot.messages.press import Press

HOSTILE = {
    "3,000 lists": "[" * 3_000 + "]" * 3_000,
    "100 lists": "[" * 100 + "]" * 100,
    "3,000 objects": '{"a":' * 3_000 + "1" + "}" * 3_000,
    "3,000 within an object": '{"verb": "call", "kept": ' + "[" * 3_000 + "]" * 3_000 + "}",
    "100,000 open lists": "[" * 100_000,
    "half a surrogate": '{"verb": "call", "kept": {"note": "\\ud800"}}',
    "half a surrogate as a name": '{"verb": "call", "kept": {"\\uDFFF": "x"}}',
    "a list": "[1]",
    "a number": "1",
    "a number of 5,000 digits": "1" * 5_000,
    "null": "null",
    "nothing": "",
    "kept is a list": '{"verb": "call", "kept": [1]}',
    "kept is a number": '{"verb": "call", "kept": {"a": 1}}',
}
READERS: dict[str, tuple[Callable[[str], object], type[Exception]]] = {
    "a button": (lambda text: Press.unpack(f"1|call|{text}"), ValueError),
    "a form of Slack": (ModalMetadata.unpack, ValueError),
    "a form of Teams": (lambda text: unpack_form({FORM: text}), ValueError),
    "a body of Slack": (lambda text: slack_parsed("application/json", text.encode()), MalformedPayload),
    "a body of Teams": (lambda text: teams_parsed(text.encode()), RequestRefused),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(("read", "refusal"), READERS.values(), ids=READERS)
def test_hostile_json_is_refused(read: Callable[[str], object], refusal: type[Exception], text: str) -> None:
    """With the error that each reader promises, and no other."""
    with pytest.raises(refusal):
        read(text)


@pytest.mark.parametrize("name", [name for name in HOSTILE if "surrogate" not in name and "kept" not in name])
def test_a_message_of_the_page_that_is_hostile_is_dropped(name: str) -> None:
    """The page reads it as an empty one."""
    assert {} == page_parsed(HOSTILE[name]) or name.startswith("3,000 within")


def test_whole_surrogate_pairs_and_usual_depths_are_read() -> None:
    """An emoji that is spelt as a pair, and ten levels."""
    assert ["\U0001f600"] == read_json('["\\ud83d\\ude00"]')
    assert read_json("[" * 10 + "]" * 10)
