"""A touchpoint as people name it, and its name in their language."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.basic import NAME_WORDS
from bot.arguments.parser import Ambiguous, Arg, Candidate, Match, ParseContext
from bot.domain.touchpoints import Touchpoint
from bot.errors import UserMistake
from bot.language.clause_words import clause_words
from bot.language.i18n import Translator
from bot.language.names import ENDS, NAME_LIMIT, clean_name, fold, match
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import STANDARD_TOUCHPOINTS, touchpoint_words
from bot.messages.press import ExistingId, NewName, existing, new_name, unpack_selection
from bot.records import record

DASHES = ("-", "–")


@record(kw_only=True)
class TouchpointArg(Arg):
    """A touchpoint by the longest run of words that names one; raises Ambiguous for other words unless optional."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if found := _led_touchpoint(words, context):
            return Match(*found)
        if not words or self.optional or any(arg.recognises(words, context) for arg in after):
            return None
        raise self._which(words, 1 if words[0].quoted else min(len(words), NAME_WORDS), context, after)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return _led_touchpoint(words, context) is not None

    def _which(self, words: tuple[Token, ...], reach: int, context: ParseContext, after: Sequence[Arg]) -> Ambiguous:
        ends = (n for n in range(1, reach) if any(arg.recognises(words[n:], context) for arg in after))
        count = next(ends, 1)
        name = text_of(words[:count])[:NAME_LIMIT]
        points = {word: point for point in context.work.touchpoints.all() for word in touchpoint_words(point.name)}
        near = [points[key] for key in match(fold(name), points).near] or list(points.values())
        unique = list({point.id: point for point in near}.values())[:4]
        choices = [
            Candidate(label=touchpoint_name(context.translator, point), value=existing(point.id), word=name)
            for point in unique
        ]
        label = context.translator.t("touch", 'Create touchpoint "{name}"', name=name)
        title = context.translator.t("touch", 'No touchpoint is called "{name}". Which one?', name=name)
        return Ambiguous(self.name, title, [*choices, Candidate(label=label, value=new_name(name))], count)

    def restore(self, value: str, context: ParseContext) -> object:
        selected = unpack_selection(value)
        if isinstance(selected, NewName) and context.writes and (shown := clean_name(selected.name, NAME_LIMIT)):
            return context.work.touchpoints.make(shown)
        known = {ExistingId(point.id): point for point in context.work.touchpoints.all()}
        if selected not in known:
            raise UserMistake("args", "That touchpoint is no longer there.")
        return known[selected]


def _led_touchpoint(words: tuple[Token, ...], context: ParseContext) -> tuple[Touchpoint, int] | None:
    """Return the touchpoint that words begin with, behind what may lead to it: "on delivery", "- invoice"."""
    lead = 1 if words and words[0].text in DASHES else clause_words(context.language).between.leading(words)
    led = leading_touchpoint(words[lead:], context) if lead else None
    return (led[0], lead + led[1]) if led else leading_touchpoint(words, context)


def leading_touchpoint(words: tuple[Token, ...], context: ParseContext) -> tuple[Touchpoint, int] | None:
    """Return the touchpoint of the longest run of words that names one, from the first on, and how many words it is."""
    points = context.work.touchpoints
    reach = points.reach(words[0].text) or points.reach(words[0].text.rstrip(ENDS)) if words else 0
    # What stands in quotes is a whole name.
    for count in range(1 if reach and words[0].quoted else min(len(words), reach), 0, -1):
        name = text_of(words[:count])
        if point := points.by_name(name) or points.by_name(name.rstrip(ENDS)):
            return point, count
    return None


def touchpoint_name(translator: Translator, touchpoint: Touchpoint) -> str:
    """Return a touchpoint's name; the standard ones in the person's language."""
    known = touchpoint.name in STANDARD_TOUCHPOINTS.words
    return STANDARD_TOUCHPOINTS.label(touchpoint.name, translator.language) if known else touchpoint.name
