"""Which nudges a person's day must bring, by product.md, commands.md, contract.md and the decisions in docs/why.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tests.soak.quarter.book import Book, OpenPromise
from tests.soak.quarter.days import DAY, Person
from tests.soak.quarter.facts import Contact, FollowUp

LASTING = frozenset({"N3", "N4", "N5", "N6", "N7", "N9", "N23"})
"""What is said on a later day when it could not be said before."""
RANKS = ("N7", "N5", "N6", "N23", "N1", "N3", "N9", "N19", "N4", "N16", "N17", "N12", "N13", "N15", "N14")
"""What matters most comes first, where a day has no words for all."""
FREE = frozenset({"N6", "N7"})
"""Alarms: they wait for no moment and use none up."""
AFTERNOON, WEEK_ENDS, LATE_DAY = time(15), time(14, 30), time(17)
NEWS, OLD_NEWS = timedelta(days=14), timedelta(days=21)
FRIDAY = 5
NOTICE, TRIED, MONTH = 5, timedelta(days=14), timedelta(days=30)
QUARTER_HOUR = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Something that is to be said: from when, until when; with `done` there is nothing to say any more."""

    rule: str
    about: str
    due: datetime
    until: datetime
    done: bool = False
    again: bool = False
    """Whether its reader put it off: it was counted when it came first, and waits for no moment."""


@dataclass(kw_only=True)
class Today:
    """One person's day at an instant."""

    book: Book
    who: Person
    now: datetime
    day: date
    start: datetime
    end: datetime
    morning: datetime

    @property
    def evening(self) -> datetime:
        """The last moment of the day."""
        return self.end - QUARTER_HOUR

    @property
    def quiet(self) -> datetime:
        """From when on nothing more is said."""
        return self.end + QUARTER_HOUR

    @property
    def midnight(self) -> datetime:
        """The end of the day."""
        return self.who.instant(self.day + DAY, time(0))

    @property
    def afternoon(self) -> datetime | None:
        """The moment in the afternoon, where it is worked."""
        at = self.who.instant(self.day, AFTERNOON)
        return at if self.start <= at < self.end else None

    def at(self, wall: time) -> datetime:
        """Return a time of this day."""
        return self.who.instant(self.day, wall)

    def at_once(self, event: datetime) -> datetime | None:
        """Return when to speak of an event: at once while work goes on, after lunch, or in the morning."""
        if event > self.end:
            return None
        if event < self.start:
            return self.morning
        eats, returns = (self.at(wall) for wall in self.who.lunch) if self.who.lunch else (None, None)
        return returns if eats and returns and eats <= event < returns < self.end else event


def today_of(book: Book, who: Person, now: datetime) -> Today | None:
    """Return somebody's day, None for one that they have off."""
    day = who.local(now).date()
    hours = who.hours(day)
    if hours is None:
        return None
    start, end = (who.instant(day, wall) for wall in hours)
    morning = max(who.instant(day, who.morning), start)
    return Today(book=book, who=who, now=now, day=day, start=start, end=end, morning=morning)


def asks(today: Today, tips: int, asked: dict[str, date]) -> Iterator[Ask]:
    """Yield all that the day holds; `tips` were given this week, `asked` says when each touchpoint was asked about."""
    yield from _promises(today)
    yield from _zeros(today)
    yield from _breaches(today)
    yield from _refills(today)
    yield from _colleague(today, asked)
    for account in sorted(today.book.near[today.who.name]):
        for each in today.book.standing(account).follow_ups:
            if each.who == today.who.name and not today.book.standing(account).rests:
                yield from _follow_up(today, each)
    for when, to, number, rating in today.book.notes:
        at = today.at_once(when) if to == today.who.name and when >= today.midnight - NEWS else None
        if at and not today.book.standing(today.book.facts[rating].account).rests:
            yield Ask(rule="N23", about=number, due=at, until=today.quiet)
    if today.who.sells:
        yield from _seller(today, tips)
    yield from _junk(today)


