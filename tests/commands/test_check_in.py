"""The answer to the question of a week about one's own touchpoint."""

from __future__ import annotations

import pytest

from tests.commands.steps import press
from tests.dialog import Dialog

MONDAY = "2027-01-11"
"""A Monday more than 30 days after everybody came."""


@pytest.fixture(autouse=True)
def yard(talk: Dialog) -> None:
    """kari answers for the reception and sells nothing."""
    for line in ("admin person kari colleague team Nord", "admin touchpoint reception owner kari"):
        assert talk.say(line, "chris").ok


@pytest.mark.parametrize(
    "values",
    [
        {"about": "T99", "choice": "same", "day": MONDAY}, {"about": "V1", "choice": "customer", "day": MONDAY},
        {"about": "T1", "choice": "customer", "day": MONDAY}, {"about": "", "choice": "", "day": ""},
        {"about": "T1", "choice": "same", "day": "2028-01-11"}, {"about": "T1", "choice": "same", "day": "x"},
    ],
)  # fmt: skip
def test_a_forged_answer_is_not_kept(talk: Dialog, values: dict[str, str]) -> None:
    """Of another's touchpoint, of no value, of a day to come."""
    assert "not asked" in (press(talk, "check in", "kari", **values).error or "")
    assert talk.say("team values", "chris").figures["answers"] == 0
