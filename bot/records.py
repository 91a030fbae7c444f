"""Records: frozen for the type checker alone, so that a class costs a start little and an instance a line little.

A dataclass compiles its methods from text when its module is loaded, a frozen one six of them, and that sets each of
its fields by a call. A record compiles one, when the first of its class is made. `functools.cached_property` takes a
lock (up to Python 3.11).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, make_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Generic, Self, TypeVar, dataclass_transform, overload

RecordT = TypeVar("RecordT")
KeptT = TypeVar("KeptT")


@overload
def record(cls: type[RecordT], /) -> type[RecordT]: ...
@overload
def record(*, kw_only: bool = ...) -> Callable[[type[RecordT]], type[RecordT]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[RecordT] | None = None, /, *, kw_only: bool = False) -> Any:
    """Make a dataclass that nothing may change: the type checker sees to it. Equal records have equal hashes."""

    def decorate(cls: type[RecordT]) -> type[RecordT]:
        own = set(vars(cls))
        made = dataclass(kw_only=kw_only, eq=False, repr=False, init=False)(cls)
        for method in (__repr__, _first_init(made), *_comparing(made)):
            if method.__name__ not in own:
                setattr(made, method.__name__, method)
        return made

    return decorate(cls) if cls else decorate


def changed(old: RecordT, **values: object) -> RecordT:
    """Return a record with other values; `dataclasses.replace` for one of many fields, without its look at each."""
    cls: Any = type(old)
    held = vars(old)
    made: RecordT = cls(**{name: held[name] for name in _given(cls)} | values)
    return made


@cache
def _given(cls: Any) -> tuple[str, ...]:
    """Return the fields of a class that its making is given: no others, and nothing that is lazy."""
    return tuple(each.name for each in fields(cls) if each.init)


def _first_init(cls: Any) -> Callable[..., None]:
    """Return what makes the first record of a class, and compiles what makes all others: many are made of none."""

    def __init__(self: object, *given: object, **named: object) -> None:
        cls.__init__ = _compiled_init(cls)
        cls.__init__(self, *given, **named)

    return __init__


def _compiled_init(cls: Any) -> Callable[..., None]:
    """Return the function that sets the fields of a record: that of a dataclass of the same fields."""
    named: dict[str, Any] = {"__doc__": cls.__name__}  # else a dataclass makes one of its signature, which costs most
    if hasattr(cls, "__post_init__"):
        named["__post_init__"] = cls.__post_init__
    held = [(each.name, each.type, each) for each in fields(cls)]
    like: Any = make_dataclass(cls.__name__, held, namespace=named, eq=False, repr=False, match_args=False)
    init: Callable[..., None] = like.__init__
    return init


def __repr__(record: Any) -> str:
    shown = ", ".join(f"{each.name}={getattr(record, each.name)!r}" for each in fields(record) if each.repr)
    return f"{type(record).__qualname__}({shown})"


def _comparing(cls: Any) -> tuple[Callable[..., Any], ...]:
    """Return the methods that compare records by their class and the fields that say so."""
    values = attrgetter("__class__", *(each.name for each in fields(cls) if each.compare))

    def __eq__(record: object, other: object) -> bool:
        return values(record) == values(other) if type(other) is type(record) else NotImplemented

    def __hash__(record: object) -> int:
        return hash(values(record))

    return __eq__, __hash__


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
