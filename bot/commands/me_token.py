"""Tokens by which an assistant acts as a person: make one, list them, revoke one. A secret is shown once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.arguments.basic import ButtonValue, ChoiceArg
from bot.arguments.keyword import NewNameArg
from bot.arguments.parser import Arg, Match, MissingArguments, ParseContext
from bot.arguments.rhythm import no_rhythm
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.access_tokens import LONGEST, USUAL, AccessToken, IssuedToken, TokenKind, revoke
from bot.errors import UserMistake
from bot.language.i18n import Quoted, msg
from bot.language.names import fold
from bot.language.rhythms import LONGEST as RHYTHM_WORDS
from bot.language.rhythms import parse_rhythm
from bot.language.tokens import Token, text_of
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Card, Reply, Text
from bot.records import record
from bot.views.access_tokens import (
    issue_token,
    issued_reply,
    kept_reply,
    require_private,
    revoke_button,
    revoked_reply,
    token_text,
)
from bot.views.replies import text_reply

IN_SIGHT = 3


@record(kw_only=True)
class LengthArg(Arg):
    """A length of time such as 30 days or 3m; the value is a timedelta."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        for count in range(min(RHYTHM_WORDS, len(words)), 0, -1):
            days = parse_rhythm(text_of(words[:count]), context.language)
            if days == 0:
                raise no_rhythm(text_of(words[:count]))
            if days:
                return Match(timedelta(days=days), count)
        return None

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return self.match(words, context, ()) is not None


@command(
    "me token",
    help=msg("help", "Let an assistant act as you: make a token, see and revoke yours"),
    by_hand=True,
    args=(
        ChoiceArg(
            name="act", label=msg("field", "What to do"), table=KEYWORDS, choices=("new", "revoke"), optional=True
        ),
        NewNameArg(name="label", label=msg("field", "Name of the token"), optional=True),
        LengthArg(name="works", label=msg("field", "How long it works"), optional=True),
        ButtonValue(name="number", label=msg("field", "Name of the token")),
        ButtonValue(name="copied", label=msg("field", "Name of the token")),
        ButtonValue(name="lost", label=msg("field", "Name of the token")),
    ),
    examples=("me token", "me token new laptop", "me token new laptop 30 days", "me token revoke laptop"),
)
def me_token(
    ctx: Context, act: str | None, label: str | None, works: timedelta | None, number: str, copied: str, lost: str
) -> Reply:
    """List one's tokens, make one or revoke one; buttons revoke by number, hide a secret and replace a lost one."""
    require_private(ctx)
    if copied or lost:
        token = _found(ctx, copied or lost)
        return _kept(ctx, token) if copied else _renewed(ctx, token)
    if act is None:
        return _list(ctx)
    if act == "new":
        return _new(ctx, label or ctx.t("token", "assistant"), works or USUAL)
    if not (number or label):
        raise MissingArguments(["label"], {"act": act})
    token = _found(ctx, number) if number else _named(ctx, label or "")
    revoke(ctx.work.access_tokens, ctx.work.audit, token, ctx.at)
    return revoked_reply(ctx, token)


def _new(ctx: Context, label: str, works: timedelta) -> Reply:
    if works > LONGEST:
        raise UserMistake("token", "A token works for at most {days} days.", days=LONGEST.days).at("works")
    if any(fold(each.label) == fold(label) for each in ctx.work.access_tokens.of(ctx.who.id, ctx.at)):
        raise UserMistake("token", "You have a token called {name}: type another name.", name=Quoted(label)).at("label")
    return _issued(ctx, issue_token(ctx, TokenKind.ASSISTANT, label, works))


def _issued(ctx: Context, issued: IssuedToken) -> Reply:
    lines = (
        ctx.t("token", "It acts with your rights: whoever has it logs and reads as you."),
        ctx.t("token", "I keep no copy: it is shown this once."),
    )
    return issued_reply(ctx, "me token", issued, issued.secret, lines, _kept(ctx, issued.token))


def _kept(ctx: Context, token: AccessToken) -> Reply:
    line = ctx.t("token", "The token was shown once. Not copied? Press “Another token”: this one is revoked then.")
    title, another = ctx.t("token", "Your new token"), ctx.t("button", "Another token")
    return kept_reply(ctx, "me token", token, title, line, another)


def _renewed(ctx: Context, token: AccessToken) -> Reply:
    if token.kind is not TokenKind.ASSISTANT:
        raise UserMistake("token", "That token works no more: type “me token” to see yours.")
    revoke(ctx.work.access_tokens, ctx.work.audit, token, ctx.at)
    works = token.expires_at - ctx.at if token.expires_at else None
    return _issued(ctx, issue_token(ctx, TokenKind.ASSISTANT, token.label, works))


def _list(ctx: Context) -> Reply:
    tokens = ctx.work.access_tokens.of(ctx.who.id, ctx.at)
    if not tokens:
        return text_reply(ctx.t("token", "You have no tokens. “me token new laptop” makes one for an assistant."))
    buttons = tuple(
        revoke_button(ctx, "me token", ctx.t("button", "Revoke {name}", name=Quoted(each.label)), each)
        for each in tokens
    )
    body = tuple(Text(text=token_text(ctx, each)) for each in tokens)
    card = Card(title=ctx.t("token", "Your tokens"), body=body, buttons=buttons[:IN_SIGHT], more=buttons[IN_SIGHT:])
    return Reply(card=card)


def _found(ctx: Context, number: str) -> AccessToken:
    return _only(ctx, [each for each in ctx.work.access_tokens.of(ctx.who.id, ctx.at) if str(each.id) == number])


def _named(ctx: Context, label: str) -> AccessToken:
    own = ctx.work.access_tokens.of(ctx.who.id, ctx.at)
    return _only(ctx, [each for each in own if fold(each.label) == fold(label)])


def _only(ctx: Context, found: Sequence[AccessToken]) -> AccessToken:
    if len(found) != 1:
        raise UserMistake("token", "No token of yours is called that: type “me token” to see them.")
    return found[0]
