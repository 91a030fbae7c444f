"""The conversations of the web chat: a private one per person, and one channel; in memory while the demo runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any

from adapters import Renderer
from bot.language.tokens import visible_text
from bot.messages import codec
from bot.messages.card import Card
from bot.messages.plain_text import card_text

CHANNEL = "#"
HISTORY = 200
"""Messages of a conversation that a newly opened page gets."""
PageUpdate = Mapping[str, object]
Renderers = Mapping[str, Renderer]


@dataclass(frozen=True, kw_only=True)
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

    def plain(self, renderers: Renderers) -> PageUpdate:
        """Return it as the page reads it, with what each renderer makes of its card."""
        return {
            "id": self.id,
            "conversation": self.conversation,
            "who": self.who,
            "at": self.at.isoformat(),
            "text": visible_text(card_text(self.card) if self.card else self.text),
            "card": _shown(json.loads(codec.pack(self.card))) if self.card else None,
            "only": self.only_for,
            "payloads": [b.press.pack() for b in self.card.all_buttons()] if self.card else [],
            "drawn": {name: render(self.card) for name, render in renderers.items()} if self.card else {},
        }


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
    _ids: count[int] = field(default_factory=lambda: count(1))

    def add(
        self, conversation: str, who: str, at: datetime, *, text: str = "", card: Card | None = None, only_for: str = ""
    ) -> ChatMessage:
        """Add a message and send it to every open page."""
        message = ChatMessage(
            id=f"m{next(self._ids)}", conversation=conversation, who=who, at=at, text=text, card=card, only_for=only_for
        )
        self.messages.setdefault(conversation, []).append(message)
        self.broadcast({"type": "said", "message": message.plain(self.renderers)})
        return message

    def update(self, id: str, card: Card) -> bool:
        """Replace a message's card and send it to every open page; False when there is no such message."""
        for messages in self.messages.values():
            for place, message in enumerate(messages):
                if message.id == id:
                    messages[place] = replace(message, card=card)
                    self.broadcast({"type": "updated", "message": messages[place].plain(self.renderers)})
                    return True
        return False

    def history(self, conversation: str) -> list[PageUpdate]:
        """Return the last messages of a conversation."""
        return [message.plain(self.renderers) for message in self.messages.get(conversation, [])[-HISTORY:]]

    def broadcast(self, update: PageUpdate) -> None:
        """Send an update to every open page."""
        for listener in tuple(self.listeners):
            listener(update)
