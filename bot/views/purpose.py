"""What team figures are for, in words: how it stands, and the one sentence for whoever asks before they are open."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from bot.dispatch.context import Context
from bot.dispatch.welcome import purpose_text
from bot.domain.purposes import NOTICE_DAYS, Purpose
from bot.domain.team_figures import Gate, TeamFigures, team_figures_gate
from bot.errors import UserMistake
from bot.language.i18n import Translator
from bot.messages.card import Button, Style

ADMINS_NAMED = 3


def require_open(ctx: Context, team: int | None) -> None:
    """Raise UserMistake, which says what is missing, who fills it in and when they open, while figures are closed."""
    figures = team_figures_gate(ctx.work, team, ctx.today)
    if not figures.open:
        raise _closed(ctx, figures)


def _closed(ctx: Context, figures: TeamFigures) -> UserMistake:
    if figures.purpose and figures.opens:
        return UserMistake(
            "purpose",
            "Team figures open on {day}: people were told on {told} what they are for, and have notice until then.",
            day=ctx.translator.day(figures.opens),
            told=ctx.translator.day(figures.purpose.told),
        )
    return UserMistake(
        "purpose",
        "Team figures are closed until {admins} says what they are for by “admin purpose”; {when}.",
        admins=admins_text(ctx),
        when=after_text(ctx.translator, figures.notice),
    )


def admins_text(ctx: Context) -> str:
    """Return who may fill in the purpose, some by name."""
    names = [person.name for person in ctx.work.people.admins() if person.active][:ADMINS_NAMED]
    return ", ".join(names) or ctx.t("purpose", "an admin")


def after_text(say: Translator, days: int) -> str:
    """Return when figures open once a purpose is named."""
    if not days:
        return say.t("purpose", "then they open at once")
    return say.n("purpose", "then they open after {count} day", "then they open after {count} days", days)


def company_lines(ctx: Context) -> list[str]:
    """Return how far the figures of the company are, team by team where that differs, and what notice is given."""
    whole = team_figures_gate(ctx.work, None, ctx.today)
    teams = [(team, team_figures_gate(ctx.work, team.id, ctx.today)) for team in ctx.work.teams.all()]
    if len({(figures.gate, figures.opens) for _, figures in teams}) > 1:
        lines = [ctx.translator.join((team.name, standing_text(ctx, figures))) for team, figures in teams]
    else:
        lines = [standing_text(ctx, teams[0][1] if teams else whole)]
    return [*lines, *_notice_line(ctx, whole)]


def standing_text(ctx: Context, figures: TeamFigures) -> str:
    """Return how far team figures are, and what to do about it."""
    match figures.gate:
        case Gate.OPEN if figures.opens and figures.opens > ctx.today:
            return ctx.t(
                "purpose",
                "The new purpose holds from {day}; until then the one before does.",
                day=ctx.translator.day(figures.opens),
            )
        case Gate.OPEN:
            return ctx.t("purpose", "Team figures are open.")
        case Gate.NOTICE:
            assert figures.opens
            return ctx.t("purpose", "Team figures open on {day}.", day=ctx.translator.day(figures.opens))
        case Gate.TRIAL:
            return trial_text(ctx.translator)
        case Gate.UPGRADE:
            assert figures.until
            return upgrade_text(ctx.translator, figures.until)
        case Gate.NO_PURPOSE:
            return ctx.t("purpose", "Team figures are closed until a purpose and its legal basis are filled in.")
        case _:
            assert_never(figures.gate)


def trial_text(say: Translator) -> str:
    """Return why figures are open without a purpose on the operator's own machine."""
    return say.t(
        "purpose",
        "Nobody came by Slack or Teams yet, so team figures are open to try; with the first one they close until a "
        "purpose is filled in.",
    )


def upgrade_text(say: Translator, until: date) -> str:
    """Return how long figures stay open that were open before a purpose was asked for."""
    return say.t(
        "purpose",
        "Team figures stay open until {day}; from then on a purpose has to be in force: “admin purpose”.",
        day=say.day(until),
    )


def purpose_pairs(say: Translator, purpose: Purpose) -> tuple[tuple[str, str], ...]:
    """Return a purpose as labelled facts."""
    return (
        (say.t("field", "Purpose"), purpose.words),
        (say.t("field", "Legal basis"), purpose.basis),
        (say.t("field", "People told on"), say.day(purpose.told)),
    )


def unread_purpose(ctx: Context) -> list[str]:
    """Return the newest purpose in one line, nothing for who has read it or where there is none."""
    if ctx.work.purposes.has_read(ctx.who.id):
        return []
    return [purpose_text(ctx.translator, ctx.work.purposes.versions()[0])]


def _notice_line(ctx: Context, figures: TeamFigures) -> list[str]:
    """Return how long a notice the countries of the company's people ask for; nothing where they ask for none."""
    asked = [code for code in ctx.work.purposes.countries(None) if code in NOTICE_DAYS]
    if not asked:
        return []
    named = ", ".join(f"{ctx.translator.country(code)} {NOTICE_DAYS[code]}" for code in asked)
    return [
        ctx.t(
            "purpose",
            "Days of notice before figures open: {count} (asked for: {asked}).",
            count=figures.notice,
            asked=named,
        )
    ]


def open_note(ctx: Context, team: int | None) -> list[str]:
    """Return until when figures are open without a purpose, nothing where one is in force."""
    figures = team_figures_gate(ctx.work, team, ctx.today)
    return [standing_text(ctx, figures)] if figures.gate in (Gate.TRIAL, Gate.UPGRADE) else []


def fill_button(ctx: Context) -> Button:
    """Return the button that opens the form of the purpose, with what it is."""
    label = ctx.t("button", "Change") if ctx.work.purposes.versions() else ctx.t("button", "Fill in")
    return ctx.button(label, "admin purpose", Style.MAIN, fill="1")
