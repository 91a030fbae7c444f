"""N13: the end of a seller's day: one true and kind sentence, what is open, and who is called first the next day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property, partial

from bot.domain.accounts import Account
from bot.domain.figures import DayFigures
from bot.domain.plates import costliest_silence, wobbliest
from bot.language.i18n import capitalized, msg
from bot.messages.card import Button, Card, Text
from bot.messages.press import existing
from bot.records import record
from bot.views.contacts import contact_lines, those_done
from nudges.brevity import NUDGE_WORDS, short_card, short_name, words_of
from nudges.coming_day import coming_day
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay
from nudges.variety import way_of

WINDOW = timedelta(hours=1)
CHOICES = 2
WEEKS_BEFORE = 3
"""Weeks with whose same weekday a day is compared: the best of four is told."""
WEEK = timedelta(days=7)
ASKS = (
    msg("nudge", "First call {when}?"),
    msg("nudge", "Who comes first {when}?"),
    msg("nudge", "Who gets your first call {when}?"),
    msg("nudge", "Whom do you call first {when}?"),
    msg("nudge", "Who hears from you first {when}?"),
)
TOLD = (msg("nudge", "You told a customer in time."), msg("nudge", "A customer heard from you in time."))
FULL = (msg("nudge", "All calls of today are made."), msg("nudge", "Your target of today is reached."))


@nudge(
    "N13",
    to=To.PERSON,
    rank=90,
    daily=True,
    by_press=True,
    help=msg("nudge", "End of the day: what was done, what is open"),
)
def number_game(day: SalesDay) -> Iterator[Nudge]:
    """Speak to sellers a quarter of an hour before their end of work."""
    if day.sells and day.calendar.works(day.day):
        due = day.last_moment
        yield Nudge(subject=day.day.isoformat(), due=due, until=due + WINDOW, draw=_Evening(day).card)


@record
class _Evening:
    """What one evening says; of an empty day nothing but what is open."""

    day: SalesDay

    def card(self) -> Card:
        """Return the card, of which names are cut where it is too long."""
        card = short_card(partial(self._made, others=True))
        return card if words_of(card) <= NUDGE_WORDS else short_card(partial(self._made, others=False))

    def _made(self, cut: int, *, others: bool) -> Card:
        day = self.day
        uncertain = day.uncertain_line(day.work.outbox.of_day(day.person.id, day.day))
        said = " ".join((*self._kind(cut), *self._facts(others=others)))
        ask = self._ask(cut)
        # Three lines with the title: where something may not have arrived, the first two become one.
        lines = (f"{said} {ask}".strip(), *uncertain) if uncertain else (said, ask)
        return Card(
            title=day.say.t("nudge", "Your day"),
            body=tuple(Text(text=line) for line in lines if line),
            buttons=self._buttons(),
        )

    @cached_property
    def _sums(self) -> dict[date, DayFigures]:
        """The sums of the day and of the weeks before, by day; one without any is not among them."""
        day = self.day
        found = day.work.figures.days(day.day - WEEKS_BEFORE * WEEK, day.day, person=day.person.id)
        return {sums.day: sums for sums in found}

    @cached_property
    def _today(self) -> DayFigures:
        return self._sums.get(self.day.day) or DayFigures(day=self.day.day)

    def _kind(self, cut: int) -> list[str]:
        """Return the best that is true of the day in one sentence; nothing of an empty one."""
        say, today = self.day.say, self._today
        if today.told:
            return [say.m(way_of(self.day, TOLD))]
        if today.kept:
            return [say.n("nudge", "{count} promise kept.", "{count} promises kept.", today.kept)]
        if new := self._new_customer:
            return [say.t("nudge", "A first call to {account}.", account=short_name(new.name, min(cut, 4)))]
        if self._is_best:
            return [say.t("nudge", "Best {weekday} in four weeks.", weekday=say.weekday(self.day.day.isoweekday()))]
        return [say.m(way_of(self.day, FULL))] if 0 < self.day.target <= today.calls else []

    @cached_property
    def _new_customer(self) -> Account | None:
        if not self._today.calls:
            return None
        new = self.day.work.plates.new_customers(self.day.person.id, self.day.day)
        return self.day.work.accounts.find(new[0]) if new else None

    @property
    def _is_best(self) -> bool:
        """Whether more calls were made than on the same weekday of each of the weeks before, one of which had some."""
        before = [self._sums.get(self.day.day - weeks * WEEK) for weeks in range(1, WEEKS_BEFORE + 1)]
        calls = [sums.calls for sums in before if sums]
        return bool(calls) and self._today.calls > max(calls) > 0

    def _facts(self, *, others: bool) -> list[str]:
        say, calls, still = self.day.say, self._today.calls, len(self.day.promises)
        counted = say.t("nudge", "{calls} of {target} calls.", calls=calls, target=self.day.target)
        return [
            *([counted] if calls else []),
            *(self._other_contacts if others else []),
            *([say.n("nudge", "{count} promise open.", "{count} promises open.", still)] if still else []),
        ]

    @cached_property
    def _other_contacts(self) -> list[str]:
        lines = contact_lines(self.day.say, those_done(self.day.other_contacts))
        return [f"{capitalized(line)}." for line in lines]

    @cached_property
    def _following(self) -> date:
        return self.day.calendar.next_workday(self.day.day)

    @cached_property
    def _planned(self) -> Account | None:
        """The first call of the plan of the next working day."""
        plan = self.day.work.plans.of(self.day.person.id, self._following)
        return self.day.work.accounts.find(plan[0].account) if plan else None

    def _ask(self, cut: int) -> str:
        say, when = self.day.say, coming_day(self.day.say, self.day.day, self._following)
        if self._planned:
            name = short_name(self._planned.name, min(cut, 4))
            return say.t("nudge", "First call {when}: {account}.", when=when, account=name)
        return say.m(way_of(self.day, ASKS), when=when)

    def _buttons(self) -> tuple[Button, ...]:
        day, due = self.day, self._following.isoformat()
        choices = tuple(
            day.button(account.name, "firstcall", account=existing(account.id), due=due) for account in self._choices
        )
        return (*choices, day.button(day.say.t("button", "Other"), "firstcall", due=due))

    @cached_property
    def _choices(self) -> list[Account]:
        """Whoever may be called first: what wobbles most, but for who is planned already and who was called today."""
        day = self.day
        own = day.work.plates.of(day.person.id)
        plates = [plate for plate in own if plate.silent(day.day) and not day.rests(plate.account)]
        ordered = (*wobbliest(plates, self._following), *costliest_silence(plates, self._following))
        wanted = dict.fromkeys(plate.account for plate in ordered)
        planned = self._planned.id if self._planned else None
        return [day.account(account) for account in wanted if account != planned][:CHOICES]
