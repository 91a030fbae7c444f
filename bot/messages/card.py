"""Cards and replies: what an answer or a nudge shows, in a form that is the same for all platforms.

Every string in a card is plain text and is shown exactly as it stands; renderers escape, nothing acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import assert_never

from bot.messages.form import Form
from bot.messages.press import Press
from bot.records import record


class Style(StrEnum):
    """How a button stands out; never the only signal."""

    PLAIN = "plain"
    MAIN = "main"


@record(kw_only=True)
class Button:
    """A press with the label that people see."""

    label: str
    press: Press
    style: Style = Style.PLAIN


@record(kw_only=True)
class Text:
    """One paragraph."""

    text: str


@record(kw_only=True)
class Quote:
    """Words a customer or a colleague typed, set apart and shown as typed."""

    text: str


@record(kw_only=True)
class Fields:
    """Short labelled facts, in reading order."""

    pairs: tuple[tuple[str, str], ...]


@record(kw_only=True)
class Phone:
    """A number that dials where the platform can; `label` says whose it is."""

    label: str
    number: str

    @property
    def uri(self) -> str:
        """The address that dials it, such as "tel:+4755123456"; what is not dialled is left out."""
        return "tel:" + re.sub(r"(?!^\+)[^0-9]", "", self.number.strip())


@record(kw_only=True)
class Table:
    """Rows of text under a header; the first column names the row.

    `numbers`, where they are given, has for each cell what it shows as a number, None for words.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[tuple[float | None, ...], ...] = ()


@record(kw_only=True)
class Progress:
    """A count towards a person's own target; `done` may exceed `target`, which is 0 where nothing is asked for."""

    label: str
    done: int
    target: int

    @property
    def text(self) -> str:
        """The count and its target, such as "Calls: 3 / 8"; the count alone where nothing is asked for."""
        return f"{self.label}: {self.done} / {self.target}" if self.target else f"{self.label}: {self.done}"


@record(kw_only=True)
class Bars:
    """A bar chart with direct labels; `alt` says the same in words, in at most 800 characters."""

    title: str
    bars: tuple[tuple[str, float], ...]
    alt: str
    target: float | None = None


@record(kw_only=True)
class File:
    """A file to keep; `data` is its bytes in base 64, `text` what it says, for platforms that take no files."""

    name: str
    data: str
    text: str


Element = Text | Quote | Fields | Phone | Table | Progress | Bars | File


@record(kw_only=True)
class Item:
    """One of several things that a card speaks of: its name, a paragraph of the body, and a button of the card."""

    title: str
    text: str
    button: Button


@record(kw_only=True)
class Card:
    """A title, a few elements and buttons: at most three in sight, the rest under "…".

    `feedback` says of a nudge that it helped, and that it did not; platforms that know such buttons draw them as such.
    `items` say which paragraphs and buttons belong together, for platforms that draw such things side by side.
    `seconds` is the reading time printed on a nudge, None on answers.
    """

    title: str = ""
    body: tuple[Element, ...] = ()
    buttons: tuple[Button, ...] = ()
    more: tuple[Button, ...] = ()
    feedback: tuple[Button, ...] = ()
    items: tuple[Item, ...] = ()
    seconds: int | None = None

    def all_buttons(self) -> tuple[Button, ...]:
        """Return the buttons in sight, then those under "…", then those of the feedback."""
        return self.buttons + self.more + self.feedback

    def texts(self) -> Iterator[str]:
        """Yield what a person reads, in reading order, without buttons and reading time."""
        if self.title:
            yield self.title
        for element in self.body:
            yield from _element_texts(element)


def _element_texts(element: Element) -> Iterator[str]:
    match element:
        case Text(text=text) | Quote(text=text):
            yield text
        case Fields(pairs=pairs):
            yield from (f"{label}: {value}" for label, value in pairs)
        case Phone(label=label, number=number):
            yield f"{label}: {number}"
        case Table(header=header, rows=rows):
            yield " · ".join(header)
            yield from (" · ".join(row) for row in rows)
        case Progress():
            yield element.text
        case Bars(alt=alt):
            yield alt
        case File(name=name):
            yield name
        case _:
            assert_never(element)


class ReplyFailure(StrEnum):
    """Why an event was not carried out that may be, as it stands, another time; NONE for any other reply."""

    NONE = ""
    FLOOD = "flood"
    STORE = "store"
    BUG = "bug"


@record(kw_only=True)
class Reply:
    """The answer to one event: a card or a form, and what it did.

    `ok` means understood and done. `stored` and `undone` are refs such as "C212". `figures` are the numbers the
    card shows. `error` is one sentence. `public` answers are for everybody in the place where they were asked.
    `kept` is what is kept as its receipt in the place of a card that is shown once, and what a repeated delivery reads.
    `replaces` says that the card takes the place of the message whose button was pressed. `subject` names what a
    public card is about that is changed later, `changes` a subject whose posts show something else from now on, see
    bot.domain.channel_posts. `repeated` says that this is the old receipt of a delivery that counted before.
    """

    card: Card = field(default_factory=Card)
    form: Form | None = None
    ok: bool = True
    stored: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    error: str | None = None
    public: bool = False
    replaces: bool = False
    kept: Card | None = None
    subject: str = ""
    changes: str = ""
    repeated: bool = field(default=False, compare=False)
    failure: ReplyFailure = field(default=ReplyFailure.NONE, compare=False)
