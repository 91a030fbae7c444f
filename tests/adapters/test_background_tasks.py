"""Background tasks: held until they end, logged when they fail, finished before a stop or cancelled at its deadline."""

from __future__ import annotations

import asyncio
import gc

import pytest
from structlog.testing import capture_logs

from adapters.common.background_tasks import BackgroundTasks


@pytest.fixture(name="tasks")
def tasks_fixture() -> BackgroundTasks:
    """Tasks of a platform."""
    return BackgroundTasks(platform="slack")


async def test_a_task_is_held_until_it_ends(tasks: BackgroundTasks) -> None:
    """Nothing else refers to it, and a garbage collection does not end it."""
    done: list[str] = []

    async def post() -> None:
        await asyncio.sleep(0)
        done.append("posted")

    tasks.start(post())
    gc.collect()
    await tasks.drain(5)
    assert (["posted"], set()) == (done, tasks.running)


async def test_a_task_that_fails_is_logged_once_with_its_platform(tasks: BackgroundTasks) -> None:
    """A bug is not only a remark of the event loop about an exception that nobody retrieved."""
    complaints: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: complaints.append(context))

    async def misspelt() -> None:
        raise NameError("no such name")

    with capture_logs() as logs:
        tasks.start(misspelt())
        await tasks.drain(5)
        gc.collect()
    assert ["background.task_failed"] == [line["event"] for line in logs]
    assert ("slack", "NameError") == (logs[0]["platform"], logs[0]["kind"])
    assert isinstance(logs[0]["exc_info"], NameError)
    assert [] == complaints


async def test_a_failed_task_leaves_the_others_alone(tasks: BackgroundTasks) -> None:
    """Each is on its own."""
    done: list[str] = []

    async def fails() -> None:
        raise ValueError

    async def succeeds() -> None:
        await asyncio.sleep(0.01)
        done.append("done")

    tasks.start(fails())
    tasks.start(succeeds())
    await tasks.stop(5)
    assert ["done"] == done


async def test_a_drain_also_waits_for_tasks_that_tasks_start(tasks: BackgroundTasks) -> None:
    """A receipt that leads to an upload is not done before the upload."""
    done: list[str] = []

    async def upload() -> None:
        await asyncio.sleep(0.01)
        done.append("uploaded")

    async def post() -> None:
        tasks.start(upload())

    tasks.start(post())
    await tasks.drain(5)
    assert ["uploaded"] == done


async def test_a_drain_ends_at_its_deadline_and_leaves_the_task_running(tasks: BackgroundTasks) -> None:
    """A platform that does not answer holds nobody up for longer than that."""
    endless = asyncio.Event()
    tasks.start(endless.wait())
    async with asyncio.timeout(60):
        await tasks.drain(0.02)
    assert 1 == len(tasks.running)
    endless.set()
    await tasks.stop(5)


async def test_a_stop_cancels_what_is_left_at_its_deadline_and_says_so(tasks: BackgroundTasks) -> None:
    """Cancelled is not failed: one line says how many there were."""
    tasks.start(asyncio.Event().wait())
    with capture_logs() as logs:
        async with asyncio.timeout(60):
            await tasks.stop(0.02)
    assert [("background.tasks_cancelled", 1)] == [(line["event"], line["count"]) for line in logs]
    assert set() == tasks.running


async def test_nothing_to_wait_for_takes_no_time(tasks: BackgroundTasks) -> None:
    """Neither to drain nor to stop."""
    async with asyncio.timeout(30):
        await tasks.drain(60)
        await tasks.stop(60)
