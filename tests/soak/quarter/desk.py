"""What was said to each person so far, and whether what was sent at an instant is what had to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from tests.soak.quarter.asks import FREE, LASTING, RANKS, Ask, Today, asks, unrated_point
from tests.soak.quarter.days import Person
from tests.soak.quarter.firsts import firsts
from tests.soak.quarter.texts import length, missing_of_person

MOMENTS, WORDS = 3, 273
KEPT_WORDS = 40
"""Words, and one moment, are kept for the last moment of a seller's day."""
LONGEST = {"N1": 50}
SHORT = 25
"""Words of a nudge at most, by the house rules of the product."""
WEEK = timedelta(days=7)
STOP, PATIENCE = "stop?", 10
"""What is kept of a nudge that asked whether its kind is to stop, after so many that nobody answered."""
LATER, STILL = timedelta(hours=1), timedelta(hours=4)
"""When what was put off comes again, and for how long it may."""
QUIET, MORNING = time(18), time(8, 30)
"""From when on nobody is reminded who works no longer, and when they are instead."""
Key = tuple[str, str]
"""A rule and what it speaks of."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One nudge that was sent, as the outbox has it."""

    rule: str
    about: str
    words: int
    note: str
    message: str
    text: str = ""
    """What the whole message says."""

    @property
    def key(self) -> Key:
        """What it spoke of."""
        return self.rule, self.about


