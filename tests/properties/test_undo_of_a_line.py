"""After a line and its undo every table holds what it held before, but for what is kept on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.messages.card import Reply
from bot.messages.plain_text import card_text
from storage.connection import Row, Value
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import Dialog, company

KEPT = {
    "access_token": "a secret that somebody may have copied is revoked, never forgotten",
    "inbound": "a delivery that comes twice is answered with its old receipt, undone or not",
    "audit": "who changed what is another's was done, and so was its undoing",
    "promise_change": "when a sum of promises moved, and moved back",
    "own_word": "what somebody means by a word stays true, whatever became of the line",
}
"""Tables that a line changes for good, with the reason."""
DETAILS = (
    "call",
    "contact",
    "rating",
    "pledge",
    "step",
    "followup",
    "waiting",
    "went",
    "handoff",
    "refill",
    "refill_order",
    "junk",
    "exclusivity",
    "account_freeze",
    "departure",
    "account_change",
)
"""Tables with a row for each row of the log, which keeps what was undone: compared for what is live alone."""
SUMS = ("seller_day", "touch_day", "promise_day")
"""Tables whose rows count something: one that counts nothing says the same as none."""
PLANNING = ("wake", "stirred")
"""Columns that say when somebody is looked at again: too often is no harm."""
OF_SUMS = ("tenant", "team", "day", "person", "touchpoint", "factor")

Contents = dict[str, list[tuple[tuple[str, Value], ...]]]


def _contents(work: SqlWork) -> Contents:
    """Return the rows of every table of the schema, without what is kept on purpose."""
    names = [
        str(row["name"]) for row in work._db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND :tenant")
    ]
    return {
        name: sorted(_rows(work, name), key=repr)
        for name in names
        if name not in KEPT and not name.startswith("sqlite_")
    }


def _rows(work: SqlWork, table: str) -> Iterator[tuple[tuple[str, Value], ...]]:
    live = {row["id"] for row in work._db.rows("SELECT id FROM entry WHERE tenant = :tenant AND live = 1")}
    stands = _which_stand(table, live)
    for row in work._db.rows(f"SELECT * FROM {table} WHERE :tenant"):
        if stands(row):
            yield tuple((name, value) for name, value in dict(row).items() if name not in PLANNING)


def _which_stand(table: str, live: set[Value]) -> Callable[[Row], bool]:
    if table == "entry":
        return lambda row: row["id"] in live
    if table in DETAILS:
        return lambda row: row["entry"] in live
    if table in SUMS:
        return lambda row: any(value for name, value in dict(row).items() if name not in OF_SUMS)
    return lambda row: True


def _differences(before: Contents, after: Contents) -> dict[str, list[tuple[tuple[str, Value], ...]]]:
    """Return the rows by table that are in one of two states alone."""
    tables = before.keys() | after.keys()
    found = {
        name: [row for row in (*before[name], *after[name]) if (row in before[name]) != (row in after[name])]
        for name in tables
    }
    return {name: rows for name, rows in found.items() if rows}


def _world(work: SqlWork) -> Dialog:
    talk = company(work)
    talk.account("Bergen Bygg", "bo")
    talk.account("Akme AS")
    for line in ("admin desk service", "me language en"):
        assert talk.say(line, "chris").ok
    for line in (
        "promise acme price list by fri",
        "touch acme site c2 said",
        "follow bergen mon",
        "refill bergen ink 3w",
        "call acme vm yesterday",
    ):
        assert talk.say(line).ok
    talk.say("waiting counter", "bo")
    talk.later(seconds=1)
    return talk


def _undo(talk: Dialog, way: str) -> Reply:
    """Take back the last line, by its button where it has one."""
    labels = [button.label for button in talk.last.card.all_buttons() if button.label in ("Undo", "Undo all")]
    return talk.press(labels[0]) if labels and way == "button" else talk.say("undo")


LINES = (
    "call acme", "call bergen vm yesterday", 'call acme q5 l "wants it on fridays"', "call -", "called acme no answer", "met acme about prices",
    "touch acme invoice 0", "touch acme site 1102 said", "touch bergen invoice c0 guess", "touch acme site c1 said mon",
    "promise acme quote by thu", "promise bergen list by fri 14:00", "kept 1", "told 1 new date mon", "told 1 same day", "broken 1",
    "broken 1 they knew", "broken acme plan", "broken bergen plan told them yesterday", "follow acme thu", "follow bergen fri 10:00 ask for Kari",
    "waiting counter", "waiting acme quote", "go", "waiting done", "handoff acme service 5m", "refill acme toner 6w", "ordered bergen", "junk 30m report", "exclusive acme planers bodo", "freeze acme late", "left acme price", "edit C1 meeting", "edit P1 by mon", "edit R1 c0",
    "edit F1 15:00", "call acme, promise quote by thu, follow mon", "call acme; touch bergen invoice c0; kept 1",
    "visit acme", "mail bergen the list yesterday", "offer acme 120k", "visit bergen, promise list by thu",
    "account acme 7M every 3w phone 55 12 34 56 person Kari", "account acme owner bo", "account acme owner nobody",
    "account rename acme Nordic Steel", "account merge akme into acme", "account merge acme into akme", "account close acme sold",
)  # fmt: skip
"""Lines that store something at once."""


@pytest.mark.parametrize("way", ["word", "button"])
@pytest.mark.parametrize("line", LINES)
def test_an_undone_line_leaves_nothing_in_any_table(work: SqlWork, line: str, way: str) -> None:
    """Not in the log's projections, nor beside them; whether the undo is typed or pressed."""
    talk = _world(work)
    before = _contents(work)
    assert talk.say(line).stored, line
    assert before != _contents(work)
    assert _undo(talk, way).undone
    assert {} == _differences(before, _contents(work))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    earlier=st.lists(st.tuples(st.sampled_from(("anna", "bo")), st.sampled_from((*LINES, "undo"))), max_size=5),
    line=st.sampled_from(LINES),
    way=st.sampled_from(("word", "button")),
)
def test_nor_does_one_after_other_lines(
    shared: SqliteEngine, earlier: list[tuple[str, str]], line: str, way: str
) -> None:
    """Whoever typed what before, and whether the undo is typed or pressed."""
    with memory_work(shared, Defaults()) as work:
        talk = _world(work)
        for who, typed in earlier:
            talk.say(typed, who)
            talk.later(seconds=1)
        before = _contents(work)
        if talk.say(line).stored:
            assert _undo(talk, way).undone
        assert {} == _differences(before, _contents(work))


