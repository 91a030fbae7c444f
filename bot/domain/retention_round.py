"""The daily round of retention: step by step it deletes what is older than it is kept, whoever runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.domain.audit import AuditAction
from bot.domain.erasure import erase_person, indispensable_role
from bot.domain.retention import Deleted, Kept, kept_for
from bot.domain.work import Work
from bot.records import record

MARK = "retained"
"""The mark of the day on which a company's round ended last."""
OWN_ROUNDS = (Kept.LEAVERS, Kept.WORKSPACES)
"""Kinds that are not of single rows."""
LEFT = "workspace left"
"""The mark of the instant since when a company's workspace is known to have taken Snurr away."""
FOR_EVER_AHEAD = timedelta(days=36_500)


@record(kw_only=True)
class RoundPlace:
    """How far a company's round has come: the kind, and where in it."""

    kind: Kept = Kept.LOG
    after: str = ""


def is_kept_today(work: Work, now: datetime) -> bool:
    """Whether the round of the day has ended already."""
    return work.people.mark(MARK) == now.date().isoformat()


def has_workspace(work: Work, tenant: int) -> bool:
    """Whether a company is the first one, or that of a workspace which still has Snurr."""
    platform, colon, _ = work.installations.companies().get(tenant, "").partition(":")
    return not colon or any(each.tenant == tenant for each in work.installations.all(platform))


def take_step(
    work: Work, tenant: int, place: RoundPlace, now: datetime, emptied: Callable[[str], str]
) -> tuple[int, RoundPlace | None]:
    """Delete some of what is older than it is kept, in one transaction; return how much, and where to go on.

    1. Kind by kind, in the order of `Kept`; None once all were gone through.
    2. Leavers lose their name as if they had asked for it; a workspace that took Snurr away loses everything.
    """
    before = now - kept_for(place.kind, work.retention.months())
    if place.kind is Kept.LEAVERS:
        done = Deleted(rows=_erase_leavers(work, before, now, emptied), after=None)
    elif place.kind is Kept.WORKSPACES:
        done = _end_workspace(work, tenant, place.after, before, now)
    else:
        done = work.retention.delete(place.kind, before, place.after)
    if done.after is not None:
        return done.rows, RoundPlace(kind=place.kind, after=done.after)
    kinds = list(Kept)
    following = kinds[kinds.index(place.kind) + 1 :]
    return done.rows, RoundPlace(kind=following[0]) if following else None


def end_round(work: Work, counts: Mapping[Kept, int], now: datetime) -> None:
    """Record how much of what was deleted, never what it was, and that the day's round is done."""
    for kind, count in counts.items():
        if count:
            work.audit.add(AuditAction.EXPIRED, now, author=None, person=None, what=f"{kind} {count}")
    work.people.set_mark(MARK, now.date().isoformat())


def _erase_leavers(work: Work, before: datetime, now: datetime, emptied: Callable[[str], str]) -> int:
    work.retention.note_leavers(now)
    gone = [work.people.get(person) for person in work.retention.leavers(before)]
    found = [person for person in gone if indispensable_role(work, person) is None]
    for person in found:
        erase_person(work, person, None, now, emptied)
    return len(found)


def _end_workspace(work: Work, tenant: int, after: str, before: datetime, now: datetime) -> Deleted:
    left = _left_since(work, tenant, now)
    if left is None or left >= before:
        return Deleted(rows=0, after=None)
    # Kind by kind first, in steps: one statement over all would hold up the other companies.
    kind, _, place = after.partition(" ")
    kinds = [each for each in Kept if each not in OWN_ROUNDS]
    current = Kept(kind) if kind else kinds[0]
    done = work.retention.delete(current, now + FOR_EVER_AHEAD, place)
    if done.after is not None:
        return Deleted(rows=done.rows, after=f"{current} {done.after}")
    following = kinds[kinds.index(current) + 1 :]
    if following:
        return Deleted(rows=done.rows, after=f"{following[0]} ")
    return Deleted(rows=done.rows + work.retention.wipe(), after=None)


def _left_since(work: Work, tenant: int, now: datetime) -> datetime | None:
    """Return since when a company has no workspace any more, as far as rounds have seen it; None where it has one."""
    mark = work.people.mark(LEFT)
    if has_workspace(work, tenant):
        if mark:
            work.people.set_mark(LEFT, "")
        return None
    if not mark:
        work.people.set_mark(LEFT, now.isoformat())
    return datetime.fromisoformat(mark) if mark else now
