"""Events out: the receivers of the company's own that are told of its log, their secrets, and what became of events."""

from __future__ import annotations

from bot.arguments.basic import ButtonValue, ChoiceArg, TextArg
from bot.arguments.parser import MissingArguments
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.people import ADMINS
from bot.domain.receiver_address import LONGEST_URL, host_of
from bot.domain.webhooks import MOST, Webhook, WebhookState
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import RECEIVERS
from bot.messages.card import Button, Card, Reply, Style, Text
from bot.views.access_tokens import require_private
from bot.views.replies import text_reply
from bot.views.webhooks import (
    DAYS,
    IN_SIGHT,
    TESTED,
    VERB,
    act_button,
    find_webhook,
    kept_reply,
    last_line,
    read_address,
    record_webhook,
    secret_button,
    secret_reply,
    test_button,
    test_reply,
    webhook_line,
)


@command(
    VERB,
    help=msg("help", "Events for a program of the company's own, such as the CRM"),
    roles=ADMINS,
    args=(
        ChoiceArg(name="act", label=msg("field", "What to do"), table=RECEIVERS, optional=True),
        TextArg(
            name="address",
            label=msg("field", "Address of the receiver"),
            optional=True,
            default="",
            multiline=False,
            limit=LONGEST_URL,
        ),
        ButtonValue(name="number", label=msg("field", "Receiver")),
        ButtonValue(name="copied", label=msg("field", "Receiver")),
        ButtonValue(name="sure", label=msg("field", "Receiver")),
        ButtonValue(name=TESTED, label=msg("field", "Receiver")),
    ),
    examples=(
        "admin webhook",
        "admin webhook https://crm.example.com/snurr",
        "admin webhook test",
        "admin webhook off",
    ),
)
def admin_webhook(
    ctx: Context, act: str | None, address: str, number: str, copied: str, sure: str, tested: str
) -> Reply:
    """List the receivers, add one, turn it off or on, remove it, make another secret, or send a test.

    A button names its receiver by `number`; `copied` hides a secret, `sure` removes, `tested` asks after a test.
    """
    require_private(ctx)
    if not ctx.work.webhook_hosts():
        return text_reply(
            ctx.t("webhook", "Events out are closed here: whoever runs me has to set SNURR_WEBHOOK_HOSTS.")
        )
    if act is None and not (address or number):
        return _list(ctx)
    if act is None and not number:
        return _added(ctx, read_address(ctx, address))
    webhook = find_webhook(ctx, number, address)
    if tested:
        return test_reply(ctx, webhook, tested)
    match act:
        case "on" | "off":
            return _turned(ctx, webhook, WebhookState(act))
        case "remove":
            return _removed(ctx, webhook) if sure else _question(ctx, webhook)
        case "secret":
            return kept_reply(ctx, webhook) if copied else _renewed(ctx, webhook)
        case "test":
            return _test(ctx, webhook)
        case _:
            raise MissingArguments(["act"])


def _list(ctx: Context) -> Reply:
    found = ctx.work.webhooks.all()
    if not found:
        return text_reply(
            ctx.t("webhook", "No program gets events yet: “admin webhook https://crm.example.com/snurr” adds one.")
        )
    lines = [line for each in found for line in (webhook_line(ctx, each), last_line(ctx, each)) if line]
    buttons = tuple(button for each in found for button in _buttons(ctx, each, several=len(found) > 1))
    card = Card(
        title=ctx.t("webhook", "Receivers of events"),
        body=tuple(Text(text=line) for line in lines),
        buttons=buttons[:IN_SIGHT],
        more=buttons[IN_SIGHT:],
    )
    return Reply(card=card)


def _buttons(ctx: Context, webhook: Webhook, *, several: bool) -> tuple[Button, ...]:
    if several:
        return (ctx.button(host_of(webhook.url), VERB, act="test", number=str(webhook.id)),)
    switch = _on_button(ctx, webhook) if webhook.state is not WebhookState.ON else _off_button(ctx, webhook)
    remove = act_button(ctx, ctx.t("button", "Remove"), "remove", webhook)
    return test_button(ctx, webhook), switch, secret_button(ctx, webhook), remove


