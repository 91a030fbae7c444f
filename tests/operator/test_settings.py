"""Where settings come from."""

from __future__ import annotations

import pytest

from bot.settings import load


def test_settings_come_from_the_environment_that_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process itself was started with does not reach into it."""
    monkeypatch.setenv("PORT", "9090")
    monkeypatch.setenv("SNURR_CLOCK", "2026-11-24T08:00+01:00")
    settings = load({"SNURR_CONFIG": "none.toml", "HOST": "127.0.0.2"})
    assert {"host"} == settings.model_fields_set
    assert (8080, "") == (settings.port, settings.snurr_clock)
