"""The example lines of every command do the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest

from bot.cli.gallery import answer, beginning
from bot.dispatch.registry import discover
from bot.language.i18n import EXAMPLE, translator_for
from bot.language.vocabulary import STANDARD_TOUCHPOINTS
from bot.language.word_files import LANGUAGES
from bot.messages.card import Reply
from storage.work import SqlWork, taken_back
from tests.migrated import memory_engine

EXAMPLES = [line for each in discover() for line in each.examples]
DAY = re.compile(r"([0-9]{1,2})\.? \w+ (20[0-9]{2})")
"""Number and year of a day in full."""
BEFORE = {"me token revoke laptop": "me token new laptop"}
"""What is typed first, as the example speaks of it."""
OTHERS = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(name="companies", scope="module")
def companies_fixture() -> Iterator[Mapping[str, SqlWork]]:
    """The gallery's company in every language, each in a database of its own."""
    with ExitStack() as stack:
        yield {language: stack.enter_context(beginning(memory_engine(), language)) for language in LANGUAGES}


def _reply(companies: Mapping[str, SqlWork], language: str, line: str) -> Reply:
    """Return what the translation of a line is answered; what it does is taken back."""
    example = translator_for(language)
    with taken_back(companies[language]) as work:
        if line in BEFORE:
            answer(work, example.t(EXAMPLE, BEFORE[line]))
        return answer(work, example.t(EXAMPLE, line))


def _done(reply: Reply) -> tuple[object, ...]:
    """What a line did and shows, apart from the words: refs, figures, days, buttons, fields."""
    days = DAY.findall(" · ".join(reply.card.texts()))
    fields = [field.name for field in reply.form.fields] if reply.form else []
    buttons = [button.press.verb for button in reply.card.all_buttons()]
    return reply.ok, reply.stored, reply.undone, dict(reply.figures), days, buttons, fields


@pytest.mark.parametrize("line", [line for line in EXAMPLES if "language" not in line])
def test_an_example_does_the_same_in_every_language(companies: Mapping[str, SqlWork], line: str) -> None:
    """The same refs, figures, days and buttons as the English line has for a person who speaks English."""
    done = {language: _done(_reply(companies, language, line)) for language in LANGUAGES}
    assert done == dict.fromkeys(LANGUAGES, done["en"])


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_is_understood_by_who_reads_it(companies: Mapping[str, SqlWork], line: str) -> None:
    """What help shows can be typed as it stands; a snooze has nothing to put off here, and the last admin stays."""
    replies = {language: _reply(companies, language, line) for language in LANGUAGES}
    refused = {language: reply.error for language, reply in replies.items() if not reply.ok}
    assert refused == {} or line.startswith(("snooze", "mydata erase"))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("command", list(discover()), ids=lambda command: command.verb)
def test_an_example_begins_with_the_word_of_its_language(command: object, language: str) -> None:
    """The words in help are the words of the list and of the grammar line."""
    from bot.dispatch.registry import Command  # noqa: PLC0415

    assert isinstance(command, Command)
    for typed in command.shown(translator_for(language)):
        assert typed.startswith(command.word(translator_for(language)).split()[0]), typed


@pytest.mark.parametrize("language", OTHERS)
def test_standard_touchpoints_go_by_their_own_names(language: str) -> None:
    """An invoice is a faktura or a Rechnung, and a card in that language says so."""
    assert STANDARD_TOUCHPOINTS.label("invoice", language) in {"faktura", "Rechnung"}
