"""`admin audit`: who looked at, took or changed what is another's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.commands.admin_audit import READ
from bot.domain.audit import AuditAction
from bot.messages.card import Reply, Table
from bot.messages.plain_text import card_text
from tests.commands.steps import file_rows, person
from tests.dialog import Dialog


def rows(reply: Reply) -> list[tuple[str, ...]]:
    """Return the rows of the card's table, without the times."""
    tables = [element for element in reply.card.body if isinstance(element, Table)]
    return [row[1:] for table in tables for row in table.rows]


@pytest.fixture(name="acts")
def acts_fixture(talk: Dialog) -> Dialog:
    """bo closes anna's promise, and chris looks at the team."""
    talk.say("promise acme quote by fri")
    for line, who in (("kept 1", "bo"), ("account acme 7M", "bo"), ("team week", "chris")):
        talk.later(minutes=1)
        assert talk.say(line, who).ok
    return talk


def test_acts_stand_newest_first(acts: Dialog) -> None:
    """Who did what to what is whose; one act at several people is one row."""
    assert rows(acts.say("admin audit", "chris"))[:3] == [
        ("chris", "looked", "the team's figures · Week 48, 2026", "anna, bo"),
        ("bo", "customer changed", "value · Acme A/S", "anna"),
        ("bo", "promise changed", "P1 · kept", "anna"),
    ]


def test_a_row_tells_the_readers_own_day_and_time(acts: Dialog) -> None:
    """In their zone."""
    table = next(element for element in acts.say("admin audit", "chris").card.body if isinstance(element, Table))
    assert table.rows[0][0] == "Tue 24 Nov 2026 09:03"


@pytest.mark.parametrize("line", ["admin audit bo", "admin audit bo week", "admin audit @bo month"])
def test_a_person_is_one_who_acted_or_whom_it_concerns(acts: Dialog, line: str) -> None:
    """What bo did, and who looked at him."""
    assert [row[:2] for row in rows(acts.say(line, "chris"))][:3] == [
        ("chris", "looked"),
        ("bo", "customer changed"),
        ("bo", "promise changed"),
    ]
    assert all("dora" not in row for row in rows(acts.say(line, "chris")))


def test_a_period_leaves_out_what_was_before_and_after(acts: Dialog) -> None:
    """Its local days, both ends included."""
    acts.later(days=7)
    acts.say("team zeros", "chris")
    assert [row[2] for row in rows(acts.say("admin audit week", "chris"))] == ["open zeros"]
    assert rows(acts.say("admin audit w48", "chris"))[0][2] == "the team's figures · Week 48, 2026"


def test_twenty_five_acts_are_shown_and_the_others_counted(talk: Dialog) -> None:
    """Not the records: each look at the team has two."""
    talk.later(days=1)
    for _ in range(30):
        talk.later(minutes=1)
        talk.say("team today", "chris")
    reply = talk.say("admin audit today", "chris")
    assert len(rows(reply)) == 25
    assert "And 5 more: add “export csv”" in card_text(reply.card)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_holds_every_act_with_everybody(talk: Dialog, kind: str) -> None:
    """Also those that the card only counts."""
    for name in ("eva", "finn", "gina"):
        talk.say(f"admin person {name} seller team Nord", "chris")
    for _ in range(30):
        talk.later(minutes=1)
        talk.say("team today", "chris")
    reply = talk.say(f"admin audit export {kind}", "chris")
    if kind == "csv":
        found = file_rows(reply)
        assert found[0] == ["Day", "Who", "Did", "What", "Whose"]
        assert found[1][1:] == ["chris", "looked", "the team's figures · Tue 24 Nov 2026", "anna, bo, eva, finn, gina"]
        assert len([row for row in found if row[2] == "looked"]) == 30
    assert rows(reply)[0][3] == "anna, bo, eva, +2"


def test_a_file_says_how_many_older_acts_it_leaves_out(talk: Dialog) -> None:
    """It holds the newest; a period brings the others."""
    before = talk.work.audit.count_acts(talk.at - timedelta(days=1), talk.at + timedelta(days=1))
    for number in range(READ + 2):
        talk.work.audit.add(AuditAction.LOOKED, talk.at, author=1, person=2, what=f"account {number}")
    text = talk.text("admin audit export csv", "chris")
    assert f"{before + 2} older ones are not in the file: name a period, for example “admin audit month”." in text


def test_nothing_in_a_period_is_said(acts: Dialog) -> None:
    """Without a table."""
    assert "Nothing is recorded." in acts.text("admin audit w40", "chris")


def test_reading_the_audit_is_itself_a_look(acts: Dialog) -> None:
    """It tells what people did, so those who are named read in `me` that it was read."""
    acts.say("admin audit bo", "chris")
    about = acts.work.audit.about(person(acts, "anna").id, actions=(AuditAction.LOOKED,))
    assert about[0].what == "admin audit"
    assert acts.work.audit.about(person(acts, "dora").id, actions=(AuditAction.LOOKED,)) == []


def test_only_admins_read_it(acts: Dialog) -> None:
    """A manager does not."""
    assert "another role" in (acts.say("admin audit", "dora").error or "")


def test_an_unknown_name_is_asked_about(acts: Dialog) -> None:
    """Nothing is shown meanwhile."""
    assert not acts.say("admin audit @nobody", "chris").ok


@pytest.mark.parametrize(
    ("language", "typed", "part"),
    [
        ("da", "admin revision", "løfte ændret"), ("nb", "admin revisjon", "løfte endret"),
        ("sv", "admin revision", "löfte ändrat"), ("pl", "admin audyt", "zmieniono obietnicę"),
    ],
)  # fmt: skip
def test_it_speaks_the_admins_language(acts: Dialog, language: str, typed: str, part: str) -> None:
    """Words and rows."""
    acts.say(f"me language {language}", "chris")
    assert part in acts.text(typed, "chris")


@pytest.mark.parametrize("action", AuditAction)
def test_every_action_has_words(talk: Dialog, action: AuditAction) -> None:
    """Whatever is recorded is read in words."""
    talk.later(days=1)
    talk.work.audit.add(action, talk.at, author=None, person=1, what="")
    assert rows(talk.say("admin audit today", "chris"))[0][:1] == (
        "The operator" if action is AuditAction.LOOKED else "Snurr",
    )
