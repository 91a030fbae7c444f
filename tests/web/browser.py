"""A person at the demo: panes, lines and lists in a real browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ROOT = Path(__file__).parents[2]
AXE = Axe()
expect.set_options(timeout=30_000)  # ms: a busy machine is no matter of these tests
START = {"SNURR_CLOCK": "2026-11-24T08:20+01:00", "PORT": "0", "SNURR_CONFIG": "nowhere.toml"}


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the demo as a person starts it; yields its address and its process."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), **START}
    command = [sys.executable, "-m", "bot", "demo", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder, env=env) as process:
        assert process.stdout is not None
        found = re.search(r"http\S+", process.stdout.readline())
        assert found is not None
        yield found[0], process
        process.terminate()


class Pane:
    """One of the two panes, by what a person sees of it."""

    def __init__(self, page: Page, number: int) -> None:
        self.page = page
        self.node = page.locator(".pane").nth(number)

    @property
    def line(self) -> Locator:
        """Where one types."""
        return self.node.get_by_role("combobox").and_(self.node.locator("input.line"))

    @property
    def log(self) -> Locator:
        """What was said."""
        return self.node.get_by_role("log")

    @property
    def options(self) -> Locator:
        """What the list offers."""
        return self.node.get_by_role("option").and_(self.node.locator("li"))

    @property
    def chosen(self) -> Locator:
        """What the list has marked."""
        return self.node.locator("li[aria-selected='true']")

    @property
    def form(self) -> Locator:
        """The open form."""
        return self.node.locator("form")

    def say(self, text: str, answer: str | None = None) -> None:
        """Type a line, press Enter and wait for the answer."""
        count = self.log.locator("article").count()
        self.line.fill(text)
        self.line.press("Enter")
        if answer is None:
            expect(self.log.locator("article").nth(count)).to_be_attached()
        else:
            expect(self.log).to_contain_text(answer)

    def ask(self, text: str) -> None:
        """Type a line that needs a form."""
        self.line.fill(text)
        self.line.press("Enter")
        expect(self.form).to_be_visible()

    def press(self, label: str) -> None:
        """Press the newest button of that name."""
        self.log.get_by_role("button", name=label, exact=True).last.click()

    def choose(self, what: str, value: str) -> None:
        """Change the person, the place or the language."""
        self.node.locator(f"select.{what}").select_option(value)


def unfit(page: Page) -> list[tuple[str, list[str]]]:
    """Return everything that axe-core finds, however small."""
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
    found = AXE.run(page)["violations"]
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in found]
