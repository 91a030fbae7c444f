"""Read model of one person's, or one channel's, local day, from which rules decide what to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.domain.accounts import Account
from bot.domain.calendar import WorkCalendar, calendar_of
from bot.domain.due import Due, promise_reminder
from bot.domain.figures import DayFigures, DueFollowUp, OpenWait, OpenZero
from bot.domain.local_time import instant
from bot.domain.nudge_kinds import hour_of
from bot.domain.outbox import Occurrence, State
from bot.domain.people import DEFAULT_HOURS, Person, Role
from bot.domain.plans import PlannedCall
from bot.domain.promises import Promise
from bot.domain.refills import Refill, due_refills
from bot.domain.team_figures import team_figures_gate
from bot.domain.teams import Team
from bot.domain.work import Work
from bot.language.i18n import Translator, translator_for
from bot.messages.card import Button, Style
from bot.messages.press import Press
from bot.records import record
from bot.views.contacts import contact_figures

END_NOTICE = timedelta(minutes=15)
GRACE = timedelta(minutes=15)
"""What came up just before the end of work is still said."""
DAY = timedelta(days=1)
FRESH = timedelta(days=14)
"""How long after it was logged a zero or a breach is still an alarm: weekends and holidays in between, or a leave."""
LATE = timedelta(days=21)
"""How far back the day of such a zero or breach may lie."""
MEMORY = timedelta(days=30)
"""How long what could not be said is tried again."""


@record
class _Day:
    """What both kinds of day share: a local day in a zone, and words to say it."""

    work: Work
    day: date
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        raise NotImplementedError

    @property
    def say(self) -> Translator:
        raise NotImplementedError

    @property
    def calendar(self) -> WorkCalendar:
        raise NotImplementedError

    @property
    def team_id(self) -> int | None:
        raise NotImplementedError

    @cached_property
    def figures_open(self) -> bool:
        """Whether the team's figures may be shown, as people were told what they are for."""
        return team_figures_gate(self.work, self.team_id, self.day).open

    def local_text(self, at: datetime) -> str:
        """Return an instant as the local date and time with its offset, ISO 8601 to the minute."""
        return at.astimezone(self.zone).isoformat(timespec="minutes")

    def at(self, wall: time, day: date | None = None) -> datetime:
        """Return the instant of a wall time on this day, or on another."""
        day = day or self.day
        # None for a date that the zone skips, as some did when they crossed the date line.
        return instant(day, wall, self.zone) or self.at(wall, day + DAY)

    @property
    def midnight(self) -> datetime:
        """The instant at which the local day ends."""
        return self.at(time(0), self.day + DAY)

    def button(self, label: str, verb: str, style: Style = Style.PLAIN, **values: str) -> Button:
        """Return a button that runs `verb` with machine values."""
        return Button(label=label, press=Press(verb=verb, values=values), style=style)


