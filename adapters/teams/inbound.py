"""Teams' activities as neutral events, each with the key under which it is carried out once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from functools import cached_property
from typing import Any

from adapters.common.bounded_cache import bounded_key
from adapters.teams.forms import filled, unpack_form
from adapters.teams.guard import Activity, tenant_of, text_at
from adapters.teams.message_text import TEXT_LIMIT, entities_of, message_text, one_line, plain_html
from adapters.teams.render import FORM, NONCE, PRESS
from bot.language.i18n import language_of
from bot.messages.events import Correction, Line, MemberStatus, Place, Pressed, Scope, Sender, Submission
from bot.messages.press import UNKNOWN_BUTTON, Press, typed_values
from bot.records import record

NAME = "teams"
LOG, PROMISE = "log", "promise"
"""The commands of the message extension: log a call, make a promise from a message."""
MESSAGE_ID = re.compile(r"[\w:=-]{1,200}", re.ASCII)
THREAD = re.compile(r";messageid=[\w-]{1,64}\Z", re.ASCII)
HINT_LENGTH = 200
"""Characters that are read of a name or a time zone; those that are stored are shorter."""
SHARE = "team share"
"""The verb of the one button whose answer is posted elsewhere than where it was pressed."""
PROMISE_LENGTH = 300
"""Characters of a message that a promise made from it holds."""


@record(kw_only=True)
class ActivityConversation:
    """The conversation of an activity: the URL of its service, its id without a thread, and its id with the thread."""

    service: str
    id: str
    thread: str = ""
    personal: bool = True

    @property
    def is_consistent(self) -> bool:
        """Whether the thread is one of this conversation."""
        return not self.thread or (
            self.thread.startswith(f"{self.id};messageid=") and THREAD.search(self.thread) is not None
        )

    @property
    def reply_in(self) -> str:
        """The id under which an answer is posted: in the thread where there is one."""
        return self.thread or self.id


def conversation_of(activity: Activity) -> ActivityConversation:
    """Return the conversation of an activity; one that the bot need not be in is never personal."""
    full = text_at(activity, "conversation.id")
    # The id of a thread is that of its channel and the first message; without the cut each thread is a channel.
    conversation, _, message = full.partition(";messageid=")
    personal = text_at(activity, "conversation.conversationType") in ("personal", "")
    return ActivityConversation(
        service=activity["serviceUrl"],
        id=conversation,
        thread=full if message else "",
        personal=personal and not is_from_foreign_chat(activity),
    )


def is_from_foreign_chat(activity: Activity) -> bool:
    """Whether an activity names a chat that the bot need not be in: an action of the message extension."""
    return text_at(activity, "name").startswith("composeExtension/")


def place_of(activity: Activity) -> Place:
    """Return where something was typed, as a neutral place; a chat without the bot is private."""
    conversation = conversation_of(activity)
    if conversation.personal or is_from_foreign_chat(activity):
        return Place(platform=NAME)
    name = text_at(activity, "channelData.channel.name")
    return Place(platform=NAME, scope=Scope.CHANNEL, channel=conversation.id, name=name, thread=conversation.thread)


def receipt_of(service: str, conversation: str, message: str) -> str:
    """Return the receipt of a posted message: `teams|SERVICE|CONVERSATION|ACTIVITY`."""
    return "|".join((NAME, service.rstrip("/"), conversation.partition(";messageid=")[0], message))


def sender_of(activity: Activity, roster: Mapping[str, Any]) -> Sender:
    """Return the sender of an activity by their object id in the tenant, with what the roster entry adds."""
    user = text_at(activity, "from.aadObjectId") or str(roster.get("aadObjectId") or roster.get("objectId") or "")
    info = next((e for e in entities_of(activity) if e.get("type") == "clientInfo"), {})
    locale = text_at(activity, "locale") or str(info.get("locale") or "")
    return Sender(
        platform=NAME,
        user=user,
        name=(text_at(activity, "from.name") or str(roster.get("name") or ""))[:HINT_LENGTH],
        zone=(text_at(activity, "localTimezone") or str(info.get("timezone") or ""))[:HINT_LENGTH],
        language=language_of(locale) if locale else "",
        mail=_verified_mail(roster),
        standing=_standing(activity, roster, user),
    )


def _verified_mail(roster: Mapping[str, Any]) -> str:
    """Return the principal name, which the directory keeps; never `email`, which people may set, nor a guest's."""
    principal = str(roster.get("userPrincipalName") or "")
    return "" if "#ext#" in principal.lower() else principal


def _standing(activity: Activity, roster: Mapping[str, Any], user: str) -> MemberStatus:
    if is_bot(activity):
        return MemberStatus.BOT
    role = str(roster.get("userRole") or text_at(activity, "from.userRole")).lower()
    tenant = tenant_of(activity).lower()
    foreign = str(roster.get("tenantId") or tenant).lower() != tenant
    # The principal name of a guest has #EXT# in it, also where the roster tells no role.
    guest = role in ("guest", "anonymous") or "#ext#" in str(roster.get("userPrincipalName") or "").lower()
    refused = foreign or guest or not user or not _is_entry_of_sender(activity, roster)
    return MemberStatus.GUEST if refused else MemberStatus.MEMBER


