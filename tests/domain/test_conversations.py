"""Conversations: the newest reference of a person or channel on a platform."""

from __future__ import annotations

import pytest

from bot.domain.conversations import Conversation, channels_called
from storage.work import SqlWork


def test_a_conversation_that_is_not_known(work: SqlWork) -> None:
    """Neither by target nor by name."""
    assert work.conversations.reference("teams", "29:anna") is None
    assert work.conversations.by_name("teams", "nord") is None


def test_the_newest_reference_counts(work: SqlWork) -> None:
    """Platforms move a conversation to another server."""
    work.conversations.save("teams", "29:anna", "old")
    work.conversations.save("teams", "29:anna", "new")
    assert "new" == work.conversations.reference("teams", "29:anna")
    assert [Conversation(target="29:anna", reference="new")] == work.conversations.all("teams")


def test_a_reference_without_a_name_leaves_the_name(work: SqlWork) -> None:
    """A message from a channel does not say what the channel is called."""
    work.conversations.save("teams", "19:nord", "one", "nord")
    work.conversations.save("teams", "19:nord", "two")
    assert "two" == work.conversations.by_name("teams", "nord")


def test_a_channel_that_was_renamed_is_found_by_its_new_name(work: SqlWork) -> None:
    """And no longer by the old one."""
    work.conversations.save("teams", "19:nord", "one", "nord")
    work.conversations.save("teams", "19:nord", "one", "north")
    assert "one" == work.conversations.by_name("teams", "north")
    assert work.conversations.by_name("teams", "nord") is None


def test_people_have_no_name_and_are_not_found_by_an_empty_one(work: SqlWork) -> None:
    """An empty name is no name."""
    work.conversations.save("teams", "29:anna", "one")
    assert work.conversations.by_name("teams", "") is None


def test_platforms_are_kept_apart(work: SqlWork) -> None:
    """The same id on two of them is two conversations; they come by target."""
    for platform, target in (("slack", "C2"), ("slack", "C1"), ("teams", "C1")):
        work.conversations.save(platform, target, f"{platform}/{target}", target)
    assert ["C1", "C2"] == [conversation.target for conversation in work.conversations.all("slack")]
    assert "teams/C1" == work.conversations.reference("teams", "C1")
    assert "slack/C1" == work.conversations.by_name("slack", "c1")


def test_a_name_that_several_channels_have_names_none(work: SqlWork) -> None:
    """Whoever is looked for by it has to be asked for; all of them are listed."""
    for target in ("19:b", "19:a"):
        work.conversations.save("teams", target, target, "Nudges")
    assert work.conversations.by_name("teams", "nudges") is None
    assert ["19:a", "19:b"] == [channel.target for channel in work.conversations.named()]


@pytest.mark.parametrize("name", ["Generelt", "general", "ALLMÄNT", "#Ogólne"])
def test_the_general_channel_is_found_by_its_name_in_any_language(name: str) -> None:
    """Unless another channel has just that name."""
    general = Conversation(target="19:g", reference="", name="General")
    own = Conversation(target="19:o", reference="", name=name.removeprefix("#"))
    assert [general] == channels_called([general], name)
    assert own in channels_called([general, own], name)
