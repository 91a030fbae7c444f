"""Where settings come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import MOST_BYTES, load


def test_settings_come_from_the_environment_that_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process itself was started with does not reach into it."""
    monkeypatch.setenv("PORT", "9090")
    monkeypatch.setenv("SNURR_CLOCK", "2026-11-24T08:00+01:00")
    settings = load({"SNURR_CONFIG": "none.toml", "HOST": "127.0.0.2"})
    assert {"host"} == settings.model_fields_set
    assert (8080, "") == (settings.port, settings.snurr_clock)


@pytest.mark.parametrize("name", ["HOST", "SNURR_OPS_HOST"])
@pytest.mark.parametrize("blank", ["", " ", "\t"])
def test_a_blank_address_is_not_every_address(name: str, blank: str) -> None:
    """The system would listen for everybody; that has to be asked for by name."""
    with pytest.raises(ConfigError, match=f"{name}: it is blank: 127.0.0.1 lets this machine in"):
        load({"SNURR_CONFIG": "none.toml", name: blank})


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (b"#" * (MOST_BYTES + 1), "File too large"),
        (b"x = " + b"[" * 5_000, "it is not TOML in UTF-8"),
        (b"x = {a = " * 5_000, "it is not TOML in UTF-8"),
        (b"\xff", "it is not TOML in UTF-8"),
    ],
    ids=["huge", "deep lists", "deep tables", "no UTF-8"],
)
def test_a_settings_file_that_is_none_is_one_sentence(tmp_path: Path, written: bytes, why: str) -> None:
    """Too long, too deep, or no text: refused before anything is made of it."""
    file = tmp_path / "snurr.toml"
    file.write_bytes(written)
    with pytest.raises(ConfigError) as refused:
        load({"SNURR_CONFIG": str(file)})
    assert f"The settings file {file} cannot be read: {why}." == str(refused.value)
