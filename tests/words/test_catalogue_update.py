"""A sentence that changes is to be translated anew, whatever becomes of its plural."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import catalogue
from bot.cli.catalogue import Sentence, add, missing, read, update

ONE = Sentence("me", "{count} call")
SEVERAL = Sentence("me", "{count} call", "{count} calls")
CALLS = "{count} opkald"
OTHERS = Sentence("me", "{count} call", "{count} calls made")


@pytest.fixture(name="folder")
def folder_fixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catalogues in a folder of their own."""
    monkeypatch.setattr(catalogue, "LOCALES", tmp_path)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("before", "after"), [(ONE, SEVERAL), (SEVERAL, ONE), (SEVERAL, OTHERS)], ids=["gained", "lost", "changed"]
)
def test_another_plural_is_another_sentence(monkeypatch: pytest.MonkeyPatch, before: Sentence, after: Sentence) -> None:
    """What was said before is not said of it, and it is listed as missing."""
    monkeypatch.setattr(catalogue, "sentences", lambda: [before])
    update()
    add(iter([json.dumps({**next(missing()), "da": [CALLS, CALLS] if before.plural else CALLS})]))
    update()
    assert CALLS in str(next(message.string for message in read("da") if message.id))
    monkeypatch.setattr(catalogue, "sentences", lambda: [after])
    update()
    assert CALLS not in str(next(message.string for message in read("da") if message.id))
    assert [each["message"] for each in missing()] == [after.text]
