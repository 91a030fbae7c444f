"""What has been said: one private conversation a person, and one channel; in memory while the demo runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

from adapters import Renderer
from bot.messages import codec
from bot.messages.card import Card
from bot.messages.plain_text import card_text

CHANNEL = "#"
KEPT = 200
"""Messages of one conversation that a newly opened page is shown."""
News = Mapping[str, object]
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
    only: str = ""
    """The one person who sees it in the channel."""

    def plain(self, renderers: Renderers) -> News:
        """Return it as the page reads it, with what each platform would be given."""
        return {
            "id": self.id,
            "conversation": self.conversation,
            "who": self.who,
            "at": self.at.isoformat(),
            "text": card_text(self.card) if self.card else self.text,
            "card": json.loads(codec.pack(self.card)) if self.card else None,
            "only": self.only,
            "payloads": [b.press.pack() for b in self.card.all_buttons()] if self.card else [],
            "drawn": {name: render(self.card) for name, render in renderers.items()} if self.card else {},
        }


@dataclass(kw_only=True)
class ChatRoom:
    """All conversations, and who listens to them."""

    renderers: Renderers = field(default_factory=dict)
    said: dict[str, list[ChatMessage]] = field(default_factory=dict)
    listeners: set[Callable[[News], None]] = field(default_factory=set)
    _ids: count[int] = field(default_factory=lambda: count(1))

    def add(
        self, conversation: str, who: str, at: datetime, *, text: str = "", card: Card | None = None, only: str = ""
    ) -> ChatMessage:
        """Keep a message and tell every open page."""
        said = ChatMessage(
            id=f"m{next(self._ids)}", conversation=conversation, who=who, at=at, text=text, card=card, only=only
        )
        self.said.setdefault(conversation, []).append(said)
        self.tell({"type": "said", "message": said.plain(self.renderers)})
        return said

    def update(self, id: str, card: Card) -> bool:
        """Put a card in the place of a message; False when it is not there."""
        for messages in self.said.values():
            for place, said in enumerate(messages):
                if said.id == id:
                    messages[place] = replace(said, card=card)
                    self.tell({"type": "updated", "message": messages[place].plain(self.renderers)})
                    return True
        return False

    def history(self, conversation: str) -> list[News]:
        """Return the last messages of a conversation."""
        return [said.plain(self.renderers) for said in self.said.get(conversation, [])[-KEPT:]]

    def tell(self, news: News) -> None:
        """Tell every open page."""
        for listener in tuple(self.listeners):
            listener(news)
