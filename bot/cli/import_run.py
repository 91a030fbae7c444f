"""Carries an import out, or back, in portions: each a transaction of its own, with room for others in between."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

from bot.cli.progress import at_stage
from bot.clock import Clock, seconds_run
from bot.domain.import_owners import Owners, owners_of
from bot.domain.import_rows import ImportResult, ImportRow, SiftedRows, sift
from bot.domain.import_runs import ImportRun, RunState
from bot.domain.imports import begin_import, compared, import_portion, undo_portion
from bot.domain.work import Work
from bot.errors import ConfigError, StoreBusy, StoreInDoubt
from bot.ports import Store
from bot.records import record

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]
COMPARED = 500
"""Rows that a dry run looks at before it says how far it is."""
PORTION_SECONDS = 0.1
"""How long a transaction is to take: whoever types meanwhile waits for no more than this."""
# Above 0.1 s, the longest that SQLite lets who waits for the lock sleep between two looks: nobody can miss the gap.
PAUSE_SECONDS = 0.12
"""How long the database is left to others after each."""
FIRST, LEAST, MOST = 20, 5, 2000
"""Rows in the first transaction, and in any."""
IMPORT = "import"
"""As whose lines its portions are stored: PostgreSQL lets other people's lines read meanwhile."""
PATIENCE = 40
"""How often a transaction is tried that others keep from beginning, or of which nobody knows whether it was stored."""
WAIT_SECONDS = 0.5


class Pace:
    """How many rows take as long as a transaction is to take, by how long the last ones took."""

    def __init__(self) -> None:
        self.rows = FIRST

    def took(self, seconds: float) -> None:
        """Take fewer or more rows next time, twice as many at most."""
        share = PORTION_SECONDS / max(seconds, PORTION_SECONDS / 2)
        self.rows = min(MOST, max(LEAST, int(self.rows * share)))


@record(kw_only=True)
class Imported:
    """What an import would do or did with all rows of its file."""

    found: ImportResult
    owners: Owners

    def plain(self) -> dict[str, Any]:
        """Return it as values for scripts."""
        counts = {name: getattr(self.found, name) for name in ("rows", "new", "updated", "unchanged", "skipped")}
        owners = {"owners_unknown": list(self.owners.unknown), "owners_unclear": list(self.owners.unclear)}
        named = asdict(self.found)
        return counts | owners | {name: named[name] for name in ("skipped_rows", "unread", "changes")}


@record(kw_only=True)
class Importer:
    """Imports into one company's accounts."""

    store: Store
    tenant: int
    clock: Clock
    sleep: Sleep = asyncio.sleep

    async def dry_run(self, rows: Sequence[ImportRow]) -> Imported:
        """Return what an import would do; nothing is stored, and nobody waits."""
        at = self.clock.now()
        sifted = sift(rows, at)
        found = [sifted.found]
        for start in range(0, len(rows), COMPARED):
            at_stage("rows compared with the customers that are there", start, len(rows))
            compare = partial(compared, rows=sifted.rows[start : start + COMPARED], at=at)
            found.append(await self.store.read(compare, self.tenant))
        return Imported(found=ImportResult.total(found), owners=await self._owners(sifted))

    async def begin(self, file: str, digest: str, rows: int) -> ImportRun:
        """Return the import of this file that broke off, else a new one."""
        begin = partial(begin_import, file=file, digest=digest, rows=rows, at=self.clock.now())
        return await self._patiently(begin, beside=IMPORT)

    async def store_rows(self, begun: ImportRun, rows: Sequence[ImportRow]) -> Imported:
        """Store the rows of an import that are not stored yet, and return what it did with all of them.

        Raises ConfigError when somebody takes it back meanwhile, and StoreError; it can then be gone on with.
        """
        sifted = sift(rows, begun.at)
        await self._portions(begun, sifted)
        kept = await self.store.read(lambda work: work.import_runs.found(begun.number), self.tenant)
        found = ImportResult.total([sifted.found, *map(ImportResult.of, kept)])
        return Imported(found=found, owners=await self._owners(sifted))

    async def _portions(self, run: ImportRun, sifted: SiftedRows) -> None:
        pace = Pace()
        while run.state is RunState.OPEN:
            at_stage(f"import {run.number}: rows stored", run.done, run.rows)
            portion = partial(import_portion, number=run.number, rows=sifted.rows, count=pace.rows)
            run, seconds = await self._patiently(partial(_timed, portion, run.number), beside=IMPORT)
            pace.took(seconds)
            await self.sleep(PAUSE_SECONDS)
        if run.state is not RunState.DONE:
            raise ConfigError(f"Import {run.number} is being taken back: run it again when it is.")

    async def undo(self, number: int) -> int:
        """Take an import back, from where an undo broke off if it did; return how many accounts that changed.

        Raises ConfigError when there is nothing to take back.
        """
        undone, pace = 0, Pace()
        while True:
            portion = partial(undo_portion, number=number, at=self.clock.now(), count=pace.rows)
            try:
                (changed, run), seconds = await self._patiently(partial(_timed, portion, number))
            except LookupError:
                raise ConfigError(f"There is no import {number} to undo.") from None
            undone += changed
            if run.state is RunState.UNDONE:
                return undone
            at_stage(f"import {number}: rows taken back", run.rows - run.done, run.rows)
            pace.took(seconds)
            await self.sleep(PAUSE_SECONDS)

    async def _owners(self, sifted: SiftedRows) -> Owners:
        return await self.store.read(lambda work: owners_of(work, sifted.rows), self.tenant)

    async def _patiently(self, fn: Callable[[Work], T], beside: str | None = None) -> T:
        """Store what `fn` does, again and again while others are faster; `fn` asks what is stored already."""
        for _ in range(PATIENCE):
            with suppress(StoreBusy, StoreInDoubt):
                return await self.store.write(fn, self.tenant, beside)
            await self.sleep(WAIT_SECONDS)
        return await self.store.write(fn, self.tenant, beside)


def _timed(fn: Callable[[Work], T], number: int, work: Work) -> tuple[T, float]:
    """Return what `fn` returns, and the seconds for which others could not write."""
    # Why held before: how long others have the lock says nothing about our rows.
    work.import_runs.held(number)
    began = seconds_run()
    return fn(work), seconds_run() - began
