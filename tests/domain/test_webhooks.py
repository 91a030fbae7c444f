"""Events out: what is queued with an entry, for whom, and that each event is in one state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.erasure import erase_person
from bot.domain.retention import Kept
from bot.domain.webhooks import (
    KEPT_TRYING,
    RESTS,
    EventState,
    EventType,
    SendFailure,
    Webhook,
    WebhookEvent,
    WebhookState,
    next_try,
)
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import TUESDAY, Dialog

URL = "https://crm.example.com/snurr"
OWNER = "one"
AGAIN = TUESDAY + timedelta(minutes=1)


@pytest.fixture(name="hook")
def hook_fixture(talk: Dialog) -> Webhook:
    """A receiver that is on."""
    return talk.work.webhooks.add(URL, talk.at)


def told(work: SqlWork) -> list[tuple[str, int | None]]:
    """Return the types of all events with the entries that they are about, the oldest first."""
    rows = work._db._raw.execute("SELECT type, entry FROM webhook_event ORDER BY id").fetchall()
    return [(row["type"], row["entry"]) for row in rows]


def claimed(talk: Dialog, hook: Webhook, owner: str = OWNER) -> WebhookEvent:
    """Take the next event."""
    event = talk.work.webhooks.claim(hook.id, talk.at, owner)
    assert event
    return event


def states(talk: Dialog, hook: Webhook) -> tuple[int, int, int]:
    """Return how many events are queued, delivered and given up."""
    counts = talk.work.webhooks.counts(hook.id)
    return counts.queued, counts.delivered, counts.given_up


def test_without_a_receiver_nothing_is_queued(talk: Dialog) -> None:
    """Nor is what happened before one was added."""
    talk.say("call acme")
    hook = talk.work.webhooks.add(URL, talk.at + timedelta(hours=1))
    talk.say("visit acme")
    assert [] == told(talk.work)
    assert (0, 0, 0) == states(talk, hook)


@pytest.mark.parametrize(
    ("line", "types"),
    [
        ("call acme", ["entry.logged"]),
        ("touch acme invoice 1", ["entry.logged"]),
        ("touch acme invoice 0", ["entry.logged", "rating.zero"]),
        ("waiting Hans shop", ["entry.logged", "customer.waiting"]),
        ("promise acme list by fri", ["entry.logged"]),
        ("call acme, promise list by fri", ["entry.logged", "entry.logged"]),
        ("call nobody we know", []),
        ("today", []),
    ],
)
@pytest.mark.usefixtures("hook")
def test_an_entry_tells_what_it_is(talk: Dialog, line: str, types: list[str]) -> None:
    """A line that logs nothing tells nothing."""
    talk.say(line)
    assert types == [kind for kind, _ in told(talk.work)]


@pytest.mark.usefixtures("hook")
def test_edits_and_undos_are_told_in_order(talk: Dialog) -> None:
    """An edit that is undone is an edit back; what is undone entirely ends with that."""
    for line in ("call acme", "edit C1 vm", "undo", "edit C1 meet", "undo C1"):
        assert talk.say(line).ok, line
    kinds = [kind for kind, _ in told(talk.work)]
    assert [
        EventType.LOGGED, EventType.EDITED, EventType.EDITED, EventType.EDITED, EventType.EDITED, EventType.UNDONE
    ] == kinds  # fmt: skip


@pytest.mark.usefixtures("hook")
def test_what_rests_on_an_entry_is_undone_with_it(talk: Dialog) -> None:
    """A promise's step too, although it was edited."""
    for line in ("promise acme list by fri", "told P1 thu", "undo P1"):
        assert talk.say(line).ok, line
    assert [EventType.LOGGED, EventType.LOGGED, EventType.UNDONE, EventType.UNDONE] == [k for k, _ in told(talk.work)]


def test_what_is_refused_tells_nothing(talk: Dialog, hook: Webhook) -> None:
    """A line of several facts of which one is unclear is not stored, and so not told."""
    talk.say("call acme, promise list someday")
    assert (0, 0, 0) == states(talk, hook)


def test_each_receiver_gets_an_event_of_its_own(talk: Dialog, hook: Webhook) -> None:
    """One that is off gets none; the id is the same for both, as it is one event."""
    other = talk.work.webhooks.add("https://other.example.com/", talk.at)
    third = talk.work.webhooks.add("https://third.example.com/", talk.at)
    talk.work.webhooks.turn(third, WebhookState.OFF, talk.at)
    talk.say("call acme")
    events = [claimed(talk, each).event for each in (hook, other)]
    assert 1 == len(set(events))
    assert talk.work.webhooks.claim(third.id, talk.at, OWNER) is None


