"""`help`: what a person can type."""

from __future__ import annotations

import pytest

from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from tests.dialog import Dialog


def test_help_is_short_and_shows_only_what_one_may_do(talk: Dialog) -> None:
    """At most twelve lines, own language."""
    seller, manager = talk.text("help", "anna").splitlines(), talk.text("help", "chris").splitlines()
    assert max(len(seller), len(manager)) <= 12
    assert not any(line.startswith("team") for line in seller)
    assert any(line.startswith("team") for line in manager)


def test_one_command_is_explained_with_its_grammar_and_lines_to_type(talk: Dialog) -> None:
    """A command is found by its word in any language and explained in the reader's."""
    text = talk.text("help opkald")
    assert text.splitlines()[:3] == ["call", "Log a call", "call account [outcome] [questions] [listened] [note]"]
    talk.say("me language da")
    text = talk.text("help call")
    assert text.splitlines()[0] == "opkald"
    assert "opkald acme" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_that_it_shows_can_be_typed(talk: Dialog, language: str) -> None:
    """The first example of `call` logs a call in each language."""
    talk.say(f"me language {language}")
    talk.say("help call")
    lines = [text for text in card_text(talk.last.card).splitlines() if text.endswith(" acme")]
    assert lines
    assert talk.say(lines[0]).stored == ("C1",)


def test_a_command_of_two_words_and_what_stands_under_one(talk: Dialog) -> None:
    """The last line lists the commands of two words that the reader may use."""
    assert talk.text("help waiting done").splitlines()[0] == "waiting done"
    last = talk.text("help team", "chris").splitlines()[-1]
    assert (
        last
        == "team drift · team league · team map · team promises · team risk · team switchboard · team values · team waiting · team zeros"
    )


@pytest.mark.parametrize("word", ["team", "team zeros", "admin", "admin team"])
def test_what_one_may_not_do_is_no_command(talk: Dialog, word: str) -> None:
    """A command of another role is answered like an unknown word."""
    assert f'There is no command "{word}": type “help” to see them all.' in (talk.say(f"help {word}").error or "")
    assert talk.say(f"help {word}", "chris").ok


@pytest.mark.parametrize("word", ["nothing", "holds", "home", "answer", "team share", "off remove"])
def test_what_cannot_be_typed_is_no_command(talk: Dialog, word: str) -> None:
    """An unknown word and a hidden command get the same error."""
    assert f'There is no command "{word}"' in (talk.say(f"help {word}", "chris").error or "")


def test_a_long_word_is_cut_in_the_error(talk: Dialog) -> None:
    """The error quotes 40 characters."""
    error = talk.say("help " + "x" * 300).error or ""
    assert '"' + "x" * 40 + '"' in error
    assert len(error) <= 600


@pytest.mark.parametrize(
    ("language", "first"),
    [("da", "opkald: "), ("nb", "anrop: "), ("sv", "samtal: "), ("pl", "telefon: ")],
)
def test_the_list_names_the_words_of_ones_own_language(talk: Dialog, language: str, first: str) -> None:
    """The list begins with the reader's word for a call."""
    talk.say(f"me language {language}")
    assert talk.text("help").splitlines()[1].startswith(first)


def test_a_question_mark_asks_for_help(talk: Dialog) -> None:
    """`?` is another word for `help`."""
    assert talk.text("?") == talk.text("help")
