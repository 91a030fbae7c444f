"""What is read behind the keyword of a phone number, and of the person who answers it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from bot.arguments.keyword import KeywordArg, plain
from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.i18n import Quoted
from bot.language.phones import DIGITS, INSIDE, is_part_of_phone, parse_phone
from bot.language.tokens import Token, text_of
from bot.records import record

NOTHING = "-"
"""Typed in place of a value that is to be forgotten."""


@record(kw_only=True)
class PhoneArg(KeywordArg):
    """A phone number behind its keyword: all words of digits, which elsewhere are amounts."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not self.recognises(words, context):
            return None
        digits = sum(1 for _ in takewhile(lambda word: is_part_of_phone(word.text), words[1:]))
        if not digits:
            return super().match(words, context, after)
        return Match(self.read(text_of(words[1 : 1 + digits]), context), 1 + digits)


def phone_number(text: str, context: ParseContext) -> str:
    """Return a phone number as typed, "" for a dash; raises UserMistake for what cannot be dialled."""
    return "" if text == NOTHING else _dialled(text, DIGITS)


def desk_number(text: str, context: ParseContext) -> str:
    """Return the number of a desk as typed, perhaps one within the company; raises UserMistake as `phone_number`."""
    return _dialled(text, INSIDE)


def _dialled(text: str, digits: range) -> str:
    number = parse_phone(text, digits)
    if number is None:
        raise UserMistake(
            "args", "{text} is not a phone number: type digits, such as 55 12 34 56.", text=Quoted(text[:40])
        )
    return number


def contact_person(text: str, context: ParseContext) -> str:
    """Return the name of a person at an account as typed, "" for a dash; raises UserMistake as `plain` does."""
    return "" if text == NOTHING else plain(text, context)
