"""A manager takes figures away from the local chat as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.browser import CHROMIUM, Pane


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: the browser tests need one")
def test_a_file_is_one_click_away(left: Pane, tmp_path: Path) -> None:
    """The link saves what the figures are, under the name of team and week; the page stays."""
    left.say("team week export csv", "nord-2026-11-23.csv")
    with left.page.expect_download() as download:
        left.log.get_by_role("link", name="nord-2026-11-23.csv").click()
    download.value.save_as(tmp_path / "saved.csv")
    assert (tmp_path / "saved.csv").read_bytes().startswith(b'\xef\xbb\xbf"Day","Calls","Target"')
    assert download.value.suggested_filename == "nord-2026-11-23.csv"
