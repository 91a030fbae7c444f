"""How long it takes to read a line: cutting it into facts and parsing their arguments, without a handler.

`python bench/lines.py [--times 7]` reads each line of the test cases, and plain ones, and prints processor time in
milliseconds beside that of a hundred empty calls, which are measured in the same run. It fails when a row takes more
of these than BOUNDS allow.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.arguments.parser import Ambiguous, MissingArguments, ParseContext
from bot.arguments.parsing import parse
from bot.arguments.raw_arguments import RawArguments
from bot.dispatch.command_call import CommandCall
from bot.dispatch.facts import fact_calls
from bot.dispatch.registry import discover
from bot.errors import UserMistake
from bot.language.days.scan import scan_of
from bot.language.i18n import translator_for
from bot.language.reaching import findings_in
from bot.language.tokens import Token, tokens
from bot.messages.press import LineAgain
from storage.migrate import migrate
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.lines.cases import AT, conversation, read_cases

CASES = Path(__file__).parents[1] / "tests" / "lines" / "lines.jsonl"
PLAIN = ("call acme", "call acme vm", "promise acme quote by fri", "follow acme thu")
"""Lines as they were typed before any other words were understood."""
BOUNDS = dict(zip(("median", "p99", *PLAIN), (85, 215, 35, 48, 70, 48), strict=True))
"""Hundreds of empty calls that a row may take at most: about a third more than measured."""
CALLS = 100
REGISTRY = discover()


def empty_calls() -> None:
    """Call what does nothing a hundred times: nothing that a line is read with makes it dearer or cheaper."""
    for _ in range(CALLS):
        nothing()


def nothing() -> None:
    """Do nothing."""


def read(line: str, contexts: Iterator[ParseContext]) -> None:
    """Read the facts of a line with the arguments of each; a question or a form ends it as well."""
    tokens.cache_clear()
    scan_of.cache_clear()
    findings_in.cache_clear()
    context = next(contexts)
    with contextlib.suppress(Ambiguous, MissingArguments, UserMistake):
        for call in fact_calls(REGISTRY, LineAgain(line=line, once=None), context):
            parse(call.command.args, _with_account(call), context)


def _with_account(call: CommandCall) -> RawArguments:
    """Return the arguments of a call; one that names no account is about that of the fact before it."""
    if not call.inherits:
        return call.arguments
    return replace(call.arguments, words=(Token("Acme", quoted=True), *call.arguments.words))


def milliseconds(attempt: Callable[[], object], times: int) -> float:
    """Return the least processor time of so many attempts, behind one that fills the caches."""
    attempt()
    spent = []
    for _ in range(times):
        began = time.process_time_ns()
        attempt()
        spent.append(time.process_time_ns() - began)
    return min(spent) / 1e6


def main() -> None:
    """Run as the module says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=7)
    wanted = options.parse_args()
    cases = read_cases(CASES)
    engine = SqliteEngine(":memory:")
    migrate(engine)
    with memory_work(engine, Defaults()) as work:
        conversation(work, cases[0])
        (who, *_) = work.people.named("kim")
        context = ParseContext(work=work, who=who, translator=translator_for("en"), at=AT, today=AT.date())
        readings = (len(cases) + 5 * len(PLAIN)) * (wanted.times + 1)
        # Each at an instant of its own: what was read of a day is kept for the instant.
        contexts = iter([replace(context, at=AT + timedelta(microseconds=count)) for count in range(readings)])
        lines = [case.line for case in cases]
        base = milliseconds(empty_calls, len(cases) * wanted.times)
        spent = [milliseconds(partial(read, line, contexts), wanted.times) for line in lines]
        plain = {line: milliseconds(partial(read, line, contexts), 5 * wanted.times) for line in PLAIN}
    engine.close()
    cuts = statistics.quantiles(spent, n=100)
    rows = {"100 calls": base, "median": cuts[49], "p90": cuts[89], "p99": cuts[98], "most": max(spent), **plain}
    for name, value in rows.items():
        sys.stdout.write(f"{name:28}{value:8.3f} ms{value / base:8.1f}\n")
    if slow := [name for name, bound in BOUNDS.items() if rows[name] / base > bound]:
        raise SystemExit(f"Dearer than allowed: {', '.join(slow)}.")


if __name__ == "__main__":
    main()
