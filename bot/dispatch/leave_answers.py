"""Days off that are said without a command: "tomorrow off", "I have friday off"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from bot.arguments.day_frame import frame_of, unquoted
from bot.arguments.day_range import span_label
from bot.dispatch.command_call import CommandCall
from bot.dispatch.plain_line import PlainLine
from bot.domain.periods import rest_of_week
from bot.language.clause_words import clause_words
from bot.language.days.frame import WHICH_DAY, Aim
from bot.language.days.ranges import read_leave
from bot.language.days.reading import read_whole
from bot.language.phrases import plain_texts, typable_phrases
from bot.language.small_talk import SmallTalk, first_words_of, heard
from bot.language.tokens import Token, line_of, text_of
from bot.language.vocabulary import VERBS, only_speaker
from bot.messages.card import Button, Reply
from bot.messages.press import Press

QUOTED = 200
"""Characters shown of a line that is asked about."""
LEAVE = "off"
"""The command of days off."""
VERB_WORDS = 2
"""Words of a verb that is looked for."""


@cache
def leave_words(language: str) -> frozenset[str]:
    """Return the words as they are heard of which one stands wherever days off or an illness are said."""
    verbs = (heard(phrase.split()[0]) for phrase in VERBS.all_words(LEAVE, language))
    return first_words_of(SmallTalk.SICK, language).union(verbs)


def leave_answer(line: PlainLine) -> CommandCall | None:
    """Return the call of a line that is a verb of leave and days, in either order, fillers aside; None for others."""
    words = clause_words(line.context.language).before.skipped(line.words)
    rests = (line_of(rest) for rest in _without_verb(words, line.context.language) if rest)
    return next((line.call(LEAVE, rest) for rest in rests if line.values(LEAVE, rest) is not None), None)


def may_say_leave(line: PlainLine) -> bool:
    """Whether a word stands in a line that does wherever days off or an illness are said: in most none does."""
    return not leave_words(line.context.language).isdisjoint(line.heard)


def undated_leave_answer(line: PlainLine) -> Reply | None:
    """Ask for the days of a line that says that somebody is off, and no more: "holder fri". None for other lines.

    The command alone opens its form.
    """
    if not may_say_leave(line):
        return None
    words = clause_words(line.context.language).before.skipped(line.words)
    is_said = len(line.words) > 1 and 0 < len(words) <= VERBS.longest and _is_leave(words, line.context.language)
    return leave_question(line, LEAVE) if is_said else None


def foreign_leave_answer(line: PlainLine) -> Reply | None:
    """Ask for the days that are said with a verb of leave in its language, as in "Urlaub ab Freitag"; else None."""
    if not may_say_leave(line):
        return None
    context, words = line.context, clause_words(line.context.language).before.skipped(line.words)
    for count in range(min(VERB_WORDS, len(words) - 1), 0, -1):
        language = only_speaker(" ".join(plain_texts(words[:count])))
        rest = words[count:]
        if language in ("", context.language) or not _is_leave(words[:count], context.language):
            continue
        frame = replace(frame_of(context, Aim.UNTIL), language=language)
        leave = read_leave(" ".join(unquoted(rest)), frame)
        if leave and leave.spans and line.values(LEAVE, line_of(rest)) is None:
            offered = (
                Button(
                    label=span_label(span, context), press=Press(verb=LEAVE, values={"days": f"{span[0]} - {span[1]}"})
                )
                for span in leave.spans
            )
            title = context.translator.m(leave.why or WHICH_DAY, text=line_of(rest)[:QUOTED])
            return line.ask(title, *offered, line.help_button, quote=line.line[:QUOTED])
    return None


def elsewhere_answer(line: PlainLine) -> Reply | None:
    """Ask whether somebody who is at the dentist on a day is off on it, or when that is; None for other lines."""
    known = typable_phrases("leave", "elsewhere", line.context.language)
    words = clause_words(line.context.language).before.skipped(line.words)
    texts = plain_texts(words)
    if not known.may_stand_in(texts):
        return None
    at, count = next(((at, n) for at in range(len(texts)) if (n := known.count_at(texts, at))), (0, 0))
    rest = words[:at] + words[at + count :]
    if count and not rest:
        return leave_question(line, LEAVE)
    reading = read_whole(unquoted(rest), frame_of(line.context, Aim.FOLLOW_UP)) if count and rest else None
    # An hour says when one is there; off is the whole day.
    day = reading.sure.day.isoformat() if reading and reading.sure and reading.sure.hour else line_of(rest).strip()
    if not count or not day or not line.values(LEAVE, day):
        return None
    say = line.context.translator
    another = Button(label=say.t("button", "Another day…"), press=Press(verb=LEAVE))
    return line.ask(
        say.t("talk", "When are you off?"), line.again(LEAVE, day), another, line.help_button, quote=line.line
    )


def leave_question(line: PlainLine, verb: str) -> Reply:
    """Ask on which days somebody is off who said so without one; `verb` is the command that each answer runs."""
    say, today = line.context.translator, line.context.today
    week = rest_of_week(today)
    days = {"days": f"{week.first.isoformat()} - {week.last.isoformat()}"} if week else {}
    return line.ask(
        say.t("talk", "When are you off?"),
        Button(label=say.t("button", "Today"), press=Press(verb=verb, values={"days": f"{today} - {today}"})),
        *([Button(label=say.t("button", "Until Friday"), press=Press(verb=verb, values=days))] if week else ()),
        Button(label=say.t("button", "Another day…"), press=Press(verb=LEAVE)),
        quote=line.line[:QUOTED],
    )


def _without_verb(words: tuple[Token, ...], language: str) -> Iterator[tuple[Token, ...]]:
    """Yield the words without a verb of leave that stands first or last."""
    for count in range(min(VERB_WORDS, len(words)), 0, -1):
        if _is_leave(words[:count], language):
            yield words[count:]
        if _is_leave(words[-count:], language):
            yield words[:-count]


def _is_leave(words: tuple[Token, ...], language: str) -> bool:
    return VERBS.find(text_of(words).rstrip(".!"), language) == LEAVE
