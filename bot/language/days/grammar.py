"""Rules of words: which terms in a row are something, and what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Generic, TypeVar

from bot.language.days.lexicon import Term

Result = TypeVar("Result")
Hit = tuple[int, Callable[..., Result], tuple[Any, ...]]
"""What a row of terms is: the index behind it, its function and its values."""
TermsAt = Callable[[int], Sequence[tuple[Term, int]]]
"""The terms that begin at a word, each with the index of the first word behind it."""


@dataclass
class _Node:
    handlers: list[tuple[Grammar[Any], Callable[..., Any]]] = field(default_factory=list)
    branches: dict[str, _Node] = field(default_factory=dict)


class Rules:
    """The patterns of several grammars by their terms, so that a row of words is walked once for all of them."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, terms: Sequence[str], grammar: Grammar[Any], handler: Callable[..., Any]) -> None:
        """Add a row of terms of a grammar, which has no other function for it."""
        node = self._root
        for term in terms:
            node = node.branches.setdefault(term, _Node())
        assert all(known is not grammar for known, _ in node.handlers), terms
        node.handlers.append((grammar, handler))

    def may_begin(self, terms: Sequence[tuple[Term, int]]) -> bool:
        """Whether a row may begin with one of some terms."""
        return not self._root.branches.keys().isdisjoint([name for (name, _), _ in terms])

    def matches(self, terms_at: TermsAt, start: int) -> Mapping[Grammar[Any], Sequence[Hit[Any]]]:
        """Return what of each grammar begins at a word: the index behind it, its function and its values."""
        found: dict[Grammar[Any], list[Hit[Any]]] = {}
        _walk(self._root, terms_at, start, (), found)
        return found


def _walk(
    node: _Node, terms_at: TermsAt, at: int, values: tuple[Any, ...], found: dict[Grammar[Any], list[Hit[Any]]]
) -> None:
    for (name, value), end in terms_at(at):
        branch = node.branches.get(name)
        if branch is None:
            continue
        given = values if value is None else (*values, value)
        for grammar, handler in branch.handlers:
            found.setdefault(grammar, []).append((end, handler, given))
        if branch.branches:
            _walk(branch, terms_at, end, given, found)


class Grammar(Generic[Result]):
    """Patterns of terms, each with the function that makes something of their values.

    In a pattern `[x]` may be missing, and `x|y` is one of both. The function gets the values that are not None.
    """

    def __init__(self, rules: Rules, patterns: Mapping[str, Callable[..., Result]]) -> None:
        for pattern, handler in patterns.items():
            for terms in _spelt_out(pattern):
                rules.add(terms, self, handler)


DAYS = Rules()
"""The patterns of days and hours."""


def _spelt_out(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of terms that a pattern stands for."""
    for row in product(*(_choices(part) for part in pattern.split())):
        yield tuple(term for term in row if term)


def _choices(part: str) -> tuple[str, ...]:
    names = part.strip("[]").split("|")
    return (*names, "") if part.startswith("[") else tuple(names)
