"""Nudges of a kind that somebody never answers: after ten in a row it is asked, once, whether they are to stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.domain.work import Work
from bot.messages.card import Card, Text
from nudges.compose import ClaimedNudge
from nudges.rule import Rule
from nudges.salesday import DAY, SalesDay

IN_A_ROW = 10
LOOK_BACK = timedelta(days=60)
"""Within which the ten were sent; of what comes more rarely nobody grows tired."""
PAUSE = timedelta(days=14)
"""For how long `mute` stops a kind where no day is said."""
ASKED = "stop?"
"""What is kept with a nudge that asked."""


def offer_to_stop(work: Work, day: SalesDay, nudges: Sequence[ClaimedNudge]) -> list[ClaimedNudge]:
    """Return the nudges of a message; the first kind that was never answered asks whether it is to stop.

    Of a kind that work answers, such as a follow-up, whoever logs anything answers it.
    """
    limited = [nudge for nudge in nudges if nudge.planned.rule.limited]
    if not limited:
        return list(nudges)
    first = day.day - LOOK_BACK
    ignored = work.outbox.unanswered(day.person.id, first, day.day - DAY, IN_A_ROW)
    tired = next((nudge for nudge in limited if _is_ignored(work, day, nudge.planned.rule, ignored)), None)
    return [_asking(day, nudge) if nudge is tired else nudge for nudge in nudges]


def _is_ignored(work: Work, day: SalesDay, rule: Rule, ignored: frozenset[str]) -> bool:
    if rule.id not in ignored or (not rule.by_press and _logs(day)):
        return False
    return not work.outbox.kept_ever(day.person.id, rule.id, ASKED)


def _logs(day: SalesDay) -> bool:
    return day.work.figures.logged(day.person.id, day.day - LOOK_BACK, day.day)


def _asking(day: SalesDay, nudge: ClaimedNudge) -> ClaimedNudge:
    said = nudge.planned.nudge
    kept = f"{said.note} {ASKED}".strip()
    asking = replace(said, draw=partial(_with_question, day, nudge), keep=partial(str, kept))
    return replace(nudge, planned=replace(nudge.planned, nudge=asking))


def _with_question(day: SalesDay, nudge: ClaimedNudge) -> Card:
    say, card = day.say, nudge.planned.nudge.card
    until = say.day(day.day + PAUSE)
    question = say.t("nudge", "Ten of these stayed unanswered. Stop them until {day}?", day=until)
    stop = day.button(say.t("button", "Stop them"), "mute", rule=nudge.planned.rule.id)
    return replace(card, body=(*card.body, Text(text=question)), buttons=(*card.buttons[:2], stop, *card.buttons[2:]))
