"""The answer to a line that takes the last entry back and says why: "oops, delete that", "undo, wrong customer"."""

from __future__ import annotations

from bot.dispatch.command_call import CommandCall
from bot.dispatch.plain_line import PlainLine
from bot.dispatch.small_talk_answers import mistake_answer
from bot.language.clauses import STOPS
from bot.language.roles import verb_firsts
from bot.language.small_talk import without_slips
from bot.messages.card import Reply

UNDO = "undo"


def undo_answer(line: PlainLine) -> CommandCall | Reply | None:
    """Undo where nothing but a slip is told beside it; ask where more stands behind it. None for any other line."""
    if verb_firsts(UNDO).isdisjoint(line.looked_up):
        return None
    texts = [*without_slips([word.text for word in line.words], line.context.language)]
    end = next((at + 1 for at, text in enumerate(texts) if text[-1] in STOPS), len(texts))
    said = [text.rstrip(STOPS) for text in texts[:end]]
    found = line.registry.find(said, line.context.language)
    if found is None or found[0].verb != UNDO or found[1] < end:
        return None
    if end < len(texts):
        return mistake_answer(line)
    return line.call(UNDO) if end < len(line.words) else None
