"""A desk that customers are handed to, by name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.basic import NAME_WORDS
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.names import clean_name
from bot.language.tokens import Token, text_of
from bot.messages.press import ExistingId, NewName, existing, new_name, unpack_selection
from bot.records import record

DESK_NAME_LIMIT = 40
"""Characters of a new desk's name."""
CHOICES = 3
"""Existing desks that are offered when a name is not known."""


@record(kw_only=True)
class DeskArg(Arg):
    """A desk by the longest run of words that names one; raises Ambiguous for an unknown name unless optional."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not words:
            return None
        named = clause_words(context.language).leads.skipped(words) or words
        led = len(words) - len(named)
        for count in range(min(len(named), NAME_WORDS), 0, -1):
            desk = context.work.desks.by_name(text_of(named[:count]))
            if desk:
                return Match(desk, led + count)
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
                return context.work.desks.save(shown)
            case ExistingId(id=id) if id in desks:
                return desks[id]
            case _:
                raise UserMistake("handoff", "That desk is no longer there.")
