"""What a channel's post shows now: its first card, with what became of its subject since then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.channel_posts import ChannelPost, question_of, wait_of
from bot.domain.work import Work
from bot.language.i18n import Translator, translator_for
from bot.messages import codec
from bot.messages.card import Card, Text
from bot.views.day_question import count_line, question_with
from bot.views.waits import unserved_text, wait_now

REACH = timedelta(days=9)


def card_now(work: Work, post: ChannelPost, at: datetime) -> Card:
    """Return the card of a post as it is at an instant."""
    first, say = codec.unpack_reply(post.card).card, translator_for(post.language)
    number, asked = wait_of(post.subject), question_of(post.subject)
    if number is not None:
        return _wait_card(work, say, first, number, at, changed=post.version > 0)
    if asked:
        line = _answers_line(work, say, first, *asked)
        body = (*first.body, Text(text=line)) if line else first.body
        ended = at >= post.until
        return replace(first, body=body, buttons=() if ended else first.buttons, more=() if ended else first.more)
    return first


def _wait_card(work: Work, say: Translator, first: Card, number: int, at: datetime, *, changed: bool) -> Card:
    wait = work.figures.wait(number, at.date() - REACH, at.date() + timedelta(days=1))
    if wait is None:
        gone = say.t("waiting", "That was taken back: nobody waits here.")
        return Card(title=first.title, body=(Text(text=gone),))
    if ended := wait_now(work, say, wait, at):
        return Card(body=(Text(text=ended),))
    if not changed:
        return first
    place = say.join((wait.place, wait.what))
    return replace(first, body=(Text(text=unserved_text(say, place)),), seconds=None)


def _answers_line(work: Work, say: Translator, first: Card, team: int, day: date) -> str:
    choices = [button.press.values.get("choice", "") for button in first.all_buttons()]
    question = question_with(choices[0]) if choices else None
    counts = work.outbox.answers(team, day)
    return count_line(say, question, counts) if question and counts else ""
