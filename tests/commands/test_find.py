"""`find`: all words ever noted, found by whoever may read them."""

from __future__ import annotations

import pytest

from bot.messages.card import Quote
from storage.queries import queries
from tests.commands.steps import labels
from tests.dialog import Dialog


def quoted(talk: Dialog, line: str, who: str = "") -> list[str]:
    """Type a line and return the words that the reply quotes."""
    return [element.text for element in talk.say(line, who).card.body if isinstance(element, Quote)]


@pytest.fixture(name="noted")
def noted_fixture(talk: Dialog) -> Dialog:
    """A log in which each kind of entry holds the word, about two customers, by two people."""
    talk.account("Bergen Bygg", "bo")
    assert talk.say("admin desk service", "chris").ok
    for line in (
        "call acme wants toner",
        "touch acme invoice c0 the toner was billed twice",
        "promise acme toner samples by fri",
        "kept 1 brought toner",
        "follow acme thu ask about toner",
        "handoff acme service 5m toner",
        "call acme wants paper",
    ):
        talk.later(minutes=2)
        assert talk.say(line).ok, line
    for line in ("call bergen wants toner too", "call acme vm toner from bo"):
        assert talk.say(line, "bo").ok
    return talk


def test_words_of_every_kind_are_found_the_newest_first(noted: Dialog) -> None:
    """Page by page, with the customer, the author and the ref of each; the count is that of all pages."""
    reply = noted.say("find toner")
    assert reply.figures == {"found": 7}
    assert [element.text for element in reply.card.body if isinstance(element, Quote)] == [
        "toner from bo", "toner", "ask about toner", "brought toner", "toner samples",
    ]  # fmt: skip
    assert "Tue 24 Nov 2026 · Acme A/S · anna · H1" in noted.text("find toner")
    assert labels(noted.last) == ["Older"]
    older = noted.press("Older")
    assert [element.text for element in older.card.body if isinstance(element, Quote)] == [
        "the toner was billed twice", "wants toner",
    ]  # fmt: skip
    assert labels(older) == []


@pytest.mark.parametrize("typed", ["TONER", "tøner ASK", "ask toner", "about to", "aSk, toner!", "ton abo"])
def test_capitals_marks_order_and_endings_do_not_matter(noted: Dialog, typed: str) -> None:
    """All words must be there, each at least as the beginning of one."""
    assert noted.say("edit F1 ask about tøner").ok
    assert "ask about tøner" in quoted(noted, f"find {typed}")


def test_all_words_must_be_there(noted: Dialog) -> None:
    """One of them is not enough."""
    assert quoted(noted, "find toner billed") == ["the toner was billed twice"]
    assert quoted(noted, "find toner zebra") == []
    assert "Nothing is noted with" in noted.text("find toner zebra")


def test_what_was_taken_back_or_edited_is_found_as_it_stands(noted: Dialog) -> None:
    """Old words find nothing, put back ones do again."""
    for line in ("undo C1", "edit H1 ink"):
        assert noted.say(line).ok, line
    assert "wants toner" not in quoted(noted, "find wants")
    assert quoted(noted, "find ink") == ["ink"]
    assert noted.say("undo").undone
    assert quoted(noted, "find ink") == []
    assert "toner" in quoted(noted, "find toner")


@pytest.mark.parametrize(
    ("who", "count"),
    [("anna", 7), ("bo", 2), ("chris", 8), ("dora", 0)],
)
def test_everybody_finds_what_they_may_read(noted: Dialog, who: str, count: int) -> None:
    """Own notes and those about own customers; a manager the team's, and nobody another team's."""
    assert noted.say("find toner", who).figures.get("found", 0) == count


def test_what_belongs_to_nobody_is_for_everybody(noted: Dialog) -> None:
    """As on the card of such a customer."""
    assert noted.say("account acme owner nobody").ok
    assert noted.say("find toner", "dora").figures["found"] == 7


def test_a_manager_of_the_team_finds_its_words_and_no_others(noted: Dialog) -> None:
    """Without being an admin, too."""
    for line in ("admin person eva manager team Nord", "admin person finn manager team Syd"):
        assert noted.say(line, "chris").ok
    assert noted.say("find toner", "eva").figures["found"] == 8
    assert noted.say("find toner", "finn").figures.get("found", 0) == 0


def test_a_look_at_what_others_noted_is_recorded(noted: Dialog) -> None:
    """Whose words a manager read, reads of it."""
    noted.say("find samples", "chris")
    assert "chris looked at your figures: notes" in noted.text("me", "anna")
    assert "chris looked" not in noted.text("me", "bo")


@pytest.mark.parametrize("typed", ["x", "?", "- !"])
def test_what_is_too_short_is_refused(noted: Dialog, typed: str) -> None:
    """In one sentence with an example."""
    assert "at least two letters" in (noted.say(f"find {typed}").error or "")


def test_words_go_along_with_a_merger_and_come_back(noted: Dialog) -> None:
    """They are found by whoever may read the customer that it became."""
    assert noted.say("account merge bergen bygg into acme", "chris").stored
    assert noted.say("find toner").figures["found"] == 8
    assert noted.say("undo", "chris").undone
    assert noted.say("find toner").figures["found"] == 7


def test_what_was_logged_before_words_were_noted_is_read_in(noted: Dialog) -> None:
    """Some entries at a time, undone ones not; nothing is found twice."""
    db = noted.work._db
    assert noted.say("undo H1").undone
    db.change("DELETE FROM noted_word WHERE tenant = :tenant AND :tenant > 0")
    db.change("INSERT INTO unread_entry (tenant, entry) SELECT tenant, id FROM entry WHERE tenant = :tenant")
    assert noted.say("find toner").figures.get("found", 0) == 0
    while noted.work.noted_words.has_unread():
        assert noted.work.noted_words.read_old(4) > 0
    assert noted.say("find toner").figures["found"] == 6


def test_no_word_is_looked_for_in_the_whole_log(noted: Dialog) -> None:
    """The statement reads the rows of the words alone."""
    sql = queries("noted_words").found
    plan = noted.work._db.rows(f"EXPLAIN QUERY PLAN {sql}", **dict.fromkeys(_parameters(sql), 1))
    assert not [row["detail"] for row in plan if row["detail"].startswith("SCAN")]


def _parameters(sql: str) -> list[str]:
    words = [f"{name}{at}" for name in ("word", "beyond") for at in range(4)]
    return [*words, "person", "everything", "team", "limit"]


def test_a_page_may_be_typed(noted: Dialog) -> None:
    """At the end and in every language; in quotes, or before other words, it is among what is looked for."""
    second = ["the toner was billed twice", "wants toner"]
    assert quoted(noted, "find toner page 2") == second
    assert quoted(noted, "find toner side 2") == second
    assert quoted(noted, "find toner page 3") == []
    assert '"toner page 2"' in noted.text('find "toner page 2"')
    assert '"page 2 toner"' in noted.text("find page 2 toner")
    assert '"page 2"' in noted.text("find page 2")
    assert "0 is not a page" in (noted.say("find toner page 0").error or "")
