"""Commands of texts and flags, which start without pydantic.

Typer has pydantic make a text of each text and a flag of each flag, that of --help among them: a fifth of a start, and
fifteen megabytes of `serve`.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from bot.cli.progress import at_work


class AsTyped:
    """Takes what was typed as it is."""

    def coerce(self, value: Any, **_: Any) -> Any:
        """Return what a parameter gets."""
        return value


class _Plain:
    """What commands and groups share."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, --help among them."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for each in params:
            if each.type_descriptor.annotation in (str, bool):
                # Typer's own field: should it be gone one day, Typer loads pydantic again, and a test says so.
                each._runtime_param = AsTyped()
        return params


class PlainCommand(_Plain, TyperCommand):
    """A command whose texts and flags are taken as they were typed."""


class PlainGroup(_Plain, TyperGroup):
    """A group of which that holds; whichever command of it runs is never silent for long."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for, and say meanwhile that it is at work."""
        name = next(iter((*ctx._protected_args, *ctx.args)), "")
        with at_work(name):
            return super().invoke(ctx)
