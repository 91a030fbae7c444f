"""A secret address under which one's own promises and follow-ups stand in one's calendar; shown once."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue, ChoiceArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.access_tokens import AccessToken, TokenKind, revoke
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Reply
from bot.views.access_tokens import (
    CALENDAR_PATH,
    issue_token,
    issued_reply,
    kept_reply,
    require_private,
    revoked_reply,
)
from bot.views.replies import text_reply

VERB = "me calendar"


@command(
    VERB,
    help=msg("help", "Your promises and follow-ups in your calendar: a secret address"),
    args=(
        ChoiceArg(
            name="act", label=msg("field", "What to do"), table=KEYWORDS, choices=("revoke", "off"), optional=True
        ),
        ButtonValue(name="number", label=msg("field", "Name of the token")),
        ButtonValue(name="copied", label=msg("field", "Name of the token")),
        ButtonValue(name="lost", label=msg("field", "Name of the token")),
    ),
    by_hand=True,
    examples=("me calendar", "me calendar off"),
)
def me_calendar(ctx: Context, act: str | None, number: str, copied: str, lost: str) -> Reply:
    """Show a new address, or that there is one; end it. Buttons hide an address, or put another in its place."""
    require_private(ctx)
    if not ctx.work.url:
        return text_reply(ctx.t("calendar", "Calendars are not open here: whoever runs me has to set SNURR_URL."))
    token = _own(ctx)
    if act is not None:
        return _ended(ctx, token, number)
    if (copied or lost) and (token is None or str(token.id) != (copied or lost)):
        raise UserMistake("calendar", "That address is no longer yours: type “me calendar” for one.")
    if token is None or lost:
        return _issued(ctx, token)
    return _kept(ctx, token)


def _own(ctx: Context) -> AccessToken | None:
    own = ctx.work.access_tokens.of(ctx.who.id, ctx.at)
    return next((each for each in own if each.kind is TokenKind.CALENDAR), None)


def _ended(ctx: Context, token: AccessToken | None, number: str) -> Reply:
    if token is None or (number and number != str(token.id)):
        return text_reply(ctx.t("calendar", "You have no such address: “me calendar” makes one."), replaces=True)
    revoke(ctx.work.access_tokens, ctx.work.audit, token, ctx.at)
    return revoked_reply(ctx, token)


def _issued(ctx: Context, before: AccessToken | None) -> Reply:
    if before:
        revoke(ctx.work.access_tokens, ctx.work.audit, before, ctx.at)
    issued = issue_token(ctx, TokenKind.CALENDAR, ctx.t("token", "calendar"), None)
    lines = (
        ctx.t("calendar", "Subscribe to this address in your calendar program: “From the web” or “By URL”."),
        ctx.t("calendar", "Whoever has it reads your promises and follow-ups. I keep no copy: it is shown this once."),
    )
    address = f"{ctx.work.url}{CALENDAR_PATH}{issued.secret}.ics"
    return issued_reply(ctx, VERB, issued, address, lines, _kept(ctx, issued.token))


def _kept(ctx: Context, token: AccessToken) -> Reply:
    line = ctx.t("calendar", "The address was shown once. Not copied? Press “Another address”: this one ends then.")
    return kept_reply(ctx, VERB, token, ctx.t("calendar", "Your calendar"), line, ctx.t("button", "Another address"))
