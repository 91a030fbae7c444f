"""Every example card and form as each platform gets it, in each language: whoever changes one sees it in the review."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from adapters import renderers
from bot.cli.gallery import answer, beginning, gallery_cards
from bot.dispatch.registry import discover
from bot.language.word_files import LANGUAGES
from bot.messages.card import Card, Fields, Text
from bot.messages.form import Form
from storage.work import taken_back
from tests.migrated import memory_engine


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


NAMES: dict[str, tuple[str, ...]] = {
    "button": ("text", "text"),
    "image": ("alt_text",),
    "input": ("label", "text"),
    "data_visualization": ("title",),
    "header": ("text", "text"),
    "Image": ("altText",),
    "Action.Execute": ("title",),
    "Action.Submit": ("title",),
    "Chart.VerticalBar": ("title",),
    "Input.Text": ("label",),
    "Input.ChoiceSet": ("label",),
    "Input.Date": ("label",),
    "AdaptiveCard": ("fallbackText",),
}
"""What is read out for a part of a card of Slack's or Teams', by its type."""


@cache
def _forms(language: str) -> tuple[tuple[str, Form], ...]:
    """Return the form of every command that was typed with nothing behind it and asks for something."""
    with beginning(memory_engine(), language) as begun:
        shown = []
        for command in discover():
            with taken_back(begun) as work:
                shown.append((f"form {command.verb}", answer(work, command.verb).form))
    return tuple((name, form) for name, form in shown if form)


def _parts(payload: object) -> Iterator[dict[str, Any]]:
    """Yield every part of a payload that has a type, a list's in its order."""
    if isinstance(payload, dict):
        yield from [payload] if isinstance(payload.get("type"), str) else []
        for each in payload.values():
            yield from _parts(each)
    elif isinstance(payload, list):
        for each in payload:
            yield from _parts(each)


def _read_out(part: dict[str, Any]) -> str:
    """Return the name of a part that a screen reader says."""
    found: Any = part
    for key in NAMES[part["type"]]:
        found = found.get(key, {}) if isinstance(found, dict) else ""
    return found if isinstance(found, str) else ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("platform", ["slack", "teams"])
def test_every_part_of_a_card_has_a_name_to_be_read_out(platform: str, language: str) -> None:
    """Buttons, fields, charts and pictures by words, a table by its header, a message by its summary."""
    render, seen = renderers()[platform], set[str]()
    for name, card in (*_cards(language), *_forms(language)):
        payload: Any = render(card)
        for part in _parts(payload):
            seen.add(part["type"])
            named = part["type"] not in NAMES or re.search(r"\w", _read_out(part))
            assert named and part.get("firstRowAsHeader", True), (name, part)
        if platform == "slack" and isinstance(card, Card):
            assert re.search(r"\w", payload["text"]), name
    assert {"slack": {"button", "input", "data_visualization"}, "teams": {"Action.Execute", "Input.Text", "Table"}}[
        platform
    ] <= seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_buttons_of_a_card_are_read_out_alike(language: str) -> None:
    """Whoever hears them one by one has only their words."""
    alike = {
        (name, label)
        for name, card in _cards(language)
        for label, count in Counter(button.label for button in card.all_buttons()).items()
        if count > 1
    }
    assert alike == set()
