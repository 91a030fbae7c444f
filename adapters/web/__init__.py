"""The local web chat: the demo, and the fastest test bench; its web server is imported on use."""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    # Resolved on use: `doctor` asks every platform whether it is configured, and this one never is.
    if name != "PLATFORM":
        raise AttributeError(name)
    from adapters.web.platform import WebChat  # noqa: PLC0415

    return WebChat
