"""What Snurr is for and whose figures are whose: said once, with the first thing that somebody logs, and on demand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.people import Person
from bot.domain.work import Work
from bot.language.i18n import Translator
from bot.messages.card import Button, Reply, Text
from bot.messages.events import Event, Line
from bot.messages.press import Press

EVER = datetime(2000, 1, 1, tzinfo=UTC)


def purpose(say: Translator) -> tuple[str, ...]:
    """Return what is stored for what, and who sees it."""
    return (
        say.t("welcome", "I log calls, touchpoints and promises, and remind you at most three times a day."),
        say.t("welcome", "Your figures: you, and sums for the team. Who looks at yours is shown to you: type me."),
    )


def is_first(event: Event, work: Work, who: Person) -> bool:
    """Whether this is the first line that somebody typed in a chat; scripts and the terminal need no welcome."""
    if not (isinstance(event, Line) and event.limited):
        return False
    return work.entries.latest(who.id) is None and not work.inbound.count(who.id, EVER)


def welcomed(reply: Reply, say: Translator) -> Reply:
    """Return a private answer with the welcome below it; what everybody reads, and questions back, stay as they are."""
    if reply.public or reply.form or not reply.ok:
        return reply
    body = (*reply.card.body, *(Text(text=line) for line in purpose(say)))
    hours = Button(label=say.t("button", "My hours"), press=Press(verb="me hours"))
    helped = Button(label=say.t("button", "Help"), press=Press(verb="help"))
    return replace(reply, card=replace(reply.card, body=body, more=(*reply.card.more, hours, helped)))
