"""Help in one's own language: only what this person may do."""

from __future__ import annotations

from bot.arguments.basic import TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Command, command, discover
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.names import fold
from bot.language.vocabulary import VERBS
from bot.messages.card import Card, Fields, Reply, Text

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
    """Show what a person can type, or one command in full."""
    if word:
        return _one(ctx, word)
    commands = [each for each in discover().ranked() if ctx.who.may(each.roles)]
    if len(commands) > LINES:
        commands = [*commands[: LINES - 1], commands[-1]]  # the last one is of a role that few have
    pairs = tuple((_verb(ctx, each), ctx.m(each.help)) for each in commands)
    title = ctx.t("help", "Type what happened")
    return Reply(card=Card(title=title, body=(Fields(pairs=pairs),)))


def _verb(ctx: Context, shown: Command) -> str:
    first, _, _ = shown.verb.partition(" ")
    return VERBS.label(first, ctx.translator.language)


def _one(ctx: Context, word: str) -> Reply:
    found = discover().find([fold(each) for each in word.split()])
    if found is None or not ctx.who.may(found[0].roles):
        raise UserMistake("help", "There is no command {word}: type help to see them all.", word=f'"{word[:40]}"')
    shown = found[0]
    say, under = (
        ctx.translator,
        [each for each in discover() if each.verb.startswith(f"{shown.verb} ") and not each.hidden],
    )
    others = say.join(sorted(each.word(say) for each in under if ctx.who.may(each.roles)))
    lines = [ctx.m(shown.help), shown.usage(say), *shown.shown(say), others]
    return Reply(card=Card(title=shown.word(say), body=tuple(Text(text=line) for line in lines if line)))
