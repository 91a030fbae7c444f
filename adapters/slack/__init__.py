"""Slack: slash commands, messages, modals, the Home and nudges; the SDK is imported on use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.clock import Clock
from bot.messages.card import Card
from bot.messages.form import Form
from bot.messages.seal import Sealer
from bot.ports import Store
from bot.settings import Settings

if TYPE_CHECKING:
    from adapters.slack.platform import SlackPlatform


def configured(settings: Settings, clock: Clock, store: Store, sealer: Sealer) -> SlackPlatform | None:
    """Return Slack when the settings name it, None when not; its SDK is loaded only then. Raises ConfigError.

    `sealer` is not used: Slack signs its requests, and returns buttons and forms as this app posted them.
    """
    from adapters.slack.config import config_of  # noqa: PLC0415

    config = config_of(settings)
    if config is None:
        return None
    from adapters.slack.manifest import names_of  # noqa: PLC0415
    from adapters.slack.platform import SlackPlatform  # noqa: PLC0415

    return SlackPlatform(config=config, store=store, clock=clock, names=names_of(settings))


def rendered(shown: Card | Form) -> object:
    """Return the arguments of the message that shows a card, or the modal that shows a form."""
    from adapters.slack.forms import ModalMetadata, view  # noqa: PLC0415
    from adapters.slack.render import message  # noqa: PLC0415

    return message(shown) if isinstance(shown, Card) else view(shown, ModalMetadata(verb=shown.verb, kept=shown.kept))


def __getattr__(name: str) -> Any:
    # Resolved on use: importing the SDK takes a quarter of a second, which drawing a card need not spend.
    if name != "PLATFORM":
        raise AttributeError(name)
    from adapters.slack.platform import SlackPlatform  # noqa: PLC0415

    return SlackPlatform
