"""A desk that customers are handed to, by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.arguments.basic import NAME_WORDS
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.domain.desks import Desk
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.name_words import WITH_CASES, stems
from bot.language.names import clean_name, fold
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import FACTORS, SUBVERBS
from bot.messages.press import ExistingId, NewName, existing, new_name, unpack_selection
from bot.records import record

DESK_NAME_LIMIT = 40
"""Characters of a new desk's name."""
CHOICES = 3
"""Existing desks that are offered when a name is not known."""


DESK = "desk"
Called = Sequence[tuple[Desk, Sequence[str]]]
"""Desks, each with how it is called."""
APOSTROPHE = "'"


def _forms(word: Token, language: str) -> frozenset[str]:
    """Return a word and what is left of it without the endings of its cases, one behind an apostrophe included."""
    stem = word.plain.partition(APOSTROPHE)[0]
    return frozenset({word.bare, stem, *stems(word.bare, language)})


def _own_name(desk: Desk) -> Sequence[str]:
    return (fold(desk.name),)


def _names(desk: Desk) -> Sequence[str]:
    """Return how a desk is called: by its name, and where that is a factor, as "service", in every language."""
    names = (FACTORS.all_words(factor) for factor in FACTORS.words)
    return next((words for words in map(tuple, names) if fold(desk.name) in words), _own_name(desk))


def named_desk(words: tuple[Token, ...], context: ParseContext) -> Match | None:
    """Match the desk whose name words begin with, perhaps with a word for desk beside it; None for no desk's name.

    Its own name counts first, then what it is called in another language.
    """
    desks, kinds = context.work.desks.all(), SUBVERBS.all_words(DESK, context.language)
    for names in (_own_name, _names):
        called = [(desk, names(desk)) for desk in desks]
        if found := _spelt(words, called, kinds) or _inflected(words, called, kinds, context.language):
            return found
    return None


def _spelt(words: tuple[Token, ...], called: Called, kinds: Collection[str]) -> Match | None:
    for count in range(min(len(words), NAME_WORDS), 0, -1):
        typed = fold(text_of(words[:count]))
        if desk := next((desk for desk, names in called if typed in names), None):
            return Match(desk, count + sum(word.bare in kinds for word in words[count : count + 1]))
    return None


def _inflected(words: tuple[Token, ...], called: Called, kinds: Collection[str], language: str) -> Match | None:
    """Match the only desk whose name of one word is in a case, perhaps behind a word for desk: "działu serwisu"."""
    if language not in WITH_CASES or not words:
        return None
    typed = [_forms(word, language) for word in words[:2]]
    lead = int(len(typed) > 1 and not typed[0].isdisjoint(kinds))
    found = [desk for desk, names in called if any(typed[lead] & _forms(Token(name), language) for name in names)]
    return Match(found[0], lead + 1) if len(found) == 1 else None


@record(kw_only=True)
class DeskArg(Arg):
    """A desk by the longest run of words that names one; raises Ambiguous for an unknown name unless optional."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        if found := named_desk(words, context):
            return found
        # An article may be the beginning of a name, but what is asked about is the word behind it.
        named = clause_words(context.language).between.skipped(words) or words
        led = len(words) - len(named)
        if led and (found := named_desk(named, context)):
            return replace(found, used=led + found.used)
        if self.optional:
            return None
        raise self._ambiguous(named[0].text[:DESK_NAME_LIMIT], context, led + 1)

    def _ambiguous(self, name: str, context: ParseContext, used: int) -> Ambiguous:
        say = context.translator
        choices = [Candidate(label=desk.name, value=existing(desk.id)) for desk in context.work.desks.all()[:CHOICES]]
        if context.writes:
            choices.append(Candidate(label=say.t("account", 'Create "{name}"', name=name), value=new_name(name)))
        title = say.t("handoff", 'No desk is called "{name}". Which one?', name=name)
        return Ambiguous(self.name, title, choices, used)

    def restore(self, value: str, context: ParseContext) -> object:
        desks = {desk.id: desk for desk in context.work.desks.all()}
        match unpack_selection(value):
            case NewName(name=name) if context.writes and (shown := clean_name(name, DESK_NAME_LIMIT)):
                return context.work.desks.make(shown)
            case ExistingId(id=id) if id in desks:
                return desks[id]
            case _:
                raise UserMistake("handoff", "That desk is no longer there.")