def _seller(today: Today, tips: int) -> Iterator[Ask]:
    """N1, N12, N13, N14 and N19."""
    who, book, name = today.who, today.book, today.day.isoformat()
    made = book.calls_on(who.name, today.day) >= who.target
    yield Ask(rule="N1", about=name, due=today.morning, until=today.morning + timedelta(hours=2), done=made)
    yield Ask(rule="N13", about=name, due=today.evening, until=today.evening + timedelta(hours=1))
    if who.lunch and today.start <= today.at(who.lunch[0]) - 2 * QUARTER_HOUR and today.at(who.lunch[1]) < today.end:
        eats, returns = who.lunch
        chosen = any(
            each.who == who.name and (each.due, each.hour) == (today.day, returns)
            for account in book.near[who.name]
            for each in book.standing(account).follow_ups
        )
        yield Ask(
            rule="N12", about=name, due=today.at(eats) - 2 * QUARTER_HOUR, until=today.at(eats), done=made or chosen
        )
    if today.day.isoweekday() == FRIDAY and minutes_of_week(book, who.name, today.day):
        due = min(today.at(WEEK_ENDS), today.evening)
        yield Ask(rule="N14", about=name, due=due, until=today.end)
    if tips < 2 and any(_spoke(today, account) for account in book.plan(who.name, today.day)):
        yield Ask(rule="N19", about=name, due=today.morning, until=today.morning + timedelta(hours=2))


def minutes_of_week(book: Book, who: str, day: date) -> int:
    """Return the minutes of somebody's hand-offs in the week of a day."""
    monday = day - DAY * (day.isoweekday() - 1)
    return sum(each.minutes for each in book.hand_offs if each.live and each.who == who and monday <= each.day <= day)


def _spoke(today: Today, account: str) -> bool:
    """Whether the person noted words of a customer who was not contacted today."""
    if today.book.standing(account).last == today.day:
        return False
    contacts = today.book.accounts[account].live(Contact)
    return any(each.words and each.who == today.who.name for each in contacts)


def _junk(today: Today) -> Iterator[Ask]:
    """N15."""
    monday = today.day - DAY * (today.day.isoweekday() - 1)
    wasted = [
        each for each in today.book.junk if each.live and each.who == today.who.name and monday <= each.day <= today.day
    ]
    if wasted and today.day.isoweekday() == FRIDAY:
        due = max(today.morning, min(today.at(WEEK_ENDS), today.evening))
        yield Ask(rule="N15", about=today.day.isoformat(), due=due, until=today.quiet)


def _follow_up(today: Today, each: FollowUp) -> Iterator[Ask]:
    """N3: in the morning, or at its hour within working hours; what could not be said then, the next morning."""
    hour = f"T{each.hour:%H:%M}" if each.hour else ""
    about = f"{each.ref}@{each.due}{hour}"
    morning = Ask(rule="N3", about=about, due=max(today.morning, each.at), until=max(today.at(LATE_DAY), today.morning))
    if each.due < today.day - MONTH:
        return
    if each.hour is None:
        if today.who.workday_from(each.due) <= today.day:
            yield morning
        return
    day, wall = today.who.working_minute(each.due, each.hour)
    logged = today.who.local(each.at)
    if (day, wall) < (logged.date(), logged.time()):
        day = today.who.next_workday(day) if day == each.due else today.who.workday_from(each.due)
        if day <= today.day:
            yield morning
    elif day == today.day:
        yield Ask(rule="N3", about=about, due=today.at(wall), until=today.quiet)
    elif day < today.day:
        yield morning


def open_promises(today: Today) -> list[OpenPromise]:
    """Return somebody's open promises to customers who do not rest."""
    standings = (today.book.standing(account) for account in today.book.near[today.who.name])
    return [each for known in standings if not known.rests for each in known.promises if each.who == today.who.name]


def _promises(today: Today) -> Iterator[Ask]:
    """N4 and N5."""
    following = today.who.next_workday(today.day)
    for each in open_promises(today):
        reminder = _reminder(today, each)
        about = f"{each.ref}@{each.due}"
        if each.due == today.day and each.made_at < today.morning:
            until = min(today.morning + timedelta(hours=4), reminder or today.midnight)
            if today.morning < until:
                yield Ask(rule="N4", about=about, due=today.morning, until=until)
        elif today.afternoon and today.day < each.due <= following and each.made_at < today.afternoon:
            yield Ask(rule="N4", about=about, due=today.afternoon, until=today.at(time(18)))
        spoken = None if each.told else _told_first(today, each, reminder)
        if spoken:
            hour = f"T{each.hour:%H:%M}" if each.hour else ""
            yield Ask(rule="N5", about=about + hour, due=spoken, until=today.quiet)


def _reminder(today: Today, each: OpenPromise) -> datetime | None:
    """Return the working minute, an hour before its own, at which a promise is brought up; None without an hour."""
    if each.hour is None:
        return None
    who, due_at = today.who, today.who.instant(each.due, each.hour)
    asked, hours = who.local(due_at - timedelta(hours=1)), who.hours(each.due)
    if hours and (asked.date() < each.due or asked.time() < hours[0]) and hours[0] < each.hour:
        return who.instant(each.due, hours[0])
    return who.instant(*who.working_minute(asked.date(), asked.time()))


