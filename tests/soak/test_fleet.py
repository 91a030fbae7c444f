"""Four processes and six hundred sellers: stops longer than the lease, and kills; run by `make soak`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.slack import FakeSlack
from tests.fleet import Crowd, fleet, rough_morning


@pytest.mark.parametrize("seconds", [68.0, 125.0])
async def test_six_hundred_mornings_though_senders_stand_still_and_die(
    tmp_path: Path, database_url: str, seconds: float
) -> None:
    """With the lease as it is: two senders stand still for so long, one is killed; each morning arrives once."""
    async with FakeSlack() as fake:
        crowd = Crowd(url=database_url, fake=fake, sellers=600)
        await crowd.prepare()
        async with fleet(tmp_path, crowd, [(), (), ("--worker",), ("--worker",)]) as bots:
            await rough_morning(crowd, bots, stops=[seconds, seconds], kills=1, seconds=600)