def _on_button(ctx: Context, webhook: Webhook, label: str = "") -> Button:
    return act_button(ctx, label or ctx.t("button", "Turn on"), "on", webhook)


def _off_button(ctx: Context, webhook: Webhook, label: str = "") -> Button:
    return act_button(ctx, label or ctx.t("button", "Turn off"), "off", webhook)


def _added(ctx: Context, url: str) -> Reply:
    known = ctx.work.webhooks.all()
    if any(each.url == url for each in known):
        raise UserMistake("webhook", "It gets events already: “admin webhook” shows how many.").at("address")
    if len(known) >= MOST:
        raise UserMistake("webhook", "There are {limit} receivers: remove one first.", limit=MOST).at("address")
    webhook = ctx.work.webhooks.add(url, ctx.at)
    record_webhook(ctx, "added", webhook)
    told = ctx.t("webhook", "From now on {host} is told what is logged, undone, due and late.", host=host_of(url))
    tried = ctx.t("webhook", "What it does not take is tried for {days} days.", days=DAYS)
    undo = act_button(ctx, ctx.t("button", "Undo"), "remove", webhook, sure="1")
    return secret_reply(ctx, webhook, ctx.t("webhook", "New receiver of events"), told, tried, undo=(undo,))


def _turned(ctx: Context, webhook: Webhook, state: WebhookState) -> Reply:
    host = host_of(webhook.url)
    if webhook.state is state:
        same = (
            ctx.t("webhook", "{host} is on already.", host=host)
            if state is WebhookState.ON
            else ctx.t("webhook", "{host} is off already.", host=host)
        )
        return text_reply(same, replaces=True)
    ctx.work.webhooks.turn(webhook, state, ctx.at)
    record_webhook(ctx, f"turned_{state}", webhook)
    undo = ctx.t("button", "Undo")
    if state is WebhookState.ON:
        line = ctx.t("webhook", "{host} gets events from now on; what happened meanwhile is not told.", host=host)
        return text_reply(line, buttons=(_off_button(ctx, webhook, undo),), replaces=True)
    line = ctx.t("webhook", "{host} gets no more events; what waited for it is given up.", host=host)
    return text_reply(line, buttons=(_on_button(ctx, webhook, undo),), replaces=True)


def _question(ctx: Context, webhook: Webhook) -> Reply:
    remove = act_button(ctx, ctx.t("button", "Remove"), "remove", webhook, Style.MAIN, sure="1")
    title = ctx.t("webhook", "Remove {host}?", host=host_of(webhook.url))
    gone = ctx.t("webhook", "Its secret and what is kept of its events go for good. Off only stops them.")
    buttons = (remove, _off_button(ctx, webhook))
    return Reply(card=Card(title=title, body=(Text(text=gone),), buttons=buttons), ok=False)


def _removed(ctx: Context, webhook: Webhook) -> Reply:
    ctx.work.webhooks.remove(webhook)
    record_webhook(ctx, "removed", webhook)
    return text_reply(ctx.t("webhook", "{host} gets no more events.", host=host_of(webhook.url)), replaces=True)


def _renewed(ctx: Context, webhook: Webhook) -> Reply:
    ctx.work.webhooks.renew_secret(webhook, ctx.at)
    record_webhook(ctx, "secret", webhook)
    both = ctx.t("webhook", "For 24 hours events are signed with the old secret too.")
    return secret_reply(ctx, webhook, ctx.t("webhook", "New secret for {host}", host=host_of(webhook.url)), both)


def _test(ctx: Context, webhook: Webhook) -> Reply:
    if webhook.state is not WebhookState.ON:
        raise UserMistake("webhook", "{host} is off: turn it on first.", host=host_of(webhook.url))
    return test_reply(ctx, webhook, ctx.work.webhooks.plan_test(webhook, ctx.at))
