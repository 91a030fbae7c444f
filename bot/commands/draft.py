"""Draft what a customer is told before a promise is broken: a text to copy, which is neither sent nor kept."""

from __future__ import annotations

from bot.arguments.new_day import told_values
from bot.arguments.promise import PromiseArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.promises import Promise
from bot.language.company_forms import language_of_company
from bot.language.i18n import Translator, msg, translator_for
from bot.messages.card import Card, Quote, Reply, Style, Text


@command(
    "draft",
    help=msg("help", "Drafts what to tell a customer before a promise is broken"),
    args=(PromiseArg(name="promise", label=msg("field", "Promise")),),
    hidden=True,
    reads=True,
)
def draft(ctx: Context, promise: Promise) -> Reply:
    """Show a text in the customer's language, as far as the legal form tells it, else in the person's own."""
    account = ctx.work.accounts.get(promise.account)
    language = language_of_company(account.name)
    say = translator_for(language) if language else ctx.translator
    buttons = (
        ctx.button(ctx.t("button", "I told them"), "told", Style.MAIN, **told_values(ctx.work, promise)),
        ctx.button(ctx.t("button", "Kept"), "kept", promise=promise.ref),
    )
    return Reply(
        card=Card(
            title=ctx.t("draft", "To copy, for {account}", account=account.name),
            body=(Quote(text=_message(say, promise, late=promise.due < ctx.today)), Text(text=_after(ctx))),
            buttons=buttons,
        )
    )


def _message(say: Translator, promise: Promise, *, late: bool) -> str:
    values = {"what": promise.what, "day": say.short_day_at(promise.due, promise.hour)}
    if late:
        return say.t(
            "draft",
            "Hello! I promised you this by {day}: {what}. It is late, and I am sorry. Which new day suits you?",
            **values,
        )
    return say.t(
        "draft",
        "Hello! I promised you this by {day}: {what}. It will be later, and you should hear it from me first."
        " Which new day suits you?",
        **values,
    )


def _after(ctx: Context) -> str:
    return ctx.t("draft", "I send nothing. A call is better still.")
