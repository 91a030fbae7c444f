"""Whether the figures of a team are open to its manager: only once a purpose is named and people were told in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import Enum, auto

from bot.domain.purposes import UPGRADE_DAYS, UPGRADE_MARK, Purpose, notice_days
from bot.domain.work import Work
from bot.records import record


class Gate(Enum):
    """How far the team figures of a company are."""

    OPEN = auto()
    TRIAL = auto()
    """Open without a purpose: nobody came by Slack or Teams yet, so these are figures of nobody at work."""
    UPGRADE = auto()
    """Open for a while without a purpose in force: they were so before a purpose was asked for."""
    NOTICE = auto()
    """Closed: a purpose is named, and people are not told for long enough."""
    NO_PURPOSE = auto()
    """Closed: nobody has said what they are for."""


@record(kw_only=True)
class TeamFigures:
    """How it stands on a day: `purpose` is the newest one, `opens` its first day, `notice` the days of notice.

    `until` is the last day of an upgrade.
    """

    gate: Gate
    purpose: Purpose | None = None
    opens: date | None = None
    notice: int = 0
    until: date | None = None

    @property
    def open(self) -> bool:
        """Whether managers may see them."""
        return self.gate in (Gate.OPEN, Gate.TRIAL, Gate.UPGRADE)


def team_figures_gate(work: Work, team: int | None, today: date) -> TeamFigures:
    """Return how the figures of a team stand, for None those of the whole company.

    A new purpose has a notice of its own; until it is over, the one before holds. Of versions that say the same the
    newest one counts, whose notice may be longer.
    """
    versions: list[Purpose] = []
    for version in work.purposes.versions():
        if not any(version.says_the_same(newer) for newer in versions):
            versions.append(version)
    countries, newest = work.purposes.countries(team), versions[0] if versions else None
    known = TeamFigures(
        gate=Gate.OPEN,
        purpose=newest,
        opens=newest.opens(countries) if newest else None,
        notice=notice_days(countries, newest),
        until=_upgrade_ends(work),
    )
    return replace(known, gate=_gate(work, known, any(each.opens(countries) <= today for each in versions), today))


def _gate(work: Work, known: TeamFigures, in_force: bool, today: date) -> Gate:
    if in_force:
        return Gate.OPEN
    if not known.purpose and work.purposes.is_tried_out():
        return Gate.TRIAL
    if known.until and today <= known.until:
        return Gate.UPGRADE
    return Gate.NOTICE if known.purpose else Gate.NO_PURPOSE


def _upgrade_ends(work: Work) -> date | None:
    mark = work.people.mark(UPGRADE_MARK)
    return date.fromisoformat(mark) + timedelta(days=UPGRADE_DAYS) if mark else None
