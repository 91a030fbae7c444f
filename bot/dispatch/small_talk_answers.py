"""Answers to small talk: one friendly sentence, and for the two wishes what a colleague would do about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import assert_never

from bot.dispatch.command_call import CommandCall
from bot.dispatch.leave_answers import QUOTED, leave_question
from bot.dispatch.named_account import find_named
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.plans import PlanReader
from bot.language.clause_words import clause_words
from bot.language.days.lexicon import has_digit
from bot.language.phrases import plain_texts, typable_phrases
from bot.language.small_talk import (
    MARKS,
    Remark,
    SmallTalk,
    first_words_of,
    greeting_at_start,
    may_begin,
    small_talk,
    without_courtesies,
)
from bot.language.tokens import tokens
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.press import Press, typed_values

VIEWS = {
    SmallTalk.HELP: "help",
    SmallTalk.DAY: "today",
    SmallTalk.DATA: "mydata",
    SmallTalk.LOOKS: "me",
    SmallTalk.SEES: "privacy",
}
"""The command that shows what is asked for."""
DAY_WORDS = 3
"""Words of a day that may stand before small talk, or in it."""


def small_talk_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Return the answer to a line of small talk: a reply, or the command that is meant; None for any other line."""
    remark = small_talk(line.line, line.context.language) or _sick_beside_day(line) or _greeted(line)
    if remark is None:
        return None
    say = line.context.translator
    match remark.talk:
        case SmallTalk.HELLO:
            greeting = say.t("talk", "Hello {name}.", name=line.context.who.name)
            return _friendly(greeting, line.today_button, line.help_button)
        case SmallTalk.THANKS:
            return _friendly(say.t("talk", "You are welcome."))
        case SmallTalk.BYE:
            return _friendly(say.t("talk", "See you."))
        case SmallTalk.YES | SmallTalk.NO | SmallTalk.POLITE:
            return _friendly(
                say.t("talk", "Nothing is waiting for an answer. A question is answered by its buttons."),
                line.today_button,
            )
        case SmallTalk.MISTAKE:
            return mistake_answer(line)
        case SmallTalk.HELP | SmallTalk.DAY | SmallTalk.DATA | SmallTalk.LOOKS | SmallTalk.SEES:
            return line.call(VIEWS[remark.talk])
        case SmallTalk.STOP:
            return _kinds_answer(line) or _pause_answer(line, remark.rest)
        case SmallTalk.SICK:
            return _sick_answer(line, remark.rest)
        case _:
            assert_never(remark.talk)


def _sick_beside_day(line: PlainLine) -> Remark | None:
    """Return the remark that a line makes around or behind its day, as in "today I am sick", "jestem dziś chory"."""
    if first_words_of(SmallTalk.SICK, line.context.language).isdisjoint(line.heard):
        return None
    words = without_courtesies(line.line.split(), line.context.language)
    # Else the day has to stand before it: where the first word stays, it begins what is said.
    starts = range(len(words)) if words and may_begin(words[0], line.context.language) else range(1)
    for start in starts:
        for end in range(start + 1, min(start + DAY_WORDS, len(words) - 1) + 1):
            remark = small_talk(" ".join(words[:start] + words[end:]), line.context.language)
            rest = " ".join(words[start:end])
            is_sick = remark is not None and remark.talk is SmallTalk.SICK and not remark.rest
            if remark and is_sick and line.values("sick", rest) is not None:
                return replace(remark, rest=rest)
    return None


def _greeted(line: PlainLine) -> Remark | None:
    """Return the greeting of a line that goes on with chatter and tells nothing, as in "hello, hope you slept well"."""
    count = greeting_at_start([word.text for word in line.words], line.context.language)
    rest = line.words[count:] if count else ()
    texts, chatter = plain_texts(rest), typable_phrases("small_talk", "chatter", line.context.language)
    if not any(chatter.count_at(texts, at) for at in range(len(texts))) or any(map(has_digit, texts)):
        return None
    tells = line.facts or find_named(line.words, line.context)
    return None if tells else Remark(talk=SmallTalk.HELLO)


def _friendly(sentence: str, *buttons: Button) -> Reply:
    return Reply(card=Card(body=(Text(text=sentence),), buttons=buttons))


