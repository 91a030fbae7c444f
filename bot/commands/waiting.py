"""Announce a customer who waits; the reply is public, so that whoever is free can go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.arguments.basic import TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import Revision, command
from bot.domain.accounts import Account
from bot.domain.channel_posts import wait_subject
from bot.domain.details import Waiting
from bot.language.i18n import capitalized, msg
from bot.language.name_words import at_place
from bot.language.names import account_key
from bot.language.tokens import Token, as_typed, text_of, tokens
from bot.messages.card import Reply, Style
from bot.messages.events import Scope
from bot.views.replies import receipt_reply


def revise_waiting(old: Waiting, changes: Mapping[str, Any]) -> Waiting:
    """Return a wait with an edited place."""
    return replace(old, place=changes.get("what", old.place))


@command(
    "waiting",
    help=msg("help", "A customer waits: who goes?"),
    args=(TextArg(name="what", label=msg("field", "Where, or which account"), multiline=False, limit=200),),
    revises=Revision(Waiting, revise_waiting),
    native="waiting",
    rank=70,
    menu=60,
    examples=("waiting counter", "waiting acme quote", "waiting done"),
)
def waiting(ctx: Context, what: str) -> Reply:
    """Log that a customer waits at a place, or an account for something, with the button for whoever goes."""
    account, rest = _split_account(ctx, what)
    place = account.name if account else at_place(what, ctx.translator.language)
    # In a chat of one's own nobody else reads along.
    ctx = ctx.in_team_language() if ctx.place.scope is Scope.CHANNEL else ctx
    entry = ctx.log(Waiting(place=place, what=rest if account else ""), account)
    lines = [
        ctx.t("waiting", "A customer waits"),
        ctx.t(
            "waiting",
            "{place}. Nobody is on it yet.",
            place=capitalized(ctx.translator.join((place, rest if account else ""))),
        ),
    ]
    go = ctx.button(ctx.t("button", "I go"), "go", Style.MAIN, waiting=entry.ref)
    return receipt_reply(
        ctx, entry, lines, buttons=(go, ctx.undo_button(entry)), public=True, subject=wait_subject(entry.number)
    )


def _split_account(ctx: Context, what: str) -> tuple[Account | None, str]:
    """Return the account whose name, or the whole first word of it, begins the text, and the rest; None for a place."""
    words = tokens(what)
    for count in range(len(words), 0, -1):
        account = ctx.work.accounts.by_key(account_key(text_of(words[:count]))) if _is_name(words[:count]) else None
        if account:
            return account, as_typed(words[count:]) if words[count:] else ""
    # Whole words only: most texts are a place, and the beginning of a customer's name must not make one of it.
    first = words[:1] if words and not words[0].quoted and _is_name(words[:1]) else ()
    called = ctx.work.accounts.ids_of_word(account_key(text_of(first))) if first else {}
    if len(called) == 1:
        return ctx.work.accounts.get(*called.values()), as_typed(words[1:]) if words[1:] else ""
    return None, ""


def _is_name(words: tuple[Token, ...]) -> bool:
    """Whether words may be a name: the last one holds a letter or digit, and no text in quotes is behind the first."""
    return any(map(str.isalnum, words[-1].text)) and not any(word.quoted for word in words[1:])
