"""Verbs that are joined before the customer of whom both tell: "called and spoke to Acme", "rang and promised Acme"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.arguments.account import find_account_in
from bot.arguments.parser import ParseContext
from bot.dispatch.fact import Fact
from bot.dispatch.told_contacts import is_same_contact
from bot.language.clause_words import clause_words
from bot.language.tokens import Token


def joined_verbs(
    fact: Fact, context: ParseContext, find: Callable[[tuple[Token, ...]], Fact | None]
) -> list[Fact] | None:
    """Return what a verb tells behind which another one is joined with the customer; None for any other fact.

    One fact where both tell of one contact: how it went says the second, what it was the first. `find` reads a fact.
    """
    joins = clause_words(context.language).only_joins.leading(fact.words) if fact.command.contact else 0
    behind = find(fact.words[joins:]) if joins else None
    named = find_account_in(behind.words, context) if behind else None
    if behind is None or named is None:
        return None
    if is_same_contact(fact, behind, clause_words(context.language)):
        told = behind if fact.command.verb == "call" else replace(behind, command=fact.command, defaults={})
        return [replace(told, clauses=(*fact.clauses, *behind.clauses))]
    name = behind.words[named.at : named.at + named.used]
    return [replace(fact, words=name), behind]
