"""The answer to a line of days off and something to log: each part is a button, as each is undone by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.dispatch.command_call import CommandCall
from bot.dispatch.leave_answers import LEAVE, leave_answer, may_say_leave
from bot.dispatch.named_account import find_named
from bot.dispatch.plain_line import LABEL_LIMIT, PlainLine
from bot.dispatch.plans import PlanReader
from bot.dispatch.registry import Registry
from bot.language.clauses import STOPS
from bot.language.small_talk import SmallTalk, small_talk
from bot.language.tokens import line_of
from bot.messages.card import Button, Reply
from bot.messages.press import line_again

LEAVE_WORDS = 12
"""Words of days off at most; to look at every part of a long line costs the square of its length."""


def leave_and_fact_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Offer the two parts of a line one by one, or be off where the second only says why; None for any other line."""
    if not may_say_leave(line) or _is_leave(line, line.line):
        return None
    for before, behind in _parts(line):
        if _is_leave(line, before):
            if reason := _off_with_reason(line, before, behind):
                return reason
            return _asked(line, _button(line, before), *_of_rest(line, behind))
        if _is_leave(line, behind) and replace(line, line=before).facts:
            return _asked(line, _button(line, before), _button(line, behind))
    return None


def _off_with_reason(line: PlainLine, before: str, behind: str) -> CommandCall | None:
    """Return the days off before words that name no customer, no day and nothing to do: "off friday, moving house"."""
    plain, rest = replace(line, line=before), replace(line, line=behind)
    leave = leave_answer(plain)
    if leave is None or rest.facts or line.registry.find([word.text for word in rest.words], line.context.language):
        return None
    dated = any(PlanReader(line.context, line.roles).days(rest.words))
    return None if dated or find_named(rest.words, line.context) else replace(leave, line=line.line)


def _asked(line: PlainLine, *buttons: Button) -> Reply:
    title = line.context.translator.t("talk", "Not saved yet: days off and the rest go one by one.")
    return line.ask(title, *(button for button in buttons if button.press.fits), quote=line.line)


def _of_rest(line: PlainLine, text: str) -> Iterator[Button]:
    """Yield what can be done with the words behind days off: facts, or a note on the customer that they name."""
    rest = replace(line, line=text)
    named = find_named(rest.words, line.context)
    if rest.facts:
        yield _button(line, text)
    elif named and named.only:
        yield line.note_button(named.only, text)
    else:
        yield line.help_button


def _parts(line: PlainLine) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind each stop of a line."""
    words = line.words
    for at in range(1, len(words)):
        short = min(at, len(words) - at) <= LEAVE_WORDS
        if short and words[at - 1].text[-1] in STOPS:
            yield line_of(words[:at]).rstrip(STOPS), line_of(words[at:])


def _is_leave(line: PlainLine, text: str) -> bool:
    """Whether a text is days off, or a day's illness, and nothing else."""
    if text.count(" ") >= LEAVE_WORDS:
        return False
    remark = small_talk(text, line.context.language)
    if remark is not None and remark.talk is SmallTalk.SICK:
        return line.values("sick", remark.rest) is not None
    plain = replace(line, line=text)
    return _is_command(line.registry, plain) or leave_answer(plain) is not None


def _is_command(registry: Registry, line: PlainLine) -> bool:
    found = registry.find([word.text for word in line.words[: registry.longest]], line.context.language)
    return bool(found and found[0].verb == LEAVE and line.values(LEAVE, line_of(line.words[found[1] :])) is not None)


def _button(line: PlainLine, text: str) -> Button:
    return Button(label=text[:LABEL_LIMIT], press=line_again(text, once=f"{line.context.at.isoformat()} {text}"))
