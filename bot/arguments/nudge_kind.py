"""Kinds of nudge by the names that people know them by, or by their ids."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.parser import Arg, Match, ParseContext
from bot.domain.nudge_kinds import PERSONAL
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.i18n import Quoted
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import KEYWORDS, NUDGES
from bot.messages.form import Field, FieldKind, Option
from bot.records import record

BEHIND = ("off", "until", "by")
"""Keywords that stand behind the kinds."""
SHOWN = 40
"""Characters shown of what names no kind."""
LISTED = 8
"""Kinds that a mistake names at most; for more it says where they are offered."""


@record(kw_only=True)
class NudgeKindsArg(Arg):
    """One kind of nudge or several, such as `morning` or `morning and N6`; the value is a tuple of ids.

    `kinds` are the ids that may be named. Raises UserMistake for words that name none.
    """

    kinds: tuple[str, ...] = PERSONAL

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        found: list[str] = []
        used = 0
        joins = clause_words(context.language).joins
        while used < len(words) and not _is_behind(words[used], context):
            used += joins.leading(words[used:]) if found else 0
            kind, count = self._first_kind(words[used:], context)
            if not kind:
                break
            found.append(kind)
            used += count
        if not words or (not found and _is_behind(words[0], context)):
            return None
        if not found or (used < len(words) and not any(arg.recognises(words[used:], context) for arg in after)):
            raise self._unknown(words[used:], context)
        return Match(tuple(dict.fromkeys(found)), used)

    def _first_kind(self, words: tuple[Token, ...], context: ParseContext) -> tuple[str, int]:
        """Return the kind that the first words name, the longest phrase, and how many they are; none for 0."""
        texts = [word.text.rstrip(",;") for word in words]
        for count in range(min(len(words), NUDGES.longest), 0, -1):
            kind = NUDGES.find(" ".join(texts[:count]), context.language)
            if kind in self.kinds:
                return kind, count
        return "", 0

    def _unknown(self, words: tuple[Token, ...], context: ParseContext) -> UserMistake:
        text = Quoted(text_of(words)[:SHOWN])
        if len(self.kinds) <= LISTED:
            names = ", ".join(NUDGES.label(kind, context.language) for kind in self.kinds)
            return UserMistake("mute", "{rule} is none of these: {names}.", rule=text, names=names).at(self.name)
        return UserMistake("mute", "{rule} is not a kind of nudge: type “mute” to choose one.", rule=text).at(self.name)

    def shown(self, value: object, words: tuple[Token, ...]) -> str:
        return " ".join(value) if isinstance(value, tuple) else self.typed(words)

    def field(self, context: ParseContext, value: str) -> Field:
        options = tuple(Option(label=NUDGES.label(kind, context.language), value=kind) for kind in self.kinds)
        label = context.translator.m(self.label)
        return Field(name=self.name, label=label, kind=FieldKind.CHOICE, value=value, options=options)


def _is_behind(word: Token, context: ParseContext) -> bool:
    return KEYWORDS.find(word.text, context.language) in BEHIND
