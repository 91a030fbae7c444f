"""Show one's own words, which are read without a question, and forget them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.arguments.keyword import KeywordArg, plain
from bot.arguments.outcome import outcome_label
from bot.arguments.touchpoint import touchpoint_name
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.own_words import ACCOUNT, FACTOR, VERB, OwnWord
from bot.domain.ratings import SINGLE_FACTORS, Factor
from bot.errors import UserMistake
from bot.language.i18n import Quoted, msg
from bot.language.names import fold
from bot.language.vocabulary import OUTCOMES, VERBS, verb_label
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.press import ExistingId, unpack_selection
from bot.views.labels import factor_name
from bot.views.replies import text_reply

IN_SIGHT = 5
POINT = "point"
"""The kind of a word that stands for a touchpoint."""


@command(
    "me words",
    help=msg("help", "The words of yours that I remember"),
    args=(
        KeywordArg(name="forget", label=msg("field", "Word to forget"), keyword="forget", meaning=plain, optional=True),
    ),
    examples=("me words",),
)
def me_words(ctx: Context, forget: str | None) -> Reply:
    """List the known words of the person, or forget one; raises UserMistake for a word that is not among them."""
    own = [each for each in ctx.work.own_words.all(ctx.who.id) if each.known]
    return _forgotten(ctx, forget, own) if forget else _list(ctx, own)


def _forgotten(ctx: Context, word: str, own: Sequence[OwnWord]) -> Reply:
    found = [each for each in own if each.word == fold(word)]
    if not found:
        raise UserMistake("words", "I do not remember {word}.", word=Quoted(word[:40]))
    for each in found:
        ctx.work.own_words.forget(ctx.who.id, each.kind, each.word)
    return text_reply(ctx.t("words", "Forgotten: {word}. I will ask again.", word=Quoted(found[0].word)))


def _list(ctx: Context, own: Sequence[OwnWord]) -> Reply:
    shown = [(each, meaning) for each in own if (meaning := _meaning(ctx, each))]
    if not shown:
        return text_reply(ctx.t("words", "I remember no words of yours yet. Once you pick what one means, I do."))
    body = tuple(Text(text=f"{each.word}: {meaning}") for each, meaning in shown)
    words = dict.fromkeys(each.word for each, _ in shown)
    buttons = tuple(_forget_button(ctx, word) for word in words)
    title = ctx.t("words", "Words that I remember")
    return Reply(card=Card(title=title, body=body, buttons=buttons[:IN_SIGHT], more=buttons[IN_SIGHT:]))


def _forget_button(ctx: Context, word: str) -> Button:
    return ctx.button(ctx.t("button", "Forget {word}", word=Quoted(word)), "me words", forget=word)


def _meaning(ctx: Context, own: OwnWord) -> str:
    """Return what a word means, as the person reads it; "" for what is no longer there."""
    language = ctx.translator.language
    selected = unpack_selection(own.meaning)
    if isinstance(selected, ExistingId) and own.kind == ACCOUNT:
        account = ctx.work.accounts.find(selected.id)
        return account.name if account else ""
    if isinstance(selected, ExistingId) and own.kind == POINT:
        points = (point for point in ctx.work.touchpoints.all() if point.id == selected.id)
        return next((touchpoint_name(ctx.translator, point) for point in points), "")
    if own.kind == FACTOR:
        return factor_name(ctx.translator, Factor(own.meaning)) if own.meaning in SINGLE_FACTORS else ""
    if own.kind == VERB:
        return verb_label(own.meaning, language) if own.meaning in VERBS.words else ""
    return outcome_label(own.meaning, language) if own.meaning in OUTCOMES.words else ""
