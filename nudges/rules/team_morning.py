"""N2: the channel's morning post and the question of the day, led by the one about the waiting customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from bot.domain.calendar import calendar_of
from bot.domain.details import Kind
from bot.domain.looks import Look, Showing, View
from bot.domain.periods import Period
from bot.domain.promises import Promise
from bot.domain.quotas import team_call_target
from bot.domain.sharing import SharedSum, is_group
from bot.language.i18n import msg
from bot.messages.card import Button, Card, Text
from bot.views.day_question import LEADING, QUESTIONS
from bot.views.figures import sellers, team_figures, waiting_median
from bot.views.sharing import shareable_sum, showing_of
from nudges.brevity import clipped
from nudges.rule import Nudge, To, nudge
from nudges.salesday import DAY, ChannelDay

WINDOW = timedelta(hours=2)
FRIDAY = 5
AT_LEAST_EVERY = timedelta(days=7)


@nudge(
    "N2",
    to=To.CHANNEL,
    rank=40,
    help=msg("nudge", "Morning post of the channel and the question of the day"),
    limited=False,
)
def team_morning(day: ChannelDay) -> Iterator[Nudge]:
    """Post once on every weekday."""
    if day.day.isoweekday() > FRIDAY:
        return
    due = day.at(day.hour("N2"))
    question = question_of(day)
    owed = _owed(day)
    waited = _waited(day) if question == LEADING else None
    yield Nudge(
        subject=day.day.isoformat(),
        due=due,
        until=due + WINDOW,
        draw=partial(_card, day, question, owed, waited),
        keep=partial(str, question),
        shows=_showings(owed, waited),
    )


def question_of(day: ChannelDay) -> str:
    """Return the day's question: the leading one first, then in turn, and it again at least once a week."""
    # By what was sent, as a skipped post must not cost a question its turn; and only before today, so that the day
    # yields the same question however often it is asked.
    posts = [post for post in day.work.outbox.sent("N2", day.team.id) if post.local_day < day.day]
    asked = [(post.local_day, post.note) for post in posts]
    led = [when for when, question in asked if question == LEADING]
    monday = day.day - DAY * (day.day.isoweekday() - 1)
    if not led or day.day - led[0] >= AT_LEAST_EVERY or (led[0] < monday and day.day == monday):
        return LEADING
    others = [name for name in QUESTIONS if name != LEADING]
    last = next((question for _, question in asked if question in others), others[-1])
    return others[(others.index(last) + 1) % len(others)]


def _card(day: ChannelDay, question: str, owed: Sequence[Promise], waited: SharedSum | None) -> Card:
    say = day.say
    asked = say.m(QUESTIONS[question].text)
    if question == LEADING and (before := _yesterday(day, waited)):
        asked = say.t("nudge", "{question} Yesterday: {waited}.", question=asked, waited=before)
    lines = (_sums(day, owed), asked) if day.figures_open else (asked,)
    return Card(
        title=say.t("nudge", "Good morning, {team}", team=clipped(day.team.name, 2)),
        body=tuple(Text(text=line) for line in lines),
        buttons=_answers(day, question),
    )


def _sums(day: ChannelDay, owed: Sequence[Promise]) -> str:
    """Return what the team has before it today."""
    say = day.say
    people = [seller for seller in sellers(day.work, day.team.id) if calendar_of(seller).works(day.day)]
    figures = team_figures(day.work, day.team.id, Period(name="today", first=day.day, last=day.day), day.day)
    return say.join(
        (
            say.n("nudge", "{count} call planned", "{count} calls planned", team_call_target(people, day.day, day.day)),
            say.n("nudge", "{count} promise to keep", "{count} promises to keep", len(owed)) if owed else "",
            say.n("nudge", "{count} customer at zero", "{count} customers at zero", int(figures["accounts_at_zero"])),
        )
    )


def _answers(day: ChannelDay, question: str) -> tuple[Button, ...]:
    return tuple(
        day.button(day.say.m(answer.label), "answer", choice=choice, day=day.day.isoformat(), team=str(day.team.id))
        for choice, answer in QUESTIONS[question].answers.items()
    )


def _before(day: ChannelDay) -> Period:
    """Return the last working day."""
    before = day.day - DAY
    while not day.calendar.works(before):
        before -= DAY
    return Period(name="today", first=before, last=before)


def _owed(day: ChannelDay) -> list[Promise]:
    """Return the promises to keep today, none when fewer than a group made them: they would know whose.

    None as well while team figures are closed.
    """
    if not day.figures_open:
        return []
    still = day.work.promises.open_in_team(day.team.id)
    owed = [promise for promise in still if promise.due == day.day or promise.late_on(day.day)]
    return owed if is_group({promise.person for promise in owed}, None) else []


def _waited(day: ChannelDay) -> SharedSum | None:
    """Return the sum of the last working day's waiting times, None where it says something about a person."""
    kinds = frozenset({Kind.WENT})
    return shareable_sum(day.work, day.team.id, _before(day), day.now, day.day, None, view=View.WAITING, kinds=kinds)


def _yesterday(day: ChannelDay, waited: SharedSum | None) -> str:
    """Return the median wait of the last working day, where it may be shown, and how many were not served.

    Nothing while team figures are closed.
    """
    if not day.figures_open:
        return ""
    say, period = day.say, _before(day)
    waits = day.work.figures.waits(period.first, period.last, team=day.team.id)
    seconds = waiting_median(waits) if waited else None
    median = "" if seconds is None else say.t("nudge", "median {span}", span=say.span(timedelta(seconds=seconds)))
    unserved = sum(wait.went_at is None for wait in waits)
    missed = say.n("nudge", "{count} not served", "{count} not served", unserved) if unserved else ""
    return ", ".join(filter(None, (median, missed)))


def _showings(owed: Sequence[Promise], waited: SharedSum | None) -> tuple[Showing, ...]:
    people = frozenset(promise.person for promise in owed)
    promises = (Showing(look=Look(view=View.PROMISES), people=people),) if owed else ()
    return (*promises, *((showing_of(waited),) if waited else ()))
