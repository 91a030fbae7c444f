"""N27: a program of the company's own does not take its events: each admin is told once, when the first is given up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from bot.domain.first_contact import was_met
from bot.domain.people import Role
from bot.domain.receiver_address import host_of
from bot.domain.webhooks import Webhook, WebhookState
from bot.language.i18n import msg
from bot.messages.card import Card, Style, Text
from bot.views.webhooks import failure_text
from nudges.brevity import clipped, short_card
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay


@nudge(
    "N27",
    to=To.PERSON,
    rank=216,
    lasting=True,
    limited=False,
    help=msg("nudge", "A program that takes no events, to admins"),
)
def receiver_failing(day: SalesDay) -> Iterator[Nudge]:
    """Tell of a receiver that wants no more, and of one whose first event was given up since it began to fail."""
    if Role.ADMIN not in day.person.roles or not was_met(day.work, day.person):
        return
    for webhook in day.work.webhooks.all():
        since = _told_from(day, webhook)
        due = day.at_once(since) if since else None
        if due is not None and webhook.failing_since:
            subject = f"E{webhook.id}:{webhook.failing_since:%Y%m%dT%H%M%S}"
            yield Nudge(subject=subject, due=due, until=day.quiet, draw=partial(_card, day, webhook))


def _told_from(day: SalesDay, webhook: Webhook) -> datetime | None:
    if webhook.state is WebhookState.REFUSED:
        return webhook.failing_since
    return day.work.webhooks.given_up_since(webhook) if webhook.state is WebhookState.ON else None


def _card(day: SalesDay, webhook: Webhook) -> Card:
    say = day.say
    button = day.button(say.t("button", "What waits"), "admin webhook", Style.MAIN)

    def made(cut: int) -> Card:
        host = clipped(host_of(webhook.url), cut)
        if webhook.state is WebhookState.REFUSED:
            line = say.t("nudge", "{host} wants no more events (410); I send none.", host=host)
        else:
            why = failure_text(say, webhook.reason, webhook.status)
            line = say.t("nudge", "{host} takes no events: {why}. The oldest are given up.", host=host, why=why)
        return Card(title=say.t("nudge", "Events do not arrive"), body=(Text(text=line),), buttons=(button,))

    return short_card(made)
