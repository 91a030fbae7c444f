"""Sums for a whole channel: whether one may be shown, and the record that it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.audit import AuditAction, AuditRecord
from bot.domain.details import Kind
from bot.domain.looks import Look, Showing, View, parse_look
from bot.domain.periods import Period
from bot.domain.sharing import SUMMED, SharedSum, kinds_of_groups
from bot.domain.team_figures import team_figures_gate
from bot.domain.work import Work
from bot.views.figures import people_in_sums

REACH = timedelta(days=70)
"""How long before a period an earlier sum that bears on it may have been shown: two longest periods, and a zone."""
TICK = timedelta(microseconds=1)
TEAM_KINDS = SUMMED - {Kind.HANDOFF}
"""What `team` says of people's work."""


def shareable_sum(
    work: Work,
    team: int | None,
    period: Period,
    at: datetime,
    today: date,
    author: int | None,
    *,
    view: View = View.TEAM,
    kinds: frozenset[Kind] = TEAM_KINDS,
) -> SharedSum | None:
    """Return a team's sums with those of the kinds that may be shown now, None when all say something about a person.

    None as well while team figures are closed.

    1. A kind may when three people besides the author did it in the period,
    2. and when no arithmetic on these and all earlier shown sums leaves the work of one or two. For that are read the
       sums that can count an entry of these, their neighbours, what all these count, and the sums that can count any of
       it: so it costs as much as the team's own people and days, however large the company is.
    """
    if not team_figures_gate(work, team, today).open:
        return None
    people = people_in_sums(work, team, period)
    if Kind.HANDOFF in kinds:
        people |= frozenset(work.desks.handoff_minutes(period.first, period.last, team=team))
    shown = SharedSum(
        team=team,
        period=period,
        at=at,
        people=people,
        last_entry=work.figures.last_entry(),
        last_change=work.figures.last_change(),
        today=today,
        author=author,
        view=view,
        kinds=kinds,
    )
    found = _earlier_sums(work, shown, people)
    near = [other for other in found if other.can_share(shown)]
    held = people.union(*(other.people for other in near))
    # Whoever is in a neighbour alone, such as a former colleague, may be in sums that were not found yet.
    found += _earlier_sums(work, shown, held - people)
    earlier = [other for other in found if any(other.can_share(neighbour) for neighbour in near)]
    # A tick later, so that what was taken back at this very instant is not counted.
    new = replace(shown, at=at + TICK)
    first = min(other.period.first for other in (*near, shown))
    last = max(other.period.last for other in (*near, shown))
    entries, changes = work.figures.counted(held, first, last), work.figures.promise_changes(held, first, last)
    allowed = kinds_of_groups(entries, changes, earlier, new)
    return replace(shown, kinds=allowed) if allowed else None


def showing_of(shown: SharedSum) -> Showing:
    """Return how the audit names a sum that is shown."""
    look = Look(
        view=shown.view,
        period=shown.period,
        team=shown.team,
        last_entry=shown.last_entry,
        last_change=shown.last_change,
        today=shown.today,
        kinds=shown.kinds,
    )
    return Showing(look=look, people=shown.people, author=shown.author)


def record_shown(work: Work, showing: Showing, at: datetime) -> None:
    """Record for everybody whose work it holds that it was shown to a channel, for its author not."""
    for person in sorted(showing.people - {showing.author}):
        work.audit.add(AuditAction.SHARED, at, author=showing.author, person=person, what=showing.look.words)


def _earlier_sums(work: Work, shown: SharedSum, people: Collection[int]) -> list[SharedSum]:
    """Return the sums shown before that hold work of any of these people."""
    since = datetime.combine(shown.period.first, time(0), UTC) - REACH
    records = work.audit.shown_with(people, since, shown.at + TICK) if people else ()
    return [other for other in _sums_of(records) if not _repeats(shown, other)]


def _repeats(shown: SharedSum, other: SharedSum) -> bool:
    """Whether a post is sent again after its first copy did not arrive, which makes it no second one."""
    if other.author is not None or shown.author is not None or shown.view is View.EXPLORE:
        return False
    return (other.view, other.team, other.period) == (shown.view, shown.team, shown.period)


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
                last_change=look.last_change,
                today=look.today,
                author=author,
                view=look.view,
                kinds=look.kinds or SUMMED,
            )
