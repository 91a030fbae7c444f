"""Stop nudges of one kind until a day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.arguments.basic import TextArg
from bot.arguments.until_day import UntilDayArg
from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.errors import UserMistake
from bot.language.i18n import Quoted, msg
from bot.language.vocabulary import KEYWORDS
from bot.messages.card import Reply
from bot.views.replies import text_reply

MUTED = timedelta(days=14)
"""How long, when no day is named."""
RULE_ID = "N[0-9]{1,2}"


@command(
    "mute",
    help=msg("help", "No nudges of one kind for a while"),
    args=(
        TextArg(name="rule", label=msg("field", "Kind of nudge, such as N13, or off"), multiline=False),
        UntilDayArg(name="until", label=msg("field", "Until"), optional=True, keywords=("until", "by")),
    ),
    examples=("mute N13 until mon", "mute off"),
)
def mute(ctx: Context, rule: str, until: date | None) -> Reply:
    """Stop nudges by rule id until a day, by default for two weeks, or lift every mute with `off`.

    Raises UserMistake for what is no rule id.
    """
    if KEYWORDS.find(rule, ctx.translator.language) == "off":
        ctx.work.people.change(ctx.who.id, muted=())
        return text_reply(ctx.t("mute", "All nudges are back."), replaces=True)
    rule_ids = rule.upper().split()
    if not all(re.fullmatch(RULE_ID, rule_id) for rule_id in rule_ids):
        raise UserMistake("mute", "{rule} is not a kind of nudge: type “mute N13 until mon”.", rule=Quoted(rule[:40]))
    end = until or ctx.today + MUTED
    muted = dict(ctx.who.muted) | dict.fromkeys(rule_ids, end)
    ctx.work.people.change(ctx.who.id, muted=tuple(sorted(muted.items())))
    day, rules = ctx.translator.day(end), ", ".join(rule_ids)
    sentence = ctx.t("mute", "No more {rule} until {day}; type “mute off” to have it back.", rule=rules, day=day)
    return text_reply(sentence, replaces=True)
