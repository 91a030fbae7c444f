"""Sums that a whole channel reads, and whether one more of them can be subtracted to give one person's work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime

from bot.domain.looks import View
from bot.domain.periods import Period
from bot.records import record

# Of two sellers each could take the own figures from the sum and know the other's.
GROUP = 3
"""People active in the period from which on a sum reveals nobody's own figures; who looks is not counted."""
FATES = 5
"""What a sum says of promises: kept, told, broken, late and not due yet."""
Counted = tuple[bool, ...]
"""Which of some sums count a piece of work."""


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
class PromiseChange:
    """By how much a person's sums of the promises of a local day moved at once; ids grow with time.

    `team` is that of the promises, None where their author had none.
    """

    id: int
    person: int
    team: int | None
    day: date
    kept: int = 0
    told: int = 0
    broken: int = 0
    unanswered: int = 0


@record(kw_only=True)
class SharedSum:
    """A sum of a team, of the company for None, as it was shown at an instant (aware UTC).

    `people` are those who were in it, `last_entry` and `last_change` are the ids of the newest entry and of the newest
    change of promises then, and `today` was the local day, after which what is unanswered is late; records of before
    promises were compared have neither of the two. `author` showed it, None for the weekly post and the file of sums.
    """

    team: int | None
    period: Period
    at: datetime
    people: frozenset[int]
    last_entry: int
    last_change: int | None = None
    today: date | None = None
    author: int | None = None
    view: View = View.TEAM

    def counts(self, entry: CountedEntry) -> bool:
        """Whether the entry was counted in the sum."""
        # By id where it can be: two entries may have been logged at one instant, one before the sum and one after it.
        if not self.covers(entry) or entry.id > self.last_entry:
            return False
        replaced = entry.replaced_by is not None and entry.replaced_by <= self.last_entry
        return not replaced and (entry.undone_at is None or entry.undone_at >= self.at)

    def covers(self, work: CountedEntry | PromiseChange) -> bool:
        """Whether it is about work of this day and team."""
        # What was logged before its author had a team goes with them into each team.
        without_team = work.team is None and work.person in self.people
        in_team = self.team is None or work.team == self.team or without_team
        return in_team and self.period.first <= work.day <= self.period.last

    def promises(self, changes: Iterable[PromiseChange]) -> list[int]:
        """Return what it counted of one day after the changes so far: kept, told, broken, late and not due yet."""
        known = [change for change in changes if self.last_change is None or change.id <= self.last_change]
        kept, told, broken, unanswered = (
            sum(getattr(change, name) for change in known) for name in ("kept", "told", "broken", "unanswered")
        )
        late = bool(known) and known[0].day < (self.today or self.at.date())
        return [kept, told, broken, unanswered if late else 0, 0 if late else unanswered]

    def can_share(self, other: SharedSum) -> bool:
        """Whether the two can count the same work: they have a day and a person in common."""
        overlap = self.period.first <= other.period.last and other.period.first <= self.period.last
        return overlap and not self.people.isdisjoint(other.people)


def is_group(people: Collection[int], looker: int | None) -> bool:
    """Whether a sum of these active people says nothing about one of them to who looks."""
    return len(set(people) - {looker}) >= GROUP


def can_be_subtracted(
    entries: Sequence[CountedEntry],
    changes: Iterable[PromiseChange],
    earlier: Sequence[SharedSum],
    shown: SharedSum,
) -> bool:
    """Whether `shown` together with the earlier sums would give the work of fewer than GROUP people.

    1. A sum adds up entries, and what became of promises since the sum before. What the same sums count of these cannot
       be told apart by any arithmetic on them, so it makes one part.
    2. A sum that counts nothing of `shown` gives nothing new with it: only its neighbours, which do, bear on it.
    3. Every part that `shown` or a neighbour counts must hold the work of a group.
    4. That is asked of all sums at once, and of `shown` with each other one: what became of a promise and was taken
       back later is in the difference of some two of the sums, and not in that of others.
    `entries` and `changes` are all that `shown` and its neighbours count, ended ones too; `earlier` are all sums that
    count any of it. More of each changes nothing.
    """
    days: dict[tuple[int, int | None, date], list[PromiseChange]] = {}
    for change in changes:
        days.setdefault((change.person, change.team, change.day), []).append(change)
    asked = [(shown, *earlier), *((shown, other) for other in earlier)]
    return any(_part_of_few(entries, [*days.values()], sums) for sums in asked)


def _part_of_few(
    entries: Iterable[CountedEntry], days: Iterable[Sequence[PromiseChange]], sums: Sequence[SharedSum]
) -> bool:
    """Whether a part that the first of the sums or a neighbour of it counts holds the work of fewer than a group."""
    parts: dict[Counted, set[int]] = {}
    for entry in entries:
        parts.setdefault(tuple(total.counts(entry) for total in sums), set()).add(entry.person)
    for counted, person in _answers(days, sums):
        parts.setdefault(counted, set()).add(person)
    bearing = {n for counted in parts if counted[0] for n, counts in enumerate(counted) if counts}
    return any(
        any(counted[n] for n in bearing) and not is_group(people, sums[0].author) for counted, people in parts.items()
    )


def _answers(days: Iterable[Sequence[PromiseChange]], sums: Sequence[SharedSum]) -> Iterator[tuple[Counted, int]]:
    """Yield who had a sum of promises move from one of the sums to the next, and which sums count that.

    These are the one that it came before and all later ones. So an answer that comes late counts in the week of its
    promise, not in that in which it was typed. What moved nothing in the end, such as an answer that was taken back
    between two sums, or a promise that went from one of their days to another, is nobody's.
    """
    in_order = sorted(range(len(sums)), key=lambda n: (sums[n].at, sums[n].last_change or 0))
    moved: dict[tuple[Counted, int], list[int]] = {}
    for changes in days:
        about = [n for n in in_order if sums[n].covers(changes[0])]
        before = [0] * FATES
        for place, number in enumerate(about):
            after = sums[number].promises(changes)
            counted = tuple(n in about[place:] for n in range(len(sums)))
            so_far = moved.setdefault((counted, changes[0].person), [0] * FATES)
            so_far[:] = [total + new - old for total, new, old in zip(so_far, after, before, strict=True)]
            before = after
    yield from (key for key, by in moved.items() if any(by))
