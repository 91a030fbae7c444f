"""Activities of another tenant: wherever one is named, nothing is stored and nobody is answered."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.teams.guard import tenants_of
from tests.fakes.teams import BOT, CHANNEL, TEAM, TENANT
from tests.fakes.teams_cards import Json
from tests.teams.bench import Bench

OTHER = "99999999-0000-4000-8000-000000000000"


def merged(activity: Json, more: Json) -> Json:
    """Return an activity with more fields, inside of the objects that it has too."""
    found = dict(activity)
    for name, value in more.items():
        inner = found.get(name)
        found[name] = merged(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return found


NAMED: dict[str, Json] = {
    "sender": {"from": {"tenantId": OTHER}},
    "sender, other spelling": {"from": {"TenantID": OTHER}},
    "sender's properties": {"from": {"properties": {"tenant_id": OTHER}}},
    "recipient": {"recipient": {"tenantId": OTHER}},
    "conversation": {"conversation": {"tenantId": OTHER}},
    "tenant of the channel data": {"channelData": {"tenant": {"id": OTHER}}},
    "a second id of the channel data": {"channelData": {"tenantId": OTHER}},
    "team": {"channelData": {"team": {"id": TEAM, "tenantId": OTHER}}},
    "channel": {"channelData": {"channel": {"id": CHANNEL, "tenantId": OTHER}}},
    "membership of a shared channel": {"channelData": {"membershipSource": {"tenantId": OTHER}}},
    "on behalf of": {"channelData": {"onBehalfOf": [{"mri": "29:9", "tenantId": OTHER}]}},
    "entity": {"entities": [{"type": "clientInfo", "tenantId": OTHER}]},
    "mentioned person": {"entities": [{"type": "mention", "mentioned": {"id": "29:9", "tenantId": OTHER}}]},
    "value": {"value": {"tenantId": OTHER}},
    "deep in the value": {"value": {"messagePayload": {"from": {"user": {"tenant": {"id": OTHER}}}}}},
    "added member": {"membersAdded": [{"id": "29:9", "tenantId": OTHER}]},
    "no text": {"from": {"tenantId": 7}},
    "a list": {"from": {"tenantId": [OTHER]}},
    "an object": {"from": {"tenantId": {"id": OTHER}}},
}

KINDS: dict[str, Json] = {
    "message": {"type": "message", "text": "call acme"},
    "edit": {"type": "messageUpdate", "text": "call acme", "channelData": {"eventType": "editMessage"}},
    "press": {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": {"data": {"press": "1|today|{}"}}}},
    "extension": {"type": "invoke", "name": "composeExtension/fetchTask", "value": {"commandId": "log"}},
    "install": {"type": "installationUpdate", "action": "add"},
    "members": {"type": "conversationUpdate", "membersAdded": [{"id": BOT}]},
}


async def stored(house: Bench) -> list[Any]:
    """Return the people and conversations that are stored."""
    return await house.store.read(lambda work: [*work.people.everyone(), *work.conversations.all("teams")])


@pytest.mark.parametrize("where", NAMED)
async def test_a_foreign_tenant_is_refused_wherever_it_stands(house: Bench, where: str) -> None:
    """Although the channel data name ours and the token is good."""
    house.fake.person(9, "Stranger")
    before, calls = await stored(house), len(house.fake.calls)
    body = merged(house.fake.message("call acme", user=9), NAMED[where])
    status, _ = await house.fake.deliver(house.url, body)
    await house.settled()
    assert (status, await stored(house), len(house.fake.calls)) == (403, before, calls)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_foreign_sender_is_refused_in_every_kind_of_activity(house: Bench, kind: str) -> None:
    """Text, edit, button, message extension, install."""
    house.fake.person(9, "Stranger")
    before, calls = await stored(house), len(house.fake.calls)
    body = merged(house.fake.activity("message", 9), KINDS[kind] | {"from": {"tenantId": OTHER}})
    status, _ = await house.fake.deliver(house.url, body)
    await house.settled()
    assert (status, await stored(house), len(house.fake.calls)) == (403, before, calls)


async def test_a_service_of_another_tenant_is_refused(house: Bench) -> None:
    """The address of the service names a tenant as well."""
    service = f"{house.fake.service}{OTHER}/"
    body = house.fake.message("call acme", serviceUrl=service)
    assert (await house.fake.deliver(house.url, body, house.fake.token(serviceurl=service)))[0] == 403


async def test_our_own_tenant_may_stand_everywhere(house: Bench) -> None:
    """In any case of letters; empty fields name nobody."""
    more: Json = {
        "from": {"tenantId": TENANT.upper(), "tenant": None},
        "recipient": {"tenantId": ""},
        "channelData": {"team": {"tenantId": TENANT}, "tenant": {"id": TENANT.upper(), "name": "Ours"}},
        "entities": [{"type": "clientInfo", "tenantId": f" {TENANT} "}],
    }
    await house.deliver(merged(house.fake.message("call acme"), more))
    assert "Call 1 of 8" in house.fake.posts[-1].text


def test_every_tenant_of_an_activity_is_found() -> None:
    """In lower case; a list of them as well."""
    body = {"serviceUrl": "", "tenant": "A", "x": [{"tenant": {"id": "B"}}, {"aadTenantId": "c"}], "tenantName": "n"}
    assert tenants_of(body) == {"a", "b", "c"}
