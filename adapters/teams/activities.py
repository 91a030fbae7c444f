"""Activities of a tenant: each becomes a neutral event, is carried out, and is answered once it is on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from adapters.common.background_tasks import BackgroundTasks
from adapters.teams import forms
from adapters.teams.guard import Activity, text_at
from adapters.teams.inbound import NAME, IncomingActivity, conversation_of, is_bot, is_from_foreign_chat, sender_of
from adapters.teams.render import CARD_TYPE, FORM, MESSAGE_TYPE, PRESS, Json, adaptive, literal, message, words
from adapters.teams.tenant import ConversationReference, Tenant, reference_of
from bot.clock import Clock, seconds_run
from bot.errors import DeliveryError, StoreError
from bot.language.i18n import translator_for
from bot.messages.card import Card, Reply
from bot.messages.events import (
    ChannelChanged,
    Contact,
    Event,
    MemberStatus,
    Place,
    Pressed,
    ProfileChanged,
    Scope,
    Sender,
)
from bot.messages.press import Press
from bot.ports import Handle

log = structlog.get_logger()
ROSTER_SECONDS = 3600.0
PATIENCE_SECONDS = {"invoke": 2.5}
DEFAULT_PATIENCE_SECONDS = 6.0
"""How long the roster may take, by type of activity: Teams waits five seconds for an invoke, ten for the others."""
HOME = Press(verb="home")
CLOSING_EVENTS = frozenset({"channelDeleted", "teamDeleted", "teamArchived", "teamHardDeleted"})
TASK_INVOKES = frozenset({"task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction"})


@dataclass(kw_only=True)
class ActivityHandler:
    """Carries out the activities of one tenant; `background` runs what need not be done before an answer."""

    handle: Handle
    tenant: Tenant
    clock: Clock
    seconds: Callable[[], float] = seconds_run
    background: BackgroundTasks = field(default_factory=lambda: BackgroundTasks(platform=NAME))
    _roster: dict[str, tuple[float, Mapping[str, Any]]] = field(default_factory=dict)
    _known_people: dict[str, Sender] = field(default_factory=dict)
    _known_teams: set[str] = field(default_factory=set)
    _greeted: set[str] = field(default_factory=set)

    async def carry_out(self, activity: Activity) -> Json | None:
        """Carry out an activity; return the answer of an invoke, None for an unknown one and for all else.

        Returns once everything is on disk; raises when it was not stored, so that Teams delivers it again.
        """
        match activity["type"]:
            case "message" | "messageUpdate" if is_bot(activity):
                pass  # why ignored: two bots that answer each other would never end
            case "message":
                await self._message(await self._receive(activity))
            case "messageUpdate":
                await self._correct(activity)
            case "invoke":
                return await self._invoke(activity)
            case "installationUpdate":
                await self._installation(activity)
            case "conversationUpdate":
                await self._conversation_update(activity)
            case _:
                pass  # reactions, typing and what Teams may send one day
        return None

    async def _reply(self, event: Event) -> Reply:
        return await self.handle(replace(event, tenant=self.tenant.number))

    async def _receive(self, activity: Activity, data: Mapping[str, Any] | None = None) -> IncomingActivity:
        """Look up the sender and store how to write to them; changed profiles and new teams are passed on."""
        sender = await self._sender(activity)
        if sender.user and sender.standing in (MemberStatus.MEMBER, MemberStatus.UNKNOWN):
            await self.tenant.save_reference(sender.user, reference_of(activity))
        before = self._known_people.get(sender.user)
        if sender.standing is MemberStatus.MEMBER and (sender.zone or sender.language) and before != sender:
            self._known_people[sender.user] = sender
            self.background.start(self._reply(ProfileChanged(sender=sender, at=self.clock.now())))
        if (team := text_at(activity, "channelData.team.id")) and team not in self._known_teams:
            self._known_teams.add(team)
            self.background.start(self._learn_channels(activity))
        return IncomingActivity(activity=activity, sender=sender, at=self.clock.now(), data=data or {})

    async def _sender(self, activity: Activity) -> Sender:
        """Return the sender; while the roster does not answer, one who would be a member is of unknown standing."""
        roster = await self._roster_entry(activity)
        sender = sender_of(activity, roster or {})
        unsure = roster is None and sender.standing is MemberStatus.MEMBER
        return replace(sender, standing=MemberStatus.UNKNOWN) if unsure else sender

    async def _roster_entry(self, activity: Activity) -> Mapping[str, Any] | None:
        """Return the sender's roster entry, cached for an hour; empty without access to it, None while it is down."""
        user, conversation = text_at(activity, "from.id"), conversation_of(activity)
        known = self._roster.get(user)
        if known and known[0] > self.seconds():
            return known[1]
        found: Mapping[str, Any]
        try:
            async with asyncio.timeout(PATIENCE_SECONDS.get(activity["type"], DEFAULT_PATIENCE_SECONDS)):
                found = await self.tenant.connector.member(conversation.service, conversation.id, user)
        except (DeliveryError, TimeoutError) as error:
            closed = isinstance(error, DeliveryError) and error.permanent
            # Closed for good: the token proves the tenant, and has to do.
            return known[1] if known else {} if closed else None
        self._roster[user] = (self.seconds() + ROSTER_SECONDS, found)
        return found

    async def _message(self, incoming: IncomingActivity) -> None:
        value = incoming.activity.get("value")
        if isinstance(value, dict) and (PRESS in value or FORM in value):
            await self._input_message(replace(incoming, data=self.tenant.opened(value)))
            return
        reply = await self._reply(incoming.line())
        self.background.start(self._answer(incoming, reply))

    async def _correct(self, activity: Activity) -> None:
        # A message whose deletion is taken back comes as an update too, unchanged.
        if text_at(activity, "channelData.eventType") not in ("editMessage", ""):
            return
        incoming = await self._receive(activity)
        reply = await self._reply(incoming.correction())
        self.background.start(self._answer(incoming, reply))

    async def _answer(self, incoming: IncomingActivity, reply: Reply) -> None:
        """Answer a typed line; in a channel only its writer sees the details.

        1. In a personal chat, and for a public reply, the answer is posted where the line was typed.
        2. In a channel it is posted as a message that only the writer sees, if the line was one.
        3. Else it goes to the writer's personal chat, and the channel gets a sentence without details.
        4. Where the personal chat cannot be reached either, only the writer sees it in the channel.
        """
        conversation, shown = conversation_of(incoming.activity), self._rendered(reply)
        only_for = {"id": text_at(incoming.activity, "from.id"), "isTargeted": True}
        targeted = isinstance(to := incoming.activity["recipient"], dict) and to.get("isTargeted") is True
        if is_from_foreign_chat(incoming.activity):
            await self.tenant.post_to_person(incoming.sender.user, shown)
        elif conversation.personal or reply.public:
            await self.tenant.post_patiently(conversation, shown)
        elif not (targeted and await self.tenant.post_patiently(conversation, shown, only_for=only_for)):
            delivered = await self.tenant.post_to_person(incoming.sender.user, shown)
            if not targeted:
                await self.tenant.post_patiently(conversation, words(self._public(incoming, reply)))
            if not (delivered or targeted):
                await self.tenant.post_patiently(conversation, shown, only_for=only_for)

    def _public(self, incoming: IncomingActivity, reply: Reply) -> str:
        """Return what everybody in a channel reads of an answer that is for its writer."""
        say = translator_for(incoming.sender.language or "en")
        return say.t("teams", "Logged.") if reply.stored else say.t("teams", "The answer is in our own chat.")

    def _rendered(self, reply: Reply) -> Json:
        if reply.form:
            return message(self.tenant.form_card(reply.form), forms.card_of(reply.form))
        return message(self.tenant.adaptive(reply.card), reply.card)

    async def _input_message(self, incoming: IncomingActivity) -> None:
        """Carry out a button or a form that came as a message, from a client without Action.Execute."""
        reply = await self._carry_out_input(incoming)
        if self._replaces_card(incoming, reply):
            self.background.start(self._replace_or_answer(incoming, reply))
        else:
            self.background.start(self._answer(incoming, reply))

    def _replaces_card(self, incoming: IncomingActivity, reply: Reply) -> bool:
        """Whether a reply replaces the card whose button was pressed."""
        done = (reply.ok or reply.card.all_buttons()) and not reply.form
        return bool(done and incoming.pressed_on and (reply.replaces or conversation_of(incoming.activity).personal))

    async def _replace_or_answer(self, incoming: IncomingActivity, reply: Reply) -> None:
        if not await self._replace(incoming.pressed_on, reply.card):
            await self._answer(incoming, reply)

    async def _carry_out_input(self, incoming: IncomingActivity) -> Reply:
        if FORM not in incoming.data:
            return await self._reply(incoming.press())
        try:
            return await self._reply(incoming.submission())
        except ValueError:
            return await self._reply(incoming.press())

    async def _replace(self, receipt: str, card: Card) -> bool:
        try:
            await self.tenant.update(receipt, card)
        except DeliveryError as error:
            log.warning("teams.update_failed", code=error.code)
            return False
        return True

    async def _invoke(self, activity: Activity) -> Json | None:
        name, value = text_at(activity, "name"), activity.get("value")
        if not isinstance(value, dict):
            return None
        if name == "adaptiveCard/action":
            data = value["action"].get("data") if isinstance(value.get("action"), dict) else None
            opened = self.tenant.opened(data) if isinstance(data, dict) else None
            return None if opened is None else await self._press(await self._receive(activity, opened))
        if name not in TASK_INVOKES:
            return None
        data = value["data"] if isinstance(value.get("data"), dict) else {}
        incoming = await self._receive(activity, self.tenant.opened(data))
        if name == "composeExtension/fetchTask":
            return self._answer_in_dialog(incoming, await self._reply(incoming.action()))
        return self._answer_in_dialog(incoming, await self._carry_out_input(incoming)) if data else None

    async def _press(self, incoming: IncomingActivity) -> Json:
        """Return the answer to a button on a card: the reply, which replaces the card, or an error, which does not."""
        reply = await self._carry_out_input(incoming)
        if reply.form:
            return _card_answer(self.tenant.form_card(reply.form))
        # A card as the answer would take the place of the pressed one, and its buttons with it.
        if not reply.ok and not reply.card.all_buttons():
            return {"statusCode": 200, "type": MESSAGE_TYPE, "value": literal("\n\n".join(reply.card.texts()))}
        if reply.public and conversation_of(incoming.activity).personal and (asked_in := incoming.asked_in()):
            self.background.start(self.tenant.post_patiently(asked_in, self._rendered(reply)))
        if self._replaces_card(incoming, reply):
            self.background.start(self._replace(incoming.pressed_on, reply.card))
        elif reply.public:
            self.background.start(self.tenant.post_patiently(conversation_of(incoming.activity), self._rendered(reply)))
        return _card_answer(self.tenant.adaptive(reply.card))

    def _answer_in_dialog(self, incoming: IncomingActivity, reply: Reply) -> Json:
        """Return the answer to a button or a form in a dialog: the next form, a card, or a closing sentence."""
        if reply.form:
            return forms.dialog(reply.form, self.tenant.sealer)
        if not reply.ok and reply.card.all_buttons():
            return forms.shown_in_dialog("Snurr", adaptive(reply.card, dialog=True, sealer=self.tenant.sealer))
        if reply.replaces and incoming.pressed_on:
            self.background.start(self._replace_or_answer(incoming, reply))
        elif reply.ok and (reply.stored or reply.public):
            self.background.start(self._answer(incoming, reply))
        return forms.closing_answer("\n\n".join(reply.card.texts()))

    async def _installation(self, activity: Activity) -> None:
        """Carry out the installation or removal of the app, for a person or a team."""
        removed = text_at(activity, "action").startswith("remove")
        if not removed:
            self.tenant.parked = ""
        if not conversation_of(activity).personal and removed:
            await self._close_channels(activity, "app removed")
        elif not conversation_of(activity).personal:
            self.background.start(self._learn_channels(activity))
        elif removed:
            await self._park(text_at(activity, "from.aadObjectId"))
        else:
            await self._contact(await self._receive(activity))

    async def _contact(self, incoming: IncomingActivity) -> None:
        """Carry out a contact of a member who has the app; the first time, they are sent their day."""
        sender = incoming.sender
        if sender.standing is not MemberStatus.MEMBER:
            return
        new = sender.user not in self._greeted and await self.tenant.is_new(sender.user)
        self._greeted.add(sender.user)
        await self._reply(Contact(sender=sender, at=incoming.at))
        if new:
            home = await self._reply(Pressed(sender=sender, at=incoming.at, press=HOME))
            self.background.start(self.tenant.post_to_person(sender.user, self._rendered(home)))

    async def _park(self, user: str) -> None:
        try:
            await self.tenant.store.write(lambda work: work.people.park(NAME, user, "app removed"), self.tenant.number)
        except StoreError:
            log.warning("teams.not_parked")

    async def _conversation_update(self, activity: Activity) -> None:
        """Carry out a change of members, or of a channel's name or existence."""
        event = text_at(activity, "channelData.eventType")
        # The bot's arrival comes as this event, as installationUpdate, or as both.
        if _names_bot(activity, "membersAdded"):
            await self._installation(dict(activity) | {"action": "add"})
        elif conversation_of(activity).personal:
            return
        elif _names_bot(activity, "membersRemoved"):
            await self._close_channels(activity, "app removed")
        elif event in CLOSING_EVENTS:
            await self._close_channels(activity, "ConversationNotFound")
        elif name := text_at(activity, "channelData.channel.name"):
            await self._channel_changed(activity, text_at(activity, "channelData.channel.id"), name)
        elif text_at(activity, "channelData.team.id"):
            self.background.start(self._learn_channels(activity))

    async def _close_channels(self, activity: Activity, why: str) -> None:
        """Close a channel, or all channels of a team, for posts until it is heard of again."""
        channel = text_at(activity, "channelData.channel.id")
        team = text_at(activity, "channelData.team.id") or conversation_of(activity).id
        try:
            channels = [(channel, "")] if channel and channel != team else await self.tenant.channels_of(team)
        except StoreError:
            log.warning("teams.not_parked")
            return
        for channel_id, name in channels:
            await self._channel_changed(activity, channel_id, name, closed=why)

    async def _learn_channels(self, activity: Activity) -> None:
        """Store the names of a team's channels, by which a channel can be posted to."""
        team = text_at(activity, "channelData.team.id")
        if not team:
            return
        self._known_teams.add(team)
        try:
            found = await self.tenant.connector.channels(conversation_of(activity).service, team)
        except DeliveryError as error:
            log.warning("teams.channels_failed", code=error.code)
            return
        for channel in found:
            # Teams gives the channel General no name.
            await self._channel_changed(activity, str(channel.get("id") or ""), str(channel.get("name") or "General"))

    async def _channel_changed(self, activity: Activity, channel: str, name: str, closed: str = "") -> None:
        if not channel:
            return
        reference = ConversationReference(
            service=activity["serviceUrl"],
            bot=text_at(activity, "recipient.id"),
            conversation=channel,
            team=text_at(activity, "channelData.team.id"),
        )
        await self.tenant.save_reference(channel, reference, name)
        place = Place(platform=NAME, scope=Scope.CHANNEL, channel=channel, name=name)
        nobody = Sender(platform=NAME, user="")
        await self._reply(ChannelChanged(sender=nobody, at=self.clock.now(), place=place, closed=closed))


def _names_bot(activity: Activity, field: str) -> bool:
    members, bot = activity.get(field), text_at(activity, "recipient.id")
    return isinstance(members, list) and any(isinstance(member, dict) and member.get("id") == bot for member in members)


def _card_answer(content: Json) -> Json:
    return {"statusCode": 200, "type": CARD_TYPE, "value": content}
