"""Show what was noted about a customer, newest first."""

from __future__ import annotations

from dataclasses import replace

from bot.arguments.account import AccountArg
from bot.arguments.keyword import KeywordArg, count
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.domain.accounts import Account
from bot.language.i18n import msg
from bot.messages.card import Card, Reply, Text
from bot.messages.press import existing
from bot.views.access import may_read_words, record_account_look
from bot.views.labels import person_name
from bot.views.notes import SHOWN, note_elements, older_buttons, page_number
from bot.views.replies import text_reply


@command(
    "notes",
    help=msg("help", "What was noted about a customer, newest first"),
    args=(
        AccountArg(name="account", label=msg("field", "Account"), creates=False),
        KeywordArg(name="page", label=msg("field", "Page"), keyword="page", meaning=count, optional=True, hidden=True),
    ),
    examples=("notes acme", "notes acme page 2"),
)
def notes(ctx: Context, account: Account, page: int | None) -> Reply:
    """Show one page of notes: all that the person may read, else their own; raises UserMistake for no such page."""
    number = page_number(page)
    reads_all = may_read_words(ctx, account)
    person = None if reads_all else ctx.who.id
    skip = (number - 1) * SHOWN
    found = ctx.work.entries.noted(account.id, person=person, skip=skip, limit=SHOWN + 1)
    if not found:
        return replace(_none(ctx, account, number), figures={"found": skip})
    shown = found[:SHOWN]
    record_account_look(ctx, account, {entry.person for entry in shown})
    body = tuple(element for entry in shown for element in note_elements(ctx, entry))
    if not reads_all:
        body = (*body, Text(text=_whose(ctx, account)))
    title = ctx.t("notes", "{account}: what was noted", account=account.name)
    older = older_buttons("notes", number, {"account": existing(account.id)}, ctx) if len(found) > SHOWN else ()
    return Reply(card=Card(title=title, body=body, buttons=older), figures={"found": skip + len(shown)})


def _none(ctx: Context, account: Account, number: int) -> Reply:
    if number > 1:
        return text_reply(ctx.t("notes", "{account}: nothing older is noted.", account=account.name))
    if may_read_words(ctx, account):
        example = ctx.t(
            "notes", "Words behind a call are kept: “call {account} wants two prices”.", account=account.name
        )
        return text_reply(ctx.t("notes", "{account}: nothing is noted yet.", account=account.name), example)
    return text_reply(
        ctx.t("notes", "{account}: you have noted nothing yet.", account=account.name), _whose(ctx, account)
    )


def _whose(ctx: Context, account: Account) -> str:
    owner = person_name(ctx, account.owner)
    return ctx.t("notes", "What colleagues noted is for {owner} and the team's manager.", owner=owner)
