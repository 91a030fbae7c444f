"""What an admin keeps a list of by name: teams, touchpoints, desks."""

from __future__ import annotations

from typing import Protocol


class NamedItem(Protocol):
    """One thing on a list."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...


class NamedList(Protocol):
    """A list whose things are found by name; what is gone keeps its name, so that adding it again brings it back."""

    def get(self, thing: int, /) -> NamedItem: ...
    def by_name(self, name: str) -> NamedItem | None: ...
    def taken(self, name: str) -> int | None: ...
    def rename(self, thing: int, name: str) -> None: ...
    def remove(self, thing: int, *, gone: bool = True) -> None: ...