def test_an_event_is_in_one_state(talk: Dialog, hook: Webhook) -> None:
    """Queued until it is delivered or given up."""
    for _ in range(3):
        talk.say("junk 5m report")
        talk.later(minutes=2)
    talk.work.webhooks.delivered(claimed(talk, hook), OWNER, 204, talk.at)
    assert (2, 1, 0) == states(talk, hook)
    talk.work.webhooks.failed(claimed(talk, hook), OWNER, 500, SendFailure.ANSWERED, talk.at, AGAIN)
    assert (2, 1, 0) == states(talk, hook)
    talk.work.webhooks.turn(hook, WebhookState.OFF, talk.at)
    assert (0, 1, 2) == states(talk, hook)


def test_what_a_dead_process_held_another_one_takes(talk: Dialog, hook: Webhook) -> None:
    """After the lease, under the same id; what the first one then says changes nothing."""
    talk.say("call acme")
    first = claimed(talk, hook)
    assert talk.work.webhooks.claim(hook.id, talk.at, "two") is None
    talk.later(minutes=2)
    second = claimed(talk, hook, "two")
    assert first.event == second.event
    talk.work.webhooks.delivered(first, OWNER, 200, talk.at)
    assert (1, 0, 0) == states(talk, hook)
    talk.work.webhooks.delivered(second, "two", 200, talk.at)
    assert (0, 1, 0) == states(talk, hook)


def test_a_receiver_that_fails_is_left_alone(talk: Dialog, hook: Webhook) -> None:
    """Whatever else waits for it; once it takes an event, that is over."""
    talk.say("call acme")
    talk.say("visit acme")
    assert [(1, hook.id)] == talk.work.webhooks.waiting(talk.at)
    talk.work.webhooks.failed(claimed(talk, hook), OWNER, 0, SendFailure.UNREACHED, talk.at, AGAIN)
    assert [] == talk.work.webhooks.waiting(talk.at)
    assert [(1, hook.id)] == talk.work.webhooks.waiting(AGAIN)
    found = talk.work.webhooks.get(hook.id)
    assert found
    assert (1, TUESDAY, AGAIN) == (found.failures, found.failing_since, found.rests_until)
    talk.at = AGAIN
    talk.work.webhooks.delivered(claimed(talk, hook), OWNER, 200, talk.at)
    found = talk.work.webhooks.get(hook.id)
    assert found
    assert (0, None, None) == (found.failures, found.failing_since, found.rests_until)


def test_what_is_too_old_is_given_up(talk: Dialog, hook: Webhook) -> None:
    """At a failure, all of it at once; what is younger waits on."""
    for line in ("call acme", "visit acme"):
        talk.say(line)
    talk.at += KEPT_TRYING + timedelta(minutes=1)
    talk.say("mail acme")
    talk.work.webhooks.failed(claimed(talk, hook), OWNER, 500, SendFailure.ANSWERED, talk.at, talk.at)
    assert (1, 0, 2) == states(talk, hook)
    found = talk.work.webhooks.get(hook.id)
    assert found
    assert talk.at == talk.work.webhooks.given_up_since(found)


def test_a_receiver_that_wants_no_more_gets_no_more(talk: Dialog, hook: Webhook) -> None:
    """What waited is given up, and nothing more is queued until an admin turns it on."""
    for line in ("call acme", "visit acme"):
        talk.say(line)
    talk.work.webhooks.refused(claimed(talk, hook), OWNER, 410, talk.at)
    talk.say("mail acme")
    assert (0, 0, 2) == states(talk, hook)
    found = talk.work.webhooks.get(hook.id)
    assert found
    assert WebhookState.REFUSED is found.state


def test_rests_grow_and_differ_a_little(hook: Webhook) -> None:
    """They keep a fifth's distance from what is named, are the same when asked again, and as long as the receiver wishes."""
    event = WebhookEvent(id=1, webhook=hook.id, event="evt_a", type=EventType.LOGGED, at=TUESDAY)
    for failures, seconds in enumerate((*RESTS, RESTS[-1])):
        failing = Webhook(id=1, url=URL, state=WebhookState.ON, made_at=TUESDAY, failures=failures)
        rest = (next_try(failing, event, TUESDAY, timedelta(0)) - TUESDAY).total_seconds()
        assert 0.8 * seconds <= rest <= 1.2 * seconds
        assert rest == (next_try(failing, event, TUESDAY, timedelta(0)) - TUESDAY).total_seconds()
    others = {
        next_try(
            hook,
            WebhookEvent(id=1, webhook=1, event=f"evt_{n}", type=EventType.LOGGED, at=TUESDAY),
            TUESDAY,
            timedelta(0),
        )
        for n in range(9)
    }
    assert len(others) > 5
    assert TUESDAY + timedelta(hours=1) == next_try(hook, event, TUESDAY, timedelta(hours=1))


