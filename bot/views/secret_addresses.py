"""Secret addresses by which a program reaches one person's log: shown once to their holder, replaced and ended."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue, ChoiceArg
from bot.dispatch.context import Context
from bot.domain.access_tokens import AccessToken, TokenKind, revoke
from bot.errors import UserMistake
from bot.language.i18n import EXAMPLE, Message, msg
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Reply
from bot.records import record
from bot.views.access_tokens import issue_token, issued_reply, kept_reply, require_private, revoked_reply
from bot.views.replies import text_reply

ARGS = (
    ChoiceArg(name="act", label=msg("field", "What to do"), table=KEYWORDS, choices=("revoke", "off"), optional=True),
    ButtonValue(name="number", label=msg("field", "Name of the token")),
    ButtonValue(name="copied", label=msg("field", "Name of the token")),
    ButtonValue(name="lost", label=msg("field", "Name of the token")),
)
"""What a command for such an address takes."""


@record(kw_only=True)
class SecretAddress:
    """One kind of address: `verb` is its command, `form` the address with `{url}` and `{secret}`.

    `label` names its token, `title` its cards; `closed` is said where no web address is set, `lines` beside a new one.
    """

    verb: str
    kind: TokenKind
    form: str
    label: Message
    title: Message
    closed: Message
    lines: tuple[Message, ...]

    def reply(self, ctx: Context, act: str | None, number: str, copied: str, lost: str) -> Reply:
        """Show a new address, or that there is one; end it. Buttons hide an address, or put another in its place."""
        require_private(ctx)
        if not ctx.work.web_address():
            return text_reply(ctx.m(self.closed))
        own = ctx.work.access_tokens.of(ctx.who.id, ctx.at)
        token = next((each for each in own if each.kind is self.kind), None)
        if act is not None:
            return self._ended(ctx, token, number)
        if (copied or lost) and (token is None or str(token.id) != (copied or lost)):
            raise UserMistake(
                "token", "That address is no longer yours: type “{line}” for one.", line=ctx.t(EXAMPLE, self.verb)
            )
        return self._issued(ctx, token) if token is None or lost else self._kept(ctx, token)

    def _ended(self, ctx: Context, token: AccessToken | None, number: str) -> Reply:
        if token is None or (number and number != str(token.id)):
            line = ctx.t(EXAMPLE, self.verb)
            return text_reply(ctx.t("token", "You have no such address: “{line}” makes one.", line=line), replaces=True)
        revoke(ctx.work.access_tokens, ctx.work.audit, token, ctx.at)
        return revoked_reply(ctx, token)

    def _issued(self, ctx: Context, before: AccessToken | None) -> Reply:
        if before:
            revoke(ctx.work.access_tokens, ctx.work.audit, before, ctx.at)
        issued = issue_token(ctx, self.kind, ctx.m(self.label), None)
        address = self.form.format(url=ctx.work.web_address(), secret=issued.secret)
        lines = [ctx.m(each) for each in self.lines]
        return issued_reply(ctx, self.verb, issued, address, lines, self._kept(ctx, issued.token))

    def _kept(self, ctx: Context, token: AccessToken) -> Reply:
        line = ctx.t("token", "The address was shown once. Not copied? Press “Another address”: this one ends then.")
        return kept_reply(ctx, self.verb, token, ctx.m(self.title), line, ctx.t("button", "Another address"))
