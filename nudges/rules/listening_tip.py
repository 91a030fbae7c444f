"""N19: before a planned call, what the customer said last and two open questions that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from bot.domain.accounts import Account
from bot.domain.noted_words import words_of
from bot.domain.outbox import State
from bot.domain.periods import week_of
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.messages.press import existing
from nudges.brevity import clipped, short_card, short_name, short_title
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay
from nudges.variety import way_of

WINDOW = timedelta(hours=2)
A_WEEK = 2
READ = (State.SENT, State.UNCERTAIN)
QUESTIONS = (
    msg("nudge", "Ask: what has happened since? What would help now?"),
    msg("nudge", "Ask: why does that matter? What comes next?"),
    msg("nudge", "Ask: how does that work today? What would be better?"),
    msg("nudge", "Ask: who else is concerned? What do they say?"),
    msg("nudge", "Ask: what had you hoped for? What is still missing?"),
)


@nudge("N19", to=To.PERSON, rank=25, help=msg("nudge", "Before a planned call: what to ask, from what was said last"))
def listening_tip(day: SalesDay) -> Iterator[Nudge]:
    """Speak in the morning of the first planned call to somebody whose words were noted, twice a week at most."""
    if not day.sells or not day.calendar.works(day.day):
        return
    for call in day.plan:
        account = day.account(call.account)
        if account.last_contact == day.day:
            continue
        if (words := _last_words(day, account)) and _tips_before(day) < A_WEEK:
            draw = partial(_card, day, account, words)
            yield Nudge(subject=day.day.isoformat(), due=day.morning, until=day.morning + WINDOW, draw=draw)
            return


def _last_words(day: SalesDay, account: Account) -> str:
    """Return what the person noted of the last conversation with words; what colleagues noted is theirs."""
    heard = day.work.entries.heard_last(account.id, day.person.id)
    return words_of(heard.detail) if heard else ""


def _tips_before(day: SalesDay) -> int:
    """Return how many tips this week held before today."""
    monday = week_of(day.day).first
    return sum(item.rule == "N19" and item.state in READ and item.local_day >= monday for item in day.week_before)


def _card(day: SalesDay, account: Account, words: str) -> Card:
    say = day.say
    title = short_title(lambda cut: say.t("nudge", "Before {account}", account=short_name(account.name, min(cut, 4))))
    label = say.t("nudge", "Log call: {account}", account=short_name(account.name))
    log = day.button(label, "call", Style.MAIN, account=existing(account.id))

    def made(cut: int) -> Card:
        said = say.t("nudge", "Last time: “{words}”.", words=clipped(words, cut))
        return Card(title=title, body=(Text(text=said), Text(text=say.m(way_of(day, QUESTIONS)))), buttons=(log,))

    return short_card(made)
