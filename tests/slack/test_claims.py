"""Who an unknown user of a workspace becomes: what newcomer and admins read, and which mail address is believed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from adapters.slack.user_directory import sender_of
from bot.domain.people import Role
from tests.fakes.slack import FakeSlack, Message
from tests.slack.bench import MORNING, Bench, bench
from tests.slack.test_workspace_installer import granted, host_fixture, in_team, install

__all__ = ["host_fixture"]
NINE = MORNING + timedelta(hours=1)


@pytest.fixture(name="claimed")
async def claimed_fixture(fake: FakeSlack) -> AsyncIterator[Bench]:
    """Anna and Dora are admins, Dora reads Danish; an admin set Kari up as manager, and somebody came as Kari."""
    async with bench(fake) as house:
        fake.person("U6", "Dora", locale="da-DK")
        fake.person("U7", "Kari", profile={"email": "kari@firm.example"})
        await house.say("today", "U6")
        for line in ("admin team Nord channel #nord", "admin person Dora admin", "admin person Kari manager team Nord"):
            await house.say(line)
        await house.tick(NINE)
        house.clock.move_to(NINE + timedelta(minutes=1))
        assert "Call 1 of 8" in await house.say("call - vm", "U7")
        await house.tick(NINE + timedelta(minutes=2))
        yield house


def last(house: Bench, user: str) -> Message:
    """Return the last message to somebody."""
    return house.fake.to(user)[-1]


async def test_both_admins_are_asked_in_their_own_language(claimed: Bench) -> None:
    """The id and the verified mail stand in the question, the id on each button."""
    assert "U7 came as Kari, set up by an admin." in last(claimed, "U1").text
    assert "Verified mail: kari@firm.example." in last(claimed, "U1").text
    assert last(claimed, "U1").labels()[:2] == ["It is Kari: slack:U7", "Not Kari: slack:U7"]
    assert "U7 kom som Kari, som en admin har oprettet." in last(claimed, "U6").text
    assert last(claimed, "U6").labels()[:2] == ["Det er Kari: slack:U7", "Ikke Kari: slack:U7"]


async def test_one_admin_confirms_and_the_other_reads_who_did(claimed: Bench) -> None:
    """The newcomer is manager from then on, and is told so once."""
    assert "another role" in await claimed.say("team today", "U7")
    first, second = last(claimed, "U1"), last(claimed, "U6")
    await claimed.deliver(claimed.fake.press_body(first, "It is Kari: slack:U7"))
    assert "slack:U7 is Kari from now on." in last(claimed, "U1").text
    await claimed.deliver(claimed.fake.press_body(second, "Ikke Kari: slack:U7", "U6"))
    assert "Anna har allerede lukket slack:U7 ind." in last(claimed, "U6").text
    assert "another role" not in await claimed.say("team today", "U7")
    await claimed.tick(NINE + timedelta(minutes=3))
    assert "Anna made you manager." in last(claimed, "U7").text


async def test_whoever_was_removed_in_teams_is_not_met_in_slack(claimed: Bench) -> None:
    """By a line, the Home or a button; the admins let them in."""
    await claimed.say("admin person Ola")
    await claimed.say("admin remove person Ola")
    claimed.fake.person("U8", "Ola")
    await claimed.deliver(claimed.fake.event_body({"type": "app_home_opened", "user": "U8", "tab": "home"}))
    assert "The admins are asked to let you in." in await claimed.say("account -", "U8")
    assert await claimed.store.read(lambda work: work.people.at_address("slack", "U8")) is None
    await claimed.tick(NINE + timedelta(minutes=4))
    question = last(claimed, "U1")
    assert question.labels()[:3] == ["Let in as new: slack:U8", "It is Ola: slack:U8", "Keep out: slack:U8"]
    await claimed.deliver(claimed.fake.press_body(question, "Let in as new: slack:U8"))
    assert "Call 1 of 8" in await claimed.say("call - vm", "U8")


async def test_installing_again_makes_nobody_admin(host: Bench) -> None:
    """The token is renewed, the role is not given, and the admin hears of it."""
    host.fake.codes |= {"c": granted(), "d": granted(token="xoxb-2-again") | {"authed_user": {"id": "U2"}}}
    await install(host, "c")
    await install(host, "d")
    answer = await host.deliver(in_team(host.fake.command_body("/team", "admin", "U2"), "T2"))
    assert "another role" in str(answer)
    roles = await host.store.read(lambda work: {person.name: person.roles for person in work.people.everyone()}, 2)
    assert {name: Role.ADMIN in held for name, held in roles.items()} == {"Anna": True, "Bo": False}
    told = await host.store.read(lambda work: [record.what for record in work.audit.newest(9)], 2)
    assert told[0] == "slack:U2"


@pytest.mark.parametrize(
    ("profile", "more", "mail"),
    [
        ({"email": "a@firm.example"}, {}, "a@firm.example"),
        ({"email": "a@firm.example"}, {"is_email_confirmed": True}, "a@firm.example"),
        ({"email": "a@firm.example"}, {"is_email_confirmed": False}, ""),
        ({}, {"is_email_confirmed": True}, ""),
    ],
)
def test_a_mail_address_that_slack_has_not_confirmed_is_none(
    profile: dict[str, str], more: dict[str, object], mail: str
) -> None:
    """Whoever types another one's address into the profile is not that person, nor a listed admin."""
    assert sender_of({"id": "U1", "profile": profile} | more, "T1").mail == mail
