"""`GET /calendar/SECRET.ics` over real HTTP, read by a parser that is not the one that wrote it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import vobject

from adapters.common.http_server import HttpServer
from adapters.programs.calendar_feed import CalendarFeeds
from bot.clock import FrozenClock
from bot.domain.access_tokens import TokenKind
from bot.domain.work import Work
from bot.views.access_tokens import CALENDAR_PATH
from storage.people import Defaults
from storage.work import SqlStore
from tests.dialog import TUESDAY, Dialog, company
from tests.migrated import memory_engine


@dataclass(kw_only=True)
class Server:
    """A server with one company, and what its people type."""

    store: SqlStore
    clock: FrozenClock
    url: str

    async def say(self, *lines: str, who: str = "anna") -> None:
        """Type lines one after the other."""
        await self.do(lambda talk: [talk.say(line, who).ok or pytest.fail(line) for line in lines])

    async def do(self, act: Callable[[Dialog], Any]) -> Any:
        """Return what is done in a conversation of one transaction."""

        def run(work: Work) -> Any:
            assert isinstance(work, object)
            return act(Dialog(work=work, at=self.clock.now()))  # type: ignore[arg-type]

        return await self.store.write(run)

    async def secret(
        self, who: str = "anna", kind: TokenKind = TokenKind.CALENDAR, until: timedelta | None = None
    ) -> str:
        """Return a new secret of a person."""
        at = self.clock.now()

        def issue(talk: Dialog) -> str:
            person = talk.work.people.named(who)[0].id
            return talk.work.access_tokens.issue(person, kind, "x", at, at + until if until else None).secret

        return str(await self.do(issue))

    async def get(self, secret: str, method: str = "GET", **headers: str) -> tuple[int, str, Mapping[str, str]]:
        """Return status, body and headers of an answer."""
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, f"{self.url}{CALENDAR_PATH}{secret}.ics", headers=headers) as answer,
        ):
            return answer.status, await answer.text(), answer.headers

    async def calendar(self, secret: str) -> Any:
        """Return what the other parser reads."""
        status, text, _ = await self.get(secret)
        assert status == 200
        return vobject.readOne(text)


@pytest.fixture(name="server")
async def server_fixture() -> AsyncIterator[Server]:
    """A company whose calendars are served."""
    clock = FrozenClock(TUESDAY)
    store = SqlStore(memory_engine(), Defaults(url="https://snurr.example.com"))
    await store.write(company)  # type: ignore[arg-type]
    host = HttpServer(host="127.0.0.1", port=0, routes=CalendarFeeds(store=store, clock=clock).routes())
    port = await host.start()
    yield Server(store=store, clock=clock, url=f"http://127.0.0.1:{port}")
    await host.stop()
    store.close()


def titles(calendar: Any) -> list[str]:
    """Return the titles of the events."""
    return [event.summary.value for event in getattr(calendar, "vevent_list", [])]


async def test_promises_and_follow_ups_stand_on_their_days_and_hours(server: Server) -> None:
    """All day without an hour, at its instant with one; each as an event and as a task."""
    await server.say("promise acme quote by fri", "follow acme thu 14:00 ask about; the board, meeting")
    calendar = await server.calendar(await server.secret())
    followup, promise = calendar.vevent_list
    assert ("Promise to Acme A/S: quote", date(2026, 11, 27)) == (promise.summary.value, promise.dtstart.value)
    assert "Follow up Acme A/S: ask about; the board, meeting" == followup.summary.value
    assert datetime(2026, 11, 26, 13, 0, tzinfo=UTC) == followup.dtstart.value
    assert ["Follow up Acme A/S: ask about; the board, meeting", "Promise to Acme A/S: quote"] == [
        task.summary.value for task in calendar.vtodo_list
    ]
    assert [date(2026, 11, 27), timedelta(minutes=-15), timedelta(hours=8)] == [
        calendar.vtodo_list[1].due.value, followup.valarm.trigger.value, promise.valarm.trigger.value,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "instant"),
    [("23/10", datetime(2027, 10, 23, 12, 0, tzinfo=UTC)), ("1/11", datetime(2027, 11, 1, 13, 0, tzinfo=UTC))],
)
async def test_an_hour_is_right_on_both_sides_of_a_change_of_the_clocks(
    server: Server, day: str, instant: datetime
) -> None:
    """14:00 in Oslo is 12:00 in UTC in summer and 13:00 in winter."""
    await server.say(f"follow acme {day}/2027 14:00 ask")
    assert instant == (await server.calendar(await server.secret())).vevent.dtstart.value


async def test_a_moved_promise_keeps_its_id_and_counts_up(server: Server) -> None:
    """Programs see one event that moved, also when the move is taken back."""
    await server.say("promise acme quote by fri")
    secret = await server.secret()
    seen = []
    for line in ("today", "edit P1 by mon", "undo", "told P1 by wed"):
        server.clock.move_to(server.clock.now() + timedelta(minutes=1))
        await server.say(line)
        event = (await server.calendar(secret)).vevent
        seen.append((event.uid.value, event.dtstart.value.day, int(event.sequence.value)))
    uids, days, sequences = zip(*seen, strict=True)
    assert ({uids[0]}, (27, 30, 27, 25)) == (set(uids), days)
    assert list(sequences) == sorted(set(sequences))


@pytest.mark.parametrize("line", ["kept 1", "broken 1", "undo P1", "account close acme"])
async def test_what_is_no_longer_open_is_gone(server: Server, line: str) -> None:
    """A subscription is replaced as a whole."""
    await server.say("promise acme quote by fri")
    secret = await server.secret()
    assert ["Promise to Acme A/S: quote"] == titles(await server.calendar(secret))
    await server.say(line)
    assert [] == titles(await server.calendar(secret))


async def test_everybody_reads_their_own_alone(server: Server) -> None:
    """A colleague's promise to the same customer is not in it; neither is anything in another language."""
    await server.say("promise acme quote by fri")
    await server.say("me language de", "promise acme samples by thu", who="bo")
    assert ["Promise to Acme A/S: quote"] == titles(await server.calendar(await server.secret()))
    assert ["Zusage: Acme A/S · samples"] == titles(await server.calendar(await server.secret("bo")))


