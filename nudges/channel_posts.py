"""Channel posts that change with their subject: remembered when they are sent, and drawn anew while they differ.

A change of a subject marks its posts in the transaction that makes it, so that none is forgotten. Whoever comes by
first draws them: the process that answered, at once, or the loop's next turn.
1. What is marked, or ended by itself, is read and drawn.
2. The platform is given the card, unless it shows it already.
3. Only then the mark is taken away; what changed in between stays marked, so that the last card is the true one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.clock import Clock
from bot.domain.channel_posts import KEPT, ChannelPost, digest, question_subject, wait_subject
from bot.domain.outbox import Occurrence, Reason
from bot.domain.work import Work
from bot.errors import DeliveryError
from bot.messages import codec
from bot.messages.card import Card, Reply
from bot.ports import Address, Changer, Route, Store
from bot.records import record
from bot.views.channel_posts import card_now
from nudges.planner import attempt, day_of_team

log = structlog.get_logger()
AT_ONCE = 20
"""Posts that one look draws."""
RETRY = timedelta(seconds=30)
"""After which a post is tried again that a platform could not change now and did not say until when."""
FAILED_RETRY = timedelta(hours=1)
"""After which a post is tried again that could not be drawn, or whose platform refused to change it."""
GONE = frozenset(
    {"message_not_found", "cant_update_message", "edit_window_closed", "ActivityNotFoundInConversation"}
    | {"ConversationNotFound", "http_404"}
)
"""Codes by which a platform says that the message is there no more, or can never be changed again."""
FORGET_STEP = 100
QUESTION_RULE = "N2"
WAIT_RULE = "N8"


def keep_posts(work: Work, sent: Sequence[Occurrence], card: Card, address: Address, at: datetime) -> None:
    """Remember what was sent to a channel and changes later: questions, and customers who wait."""
    if not address.platform:
        # A channel that is only known by name: where it was found stands in front of the receipt.
        address = replace(address, platform=re.split(r"[:|]", sent[0].receipt)[0])
    for occurrence in sent:
        if occurrence.team is None or occurrence.rule not in (QUESTION_RULE, WAIT_RULE):
            continue
        picture = day_of_team(work, work.teams.get(occurrence.team), occurrence.local_day, at)
        subject, until = question_subject(occurrence.team, picture.day), picture.midnight
        if occurrence.rule == WAIT_RULE:
            wait = next((wait for wait in picture.waits if wait_subject(wait.number) == occurrence.subject), None)
            subject, until = occurrence.subject, wait.ends_at(picture.zone) if wait else at
        post = ChannelPost(
            subject=subject,
            address=str(address),
            receipt=occurrence.receipt,
            card=codec.pack(Reply(card=card)),
            language=picture.language,
            until=until,
        )
        work.channel_posts.add(post)


@record(kw_only=True)
class DrawnPost:
    """A post and the card that it is to show, or why none can be drawn."""

    post: ChannelPost
    card: Card | Exception


@dataclass(kw_only=True)
class PostUpdater:
    """Draws the posts of one company anew."""

    store: Store
    route: Route
    clock: Clock
    tenant: int = 1
    _busy: bool = field(default=False)
    _again: bool = field(default=False)

    async def run(self) -> None:
        """Draw every post that differs from what is so; whoever comes meanwhile is served by the same run."""
        self._again = True
        if self._busy:
            return
        self._busy = True
        try:
            while self._again:
                self._again = False
                while await self._take_round():
                    pass
        finally:
            self._busy = False

    async def _take_round(self) -> bool:
        """Draw some posts; False when none is left that can be drawn now."""
        now = self.clock.now()
        drawn, outdated = await self.store.read(partial(_drawn_posts, at=now), self.tenant)
        if outdated:
            await self._write(lambda work: work.channel_posts.forget(now - KEPT, FORGET_STEP))
        for each in drawn:
            await self._show(each, now)
        return len(drawn) == AT_ONCE

    async def _show(self, drawn: DrawnPost, now: datetime) -> None:
        post, card = drawn.post, drawn.card
        if isinstance(card, Exception):
            log.error("post.not_drawn", subject=post.subject, exc_info=card)
            await self._write(lambda work: work.channel_posts.put_off(post, now + FAILED_RETRY))
            return
        shown = digest(codec.pack(Reply(card=card)))
        try:
            if shown != post.shown and not await self._change(post, card):
                await self._write(lambda work: work.channel_posts.remove(post))
                return
        except DeliveryError as error:
            log.warning("post.not_changed", code=error.code)
            at = now + (error.retry_after or (FAILED_RETRY if error.permanent else RETRY))
            await self._write(lambda work: work.channel_posts.put_off(post, at))
            return
        following = post.until if now < post.until else None
        await self._write(lambda work: work.channel_posts.mark_shown(post, shown, following))

    async def _change(self, post: ChannelPost, card: Card) -> bool:
        """Give a platform the card; False where the message cannot be changed any more. Raises DeliveryError."""
        address = Address.parse(post.address)
        way = self.route(f"#{address.target}", (address,))
        if way is None:
            raise DeliveryError(Reason.NO_ADDRESS, permanent=True)
        if not isinstance(way[0], Changer):
            return False
        try:
            await way[0].update(post.receipt, card)
        except DeliveryError as error:
            if error.code in GONE:
                return False
            raise
        return True

    async def _write(self, fn: Callable[[Work], None]) -> None:
        await self.store.write(fn, self.tenant, beside="")


def _drawn_posts(work: Work, at: datetime) -> tuple[list[DrawnPost], bool]:
    """Return posts that are marked, with what they are to show, and whether there are some to forget."""
    due = work.channel_posts.due(at, AT_ONCE)
    found = [DrawnPost(post=post, card=attempt(partial(card_now, work, post, at))) for post in due]
    return found, work.channel_posts.has_before(at - KEPT)
