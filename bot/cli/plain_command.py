"""Commands of texts, flags and files, which start without pydantic.

Typer has pydantic make a text of each text and a flag of each flag, that of --help among them: a fifth of a start, and
fifteen megabytes of `serve`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

from bot.records import record


@record
class AsTyped:
    """Takes what was typed as it is, or makes of it what the command wants."""

    make: Callable[[Any], Any]

    def coerce(self, value: Any, **_: Any) -> Any:
        """Return what a parameter gets; None for one that was left out."""
        return value if value is None else self.make(value)


def _as_it_is(value: Any) -> Any:
    return value


PLAIN: Mapping[Any, AsTyped] = {str: AsTyped(_as_it_is), bool: AsTyped(_as_it_is), Path: AsTyped(Path)}


class _Plain:
    """What commands and groups share."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, --help among them."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for each in params:
            if plain := PLAIN.get(each.type_descriptor.annotation):
                # Typer's own field: should it be gone one day, Typer loads pydantic again, and a test says so.
                each._runtime_param = plain
        return params


class PlainCommand(_Plain, TyperCommand):
    """A command whose texts, flags and files are taken as they were typed; its other parameters are Typer's."""


class PlainGroup(_Plain, TyperGroup):
    """A group of which that holds."""
