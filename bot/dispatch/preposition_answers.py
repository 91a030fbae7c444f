"""The answer to a line that may announce a customer who waits, or say something else.

It may begin with a preposition which is the short form of that command too, as Polish "w"; who has no such preposition
may type it before a day all the same: "w piątek". Or the writer waits for a customer: "waiting for a reply from Acme".
"""

from __future__ import annotations

from bot.arguments.day_frame import frame_of, unquoted
from bot.dispatch.command_call import CommandCall
from bot.dispatch.leave_answers import leave_answer
from bot.dispatch.named_account import find_named
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.to_do_answers import plan_buttons
from bot.language.clause_words import clause_words
from bot.language.days.frame import Aim
from bot.language.days.reading import read_front
from bot.language.names import fold
from bot.language.phrases import typable_phrases
from bot.language.roles import verb_firsts
from bot.language.tokens import line_of
from bot.language.word_files import FIRST, WORD_FILES
from bot.messages.card import Button, Reply
from bot.messages.press import Press, rest_of_line

WAITING = "waiting"
FEW = 2
"""Words of a line that is surely the short form and whom it is about."""


def preposition_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Ask whether a customer waits, or the line is a note; days off that it names are these.

    None for a line that begins otherwise, or tells a fact.
    """
    if verb_firsts(WAITING).isdisjoint(line.looked_up[:1]):
        return None
    if rest := _waited_for(line):
        label = line.context.translator.t("waiting", "A customer waits")
        waits = Button(label=label, press=Press(verb=WAITING, values=rest_of_line(rest)))
        return _asked(line, waits)
    if len(line.words) <= FEW or not _may_be_either(line) or line.facts:
        return None
    if leave := leave_answer(line):
        return leave
    return _asked(line, line.again(WAITING, line_of(line.words[1:])))


def waits_answer(line: PlainLine) -> Reply | None:
    """Ask whether a customer waits whose name stands before that: "Acme is waiting in reception". None for others."""
    known = typable_phrases("questions", "waiting", line.context.language)
    named = find_named(line.words, line.context)
    behind = line.words[named.at + named.used :] if named else ()
    count = known.leading(behind)
    if named is None or named.only is None or not count:
        return None
    where = clause_words(line.context.language).between.skipped(behind[count:])
    rest = line_of((*line.words[named.at : named.at + named.used], *where))
    label = line.context.translator.t("waiting", "A customer waits")
    return _asked(line, Button(label=label, press=Press(verb=WAITING, values=rest_of_line(rest))))


def _waited_for(line: PlainLine) -> str:
    """Return what stands behind "waiting" where a preposition begins it, a word aside, and a customer is named behind.

    Such as "for a reply from Acme", and "still for Acme to answer".
    """
    found = line.registry.find([word.text for word in line.words], line.context.language)
    if found is None or found[0].verb != WAITING:
        return ""
    rest, known = line.words[found[1] :], clause_words(line.context.language).between
    # "W piątek do Mazura": what may be a preposition itself has the day behind it.
    reach = min(1 if _may_be_either(line) else FEW, len(rest))
    lead = next((at for at in range(reach) if known.leading(rest[at:])), None)
    named = None if lead is None else find_named(rest, line.context)
    return line_of(rest) if named and lead is not None and named.at > lead else ""


def _asked(line: PlainLine, waits: Button) -> Reply:
    buttons = [button for button in (*plan_buttons(line), *_note(line), waits) if button.press.fits]
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
