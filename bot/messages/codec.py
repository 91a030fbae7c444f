"""Packs neutral messages as JSON text and reads replies back equal; receipts are kept so, and say no defaults."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import partial
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


def _default_of(field: dataclasses.Field[Any]) -> object:
    return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()


_CLASSES = _classes_of(message.Reply)
_FIELDS = {
    name: {field.name: _default_of(field) for field in dataclasses.fields(cls)} for name, cls in _CLASSES.items()
}
"""Each class's fields with their defaults; MISSING, which equals nothing, for one that has none."""
_ENUMS: dict[tuple[str, str], type[StrEnum]] = {
    (name, field): hint
    for name in _FIELDS
    for field, hint in get_type_hints(_CLASSES[name]).items()
    if isinstance(hint, type) and issubclass(hint, StrEnum)
}


def pack(value: message.Card | message.Reply) -> str:
    """Return the message as JSON text."""
    return _ENCODER.encode(value)


def pack_whole(value: message.Card | message.Reply) -> str:
    """Return the message as JSON text that says defaults too, for a reader that does not know them."""
    return _WHOLE.encode(value)


def unpack_reply(text: str) -> message.Reply:
    """Read a packed reply back; raises ValueError when it is none."""
    reply = _object(json.loads(text))
    if not isinstance(reply, message.Reply):
        raise ValueError("not a packed reply")
    return reply


def _fields_of(value: object) -> object:
    """Return what of an element is not default, or a mapping as JSON knows it; raises TypeError for anything else."""
    name = type(value).__name__
    if name not in _FIELDS:
        return _mapping_of(value)
    packed, held = {"_": name}, vars(value)
    for field, default in _FIELDS[name].items():
        if held[field] != default:
            packed[field] = held[field]
    return packed


def _all_fields_of(value: object) -> object:
    """Return every field of an element, or a mapping as JSON knows it; raises TypeError for anything else."""
    name = type(value).__name__
    if name not in _FIELDS:
        return _mapping_of(value)
    return {"_": name} | {field: getattr(value, field) for field in _FIELDS[name]}


def _mapping_of(value: object) -> object:
    if not isinstance(value, Mapping):
        raise TypeError(f"{type(value).__name__} is no part of a reply")
    return dict(value)


# Without a look for circles, which nothing that only its making fills can hold.
_ENCODER_OF = partial(json.JSONEncoder, ensure_ascii=False, separators=(",", ":"), check_circular=False)
_WHOLE, _ENCODER = _ENCODER_OF(default=_all_fields_of), _ENCODER_OF(default=_fields_of)


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
