"""Taking an entry back leaves the state in which it never was, whoever logged what before and after."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import SqlWork, memory_work
from tests.dialog import Dialog

SELLERS = ("anna", "bo")
ACCOUNTS = ("acme", "bygg")


@dataclass(frozen=True, kw_only=True)
class Op:
    """One action: a line in which {ref} stands for what the action `on` (counted from the start) logged."""

    who: str
    line: str
    on: int | None = None


@dataclass(kw_only=True)
class Row:
    """One row of the log as the specification sees it: who made it, by which action, on top of what."""

    who: str
    op: int
    rests_on: int | None = None
    edits: Row | None = None


@dataclass(kw_only=True)
class Run:
    """A history being played: which ref each action got, and which action each row of the log came from."""

    talk: Dialog
    refs: dict[int, str] = field(default_factory=dict)
    ops_of_rows: dict[int, int] = field(default_factory=dict)

    def play(self, number: int, op: Op) -> bool:
        """Play one action a second later; False when nothing was stored or undone."""
        self.talk.later(seconds=1)
        if op.on is not None and op.on not in self.refs:
            return False
        line = op.line.format(ref=self.refs.get(op.on, "") if op.on is not None else "")
        reply = self.talk.say(line, op.who)
        if reply.stored:
            self.refs[number] = reply.stored[0]
            newest = self.talk.work._db.rows("SELECT MAX(id) AS id FROM entry WHERE tenant = :tenant")[0]["id"]
            self.ops_of_rows[newest] = number
        return bool(reply.stored or reply.undone)


def _sellers(line: st.SearchStrategy[str], on: st.SearchStrategy[int | None] | None = None) -> st.SearchStrategy[Op]:
    return st.builds(Op, who=st.sampled_from(SELLERS), line=line, on=st.none() if on is None else on)


day = st.sampled_from(["", " yesterday", " mon", " 14/11"])
account = st.sampled_from(ACCOUNTS)
score = st.sampled_from(["c0", "c1", "c2", "q0", "q2", "0", "1102", "c0 said", "c2 guess", "q1 seen"])
earlier = st.integers(0, 11)
logs = st.one_of(
    _sellers(st.builds("call {} {}{}".format, account, st.sampled_from(["", "vm", "meet a note"]), day)),
    _sellers(st.builds("{} {}{}".format, st.sampled_from(["visit", "meet", "mail", "offer"]), account, day)),
    _sellers(st.builds("touch {} invoice {}{}".format, account, score, day)),
    _sellers(st.builds("promise {} list by {}{}".format, account, st.sampled_from(["fri", "24/12"]), st.sampled_from(["", " yesterday"]))),
    _sellers(st.builds("broken {} plan{}".format, account, st.sampled_from(["", " told them", " yesterday"]))),
    _sellers(st.builds("follow {} {} ask".format, account, st.sampled_from(["thu", "today"]))),
    _sellers(st.just("waiting counter")),
)  # fmt: skip
follow_ups = st.one_of(
    _sellers(st.sampled_from(["kept {ref}", "told {ref} new date mon", "told {ref}", "broken {ref}", "broken {ref} told them"]), earlier),
    _sellers(st.just("go {ref}"), earlier),
    _sellers(st.sampled_from(["edit {ref} vm", "edit {ref} c2", "edit {ref} new words", "edit {ref} yesterday"]), earlier),
)  # fmt: skip
undos = st.one_of(_sellers(st.just("undo")), _sellers(st.just("undo {ref}"), earlier))
histories = st.lists(st.one_of(logs, follow_ups, undos), min_size=2, max_size=12)


def _run(work: SqlWork) -> Run:
    talk = Dialog(work=work)
    for name in SELLERS:
        work.people.add(name, talk.at)
    for name in ACCOUNTS:
        talk.account(name)
    return Run(talk=talk)


def _state(run: Run) -> dict[str, Any]:
    """Return every projection, with rows and numbers named by the action that made them."""
    rows = run.talk.work._db.rows
    made = {ref: op for op, ref in sorted(run.refs.items(), reverse=True) if not ref.startswith("S")}  # edits keep refs
    where = "WHERE tenant = :tenant"
    return {
        "days": {
            (r["day"], r["person"]): sums
            for r in rows(f"SELECT * FROM seller_day {where}")
            if any(sums := (r["calls"], r["visits"], r["meetings"], r["mails"], r["offers"], r["promises"], r["kept"], r["broken"], r["told"]))
        },
        "touches": {
            (r["day"], r["touchpoint"], r["factor"]): (r["ratings"], r["zeros"], r["points"])
            for r in rows(f"SELECT * FROM touch_day {where}")
            if r["ratings"]
        },
        "standing": {
            (r["account"], r["touchpoint"], r["factor"], r["firm"]): (r["score"], r["source"], r["day"], run.ops_of_rows[r["entry"]])
            for r in rows(f"SELECT * FROM standing {where}")
        },
        "promises": {
            made[f"P{r['number']}"]: (r["account"], r["person"], r["what"], r["due"], r["state"], r["told"], r["closed"])
            for r in rows(f"SELECT * FROM promise {where}")
        },
        "contacts": [(r["id"], r["last_contact"]) for r in rows(f"SELECT id, last_contact FROM account {where} ORDER BY id")],
        "waits": {
            made[f"W{wait.number}"]: (wait.place, wait.asked_at, wait.went_by, wait.went_at)
            for wait in run.talk.work.figures.waits(run.talk.at.date(), run.talk.at.date())
        },
        "follow-ups": [
            [(made[f"F{followup.number}"], followup.due) for followup in run.talk.work.figures.open_followups(person, run.talk.at.date())]
            for person in (1, 2)
        ],
        "breaches": [
            (run.talk.work.promises.breaches(number, run.talk.at.date()), run.talk.work.promises.told_run(number, run.talk.at.date()))
            for number in (1, 2)
        ],
    }  # fmt: skip


def _undone(live: list[Row], row: Row) -> list[Row]:
    """Return what is left when one row is taken back: an edit gives way to what it replaced, the rest falls along."""
    rest = [each for each in live if each is not row]
    if row.edits:
        return sorted([*rest, row.edits], key=lambda each: each.op)
    return [each for each in rest if each.rests_on != _origin(row)]


def _origin(row: Row) -> int:
    return _origin(row.edits) if row.edits else row.op


def _specified(live: list[Row], number: int, op: Op, run: Run) -> list[Row]:
    """Return the live rows after an action that changed something."""
    if op.line == "undo":
        return _undone(live, max((each for each in live if each.who == op.who), key=lambda each: each.op))
    own = next((each for each in live if op.on is not None and run.refs[_origin(each)] == run.refs[op.on]), None)
    if op.line.startswith("undo"):
        assert own
        while own.edits:
            live, own = _undone(live, own), own.edits
        return _undone(live, own)
    if op.line.startswith("edit"):
        assert own
        made = Row(who=op.who, op=number, rests_on=own.rests_on, edits=own)
        return [*(each for each in live if each is not own), made]
    return [*live, Row(who=op.who, op=number, rests_on=_origin(own) if own and op.on is not None else None)]


def _surviving(live: list[Row]) -> set[int]:
    ops: set[int] = set()
    for row in live:
        each: Row | None = row
        while each:
            ops.add(each.op)
            each = each.edits
    return ops


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories)
@example(
    history=[
        Op(who="anna", line="waiting counter"),
        Op(who="anna", line="call acme"),
        Op(who="anna", line="edit {ref} vm", on=0),
        Op(who="anna", line="undo"),
    ]
)
def test_a_history_with_undos_is_the_history_without_what_was_undone(shared: SqliteEngine, history: list[Op]) -> None:
    """Every sum, standing rating, promise, wait and due date, after any logs, edits and undos of two sellers."""
    live: list[Row] = []
    with memory_work(shared, Defaults()) as work:
        run = _run(work)
        for number, op in enumerate(history):
            if run.play(number, op):
                live = _specified(live, number, op, run)
        reached = _state(run)
    with memory_work(shared, Defaults()) as work:
        again = _run(work)
        surviving = _surviving(live)
        for number, op in enumerate(history):
            if number in surviving:
                assert again.play(number, op)
            else:
                again.talk.later(seconds=1)
        assert _state(again) == reached
