"""Which mail address of a roster is believed: the one that the directory keeps, never one that people may set."""

from __future__ import annotations

import pytest

from adapters.teams.inbound import sender_of

ACTIVITY = {
    "from": {"id": "29:a", "aadObjectId": "a-1", "name": "Kari"},
    "channelData": {"tenant": {"id": "T1"}},
    "conversation": {"id": "a:1", "tenantId": "T1"},
}


@pytest.mark.parametrize(
    ("roster", "mail"),
    [
        ({"userPrincipalName": "kari@firm.example"}, "kari@firm.example"),
        ({"userPrincipalName": "kari@firm.example", "email": "chris@firm.example"}, "kari@firm.example"),
        ({"email": "chris@firm.example"}, ""),
        ({"userPrincipalName": "", "email": "chris@firm.example"}, ""),
        ({"userPrincipalName": "kari_other.example#EXT#@firm.onmicrosoft.com"}, ""),
        ({}, ""),
    ],
)
def test_only_the_principal_name_is_a_verified_mail_address(roster: dict[str, str], mail: str) -> None:
    """Whoever sets another one's address is not that person, nor a listed admin."""
    assert sender_of(ACTIVITY, roster).mail == mail
