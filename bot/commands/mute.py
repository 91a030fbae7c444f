"""Stop one kind of nudge; stopping always has an end and prints the way back."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.arguments.basic import DayArg, TextArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.errors import UserMistake
from bot.language.i18n import msg
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Card, Reply, Text

MUTED = timedelta(days=14)
KIND = "N[0-9]{1,2}"


@command(
    "mute",
    help=msg("help", "No nudges of one kind for a while"),
    args=(
        TextArg(name="rule", label=msg("field", "Kind of nudge, such as N13, or off"), multiline=False),
        DayArg(name="until", label=msg("field", "Until"), optional=True, keywords=("until", "by")),
    ),
    examples=("mute N13 until mon", "mute off"),
)
def mute(ctx: Context, rule: str, until: date | None) -> Reply:
    """Stop one kind of nudge until a day, two weeks ahead when none is named."""
    if KEYWORDS.find(rule) == "off":
        ctx.work.people.change(ctx.who.id, muted=())
        return Reply(card=Card(body=(Text(text=ctx.t("mute", "All nudges are back.")),)), replaces=True)
    names = rule.upper().split()
    if not all(re.fullmatch(KIND, name) for name in names):
        raise UserMistake("mute", "{rule} is no kind of nudge: type mute N13 until mon.", rule=f'"{rule[:40]}"')
    end = until or ctx.today + MUTED
    muted = dict(ctx.who.muted) | dict.fromkeys(names, end)
    ctx.work.people.change(ctx.who.id, muted=tuple(sorted(muted.items())))
    day, rules = ctx.translator.day(end), ", ".join(names)
    sentence = ctx.t("mute", "No more {rule} until {day}; type mute off to have it back.", rule=rules, day=day)
    return Reply(card=Card(body=(Text(text=sentence),)), replaces=True)
