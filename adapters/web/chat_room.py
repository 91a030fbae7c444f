"""The conversations of the web chat: a private one per person, and one channel; in memory while the demo runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any

from adapters import Renderer
from bot.language.tokens import visible_text
from bot.messages import codec
from bot.messages.card import Card
from bot.messages.form import Form
from bot.messages.plain_text import card_text
from bot.messages.press import Press
from bot.messages.seal import Sealer, passing_sealer
from bot.records import record

CHANNEL = "#"
SEALED = "sealed"
HISTORY = 200
"""Messages of a conversation that are kept, and that a newly opened page gets."""
CONVERSATIONS = 100
"""Conversations that are kept; one more takes the place of the one in which nothing was said for longest."""
PageUpdate = Mapping[str, object]
Renderers = Mapping[str, Renderer]


@record(kw_only=True)
class ChatMessage:
    """One message; `who` is empty for Snurr, `card` is empty for a typed line."""

    id: str
    conversation: str
    who: str
    at: datetime
    text: str = ""
    card: Card | None = None
    only_for: str = ""
    """Name of the only person who sees it in the channel, empty for everybody."""

    @property
    def reader(self) -> str:
        """The conversation of the only person who sees it; of a message for everybody its own."""
        return f"@{self.only_for}" if self.only_for else self.conversation

    def plain(self, renderers: Renderers, sealer: Sealer) -> PageUpdate:
        """Return it as the page reads it, with what each renderer makes of its card; its buttons are sealed."""
        return {
            "id": self.id,
            "conversation": self.conversation,
            "who": self.who,
            "at": self.at.isoformat(),
            "text": visible_text(card_text(self.card) if self.card else self.text),
            "card": _shown(json.loads(codec.pack_whole(self.card))) if self.card else None,
            "only": self.only_for,
            "payloads": [seal_press(sealer, b.press, self.id, self.reader) for b in self.card.all_buttons()]
            if self.card
            else [],
            "drawn": {name: render(self.card) for name, render in renderers.items()} if self.card else {},
        }


def seal_press(sealer: Sealer, press: Press, message: str, reader: str) -> str:
    """Return what a button carries, sealed for the message that it stands on and who reads that."""
    return sealer.seal(press.pack(), "press", message, reader)


def open_press(sealer: Sealer, payload: str, message: str, person: str) -> Press:
    """Return what a person pressed on a message for everybody or for them; raises ValueError when it is not ours."""
    with suppress(ValueError):
        return Press.unpack(sealer.open(payload, "press", message, f"@{person}"))
    return Press.unpack(sealer.open(payload, "press", message, CHANNEL))


def seal_kept(sealer: Sealer, form: Form, person: str) -> Mapping[str, str]:
    """Return what a form carries unseen, sealed for its command and the person whom it asks."""
    return {SEALED: sealer.seal(json.dumps(dict(form.kept)), "form", form.verb, person)}


def open_kept(sealer: Sealer, kept: Mapping[str, Any], verb: str, person: str) -> dict[str, str]:
    """Return the values that `seal_kept` sealed; raises ValueError when they are not ours."""
    return dict(json.loads(sealer.open(str(kept.get(SEALED, "")), "form", verb, person)))


def _shown(value: Any) -> Any:
    """Return JSON whose texts turn no words beside them; what a press carries is sent beside the card."""
    match value:
        case str():
            return visible_text(value)
        case list():
            return [_shown(each) for each in value]
        case dict():
            return {name: each if name == "press" else _shown(each) for name, each in value.items()}
        case _:
            return value


@dataclass(kw_only=True)
class ChatRoom:
    """All conversations, and the pages that listen to them."""

    renderers: Renderers = field(default_factory=dict)
    messages: dict[str, list[ChatMessage]] = field(default_factory=dict)
    listeners: set[Callable[[PageUpdate], None]] = field(default_factory=set)
    sealer: Sealer = field(default_factory=passing_sealer)
    _ids: count[int] = field(default_factory=lambda: count(1))

    def add(
        self, conversation: str, who: str, at: datetime, *, text: str = "", card: Card | None = None, only_for: str = ""
    ) -> ChatMessage:
        """Add a message and send it to every open page."""
        message = ChatMessage(
            id=f"m{next(self._ids)}", conversation=conversation, who=who, at=at, text=text, card=card, only_for=only_for
        )
        self.messages[conversation] = [*self.messages.pop(conversation, []), message][-HISTORY:]
        if len(self.messages) > CONVERSATIONS:
            del self.messages[next(iter(self.messages))]
        self.broadcast({"type": "said", "message": message.plain(self.renderers, self.sealer)})
        return message

    def update(self, id: str, card: Card) -> bool:
        """Replace a message's card and send it to every open page; False when there is no such message."""
        for messages in self.messages.values():
            for place, message in enumerate(messages):
                if message.id == id:
                    messages[place] = replace(message, card=card)
                    self.broadcast({"type": "updated", "message": messages[place].plain(self.renderers, self.sealer)})
                    return True
        return False

    def history(self, conversation: str) -> list[PageUpdate]:
        """Return the last messages of a conversation."""
        return [message.plain(self.renderers, self.sealer) for message in self.messages.get(conversation, [])]

    def broadcast(self, update: PageUpdate) -> None:
        """Send an update to every open page."""
        for listener in tuple(self.listeners):
            listener(update)
