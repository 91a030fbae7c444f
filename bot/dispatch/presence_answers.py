"""Answers to lines that say where somebody works, or when they are back: "working from home", "back on monday"."""

from __future__ import annotations

from bot.arguments.back_at_work import says_back
from bot.arguments.day_range import span_label
from bot.dispatch.leave_answers import LEAVE, QUOTED, leave_question
from bot.dispatch.plain_line import PlainLine
from bot.language.clause_words import clause_words
from bot.language.days.ranges import Span
from bot.language.phrases import Phrases, plain_texts, typable_phrases
from bot.language.roles import PRESENT
from bot.language.tokens import Token, line_of
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.press import Press

MOST_WORDS = 10
"""Words of a line that says so and no more."""


def presence_answer(line: PlainLine) -> Reply | None:
    """Return one kind sentence, or ask for the days off of somebody who is back later; None for other lines."""
    if len(line.words) > MOST_WORDS or not line.roles & PRESENT:
        return None
    # As typed first: a filler may be the beginning of a day, or of being back, as German "wieder".
    readings = dict.fromkeys((line.words, _without_subject(line.words, line)))
    return next(filter(None, (_present(words, line) for words in readings if words)), None)


def _present(words: tuple[Token, ...], line: PlainLine) -> Reply | None:
    at_home = _without(words, typable_phrases("leave", "home", line.context.language))
    if at_home is not None and _is_but_days(at_home, line):
        sentence = line.context.translator.t("talk", "All right: your reminders come as usual.")
        return Reply(card=Card(body=(Text(text=sentence),), buttons=(line.today_button,)))
    return _back(words, line)


def _back(words: tuple[Token, ...], line: PlainLine) -> Reply | None:
    say, today = line.context.translator, line.context.today
    at, count = next(
        ((at, n) for at in range(len(words)) if (n := says_back(words[at:], line.context.language))), (0, 0)
    )
    front = _without_subject(words[:at], line)
    rest = front + words[at + count :]
    if not count or not _is_but_days(rest, line):
        return None
    days = (line.values(LEAVE, line_of(front + words[at:])) or {}).get("days")
    if isinstance(days, tuple):
        another = Button(label=say.t("button", "Another day…"), press=Press(verb=LEAVE))
        question, leave = say.t("talk", "When are you off?"), _leave_button(days, line)
        return line.ask(question, leave, another, line.help_button, quote=line.line[:QUOTED])
    if rest and line.values(LEAVE, line_of(rest)) != {"days": (today, today)}:
        return leave_question(line, LEAVE)
    running = (leave for leave in line.context.who.leave if leave.first <= today <= leave.last)
    ends = (
        Button(
            label=say.t("button", "Not off: {days}", days=span_label((leave.first, leave.last), line.context)),
            press=Press(verb="off remove", values={"leave": str(leave.id)}),
        )
        for leave in running
    )
    welcome = (Text(text=say.t("talk", "Welcome back.")),)
    return Reply(card=Card(body=welcome, buttons=(*ends, line.today_button)))


def _leave_button(days: Span, line: PlainLine) -> Button:
    press = Press(verb=LEAVE, values={"days": f"{days[0].isoformat()} - {days[1].isoformat()}"})
    return Button(label=span_label(days, line.context), press=press)


def _without_subject(words: tuple[Token, ...], line: PlainLine) -> tuple[Token, ...]:
    """Return words without who is spoken of, as "I am" and the fillers before it."""
    language = line.context.language
    subject = typable_phrases("leave", "am", language)
    return subject.skipped(clause_words(language).before.skipped(words))


def _without(words: tuple[Token, ...], known: Phrases[None]) -> tuple[Token, ...] | None:
    """Return words without the phrase that stands in them; None where none does."""
    texts = plain_texts(words)
    if not known.may_stand_in(texts):
        return None
    at, count = next(((at, n) for at in range(len(texts)) if (n := known.count_at(texts, at))), (0, 0))
    return words[:at] + words[at + count :] if count else None


def _is_but_days(words: tuple[Token, ...], line: PlainLine) -> bool:
    """Whether words are days or none."""
    return not words or line.values(LEAVE, line_of(words)) is not None
