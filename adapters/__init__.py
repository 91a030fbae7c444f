"""Platforms: where people type and where answers appear.

A module or package here that does not begin with an underscore exports its class as `PLATFORM`. One that `serve` can
run also has `configured`, which returns it when the settings name it, and loads its SDK only then.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from adapters._http import Served
from bot.clock import Clock
from bot.ports import Store
from bot.settings import Settings


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(__path__, "adapters."):
        if not module.name.rpartition(".")[2].startswith("_"):
            yield importlib.import_module(module.name)


@cache
def discover() -> dict[str, type]:
    """Return every platform's class by its name; a new file is all it takes."""
    return {module.__name__.rpartition(".")[2]: module.PLATFORM for module in _modules()}


def configured(settings: Settings, clock: Clock, store: Store) -> list[Served]:
    """Return the platforms that the settings name; raises ConfigError for one that is named but cannot run."""
    makers = [module.configured for module in _modules() if hasattr(module, "configured")]
    return [platform for make in makers if (platform := make(settings, clock, store))]
