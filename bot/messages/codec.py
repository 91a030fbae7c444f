"""Packs neutral messages as JSON text and reads replies back equal; receipts are kept so."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.messages import card as message
from bot.messages import form, press

_CLASSES: dict[str, Any] = {
    cls.__name__: cls
    for cls in (
        press.Press,
        message.Button,
        message.Text,
        message.Quote,
        message.Fields,
        message.Table,
        message.Progress,
        message.Bars,
        message.File,
        message.Card,
        message.Reply,
        form.Option,
        form.Field,
        form.Form,
    )
}
_FIELDS = {name: tuple(field.name for field in dataclasses.fields(cls)) for name, cls in _CLASSES.items()}
_ENUMS: dict[tuple[str, str], type[StrEnum]] = {("Button", "style"): message.Style, ("Field", "kind"): form.FieldKind}


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
    if "_" not in value:
        return {key: _object(each) for key, each in value.items()}
    name = value["_"]
    enums = {field: enum for (owner, field), enum in _ENUMS.items() if owner == name}
    fields = {k: enums[k](v) if k in enums else _object(v) for k, v in value.items() if k != "_"}
    return _CLASSES[name](**fields)
