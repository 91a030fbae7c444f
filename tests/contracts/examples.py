"""What every platform is given to show."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.messages.card import Bars, Button, Card, Fields, File, Phone, Progress, Quote, Style, Table, Text
from bot.messages.form import Field, FieldKind, Form, Option
from bot.messages.press import Press

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
HOSTILE = "<!channel> *b* [x](https://evil.example) & <b>"
EVERYTHING = Card(
    title=f"Title {HOSTILE}",
    body=(
        Text(text=f"Text {HOSTILE}"),
        Quote(text=f"Quote {HOSTILE}"),
        Phone(label=f"Phone {HOSTILE}", number="+47 (0)55 12-34"),
        Fields(pairs=(("Name", HOSTILE), ("Empty", ""))),
        Table(header=("Who", "What"), rows=((HOSTILE, "1"), ("b", "2"))),
        Progress(label="Calls", done=9, target=8),
        Bars(title="Calls a day", bars=(("Mon", 3.0), ("Tue", 0.0)), alt="Mon 3, Tue 0.", target=8.0),
        File(name="nord-2026-11-23.csv", data="ZGF5", text="day"),
    ),
    buttons=(Button(label="Undo", press=Press(verb="undo", values={"ref": "C1"}), style=Style.MAIN),),
    more=(Button(label="More", press=Press(verb="help")),),
    seconds=6,
)
FORM = Form(
    verb="promise",
    title="Promise",
    submit="Save",
    fields=tuple(
        Field(name=kind, label=kind, kind=kind, value=HOSTILE, options=(Option(label="A", value="a"),))
        for kind in FieldKind
    ),
)
