"""A reference to an entry, such as C212."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from bot.arguments.latest_entry import latest_entry, leading_kind
from bot.arguments.parser import Arg, Match, ParseContext
from bot.domain.details import Kind
from bot.language.tokens import Token
from bot.records import record

REF = re.compile(r"#?([A-Za-z])?#?([0-9]{1,12})")


@record(kw_only=True)
class RefArg(Arg):
    """The ref of an entry, such as C212, #212, 212 or "the last call"; the value is (kind or None, number).

    With `at_account` a customer named behind it is that of the entry: "the call to Acme".
    """

    kinds: tuple[Kind, ...] = field(default=tuple(Kind))
    bare: Kind | None = None
    """The kind that a bare number means."""
    at_account: bool = False

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        ref, used = latest_entry(words, context, at_account=self.at_account) or (words[0].text if words else "", 1)
        value = self._value(ref)
        return Match(value, used) if value else None

    def _value(self, ref: str) -> tuple[Kind | None, int] | None:
        """Return the kind and the number of a ref; None for what is none."""
        hit = REF.fullmatch(ref)
        letter = (hit[1] or "").upper() if hit else ""
        if hit is None or (letter and letter not in self.kinds):
            return None
        return Kind(letter) if letter else self.bare, int(hit[2])

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        named = words and self._value(words[0].text)
        return bool(named) or leading_kind(words, context.language)[1] > 0
