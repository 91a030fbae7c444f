"""The kinds of argument that commands declare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import ClassVar

from bot.arguments.parser import Arg, Match, ParseContext
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.names import is_visible
from bot.language.tokens import Token, as_typed, clean, text_of
from bot.language.vocabulary import Vocabulary
from bot.messages.form import Field, FieldKind, Option
from bot.records import record

NAME_WORDS = 8
"""Words that a name typed without quotes may have."""
NOTE_LIMIT = 1000
"""Characters of a note; more is refused, never cut."""


@record(kw_only=True)
class TextArg(Arg):
    """All words that no other argument has matched, as typed; at most `limit` characters."""

    any_text: ClassVar[bool] = True
    limit: int = NOTE_LIMIT
    multiline: bool = True
    notes: bool = False
    """Whether it may tell what others did: from a subject that is not the writer on, all words are its."""
    marked: bool = False
    """Whether words such as "to" and "the" may stand before it that are no part of it."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        own = clause_words(context.language).marks.skipped(words) if self.marked else words
        return Match(self.read(self.typed(own or words), context), len(words)) if words else None

    def read(self, text: str, context: ParseContext) -> object:
        # Line by line: clean() makes spaces of line breaks, and a form's text may have several lines.
        text = "\n".join(clean(line) for line in text.strip().splitlines())
        if len(text) > self.limit:
            raise UserMistake("args", "A text holds at most {limit} characters.", limit=self.limit)
        if text and not is_visible(text):
            raise UserMistake("args", "Nothing of that text can be seen: type words.")
        return text

    def typed(self, words: tuple[Token, ...]) -> str:
        return as_typed(words)

    def field(self, context: ParseContext, value: str) -> Field:
        kind = FieldKind.TEXT if self.multiline else FieldKind.LINE
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=kind, value=value, required=not self.optional)


@record(kw_only=True)
class ButtonValue(Arg):
    """A machine value that only buttons carry; no typed word matches it."""

    optional: bool = True
    hidden: bool = True
    default: object = ""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        return None

    def restore(self, value: str, context: ParseContext) -> object:
        return value


@record(kw_only=True)
class ChoiceArg(Arg):
    """A term of a vocabulary, said in any language; `choices` are the terms offered in forms, all of them if empty."""

    table: Vocabulary
    choices: tuple[str, ...] = ()

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        # The longest phrase first: of "no answer" a single word would leave the other to the note.
        longest = self.table.reach(words[0].text, context.language) if words else 0
        for count in range(min(len(words), longest), 0, -1):
            found = (
                None
                if any(word.quoted for word in words[:count])
                else self.table.find(text_of(words[:count]), context.language)
            )
            if found in (self.choices or tuple(self.table.words)):
                return Match(found, count)
        return None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None

    def field(self, context: ParseContext, value: str) -> Field:
        language = context.translator.language
        terms = self.choices or tuple(self.table.words)
        options = tuple(Option(label=self.table.label(term, language), value=term) for term in terms)
        return Field(
            name=self.name,
            label=context.translator.m(self.label),
            kind=FieldKind.CHOICE,
            value=value,
            options=options,
            required=not self.optional,
        )


@record(kw_only=True)
class PatternArg(Arg):
    """One word that matches the pattern `shape`, such as q5; the value is its first group as a number, or else True."""

    shape: str
    number: bool = True

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        hit = _pattern(self.shape).fullmatch(words[0].text) if words and not words[0].quoted else None
        if not hit:
            return None
        return Match(int(hit[1]) if self.number else True, 1)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None


@cache
def _pattern(shape: str) -> re.Pattern[str]:
    return re.compile(shape, re.IGNORECASE)
