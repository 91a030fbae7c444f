"""Guards that keep the tests off the machine's clock, and what runs on other dates nevertheless."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.dates.selection import ROOT, readers, sensitive

MACHINE_TIME = {
    "tests/dates/__main__.py": "how far the wall clock has to be moved",
    "tests/dates/test_any_day.py": "the machine's clock is the subject",
    "tests/operator/test_clock.py": "SystemClock itself",
    "tests/fakes/corporate.py": "certificates",
    "tests/fakes/slack.py": "the server's own stamps, and signatures",
    "tests/fakes/teams.py": "tokens",
    "tests/slack/test_faults.py": "Retry-After as a date",
    "tests/slack/test_guard.py": "signatures",
    "tests/slack/test_secrets.py": "a client that reads Retry-After",
    "tests/teams/test_keys_and_login.py": "tokens",
    "tests/web/test_guard.py": "a chat that shows no time",
}
"""The test files that ask the machine for the time, and what for; none of it is a business day."""


def test_a_process_of_the_tests_begins_on_a_working_day() -> None:
    """Before the first nudge, so that what a test counts does not depend on the hour either."""
    shown = "from bot.settings import clock_of; from bot.settings import load; print(clock_of(load()).now())"
    order = [sys.executable, "-c", shown]
    told = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.startswith("2026-11-24 07:00:")


def test_a_process_without_a_clock_is_not_started() -> None:
    """An environment of one's own that forgets the clock fails at once, on every day."""
    with pytest.raises(AssertionError, match="without SNURR_CLOCK"):
        subprocess.run(["true"], env={"PATH": os.environ["PATH"]}, check=True)


def test_tests_ask_the_machine_for_the_time_only_where_that_is_said() -> None:
    """Whatever depends on the day sets its clock; a new reader of the machine's clock is named here with its reason."""
    assert set(MACHINE_TIME) == readers()


def test_what_asks_the_machine_for_the_time_can_depend_on_the_date() -> None:
    """Itself or through the product; what gets its time as an argument or in its environment is not among them."""
    found = set(sensitive())
    assert {"tests/slack/test_guard.py", "tests/teams/test_keys_and_login.py", "tests/web/test_demo.py"} <= found
    assert {"tests/commands/test_call.py", "tests/nudges/test_rules.py", "tests/adapters/test_terminal.py"}.isdisjoint(
        found
    )
