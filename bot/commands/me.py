"""One's own settings at a glance, and who looked at one's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.arguments.keyword import KeywordArg, count
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.dispatch.welcome import purpose
from bot.domain.people import Leave
from bot.language.day_arithmetic import plus_days
from bot.language.i18n import msg
from bot.language.vocabulary import LANGUAGE_NAMES, ROLES
from bot.messages.card import Button, Card, Fields, Reply, Text
from bot.views.access import viewers_line
from bot.views.closed_days import closed_ahead, closed_days_text
from bot.views.contacts import contact_quota_rows
from bot.views.labels import hours_text, lunch_text, quota_text
from bot.views.mutes import mute_lines
from bot.views.notes import older_buttons, page_number
from bot.views.own_audit import audit_lines
from bot.views.own_touchpoints import sells

LEAVE_BUTTONS = 5


@command(
    "me",
    help=msg("help", "Your hours, leave, language and who looked at your figures"),
    args=(KeywordArg(name="page", label=msg("field", "Page"), keyword="page", meaning=count, optional=True),),
    reads=True,
    rank=110,
    examples=("me", "me page 2"),
)
def me(ctx: Context, page: int | None) -> Reply:
    """Show one's own settings and the lines that change them; on later pages who looked and changed what before."""
    number = page_number(page)
    audit, more = audit_lines(ctx, number)
    older = older_buttons("me", number, {}, ctx) if more else ()
    if number > 1:
        texts = tuple(Text(text=line) for line in audit or [ctx.t("me", "There is nothing older.")])
        return Reply(card=Card(title=ctx.who.name, body=texts, buttons=older))
    return _settings(ctx, audit, older)


def _settings(ctx: Context, audit: Sequence[str], older: tuple[Button, ...]) -> Reply:
    who = ctx.who
    pairs = (
        (ctx.t("me", "Roles"), ", ".join(ROLES.label(role, ctx.translator.language) for role in sorted(who.roles))),
        (ctx.t("me", "Hours"), hours_text(ctx.translator, who.hours)),
        (ctx.t("me", "Lunch"), lunch_text(who.lunch) or ctx.t("lunch", "none")),
        *([(ctx.t("me", "Calls a day"), quota_text(ctx.translator, who))] if sells(ctx.who) else []),
        *contact_quota_rows(ctx.translator, who),
        (ctx.t("me", "Time zone"), who.zone),
        (ctx.t("me", "Language"), LANGUAGE_NAMES.label(who.language, ctx.translator.language)),
        (ctx.t("me", "Days off"), _leave_text(ctx) or ctx.t("me", "none")),
        *_token_rows(ctx),
    )
    lines = [
        *purpose(ctx.translator),
        *_pause_line(ctx),
        *mute_lines(ctx),
        *_company_line(ctx),
        *viewers_line(ctx),
        *audit,
        ctx.t(
            "me",
            "Change it: “me language da”, “me hours mon-fri 08:00-16:00”, “me lunch 11:30”, “off 16-22 dec”, "
            "“pause until mon”, “mute morning until mon”.",
        ),
    ]
    texts = (Text(text=line) for line in lines)
    return Reply(
        card=Card(title=who.name, body=(Fields(pairs=pairs), *texts), buttons=older, more=tuple(_leave_buttons(ctx)))
    )


def _leave_ahead(ctx: Context) -> list[Leave]:
    return [leave for leave in ctx.who.leave if leave.last >= ctx.today]


def _days_text(ctx: Context, first: date, last: date) -> str:
    shown = ctx.translator.day(last)
    return shown if first == last else f"{ctx.translator.short_day(first)} – {shown}"


def _leave_text(ctx: Context) -> str:
    """Return the days off ahead; what overlaps or follows at once stands as one."""
    spans: list[tuple[date, date]] = []
    for leave in sorted(ctx.who.leave, key=lambda each: each.first):
        if spans and leave.first <= plus_days(spans[-1][1], 1):
            spans[-1] = (spans[-1][0], max(spans[-1][1], leave.last))
        else:
            spans.append((leave.first, leave.last))
    return ", ".join(_days_text(ctx, first, last) for first, last in spans if last >= ctx.today)


def _leave_buttons(ctx: Context) -> Iterator[Button]:
    """Yield a button for each leave ahead that makes its days working days again."""
    for leave in _leave_ahead(ctx)[:LEAVE_BUTTONS]:
        label = ctx.t("button", "Not off: {days}", days=_days_text(ctx, leave.first, leave.last))
        yield ctx.button(label, "off remove", leave=str(leave.id))


def _token_rows(ctx: Context) -> list[tuple[str, str]]:
    names = ", ".join(token.label for token in ctx.work.access_tokens.of(ctx.who.id, ctx.at))
    return [(ctx.t("me", "Tokens, see “me token”"), names)] if names else []


def _pause_line(ctx: Context) -> list[str]:
    until = ctx.who.paused_until
    if not until or until <= ctx.today:
        return []
    return [
        ctx.t("me", "Nudges are paused until {day}; type “pause off” to have them back.", day=ctx.translator.day(until))
    ]


def _company_line(ctx: Context) -> list[str]:
    ahead = closed_ahead(ctx)
    return [ctx.t("holiday", "Company holiday: {days}.", days=closed_days_text(ctx, ahead))] if ahead else []