@record
class SalesDay(_Day):
    """One person's local day."""

    person: Person

    @cached_property
    def zone(self) -> ZoneInfo:
        """The person's zone."""
        return ZoneInfo(self.person.zone)

    @cached_property
    def say(self) -> Translator:
        """The person's language."""
        return translator_for(self.person.language)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The person's working days."""
        return calendar_of(self.person)

    @property
    def team_id(self) -> int | None:
        """The person's team."""
        return self.person.team

    @cached_property
    def hours(self) -> tuple[time, time]:
        """Start and end of work; those of the weekday, or the default, on a day off."""
        worked = self.calendar.hours_on(self.day)
        if worked:
            return worked
        usual = self.person.hours or DEFAULT_HOURS
        return next(((a, b) for weekday, a, b in usual if weekday == self.day.isoweekday()), (usual[0][1], usual[0][2]))

    @property
    def lunch(self) -> tuple[time, time] | None:
        """Start and end of the own lunch, None for whoever has set none."""
        return next(iter(self.person.lunch), None)

    @cached_property
    def follow_ups(self) -> Sequence[DueFollowUp]:
        """The person's open follow-ups up to this day."""
        return self.work.figures.open_followups(self.person.id, self.day)

    @cached_property
    def morning(self) -> datetime:
        """The morning moment: 08:30 or the hour of the team, or when work starts later."""
        return self.at(max(hour_of("N1", self.person.nudge_hours), self.hours[0]))

    @cached_property
    def end(self) -> datetime:
        """The end of work."""
        return self.at(self.hours[1])

    @cached_property
    def last_moment(self) -> datetime:
        """The moment a little before the end of work, or at the hour of the team where that is earlier."""
        latest = self.end - END_NOTICE
        wanted = dict(self.person.nudge_hours).get("N13")
        return min(latest, self.at(max(wanted, self.hours[0]))) if wanted else latest

    def sweep(self, kind: str) -> datetime:
        """Return the moment of a kind on Friday: the usual hour or the team's, between morning and last moment."""
        return max(self.morning, min(self.at(hour_of(kind, self.person.nudge_hours)), self.last_moment))

    @cached_property
    def afternoon(self) -> datetime | None:
        """The afternoon moment: 15:00 or the hour of the team; None when nobody works then, such as on a half day."""
        hour = hour_of("N4", self.person.nudge_hours)
        return self.at(hour) if self.hours[0] <= hour < self.hours[1] else None

    def at_once(self, event: datetime) -> datetime | None:
        """Return when to speak of an event: at once within hours, else in a working morning; None on other days."""
        # The next working day yields it again as long as it is fresh, so nothing is lost by saying nothing.
        if event > self.end or not self.calendar.works(self.day):
            return None
        if event < self.at(self.hours[0]):
            return self.morning
        start, end = self.lunch or (None, None)
        # Whoever has set a lunch eats in peace.
        return self.at(end) if start and end and self.at(start) <= event < self.at(end) < self.end else event

    def reminder_of(self, promise: Promise) -> Due | None:
        """Return the working minute, before its hour, at which a promise is brought up; None for one without."""
        return promise_reminder(Due(day=promise.due, hour=promise.hour), self.zone, self.calendar)

    def named(self, day: date, hour: time | None) -> str:
        """Return today, tomorrow or the weekday of a day soon after, with the local time on it if there is one."""
        ahead = (day - self.day).days
        near = {0: self.say.t("nudge", "today"), 1: self.say.t("nudge", "tomorrow")}
        return self.say.with_hour(near.get(ahead) or self.say.weekday(day.isoweekday(), "short"), hour)

    @property
    def quiet(self) -> datetime:
        """From when on alarms wait for the next working day."""
        return self.end + GRACE

    @property
    def sells(self) -> bool:
        """Whether calls are asked of the person."""
        return Role.SELLER in self.person.roles

    @cached_property
    def _sums(self) -> Sequence[DayFigures]:
        return self.work.figures.days(self.day, self.day, person=self.person.id)

    @cached_property
    def calls(self) -> int:
        """Calls logged for this day."""
        return sum(day.calls for day in self._sums)

    @cached_property
    def other_contacts(self) -> dict[str, float]:
        """The counts of visits, meetings, mails and offers of this day, and what is asked for of them."""
        return contact_figures(self._sums, [self.person], self.day)

    @cached_property
    def target(self) -> int:
        """Calls asked for on this weekday, whether or not it is a day off."""
        return self.person.quota(self.day.isoweekday())

    @cached_property
    def plan(self) -> Sequence[PlannedCall]:
        """The calls that the person planned for this day."""
        return self.work.plans.of(self.person.id, self.day)

    @cached_property
    def _resting(self) -> frozenset[int]:
        return self.work.resting.ids()

    def rests(self, account: int) -> bool:
        """Whether an account is frozen on purpose or lost, so that nothing is said of it."""
        return account in self._resting

    def is_left_alone(self, account: int) -> bool:
        """Whether nobody is to be asked to call an account: it rests, or is closed."""
        now = self.account(account)  # of one that was merged into another, that other
        return self.rests(now.id) or now.closed is not None

    @cached_property
    def promises(self) -> Sequence[Promise]:
        """The person's open promises, the first due first; none to an account that rests."""
        return [each for each in self.work.promises.open_of(self.person.id) if not self.rests(each.account)]

    @cached_property
    def refills_due(self) -> Sequence[Refill]:
        """What the person's customers run out of soon, the first first."""
        refills = self.work.refills.of(self.person.id)
        return due_refills((each for each in refills if not self.rests(each.account)), self.calendar, self.day)

    @cached_property
    def fresh_zeros(self) -> Sequence[OpenZero]:
        """Standing zeros logged within the last days, of the person's accounts and touchpoints."""
        found = self.work.figures.fresh_zeros(self.person.id, self.day - LATE, self.day)
        return [zero for zero in found if self.midnight - FRESH <= zero.at]

    def account(self, account: int) -> Account:
        """Return an account."""
        return self.work.accounts.get(account)

    def sent_before(self, rule: str, subject: str) -> bool | None:
        """Whether a subject of a rule was sent on an earlier day, or still may be; None when it was never planned."""
        return self._earlier.get((rule, subject))

    @cached_property
    def week_before(self) -> Sequence[Occurrence]:
        """What came due for the person on the six days before this one."""
        return self.work.outbox.between(self.person.id, self.day - 6 * DAY, self.day - DAY)

    def uncertain_line(self, planned: Iterable[Occurrence]) -> list[str]:
        """Return one line when messages that came due may not have arrived, none when all did."""
        uncertain = {item.message or item.key for item in planned if item.state is State.UNCERTAIN}
        if not uncertain:
            return []
        return [
            self.say.n(
                "nudge",
                "{count} nudge may not have arrived: type “today”.",
                "{count} nudges may not have arrived: type “today”.",
                len(uncertain),
            )
        ]

    @cached_property
    def _earlier(self) -> Mapping[tuple[str, str], bool]:
        return self.work.outbox.said(self.person.id, self.day - MEMORY, self.day - DAY)


