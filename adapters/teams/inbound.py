"""What Teams sends as neutral events, each with the key under which it counts once."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.teams.forms import carried, filled
from adapters.teams.guard import Activity, tenant_of, text_at
from adapters.teams.render import NONCE, PRESS
from bot.language.i18n import language_of
from bot.messages.events import Correction, Line, MemberStatus, Place, Pressed, Scope, Sender, Submission
from bot.messages.press import UNKNOWN_BUTTON, Press, typed_values

NAME = "teams"
LOG, PROMISE = "log", "promise"
"""The message extension's two actions: a call from anywhere, a promise from a message."""
AT = re.compile(r"<at\b[^>]*>(.*?)</at>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<(?:br|/p|/div|/li)\b[^>]*>", re.IGNORECASE)
ANY_TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
SPACES = re.compile(r"[^\S\n]+")
PROMISED = 300
"""Characters of a message that a promise made from it begins with."""


@dataclass(frozen=True, kw_only=True)
class ActivityConversation:
    """The conversation of an activity: its service, its id without a thread, and the thread."""

    service: str
    conversation: str
    thread: str = ""
    personal: bool = True

    @property
    def reply_in(self) -> str:
        """The id under which an answer stands beside what it answers."""
        return self.thread or self.conversation


def where_of(activity: Activity) -> ActivityConversation:
    """Return where an activity happened; a message action tells of a conversation that is not ours."""
    full = text_at(activity, "conversation.id")
    conversation, _, message = full.partition(";messageid=")
    personal = text_at(activity, "conversation.conversationType") in ("personal", "")
    return ActivityConversation(
        service=activity["serviceUrl"],
        conversation=conversation,
        thread=full if message else "",
        personal=personal and not borrowed(activity),
    )


def borrowed(activity: Activity) -> bool:
    """Whether an activity comes out of other people's conversation, where the bot need not be a member."""
    return text_at(activity, "name").startswith("composeExtension/")


def place_of(activity: Activity) -> Place:
    """Return where something was said, in neutral terms."""
    where = where_of(activity)
    if where.personal or borrowed(activity):
        return Place(platform=NAME)
    name = text_at(activity, "channelData.channel.name")
    return Place(platform=NAME, scope=Scope.CHANNEL, channel=where.conversation, name=name, thread=where.thread)


def receipt_of(service: str, conversation: str, message: str) -> str:
    """Return the address of a posted message."""
    return "|".join((NAME, service.rstrip("/"), conversation.partition(";messageid=")[0], message))


def sender_of(activity: Activity, roster: Mapping[str, Any]) -> Sender:
    """Return who acted: by the tenant's own id, with what the roster adds."""
    user = text_at(activity, "from.aadObjectId") or str(roster.get("aadObjectId") or roster.get("objectId") or "")
    info = next((e for e in _entities(activity) if e.get("type") == "clientInfo"), {})
    locale = text_at(activity, "locale") or str(info.get("locale") or "")
    return Sender(
        platform=NAME,
        user=user,
        name=text_at(activity, "from.name") or str(roster.get("name") or ""),
        zone=text_at(activity, "localTimezone") or str(info.get("timezone") or ""),
        language=language_of(locale) if locale else "",
        mail=str(roster.get("email") or roster.get("userPrincipalName") or ""),
        standing=_standing(activity, roster, user),
    )


def _standing(activity: Activity, roster: Mapping[str, Any], user: str) -> MemberStatus:
    if is_bot(activity):
        return MemberStatus.BOT
    role = str(roster.get("userRole") or text_at(activity, "from.userRole")).lower()
    foreign = str(roster.get("tenantId") or tenant_of(activity)) != tenant_of(activity)
    guest = role in ("guest", "anonymous") or "#ext#" in str(roster.get("userPrincipalName") or "").lower()
    return MemberStatus.GUEST if foreign or guest or not user else MemberStatus.MEMBER


def is_bot(activity: Activity) -> bool:
    """Whether an activity comes from a bot."""
    return text_at(activity, "from.id").startswith("28:") or text_at(activity, "from.role") == "bot"


