"""Conditions of a send: where a recipient can be reached, and why an occurrence ends unsent."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.outbox import Occurrence, Reason, Stage, State
from bot.domain.people import MAIL
from bot.domain.work import Work
from bot.ports import Address
from nudges.planner import Picture, PlannedNudge, skip_reason
from nudges.salesday import DAY, SalesDay

MIN_GAP = timedelta(hours=10)
"""Between two nudges of a daily rule, wherever the person has travelled."""


def end_unsent(
    work: Work, picture: Picture, planned: PlannedNudge | None, occurrence: Occurrence, at: datetime, parked: str
) -> tuple[State, str] | None:
    """Return how an occurrence ends at an instant with the first reason that holds, None while it is to be sent.

    `planned` is what its rule yields for it now, `parked` why its recipient is refused everywhere.
    Why this order: what is done, or not wanted, is accounted for as skipped however late it is; and an address that is
    parked counts only for what would have been sent otherwise.
    """
    if planned is None:
        return State.SKIPPED, Reason.ALREADY_DONE
    if reason := skip_reason(picture, planned.rule) or planned.nudge.skip:
        return State.SKIPPED, reason
    if at > occurrence.until:
        # What the platform refused until it was too late ends for the platform's reason.
        return State.EXPIRED, occurrence.reason if occurrence.stage is Stage.REFUSED else Reason.TOO_LATE
    if planned.rule.daily and _sent_lately(work, occurrence, at):
        return State.SKIPPED, Reason.TOO_SOON
    return (State.PARKED, parked) if parked else None


def _sent_lately(work: Work, occurrence: Occurrence, at: datetime) -> bool:
    """Whether the same rule was sent less than `MIN_GAP` ago, on another date of a traveller."""
    # What its reader put off is wanted again, however soon.
    if occurrence.person is None or occurrence.snoozes:
        return False
    day = occurrence.local_day
    # A day on both sides, because a traveller's local date may be ahead of the last one or behind it.
    near = work.outbox.between(occurrence.person, day - DAY, day + DAY)
    sent = [other.sent_at for other in near if other.rule == occurrence.rule and other.id != occurrence.id]
    return any(moment and abs(at - moment) < MIN_GAP for moment in sent)


def reachable_at(work: Work, picture: Picture) -> tuple[tuple[Address, ...], str]:
    """Return the recipient's addresses, and the platform's code when every one of them is parked."""
    if isinstance(picture, SalesDay):
        # Without any address nothing is parked: delivery then ends the nudge as having none.
        known = [link for link in work.people.addresses(picture.person.id) if link.platform != MAIL]
        open_ones = [Address(platform=link.platform, target=link.target) for link in known if not link.parked]
        return tuple(open_ones), known[0].parked if known and not open_ones else ""
    team = picture.team
    # No platform: a channel that is only known by its name is looked for on each one that is served.
    by_name = Address(platform="", target=team.channel, channel=True)
    return (Address.parse(team.address) if team.address else by_name,), team.parked


def park_address(team: int | None, address: Address, code: str, work: Work) -> None:
    """Keep an address from being tried again until something shows that it works."""
    if team:
        work.teams.park(team, code)
    else:
        work.people.park(address.platform, address.target, code)
