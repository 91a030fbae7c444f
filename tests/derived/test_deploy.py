"""docs/deploy.md tells the limits, paths and settings that the program has."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from adapters.common.connections import BACKLOG, CONNECTIONS, IDLE_SECONDS, REQUEST_SECONDS
from adapters.common.http_server import BODY_LIMIT
from adapters.common.operator_pages import FORWARDED
from adapters.common.platform_clock import SKEWED
from adapters.slack.platform import INSTALL_PATH, REDIRECT_PATH
from adapters.slack.platform import PATH as SLACK_PATH
from adapters.teams.guard import BODY_LIMIT as TEAMS_LIMIT
from adapters.teams.platform import PATH as TEAMS_PATH
from bot.cli.main import cli
from bot.settings import SETTINGS
from bot.views.access_tokens import CALENDAR_PATH, HOOK_PATH

ROOT = Path(__file__).parents[2]
PAPER = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
KIB = 1024


def test_the_limits_are_those_of_the_program() -> None:
    """Whoever plans by them is not misled."""
    assert f"bodies of at most {BODY_LIMIT // KIB // KIB} MiB, for Teams {TEAMS_LIMIT // KIB} KiB" in PAPER
    assert (
        f"closed after {REQUEST_SECONDS:.0f} seconds; a connection without a further request after {IDLE_SECONDS:.0f}"
        in PAPER
    )
    assert f"at most {CONNECTIONS}, or half" in PAPER
    assert f"{BACKLOG} more wait" in PAPER
    assert f"by more than {SKEWED.total_seconds():.0f} seconds" in PAPER


def test_the_proxy_passes_on_every_path_that_platforms_need() -> None:
    """The table and nginx's pattern name the same ones, and not the operator's pages."""
    (pattern,) = re.findall(r"location ~ (\S+)", PAPER)
    secret = (f"{CALENDAR_PATH}snurr_c1_x-_y.ics", f"{HOOK_PATH}/snurr_h1_x-_y")
    for path in (SLACK_PATH, TEAMS_PATH, INSTALL_PATH, REDIRECT_PATH, HOOK_PATH, *secret, "/healthz"):
        assert re.match(pattern, path), path
        assert f"`{re.sub('snurr_.*', '…', path)}`" in PAPER
    assert not any(
        re.match(pattern, path) for path in ("/readyz", "/metrics", f"{SLACK_PATH}/x", "/", f"/x{TEAMS_PATH}")
    )


def test_the_proxy_sets_a_header_that_tells_it_from_this_machine() -> None:
    """Otherwise whoever comes through it would be shown details."""
    assert set(re.findall(r"proxy_set_header +(\S+)", PAPER)) & set(FORWARDED)


def test_every_setting_that_is_named_exists() -> None:
    """A renamed setting is followed by the paper."""
    named = set(re.findall(r"`((?:SNURR|SLACK|MICROSOFT)_[A-Z_]+|HOST|PORT)\b", PAPER))
    assert set() == {name for name in named if name.lower() not in SETTINGS}


def test_every_command_that_is_named_exists() -> None:
    """A renamed command is followed by the paper."""
    named = set(re.findall(r"(?:`|/|^|&& |snurr )snurr ([a-z]+)", PAPER, re.MULTILINE))
    assert {"doctor", "restore", "migrate", "serve"} < named
    assert set() == named - set(typer.main.get_command(cli).commands)  # type: ignore[attr-defined]


def test_every_file_that_a_line_takes_from_the_checkout_is_there() -> None:
    """Whoever copies the lines gets no further otherwise."""
    lines = "".join(re.findall(r"```sh\n(.*?)```", PAPER, re.DOTALL))
    files = re.findall(r"(?<![/.\w-])(?:deploy/[\w.]+|Containerfile|requirements[\w-]*\.txt)", lines)
    assert {"deploy/snurr.service", "Containerfile", "requirements-explore.txt", "requirements-postgres.txt"} == set(
        files
    )
    assert [] == [name for name in files if not (ROOT / name).exists()]
