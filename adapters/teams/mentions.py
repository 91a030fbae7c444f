"""Who is mentioned in a Teams message: the object id, which says who is meant, beside the name that is shown."""

from __future__ import annotations

import asyncio
import html
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adapters.teams.connector import Connector
from adapters.teams.guard import Activity, text_at
from adapters.teams.inbound import IncomingActivity, conversation_of
from adapters.teams.message_text import MENTION
from bot.errors import DeliveryError
from bot.language.names import fold

MENTIONS_READ = 5
"""Mentions of one message that are looked at."""
MENTION_SECONDS = 3.0
"""How long looking up one mentioned person may take; all are looked up at once."""


async def with_mentioned(incoming: IncomingActivity, connector: Connector) -> IncomingActivity:
    """Return a message with its mentioned people; whom the roster does not tell is known by the name alone."""
    people = mentioned_people(incoming.activity)
    if not people:
        return incoming
    ids = await asyncio.gather(*(_object_id(incoming.activity, person, connector) for person in people.values()))
    return replace(incoming, mentioned={name: user for name, user in zip(people, ids, strict=True) if user})


def mentioned_people(activity: Activity) -> dict[str, Mapping[str, Any]]:
    """Return the mentioned people but the bot, by the name that stands in the line for each.

    A name that two of them share stands for neither.
    """
    entities, bot = activity.get("entities"), text_at(activity, "recipient.id")
    found: dict[str, Mapping[str, Any]] = {}
    shared: Counter[str] = Counter()
    for entity in entities[: MENTIONS_READ + 1] if isinstance(entities, list) else []:
        marked, person = MENTION.fullmatch(text_at(entity, "text")), _mentioned(entity)
        if marked and person and text_at(person, "id") != bot:
            name = " ".join(html.unescape(marked[1]).split())
            shared[fold(name)] += 1
            found[name] = person
    return {name: person for name, person in found.items() if name and shared[fold(name)] == 1}


def _mentioned(entity: object) -> Mapping[str, Any] | None:
    person = entity.get("mentioned") if isinstance(entity, dict) and entity.get("type") == "mention" else None
    return person if isinstance(person, dict) else None


async def _object_id(activity: Activity, mentioned: Mapping[str, Any], connector: Connector) -> str:
    """Return the object id of a mentioned person, empty when it cannot be told."""
    if known := text_at(mentioned, "aadObjectId"):
        return known
    conversation = conversation_of(activity)
    try:
        async with asyncio.timeout(MENTION_SECONDS):
            found = await connector.member(conversation.service, conversation.id, text_at(mentioned, "id"))
    except (DeliveryError, TimeoutError):
        return ""
    return text_at(found, "aadObjectId") or text_at(found, "objectId")
