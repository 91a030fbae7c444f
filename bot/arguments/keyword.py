"""Arguments led by a keyword, such as `owner Kari`, and those of settings: new names, hours, counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from bot.arguments.basic import TextArg
from bot.arguments.parser import Ambiguous, Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.i18n import Quoted, Translator
from bot.language.names import NAME_LIMIT, clean_name
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import KEYWORDS
from bot.records import record

LEADS = ("into", "by", "until")
"""Keywords that may stand before a new name: “to” is among the words of each of them in some language."""


@record(kw_only=True)
class NewNameArg(Arg):
    """A name for something new: all words up to those that another argument recognises."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        ends = (n for n in range(1, len(words)) if any(arg.recognises(words[n:], context) for arg in after))
        count = 1 if words[0].quoted else next(ends, len(words))
        name = text_of(words[:count])
        return Match(plain(name, context), count)


@record(kw_only=True)
class LeadingTextArg(TextArg):
    """A text of several words, up to those that another argument recognises."""

    any_text: ClassVar[bool] = False

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        ends = (n for n in range(len(words)) if any(arg.recognises(words[n:], context) for arg in after))
        count = next(ends, len(words))
        return Match(self.read(self.typed(words[:count]), context), count) if count else None


@record(kw_only=True)
class OtherNameArg(NewNameArg):
    """A new name behind the present one; between them may stand a word such as “to”."""

    any_text: ClassVar[bool] = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        leads = len(words) > 1 and not words[0].quoted
        if leads and KEYWORDS.find(words[0].text, context.language) in LEADS:
            found = super().match(words[1:], context, after)
            return found and Match(found.value, found.used + 1)
        return super().match(words, context, after)


@record(kw_only=True)
class KeywordArg(Arg):
    """A keyword and the words after it, up to those that another argument recognises.

    Their value comes from the argument `inner`, or from the function `meaning`; one of the two is given.
    """

    keyword: str
    meaning: Callable[[str, ParseContext], object] | None = None
    inner: Arg | None = None

    @property
    def names_person(self) -> bool:  # type: ignore[override]
        """Whether the argument behind the keyword may name a person."""
        return self.inner is not None and self.inner.names_person

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not self.recognises(words, context):
            return None
        rest = words[1:]
        ends = (n for n in range(1, len(rest)) if any(arg.recognises(rest[n:], context) for arg in after))
        count = next(ends, len(rest))
        if not count:
            raise UserMistake("args", 'Something is missing after "{word}".', word=words[0].text)
        try:
            return Match(self.read(text_of(rest[:count]), context), 1 + count)
        except Ambiguous as ambiguous:
            # Counted with the keyword from here on; 0 stands for all words of the question.
            choices = [replace(choice, used=choice.used and 1 + choice.used) for choice in ambiguous.choices]
            raise Ambiguous(self.name, ambiguous.title, choices, 1 + count, wrong=ambiguous.wrong) from ambiguous

    def read(self, text: str, context: ParseContext) -> object:
        # A form that opens again is filled with what was typed, the keyword included.
        first, _, rest = text.partition(" ")
        if rest and KEYWORDS.means(first, self.keyword, context.language):
            text = rest
        if self.inner:
            return self.inner.read(text, context)
        assert self.meaning is not None
        return self.meaning(text, context)

    def restore(self, value: str, context: ParseContext) -> object:
        return self.inner.restore(value, context) if self.inner else self.read(value, context)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return bool(words) and not words[0].quoted and KEYWORDS.means(words[0].text, self.keyword, context.language)

    def usage(self, translator: Translator | None = None) -> str:
        return f"[{KEYWORDS.label(self.keyword, translator.language) if translator else self.keyword} …]"


@record(kw_only=True)
class ShapedWordsArg(Arg):
    """At most `words` words for which `meaning` returns a value, and not None."""

    meaning: Callable[[str], object | None]
    words: int = 1

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        for count in range(min(self.words, len(words)), 0, -1):
            value = self.meaning(text_of(words[:count]))
            if value is not None:
                return Match(value, count)
        return None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None


def count(text: str, context: ParseContext) -> int:
    """Return a whole number of at most six digits; raises UserMistake."""
    if not re.fullmatch("[0-9]{1,6}", text):
        raise UserMistake("args", "{text} is not a whole number from 0 to 999999.", text=Quoted(text[:40]))
    return int(text)


def plain(text: str, context: ParseContext) -> str:
    """Return a text of at most NAME_LIMIT characters as it stands; raises UserMistake, also when it shows nothing."""
    if len(text) > NAME_LIMIT:
        raise UserMistake("args", "A name holds at most {limit} characters.", limit=NAME_LIMIT)
    if not clean_name(text):
        raise UserMistake("args", "Nothing of that name can be seen: type letters or digits.")
    return text
