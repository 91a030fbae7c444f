"""What a company says its team figures are for, and who has read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.records import record

NOTICE_DAYS: Mapping[str, int] = {"DK": 42, "PL": 14}
"""For how many days people are to know of a control before it begins, by country; elsewhere it may begin at once."""
LONGEST_NOTICE = 365
UPGRADE_MARK = "figures before purposes"
"""The mark that holds the day of the newest entry when a company that had none came to be asked for a purpose."""
UPGRADE_DAYS = 56
"""For how long its team figures stay open meanwhile: two weeks to fill it in, and the longest notice."""


@record(kw_only=True)
class Purpose:
    """One version: in its own `words`, on which legal `basis`; people know it from the day `told` on.

    `days` is how long a notice the company gives at least, however little its country asks for.
    """

    id: int
    words: str
    basis: str
    told: date
    days: int = 0

    def opens(self, countries: Sequence[str]) -> date:
        """Return the first day on which figures of people in these countries may be used for it."""
        return self.told + timedelta(days=notice_days(countries, self))

    def says_the_same(self, other: Purpose | None) -> bool:
        """Whether nobody has to read it who read the other."""
        return other is not None and (self.words, self.basis) == (other.words, other.basis)


def notice_days(countries: Sequence[str], purpose: Purpose | None = None) -> int:
    """Return the days of notice: the company's own, or the longest that one of the countries asks for."""
    own = purpose.days if purpose else 0
    return max(own, *(NOTICE_DAYS.get(country, 0) for country in countries), 0)


class Purposes(Protocol):
    """The purposes of one company."""

    def versions(self) -> Sequence[Purpose]: ...
    def add(self, words: str, basis: str, told: date, days: int) -> Purpose: ...
    def begin(self, today: date) -> None: ...
    def take_back(self, purpose: int) -> None: ...
    def has_read(self, person: int) -> bool: ...
    def note_read(self, person: int, purpose: int, at: datetime) -> None: ...
    def countries(self, team: int | None) -> Sequence[str]: ...
    def is_tried_out(self) -> bool: ...
