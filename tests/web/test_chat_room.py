"""What a chat room keeps is bounded, however much is said in however many names."""

from __future__ import annotations

from adapters.web.chat_room import CHANNEL, CONVERSATIONS, HISTORY, ChatMessage, ChatRoom
from bot.messages.card import Card, Text
from bot.messages.seal import SHOWN_ONLY
from tests.dialog import TUESDAY


def test_the_last_messages_of_a_conversation_are_kept() -> None:
    """Of those before them nothing stays in memory."""
    room = ChatRoom()
    for number in range(HISTORY + 5):
        room.add("@Anna", "Anna", TUESDAY, text=str(number))
    assert (HISTORY, "5") == (len(room.messages["@Anna"]), room.messages["@Anna"][0].text)


def test_the_conversations_of_invented_people_push_each_other_out() -> None:
    """One in which something is said goes on."""
    room = ChatRoom()
    for number in range(CONVERSATIONS * 2):
        room.add(f"@x{number}", "", TUESDAY)
        room.add("@Anna", "Anna", TUESDAY)
    assert (CONVERSATIONS, True) == (len(room.messages), "@Anna" in room.messages)


def test_the_page_is_told_what_a_card_does_not_have() -> None:
    """Its program knows no defaults: a card without buttons has an empty list of them."""
    message = ChatMessage(id="1", conversation=CHANNEL, who="", at=TUESDAY, card=Card(body=(Text(text="ok"),)))
    shown = message.plain({}, SHOWN_ONLY)["card"]
    assert isinstance(shown, dict)
    assert {"_": "Card", "buttons": [], "more": [], "title": ""} == {
        k: shown[k] for k in ("_", "buttons", "more", "title")
    }
    assert shown["body"][0]["text"] == "ok"
