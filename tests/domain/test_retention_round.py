"""The daily round: kind by kind in steps, leavers lose their names, workspaces that left lose everything."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.audit import AuditAction
from bot.domain.retention import Kept
from bot.domain.retention_round import RoundPlace, end_round, is_kept_today, take_step
from bot.views.personal_data import emptied
from storage.connection import Connection
from storage.people import Defaults
from storage.retention import WIPED
from storage.work import SqlWork
from tests.dialog import TUESDAY, Dialog


def whole_round(work: SqlWork, now: datetime) -> dict[Kept, int]:
    """Take all steps of a day's round; return how much of what was deleted."""
    counts = dict.fromkeys(Kept, 0)
    place: RoundPlace | None = RoundPlace()
    while place:
        kind = place.kind
        rows, place = take_step(work, work._db.tenant, place, now, emptied)
        counts[kind] += rows
    end_round(work, counts, now)
    return counts


def test_a_round_takes_what_is_older_than_it_is_kept_and_records_how_much(talk: Dialog) -> None:
    """Once a day; neither name nor word is in the record."""
    assert talk.say("call acme they want two prices", "anna").ok
    talk.later(days=398)
    assert not is_kept_today(talk.work, talk.at)
    assert whole_round(talk.work, talk.at)[Kept.LOG] == 1
    assert is_kept_today(talk.work, talk.at)
    records = talk.work.audit.newest(9, actions=(AuditAction.EXPIRED,))
    assert "log 1" in [record.what for record in records]
    assert {(None, None)} == {(record.author, record.person) for record in records}


def test_a_day_before_its_end_nothing_goes(talk: Dialog) -> None:
    """Thirteen months are kept whole."""
    assert talk.say("call acme", "anna").ok
    assert whole_round(talk.work, talk.at + timedelta(days=395))[Kept.LOG] == 0


def test_a_leaver_loses_the_name_thirteen_months_after_the_round_that_saw_them_gone(talk: Dialog) -> None:
    """What they logged stays for as long as the log is kept."""
    assert talk.say("admin remove person bo", "chris").ok
    assert 0 == whole_round(talk.work, talk.at)[Kept.LEAVERS]
    assert 0 == whole_round(talk.work, talk.at + timedelta(days=395))[Kept.LEAVERS]
    assert talk.work.people.named("bo")
    assert 1 == whole_round(talk.work, talk.at + timedelta(days=398))[Kept.LEAVERS]
    assert [] == list(talk.work.people.named("bo"))
    assert 0 == whole_round(talk.work, talk.at + timedelta(days=900))[Kept.LEAVERS]


def test_who_came_back_begins_anew(talk: Dialog) -> None:
    """An earlier absence does not count."""
    assert talk.say("admin remove person bo", "chris").ok
    whole_round(talk.work, talk.at)
    assert talk.press("Undo", "chris").ok
    talk.later(days=390)
    assert talk.say("admin remove person bo", "chris").ok
    whole_round(talk.work, talk.at)
    assert 0 == whole_round(talk.work, talk.at + timedelta(days=20))[Kept.LEAVERS]
    assert talk.work.people.named("bo")


def test_nothing_is_left_of_a_workspace_that_took_snurr_away(talk: Dialog) -> None:
    """Thirteen months after it was found gone; the company beside it keeps all."""
    raw = talk.work._db._raw
    raw.execute("INSERT INTO tenant (id, name) VALUES (2, 'slack:T1')")
    other = Dialog(work=SqlWork(Connection(raw, 2), Defaults()))
    other.work.installations.save("slack", "T1", "sealed", TUESDAY)
    for line in ("call acme", "exclusive acme planers", "promise acme quote by 1/12/2027", "team week"):
        if not other.say(line, "mia").ok and other.last.card.all_buttons():
            other.press(other.last.card.all_buttons()[0].label, "mia")
    whole_round(other.work, TUESDAY + timedelta(days=1))
    assert other.work.people.everyone()
    other.work.installations.drop("slack", "T1")
    whole_round(other.work, TUESDAY + timedelta(days=2))
    assert 0 == whole_round(other.work, TUESDAY + timedelta(days=300))[Kept.WORKSPACES]
    assert whole_round(other.work, TUESDAY + timedelta(days=400))[Kept.WORKSPACES]
    left = {
        table: [str(dict(row)) for row in other.work._db.rows(f"SELECT * FROM {table} WHERE tenant = :tenant")]
        for table in WIPED
    }
    assert {"touchpoint", "used_number", "mark", "audit", "person"} >= {table for table, rows in left.items() if rows}
    assert "mia" not in str(left)
    assert talk.work.people.named("anna")


def test_a_workspace_that_comes_back_keeps_its_company(talk: Dialog) -> None:
    """The time begins anew when it leaves again."""
    raw = talk.work._db._raw
    raw.execute("INSERT INTO tenant (id, name) VALUES (2, 'slack:T1')")
    other = Dialog(work=SqlWork(Connection(raw, 2), Defaults()))
    assert other.say("hi", "mia").ok
    whole_round(other.work, TUESDAY)
    other.work.installations.save("slack", "T1", "sealed", TUESDAY)
    whole_round(other.work, TUESDAY + timedelta(days=390))
    other.work.installations.drop("slack", "T1")
    for days in (391, 420):
        assert 0 == whole_round(other.work, TUESDAY + timedelta(days=days))[Kept.WORKSPACES]
    assert other.work.people.named("mia")
