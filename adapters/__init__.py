"""Platforms: where people type and where answers appear.

Every module or package here, but for `common` and `programs`, exports its class as `PLATFORM`. One that `serve` can
run also has `configured`, which returns it when the settings name it, and loads its SDK only then; its class derives
from `ServedPlatform`. `rendered` returns what the platform is given for a card or a form, for the demo and the gallery.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.errors import Collision
from bot.messages.card import Card
from bot.messages.form import Form
from bot.messages.seal import Sealer
from bot.ports import Platform, Store
from bot.settings import Settings

if TYPE_CHECKING:
    from adapters.common.http_server import ServedPlatform

Renderer = Callable[[Card | Form], object]
"""Returns what a platform is given for a card or a form: text, or something that JSON can hold."""
NO_PLATFORMS = ("common", "programs")
"""The packages here that are no platforms: what several platforms use, and ways in for programs."""


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(__path__):
        if module.name not in NO_PLATFORMS:
            yield importlib.import_module(f"adapters.{module.name}")


@cache
def discover() -> dict[str, type[Platform]]:
    """Return every platform's class by its name; a new file is all it takes. Raises Collision."""
    return {name: _checked(name, module.PLATFORM) for module in _modules() for name in [_name(module)]}


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _checked(name: str, platform: type[Platform]) -> type[Platform]:
    """Return a platform that has its module's name, which no other can have; raises Collision for another one."""
    # Stored addresses and receipts begin with this name, so it must mean one platform for ever.
    given = getattr(platform, "name", None)
    if given != name:
        raise Collision(f"adapters.{name} calls its platform {given!r}: set its `name` to {name!r}, as its file is.")
    return platform


@cache
def served() -> dict[str, type[ServedPlatform]]:
    """Return the classes of the platforms that `serve` can run, by name."""
    from adapters.common.http_server import ServedPlatform  # noqa: PLC0415 - brings the web server

    return {name: platform for name, platform in discover().items() if issubclass(platform, ServedPlatform)}


@cache
def renderers() -> dict[str, Renderer]:
    """Return the renderer of every platform that has one, by the platform's name."""
    return {_name(module): module.rendered for module in _modules() if hasattr(module, "rendered")}


def configured(settings: Settings, clock: Clock, store: Store, sealer: Sealer) -> list[ServedPlatform]:
    """Return the platforms that the settings name; raises ConfigError for one that is named but cannot run."""
    makers = [module.configured for module in _modules() if hasattr(module, "configured")]
    return [platform for make in makers if (platform := make(settings, clock, store, sealer)) is not None]
