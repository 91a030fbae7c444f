"""A clause of a typed line: some of its words, and whose doing it tells of."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.tokens import Token


@dataclass(frozen=True, kw_only=True)
class Clause:
    """Words that stand together; `of_others` when their subject is somebody else than the writer, such as they."""

    words: tuple[Token, ...]
    of_others: bool = False
