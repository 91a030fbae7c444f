"""What each kind of activity does: a neutral event in, committed by the time it is answered, the reply shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from adapters.teams import forms
from adapters.teams.guard import Activity, text_at
from adapters.teams.inbound import NAME, Heard, sender_of, where_of
from adapters.teams.render import CARD_TYPE, PRESS, Json, adaptive, message, words
from adapters.teams.tenant import Reference, Tenant, reference_of
from bot.clock import Clock, seconds_run
from bot.errors import DeliveryError
from bot.event import Channel, Contact, Event, Place, Profile, Scope, Sender, Standing
from bot.i18n import words as words_in
from bot.message import Card, Reply
from bot.ports import Handle

log = structlog.get_logger()
ROSTER_SECONDS = 3600.0
PATIENCE_SECONDS = 1.5
"""How long an answer within ten seconds waits to hear who somebody is."""
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
        return None

    async def _reply(self, event: Event) -> Reply:
        return await self.handle(replace(event, tenant=self.tenant.number))

    async def _heard(self, activity: Activity, data: Mapping[str, Any] | None = None) -> Heard:
        """Find out who acted, remember how they are written to, and pass on what is new about them."""
        sender = sender_of(activity, await self._of_roster(activity))
        if sender.user:
            await self.tenant.remember(sender.user, reference_of(activity))
        before = self._people.get(sender.user)
        if sender.standing is Standing.MEMBER and (sender.zone or sender.language) and before != sender:
            self._people[sender.user] = sender
            self.later(self._reply(Profile(sender=sender, at=self.clock.now())))
        return Heard(activity=activity, sender=sender, at=self.clock.now(), data=data or {})

    async def _of_roster(self, activity: Activity) -> Mapping[str, Any]:
        """Return what the roster says of the sender, once an hour; a roster that cannot be read says nothing."""
        user, where = text_at(activity, "from.id"), where_of(activity)
        known = self._roster.get(user)
        if known and known[0] > self.seconds():
            return known[1]
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                found: Mapping[str, Any] = await self.tenant.connector.member(where.service, where.conversation, user)
        except (DeliveryError, TimeoutError):
            return known[1] if known else {}
        self._roster[user] = (self.seconds() + ROSTER_SECONDS, found)
        return found

    async def _message(self, heard: Heard) -> None:
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

    async def _answer(self, heard: Heard, reply: Reply) -> None:
        """Answer a typed line: in a channel the detail is for its writer alone."""
        where = where_of(heard.activity)
        shown = self._shown(reply)
        if where.personal or reply.public:
            await self.tenant.patiently(where, shown)
            return
        sender = heard.activity["from"]
        if isinstance(heard.activity["recipient"], dict) and heard.activity["recipient"].get("isTargeted") is True:
            only_for = {"id": sender["id"], "isTargeted": True}
            if await self.tenant.patiently(where, shown, only_for=only_for):
                return
        else:
            say = words_in(heard.sender.language or "en")
            logged = say.t("teams", "Logged.") if reply.stored else say.t("teams", "The answer is in our own chat.")
            await self.tenant.patiently(where, words(logged))
        await self.tenant.tell(heard.sender.user, shown)

    def _shown(self, reply: Reply) -> Json:
        if reply.form:
            return message(forms.form_card(reply.form), forms.card_of(reply.form))
        return message(adaptive(reply.card, opens=self.tenant.opens), reply.card)

    async def _submitted_message(self, heard: Heard) -> None:
        """A button of a client that knows no Action.Execute: the same, answered by a message."""
        reply = await self._acted(heard)
        if reply.replaces and heard.pressed_on:
            self.later(self._replace(heard.pressed_on, reply.card))
        else:
            self.later(self._answer(heard, reply))

    async def _acted(self, heard: Heard) -> Reply:
        if forms.FORM not in heard.data:
            return await self._reply(heard.press())
        try:
            return await self._reply(heard.submission())
        except ValueError:
            return await self._reply(heard.press())

    async def _replace(self, receipt: str, card: Card) -> None:
        try:
            await self.tenant.update(receipt, card)
        except DeliveryError as error:
            log.warning("teams.update_failed", code=error.code)

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
            return self._in_dialog(heard, await self._reply(heard.promise_from_message()))
        return self._in_dialog(heard, await self._acted(heard)) if data else None

    async def _pressed(self, heard: Heard) -> Json:
        """Answer a button on a card: its result takes the card's place."""
        reply = await self._acted(heard)
        if reply.form:
            return _card(forms.form_card(reply.form))
        where = where_of(heard.activity)
        if reply.public and where.personal and (asked_in := heard.asked_in()):
            self.later(self.tenant.patiently(asked_in, self._shown(reply)))
        if heard.pressed_on and (reply.replaces or where.personal):
            self.later(self._replace(heard.pressed_on, reply.card))
        elif reply.public:
            self.later(self.tenant.patiently(where, self._shown(reply)))
        return _card(adaptive(reply.card, opens=self.tenant.opens))

    def _in_dialog(self, heard: Heard, reply: Reply) -> Json:
        """Answer what is pressed or filled in within a dialog."""
        if reply.form:
            return forms.dialog(reply.form)
        if not reply.ok and reply.card.all_buttons():
            return forms.shown_in_dialog("Snurr", adaptive(reply.card, dialog=True))
        if reply.ok and (reply.stored or reply.public):
            self.later(self._answer(heard, reply))
        return forms.said("\n\n".join(reply.card.texts()))

    async def _installed(self, activity: Activity) -> None:
        if not where_of(activity).personal:
            if text_at(activity, "action") != "remove":
                self.later(self._channels(activity))
            return
        user = text_at(activity, "from.aadObjectId")
        if text_at(activity, "action").startswith("remove"):
            await self.tenant.store.write(lambda work: work.people.park(NAME, user, "app removed"), self.tenant.number)
            return
        heard = await self._heard(activity)
        if heard.sender.standing is Standing.MEMBER:
            await self._reply(Contact(sender=heard.sender, at=heard.at))

    async def _conversation(self, activity: Activity) -> None:
        bot = text_at(activity, "recipient.id")
        added = activity.get("membersAdded")
        met = isinstance(added, list) and any(isinstance(each, dict) and each.get("id") == bot for each in added)
        if where_of(activity).personal:
            if met:
                await self._installed(dict(activity) | {"action": "add"})
        elif text_at(activity, "channelData.eventType") in CLOSED:
            await self._channel(
                activity, text_at(activity, "channelData.channel.id"), "", closed="ConversationNotFound"
            )
        elif name := text_at(activity, "channelData.channel.name"):
            await self._channel(activity, text_at(activity, "channelData.channel.id"), name)
        elif met:
            self.later(self._channels(activity))

    async def _channels(self, activity: Activity) -> None:
        """Learn the names of a team's channels, so that a team can be posted to by its channel's name."""
        team = text_at(activity, "channelData.team.id") or where_of(activity).conversation
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
        reference = Reference(
            service=activity["serviceUrl"], bot=text_at(activity, "recipient.id"), conversation=channel
        )
        await self.tenant.remember(channel, reference, name)
        place = Place(platform=NAME, scope=Scope.CHANNEL, channel=channel, name=name)
        nobody = Sender(platform=NAME, user="")
        await self._reply(Channel(sender=nobody, at=self.clock.now(), place=place, closed=closed))


def _card(content: Json) -> Json:
    return {"statusCode": 200, "type": CARD_TYPE, "value": content}
