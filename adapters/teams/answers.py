"""Answers to buttons and mentions in Teams: a card, words, or a sentence without details for a whole channel."""

from __future__ import annotations

from adapters.teams.inbound import IncomingActivity
from adapters.teams.render import CARD_TYPE, MESSAGE_TYPE, Json, literal
from bot.language.i18n import translator_for
from bot.messages.card import Reply, Text


def card_answer(content: Json) -> Json:
    """Return the answer to a button that puts a card in the place of the pressed one, for its presser."""
    return {"statusCode": 200, "type": CARD_TYPE, "value": content}


def words_answer(reply: Reply) -> Json:
    """Return the answer to a button that shows its presser words and leaves the card, with its buttons, as it is."""
    return {"statusCode": 200, "type": MESSAGE_TYPE, "value": literal("\n\n".join(reply.card.texts()))}


def is_words_alone(reply: Reply) -> bool:
    """Whether a reply says no more than its words: no buttons, charts or tables."""
    return not reply.card.all_buttons() and all(isinstance(element, Text) for element in reply.card.body)


def public_words(incoming: IncomingActivity, reply: Reply) -> str:
    """Return what everybody in a channel reads of an answer that is for its writer."""
    say = translator_for(incoming.sender.language or "en")
    return say.t("teams", "Logged.") if reply.stored else say.t("teams", "The answer is in your private chat with me.")


def replaces_card(incoming: IncomingActivity, reply: Reply) -> bool:
    """Whether a reply replaces the card whose button was pressed."""
    done = (reply.ok or reply.card.all_buttons()) and not reply.form
    return bool(done and incoming.pressed_on and (reply.replaces or incoming.conversation.personal))
