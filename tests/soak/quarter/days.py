"""The people of the quarter and the days that they work: holidays are written down here, not asked of anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
PUBLIC = {
    "NO": [
        "2027-03-25",
        "2027-03-26",
        "2027-03-28",
        "2027-03-29",
        "2027-05-01",
        "2027-05-06",
        "2027-05-16",
        "2027-05-17",
    ],
    "PL": ["2027-03-28", "2027-03-29", "2027-05-01", "2027-05-03", "2027-05-16", "2027-05-27"],
    "US": ["2027-05-31"],
}
"""The public holidays of this spring by country, from its calendars."""
HALF = {"NO": ["2027-03-24"]}
"""Days on which work ends at noon by custom: in Norway the one before Maundy Thursday."""
NOON = time(12)
LOOKED = 120


@dataclass(kw_only=True)
class Person:
    """Somebody as the set-up and their own lines made them."""

    name: str
    team: str
    country: str
    zone: str
    sells: bool = True
    manages: bool = False
    start: time = time(8)
    end: time = time(16)
    target: int = 8
    morning: time = time(8, 30)
    lunch: tuple[time, time] | None = None
    since: date = date(2027, 2, 27)
    closed: dict[date, bool] = field(default_factory=dict)
    """The company's own days, True for one that ends at noon; shared by all."""
    off: list[tuple[date, date]] = field(default_factory=list)
    quiet_until: date | None = None
    muted: dict[str, date] = field(default_factory=dict)

    def local(self, at: datetime) -> datetime:
        """Return an instant by the person's clock."""
        return at.astimezone(ZoneInfo(self.zone))

    def instant(self, day: date, wall: time) -> datetime:
        """Return a time of a day as an instant; none of those used here falls into a change of clocks."""
        return datetime.combine(day, wall, ZoneInfo(self.zone)).astimezone(UTC)

    def is_off(self, day: date) -> bool:
        """Whether a day is a weekend, a holiday or leave."""
        own = any(first <= day <= last for first, last in self.off)
        whole = self.closed.get(day) is False
        return day.isoweekday() > 5 or day.isoformat() in PUBLIC[self.country] or whole or own

    def hours(self, day: date) -> tuple[time, time] | None:
        """Return start and end of work, None on a day off."""
        if self.is_off(day):
            return None
        half = day.isoformat() in HALF.get(self.country, []) or self.closed.get(day) is True
        return self.start, NOON if half and self.start < NOON < self.end else self.end

    def next_workday(self, day: date) -> date:
        """Return the first day after this one that is worked."""
        return next(day + n * DAY for n in range(1, LOOKED) if not self.is_off(day + n * DAY))

    def workday_from(self, day: date) -> date:
        """Return the day itself where it is worked, else the next one that is."""
        return self.next_workday(day - DAY)

    def workday_before(self, day: date) -> date:
        """Return the last day before this one that was worked."""
        return next(day - n * DAY for n in range(1, LOOKED) if not self.is_off(day - n * DAY))

    def working_minute(self, day: date, wall: time) -> tuple[date, time]:
        """Return the nearest working minute at or before a time."""
        hours = self.hours(day)
        if hours and hours[0] <= wall:
            return day, min(wall, hours[1])
        before = self.workday_before(day)
        return before, (self.hours(before) or (self.start, self.end))[1]
