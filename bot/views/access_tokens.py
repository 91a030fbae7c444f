"""Personal access tokens as people see them: issued to their holder alone, and listed without their secrets."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.dispatch.context import Context
from bot.domain.access_tokens import MOST, AccessToken, IssuedToken, TokenKind, issue
from bot.errors import UserMistake
from bot.language.i18n import Message, msg
from bot.messages.events import Scope

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
    return issue(ctx.work.access_tokens, ctx.work.audit, ctx.who.id, kind, label, ctx.at, works)


def token_text(ctx: Context, token: AccessToken) -> str:
    """Return a token in one line: its name, what it is for, until when it works and when it was used last."""
    until = ctx.t("token", "until {day}", day=_day(ctx, token.expires_at)) if token.expires_at else ""
    used = ctx.t("token", "last used {day}", day=_day(ctx, token.last_used_at)) if token.last_used_at else ""
    return ctx.translator.join((token.label, ctx.m(KINDS[token.kind]), until, used or ctx.t("token", "never used")))


def _day(ctx: Context, at: datetime) -> str:
    return ctx.translator.day(at.astimezone(ctx.zone).date())
