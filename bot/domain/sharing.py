"""Sums that a whole channel reads, and whether one more of them can be subtracted to give one person's work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime

from bot.domain.details import Kind
from bot.domain.looks import View
from bot.domain.periods import Period
from bot.records import record

# Of two sellers each could take the own figures from the sum and know the other's.
GROUP = 3
"""People who did what a sum counts, from which on it reveals nobody's own figures; who looks is not counted."""
SUMMED = frozenset({Kind.CALL, Kind.VISIT, Kind.MEETING, Kind.MAIL, Kind.OFFER, Kind.PROMISE, Kind.WENT, Kind.HANDOFF})
"""The kinds of work of which a sum may say how much there was, each by itself; what became of promises is one."""
FATES = 5
"""What a sum says of promises: kept, told, broken, late and not due yet."""
Counted = tuple[bool, ...]
"""Which of some sums count a piece of work."""


@record(kw_only=True)
class CountedEntry:
    """An entry that sums count, until it is replaced by the entry `replaced_by` or taken back at `undone_at` (UTC).

    `team` is the author's at the time of logging, None where they had none. Who went to a customer who waited counts by
    the team and the day of the wait, in every team's sums where it is nobody's.
    """

    id: int
    kind: Kind
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

    `kinds` is what it says of their work. `people` are those who were in it, `last_entry` and `last_change` are the ids
    of the newest entry and of the newest change of promises then, and `today` was the local day, after which what is
    unanswered is late; records of before promises were compared have neither of the two. `author` showed it, None for
    what Snurr posts and for the file of sums.
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
    kinds: frozenset[Kind] = SUMMED

    def counts(self, entry: CountedEntry) -> bool:
        """Whether the entry was counted in the sum."""
        # By id where it can be: two entries may have been logged at one instant, one before the sum and one after it.
        if not self.covers(entry) or entry.id > self.last_entry:
            return False
        replaced = entry.replaced_by is not None and entry.replaced_by <= self.last_entry
        return not replaced and (entry.undone_at is None or entry.undone_at >= self.at)

    def covers(self, work: CountedEntry | PromiseChange) -> bool:
        """Whether it is about work of this day and team."""
        return self._of_team(work) and self.period.first <= work.day <= self.period.last

    def _of_team(self, work: CountedEntry | PromiseChange) -> bool:
        if self.team is None or work.team is not None:
            return self.team in (None, work.team)
        kind = work.kind if isinstance(work, CountedEntry) else Kind.PROMISE
        # What was logged before its author had a team goes with them into each team, but for hand-offs.
        return kind is Kind.WENT or (kind is not Kind.HANDOFF and work.person in self.people)

    def promises(self, changes: Iterable[PromiseChange]) -> list[int]:
        """Return what it counted of one day after the changes so far: kept, told, broken, late and not due yet."""
        known = [change for change in changes if self.last_change is None or change.id <= self.last_change]
        kept, told, broken, unanswered = (
            sum(getattr(change, name) for change in known) for name in ("kept", "told", "broken", "unanswered")
        )
        late = bool(known) and known[0].day < (self.today or self.at.date())
        return [kept, told, broken, unanswered if late else 0, 0 if late else unanswered]

    def can_share(self, other: SharedSum) -> bool:
        """Whether the two can count the same work: they have a kind, a day and a person in common."""
        overlap = self.period.first <= other.period.last and other.period.first <= self.period.last
        return overlap and not self.kinds.isdisjoint(other.kinds) and not self.people.isdisjoint(other.people)


def is_group(people: Collection[int], looker: int | None) -> bool:
    """Whether a sum of these active people says nothing about one of them to who looks."""
    return len(set(people) - {looker}) >= GROUP


def kinds_of_groups(
    entries: Sequence[CountedEntry],
    changes: Iterable[PromiseChange],
    earlier: Sequence[SharedSum],
    shown: SharedSum,
) -> frozenset[Kind]:
    """Return the kinds of `shown` that, together with the earlier sums, say nothing about fewer than GROUP people.

    1. Each kind is a sum of its own: who alone visits customers is not hidden by the calls of others. What nobody did
       is left out too, as it says of each that they did not.
    2. A sum adds up entries, and what became of promises since the sum before. What the same sums count of these cannot
       be told apart by any arithmetic on them, so it makes one part.
    3. A sum that counts nothing of `shown` gives nothing new with it: only its neighbours, which do, bear on it.
    4. Every part that `shown` or a neighbour counts must hold the work of a group.
    5. That is asked of all sums at once, and of `shown` with each other one: what became of a promise and was taken
       back later is in the difference of some two of the sums, and not in that of others.
    `entries` and `changes` are all that `shown` and its neighbours count, ended ones too; `earlier` are all sums that
    count any of it. More of each changes nothing.
    """
    days: dict[tuple[int, int | None, date], list[PromiseChange]] = {}
    for change in changes:
        days.setdefault((change.person, change.team, change.day), []).append(change)
    found: set[Kind] = set()
    for kind in shown.kinds:
        own = [entry for entry in entries if entry.kind is kind]
        moved = [*days.values()] if kind is Kind.PROMISE else []
        sums = [total for total in earlier if kind in total.kinds]
        asked = [(shown, *sums), *((shown, other) for other in sums)]
        if not _unknown(moved, sums, shown) and all(_parts_of_groups(own, moved, each) for each in asked):
            found.add(kind)
    return frozenset(found)


def _unknown(days: Iterable[Sequence[PromiseChange]], sums: Iterable[SharedSum], shown: SharedSum) -> bool:
    """Whether one of the sums counted promises of `shown` before it was recorded what became of them and when."""
    old = [total for total in sums if total.last_change is None]
    return any(shown.covers(changes[0]) and total.covers(changes[0]) for changes in days for total in old)


def _parts_of_groups(
    entries: Iterable[CountedEntry], days: Iterable[Sequence[PromiseChange]], sums: Sequence[SharedSum]
) -> bool:
    """Whether each part that the first of the sums, or a neighbour, counts holds the work of a group; it has one."""
    parts: dict[Counted, set[int]] = {}
    for entry in entries:
        parts.setdefault(tuple(total.counts(entry) for total in sums), set()).add(entry.person)
    for counted, person in _answers(days, sums):
        parts.setdefault(counted, set()).add(person)
    bearing = {n for counted in parts if counted[0] for n, counts in enumerate(counted) if counts}
    return bool(bearing) and all(
        is_group(people, sums[0].author) for counted, people in parts.items() if any(counted[n] for n in bearing)
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
