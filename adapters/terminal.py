"""The terminal: one line in, one card out, as text or as JSON for scripts."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.disk import new_file
from bot.domain.person_search import PersonAddress
from bot.errors import ConfigError
from bot.language.names import fold
from bot.messages.card import Card, File, Reply
from bot.messages.events import Event, Line, Pressed, Sender
from bot.messages.form import Form
from bot.messages.plain_text import card_text, form_text
from bot.messages.press import NO_BUTTON, missing_button
from bot.ports import Address, Handle

NAME = "terminal"


@dataclass(kw_only=True)
class Terminal:
    """Carries out `lines` as one person, and writes each answer with `write`.

    The person is who goes by the name `person`, or who is at `address`, whatever the platform.
    """

    person: str = ""
    address: PersonAddress | None = None
    tenant: int = 1
    """The company."""
    lines: Iterable[str] = ()
    at: Callable[[], datetime]
    write: Callable[[str], None] = print
    as_json: bool = False
    name: str = NAME
    folder: Path | None = None
    """Where files of replies are saved; None: they are not."""
    refused: int = 0
    """Lines that were not carried out."""
    _latest: Reply = field(default_factory=Reply)

    async def run(self, handle: Handle) -> None:
        """Carry out every line in order; `> LABEL` presses that button of the answer before."""
        for line in self.lines:
            event = self.event(line)
            reply = await handle(event)
            if not (isinstance(event, Pressed) and event.press.verb == NO_BUTTON):
                self._latest = reply
            self.refused += not reply.ok
            if self.folder:
                _save_files(self.folder, (element for element in reply.card.body if isinstance(element, File)))
            self.write(json.dumps(reply_json(reply), ensure_ascii=False) if self.as_json else reply_text(reply))

    def event(self, line: str) -> Event:
        """Return a line as an event: a press after `>`, else a typed line."""
        address = self.address or PersonAddress(platform=self.name, target=fold(self.person))
        sender = Sender(platform=address.platform, user=address.target, name=self.person)
        if not line.lstrip().startswith(">"):
            # Scripts may send thousands of lines, and the same one twice.
            return Line(sender=sender, at=self.at(), text=line, limited=False, tenant=self.tenant)
        label = line.lstrip()[1:].strip()
        # Reversed, so that of two buttons with one label the first counts.
        buttons = {fold(button.label): button.press for button in reversed(self._latest.card.all_buttons())}
        press = buttons.get(fold(label), missing_button(label))
        return Pressed(sender=sender, at=self.at(), press=press, limited=False, tenant=self.tenant)

    async def send(self, address: Address, card: Card, key: str) -> str:
        """Print a card under its recipient."""
        self.write(f"-> {address.target}\n{card_text(card)}\n")
        return f"{self.name}:{key}"


def _save_files(folder: Path, files: Iterable[File]) -> None:
    """Save files in a folder, under free names; raises ConfigError when that fails."""
    for file in files:
        names = (file.name if n == 1 else f"{n}-{file.name}" for n in itertools.count(1))
        raw = base64.b64decode(file.data)
        try:
            next(name for name in names if _saved(folder / name, raw))
        except OSError as error:
            raise ConfigError(f"{file.name} cannot be written here: {error.strerror}.") from None


def _saved(path: Path, raw: bytes) -> bool:
    """Write a new file that only its owner can read; False where one is already."""
    try:
        with new_file(path) as made:
            made.write_bytes(raw)
    except FileExistsError:
        return False
    return True


def reply_text(reply: Reply) -> str:
    """Return a reply as text for a person."""
    if reply.form:
        return form_text(reply.form)
    return card_text(reply.card) if reply.card.body or reply.card.title else reply.error or ""


def reply_json(reply: Reply) -> Mapping[str, object]:
    """Return a reply as the object that scripts rely on; every field is always there."""
    return {
        "ok": reply.ok,
        "text": card_text(reply.card),
        "private": not reply.public,
        "stored": list(reply.stored),
        "undone": list(reply.undone),
        "buttons": [button.label for button in reply.card.all_buttons()],
        "form": [field.name for field in reply.form.fields] if reply.form else None,
        "figures": dict(reply.figures),
        "error": reply.error,
    }


def rendered(shown: Card | Form) -> object:
    """Return what the terminal prints of a card or a form."""
    return card_text(shown) if isinstance(shown, Card) else form_text(shown)


PLATFORM = Terminal
