"""One delivery is carried out once, however often and however closely it comes."""

from __future__ import annotations

import asyncio

import pytest

from adapters.slack.delivery_cache import DeliveryCache


async def test_repetitions_wait_for_the_first_and_get_its_outcome() -> None:
    """Twenty at once, one piece of work."""
    once, done = DeliveryCache[int](), []

    async def work() -> int:
        await asyncio.sleep(0)
        done.append(1)
        return len(done)

    assert await asyncio.gather(*(once("k", work) for _ in range(20))) == [1] * 20
    assert (await once("k", work), await once("other", work)) == (1, 2)


async def test_a_failed_delivery_is_carried_out_again() -> None:
    """What failed once may succeed when it comes again."""
    once, tries = DeliveryCache[int](), []

    async def work() -> int:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("broken")
        return len(tries)

    with pytest.raises(ValueError, match="broken"):
        await once("k", work)
    assert await once("k", work) == 2
    once.forget("k")
    assert await once("k", work) == 3


async def test_a_delivery_that_is_forgotten_while_it_runs_is_carried_out_again() -> None:
    """A refusal is told to whoever waits for it, and not to the repetition."""
    once, done = DeliveryCache[int](), []

    async def work() -> int:
        done.append(1)
        once.forget("k")
        return len(done)

    assert (await once("k", work), await once("k", work)) == (1, 2)


async def test_cancelling_a_caller_does_not_cancel_the_work() -> None:
    """The work goes on, and a repetition gets its outcome."""
    once, may = DeliveryCache[str](), asyncio.Event()

    async def work() -> str:
        await may.wait()
        return "stored"

    waiting = asyncio.ensure_future(once("k", work))
    await asyncio.sleep(0)
    waiting.cancel()
    may.set()
    assert await once("k", work) == "stored"


async def test_the_oldest_outcomes_give_way() -> None:
    """The oldest are forgotten first; the database recognises them all the same."""
    once, done = DeliveryCache[int](capacity=2), []

    async def work() -> int:
        done.append(1)
        return len(done)

    for key in ("a", "b", "c", "c", "a"):
        await once(key, work)
    assert len(done) == 4
