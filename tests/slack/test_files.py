"""Figures as files in Slack: into the asker's own messages, wherever they were asked for."""

from __future__ import annotations

from tests.fakes.slack import Fault
from tests.slack.bench import Bench


async def test_a_file_is_sent_to_the_direct_messages_of_whoever_asked(house: Bench) -> None:
    """Also when it was asked for in a channel; its bytes are those of the figures."""
    await house.command("/team week export csv", channel="C1", named="sales")
    (file,) = house.fake.files.values()
    assert (file["filename"], file["title"]) == ("nord-2026-11-23.csv", "nord-2026-11-23.csv")
    assert file["channel"].startswith("D")
    assert file["bytes"].startswith(b'\xef\xbb\xbf"Day","Calls","Target"')


async def test_a_command_delivered_again_brings_no_second_file(house: Bench) -> None:
    """A repeated delivery gets the receipt, and no second file."""
    body = house.fake.command_body("/team", "week export xlsx")
    for _ in range(2):
        await house.deliver(body)
    assert [file["filename"] for file in house.fake.files.values()] == ["nord-2026-11-23.xlsx"]


async def test_without_the_scope_for_files_the_rows_are_a_message(house: Bench) -> None:
    """After `missing_scope` the rows are posted to the direct messages as text."""
    house.fake.fail("files.getUploadURLExternal", Fault(error="missing_scope"))
    await house.command("/team week export csv")
    rows = [each for each in house.fake.messages if '"2026-11-24","1","16","0","0","0","0"' in each.text]
    assert [each.channel[0] for each in rows] == ["D"]