async def test_whoever_has_no_secret_that_works_learns_nothing(server: Server) -> None:
    """Wrong, expired, revoked and foreign secrets, and those for other uses, are one and the same answer."""
    expired = await server.secret(until=timedelta(minutes=1))
    server.clock.move_to(server.clock.now() + timedelta(minutes=2))
    good = await server.secret()
    wrong = [
        expired, await server.secret(kind=TokenKind.ASSISTANT), good[:-1] + ("A" if good[-1] != "A" else "B"),
        good.replace("_c1_", "_c2_"), good.replace("_c1_", "_c999999999_"), "x", "%00", "..%2f", "snurr_c1_",
    ]  # fmt: skip
    answers = {(status, text) for status, text, _ in [await server.get(secret) for secret in wrong]}
    assert {(404, "")} == answers
    assert 200 == (await server.get(good))[0]


async def test_what_has_not_changed_is_not_sent_again(server: Server) -> None:
    """An ETag holds until something changes; HEAD has the headers of GET."""
    await server.say("promise acme quote by fri")
    secret = await server.secret()
    _, text, headers = await server.get(secret)
    assert (304, "") == (await server.get(secret, **{"If-None-Match": headers["ETag"]}))[:2]
    status, nothing, head = await server.get(secret, "HEAD")
    assert (200, "", headers["ETag"], str(len(text.encode()))) == (
        status,
        nothing,
        head["ETag"],
        head["Content-Length"],
    )
    assert ("private, no-cache", "text/calendar; charset=utf-8") == (headers["Cache-Control"], headers["Content-Type"])
    await server.say("follow acme thu ask")
    assert 200 == (await server.get(secret, **{"If-None-Match": headers["ETag"]}))[0]


async def test_hostile_words_stay_words(server: Server) -> None:
    """Nothing that was typed begins a line, a property or a component of its own."""
    words = "x\\nEND:VEVENT;BEGIN:VALARM,ATTACH:http://evil.example \u2028 END:VCALENDAR " + "long " * 60
    await server.say(f"promise acme {words} by fri")
    secret = await server.secret()
    _, text, _ = await server.get(secret)
    calendar = vobject.readOne(text)
    assert (1, 1, 1) == (len(calendar.vevent_list), len(calendar.vtodo_list), text.splitlines().count("BEGIN:VALARM"))
    assert "END:VEVENT;BEGIN:VALARM,ATTACH:" in calendar.vevent.summary.value
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
