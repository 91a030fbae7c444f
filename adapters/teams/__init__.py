"""Microsoft Teams: chats, channels, cards, forms, dialogs and nudges; the SDK is imported on use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.clock import Clock
from bot.messages.card import Card
from bot.messages.form import Form
from bot.messages.seal import Sealer
from bot.ports import Store
from bot.settings import Settings

if TYPE_CHECKING:
    from adapters.teams.platform import TeamsPlatform


def configured(settings: Settings, clock: Clock, store: Store, sealer: Sealer) -> TeamsPlatform | None:
    """Return Teams when the settings name it, None when not; its SDK is loaded only then. Raises ConfigError."""
    from adapters.teams.config import config_of  # noqa: PLC0415

    config = config_of(settings)
    if config is None:
        return None
    from adapters.teams.platform import TeamsPlatform  # noqa: PLC0415

    return TeamsPlatform(config=config, store=store, clock=clock, sealer=sealer)


EXAMPLE = "example"
"""The nonce of cards that are only shown, in the demo and the gallery."""


def rendered(shown: Card | Form) -> object:
    """Return the activity that shows a card, or the card that shows a form."""
    from adapters.teams.forms import form_card  # noqa: PLC0415
    from adapters.teams.render import adaptive, message  # noqa: PLC0415

    return (
        message(adaptive(shown, nonce=EXAMPLE), shown) if isinstance(shown, Card) else form_card(shown, nonce=EXAMPLE)
    )


def __getattr__(name: str) -> Any:
    # Resolved on use, as the SDK takes long to import and only Teams needs it.
    if name != "PLATFORM":
        raise AttributeError(name)
    from adapters.teams.platform import TeamsPlatform  # noqa: PLC0415

    return TeamsPlatform
