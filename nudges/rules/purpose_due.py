"""N26: team figures stay open only for a while without a purpose; each admin is told twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from bot.domain.first_contact import was_met
from bot.domain.people import Role
from bot.domain.team_figures import Gate, team_figures_gate
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.views.purpose import upgrade_text
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay

LAST_WEEK = timedelta(days=7)


@nudge(
    "N26",
    to=To.PERSON,
    rank=215,
    lasting=True,
    limited=False,
    help=msg("nudge", "Until when team figures are open without a purpose, to admins"),
)
def purpose_due(day: SalesDay) -> Iterator[Nudge]:
    """Tell each admin twice of an upgrade's last day, while no purpose is named."""
    if Role.ADMIN not in day.person.roles or not was_met(day.work, day.person):
        return
    figures = team_figures_gate(day.work, None, day.day)
    if figures.gate is not Gate.UPGRADE or figures.purpose or not figures.until or not day.calendar.works(day.day):
        return
    last = "last " if day.day > figures.until - LAST_WEEK else ""
    subject = f"{last}{figures.until.isoformat()}"
    yield Nudge(subject=subject, due=day.morning, until=day.quiet, draw=partial(_card, day, figures.until))


def _card(day: SalesDay, until: date) -> Card:
    fill = day.button(day.say.t("button", "Fill in"), "admin purpose", Style.MAIN, fill="1")
    title = day.say.t("nudge", "Team figures need a purpose")
    return Card(title=title, body=(Text(text=upgrade_text(day.say, until)),), buttons=(fill,))
