"""`help`: what a person can type."""

from __future__ import annotations

import pytest

from bot.language.i18n import LANGUAGES
from bot.messages.plain_text import card_text
from tests.dialog import Dialog


def test_help_is_short_and_shows_only_what_one_may_do(talk: Dialog) -> None:
    """At most twelve lines, own language."""
    seller, manager = talk.text("help", "anna").splitlines(), talk.text("help", "chris").splitlines()
    assert max(len(seller), len(manager)) <= 12
    assert not any(line.startswith("team") for line in seller)
    assert any(line.startswith("team") for line in manager)


def test_one_command_is_explained_with_its_grammar_and_lines_to_type(talk: Dialog) -> None:
    """By its word in any language, in the reader's own."""
    text = talk.text("help opkald")
    assert text.splitlines()[:3] == ["call", "Log a call", "call account [outcome] [questions] [listened] [note]"]
    talk.say("me language da")
    text = talk.text("help call")
    assert text.splitlines()[0] == "opkald"
    assert "opkald acme" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_that_it_shows_can_be_typed(talk: Dialog, language: str) -> None:
    """As they stand, in each language."""
    talk.say(f"me language {language}")
    talk.say("help call")
    lines = [text for text in card_text(talk.last.card).splitlines() if text.endswith(" acme")]
    assert lines
    assert talk.say(lines[0]).stored == ("C1",)


def test_a_command_of_two_words_and_what_stands_under_one(talk: Dialog) -> None:
    """The team's views are listed under team, for whoever may see them."""
    assert talk.text("help waiting done").splitlines()[0] == "waiting done"
    last = talk.text("help team", "chris").splitlines()[-1]
    assert last == "team promises · team switchboard · team waiting · team zeros"


@pytest.mark.parametrize("word", ["team", "team zeros", "admin", "admin team"])
def test_what_one_may_not_do_is_no_command(talk: Dialog, word: str) -> None:
    """A seller is not teased with what needs another role."""
    assert f'There is no command "{word}": type help to see them all.' in (talk.say(f"help {word}").error or "")
    assert talk.say(f"help {word}", "chris").ok


@pytest.mark.parametrize("word", ["nothing", "holds", "home", "answer", "team share", "off remove"])
def test_what_cannot_be_typed_is_no_command(talk: Dialog, word: str) -> None:
    """Neither an unknown word nor what only buttons say."""
    assert f'There is no command "{word}"' in (talk.say(f"help {word}", "chris").error or "")


def test_a_long_word_is_cut_in_the_error(talk: Dialog) -> None:
    """One line, whatever was typed."""
    error = talk.say("help " + "x" * 300).error or ""
    assert '"' + "x" * 40 + '"' in error
    assert len(error) <= 600


@pytest.mark.parametrize(
    ("language", "first"),
    [("da", "opkald: "), ("nb", "samtale: "), ("sv", "samtal: "), ("pl", "telefon: ")],
)
def test_the_list_names_the_words_of_ones_own_language(talk: Dialog, language: str, first: str) -> None:
    """What is read can be typed."""
    talk.say(f"me language {language}")
    assert talk.text("help").splitlines()[1].startswith(first)


def test_a_question_mark_asks_for_help(talk: Dialog) -> None:
    """For who does not know the word yet."""
    assert talk.text("?") == talk.text("help")
