"""What the channels of the three places must get: the question of the day, who waits, the week in figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from tests.soak.quarter.asks import Ask
from tests.soak.quarter.book import Book
from tests.soak.quarter.days import Person
from tests.soak.quarter.desk import Key, Sent
from tests.soak.quarter.texts import missing_of_channel

LEADING = "waiting"
WEEK = timedelta(days=7)
FRIDAY = 5


@dataclass(kw_only=True)
class Board:
    """One channel as the posts came to it; `place` has its days."""

    place: Person
    since: date = date.max
    """The first day on which a turn was taken."""
    ended: set[Key] = field(default_factory=set)
    questions: list[tuple[date, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    right: dict[str, int] = field(default_factory=dict)

    def settle(self, book: Book, now: datetime, sent: list[Sent]) -> None:
        """Compare what was posted with what had to be."""
        day = self.place.local(now).date()
        self.since, wanted = min(self.since, day), {}
        if not self.place.is_off(day):
            for ask in self._asks(book, day):
                key = (ask.rule, ask.about)
                if ask.due <= now and key not in self.ended:
                    self.ended.add(key)
                    wanted[key] = now <= ask.until
        due = {key for key, in_time in wanted.items() if in_time}
        came = {each.key for each in sent}
        self.wrong += [f"{self.place.name} {now}: {key} came and should not have" for key in came - due]
        self.wrong += [f"{self.place.name} {now}: {key} did not come" for key in due - came]
        for rule, _ in came & due:
            self.right[rule] = self.right.get(rule, 0) + 1
        for each in sent:
            if missing := missing_of_channel(book, self.place, each.rule, each.about, day, each.text):
                self.wrong.append(f"{self.place.name} {now}: {each.text!r} had to say {missing}")
        self.questions += [(day, each.note) for each in sent if each.rule == "N2"]

    def _asks(self, book: Book, day: date) -> Iterator[Ask]:
        at = self.place.instant(day, time(8, 45))
        yield Ask(rule="N2", about=day.isoformat(), due=at, until=at + timedelta(hours=2))
        yield from self._week(day)
        for wait in book.waits:
            at = wait.at + timedelta(minutes=2)
            went = any(each.live for each in book.went.get(wait.ref, ()))
            if wait.team == self.place.team and wait.live and not went and self.place.local(at).date() == day:
                yield Ask(rule="N8", about=wait.ref, due=at, until=at + timedelta(minutes=45))

    def _week(self, day: date) -> Iterator[Ask]:
        """N18: on Friday at three, or from the start of work on one of the three working days after it."""
        friday = day - timedelta(days=(day.isoweekday() - FRIDAY) % 7)
        hours = self.place.hours(friday)
        if friday >= self.since and hours and hours[1] > time(15):
            last = self.place.next_workday(self.place.next_workday(self.place.next_workday(friday)))
            due = self.place.instant(day, time(15) if day == friday else self.place.start)
            yield Ask(rule="N18", about=friday.isoformat(), due=due, until=self.place.instant(last, time(15)))

    def check_questions(self) -> None:
        """The leading question comes first and at least once a week; the others take turns."""
        led = [day for day, question in self.questions if question == LEADING]
        if not led or led[0] != self.questions[0][0]:
            self.wrong.append(f"{self.place.name}: the first question is {self.questions[:1]}")
        posts = [day for day, _ in self.questions]
        for before, after in zip(led, led[1:] + posts[-1:], strict=True):
            # A holiday in between may put it off to the first post after it.
            if after - before > WEEK and any(before + WEEK <= day < after for day in posts):
                self.wrong.append(f"{self.place.name}: not asked between {before} and {after}")
        others = [question for _, question in self.questions if question != LEADING]
        kinds = list(dict.fromkeys(others))
        if others != [kinds[n % len(kinds)] for n in range(len(others))]:
            self.wrong.append(f"{self.place.name}: {others} are not in turn")
