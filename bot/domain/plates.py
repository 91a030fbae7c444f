"""Plates: how long each of a person's customers has been silent, against its rhythm and what it is worth.

A customer is a plate that spins while somebody keeps in touch: the longer the silence, the more it wobbles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from bot.records import record

NEVER = 365
"""Days of silence that a customer counts for with whom nobody ever spoke."""


@record(kw_only=True)
class Plate:
    """One customer by its account: the day of the last contact, and the wanted rhythm in days, value and contacts."""

    account: int
    last: date | None = None
    rhythm: int | None = None
    value: int | None = None
    contacts: int | None = None

    def silent(self, day: date) -> int:
        """Return the days since the last contact, `NEVER` where there was none."""
        return max(0, (day - self.last).days) if self.last else NEVER

    def wobble(self, day: date) -> float:
        """Return how much of its own rhythm the silence takes, more than 1 for a plate beyond it; 0 without one."""
        return self.silent(day) / self.rhythm if self.rhythm else 0.0


class Plates(Protocol):
    """The plates of one company; days are local, both ends of a period included."""

    def of(self, person: int) -> Sequence[Plate]: ...
    def with_zeros(self, person: int, since: date, asof: date) -> Sequence[int]: ...
    def near_third_breach(self, person: int, asof: date) -> Sequence[int]: ...
    def new_customers(self, person: int, day: date) -> Sequence[int]: ...


def wobbliest(plates: Iterable[Plate], day: date) -> list[Plate]:
    """Return the plates beyond their own rhythm, the furthest first; of equal ones the most valuable."""
    beyond = [plate for plate in plates if plate.wobble(day) > 1]
    return sorted(beyond, key=lambda plate: (-plate.wobble(day), -(plate.value or 0), plate.account))


def costliest_silence(plates: Iterable[Plate], day: date) -> list[Plate]:
    """Return the silent plates by yearly value times days of silence; those without a value by silence, behind them."""
    silent = [plate for plate in plates if plate.silent(day)]
    return sorted(
        silent, key=lambda plate: (-(plate.value or 0) * plate.silent(day), -plate.silent(day), plate.account)
    )