@record
class ChannelDay(_Day):
    """One team channel's local day."""

    team: Team
    country: str
    zone_name: str
    language: str

    @property
    def zone(self) -> ZoneInfo:
        """The team's zone."""
        return ZoneInfo(self.zone_name)

    @property
    def say(self) -> Translator:
        """The team's language."""
        return translator_for(self.language)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The team's working days."""
        return WorkCalendar(country=self.country, closed=tuple(self.work.closed_days.all()))

    @property
    def team_id(self) -> int | None:
        """The team itself."""
        return self.team.id

    @property
    def waits_until(self) -> datetime | None:
        """The next start of work for what is posted on a later day than this one; None while it may be posted."""
        local = self.now.astimezone(self.zone)
        today, worked = local.date(), self.calendar.hours_on(local.date())
        if today <= self.day or (worked and worked[0] <= local.time() <= worked[1]):
            return None
        day = today if worked and local.time() < worked[0] else self.calendar.next_workday(today)
        coming = self.calendar.hours_on(day)
        return self.at(coming[0], day) if coming else None

    def hour(self, kind: str) -> time:
        """Return the local time of a kind of post: the usual one, or the team's."""
        return hour_of(kind, self.team.nudge_hours)

    @cached_property
    def people(self) -> Sequence[Person]:
        """The people of the team."""
        return self.work.people.in_team(self.team.id)

    @cached_property
    def waits(self) -> Sequence[OpenWait]:
        """The customers to whom nobody went, yesterday's too: two minutes after 23:59 are today."""
        return self.work.figures.open_waits(self.day - DAY, self.day, team=self.team.id)


def made_before(promise: Promise, instant: datetime) -> bool:
    """Whether a promise was made before an instant."""
    return promise.made_at is not None and promise.made_at < instant