def test_a_secret_is_stored_nowhere(talk: Dialog, hook: Webhook) -> None:
    """Another one is another; the former one signs for a day beside it."""
    (first,) = talk.work.webhooks.secrets(hook.id, talk.at)
    assert 32 == len(first)
    dump = [str(dict(row)) for row in talk.work._db._raw.execute("SELECT * FROM _webhook").fetchall()]
    assert all(first.hex() not in row for row in dump)
    talk.work.webhooks.renew_secret(hook, talk.at)
    second, former = talk.work.webhooks.secrets(hook.id, talk.at)
    assert former == first != second
    assert [second] == talk.work.webhooks.secrets(hook.id, talk.at + timedelta(days=1))


def test_two_companies_never_meet(shared: SqliteEngine) -> None:
    """Neither a receiver nor an event, nor the same secret for what has the same id."""
    with memory_work(shared, Defaults()) as work:
        work._db._raw.execute("INSERT INTO tenant (id, name) VALUES (2, 'other')")
        hook = work.webhooks.add(URL, TUESDAY)
        own = work.webhooks.secrets(hook.id, TUESDAY)
        reference = work.webhooks.reference(hook.id, 1)
        work._db.tenant = 2
        assert [] == work.webhooks.all()
        assert () == work.webhooks.secrets(hook.id, TUESDAY)
        assert work.webhooks.get(hook.id) is None
        work.webhooks.remove(hook)
        work.webhooks.turn(hook, WebhookState.OFF, TUESDAY)
        assert reference != work.webhooks.reference(hook.id, 1)
        work._db.tenant = 1
        assert own == work.webhooks.secrets(hook.id, TUESDAY)
        assert [WebhookState.ON] == [each.state for each in work.webhooks.all()]


def test_a_person_who_is_erased_is_in_no_event(talk: Dialog, hook: Webhook) -> None:
    """What waits is told without them; their copy had it before."""
    talk.say("call acme")
    anna = talk.work.people.named("anna")[0]
    assert 1 == len(talk.work.personal_data.of(anna.id)["webhook_event"])
    erase_person(talk.work, anna, None, talk.at, lambda text: text)
    assert claimed(talk, hook).person is None


def test_a_removed_receiver_leaves_nothing(talk: Dialog, hook: Webhook) -> None:
    """Neither its address nor what it was told."""
    talk.say("call acme")
    talk.work.webhooks.remove(hook)
    assert [] == told(talk.work)
    assert [] == talk.work.webhooks.all()


def test_an_event_goes_by_its_age(talk: Dialog, hook: Webhook) -> None:
    """With the lines; the receiver stays until an admin removes it."""
    talk.say("call acme")
    talk.later(days=1)
    talk.say("visit acme")
    talk.work.retention.delete(Kept.LINES, TUESDAY + timedelta(hours=1), "")
    assert 1 == len(told(talk.work))
    assert talk.work.webhooks.get(hook.id)


def test_nothing_is_left_of_a_company_that_took_snurr_away(talk: Dialog, hook: Webhook) -> None:
    """Neither its receivers nor their events."""
    talk.say("call acme")
    talk.work.retention.wipe()
    assert [] == told(talk.work)
    assert talk.work.webhooks.get(hook.id) is None


def test_admins_are_woken_when_events_are_given_up(talk: Dialog, hook: Webhook) -> None:
    """And not by a failure alone: it would be no news."""
    chris = talk.work.people.named("chris")[0].id
    talk.say("junk 5m report")

    def is_woken() -> bool:
        found = [each for each in talk.work.wakeups.due(talk.at, 99) if each.person == chris]
        for each in found:
            talk.work.wakeups.sleep_until(each, talk.at + timedelta(days=30))
        return bool(found)

    is_woken()
    talk.work.webhooks.failed(claimed(talk, hook), OWNER, 500, SendFailure.ANSWERED, talk.at, AGAIN)
    assert not is_woken()
    talk.at += KEPT_TRYING + timedelta(minutes=1)
    talk.work.webhooks.failed(claimed(talk, hook), OWNER, 500, SendFailure.ANSWERED, talk.at, talk.at)
    assert is_woken()


def test_instants_are_in_utc(talk: Dialog, hook: Webhook) -> None:
    """As they were stored."""
    talk.say("call acme")
    event = claimed(talk, hook)
    assert (EventState.QUEUED, datetime(2026, 11, 24, 8, tzinfo=UTC)) == (event.state, event.at)
