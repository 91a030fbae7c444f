"""`team zeros`: standing zeros of a team's accounts."""

from __future__ import annotations

from datetime import timedelta

from bot.messages.plain_text import card_text
from tests.commands.steps import file_rows
from tests.dialog import Dialog


def test_standing_zeros_expire_from_the_figures_after_the_window(talk: Dialog) -> None:
    """A rating stands for 180 days."""
    talk.say("touch acme invoice c0 said")
    talk.at += timedelta(days=181)
    assert talk.say("team today", "chris").figures["zeros_open"] == 0


def test_without_a_zero_it_says_so(talk: Dialog) -> None:
    """A rating of 1 is not listed."""
    talk.say("touch acme invoice c1")
    assert talk.text("team zeros", "chris") == "Open zeros\nNo open zeros."


def test_each_zero_has_age_place_and_owner_the_oldest_first(talk: Dialog) -> None:
    """With its words; the grid counts them by touchpoint and factor, and what nobody rated is blank."""
    talk.say("admin touchpoint site owner bo", "chris")
    talk.say('touch acme site q0 said "smelled of oil"')
    talk.say("touch acme site s1")
    talk.say("touch acme invoice c0 14/11")
    assert talk.text("team zeros", "chris").splitlines()[1:] == [
        "Open for · Account · Touchpoint · Factor · Owner · Words",
        "10 days · Acme A/S · invoice · clarity · nobody · ",
        "0 days · Acme A/S · site · quality · bo · smelled of oil",
        "Touchpoint · promises · service · clarity · quality",
        "invoice ·  ·  · 1 · ",
        "site ·  · 0 ·  · 1",
        "1 zero logged this week, the week before 0",
    ]


def test_a_zero_goes_when_it_is_lifted(talk: Dialog) -> None:
    """Undo of the later rating lists it again."""
    talk.say("touch acme invoice c0")
    talk.say("touch acme invoice c2")
    assert "No open zeros." in talk.text("team zeros", "chris")
    talk.say("undo")
    assert "Acme A/S · invoice" in talk.text("team zeros", "chris")


def test_only_accounts_of_the_own_team_are_shown(talk: Dialog) -> None:
    """The account's owner decides the team, not the person who rated."""
    talk.account("Lund Vin", "dora")
    talk.say("touch lund invoice c0", "anna")
    talk.say("touch acme invoice c0", "dora")
    assert "Lund Vin" in talk.text("team zeros", "dora")
    assert "Acme" not in talk.text("team zeros", "dora")
    talk.say("admin person pia manager team Nord", "chris")
    assert "Lund Vin" not in talk.text("team zeros", "pia")


def test_more_than_twenty_are_counted_and_a_file_holds_all(talk: Dialog) -> None:
    """The table has 20 rows, the file has every row."""
    for number in range(22):
        talk.account(f"Customer {number}")
        talk.say(f'touch "Customer {number}" invoice c0')
    reply = talk.say("team zeros export csv", "chris")
    assert "And 2 more: add “export csv”" in card_text(reply.card)
    rows = file_rows(reply)
    assert rows[0] == ["Since", "Account", "Touchpoint", "Factor", "Owner", "Words"]
    assert len(rows) == 23


def test_words_are_in_the_managers_language(talk: Dialog) -> None:
    """Touchpoint and factor are translated."""
    talk.say("touch acme invoice c0")
    talk.say("me language pl", "chris")
    assert "Acme A/S · faktura · jasność" in talk.text("team zeros", "chris")


def test_a_seller_is_refused(talk: Dialog) -> None:
    """The command needs the role manager or admin."""
    assert "another role" in (talk.say("team zeros", "anna").error or "")
