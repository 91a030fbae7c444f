"""`help`: what a person can type."""

from __future__ import annotations

from tests.dialog import Dialog


def test_help_is_short_and_shows_only_what_one_may_do(talk: Dialog) -> None:
    """At most twelve lines, own language."""
    seller, manager = talk.text("help", "anna").splitlines(), talk.text("help", "chris").splitlines()
    assert max(len(seller), len(manager)) <= 12
    assert not any(line.startswith("team") for line in seller)
    assert any(line.startswith("team") for line in manager)