def _is_entry_of_sender(activity: Activity, roster: Mapping[str, Any]) -> bool:
    """Whether a roster entry names nobody but the sender, by user id and by object id."""
    pairs = (("id", "from.id"), ("aadObjectId", "from.aadObjectId"), ("objectId", "from.aadObjectId"))
    named = ((str(roster.get(name) or ""), text_at(activity, path)) for name, path in pairs)
    return all(entry.lower() == sent.lower() for entry, sent in named if entry and sent)


def is_bot(activity: Activity) -> bool:
    """Whether an activity was sent by a bot."""
    return text_at(activity, "from.id").startswith("28:") or text_at(activity, "from.role") == "bot"


@record(kw_only=True)
class IncomingActivity:
    """An activity with its sender and time; `data` is what a button or a form carries."""

    activity: Activity
    sender: Sender
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    mentioned: Mapping[str, str] = field(default_factory=dict)
    """The object ids of mentioned people by the name that stands in the line."""

    @cached_property
    def conversation(self) -> ActivityConversation:
        """The conversation that the activity came from."""
        return conversation_of(self.activity)

    @property
    def key(self) -> str:
        """The key of this delivery: by the pressed card's nonce, as Teams may repeat a press under another id."""
        nonce = self.data.get(NONCE)
        if isinstance(nonce, str) and nonce:
            return bounded_key(f"{NAME}:n:{nonce}:{self.sender.user}")
        return self.delivery

    @property
    def delivery(self) -> str:
        """The key of this activity itself."""
        return bounded_key(f"{NAME}:{self.conversation.id}:{text_at(self.activity, 'id')}")

    @property
    def origin(self) -> str:
        """The id by which a later edit finds the entries of a message."""
        conversation = self.conversation
        # Without the service, whose address may change between a message and its edit.
        return bounded_key(receipt_of("", conversation.id, text_at(self.activity, "id")))

    @property
    def pressed_on(self) -> str:
        """The receipt of the message with the pressed button, empty when there is none."""
        conversation, message = self.conversation, text_at(self.activity, "replyToId")
        return receipt_of(conversation.service, conversation.id, message) if MESSAGE_ID.fullmatch(message) else ""

    def line(self) -> Line:
        """Return a message as a typed line."""
        return Line(
            sender=self.sender,
            at=self.at,
            text=message_text(self.activity),
            key=self.key,
            place=place_of(self.activity),
            origin=self.origin,
            mentioned=self.mentioned,
        )

    def correction(self) -> Correction:
        """Return an edited message as a correction of the line that it was."""
        # With the time, so that an edit back to an earlier text is one more edit.
        edited = text_at(self.activity, "timestamp") or text_at(self.activity, "localTimestamp")
        return Correction(
            sender=self.sender,
            at=self.at,
            text=message_text(self.activity),
            key=bounded_key(f"{self.key}:{edited}:{message_text(self.activity)}"),
            place=place_of(self.activity),
            origin=self.origin,
            mentioned=self.mentioned,
        )

    def press(self) -> Pressed:
        """Return a pressed button; `unknown button` for data that we did not make."""
        try:
            press = Press.unpack(str(self.data.get(PRESS)))
        except ValueError:
            press = UNKNOWN_BUTTON
        place = place_of(self.activity)
        return Pressed(sender=self.sender, at=self.at, press=press, receipt=self.pressed_on, key=self.key, place=place)

    def asked_in(self) -> ActivityConversation | None:
        """Return where the card of a [Share here] button says it was asked for; None for any other button or form.

        The values come back from a client: whether the presser may post there is still to be checked.
        """
        press = self.press().press
        if press.verb != SHARE or FORM in self.data:
            return None
        service = self.conversation.service
        channel, thread = press.values.get("channel", ""), press.values.get("thread", "")
        return ActivityConversation(service=service, id=channel, thread=thread, personal=False)

    def submission(self) -> Submission:
        """Return a submitted form; raises ValueError when we did not make it."""
        verb, kept = unpack_form(self.data)
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
        """Return an action of the message extension as a press that opens the form of its command."""
        value = self.activity.get("value")
        if text_at(value, "commandId") == LOG:
            return Pressed(sender=self.sender, at=self.at, press=Press(verb="call"), key=self.key)
        body, is_text = text_at(value, "messagePayload.body.content"), _is_text(value)
        said = one_line(body[:TEXT_LIMIT] if is_text else plain_html(body))[:PROMISE_LENGTH]
        values = typed_values({"what": said}) if said else {}
        return Pressed(sender=self.sender, at=self.at, press=Press(verb="promise", values=values), key=self.key)


def _is_text(value: object) -> bool:
    """Whether the message that an action was taken on is plain text, in which nothing is escaped."""
    return text_at(value, "messagePayload.body.contentType").lower() == "text"
