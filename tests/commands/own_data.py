"""What tests of one's own data look at: every row there is, and one's own copy."""

from __future__ import annotations

import base64
import json

from bot.messages.card import File
from tests.dialog import Dialog


def everything(talk: Dialog) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    raw = talk.work._db._raw
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
    return {name: [tuple(row) for row in raw.execute(f'SELECT * FROM "{name}"').fetchall()] for name in names}


def copy_of(talk: Dialog, who: str) -> dict[str, list[dict[str, object]]]:
    """Return the tables of a person's copy."""
    (file,) = (each for each in talk.say("mydata export", who).card.body if isinstance(each, File))
    tables: dict[str, list[dict[str, object]]] = json.loads(base64.b64decode(file.data))["tables"]
    return tables
