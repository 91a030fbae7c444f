"""What words begin with: a greeting, the name of a customer, or a day right before one."""

from __future__ import annotations

from bot.arguments.account import find_account_in
from bot.arguments.account_index import account_index
from bot.arguments.account_place import name_front
from bot.arguments.day_frame import frame_of, may_be_day, unquoted
from bot.arguments.parser import ParseContext
from bot.dispatch.word_orders import Words
from bot.language.clause_words import clause_words
from bot.language.days.frame import Aim
from bot.language.days.marks import BEGIN, END, day_marks
from bot.language.days.reading import read_whole
from bot.language.names import ENDS
from bot.language.small_talk import greeting_at_start
from bot.language.tokens import line_of, tokens

DAY_REACH = 5
"""Words of a day, with its hour, that may stand before a verb, as in "yesterday I called", or before a customer."""


def behind_greeting(text: str, language: str) -> str:
    """Return what stands behind a greeting, as in "hi, called Acme", or behind fillers with a stop; "" for neither."""
    words = tokens(text)
    count = greeting_at_start([word.text for word in words], language)
    rest = words[count:] if count else clause_words(language).before.skipped(words)
    opened = rest and len(rest) < len(words) and (count or words[-len(rest) - 1].text[-1:] in ENDS)
    return line_of(rest) if opened else ""


def begins_with_name(words: Words, context: ParseContext) -> bool:
    """Whether words begin with a name, fillers aside."""
    return bool(words) and account_index(context).named(words, _front(words, context)) is not None


def names_customer(words: Words, context: ParseContext) -> bool:
    """Whether words begin with the name of a customer, fillers aside, and name no other."""
    found = find_account_in(words, context) if begins_with_name(words, context) else None
    return found is not None and found.at == _front(words, context)


def is_day(words: Words, aim: Aim, context: ParseContext) -> bool:
    """Whether words are a day, and nothing else."""
    return may_be_day(words, context.language) and read_whole(unquoted(words), frame_of(context, aim)) is not None


def day_before_customer(words: Words, context: ParseContext) -> int:
    """Return how many words of a day stand first, right before the name of a customer; 0 for none."""
    marks = day_marks(context.language)
    if not words or not marks[words[0].text] & BEGIN:
        return 0
    # In this order: what costs least to ask is asked first.
    for end in range(min(len(words) - 1, DAY_REACH), 0, -1):
        if (
            marks[words[end - 1].text] & END
            and not account_index(context).names_nobody(words[end:], _front(words[end:], context))
            and is_day(words[:end], Aim.FOLLOW_UP, context)
            and names_customer(words[end:], context)
        ):
            return 0 if names_customer(words, context) else end
    return 0


def _front(words: Words, context: ParseContext) -> int:
    return name_front(words, context.language)
