"""A language named alone, as by somebody whom Snurr greeted in another one: whether it is to be spoken from now on."""

from __future__ import annotations

from bot.dispatch.plain_line import PlainLine
from bot.language.i18n import translator_for
from bot.language.vocabulary import LANGUAGE_NAMES
from bot.language.word_files import WORD_FILES
from bot.messages.card import Button, Reply, Style
from bot.messages.press import Press

MOST_WORDS = 3
"""Words of a line such as "in English please", of which the last names the language."""
SHORTEST = 4
"""Letters of the name of a language; its code may be any word."""


def language_answer(line: PlainLine) -> Reply | None:
    """Return the question, in the language that the last word of a short line names; None for any other line."""
    words = line.words
    if not 0 < len(words) <= MOST_WORDS or len(words[-1].text) < SHORTEST:
        return None
    code = LANGUAGE_NAMES.find(words[-1].text, line.context.language)
    if code is None:
        return None
    say = translator_for(code)
    own = WORD_FILES[code].about.name
    button = Button(
        label=own[:1].upper() + own[1:], press=Press(verb="me language", values={"language": code}), style=Style.MAIN
    )
    return line.ask(say.t("talk", "Shall I write English to you?"), button)
