"""Promises that were broken, told by what was missed: "we blew the delivery date for Ødegård"."""

from __future__ import annotations

from bot.arguments.account import find_account_in
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.registry import Registry
from bot.language.clause_words import clause_words
from bot.language.name_words import name_words
from bot.language.phrases import Phrases, plain_texts, typable_phrases
from bot.language.tokens import Token

BROKEN = "broken"


def missed_date(words: tuple[Token, ...], registry: Registry, context: ParseContext) -> Fact | None:
    """Return the broken promise that words tell by a date or a deadline that was missed; None for other words.

    What stands behind it, as in "and nobody had warned them", may say whether the customer knew.
    """
    known, texts = typable_phrases("told", "missed", context.language), plain_texts(words)
    if not known.may_stand_in(texts):
        return None
    named = find_account_in(words, context)
    missed = _first(known, texts)
    date = _first(typable_phrases("told", "deadline", context.language), texts)
    if named is None or missed is None or date is None:
        return None
    said = {*range(*missed), *range(*date), *range(named.at, named.at + named.used)}
    end = max(said) + 1
    others = clause_words(context.language).others
    if any(others.leading(words[at:]) for at in range(end)) or not _is_ours(named.at, missed[0], texts, context):
        return None
    if not all(at in said or _is_filler(words[at], context) for at in range(end)):
        return None
    account = Token(named.value.name, quoted=True)
    verb = words[missed[0] : missed[1]]
    return Fact(command=registry.get(BROKEN), words=(account, *words[slice(*date)], *words[end:]), verb=verb)


def _first(phrases: Phrases[None], texts: list[str]) -> tuple[int, int] | None:
    found = ((at, at + count) for at in range(len(texts)) if (count := phrases.count_at(texts, at)))
    return next(found, None)


def _is_ours(name: int, verb: int, texts: list[str], context: ParseContext) -> bool:
    """Whether a customer is not who missed it, as in "Acme missed the deadline": its name is led to, or behind."""
    return name > verb or clause_words(context.language).leads.first_before(texts, name) < name


def _is_filler(word: Token, context: ParseContext) -> bool:
    known = clause_words(context.language)
    fillers = (known.before, known.between, known.marks, known.leads)
    return not word.quoted and (
        word.bare in name_words(context.language).common or any(each.leading((word,)) for each in fillers)
    )