CREATING = (
    "call Zeta Foods", "call Zeta Foods vm", "call Zeta Foods yesterday", "touch Zeta Foods invoice c0", "promise Zeta Foods a quote by fri",
    "follow Zeta Foods mon", "handoff Zeta Foods service 5m", "call Zeta Foods, promise quote by thu, follow mon",
)  # fmt: skip


@pytest.mark.parametrize("way", ["word", "button"])
@pytest.mark.parametrize("line", CREATING)
def test_a_customer_that_the_line_made_goes_with_it(work: SqlWork, line: str, way: str) -> None:
    """Made by a mistake of spelling, it would stand in every list; the answer says that it is gone."""
    talk = _world(work)
    before = _contents(work)
    talk.say(line)
    assert talk.press('Create "Zeta Foods"').stored, line
    reply = _undo(talk, way)
    assert {} == _differences(before, _contents(work))
    assert "Zeta Foods" in card_text(reply.card)
    assert "removed" in card_text(reply.card)


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("anna", "call Zeta Foods"), ("bo", "call Zeta Foods"), ("anna", "account Zeta Foods 7M"), ("chris", "account Zeta Foods owner bo"),
        ("bo", "waiting Zeta Foods quote"),
    ],
)  # fmt: skip
def test_a_customer_that_something_else_is_known_of_stays(work: SqlWork, who: str, more: str) -> None:
    """Logged by whomever, or entered about it."""
    talk = _world(work)
    talk.say("call Zeta Foods")
    talk.press('Create "Zeta Foods"')
    made = talk.last.stored[0]
    assert talk.say(more, who).ok
    assert "Undone" == card_text(talk.say(f"undo {made}").card).split(" · ")[0]
    assert work.accounts.by_key("zeta foods")


def test_a_customer_goes_with_the_last_that_is_taken_back_about_it(work: SqlWork) -> None:
    """In whichever order, and by whomever: none of it ever was."""
    talk = _world(work)
    before = _contents(work)
    talk.say("call Zeta Foods")
    talk.press('Create "Zeta Foods"')
    made = talk.last.stored[0]
    talk.say("promise Zeta Foods list by fri", "bo")
    talk.say(f"undo {made}")
    assert "removed" in card_text(talk.say("undo", "bo").card)
    assert {} == _differences(before, _contents(work))


def test_an_old_button_never_means_another_customer(work: SqlWork) -> None:
    """The number of a customer who was removed is given to nobody else."""
    talk = _world(work)
    talk.say("call Zeta Foods")
    receipt = talk.press('Create "Zeta Foods"')
    talk.say("undo")
    talk.say("call Zoom Print")
    talk.press('Create "Zoom Print"')
    talk.last = receipt
    assert "no longer there" in (talk.press("Promise").error or "")


def test_a_customer_that_no_line_of_the_log_made_stays(work: SqlWork) -> None:
    """Who opened it on purpose, or imported it, wants to have it."""
    talk = _world(work)
    talk.say("account Zeta Foods")
    talk.press('Create "Zeta Foods"')
    assert talk.say("call Zeta Foods").stored
    talk.say("undo")
    assert work.accounts.by_key("zeta foods")
