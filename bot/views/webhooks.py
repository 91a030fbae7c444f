"""Receivers of events as admins see them: by their host alone, as the rest of an address may be a secret."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dispatch.context import Context
from bot.domain.audit import AuditAction
from bot.domain.receiver_address import UnfitAddress, WhyUnfit, host_of, receiver_url
from bot.domain.webhooks import KEPT_TRYING, EventState, SendFailure, Webhook, WebhookEvent, WebhookState
from bot.errors import UserMistake
from bot.language.i18n import Message, Translator, msg
from bot.language.names import fold
from bot.messages.card import Button, Card, Element, Quote, Reply, Style, Text
from bot.views.access import record_change
from bot.views.replies import text_reply

VERB = "admin webhook"
PREFIX = "whsec_"
"""What a secret begins with, by the Standard Webhooks specification."""
TESTED = "tested"
"""The value of a button that asks what came back of a test event."""
IN_SIGHT = 3
DAYS = KEPT_TRYING // timedelta(days=1)
STATES: dict[WebhookState, Message] = {
    WebhookState.ON: msg("webhook", "on"),
    WebhookState.OFF: msg("webhook", "off"),
    WebhookState.REFUSED: msg("webhook", "off: it wants no more events (410)"),
}
FAILURES: dict[SendFailure, Message] = {
    SendFailure.ANSWERED: msg("webhook", "it answered {status}"),
    SendFailure.REDIRECTED: msg("webhook", "it answered {status}: redirects are not followed"),
    SendFailure.NO_ADDRESS: msg("webhook", "its name is not known"),
    SendFailure.FORBIDDEN: msg("webhook", "it is not allowed here, or not of the public internet"),
    SendFailure.UNREACHED: msg("webhook", "it cannot be reached"),
    SendFailure.UNTRUSTED: msg("webhook", "its certificate is not trusted"),
    SendFailure.TOO_SLOW: msg("webhook", "it did not answer in time"),
    SendFailure.UNREADABLE: msg("webhook", "its answer cannot be read"),
    SendFailure.UNTOLD: msg("webhook", "I could not put it into words"),
    SendFailure.STOPPED: msg("webhook", "it was turned off"),
}
UNFIT: dict[WhyUnfit, Message] = {
    WhyUnfit.NO_ADDRESS: msg("webhook", "That is no web address: type it like https://crm.example.com/snurr."),
    WhyUnfit.NOT_HTTPS: msg("webhook", "Only https: type an address that begins with https://."),
    WhyUnfit.LOGIN: msg("webhook", "No name or password in an address: the receiver checks the signature instead."),
    WhyUnfit.HOST: msg("webhook", "Type the full name of its host, such as crm.example.com."),
    WhyUnfit.NOT_LISTED: msg("webhook", "That host is not among those of SNURR_WEBHOOK_HOSTS: ask whoever runs me."),
    WhyUnfit.PORT: msg("webhook", "The port is 443, or 1024 and above."),
}


def read_address(ctx: Context, text: str) -> str:
    """Return a receiver's address as it is stored; raises UserMistake."""
    try:
        return receiver_url(text, ctx.work.webhook_hosts())
    except UnfitAddress as unfit:
        message = UNFIT[unfit.why]
        raise UserMistake(message.context, message.text).at("address") from None


def find_webhook(ctx: Context, number: str, name: str) -> Webhook:
    """Return the receiver of a button's number, of a name that its host begins with, or the only one."""
    known = ctx.work.webhooks.all()
    if number:
        found = [each for each in known if str(each.id) == number]
    else:
        found = [each for each in known if fold(host_of(each.url)).startswith(fold(name))]
    if not known or (number and not found):
        raise UserMistake("webhook", "There is no such receiver: “admin webhook” shows them.")
    if len(found) != 1:
        hosts = ", ".join(host_of(each.url) for each in known)
        raise UserMistake("webhook", "Which receiver: {hosts}? Type its name behind.", hosts=hosts).at("address")
    return found[0]


def record_webhook(ctx: Context, what: str, webhook: Webhook) -> None:
    """Record a change of a receiver."""
    record_change(ctx, AuditAction.WEBHOOK_CHANGED, f"{what} {host_of(webhook.url)}")


def act_button(ctx: Context, label: str, act: str, webhook: Webhook, style: Style = Style.PLAIN, **more: str) -> Button:
    """Return a button that does something with a receiver."""
    return ctx.button(label, VERB, style, act=act, number=str(webhook.id), **more)


