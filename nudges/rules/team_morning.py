"""N2: the channel's morning post and the question of the day, led by the one about the waiting customer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from bot.domain.calendar import calendar_of
from bot.domain.figures import OpenWait
from bot.domain.looks import Look, Showing, View
from bot.domain.periods import Period
from bot.domain.quotas import team_call_target
from bot.domain.sharing import is_group
from bot.language.i18n import msg
from bot.messages.card import Button, Card, Text
from bot.views.day_question import LEADING, QUESTIONS
from bot.views.figures import sellers, team_figures, waiting_median
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
    yield Nudge(
        subject=day.day.isoformat(),
        due=due,
        until=due + WINDOW,
        draw=partial(_card, day, question),
        keep=partial(str, question),
        shows=_showing(day, question),
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


def _card(day: ChannelDay, question: str) -> Card:
    say = day.say
    people = [seller for seller in sellers(day.work, day.team.id) if calendar_of(seller).works(day.day)]
    still = day.work.promises.open_in_team(day.team.id)
    due = sum(promise.due == day.day or promise.late_on(day.day) for promise in still)
    figures = team_figures(day.work, day.team.id, Period(name="today", first=day.day, last=day.day), day.day)
    line = say.join(
        (
            say.n("nudge", "{count} call planned", "{count} calls planned", team_call_target(people, day.day, day.day)),
            say.n("nudge", "{count} promise to keep", "{count} promises to keep", due),
            say.n("nudge", "{count} customer at zero", "{count} customers at zero", int(figures["accounts_at_zero"])),
        )
    )
    asked = say.m(QUESTIONS[question].text)
    if question == LEADING and (waited := _yesterday(day)):
        asked = say.t("nudge", "{question} Yesterday: {waited}.", question=asked, waited=waited)
    return Card(
        title=say.t("nudge", "Good morning, {team}", team=clipped(day.team.name, 2)),
        body=(Text(text=line), Text(text=asked)),
        buttons=_answers(day, question),
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


def _waits_before(day: ChannelDay) -> Sequence[OpenWait]:
    """Return who waited on the last working day."""
    period = _before(day)
    return day.work.figures.waits(period.first, period.last, team=day.team.id)


def _who_went(waits: Sequence[OpenWait]) -> frozenset[int]:
    """Return who went, nobody when they are fewer than a group: of one or two the median would be their own time."""
    went = frozenset(wait.went_by for wait in waits if wait.went_by is not None)
    return went if is_group(went, None) else frozenset()


def _yesterday(day: ChannelDay) -> str:
    """Return the median wait of the last working day, where enough people went, and how many were not served."""
    say, waits = day.say, _waits_before(day)
    seconds = waiting_median(waits) if _who_went(waits) else None
    median = "" if seconds is None else say.t("nudge", "median {span}", span=say.span(timedelta(seconds=seconds)))
    unserved = sum(wait.went_at is None for wait in waits)
    missed = say.n("nudge", "{count} not served", "{count} not served", unserved) if unserved else ""
    return ", ".join(filter(None, (median, missed)))


def _showing(day: ChannelDay, question: str) -> Showing | None:
    """Return that the waiting times are shown, None where they are not."""
    went = _who_went(_waits_before(day)) if question == LEADING else frozenset()
    return Showing(look=Look(view=View.WAITING, period=_before(day)), people=went) if went else None
