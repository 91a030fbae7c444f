"""Addresses that an operator sets: what no part can be read of is one sentence, not a traceback."""

from __future__ import annotations

import pytest

from adapters.slack.config import config_of as slack_config
from adapters.teams.config import ENDPOINTS
from adapters.teams.config import config_of as teams_config
from bot.errors import ConfigError
from bot.settings import load

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "x", "SNURR_CONFIG": "/nowhere.toml"}
ODD = ["https://[::1/api/", "https://::1]/api/", "https://slack.example.com:port/"]


@pytest.mark.parametrize("odd", ODD)
def test_slacks_address_is_checked(odd: str) -> None:
    """Before anything starts."""
    with pytest.raises(ConfigError, match="SLACK_API_URL is no address"):
        slack_config(load(SLACK | {"SLACK_API_URL": odd}))


@pytest.mark.parametrize("odd", ODD)
def test_each_address_of_another_cloud_is_checked(odd: str) -> None:
    """The setting is named."""
    given = ("MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANT_ID")
    environment = dict.fromkeys(given, "x") | {name.upper(): "https://login.example.com" for name in ENDPOINTS}
    environment |= {"SNURR_CONFIG": "/nowhere.toml"}
    with pytest.raises(ConfigError, match="TO_CHANNEL_FROM_BOT_LOGIN_URL is no address"):
        teams_config(load(environment | {"TO_CHANNEL_FROM_BOT_LOGIN_URL": odd}))
