"""Records that are made anew for each line, some by the hundred: small, and cheap to make.

A frozen dataclass sets each of its fields by a call, and `functools.cached_property` takes a lock (up to Python 3.11).
Both cost more than what most of these records are made for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Self, TypeVar, dataclass_transform, overload

RecordT = TypeVar("RecordT")
KeptT = TypeVar("KeptT")


@overload
def record(cls: type[RecordT], /) -> type[RecordT]: ...
@overload
def record(*, kw_only: bool = ...) -> Callable[[type[RecordT]], type[RecordT]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[RecordT] | None = None, /, *, kw_only: bool = False) -> Any:
    """Make a dataclass that nothing may change: the type checker sees to it, so that making one costs little."""

    def decorate(cls: type[RecordT]) -> type[RecordT]:
        return dataclass(kw_only=kw_only, unsafe_hash=True)(cls)

    return decorate(cls) if cls else decorate


def changed(old: RecordT, **values: object) -> RecordT:
    """Return a record with other values; `dataclasses.replace` for one of many fields, without its look at each."""
    return type(old)(**{**vars(old), **values})


class lazy(Generic[KeptT]):
    """A property that is made when it is first asked for, and kept; for objects that one thread has."""

    def __init__(self, make: Callable[[Any], KeptT]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> KeptT: ...
    def __get__(self, instance: object | None, owner: type) -> Self | KeptT:
        """Make it; what is kept in the object is found before this is called again."""
        if instance is None:
            return self
        made = instance.__dict__[self._name] = self._make(instance)
        return made