def webhook_line(ctx: Context, webhook: Webhook) -> str:
    """Return a receiver in one line: its host, its state and its events."""
    counts = ctx.work.webhooks.counts(webhook.id)
    return ctx.translator.join(
        (
            host_of(webhook.url),
            ctx.m(STATES[webhook.state]),
            ctx.t("webhook", "{count} waiting", count=ctx.translator.number(counts.queued)),
            ctx.t("webhook", "{count} delivered", count=ctx.translator.number(counts.delivered)),
            ctx.t("webhook", "{count} given up", count=ctx.translator.number(counts.given_up)),
        )
    )


def last_line(ctx: Context, webhook: Webhook) -> str:
    """Return what came back of the last send, "" before any."""
    if webhook.tried_at is None:
        return ""
    when = _when(ctx, webhook.tried_at)
    if not webhook.reason:
        return ctx.t("webhook", "Last one: {when}, it answered {status}.", when=when, status=webhook.status)
    why = failure_text(ctx.translator, webhook.reason, webhook.status)
    if webhook.rests_until and webhook.rests_until > ctx.at:
        again = _when(ctx, webhook.rests_until)
        return ctx.t("webhook", "Last one: {when}, {why}. Next try: {again}.", when=when, why=why, again=again)
    return ctx.t("webhook", "Last one: {when}, {why}.", when=when, why=why)


def _when(ctx: Context, at: datetime) -> str:
    local = at.astimezone(ctx.zone)
    return ctx.translator.day_at(local.date(), local.time())


def failure_text(say: Translator, reason: str, status: int) -> str:
    """Return why a send failed, as half a sentence."""
    return say.m(FAILURES[SendFailure(reason)], status=status)


def secret_reply(ctx: Context, webhook: Webhook, title: str, *lines: str, undo: Sequence[Button] = ()) -> Reply:
    """Return the one card that shows a receiver's secret; what is kept of it, and repeated, is without it."""
    secret = PREFIX + base64.b64encode(ctx.work.webhooks.secrets(webhook.id, ctx.at)[0]).decode()
    once = ctx.t("webhook", "With this secret it checks that an event is mine. It is shown this once:")
    body: tuple[Element, ...] = (*(Text(text=line) for line in lines), Text(text=once), Quote(text=secret))
    copied = act_button(ctx, ctx.t("button", "Copied, hide it"), "secret", webhook, Style.MAIN, copied="1")
    card = Card(title=title, body=body, buttons=(copied, test_button(ctx, webhook), *undo))
    return Reply(card=card, kept=kept_reply(ctx, webhook).card, replaces=True)


def kept_reply(ctx: Context, webhook: Webhook) -> Reply:
    """Return what stays of such a card."""
    lost = ctx.t("webhook", "The secret was shown once. Not copied? Press “New secret”.")
    return text_reply(
        lost,
        title=host_of(webhook.url),
        buttons=(test_button(ctx, webhook), secret_button(ctx, webhook)),
        replaces=True,
    )


def test_button(ctx: Context, webhook: Webhook) -> Button:
    """Return the button that sends an event which tells of nothing."""
    return act_button(ctx, ctx.t("button", "Send a test"), "test", webhook)


def secret_button(ctx: Context, webhook: Webhook) -> Button:
    """Return the button that makes another secret."""
    return act_button(ctx, ctx.t("button", "New secret"), "secret", webhook)


def test_reply(ctx: Context, webhook: Webhook, event: str) -> Reply:
    """Return what came back of a test event, or that it is on its way."""
    host = host_of(webhook.url)
    found = ctx.work.webhooks.find_test(webhook.id, event)
    if found is None:
        raise UserMistake("webhook", "That test is gone: type “admin webhook test” for another.")
    look = ctx.button(ctx.t("button", "What came back?"), VERB, Style.MAIN, number=str(webhook.id), **{TESTED: event})
    return text_reply(_test_text(ctx, host, found), buttons=() if found.ended_at else (look,), replaces=True)


def _test_text(ctx: Context, host: str, found: WebhookEvent) -> str:
    if found.state is EventState.DELIVERED:
        return ctx.t("webhook", "{host} took the test event: it answered {status}.", host=host, status=found.status)
    if not found.reason:
        return ctx.t("webhook", "A test event is on its way to {host}; this takes some seconds.", host=host)
    why = failure_text(ctx.translator, found.reason, found.status)
    if found.state is EventState.GIVEN_UP:
        return ctx.t("webhook", "{host} took no test event: {why}.", host=host, why=why)
    return ctx.t("webhook", "{host} took no test event yet: {why}. It is tried again.", host=host, why=why)
