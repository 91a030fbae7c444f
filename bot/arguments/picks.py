"""What a person said that an unclear word means, from which their own words are learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.arguments.parser import Ambiguous, Arg, Candidate, ParseContext
from bot.domain.own_words import known_meaning
from bot.language.names import fold
from bot.messages.press import word_key
from bot.records import record


@record(kw_only=True)
class Pick:
    """What was chosen for an unclear word: the kind of own word, the folded word, and the machine value."""

    kind: str
    word: str
    meaning: str


@record(kw_only=True)
class Parsed:
    """A value for every argument, and the choices by which the person's own words may be learned."""

    values: dict[str, object]
    picks: tuple[Pick, ...]


def pick_of(arg: Arg, word: str, value: object) -> Pick | None:
    """Return the pick of a value for what was typed; None where words for it are not learned."""
    meaning = arg.own_meaning(value)
    return Pick(kind=arg.own_kind, word=fold(word), meaning=meaning) if meaning else None


def known_choice(question: Ambiguous, kind: str, context: ParseContext) -> Candidate | None:
    """Return the only choice that the person has made often enough for the same word; None for no such one."""
    words, person = context.work.own_words, context.who.id
    known = [
        choice
        for choice in question.choices
        if choice.word and known_meaning(words, person, kind, fold(choice.word)) == choice.value
    ]
    return known[0] if len(known) == 1 else None


def resolved_picks(args: Iterable[Arg], values: Mapping[str, object], machine: Mapping[str, str]) -> list[Pick]:
    """Return what a form said that words mean which nothing was called by; `values` are those that it gave."""
    said = ((arg, machine.get(word_key(arg.name))) for arg in args if arg.name in values)
    return [pick for arg, word in said if word and (pick := pick_of(arg, word, values[arg.name]))]