def _told_first(today: Today, each: OpenPromise, reminder: datetime | None) -> datetime | None:
    """Return when to say that the customer does not know: before the hour, in the afternoon, or the morning after."""
    if each.hour is None:
        if each.due == today.day and today.afternoon and each.made_at < today.afternoon:
            return today.afternoon
    elif reminder and today.who.local(reminder).date() == today.day and each.said_at and each.said_at < reminder:
        return reminder
    return today.morning if today.who.next_workday(each.due) == today.day else None


def _zeros(today: Today) -> Iterator[Ask]:
    """N6: to the owner of the customer and of the touchpoint, not to who logged it."""
    who, book = today.who.name, today.book
    mine = [point for point, owner in book.owners.items() if owner == who]
    for account in book.accounts.values() if mine else [book.accounts[name] for name in sorted(book.near[who])]:
        known = book.standing(account.name)
        for zero in known.zeros:
            owns = account.owner == who and not known.rests
            news = zero.at >= today.midnight - NEWS and zero.day >= today.day - OLD_NEWS
            due = today.at_once(zero.at) if news and zero.who != who and (owns or zero.point in mine) else None
            if due:
                yield Ask(rule="N6", about=f"{zero.ref}:{zero.factor}", due=due, until=today.quiet)


def _breaches(today: Today) -> Iterator[Ask]:
    """N7: at two and more to the owner, from three on a minute later to the manager of the owner's team."""
    who, book = today.who, today.book
    for account in book.accounts.values() if who.manages else [book.accounts[name] for name in book.near[who.name]]:
        known = book.standing(account.name)
        if known.breaches < 2 or known.rests or known.breached_at is None:
            continue
        due = today.at_once(known.breached_at) if known.breached_at >= today.midnight - NEWS else None
        owns = account.owner == who.name
        manages = who.manages and book.people[account.owner].team == who.team and known.breaches > 2
        if due and (owns or manages):
            about = f"{account.name}:{known.breaches}:{known.breached_at.isoformat()}"
            later = timedelta(0) if owns else timedelta(minutes=1)
            yield Ask(rule="N7", about=about, due=due + later, until=today.quiet)


def runs_out(today: Today) -> list[tuple[date, int, str]]:
    """Return what customers run out of within five working days or did: until when, its number and whose it is."""
    found = []
    for name in today.book.near[today.who.name]:
        account, known = today.book.accounts[name], today.book.standing(name)
        for refill, since, _ in known.refills if account.owner == today.who.name and not known.rests else ():
            until = since + timedelta(days=refill.every)
            ring = until
            for _ in range(NOTICE):
                ring = today.who.workday_before(ring)
            if max(ring, today.who.next_workday(since)) <= today.day:
                found.append((until, refill.number, name))
    return sorted(found)


def _refills(today: Today) -> Iterator[Ask]:
    """N9: in the morning, once until it is ordered, not on the day on which it was typed."""
    for until, number, name in runs_out(today):
        typed = next(at for refill, _, at in today.book.standing(name).refills if refill.number == number)
        if today.who.local(typed).date() < today.day <= until + TRIED:
            latest = max(today.at(LATE_DAY), today.morning)
            yield Ask(rule="N9", about=f"B{number}@{until}", due=today.morning, until=latest)


def unrated_point(today: Today, asked: dict[str, date]) -> str | None:
    """Return the touchpoint of somebody that nobody rated for 30 days, of several the one asked about longest ago."""
    points = list(today.book.owners)
    found = []
    for point in (each for each in points if today.book.owners[each] == today.who.name):
        last = today.book.last_rated(point) or today.who.since
        if last <= today.day - MONTH:
            found.append((asked.get(point, date.min), points.index(point), point))
    return min(found)[2] if found else None


def _colleague(today: Today, asked: dict[str, date]) -> Iterator[Ask]:
    """N16 and N17: one question on the first day of the week that the owner of a touchpoint works."""
    who = today.who
    monday = today.day - DAY * (today.day.isoweekday() - 1)
    if who.name not in today.book.owners.values() or who.workday_from(monday) != today.day:
        return
    if unrated_point(today, asked):
        yield Ask(rule="N16", about=today.day.isoformat(), due=today.morning, until=today.quiet)
    elif not who.sells:
        yield Ask(rule="N17", about=today.day.isoformat(), due=today.morning, until=today.quiet)
