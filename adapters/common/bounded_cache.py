"""A cache for what is keyed by text from outside: bounded in entries and in the length of each key."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Generic, TypeVar

T = TypeVar("T")
ENTRIES = 5_000
KEY_LENGTH = 200
"""Characters of a key that are kept as they are; a longer key is kept as its SHA-256."""


@dataclass(kw_only=True)
class BoundedCache(Generic[T]):
    """Keeps the `entries` values that were read or written last; values are to be bounded by whoever makes them."""

    entries: int = ENTRIES
    _values: OrderedDict[str, T] = field(default_factory=OrderedDict)

    def get(self, key: str) -> T | None:
        """Return the value of a key and keep it longest; None when there is none."""
        short = bounded_key(key)
        if short in self._values:
            self._values.move_to_end(short)
        return self._values.get(short)

    def put(self, key: str, value: T) -> None:
        """Keep a value; beyond `entries` the one that was used longest ago is dropped."""
        short = bounded_key(key)
        self._values[short] = value
        self._values.move_to_end(short)
        while len(self._values) > self.entries:
            self._values.popitem(last=False)

    def forget(self, key: str) -> None:
        """Drop a key, if it is there."""
        self._values.pop(bounded_key(key), None)

    def clear(self) -> None:
        """Drop everything."""
        self._values.clear()

    def __contains__(self, key: str) -> bool:
        return bounded_key(key) in self._values

    def __len__(self) -> int:
        return len(self._values)


def bounded_key(text: str) -> str:
    """Return a text of at most KEY_LENGTH characters that stands for another one: itself, or its SHA-256."""
    return text if len(text) <= KEY_LENGTH else sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
