"""What each kind of activity does: a neutral event in, committed by the time it is answered, the reply shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from adapters.teams import forms
from adapters.teams.guard import Activity, text_at
from adapters.teams.inbound import NAME, IncomingActivity, borrowed, is_bot, sender_of, where_of
from adapters.teams.render import CARD_TYPE, MESSAGE_TYPE, PRESS, Json, adaptive, literal, message, words
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
PATIENCE_OTHERWISE = 6.0
"""How long an answer within five or ten seconds waits to hear who somebody is."""
HOME = Press(verb="home")
CLOSED = frozenset({"channelDeleted", "teamDeleted", "teamArchived", "teamHardDeleted"})
TASKS = frozenset({"task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction"})


@dataclass(kw_only=True)
class Activities:
    """The activities of one tenant; `tasks` are answers still on their way."""

    handle: Handle
    tenant: Tenant
    clock: Clock
    seconds: Callable[[], float] = seconds_run
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _roster: dict[str, tuple[float, Mapping[str, Any]]] = field(default_factory=dict)
    _people: dict[str, Sender] = field(default_factory=dict)
    _teams: set[str] = field(default_factory=set)
    _greeted: set[str] = field(default_factory=set)

    def later(self, work: Coroutine[Any, Any, object]) -> None:
        """Do what need not be done before the answer; a stop waits for it."""

        async def done() -> None:
            await work

        task = asyncio.ensure_future(done())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def drained(self, seconds: float) -> None:
        """Wait for answers on their way."""
        if self.tasks:
            await asyncio.wait(set(self.tasks), timeout=seconds)

    async def carry_out(self, activity: Activity) -> Json | None:
        """Carry an activity out and return what an invoke is answered with."""
        match activity["type"]:
            case "message" | "messageUpdate" if is_bot(activity):
                pass  # two bots that answer each other would never end
            case "message":
                await self._message(await self._heard(activity))
            case "messageUpdate":
                await self._edited(activity)
            case "invoke":
                return await self._invoked(activity)
            case "installationUpdate":
                await self._installed(activity)
            case "conversationUpdate":
                await self._conversation(activity)
            case _:
                pass  # reactions, typing and what Teams may send one day
        return None

    async def _reply(self, event: Event) -> Reply:
        return await self.handle(replace(event, tenant=self.tenant.number))

    async def _heard(self, activity: Activity, data: Mapping[str, Any] | None = None) -> IncomingActivity:
        """Find out who acted, remember how they are written to, and pass on what is new about them."""
        sender = await self._sender(activity)
        if sender.user and sender.standing in (MemberStatus.MEMBER, MemberStatus.UNKNOWN):
            await self.tenant.remember(sender.user, reference_of(activity))
        before = self._people.get(sender.user)
        if sender.standing is MemberStatus.MEMBER and (sender.zone or sender.language) and before != sender:
            self._people[sender.user] = sender
            self.later(self._reply(ProfileChanged(sender=sender, at=self.clock.now())))
        if (team := text_at(activity, "channelData.team.id")) and team not in self._teams:
            self._teams.add(team)
            self.later(self._channels(activity))
        return IncomingActivity(activity=activity, sender=sender, at=self.clock.now(), data=data or {})

    async def _sender(self, activity: Activity) -> Sender:
        """Return who acted; while the roster does not answer, nobody new is a full member."""
        roster = await self._of_roster(activity)
        sender = sender_of(activity, roster or {})
        unsure = roster is None and sender.standing is MemberStatus.MEMBER
        return replace(sender, standing=MemberStatus.UNKNOWN) if unsure else sender

    async def _of_roster(self, activity: Activity) -> Mapping[str, Any] | None:
        """Return what the roster says of a sender, once an hour: nothing where it is closed, None while it is down."""
        user, where = text_at(activity, "from.id"), where_of(activity)
        known = self._roster.get(user)
        if known and known[0] > self.seconds():
            return known[1]
        found: Mapping[str, Any]
        try:
            async with asyncio.timeout(PATIENCE_SECONDS.get(activity["type"], PATIENCE_OTHERWISE)):
                found = await self.tenant.connector.member(where.service, where.conversation, user)
        except (DeliveryError, TimeoutError) as error:
            closed = isinstance(error, DeliveryError) and error.permanent
            return known[1] if known else {} if closed else None
        self._roster[user] = (self.seconds() + ROSTER_SECONDS, found)
        return found

    async def _message(self, heard: IncomingActivity) -> None:
        value = heard.activity.get("value")
        if isinstance(value, dict) and (PRESS in value or forms.FORM in value):
            await self._submitted_message(replace(heard, data=value))
            return
        reply = await self._reply(heard.line())
        self.later(self._answer(heard, reply))

    async def _edited(self, activity: Activity) -> None:
        if text_at(activity, "channelData.eventType") not in ("editMessage", ""):
            return
        heard = await self._heard(activity)
        reply = await self._reply(heard.correction())
        self.later(self._answer(heard, reply))

    async def _answer(self, heard: IncomingActivity, reply: Reply) -> None:
        """Answer a typed line: in a channel the detail is for its writer alone."""
        where, shown = where_of(heard.activity), self._shown(reply)
        only_for = {"id": text_at(heard.activity, "from.id"), "isTargeted": True}
        targeted = isinstance(to := heard.activity["recipient"], dict) and to.get("isTargeted") is True
        if borrowed(heard.activity):
            await self.tenant.tell(heard.sender.user, shown)
        elif where.personal or reply.public:
            await self.tenant.patiently(where, shown)
        elif not (targeted and await self.tenant.patiently(where, shown, only_for=only_for)):
            told = await self.tenant.tell(heard.sender.user, shown)
            if not targeted:
                await self.tenant.patiently(where, words(self._public(heard, reply)))
            if not (told or targeted):
                await self.tenant.patiently(where, shown, only_for=only_for)

    def _public(self, heard: IncomingActivity, reply: Reply) -> str:
        """Return all that a channel reads of an answer; the mention itself is public already."""
        say = translator_for(heard.sender.language or "en")
        return say.t("teams", "Logged.") if reply.stored else say.t("teams", "The answer is in our own chat.")

    def _shown(self, reply: Reply) -> Json:
        if reply.form:
            return message(forms.form_card(reply.form), forms.card_of(reply.form))
        return message(adaptive(reply.card, opens=self.tenant.opens), reply.card)

    async def _submitted_message(self, heard: IncomingActivity) -> None:
        """A button of a client that knows no Action.Execute: the same, without an answer to put in its place."""
        reply = await self._acted(heard)
        if self._takes_place(heard, reply):
            self.later(self._replace_or_answer(heard, reply))
        else:
            self.later(self._answer(heard, reply))

    def _takes_place(self, heard: IncomingActivity, reply: Reply) -> bool:
        """Whether a reply is put in the place of the card whose button was pressed."""
        done = (reply.ok or reply.card.all_buttons()) and not reply.form
        return bool(done and heard.pressed_on and (reply.replaces or where_of(heard.activity).personal))

    async def _replace_or_answer(self, heard: IncomingActivity, reply: Reply) -> None:
        if not await self._replace(heard.pressed_on, reply.card):
            await self._answer(heard, reply)

    async def _acted(self, heard: IncomingActivity) -> Reply:
        if forms.FORM not in heard.data:
            return await self._reply(heard.press())
        try:
            return await self._reply(heard.submission())
        except ValueError:
            return await self._reply(heard.press())

    async def _replace(self, receipt: str, card: Card) -> bool:
        try:
            await self.tenant.update(receipt, card)
        except DeliveryError as error:
            log.warning("teams.update_failed", code=error.code)
            return False
        return True

    async def _invoked(self, activity: Activity) -> Json | None:
        name, value = text_at(activity, "name"), activity.get("value")
        if not isinstance(value, dict):
            return None
        if name == "adaptiveCard/action":
            data = value["action"].get("data") if isinstance(value.get("action"), dict) else None
            return await self._pressed(await self._heard(activity, data)) if isinstance(data, dict) else None
        if name not in TASKS:
            return None
        data = value.get("data") if isinstance(value.get("data"), dict) else {}
        heard = await self._heard(activity, data)
        if name == "composeExtension/fetchTask":
            return self._in_dialog(heard, await self._reply(heard.action()))
        return self._in_dialog(heard, await self._acted(heard)) if data else None

    async def _pressed(self, heard: IncomingActivity) -> Json:
        """Answer a button on a card: its result takes the card's place, an error leaves the card as it was."""
        reply = await self._acted(heard)
        if reply.form:
            return _card(forms.form_card(reply.form))
        if not reply.ok and not reply.card.all_buttons():
            return {"statusCode": 200, "type": MESSAGE_TYPE, "value": literal("\n\n".join(reply.card.texts()))}
        if reply.public and where_of(heard.activity).personal and (asked_in := heard.asked_in()):
            self.later(self.tenant.patiently(asked_in, self._shown(reply)))
        if self._takes_place(heard, reply):
            self.later(self._replace(heard.pressed_on, reply.card))
        elif reply.public:
            self.later(self.tenant.patiently(where_of(heard.activity), self._shown(reply)))
        return _card(adaptive(reply.card, opens=self.tenant.opens))

    def _in_dialog(self, heard: IncomingActivity, reply: Reply) -> Json:
        """Answer what is pressed or filled in within a dialog."""
        if reply.form:
            return forms.dialog(reply.form)
        if not reply.ok and reply.card.all_buttons():
            return forms.shown_in_dialog("Snurr", adaptive(reply.card, dialog=True))
        if reply.replaces and heard.pressed_on:
            self.later(self._replace_or_answer(heard, reply))
        elif reply.ok and (reply.stored or reply.public):
            self.later(self._answer(heard, reply))
        return forms.said("\n\n".join(reply.card.texts()))

    async def _installed(self, activity: Activity) -> None:
        """The app came to a person or a team, or left."""
        removed = text_at(activity, "action").startswith("remove")
        if not removed:
            self.tenant.parked = ""
        if not where_of(activity).personal and removed:
            await self._close(activity, "app removed")
        elif not where_of(activity).personal:
            self.later(self._channels(activity))
        elif removed:
            await self._left(text_at(activity, "from.aadObjectId"))
        else:
            await self._met(await self._heard(activity))

    async def _met(self, heard: IncomingActivity) -> None:
        """Somebody has the app: known from now on, and, the first time, shown the day and what Snurr is for."""
        sender = heard.sender
        if sender.standing is not MemberStatus.MEMBER:
            return
        new = sender.user not in self._greeted and await self.tenant.is_new(sender.user)
        self._greeted.add(sender.user)
        await self._reply(Contact(sender=sender, at=heard.at))
        if new:
            home = await self._reply(Pressed(sender=sender, at=heard.at, press=HOME))
            self.later(self.tenant.tell(sender.user, self._shown(home)))

    async def _left(self, user: str) -> None:
        try:
            await self.tenant.store.write(lambda work: work.people.park(NAME, user, "app removed"), self.tenant.number)
        except StoreError:
            log.warning("teams.not_parked")

    async def _conversation(self, activity: Activity) -> None:
        """Members came or went, or a channel has another name or is gone."""
        event = text_at(activity, "channelData.eventType")
        if _names_bot(activity, "membersAdded"):
            await self._installed(dict(activity) | {"action": "add"})
        elif where_of(activity).personal:
            return
        elif _names_bot(activity, "membersRemoved"):
            await self._close(activity, "app removed")
        elif event in CLOSED:
            await self._close(activity, "ConversationNotFound")
        elif name := text_at(activity, "channelData.channel.name"):
            await self._channel(activity, text_at(activity, "channelData.channel.id"), name)
        elif text_at(activity, "channelData.team.id"):
            self.later(self._channels(activity))

    async def _close(self, activity: Activity, why: str) -> None:
        """Post nothing more in a channel, or in all channels of a team, until it is heard of again."""
        channel = text_at(activity, "channelData.channel.id")
        team = text_at(activity, "channelData.team.id") or where_of(activity).conversation
        try:
            known = [(channel, "")] if channel and channel != team else await self.tenant.channels_of(team)
        except StoreError:
            log.warning("teams.not_parked")
            return
        for each, name in known:
            await self._channel(activity, each, name, closed=why)

    async def _channels(self, activity: Activity) -> None:
        """Learn the names of a team's channels, so that a team can be posted to by its channel's name."""
        team = text_at(activity, "channelData.team.id")
        if not team:
            return
        self._teams.add(team)
        try:
            found = await self.tenant.connector.channels(where_of(activity).service, team)
        except DeliveryError as error:
            log.warning("teams.channels_failed", code=error.code)
            return
        for each in found:
            await self._channel(activity, str(each.get("id") or ""), str(each.get("name") or "General"))

    async def _channel(self, activity: Activity, channel: str, name: str, closed: str = "") -> None:
        if not channel:
            return
        reference = ConversationReference(
            service=activity["serviceUrl"],
            bot=text_at(activity, "recipient.id"),
            conversation=channel,
            team=text_at(activity, "channelData.team.id"),
        )
        await self.tenant.remember(channel, reference, name)
        place = Place(platform=NAME, scope=Scope.CHANNEL, channel=channel, name=name)
        nobody = Sender(platform=NAME, user="")
        await self._reply(ChannelChanged(sender=nobody, at=self.clock.now(), place=place, closed=closed))


def _names_bot(activity: Activity, field: str) -> bool:
    members, bot = activity.get(field), text_at(activity, "recipient.id")
    return isinstance(members, list) and any(isinstance(member, dict) and member.get("id") == bot for member in members)


def _card(content: Json) -> Json:
    return {"statusCode": 200, "type": CARD_TYPE, "value": content}
