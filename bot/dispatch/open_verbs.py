"""Verbs of what was sent, without the customer, who was named before: "called Acme, sent an offer for 22k"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.arguments.account import find_account_in
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.registry import Registry
from bot.dispatch.told_contacts import WRITTEN, told_contact
from bot.language.clause_words import clause_words
from bot.language.clauses import split_at_subject
from bot.language.phrases import plain_texts
from bot.language.reaching import negation_in
from bot.language.tokens import Token
from bot.language.vocabulary import VERBS


def open_verb(words: tuple[Token, ...], registry: Registry, context: ParseContext) -> Fact | None:
    """Return the mail or offer that words tell without whom it went to; None for other words.

    Not what was not sent, nor what somebody else sent, and not a noun alone.
    """
    known = clause_words(context.language)
    # "Sent them an email": whom it went to is said by a word for the one before.
    words = (*words[:1], *known.objects.skipped(words[1:]))
    count = known.open_verbs.leading(words)
    verb = _open_verbs(context.language).get(" ".join(plain_texts(words[:count])), "") if count > 1 else ""
    if verb not in WRITTEN or negation_in(words, context.language) or find_account_in(words[count:], context):
        return None
    if split_at_subject(words[count:], context.language)[1]:
        return None
    return told_contact(registry.get(verb), words[:count], words[count:], known)


@cache
def _open_verbs(language: str) -> Mapping[str, str]:
    """Return the verbs of words by these without the preposition in which they end."""
    leads = clause_words(language).leads.roles
    found: dict[str, str] = {}
    for word in (word for term in VERBS.words for word in VERBS.all_words(term, language)):
        verb, _, lead = word.rpartition(" ")
        if lead in leads:
            found.setdefault(verb, VERBS.find(word, language) or "")
    return found
