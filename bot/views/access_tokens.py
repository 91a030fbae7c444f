"""Personal access tokens as people see them: issued to their holder alone, and listed without their secrets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dispatch.context import Context
from bot.domain.access_tokens import MOST, AccessToken, IssuedToken, TokenKind, issue
from bot.errors import UserMistake
from bot.language.i18n import Message, msg
from bot.messages.card import Button, Card, Element, Quote, Reply, Style, Text
from bot.messages.events import Scope
from bot.views.replies import text_reply

CALENDAR_PATH = "/calendar/"
"""Where calendar programs ask, before the secret."""
HOOK_PATH = "/in"
"""Where programs give lines; a secret follows, unless a header has it."""

KINDS: dict[TokenKind, Message] = {
    TokenKind.ASSISTANT: msg("token", "for an assistant"),
    TokenKind.CALENDAR: msg("token", "for a calendar"),
    TokenKind.HOOK: msg("token", "for lines of a program"),
}


def require_private(ctx: Context) -> None:
    """Raise UserMistake in a channel, where others read along."""
    if ctx.place.scope is Scope.CHANNEL:
        raise UserMistake("token", "Not in a channel: type it to me alone.")


def issue_token(ctx: Context, kind: TokenKind, label: str, works: timedelta | None) -> IssuedToken:
    """Make a token of the person who asks; raises UserMistake in a channel, and where there are too many."""
    require_private(ctx)
    if len(ctx.work.access_tokens.of(ctx.who.id, ctx.at)) >= MOST:
        raise UserMistake("token", "You have {limit} tokens: revoke one first.", limit=MOST)
    issued = issue(ctx.work.access_tokens, ctx.work.audit, ctx.who.id, kind, label, ctx.at, works)
    # With the first colleague a company is no trial, whatever they come by.
    if not ctx.work.purposes.is_tried_out():
        ctx.work.purposes.begin(ctx.today)
    return issued


def issued_reply(ctx: Context, verb: str, issued: IssuedToken, shown: str, lines: Sequence[str], kept: Reply) -> Reply:
    """Return the one card that shows a secret, in the text `shown`; what is kept of it, and repeated, is `kept`."""
    copied = ctx.button(ctx.t("button", "Copied, hide it"), verb, Style.MAIN, copied=str(issued.token.id))
    texts = (Text(text=line) for line in lines)
    body: tuple[Element, ...] = (Text(text=token_text(ctx, issued.token)), Quote(text=shown), *texts)
    buttons = (copied, revoke_button(ctx, verb, ctx.t("button", "Undo"), issued.token))
    return Reply(card=Card(title=kept.card.title, body=body, buttons=buttons), kept=kept.card, replaces=True)


def kept_reply(ctx: Context, verb: str, token: AccessToken, title: str, line: str, another: str) -> Reply:
    """Return what stays of a token's first card: without the secret, and with a button to `another` one."""
    lost = ctx.button(another, verb, lost=str(token.id))
    buttons = (lost, revoke_button(ctx, verb, ctx.t("button", "Undo"), token))
    return text_reply(token_text(ctx, token), line, title=title, buttons=buttons, replaces=True)


def revoke_button(ctx: Context, verb: str, label: str, token: AccessToken) -> Button:
    """Return the button that ends a token."""
    return ctx.button(label, verb, act="revoke", number=str(token.id))


def revoked_reply(ctx: Context, token: AccessToken) -> Reply:
    """Return the receipt of a token that was ended."""
    return text_reply(
        ctx.t("token", "Revoked: {name}. Nothing opens with it any more.", name=token.label), replaces=True
    )


def token_text(ctx: Context, token: AccessToken) -> str:
    """Return a token in one line: its name, what it is for, until when it works and when it was used last."""
    until = ctx.t("token", "until {day}", day=_day(ctx, token.expires_at)) if token.expires_at else ""
    used = ctx.t("token", "last used {day}", day=_day(ctx, token.last_used_at)) if token.last_used_at else ""
    return ctx.translator.join((token.label, ctx.m(KINDS[token.kind]), until, used or ctx.t("token", "never used")))


def _day(ctx: Context, at: datetime) -> str:
    return ctx.translator.day(at.astimezone(ctx.zone).date())