def _entities(activity: Activity) -> list[Mapping[str, Any]]:
    found = activity.get("entities")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def typed(activity: Activity) -> str:
    """Return a message as its writer sees it, without the mention of the bot."""
    text, bot = str(activity.get("text") or ""), text_at(activity, "recipient.id")
    mentions = [entity for entity in _entities(activity) if entity.get("type") == "mention"]
    names = [text_at(mention, "mentioned.name") for mention in mentions if text_at(mention, "mentioned.id") == bot]
    for mention in mentions:
        if text_at(mention, "mentioned.id") == bot and (marked := text_at(mention, "text")):
            text = text.replace(marked, " ", 1)
    ours = {name.casefold() for name in (*names, *([] if mentions else [text_at(activity, "recipient.name")])) if name}
    text = AT.sub(lambda mark: " " if html.unescape(mark[1]).casefold() in ours else f"@{mark[1]}", text)
    return _clean(html.unescape(text))


def plain_html(text: str) -> str:
    """Return the words of a message's HTML."""
    return _clean(html.unescape(ANY_TAG.sub("", TAG.sub(" ", text))))


def _clean(text: str) -> str:
    return SPACES.sub(" ", text.replace("\u00a0", " ")).strip()


@dataclass(frozen=True, kw_only=True)
class IncomingActivity:
    """An activity, who sent it and when."""

    activity: Activity
    sender: Sender
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of this delivery; a card's own nonce outlives a second delivery under another id."""
        where = where_of(self.activity)
        nonce = self.data.get(NONCE)
        if isinstance(nonce, str) and nonce:
            return f"{NAME}:n:{nonce}:{self.sender.user}"
        return f"{NAME}:{where.conversation}:{text_at(self.activity, 'id')}"

    @property
    def origin(self) -> str:
        """The name of a message that a later edit knows it by."""
        where = where_of(self.activity)
        return receipt_of("", where.conversation, text_at(self.activity, "id"))

    @property
    def pressed_on(self) -> str:
        """The address of the message that a pressed button sits on."""
        where, message = where_of(self.activity), text_at(self.activity, "replyToId")
        return receipt_of(where.service, where.conversation, message) if message else ""

    def line(self) -> Line:
        """Return a message as a typed line."""
        return Line(
            sender=self.sender,
            at=self.at,
            text=typed(self.activity),
            key=self.key,
            place=place_of(self.activity),
            origin=self.origin,
        )

    def correction(self) -> Correction:
        """Return an edited message as what it says now."""
        edited = text_at(self.activity, "timestamp") or text_at(self.activity, "localTimestamp")
        return Correction(
            sender=self.sender,
            at=self.at,
            text=typed(self.activity),
            key=f"{self.key}:{edited}:{typed(self.activity)}"[:500],
            place=place_of(self.activity),
            origin=self.origin,
        )

    def press(self) -> Pressed:
        """Return a pressed button; one that we did not make names no command."""
        try:
            press = Press.unpack(str(self.data.get(PRESS)))
        except ValueError:
            press = UNKNOWN_BUTTON
        place = place_of(self.activity)
        return Pressed(sender=self.sender, at=self.at, press=press, receipt=self.pressed_on, key=self.key, place=place)

    def asked_in(self) -> ActivityConversation | None:
        """Return the channel that a button in the personal chat carries, where its card was asked for."""
        values, where = self.press().press.values, where_of(self.activity)
        channel, thread = values.get("channel", ""), values.get("thread", "")
        return (
            ActivityConversation(service=where.service, conversation=channel, thread=thread, personal=False)
            if channel
            else None
        )

    def submission(self) -> Submission:
        """Return a filled-in form; raises ValueError when it is none of ours."""
        verb, kept = carried(self.data)
        return Submission(
            sender=self.sender,
            at=self.at,
            verb=verb,
            values=filled(self.data),
            kept=kept,
            receipt=self.pressed_on,
            key=self.key,
            place=place_of(self.activity),
        )

    def action(self) -> Pressed:
        """Return an action of the message extension as the command whose form it opens."""
        value = self.activity.get("value")
        if text_at(value, "commandId") == LOG:
            return Pressed(sender=self.sender, at=self.at, press=Press(verb="call"), key=self.key)
        said = plain_html(text_at(value, "messagePayload.body.content"))[:PROMISED]
        values = typed_values({"what": " ".join(said.split())}) if said else {}
        return Pressed(sender=self.sender, at=self.at, press=Press(verb="promise", values=values), key=self.key)
