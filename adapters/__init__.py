"""Platforms: where people type and where answers appear.

A module or package here that does not begin with an underscore exports its class as `PLATFORM`.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache


@cache
def discover() -> dict[str, type]:
    """Return every platform's class by its name; a new file is all it takes."""
    found: dict[str, type] = {}
    for module in pkgutil.iter_modules(__path__, "adapters."):
        if not module.name.rpartition(".")[2].startswith("_"):
            platform = importlib.import_module(module.name).PLATFORM
            found[module.name.rpartition(".")[2]] = platform
    return found
