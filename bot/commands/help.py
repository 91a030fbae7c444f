"""List the commands that the person may use, or explain one."""

from __future__ import annotations

from bot.arguments.basic import TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Command, command, lazily
from bot.domain.people import EVERYONE
from bot.errors import UserMistake
from bot.language.i18n import Quoted, msg
from bot.language.vocabulary import VERBS
from bot.messages.card import Card, Fields, Reply
from bot.views.replies import text_reply

LINES = 11


@command(
    "help",
    help=msg("help", "What you can type"),
    reads=True,
    args=(TextArg(name="word", label=msg("field", "Command"), optional=True, default="", multiline=False),),
    menu=120,
    examples=("help", "help touch"),
)
def help_card(ctx: Context, word: str) -> Reply:
    """Show the first commands, or grammar and examples of one; raises UserMistake for a word that is no command."""
    if word:
        return _explain_command(ctx, word)
    commands = [known for known in lazily().ranked() if ctx.who.may(known.roles)]
    # What is of a role that few have stands last, and they are to find it.
    own = [known for known in commands if known.roles != EVERYONE]
    commands = [*[known for known in commands if known not in own][: LINES - len(own)], *own]
    pairs = tuple((_verb_label(ctx, known), ctx.m(known.help)) for known in commands)
    title = ctx.t("help", "Type what happened, such as “call acme”; “help call” says more")
    return Reply(card=Card(title=title, body=(Fields(pairs=pairs),)))


def _verb_label(ctx: Context, shown: Command) -> str:
    first, _, _ = shown.verb.partition(" ")
    return VERBS.label(first, ctx.translator.language)


def _explain_command(ctx: Context, word: str) -> Reply:
    found = lazily().find(word.split(), ctx.translator.language)
    if found is None or found[0].hidden or not ctx.who.may(found[0].roles):
        raise UserMistake("help", "There is no command {word}: type “help” to see them all.", word=Quoted(word[:40]))
    shown = found[0]
    say = ctx.translator
    under = [known for known in lazily() if known.verb.startswith(f"{shown.verb} ") and not known.hidden]
    others = say.join(sorted(known.word(say) for known in under if ctx.who.may(known.roles)))
    return text_reply(ctx.m(shown.help), shown.usage(say), *shown.shown(say), others, title=shown.word(say))
