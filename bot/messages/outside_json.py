"""Reads JSON that came from outside, bounded in depth, and with nothing in it that cannot be stored."""

from __future__ import annotations

import json

DEPTH_LIMIT = 64
"""Levels of nesting; the deepest payload of a platform has about a dozen."""
SURROGATE_ESCAPE = "\\ud"
"""How JSON spells a surrogate; one without its pair cannot be encoded, and so not be stored."""


def read_json(text: str) -> object:
    """Return the value of a JSON text; raises ValueError when it is none, too deep, or holds half a surrogate pair."""
    value = read_shallow(text)
    if SURROGATE_ESCAPE in text.lower():
        json.dumps(value, ensure_ascii=False).encode()
    return value


def read_shallow(text: str) -> object:
    """Return the value of a JSON text; raises ValueError when it is none or too deep."""
    try:
        value: object = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    _check_depth(value)
    return value


def _check_depth(value: object) -> None:
    """Raise ValueError for more than DEPTH_LIMIT levels, without recursion."""
    level = [value]
    for _ in range(DEPTH_LIMIT):
        level = [inner for outer in level if isinstance(outer, dict | list) for inner in _inner(outer)]
        if not level:
            return
    raise ValueError("nested too deep")


def _inner(outer: dict[str, object] | list[object]) -> list[object]:
    return list(outer.values()) if isinstance(outer, dict) else outer