@dataclass(kw_only=True)
class Desk:
    """One person as the messages came to them; `wrong` says each difference in words."""

    said: set[Key] = field(default_factory=set)
    ended: set[tuple[date, Key]] = field(default_factory=set)
    held: set[tuple[date, Key]] = field(default_factory=set)
    moments: Counter[date] = field(default_factory=Counter)
    words: Counter[date] = field(default_factory=Counter)
    tips: list[date] = field(default_factory=list)
    asked: dict[str, date] = field(default_factory=dict)
    mornings: dict[date, str] = field(default_factory=dict)
    again: dict[Key, datetime] = field(default_factory=dict)
    """When what its reader put off comes again."""
    evenings: int = 0
    wrong: list[str] = field(default_factory=list)
    right: Counter[str] = field(default_factory=Counter)
    """How often each rule spoke as it had to."""
    unsaid: Counter[str] = field(default_factory=Counter)
    """How often a rule had something to say, and a pause, a mute, what was done or the budget stood against it."""

    def ready(self, today: Today) -> list[Ask]:
        """Return what is to be said now, if the budget allows it."""
        monday = today.day - timedelta(days=today.day.isoweekday() - 1)
        found = {}
        for ask in asks(today, sum(day >= monday for day in self.tips if day < today.day), self.asked):
            found[ask.rule, ask.about] = ask
        evening = today.who.sells and today.now >= today.evening
        for day, key in [each for each in self.held if evening and each[0] == today.day]:
            self.held.discard((day, key))
            if key not in found:
                self.ended.add((day, key))
        return [*self._put_off(today, found), *(ask for ask in found.values() if self._is_due(today, ask))]

    def put_off(self, who: Person, told: Sequence[Sent], now: datetime) -> None:
        """Let a message come again an hour later, or in the next working morning where that is in the evening."""
        due, wall = now + LATER, who.local(now + LATER)
        if wall.time() > max(QUIET, who.end) or who.is_off(wall.date()):
            due = who.instant(who.next_workday(wall.date()), MORNING)
        self.again |= {each.key: due for each in told}

    def _put_off(self, today: Today, found: dict[Key, Ask]) -> list[Ask]:
        """Return what comes again now, where it is still so and nothing stands against it."""
        ripe = [key for key, due in self.again.items() if due <= today.now]
        in_time = [key for key in ripe if self.again.pop(key) + STILL >= today.now and key in found]
        return [replace(found[key], again=True) for key in in_time if not self._is_unwanted(today, found[key])]

    def _is_unwanted(self, today: Today, ask: Ask) -> bool:
        """Whether a pause, a mute or what was done stands against it."""
        quiet = today.who.quiet_until and today.day < today.who.quiet_until
        return bool(quiet or today.day < today.who.muted.get(ask.rule, date.min) or ask.done)

    def _is_due(self, today: Today, ask: Ask) -> bool:
        key = (ask.rule, ask.about)
        said = ask.rule in LASTING and key in self.said
        if today.now < ask.due or said or (today.day, key) in self.ended or (today.day, key) in self.held:
            return False
        if self._is_unwanted(today, ask) or today.now > ask.until:
            self._end(today, ask)
            return False
        return True

    def _end(self, today: Today, ask: Ask) -> None:
        self.ended.add((today.day, (ask.rule, ask.about)))
        self.unsaid[ask.rule] += 1

    def settle(self, today: Today, ready: Sequence[Ask], sent: Sequence[Sent]) -> None:
        """Compare what was sent with what had to be, and remember it."""
        wanted = {(ask.rule, ask.about): ask for ask in ready}
        before_evening = today.who.sells and today.now < today.evening
        is_open = self.moments[today.day] < MOMENTS - before_evening
        left = WORDS - KEPT_WORDS * before_evening - self.words[today.day]
        free = {key for key, ask in wanted.items() if ask.again or ask.rule in FREE}
        limited = [each for each in sent if each.key not in free and each.rule not in FREE]
        spent = sum(each.words for each in limited)
        for each in sent:
            if each.key not in wanted:
                self._differs(today, f"{each.rule} {each.about} came and should not have")
            else:
                self._came(today, each)
        if limited and (not is_open or spent > left or len({each.message for each in sent}) > 1):
            self._differs(today, f"over budget: {spent} of {left} words, {self.moments[today.day]} moments before")
        self._check_text(today, sent)
        came = {each.key for each in sent}
        for key, ask in wanted.items():
            if key in came:
                continue
            before = sum(each.words for each in limited if RANKS.index(each.rule) <= RANKS.index(ask.rule))
            fits = is_open and before + LONGEST.get(ask.rule, SHORT) <= left
            if key in free or fits:
                self._differs(today, f"{ask.rule} {ask.about}, due {ask.due}, did not come")
            self._hold(today, ask)
        self.moments[today.day] += bool(limited)
        self.words[today.day] += spent

    def _hold(self, today: Today, ask: Ask) -> None:
        if today.who.sells and today.now < today.evening <= ask.until:
            self.held.add((today.day, (ask.rule, ask.about)))
        else:
            self._end(today, ask)

    def _came(self, today: Today, sent: Sent) -> None:
        self.right[sent.rule] += 1
        self.said.add(sent.key)
        self.ended.add((today.day, sent.key))
        if sent.rule == "N19":
            self.tips.append(today.day)
        if sent.rule == "N16":
            point = unrated_point(today, self.asked) or ""
            number = str(today.book.point_ids[point])
            if number != sent.note:
                self._differs(today, f"N16 asked about {sent.note}, not {number}")
            self.asked[point] = today.day
        if sent.rule == "N1":
            self._check_morning(today, sent)

    def _check_text(self, today: Today, sent: Sequence[Sent]) -> None:
        """Compare the numbers and the length of a message; of evenings that nobody answers one asks whether to stop."""
        text = sent[0].text if sent else ""
        rules = {each.rule for each in sent}
        wrong = missing_of_person(today, rules, text)
        wrong += [
            f"{each.rule} in fewer words"
            for each in sent
            if each.words > LONGEST.get(each.rule, SHORT) and STOP not in each.note
        ]
        wrong += (
            [f"{sum(each.words for each in sent)} words"] if length(text) != sum(each.words for each in sent) else []
        )
        self.evenings += "N13" in rules
        asks = any(each.rule == "N13" and STOP in each.note for each in sent)
        wrong += ["whether evenings are to stop"] if asks != ("N13" in rules and self.evenings == PATIENCE + 1) else []
        if wrong:
            self._differs(today, f"{text!r} had to say {wrong}")

    def _check_morning(self, today: Today, sent: Sent) -> None:
        """Compare the customers that a morning names; of those who do not fit the last are left out."""
        lately = [note for day, note in self.mornings.items() if today.day - WEEK < day < today.day]
        expected = firsts(today, {token for note in lately for token in note.split()})
        named = sent.note.removesuffix(STOP).split()
        cut = len(named) < len(expected) and named and sent.words + SHORT > LONGEST["N1"]
        if (expected[: len(named)] if cut else expected) != named:
            self._differs(today, f"N1 named {named}, not {expected}")
        self.mornings[today.day] = sent.note

    def _differs(self, today: Today, what: str) -> None:
        local = today.who.local(today.now)
        self.wrong.append(f"{today.who.name} {local:%a %Y-%m-%d %H:%M}: {what}")