def mistake_answer(line: PlainLine) -> CommandCall | Reply:
    """Name the last entry, with the ways to take it back and to change it; undo says that there is none."""
    latest = line.context.work.entries.latest(line.context.who.id)
    if latest is None:
        return line.call("undo")
    say = line.context.translator
    account = line.context.work.accounts.find(latest.account or 0)
    undo = Button(
        label=say.t("button", "Undo {ref}", ref=latest.ref), press=Press(verb="undo", values={"ref": latest.ref})
    )
    edit = Button(
        label=say.t("button", "Change {ref}", ref=latest.ref), press=Press(verb="edit", values={"ref": latest.ref})
    )
    entry = say.join((latest.ref, account.name if account else ""))
    return _friendly(say.t("talk", "Your last entry: {entry}", entry=entry), undo, edit)


def _kinds_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Stop the kinds of nudge that are named behind the wish, as in "stop morning"; None where none is.

    A name that is a day too, such as "Morgen", is asked about.
    """
    words = without_courtesies(line.line.split(), line.context.language)
    for start in range(1, len(words)):
        wish = small_talk(" ".join(words[:start]), line.context.language)
        kinds = " ".join(words[start:]).strip(MARKS)
        named = line.values("mute", kinds) if wish and wish.talk is SmallTalk.STOP and not wish.rest else None
        if named and named.get("rule"):
            return _day_or_kinds(line, kinds) if line.values("pause", kinds) else line.call("mute", kinds)
    return None


def _day_or_kinds(line: PlainLine, kinds: str) -> Reply:
    say = line.context.translator
    pause = Press(verb="pause", values=typed_values({"until": kinds}))
    mute = Press(verb="mute", values=typed_values({"rule": kinds}))
    return line.ask(
        say.t("talk", "Until when shall I be quiet?"),
        Button(label=say.t("talk", "All, until {day}", day=kinds), press=pause),
        Button(label=say.t("talk", "Only {kinds}", kinds=kinds), press=mute),
        quote=line.line[:QUOTED],
    )


def _pause_answer(line: PlainLine, rest: str) -> CommandCall | Reply:
    """Pause until the day that `rest` names; ask for it where it names none: a pause always has an end."""
    values = line.values("pause", rest) if rest else None
    until = values.get("until") if values else None
    if values == {} or (isinstance(until, date) and until > line.context.today):
        return line.call("pause", rest)
    say, today = line.context.translator, line.context.today
    # Never tomorrow, which [Today] offers already.
    monday = next(day for day in map(today.__add__, map(timedelta, range(2, 9))) if day.isoweekday() == 1)
    return line.ask(
        say.t("talk", "Until when shall I be quiet?"),
        _pause_button(say.t("button", "Today"), today + timedelta(days=1)),
        _pause_button(say.day(monday), monday),
        _pause_button(say.t("button", "Two weeks"), today + timedelta(days=14)),
        Button(label=say.t("button", "Another day…"), press=Press(verb="pause")),
        quote=line.line[:QUOTED] if rest else "",
    )


def _pause_button(label: str, until: date) -> Button:
    return Button(label=label, press=Press(verb="pause", values={"until": until.isoformat()}))


def _sick_answer(line: PlainLine, rest: str) -> CommandCall | Reply | None:
    """Be off today or on the days that `rest` names, else ask for them; None where `rest` begins with a log."""
    if rest and clause_words(line.context.language).announced.leading(line.words):
        # "I'll" sounds like "ill".
        return None
    if line.values("sick", rest) is not None:
        return line.call("sick", rest)
    if (said := _days_before_chatter(line, rest)) is not None:
        return line.call("sick", said)
    # "Off sick today and tomorrow": a phrase of illness may end in its first day.
    joins = clause_words(line.context.language).joins.leading(tokens(rest))
    if joins and line.values("sick", days := f"{line.context.today.isoformat()} {rest}") is not None:
        return line.call("sick", days)
    found = line.registry.find(rest.split(), line.context.language)
    if found and found[0].fact:
        return None
    return leave_question(line, "sick")


def _days_before_chatter(line: PlainLine, rest: str) -> str | None:
    """Return the days before the first comma behind an illness, "" for today; None where more is said than chatter.

    Such as "sick today, in bed with fever", and not "sick today, call Acme tomorrow".
    """
    head, stop, chatter = rest.partition(",")
    if not stop:
        said, _, _ = line.line.rpartition(rest)
        head, chatter = ("", rest) if said.rstrip().endswith(",") else (rest, "")
    words = tokens(chatter)
    if not words or line.registry.find([word.text for word in words], line.context.language):
        return None
    if find_named(words, line.context) or any(PlanReader(line.context, line.roles).days(words)):
        return None
    return head if not head or line.values("sick", head) is not None else None
