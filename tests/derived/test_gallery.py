"""Every example card and form as each platform gets it, in each language: whoever changes one sees it in the review."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from adapters import renderers
from bot.cli.gallery import gallery_cards
from bot.language.word_files import LANGUAGES
from bot.messages.card import Card, Fields, Text


class _Readable(SingleFileSnapshotExtension):
    """One text file a platform and language."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def _lines(payload: object, indent: str = "") -> Iterator[str]:
    """Yield what a platform is given, a part a line, so that a change shows where it is."""
    if isinstance(payload, str):
        yield from (f"{indent}{line}" for line in payload.split("\n"))
    elif isinstance(payload, dict):
        for name, value in payload.items():
            if isinstance(value, list | dict) and value:
                yield f"{indent}{name}:"
                yield from _lines(value, f"{indent} ")
            else:
                yield f"{indent}{name}: {json.dumps(value, ensure_ascii=False)}"
    elif isinstance(payload, list):
        yield from (f"{indent}- {json.dumps(each, ensure_ascii=False)}" for each in payload)


@cache
def _cards(language: str) -> tuple[tuple[str, Card], ...]:
    return tuple(gallery_cards(language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("platform", sorted(renderers()))
def test_the_gallery_as_a_platform_gets_it(snapshot: SnapshotAssertion, platform: str, language: str) -> None:
    """The real renderer on every declared example and an example day's nudges."""
    render = renderers()[platform]
    cards = (f"## {name}\n" + "\n".join(_lines(render(card))) for name, card in _cards(language))
    assert "\n\n".join(cards) + "\n" == snapshot(extension_class=_Readable)


ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the and with your type nobody customer customers promise promises call calls today tomorrow due saved undone of is are was "
        "not what which who waiting median score zero zeros owner breach kept broken told first open week month",
    )
)
SHARED = {
    "da": {"due", "are", "open", "score", "median", "first", "of", "type"},
    "nb": {"due", "are", "score", "median", "of"},
    "sv": {"due", "are", "median", "of"},
    "pl": {"due", "are", "of", "zero"},
    "de": {"was", "median"},
}
"""Words that the language has as well, or that a name may hold."""


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_nothing_of_a_card_is_left_in_english(language: str) -> None:
    """Everything a person reads is in that person's language, notes and examples included."""
    left = {
        (word, text)
        for _, card in _cards(language)
        for text in (*card.texts(), *(button.label for button in card.all_buttons()))
        for word in re.findall(r"[a-z]+", text.casefold())
        if word in ENGLISH - SHARED[language]
    }
    assert left == set()


def _nudges(language: str) -> Iterator[tuple[str, Card]]:
    return ((name, card) for name, card in _cards(language) if name.startswith("nudge "))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_nudge_is_short_in_every_language(language: str) -> None:
    """A title of at most five words, three lines, twenty-five words."""
    for name, card in _nudges(language):
        lines = [each for each in card.body if isinstance(each, Text | Fields)]
        words = [word for text in card.texts() for word in text.split() if word != "·"]
        assert len(card.title.split()) <= 5, (name, card.title)
        assert len(lines) <= 3, name
        assert len(words) <= 25, (name, words)
        assert len(card.buttons) <= 3, name
