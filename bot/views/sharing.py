"""Sums for a whole channel: whether one may be shown, and the record that it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.domain.audit import AuditAction, AuditRecord
from bot.domain.looks import Look, View, parse_look
from bot.domain.periods import Period
from bot.domain.sharing import SharedSum, can_be_subtracted, is_group
from bot.domain.work import Work
from bot.views.figures import people_in_sums

REACH = timedelta(days=70)
"""How long before a period an earlier sum that bears on it may have been shown: two longest periods, and a zone."""
TICK = timedelta(microseconds=1)


def shareable_sum(work: Work, team: int | None, period: Period, at: datetime, author: int | None) -> SharedSum | None:
    """Return a team's sums as they may be shown to a channel now, None when they would say something about a person.

    They may when three people besides the author were active in the period, and when no arithmetic on these and all
    earlier shown sums leaves the work of one or two.
    """
    if not is_group(work.figures.active(period.first, period.last, team=team), author):
        return None
    people = people_in_sums(work, team, period)
    last_entry = work.figures.last_entry()
    shown = SharedSum(team=team, period=period, at=at, people=people, last_entry=last_entry, author=author)
    earlier = list(_earlier_sums(work, shown))
    if not any(other.overlaps(shown) for other in earlier):
        return shown
    first = min(other.period.first for other in (*earlier, shown))
    last = max(other.period.last for other in (*earlier, shown))
    # A tick later, so that what was taken back at this very instant is not counted.
    new = replace(shown, at=at + TICK)
    return None if can_be_subtracted(work.figures.counted(first, last), earlier, new) else shown


def record_shared(work: Work, shown: SharedSum, at: datetime) -> None:
    """Record for everybody in a sum that it was shown to a channel, for its author not."""
    words = Look(view=View.TEAM, period=shown.period, team=shown.team, last_entry=shown.last_entry).words
    for person in sorted(shown.people - {shown.author}):
        work.audit.add(AuditAction.SHARED, at, author=shown.author, person=person, what=words)


def _earlier_sums(work: Work, shown: SharedSum) -> Iterator[SharedSum]:
    since = datetime.combine(shown.period.first, time(0), UTC) - REACH
    records = work.audit.between(since, shown.at + TICK, actions=(AuditAction.SHARED,))
    for other in _sums_of(records):
        # A post that is sent again after its first copy did not arrive is not a second one.
        repeated = other.author is None is shown.author and (other.team, other.period) == (shown.team, shown.period)
        if not repeated:
            yield other


def _sums_of(records: Iterable[AuditRecord]) -> Iterator[SharedSum]:
    people: dict[tuple[int | None, str, datetime], set[int]] = {}
    for record in records:
        people.setdefault((record.author, record.what, record.at), set()).add(record.person or 0)
    for (author, what, at), named in people.items():
        look = parse_look(what)
        if look and look.period and look.last_entry is not None:
            yield SharedSum(
                team=look.team,
                period=look.period,
                at=at,
                people=frozenset(named) | ({author} if author else set()),
                last_entry=look.last_entry,
                author=author,
            )
