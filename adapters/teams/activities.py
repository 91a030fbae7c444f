"""Activities of a tenant: each becomes a neutral event, is carried out, and is answered once it is on disk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import structlog

from adapters.common.background_tasks import BackgroundTasks
from adapters.common.bounded_cache import BoundedCache, bounded_key
from adapters.teams import forms
from adapters.teams.answer_marks import Mark
from adapters.teams.answers import card_answer, is_words_alone, public_words, replaces_card, words_answer
from adapters.teams.guard import Activity, text_at
from adapters.teams.inbound import (
    NAME,
    ActivityConversation,
    IncomingActivity,
    conversation_of,
    is_bot,
    is_from_foreign_chat,
)
from adapters.teams.mentions import with_mentioned
from adapters.teams.render import (
    FORM,
    PRESS,
    Json,
    adaptive,
    message,
    words,
)
from adapters.teams.roster import Roster
from adapters.teams.team_channels import TeamChannels
from adapters.teams.tenant import Tenant, reference_of
from bot.clock import Clock
from bot.errors import DeliveryError, StoreError
from bot.messages.card import Card, Reply
from bot.messages.events import (
    Contact,
    Event,
    MemberStatus,
    Pressed,
    ProfileChanged,
    Sender,
    posted_event,
)
from bot.messages.press import UNKNOWN_BUTTON, Press
from bot.ports import Handle

log = structlog.get_logger()
Post = Callable[[], Awaitable[bool]]
"""Posts something, and returns whether it is there."""
HOME = Press(verb="home")
CLOSING_EVENTS = frozenset({"channelDeleted", "teamDeleted", "teamArchived", "teamHardDeleted"})
TASK_INVOKES = frozenset({"task/fetch", "task/submit", "composeExtension/fetchTask", "composeExtension/submitAction"})


@dataclass(kw_only=True)
class ActivityHandler:
    """Carries out the activities of one tenant; `background` runs what need not be done before an answer."""

    handle: Handle
    tenant: Tenant
    clock: Clock
    background: BackgroundTasks = field(default_factory=lambda: BackgroundTasks(platform=NAME))
    roster: Roster = field(init=False)
    channels: TeamChannels = field(init=False)
    _known_people: BoundedCache[Sender] = field(default_factory=BoundedCache)
    _typed_in: BoundedCache[bool] = field(default_factory=BoundedCache)
    """Who typed a line in which channel or group chat, as USER|CONVERSATION."""
    _greeted: BoundedCache[bool] = field(default_factory=BoundedCache)
    _answered: BoundedCache[bool] = field(default_factory=BoundedCache)
    """Deliveries whose answer was posted or is being posted."""

    def __post_init__(self) -> None:
        self.roster = Roster(tenant=self.tenant)
        self.channels = TeamChannels(handle=self._reply, tenant=self.tenant, clock=self.clock)

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
        """Look up the sender; of a member, store how to write to them, and pass on what changed."""
        sender = await self.roster.sender(activity)
        if sender.standing is MemberStatus.MEMBER:
            await self._learn(activity, sender)
        return IncomingActivity(activity=activity, sender=sender, at=self.clock.now(), data=data or {})

    async def _learn(self, activity: Activity, sender: Sender) -> None:
        """Store how to write to a member; a changed profile and a new team are passed on."""
        await self.tenant.save_reference(sender.user, reference_of(activity))
        if (sender.zone or sender.language) and self._known_people.get(sender.user) != sender:
            self._known_people.put(sender.user, sender)
            self.background.start(self._reply(ProfileChanged(sender=sender, at=self.clock.now())))
        if (team := text_at(activity, "channelData.team.id")) and not self.channels.knows(team):
            self.background.start(self.channels.learn(activity))

    async def _message(self, incoming: IncomingActivity) -> None:
        value = incoming.activity.get("value")
        if isinstance(value, dict) and (PRESS in value or FORM in value):
            await self._input_message(replace(incoming, data=self.tenant.opened(value)))
            return
        if not incoming.conversation.personal:
            self._typed_in.put(f"{incoming.sender.user}|{incoming.conversation.id}", value=True)
        reply = await self._reply((await with_mentioned(incoming, self.tenant.connector)).line())
        self._post_once(incoming, reply, incoming.delivery, partial(self._answer, incoming, reply))

    async def _correct(self, activity: Activity) -> None:
        # A message whose deletion is taken back comes as an update too, unchanged.
        if text_at(activity, "channelData.eventType") not in ("editMessage", ""):
            return
        incoming = await with_mentioned(await self._receive(activity), self.tenant.connector)
        correction = incoming.correction()
        reply = await self._reply(correction)
        self._post_once(incoming, reply, correction.key, partial(self._answer, incoming, reply))

    def _post_once(self, incoming: IncomingActivity, reply: Reply, key: str, post: Post) -> None:
        """Post what follows from a delivery in the background, unless it was posted before under this key."""
        if key not in self._answered:
            self._answered.put(key, value=True)
            self.background.start(self._post_first(incoming, reply, key, post))

    async def _post_first(self, incoming: IncomingActivity, reply: Reply, key: str, post: Post) -> None:
        """Post and mark the delivery; what could not be posted is posted when it is delivered again."""
        if reply.repeated and await self.tenant.answers.has(key):
            return
        if not await post():
            self._answered.forget(key)
        elif reply.stored or reply.public:
            await self.tenant.answers.add(Mark(key, incoming.sender.user, incoming.at))

    async def _answer(self, incoming: IncomingActivity, reply: Reply) -> bool:
        """Answer a typed line; in a channel only its writer sees the details.

        1. In a personal chat, and for a public reply, the answer is posted where the line was typed.
        2. In a channel it is posted as a message that only the writer sees, if the line was one.
        3. Else it goes to the writer's personal chat, and the channel gets a sentence without details.
        4. Where the personal chat cannot be reached either, only the writer sees it in the channel.
        Return whether the writer was reached.
        """
        conversation, shown = incoming.conversation, self._rendered(reply)
        only_for = {"id": text_at(incoming.activity, "from.id"), "isTargeted": True}
        targeted = isinstance(to := incoming.activity["recipient"], dict) and to.get("isTargeted") is True
        if is_from_foreign_chat(incoming.activity):
            return await self.tenant.post_to_person(incoming.sender.user, shown)
        if conversation.personal or reply.public:
            return await self._post_here(incoming, reply)
        if targeted and await self.tenant.post_patiently(conversation, shown, only_for=only_for):
            return True
        delivered = await self.tenant.post_to_person(incoming.sender.user, shown)
        if not targeted:
            await self.tenant.post_patiently(conversation, words(public_words(incoming, reply)))
        if not (delivered or targeted):
            return await self.tenant.post_patiently(conversation, shown, only_for=only_for)
        return delivered

    async def _post_here(self, incoming: IncomingActivity, reply: Reply) -> bool:
        """Post a reply where it was asked for; of a post that changes later, its receipt is passed on."""
        receipt = await self.tenant.receipt_of_post(incoming.conversation, self._rendered(reply))
        if receipt and reply.public and reply.subject and not incoming.conversation.personal:
            await self._reply(posted_event(incoming.press(), reply, receipt))
        return receipt is not None

    def _rendered(self, reply: Reply) -> Json:
        if reply.form:
            return message(self.tenant.form_card(reply.form), forms.card_of(reply.form))
        return message(self.tenant.adaptive(reply.card), reply.card)

    async def _input_message(self, incoming: IncomingActivity) -> None:
        """Carry out a button or a form that came as a message, from a client without Action.Execute."""
        reply = await self._carry_out_input(incoming)
        post = self._replace_or_answer if replaces_card(incoming, reply) else self._answer
        self._post_once(incoming, reply, incoming.delivery, partial(post, incoming, reply))

    async def _replace_or_answer(self, incoming: IncomingActivity, reply: Reply) -> bool:
        return await self._replace(incoming.pressed_on, reply.card) or await self._answer(incoming, reply)

    async def _carry_out_input(self, incoming: IncomingActivity) -> Reply:
        if FORM not in incoming.data:
            return await self._carry_out_press(incoming)
        try:
            return await self._reply(incoming.submission())
        except ValueError:
            return await self._reply(incoming.press())

    async def _carry_out_press(self, incoming: IncomingActivity) -> Reply:
        """Carry out a button; one that is to be shared where the presser may not post is an unknown button."""
        asked_in = incoming.asked_in()
        if asked_in and not await self._may_share(incoming, asked_in):
            return await self._reply(replace(incoming.press(), press=UNKNOWN_BUTTON))
        reply = await self._reply(incoming.press())
        if asked_in and reply.ok and reply.public and incoming.conversation.personal:
            post = partial(self.tenant.post_patiently, asked_in, self._rendered(reply))
            self._post_once(incoming, reply, bounded_key(f"{incoming.key}:shared"), post)
        return reply

    async def _may_share(self, incoming: IncomingActivity, asked_in: ActivityConversation) -> bool:
        """Whether the presser may have figures posted in a conversation.

        It is the one where they press, one where they typed since the start, or the channel of their own team.
        """
        if not asked_in.is_consistent:
            return False
        here, user = incoming.conversation, incoming.sender.user
        if asked_in.id == here.id or f"{user}|{asked_in.id}" in self._typed_in:
            return True
        return await self.tenant.is_channel_of(user, asked_in.id)

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
            return card_answer(self.tenant.form_card(reply.form))
        # A card as the answer would take the place of the pressed one, and its buttons with it.
        if not reply.ok and not reply.card.all_buttons():
            return words_answer(reply)
        if replaces_card(incoming, reply):
            self.background.start(self._replace(incoming.pressed_on, reply.card))
        elif reply.public:
            self._post_once(incoming, reply, incoming.key, partial(self._post_here, incoming, reply))
        elif not incoming.conversation.personal:
            return self._answer_presser(incoming, reply)
        return card_answer(self.tenant.adaptive(reply.card))

    def _answer_presser(self, incoming: IncomingActivity, reply: Reply) -> Json:
        """Return the answer to a button in a channel that is for its presser alone, with more than words in their chat.

        A card as the answer would hide the post, and its buttons, from them.
        """
        if not is_words_alone(reply):
            post = partial(self.tenant.post_to_person, incoming.sender.user, self._rendered(reply))
            self._post_once(incoming, reply, incoming.key, post)
        return words_answer(reply)

    def _answer_in_dialog(self, incoming: IncomingActivity, reply: Reply) -> Json:
        """Return the answer to a button or a form in a dialog: the next form, a card, or a closing sentence."""
        if reply.form:
            return forms.dialog(reply.form, self.tenant.sealer)
        if not reply.ok and reply.card.all_buttons():
            return forms.shown_in_dialog("Snurr", adaptive(reply.card, dialog=True, sealer=self.tenant.sealer))
        if reply.replaces and incoming.pressed_on:
            self._post_once(incoming, reply, incoming.key, partial(self._replace_or_answer, incoming, reply))
        elif reply.ok and (reply.stored or reply.public):
            self._post_once(incoming, reply, incoming.key, partial(self._answer, incoming, reply))
        return forms.closing_answer("\n\n".join(reply.card.texts()))

    async def _installation(self, activity: Activity) -> None:
        """Carry out the installation or removal of the app, for a person or a team."""
        removed = text_at(activity, "action").startswith("remove")
        if not removed:
            self.tenant.door.open()
        if not conversation_of(activity).personal and removed:
            await self.channels.close(activity, "app removed")
        elif not conversation_of(activity).personal:
            self.background.start(self.channels.learn(activity))
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
        self._greeted.put(sender.user, value=True)
        await self._reply(Contact(sender=sender, at=incoming.at))
        if new:
            home = await self._reply(Pressed(sender=sender, at=incoming.at, press=HOME, limited=False))
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
            await self.channels.close(activity, "app removed")
        elif event in CLOSING_EVENTS:
            await self.channels.close(activity, "ConversationNotFound")
        elif name := text_at(activity, "channelData.channel.name"):
            await self.channels.changed(activity, text_at(activity, "channelData.channel.id"), name)
        elif text_at(activity, "channelData.team.id"):
            self.background.start(self.channels.learn(activity))


def _names_bot(activity: Activity, field: str) -> bool:
    members, bot = activity.get(field), text_at(activity, "recipient.id")
    return isinstance(members, list) and any(isinstance(member, dict) and member.get("id") == bot for member in members)
