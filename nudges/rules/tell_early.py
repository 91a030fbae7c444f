"""N5: a promise runs out and the customer has not been told that it will not be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from bot.arguments.new_day import told_values
from bot.domain.details import Kind, PromiseStep
from bot.domain.promises import Promise
from bot.language.i18n import msg
from bot.language.names import without_form
from bot.messages.card import Card, Style, Text
from bot.views.labels import phone_of
from bot.views.promises import hold_question, tell_first_text
from nudges.brevity import TITLE_WORDS, clipped, short_card, short_name
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay, made_before


@nudge("N5", to=To.PERSON, rank=5, lasting=True, help=msg("nudge", "A promise is due and the customer does not know"))
def tell_early(day: SalesDay) -> Iterator[Nudge]:
    """Speak an hour before the hour of a promise, or in the afternoon of its day, or in the next working morning.

    The morning after is for what could not be said before. An hour is reminded of although the question of the day
    before was answered with yes, because it is the hour that was asked for.
    """
    if not day.calendar.works(day.day):
        return
    for promise in day.promises:
        if spoken_at := _spoken_at(day, promise):
            again = promise.moved and spoken_at == _before_hour(day, promise)
            draw = partial(_hour_card if again else _card, day, promise)
            yield Nudge(subject=_subject(promise), due=spoken_at, until=day.quiet, draw=draw)


def _subject(promise: Promise) -> str:
    # With the day and the hour, so that a promise that is moved is spoken of again.
    return f"{promise.ref}@{promise.due}{f'T{promise.hour:%H:%M}' if promise.hour else ''}"


def _spoken_at(day: SalesDay, promise: Promise) -> datetime | None:
    """Return when to speak of a promise on this day, None for not at all."""
    before = _before_hour(day, promise) if promise.hour else _afternoon(day, promise)
    if before:
        return before
    # Not simply the day after: the due day may be followed by days off, or be one.
    late = not promise.told and day.calendar.next_workday(promise.due) == day.day
    return day.morning if late else None


def _afternoon(day: SalesDay, promise: Promise) -> datetime | None:
    on_its_day = promise.due == day.day and not promise.told
    return day.afternoon if on_its_day and day.afternoon and made_before(promise, day.afternoon) else None


def _before_hour(day: SalesDay, promise: Promise) -> datetime | None:
    reminder = day.reminder_of(promise)
    if reminder is None or reminder.hour is None or reminder.day != day.day:
        return None
    said, before = _hour_said_at(day, promise), day.at(reminder.hour)
    # What was said after the moment is not reminded of: it was typed a moment ago.
    return before if said and said < before else None


def _hour_said_at(day: SalesDay, promise: Promise) -> datetime | None:
    """Return when the hour that counts was said; None when the customer was told since that it will not hold."""
    if promise.told:
        return None
    if not promise.moved:
        return promise.made_at
    made = day.work.entries.live(Kind.PROMISE, promise.number)
    last = day.work.entries.following(made)[-1] if made else None
    return last.at if last and isinstance(last.detail, PromiseStep) and last.detail.due else None


def _card(day: SalesDay, promise: Promise) -> Card:
    say, account = day.say, day.account(promise.account)
    breaches = day.work.promises.breaches(promise.account, day.day)
    buttons = (
        day.button(say.t("button", "I told them"), "told", Style.MAIN, note="", **told_values(day.work, promise)),
        day.button(say.t("button", "Draft a message"), "draft", promise=promise.ref),
        day.button(say.t("button", "Kept"), "kept", promise=promise.ref),
    )
    heading = say.t("nudge", "{account} does not know yet", account=without_form(account.name))
    short = len(heading.split()) <= TITLE_WORDS
    shown = heading if short else say.t("nudge", "Tell them first")

    def made(cut: int) -> Card:
        text = tell_first_text(
            say, promise, clipped(promise.what, cut), breaches, "" if short else short_name(account.name, min(cut, 4))
        )
        return Card(title=shown, body=(Text(text=text), *phone_of(say, account)), buttons=buttons)

    return short_card(made)


def _hour_card(day: SalesDay, promise: Promise) -> Card:
    """Return the reminder of an hour that the customer was told of."""
    say, account = day.say, day.account(promise.account)
    buttons = (
        day.button(say.t("button", "Kept"), "kept", Style.MAIN, promise=promise.ref),
        day.button(say.t("button", "I told them"), "told", Style.PLAIN, note="", **told_values(day.work, promise)),
    )
    when = day.named(promise.due, None)
    heading = say.t("nudge", "Promise {number}, {when}", number=promise.number, when=when)

    def made(cut: int) -> Card:
        text = hold_question(say, promise, short_name(account.name), clipped(promise.what, cut))
        return Card(title=heading, body=(Text(text=text), *phone_of(say, account)), buttons=buttons)

    return short_card(made)
