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
class _Node(Generic[Result]):
    handler: Callable[..., Result] | None = None
    branches: dict[str, _Node[Result]] = field(default_factory=dict)


class Grammar(Generic[Result]):
    """Patterns of terms, each with the function that makes something of their values.

    In a pattern `[x]` may be missing, and `x|y` is one of both. The function gets the values that are not None.
    """

    def __init__(self, rules: Mapping[str, Callable[..., Result]]) -> None:
        self._root: _Node[Result] = _Node()
        for pattern, handler in rules.items():
            for terms in _spelt_out(pattern):
                node = self._root
                for term in terms:
                    node = node.branches.setdefault(term, _Node())
                assert node.handler is None, pattern
                node.handler = handler

    def matches(self, terms_at: TermsAt, start: int) -> Sequence[Hit[Result]]:
        """Return what begins at a word: the index behind it, its function and its values."""
        found: list[Hit[Result]] = []
        self._walk(self._root, terms_at, start, (), found)
        return found

    def _walk(
        self, node: _Node[Result], terms_at: TermsAt, at: int, values: tuple[Any, ...], found: list[Hit[Result]]
    ) -> None:
        for (name, value), end in terms_at(at):
            branch = node.branches.get(name)
            if branch is None:
                continue
            given = values if value is None else (*values, value)
            if branch.handler:
                found.append((end, branch.handler, given))
            if branch.branches:
                self._walk(branch, terms_at, end, given, found)


def _spelt_out(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of terms that a pattern stands for."""
    for row in product(*(_choices(part) for part in pattern.split())):
        yield tuple(term for term in row if term)


def _choices(part: str) -> tuple[str, ...]:
    names = part.strip("[]").split("|")
    return (*names, "") if part.startswith("[") else tuple(names)
