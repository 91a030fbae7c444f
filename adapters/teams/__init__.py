"""Microsoft Teams: chats, channels, cards, forms, dialogs and nudges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.clock import Clock
from bot.ports import Store
from bot.settings import Settings

if TYPE_CHECKING:
    from adapters.teams.platform import Teams


def configured(settings: Settings, clock: Clock, store: Store) -> Teams | None:
    """Return Teams when the settings name it, None when not; its SDK is loaded only then. Raises ConfigError."""
    from adapters.teams.config import config_of  # noqa: PLC0415

    config = config_of(settings)
    if config is None:
        return None
    from adapters.teams.platform import Teams  # noqa: PLC0415

    return Teams(config=config, store=store, clock=clock)


def __getattr__(name: str) -> Any:
    if name != "PLATFORM":
        raise AttributeError(name)
    from adapters.teams.platform import Teams  # noqa: PLC0415

    return Teams
