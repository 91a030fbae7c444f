"""What of a line, a form or a button is still to be parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from bot.language.clauses import Clause
from bot.language.tokens import Token
from bot.records import record


@record(kw_only=True)
class RawArguments:
    """Unparsed arguments: words and clauses of a line, and by argument the typed fields and the machine values.

    `verb` stood before the words, `clauses` behind them; they have no verb. `defaults` are the machine values
    of arguments that the words do not tell, such as the outcome of a line that begins with "visited". `decisions` are
    the machine values that the person has chosen where the same words had been asked about.
    """

    words: tuple[Token, ...] = ()
    verb: tuple[Token, ...] = ()
    clauses: tuple[Clause, ...] = ()
    typed: Mapping[str, str] | None = None
    machine: Mapping[str, str] | None = None
    defaults: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
