"""Lines as people type them: each stores what a careful colleague would have noted, asks, or answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.work import SqlWork
from tests.lines.cases import Case, conversation, read_cases, verdict

CASES = [case for path in sorted(Path(__file__).parent.glob("*.jsonl")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_line_stores_what_was_said_or_asks(work: SqlWork, case: Case) -> None:
    """Nothing else is stored, and nothing is refused."""
    assert verdict(conversation(work, case), case) == ""
