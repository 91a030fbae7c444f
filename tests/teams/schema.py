"""The part of the published schemas, version 1.29, that Snurr's package uses, and a check against it.

The files under schemas/ are cut from Microsoft's own: properties that Snurr does not use are left out, so that a new
one is refused until it is looked up there; every other rule is as published. Slack's, under tests/slack/schemas, are cut
from https://github.com/slackapi/manifest-schema in the same way. Both are published under the MIT licence beside them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "schemas"
KINDS: dict[str, type] = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}


def problems(name: str, value: object) -> list[str]:
    """Return every reason why a file does not fit a schema of Microsoft's."""
    return problems_by(FOLDER / f"{name}-1.29.json", value)


def problems_by(schema: Path, value: object) -> list[str]:
    """Return every reason why a value does not fit the schema in a file."""
    return list(_problems(json.loads(schema.read_text(encoding="utf-8")), value, "$"))


def _problems(schema: dict[str, Any], value: object, at: str) -> Iterator[str]:
    if "type" in schema and not isinstance(value, KINDS[schema["type"]]):
        yield f"{at}: not of type {schema['type']}"
    elif value not in schema.get("enum", [value]):
        yield f"{at}: {value!r} is not among {schema['enum']}"
    elif isinstance(value, dict):
        yield from _of_object(schema, value, at)
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at}: {len(value)} items"
        for number, item in enumerate(value):
            yield from _problems(schema.get("items", {}), item, f"{at}[{number}]")
    elif isinstance(value, str) and not (
        schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        and re.search(schema.get("pattern", ""), value)
    ):
        yield f"{at}: {value!r} is too long or of another form"


def _of_object(schema: dict[str, Any], value: dict[str, object], at: str) -> Iterator[str]:
    yield from (f"{at}: no {name}" for name in schema.get("required", []) if name not in value)
    named, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for name, inner in value.items():
        fits = [named[name]] if name in named else [rule for text, rule in patterns.items() if re.search(text, name)]
        if not fits and schema.get("additionalProperties", True) is False:
            yield f"{at}: {name} is unknown"
        for rule in fits:
            yield from _problems(rule, inner, f"{at}.{name}")
    if "if" in schema and not list(_problems(schema["if"], value, at)):
        yield from _problems(schema["then"], value, at)
