"""`export csv` and `export xlsx` at the end of a question about figures: the same rows as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.arguments.parser import Arg, Match, ParseContext
from bot.dispatch.context import Context
from bot.domain.figures import DayFigures
from bot.domain.people import Person
from bot.domain.periods import Period
from bot.domain.quotas import team_call_target
from bot.errors import UserMistake
from bot.language.i18n import Translator, msg
from bot.language.tokens import Token
from bot.language.vocabulary import FORMATS, KEYWORDS
from bot.messages.card import Reply
from bot.messages.spreadsheet import Cell, Sheet, file_of


@dataclass(frozen=True, kw_only=True)
class ExportArg(Arg):
    """`export` and the kind of file, CSV when none is named; the value is "csv", "xlsx" or None."""

    def match(self, words: tuple[Token, ...], context: ParseContext, after: Sequence[Arg]) -> Match | None:
        if not self.recognises(words, context):
            return None
        if len(words) == 1:
            return Match("csv", 1)
        kind = FORMATS.find(words[1].text)
        if kind is None:
            text = f'"{words[1].text[:40]}"'
            raise UserMistake("export", "{text} is no kind of file: type export csv or export xlsx.", text=text)
        return Match(kind, 2)

    def recognises(self, words: tuple[Token, ...], context: ParseContext) -> bool:
        return bool(words) and not words[0].quoted and KEYWORDS.find(words[0].text) == "export"

    def usage(self, say: Translator | None = None) -> str:
        return f"[{KEYWORDS.label('export', say.language if say else 'en')} csv/xlsx]"


EXPORT = ExportArg(name="export", label=msg("field", "Kind of file"), optional=True)


def with_file(ctx: Context, reply: Reply, kind: str | None, sheet: Sheet) -> Reply:
    """Return a reply with its rows as a file, when one was asked for."""
    if kind is None:
        return reply
    made = file_of(sheet, kind, ctx.translator.language)
    return replace(reply, card=replace(reply.card, body=(*reply.card.body, made)))


def days_sheet(ctx: Context, name: str, asked: Period, sums: Sequence[DayFigures], people: Sequence[Person]) -> Sheet:
    """Return what was done and asked for on each day of a period."""
    by_day = {each.day: each for each in sums}
    days = [asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1)]
    header = (
        ctx.t("field", "Day"),
        ctx.t("today", "Calls"),
        ctx.t("export", "Target"),
        ctx.t("export", "Promises made"),
        ctx.t("export", "Kept"),
        ctx.t("export", "Broken"),
        ctx.t("export", "Told first"),
    )
    rows: list[tuple[Cell, ...]] = []
    for day in days:
        done = by_day.get(day, DayFigures(day=day))
        target = team_call_target(people, day, day)
        rows.append((day, done.calls, target, done.promises, done.kept, done.broken, done.told))
    return Sheet(name=f"{name} {asked.first.isoformat()}", header=header, rows=tuple(rows))
