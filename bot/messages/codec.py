"""Packs neutral messages as JSON text and reads replies back equal; receipts are kept so."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from bot.messages import card as message


def _parts(hint: object) -> Iterator[type]:
    """Yield the classes that an annotation is made of, such as `Text` and `Quote` of `tuple[Text | Quote, ...]`."""
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for part in get_args(hint):
        yield from _parts(part)


def _classes_of(root: type) -> dict[str, Any]:
    """Return, by name, every dataclass that `root` is made of; a new card element or field kind needs no entry here."""
    found: dict[str, Any] = {}
    waiting = [root]
    while waiting:
        seen = waiting.pop()
        found[seen.__name__] = seen
        parts = {part for hint in get_type_hints(seen).values() for part in _parts(hint)}
        waiting += [part for part in parts if dataclasses.is_dataclass(part) and part.__name__ not in found]
    return found


_CLASSES = _classes_of(message.Reply)
_FIELDS = {name: tuple(field.name for field in dataclasses.fields(cls)) for name, cls in _CLASSES.items()}
_ENUMS: dict[tuple[str, str], type[StrEnum]] = {
    (name, field): hint
    for name in _FIELDS
    for field, hint in get_type_hints(_CLASSES[name]).items()
    if isinstance(hint, type) and issubclass(hint, StrEnum)
}


def pack(value: message.Card | message.Reply) -> str:
    """Return the message as JSON text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def unpack_reply(text: str) -> message.Reply:
    """Read a packed reply back; raises ValueError when it is none."""
    reply = _object(json.loads(text))
    if not isinstance(reply, message.Reply):
        raise ValueError("not a packed reply")
    return reply


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    name = type(value).__name__
    if name in _FIELDS:
        return {"_": name, **{field: _plain(getattr(value, field)) for field in _FIELDS[name]}}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _object(value: object) -> object:
    if isinstance(value, list):
        return tuple(_object(each) for each in value)
    if not isinstance(value, dict):
        return value
    # Values of a press and figures are plain mappings; only what has a class name is an object.
    if "_" not in value:
        return {key: _object(each) for key, each in value.items()}
    name = value["_"]
    enums = {field: enum for (owner, field), enum in _ENUMS.items() if owner == name}
    fields = {k: enums[k](v) if k in enums else _object(v) for k, v in value.items() if k != "_"}
    # By name, not by place: a receipt of an older version lacks newer fields, which then have their defaults.
    return _CLASSES[name](**fields)
