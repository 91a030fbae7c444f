"""What the buttons store that are offered where a line may mean two things."""

from __future__ import annotations

import pytest

from tests.dialog import Dialog
from tests.lines.cases import entries, facts_of


@pytest.mark.parametrize(
    ("line", "button", "stored"),
    [
        ("promised acme samples by thursday, price list on friday", "Promise, due Fri 27 Nov 2026",
         [("promise", "samples", "2026-11-26"), ("promise", "price list", "2026-11-27")]),
        ("promised acme samples by thursday, price list on friday", "Only a note",
         [("promise", "samples price list on friday", "2026-11-26")]),
        ("promise acme samples thu and fri", "Thu 26 Nov 2026", [("promise", "samples", "2026-11-26")]),
        ("promise acme samples thu and fri", "Fri 27 Nov 2026", [("promise", "samples", "2026-11-27")]),
        ("offer acme 120k accepted", "Only an offer", [("offer", None, None)]),
        ("visit acme thursday", "Follow up Thu 26 Nov 2026", [("follow", None, "2026-11-26")]),
    ],
)  # fmt: skip
def test_each_reading_is_stored_as_its_button_says(
    kim: Dialog, line: str, button: str, stored: list[tuple[str, str | None, str | None]]
) -> None:
    """The question alone stores nothing."""
    assert kim.say(line).stored == ()
    assert kim.press(button).stored
    facts = [facts_of(kim, entry) for entry in entries(kim.work)]
    assert [(fact["verb"], fact.get("what"), fact.get("due")) for fact in facts] == stored
