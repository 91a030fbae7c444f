"""Forms: inputs for the missing arguments of a command, with what was typed already filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum

from bot.records import record


class FieldKind(StrEnum):
    """What a field asks for; a platform shows the nearest input it has."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    DAY = "day"
    ACCOUNT = "account"


@record(kw_only=True)
class Option:
    """One choice: what is shown and the value sent back."""

    label: str
    value: str


@record(kw_only=True)
class Field:
    """One labelled input; `error` says in one sentence what to type instead."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    value: str = ""
    options: tuple[Option, ...] = ()
    required: bool = True
    hint: str = ""
    error: str | None = None


@record(kw_only=True)
class Form:
    """A form for the arguments of one command; `kept` are machine values that travel along unseen.

    `needed` is what a platform says beside a required field that is left empty, where it checks by itself; `line` is
    what could be typed instead, where a form cannot be filled in.
    """

    verb: str
    title: str
    submit: str
    fields: tuple[Field, ...]
    kept: Mapping[str, str] = field(default_factory=dict)
    needed: str = ""
    line: str = ""

    def with_errors(self, errors: Mapping[str, str]) -> Form:
        """Return the form with an error beside each named field."""
        return replace(self, fields=tuple(replace(f, error=errors.get(f.name)) for f in self.fields))
