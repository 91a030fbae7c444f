"""Answer whether a promise holds; the buttons of the nudge before it is due."""

from __future__ import annotations

from bot.arguments.basic import ChoiceArg
from bot.arguments.new_day import told_values
from bot.arguments.promise import PromiseArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.promises import Promise
from bot.language.i18n import msg
from bot.language.vocabulary import ANSWERS
from bot.messages.card import Reply, Style
from bot.views.promises import tell_first_text
from bot.views.replies import text_reply


@command(
    "holds",
    help=msg("help", "Says whether a promise holds"),
    hidden=True,
    args=(
        PromiseArg(name="promise", label=msg("field", "Promise")),
        ChoiceArg(name="answer", label=msg("field", "Does it hold?"), table=ANSWERS, choices=("yes", "no")),
    ),
)
def holds(ctx: Context, promise: Promise, answer: str) -> Reply:
    """Offer the button Kept after a yes; after a no, advise to tell the customer first and offer that button."""
    account = ctx.work.accounts.get(promise.account).name
    if answer == "yes":
        day = ctx.translator.day_at(promise.due, promise.hour)
        sentence = ctx.t("holds", "Good: {account} gets it {day}.", account=account, day=day)
        kept = ctx.button(ctx.t("button", "Kept"), "kept", promise=promise.ref)
        return text_reply(sentence, buttons=(kept,), replaces=True)
    told = ctx.button(ctx.t("button", "I told them"), "told", Style.MAIN, **told_values(ctx.work, promise))
    draft = ctx.button(ctx.t("button", "Draft a message"), "draft", promise=promise.ref)
    breaches = ctx.work.promises.breaches(promise.account, ctx.today)
    title = ctx.t("nudge", "{account} does not know yet", account=account)
    text = tell_first_text(ctx.translator, promise, promise.what, breaches)
    return text_reply(text, title=title, buttons=(told, draft), replaces=True)
