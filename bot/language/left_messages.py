"""Words inside of what tells that a message was left that do not say how a call went: "left them a short message"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.language.phrases import typable
from bot.records import record

ARTICLES = 1
"""Words that may stand between whom a message was left and the message, or what it was like."""


@record(kw_only=True)
class _Words:
    messages: frozenset[str]
    sizes: frozenset[str]
    whom: frozenset[str]


@cache
def _words(language: str) -> _Words:
    return _Words(
        messages=typable("reaching", "message", language),
        sizes=typable("reaching", "sizes", language),
        whom=typable("told", "whom", language),
    )


def telling_words(texts: Sequence[str], language: str) -> Sequence[int]:
    """Return which words are left without those that say what a message was like, and whom it was left."""
    known, every = _words(language), range(len(texts))
    ends = [at for at in every if texts[at] in known.messages]
    dropped: set[int] = set()
    for end in ends:
        at = end - 1
        while at > 0 and texts[at] in known.sizes:
            dropped.add(at)
            at -= 1
        articles = 0 if texts[at] in known.whom else ARTICLES
        if at - articles > 0 and texts[at - articles] in known.whom:
            dropped.add(at - articles)
    return [at for at in every if at not in dropped] if dropped else every
