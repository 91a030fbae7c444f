"""Answers to lines that say that something promised comes on another day, as in "P1 moved to monday".

Whether the customer knows makes the difference between a promise that was moved in time and a day that was mistyped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.arguments.promise import promise_of
from bot.arguments.promise_match import PromiseMatcher
from bot.dispatch.command_call import CommandCall
from bot.dispatch.moved_promises import TOLD, as_typed, day_ahead, said_at_start, spoken_of, told_label
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.plans import PlanReader
from bot.domain.promises import Promise, PromiseState
from bot.language.clause_words import clause_words
from bot.language.days.frame import Moment
from bot.language.i18n import Translator
from bot.language.phrases import Phrases, phrases, typable, typable_phrases
from bot.language.tokens import Token
from bot.messages.card import Button, Reply
from bot.messages.press import Press, rest_of_line

REF = re.compile(r"#?([pPfF])#?([0-9]{1,12})")
EDIT = "edit"
MOST = 3
"""Promises of which it is asked whether they are meant."""


def moved_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Ask whether the customer knows of the new day of a promise; a follow-up is moved. None for other lines.

    The line names it by its ref, or by words of its own behind what says that it was told or moved.
    """
    refs = [at for at, word in enumerate(line.words) if REF.fullmatch(word.bare)]
    if len(refs) == 1 and (day := _only_day(line, refs[0])):
        return _moved(line, line.words[refs[0]].bare.upper().strip("#"), day)
    begun = clause_words(line.context.language).before.skipped(line.words)
    if not (said_at_start(line.words, line.context) or any(map(_moves(line.context.language).leading, _tails(begun)))):
        return None
    day = day_ahead(line.words, line.context)
    promises = spoken_of(line.words, line.context, day) if day else []
    return _asked(line, promises[:MOST], day) if day and promises and not _names_customer(line) else None


def told_buttons(line: PlainLine, day: Moment) -> Iterator[Button]:
    """Yield the open promises that a line with a day ahead speaks of, as those whose customer was told of it."""
    for promise in spoken_of(line.words, line.context, day)[:MOST]:
        yield told_button(promise, day, line.context.translator)


def does_know(line: PlainLine, promise: Promise, day: Moment) -> str:
    """Return the question whether a customer knows that a promise comes on another day."""
    say, account = line.context.translator, line.context.work.accounts.get(promise.account).name
    shown = say.day_at(day.day, day.hour)
    return say.t(
        "promise", "{ref} to {account}, now {day}: does the customer know?", ref=promise.ref, account=account, day=shown
    )


def told_button(promise: Promise, day: Moment, say: Translator) -> Button:
    """Return the button that says that the customer was told of the new day of a promise."""
    values = {"promise": promise.ref, "due": as_typed(day).replace(" ", "T")}
    return Button(label=told_label(promise.ref, day, say), press=Press(verb=TOLD, values=values))


def correct_button(promise: Promise, day: Moment, say: Translator) -> Button:
    """Return the button that corrects the day of a promise, which was mistyped."""
    label = say.t("button", "{ref}: only correct the day", ref=promise.ref)
    return Button(label=label, press=Press(verb=EDIT, values=rest_of_line(f"{promise.ref} {as_typed(day)}")))


def _moved(line: PlainLine, ref: str, day: Moment) -> CommandCall | Reply | None:
    if ref[0] == "F":
        return line.call(EDIT, f"{ref} {as_typed(day)}")
    promise = promise_of(int(ref[1:]), line.context)
    return _asked(line, [promise], day) if promise.state is PromiseState.OPEN else None


def _asked(line: PlainLine, promises: Sequence[Promise], day: Moment) -> Reply:
    say = line.context.translator
    if len(promises) > 1:
        told = (told_button(promise, day, say) for promise in promises)
        return line.ask(say.t("promise", "Which promise do you mean?"), *told, line.help_button, quote=line.line)
    (promise,) = promises
    buttons = (told_button(promise, day, say), correct_button(promise, day, say), line.help_button)
    return line.ask(does_know(line, promise, day), *buttons, quote=line.line)


def _only_day(line: PlainLine, at: int) -> Moment | None:
    """Return the day ahead that is all that a line says of an entry beside that it moves; else None."""
    words, language = line.words[:at] + line.words[at + 1 :], line.context.language
    known, moves, links = clause_words(language), _moves(language), typable_phrases("clauses", "is", language)
    found = next(PlanReader(line.context, line.roles).days(words), None)
    if found is None:
        return None
    start, end, moments = found
    rest = words[:start] + words[end:]
    while rest:
        count = max(each.leading(rest) for each in (moves, links, known.before, known.between, known.leads))
        if not count:
            return None
        rest = rest[count:]
    return moments[0] if len(moments) == 1 and moments[0].day >= line.context.today else None


def _names_customer(line: PlainLine) -> bool:
    return bool(PromiseMatcher(words=line.words, context=line.context).accounts)


def _tails(words: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    return (words[at:] for at in range(len(words)))


@cache
def _moves(language: str) -> Phrases[None]:
    return phrases(typable("told", "moved", language) | typable("told", "move", language))
