"""Learning a person's own words from what they pick; the receipt of the pick that makes one known says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.arguments.picks import Pick
from bot.dispatch.command_call import CommandCall
from bot.dispatch.context import Context
from bot.domain import own_words
from bot.language.i18n import Quoted
from bot.language.names import fold
from bot.language.vocabulary import VERBS
from bot.messages.card import Reply, Text
from bot.messages.press import TYPED_VERB, VERB, LineAgain


def picked_verb(call: CommandCall) -> tuple[Pick, ...]:
    """Return the pick of the verb of a line that began with an unknown word; none for any other call."""
    answers = LineAgain(line=call.line, once=None, answers=call.answers).decisions(call.fact or 0)
    word = "" if VERB in answers else answers.get(TYPED_VERB, "")
    return (Pick(kind=own_words.VERB, word=fold(word), meaning=call.command.verb),) if word else ()


def with_learned(reply: Reply, picks: Sequence[Pick], context: Context) -> Reply:
    """Count what was picked, and return the reply with a line for each word that is known since then.

    A word that is a command is never learned: it would be read as another thing than it says.
    """
    own, person = context.work.own_words, context.who.id
    learned = [each for each in picks if VERBS.find(each.word, context.translator.language) is None]
    known = [each for each in learned if own_words.pick(own, person, each.kind, each.word, each.meaning, context.at)]
    lines = tuple(Text(text=_told(each, context)) for each in known)
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, *lines))) if lines else reply


def _told(learned: Pick, context: Context) -> str:
    return context.t("words", "I will remember {word}; type “me words” to change that.", word=Quoted(learned.word))
