"""The bill of materials: every package that the lock files pin, in the JSON of CycloneDX 1.6, without a time stamp.

Names, versions and hashes come from the lock. Licences come from what is installed here in the same version; of what is
not, such as a package for another system, the licence that the file told before is kept.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

Component = dict[str, Any]
LOCKS = {
    "requirements.txt": "required",
    "requirements-postgres.txt": "optional",
    "requirements-explore.txt": "optional",
}
"""Lock files of what runs, and the scope of what none before it names; what only tests need is not delivered."""
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\\n]+?))?(?: \\)?$", re.MULTILINE
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
LICENCE_LENGTH = 80
"""A longer text is a whole licence, which names none."""
VAGUE = "OSI Approved"
"""A classifier that names no licence."""


def bill_of_materials(root: Path, before: str) -> str:
    """Return the bill for the lock files in a folder; `before` is the bill as it stands, empty when there is none."""
    known = {each["name"]: each.get("licenses") for each in json.loads(before)["components"]} if before else {}
    found: dict[str, Component] = {}
    for file, scope in LOCKS.items():
        for component in components((root / file).read_text(encoding="utf-8"), scope):
            found.setdefault(component["bom-ref"], component)
    for component in found.values():
        if licences := licences_of(component["name"], component["version"]) or known.get(component["name"]):
            component["licenses"] = licences
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": _snurr(root)}}
    # One package a line, so that a change of the lock reads as such.
    lines = ",\n".join(json.dumps(found[ref], sort_keys=True) for ref in sorted(found))
    return f'{json.dumps(head)[:-1]}, "components": [\n{lines}\n]}}\n'


def components(lock: str, scope: str) -> Iterator[Component]:
    """Yield the packages of one lock file, in its order."""
    pins = list(PIN.finditer(lock))
    for pin, after in zip(pins, [*pins[1:], None], strict=True):
        purl = f"pkg:pypi/{pin['name'].lower().replace('_', '-')}@{pin['version']}"
        block = lock[pin.end() : after.start() if after else None]
        component: Component = {
            "type": "library",
            "bom-ref": purl,
            "purl": purl,
            "name": pin["name"],
            "version": pin["version"],
            "scope": scope,
            "hashes": [{"alg": "SHA-256", "content": digest} for digest in HASH.findall(block)],
        }
        if pin["marker"]:
            component["properties"] = [{"name": "snurr:marker", "value": pin["marker"]}]
        yield component


def licences_of(name: str, version: str) -> list[dict[str, Any]]:
    """Return the licences of an installed package as CycloneDX writes them; none when this version is not installed."""
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    if told["Version"] != version:
        return []
    if "License-Expression" in told:
        return [{"expression": told["License-Expression"]}]
    classified = [
        line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License ::")
    ]
    written = [*(told.get_all("License") or []), ""][0].strip()
    names = [each for each in classified if each != VAGUE]
    if not names and written and "\n" not in written and len(written) <= LICENCE_LENGTH:
        names = [written]
    return [{"license": {"name": each}} for each in names]


def _snurr(root: Path) -> Component:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {"type": "application", "bom-ref": "snurr", "name": project["name"], "version": project["version"]}
    return {**named, "licenses": [{"expression": project["license"]}]}
