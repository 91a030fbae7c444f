"""Files that are derived from those that people edit, so that a start need not read these word by word.

One counts only as long as its source is the same: an edit is seen at the next start, which is slower until
`python -m bot.cli.derive` has brought the file into step.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zlib import crc32

FOLDER = Path(__file__).parent / "derived"


def read_derived(file: Path, source: bytes | None) -> Any:
    """Return what was derived from a source; None when there is no such file or it is of another source.

    Where no source is left, as in a release, whatever was derived counts.
    """
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return found["data"] if source is None or found["of"] == crc32(source) else None


def derived_text(source: bytes, data: dict[str, Any]) -> str:
    """Return the text of a derived file: a line for each key of the data, so that a change is a short one."""
    rows = ",\n".join(f"{json.dumps(key)}: {_compact(value)}" for key, value in data.items())
    return f'{{"of": {crc32(source)}, "data": {{\n{rows}\n}}}}\n'


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
