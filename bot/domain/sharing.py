"""Sums that a whole channel reads, and whether one more of them can be subtracted to give one person's work."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from bot.domain.periods import Period
from bot.records import record

# Of two sellers each could take the own figures from the sum and know the other's.
GROUP = 3
"""People active in the period from which on a sum reveals nobody's own figures; who looks is not counted."""


@record(kw_only=True)
class CountedEntry:
    """An entry that sums count, until it is replaced by the entry `replaced_by` or taken back at `undone_at` (UTC).

    `team` is the author's at the time of logging, None where they had none.
    """

    id: int
    person: int
    team: int | None
    day: date
    replaced_by: int | None = None
    undone_at: datetime | None = None


@record(kw_only=True)
class SharedSum:
    """A sum of a team, of the company for None, as it was shown at an instant (aware UTC).

    `people` are those who were in it and `last_entry` is the id of the newest entry then; `author` showed it, None for
    the weekly post.
    """

    team: int | None
    period: Period
    at: datetime
    people: frozenset[int]
    last_entry: int
    author: int | None = None

    def counts(self, entry: CountedEntry) -> bool:
        """Whether the entry was counted in the sum."""
        # By id where it can be: two entries may have been logged at one instant, one before the sum and one after it.
        if not self.period.first <= entry.day <= self.period.last or entry.id > self.last_entry:
            return False
        replaced = entry.replaced_by is not None and entry.replaced_by <= self.last_entry
        if replaced or (entry.undone_at is not None and entry.undone_at < self.at):
            return False
        # What was logged before its author had a team goes with them into each team.
        without_team = entry.team is None and entry.person in self.people
        return self.team is None or entry.team == self.team or without_team

    def can_share(self, other: SharedSum) -> bool:
        """Whether the two can count the same entry: they have a day and a person in common."""
        overlap = self.period.first <= other.period.last and other.period.first <= self.period.last
        return overlap and not self.people.isdisjoint(other.people)


def is_group(people: Collection[int], looker: int | None) -> bool:
    """Whether a sum of these active people says nothing about one of them to who looks."""
    return len(set(people) - {looker}) >= GROUP


def can_be_subtracted(entries: Iterable[CountedEntry], earlier: Iterable[SharedSum], shown: SharedSum) -> bool:
    """Whether `shown` together with the earlier sums would give the work of fewer than GROUP people.

    1. Entries that the same sums count cannot be told apart by any arithmetic on them, so they make one part.
    2. A sum that counts no entry of `shown` gives nothing new with it: only its neighbours, which do, bear on it.
    3. Every part that `shown` or a neighbour counts must hold the entries of a group.
    `entries` are all that `shown` and its neighbours count, taken back ones too; `earlier` are all sums that count one
    of these entries. More of either changes nothing.
    """
    sums = (shown, *earlier)
    parts: dict[tuple[bool, ...], set[int]] = {}
    for entry in entries:
        parts.setdefault(tuple(total.counts(entry) for total in sums), set()).add(entry.person)
    bearing = {n for counted in parts if counted[0] for n, counts in enumerate(counted) if counts}
    return any(
        any(counted[n] for n in bearing) and not is_group(people, shown.author) for counted, people in parts.items()
    )
