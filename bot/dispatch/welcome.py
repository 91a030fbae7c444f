"""The welcome: what Snurr stores and who sees it, added to the first reply to somebody who logs something."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.inbound import Before
from bot.domain.people import Person
from bot.domain.purposes import Purpose
from bot.domain.work import Work
from bot.language.i18n import Translator, translator_for
from bot.messages.card import Button, Reply, Text
from bot.messages.events import Event, Line, Pressed, Scope, Submission
from bot.messages.press import Press


def purpose(translator: Translator) -> tuple[str, ...]:
    """Return the sentences on what is stored for what, and who sees it."""
    return (
        translator.t("welcome", "I log calls, touchpoints and promises, and remind you at most three times a day."),
        translator.t(
            "welcome", "Your figures: you, and sums for the team. Who looks at yours is shown to you: type “me”."
        ),
    )


def purpose_text(say: Translator, purpose: Purpose) -> str:
    """Return a purpose in one line, for somebody who has not read it yet."""
    return say.t(
        "purpose",
        "Team figures are for: {words} ({basis}). Type “privacy” to read who sees what.",
        words=purpose.words,
        basis=purpose.basis,
    )


class PurposeUnread(Exception):
    """A command that only reads is to say what figures are for, and has no transaction in which to note that it did."""


def is_chat_line(event: Event) -> bool:
    """Whether a person typed it in a chat; scripts, programs and the terminal get no welcome."""
    return isinstance(event, Line) and event.limited and not event.via


def is_from_chat(event: Event) -> bool:
    """Whether a person typed, pressed or filled it in, in a chat; a page that a platform draws is no press."""
    if isinstance(event, Submission):
        return not event.via
    return is_chat_line(event) or (isinstance(event, Pressed) and event.limited and not event.via)


def is_first(event: Event, before: Before) -> bool:
    """Whether this is the first line that a person typed in a chat."""
    return is_chat_line(event) and not before.known


def _has_room(reply: Reply) -> bool:
    """Whether something may be added to a reply: public ones, forms and refusals stay as they are."""
    return not (reply.public or reply.form) and reply.ok


def with_purpose(reply: Reply, event: Event, work: Work, who: Person) -> Reply:
    """Return a reply with what team figures are for below it, once, and note that the person has read it.

    What takes the place of a channel's post stays as it is, as everybody reads it.
    """
    if not _has_room(reply) or (reply.replaces and event.place.scope is Scope.CHANNEL):
        return reply
    newest = work.purposes.versions()[0]
    work.purposes.note_read(who.id, newest.id, event.at)
    # The person is read again: the command itself may have changed the language.
    said = Text(text=purpose_text(translator_for(work.people.get(who.id).language), newest))
    if said in reply.card.body:
        return reply
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, said)))


def welcomed(reply: Reply, translator: Translator) -> Reply:
    """Return a reply with the welcome below it."""
    if not _has_room(reply):
        return reply
    body = (*reply.card.body, *(Text(text=line) for line in purpose(translator)))
    hours = Button(label=translator.t("button", "My hours"), press=Press(verb="me hours"))
    helped = Button(label=translator.t("button", "Help"), press=Press(verb="help"))
    return replace(reply, card=replace(reply.card, body=body, more=(*reply.card.more, hours, helped)))
