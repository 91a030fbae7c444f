"""The welcome: what Snurr stores and who sees it, added to the first reply to somebody who logs something."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.inbound import Before
from bot.language.i18n import Translator
from bot.messages.card import Button, Reply, Text
from bot.messages.events import Event, Line
from bot.messages.press import Press


def purpose(translator: Translator) -> tuple[str, ...]:
    """Return the sentences on what is stored for what, and who sees it."""
    return (
        translator.t("welcome", "I log calls, touchpoints and promises, and remind you at most three times a day."),
        translator.t(
            "welcome", "Your figures: you, and sums for the team. Who looks at yours is shown to you: type “me”."
        ),
    )


def is_first(event: Event, before: Before) -> bool:
    """Whether this is the first line that a person typed in a chat; scripts and the terminal get no welcome."""
    return isinstance(event, Line) and event.limited and not before.known


def welcomed(reply: Reply, translator: Translator) -> Reply:
    """Return a reply with the welcome below it; public replies, forms and refusals stay as they are."""
    if reply.public or reply.form or not reply.ok:
        return reply
    body = (*reply.card.body, *(Text(text=line) for line in purpose(translator)))
    hours = Button(label=translator.t("button", "My hours"), press=Press(verb="me hours"))
    helped = Button(label=translator.t("button", "Help"), press=Press(verb="help"))
    return replace(reply, card=replace(reply.card, body=body, more=(*reply.card.more, hours, helped)))
