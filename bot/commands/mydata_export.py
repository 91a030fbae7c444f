"""Hand a person every row that names them, as a file that programs can read."""

from __future__ import annotations

import base64
import json

from bot.dispatch.context import Context
from bot.dispatch.registry import command
from bot.language.i18n import msg
from bot.messages.card import Card, File, Reply, Text


@command(
    "mydata export",
    help=msg("help", "A copy of what I hold about you, as a file"),
    by_hand=True,
    reads=True,
    examples=("mydata export",),
)
def mydata_export(ctx: Context) -> Reply:
    """Attach one JSON file: the tables by name, each with its rows, texts as typed."""
    tables = ctx.work.personal_data.of(ctx.who.id)
    text = json.dumps({"made": ctx.at.isoformat(), "tables": tables}, ensure_ascii=False, indent=1)
    name = f"mydata-{ctx.today.isoformat()}.json"
    file = File(name=name, data=base64.b64encode(text.encode()).decode(), text=text)
    rows = sum(map(len, tables.values()))
    said = ctx.n("mydata", "{count} row names you.", "{count} rows name you.", rows)
    hint = ctx.t("mydata", "The file has them table by table, as JSON.")
    return Reply(card=Card(body=(Text(text=f"{said} {hint}"), file)))
