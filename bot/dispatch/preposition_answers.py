"""The answer to a line that begins with a preposition which is the short form of a command too, as Polish "w".

Who has no such preposition may type it before a day all the same: "w piątek".
"""

from __future__ import annotations

from bot.arguments.day_frame import frame_of, unquoted
from bot.dispatch.command_call import CommandCall
from bot.dispatch.leave_answers import leave_answer
from bot.dispatch.named_account import find_named
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.to_do_answers import plan_buttons
from bot.language.days.frame import Aim
from bot.language.days.reading import read_front
from bot.language.names import fold
from bot.language.tokens import line_of
from bot.language.word_files import FIRST, WORD_FILES
from bot.messages.card import Button, Reply

WAITING = "waiting"
FEW = 2
"""Words of a line that is surely the short form and whom it is about."""


def preposition_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Ask whether a customer waits, or the line is a note; days off that it names are these.

    None for a line that begins otherwise, or tells a fact.
    """
    if len(line.words) <= FEW or not _may_be_either(line) or line.facts:
        return None
    if leave := leave_answer(line):
        return leave
    waits = line.again(WAITING, line_of(line.words[1:]))
    buttons = [button for button in (*plan_buttons(line), waits, *_note(line)) if button.press.fits]
    title = line.context.translator.t("talk", "Not saved yet: shall I save it?")
    return line.ask(title, *buttons, line.help_button, quote=line.line)


def _may_be_either(line: PlainLine) -> bool:
    language, word = line.context.language, line.words[0]
    found = line.registry.find([word.text], language)
    if found is None or found[0].verb != WAITING or word.quoted:
        return False
    prepositions = {fold(each) for each in WORD_FILES[language].tables["names"]["at"].all}
    return (language != FIRST and fold(word.text) in prepositions) or _leads_to_day(line)


def _leads_to_day(line: PlainLine) -> bool:
    """Whether the first word and those behind it are a day, of which it is a part."""
    reading = read_front(unquoted(line.words), frame_of(line.context, Aim.FOLLOW_UP))
    return reading is not None and reading.used > 1


def _note(line: PlainLine) -> tuple[Button, ...]:
    named = find_named(line.words, line.context)
    if named is None or named.only is None:
        return ()
    return (line.note_button(named.only, line_of(line.words)),)
