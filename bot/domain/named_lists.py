"""Named lists: what an admin adds, renames and removes by name: teams, touchpoints, desks."""

from __future__ import annotations

from typing import Protocol


class NamedItem(Protocol):
    """One item of a list."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...


class NamedList(Protocol):
    """A list of items by name; a removed item keeps its name (`taken` finds it), and adding it again restores it."""

    def get(self, item: int, /) -> NamedItem: ...
    def by_name(self, name: str) -> NamedItem | None: ...
    def taken(self, name: str) -> int | None: ...
    def rename(self, item: int, name: str) -> None: ...
    def remove(self, item: int, *, gone: bool = True) -> None: ...


class LineNamedItems(NamedList, Protocol):
    """A list on which a line puts an item that it names first."""

    def made_in_vain(self, item: int, but: int = 0) -> bool: ...
