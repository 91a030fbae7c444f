"""How long it takes to find the customer of a line among many; prints microseconds of processor time for each kind.

`python bench/accounts.py [--accounts 2000] [--times 300]`; compare with a run of another version on the same machine.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import statistics
import sys
import time

from bot.arguments.account import AccountArg
from bot.arguments.basic import TextArg
from bot.arguments.parser import Ambiguous, ParseContext
from bot.domain.work import Work
from bot.language.i18n import msg, translator_for
from bot.language.tokens import Token, tokens
from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import TUESDAY

LINES = {
    "exact": "acme no answer",
    "exact, long note": "acme wants 40 pallets before the end of the month and a new price list",
    "filler": "to acme about prices",
    "first word": "nilsson no answer",
    "genitive": "Acmes buyer wants prices",
    "behind free words": "the sales manager at acme",
    "beginning": "nilss vm",
    "typo": "nilson ror",
    "unknown": "zenith data about prices",
}
LETTERS = "abdefghiklmnoprstuvy"
FORMS = ("AS", "A/S", "AB", "Sp. z o.o.", "Ltd")
ARG = AccountArg(name="account", label=msg("field", "Account"))
NOTE = TextArg(name="note", label=msg("field", "Note"))


def furnish(work: Work, accounts: int) -> None:
    """Add customers with names made up, always the same ones."""
    drawn = random.Random(1)
    names = ("".join(drawn.choices(LETTERS, k=drawn.randint(4, 9))).title() for _ in range(2 * accounts))
    for number, name in enumerate(zip(names, names, strict=True)):
        work.accounts.add(f"{' '.join(name)} {FORMS[number % len(FORMS)]}", None, TUESDAY)
    for known in ("Acme A/S", "Nilsson Rör AB"):
        work.accounts.add(known, None, TUESDAY)


def microseconds(words: tuple[Token, ...], context: ParseContext, times: int) -> float:
    """Return the median time to find the customer that words name, or to ask who it is."""
    spent = []
    for _ in range(times):
        start = time.process_time_ns()
        with contextlib.suppress(Ambiguous):
            ARG.match(words, context, (NOTE,))
        spent.append(time.process_time_ns() - start)
    return statistics.median(spent) / 1000


def main() -> None:
    """Measure each kind of line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=2000)
    parser.add_argument("--times", type=int, default=300)
    options = parser.parse_args()
    engine = SqliteEngine(":memory:")
    migrate(engine)
    with memory_work(engine, Defaults()) as work:
        anna = work.people.add("anna", TUESDAY)
        furnish(work, options.accounts)
        context = ParseContext(work=work, who=anna, translator=translator_for("en"), at=TUESDAY, today=TUESDAY.date())
        for kind, line in LINES.items():
            sys.stdout.write(f"{kind:20} {microseconds(tokens(line), context, options.times):8.0f} µs\n")


if __name__ == "__main__":
    main()
