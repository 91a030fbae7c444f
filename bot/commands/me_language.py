"""Choose one's own language."""

from __future__ import annotations

from bot.arguments.basic import ChoiceArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg, translator_for
from bot.language.vocabulary import LANGUAGE_NAMES
from bot.language.word_files import LANGUAGES
from bot.messages.card import Reply
from bot.views.replies import text_reply


@command(
    "me language",
    help=msg("help", "The language in which I write to you"),
    examples=("me language da",),
    args=(ChoiceArg(name="language", label=msg("me", "Language"), table=LANGUAGE_NAMES, choices=LANGUAGES),),
)
def me_language(ctx: Context, language: str) -> Reply:
    """Store the language of all further replies and nudges; the receipt is in it already."""
    ctx.work.people.change(ctx.who.id, language=language)
    return text_reply(translator_for(language).t("me", "From now on I write English to you."))
