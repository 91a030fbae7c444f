"""Addresses of a platform's servers, as an operator sets them."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.errors import ConfigError


def check_address(name: str, value: str) -> None:
    """Raise ConfigError, which names the setting, for an address that no part can be read of."""
    try:
        urlsplit(value).port  # noqa: B018 - reading it checks it
    except ValueError:
        raise ConfigError(f"{name} is no address: its brackets or its port do not fit.") from None
