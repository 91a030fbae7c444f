"""N1: the morning: calls to make, and up to three customers to call first, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property, partial

from bot.domain.outbox import Reason
from bot.language.i18n import capitalized, msg
from bot.messages.card import Button, Card, Element, Item, Style, Text
from bot.messages.press import existing
from bot.records import record
from bot.views.contacts import contact_lines, those_asked_for
from bot.views.labels import phone_of
from nudges.brevity import MORNING_WORDS, short_card, short_name, words_of
from nudges.first_calls import FirstCall, calls_left, first_calls, said_in
from nudges.rule import Nudge, To, nudge
from nudges.salesday import DAY, SalesDay
from nudges.variety import way_of

WINDOW = timedelta(hours=2)
FRIDAY = 5
LOOK_BACK = timedelta(days=7)
"""How far back the last working day may lie of which the morning speaks."""
LEADS = (
    msg("nudge", "Start here:"),
    msg("nudge", "These come first:"),
    msg("nudge", "Worth a call today:"),
    msg("nudge", "First on your list:"),
    msg("nudge", "Begin with:"),
)
"""What leads from the count to the customers."""


@nudge("N1", to=To.PERSON, rank=10, daily=True, help=msg("nudge", "Morning: calls to make and whom to call first"))
def call_quota(day: SalesDay) -> Iterator[Nudge]:
    """Speak to every seller on every day on which calls are asked for; a weekend counts for those who work then."""
    if not day.sells or (day.day.isoweekday() > FRIDAY and not day.calendar.works(day.day)):
        return
    done = day.target > 0 and day.calls >= day.target
    # Yielded with a reason, not left out, so that the account of the day says why nothing was sent.
    skip = Reason.ALREADY_DONE if done else None if day.target else Reason.NO_CALLS
    at, morning = day.morning, _Morning(day)
    yield Nudge(
        subject=day.day.isoformat(),
        due=at,
        until=at + WINDOW,
        draw=morning.card,
        keep=morning.note,
        again=morning.again,
        skip=skip,
    )


@record
class _Morning:
    """What one morning says; it is read once, when it is first asked for."""

    day: SalesDay

    @cached_property
    def drawn(self) -> tuple[tuple[FirstCall, ...], Card]:
        """The customers that are named, and the card; of long names less is shown, and then of customers."""
        calls = first_calls(self.day, said_in(item for item in self.day.week_before if item.rule == "N1"))
        card = self._card(calls)
        while words_of(card) > MORNING_WORDS and len(calls) > 1:
            # Whoever is not shown was not said, and may be named tomorrow.
            calls = calls[:-1]
            card = self._card(calls)
        return calls, card

    def card(self) -> Card:
        """Return the card."""
        return self.drawn[1]

    def note(self) -> str:
        """Return what was said of whom, so that it is not said again within a week."""
        return " ".join(call.token for call in self.drawn[0])

    def again(self, note: str) -> Card | None:
        """Return the card of those who were named and not called yet, None when there are none."""
        calls = calls_left(self.day, frozenset(note.split()))
        return self._card(calls) if calls else None

    def _card(self, calls: tuple[FirstCall, ...]) -> Card:
        return short_card(partial(self._made, calls), MORNING_WORDS)

    def _made(self, calls: tuple[FirstCall, ...], cut: int) -> Card:
        day, buttons = self.day, self._buttons(calls, cut)
        items = (
            Item(title=short_name(call.account.name), text=call.text(day, cut), button=button)
            for call, button in zip(calls, buttons, strict=False)
        )
        return Card(
            title=day.say.t("nudge", "Good morning"),
            body=(Text(text=self._count(calls)), *self._lines(calls, cut)),
            buttons=buttons,
            items=tuple(items),
            more=(day.button(day.say.t("button", "Whose turn"), "plates"),),
        )

    def _count(self, calls: tuple[FirstCall, ...]) -> str:
        day = self.day
        count = day.say.t("nudge", "{calls} of {target} calls.", calls=day.calls, target=day.target)
        lead = day.say.m(way_of(day, LEADS)) if calls else day.say.t("nudge", "Who will you call first?")
        asked = those_asked_for(day.other_contacts)
        others = (f"{capitalized(line)}." for line in contact_lines(day.say, asked))
        return " ".join((count, *others, *self._good_day, *self._uncertain, lead))

    @cached_property
    def _uncertain(self) -> list[str]:
        yesterday = self.day.day - DAY
        return self.day.uncertain_line(item for item in self.day.week_before if item.local_day == yesterday)

    @cached_property
    def _good_day(self) -> list[str]:
        """The calls of the last working day, where they were as many as were asked for."""
        day = self.day
        before = day.day - DAY
        while not day.calendar.works(before):
            before -= DAY
            if day.day - before > LOOK_BACK:
                return []
        target = day.person.quota(before.isoweekday())
        calls = sum(sums.calls for sums in day.work.figures.days(before, before, person=day.person.id))
        if not target or calls < target:
            return []
        if day.day - before == DAY:
            return [day.say.t("nudge", "Yesterday {calls} of {target}.", calls=calls, target=target)]
        weekday = capitalized(day.say.weekday(before.isoweekday()))
        return [day.say.t("nudge", "{weekday} {calls} of {target}.", weekday=weekday, calls=calls, target=target)]

    def _lines(self, calls: tuple[FirstCall, ...], cut: int) -> Iterator[Element]:
        for call in calls:
            yield Text(text=call.text(self.day, cut))
            yield from phone_of(self.day.say, call.account)

    def _buttons(self, calls: tuple[FirstCall, ...], cut: int) -> tuple[Button, ...]:
        day = self.day
        if not calls:
            return (day.button(day.say.t("button", "Log a call"), "call", Style.MAIN),)
        labels = [day.say.t("nudge", "Log call: {account}", account=short_name(call.account.name)) for call in calls]
        styles = (Style.MAIN, *(Style.PLAIN for _ in calls[1:]))
        return tuple(
            day.button(label, "call", style, account=existing(call.account.id))
            for label, style, call in zip(labels, styles, calls, strict=True)
        )
