"""Two companies in one database with the same names, ids and refs; what one types never shows the other."""

from __future__ import annotations

import base64
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dispatch.account_suggestions import accounts
from bot.dispatch.registry import discover
from bot.domain.access_tokens import TokenKind
from bot.domain.audit import AuditAction
from bot.domain.claims import ClaimReason
from bot.domain.import_rows import ImportRow
from bot.domain.outbox import Occurrence
from bot.domain.own_words import pick
from bot.messages import codec
from bot.messages.card import File, Reply
from bot.messages.events import Event, Line, Place, Pressed, Scope, Submission
from bot.messages.press import Press
from nudges.planner import pictures_on
from nudges.preview import preview
from storage.connection import Connection
from storage.people import Defaults
from storage.work import SqlWork
from tests.dialog import TUESDAY, Dialog
from tests.imported import import_accounts
from tests.migrated import memory_engine

OURS, THEIRS = "Alpha", "Bravo"
"""Words that only one of the companies ever types."""
SET_UP = (
    "admin team Nord channel #nord timezone Europe/Oslo country NO language en",
    "admin person chris manager admin team Nord",
    "admin person anna seller team Nord",
    "admin person bo seller team Nord",
    "admin person eva seller team Nord",
    "admin touchpoint {mark}point owner {mark}owner",
    "admin desk {mark}desk phone 55 12 34 56",
)
FILLED = (
    ("anna", "call acme {mark}note"), ("bo", "touch acme {mark}point clarity 0 said {mark}why"),
    ("anna", "promise acme {mark}quote by fri"), ("anna", "promise acme {mark}list by tomorrow"),
    ("bo", "follow acme tomorrow {mark}board"), ("bo", "waiting {mark}counter"), ("eva", "broken acme {mark}date"),
    ("eva", "handoff acme {mark}desk 25m {mark}cause"), ("anna", "off 16-22 dec"), ("eva", "refill acme {mark}toner 6w"), ("eva", "ordered acme"), ("eva", "junk 5m {mark}report"),
    ("eva", "exclusive acme {mark}planers {mark}bodo"), ("eva", "freeze acme {mark}late"), ("eva", "left acme {mark}price"), ("chris", "team anna week"),
    ("anna", "call {mark} Ltd"), ("anna", "plan acme {mark}"), ("bo", "call acme"), ("anna", "told 2 {mark}told same day"),
    ("anna", "account {mark} Ltd"), ("anna", "go W1"), ("anna", "today"), ("chris", "call {mark} Ltd {mark}again"),
    ("anna", "visit acme {mark}visit"), ("chris", "admin value {mark}value"), ("anna", "account acme value 5k"), ("bo", "me league"),
    ("anna", "call {mark}gone"), ("anna", "account merge {mark}gone into {mark} Ltd"),
    ("kim", "follow acme mon {mark}hall"), ("kim", "promise acme {mark}key by fri"), ("chris", "admin leave kim to anna"),
)  # fmt: skip
LEFT_BEHIND = (
    "INSERT INTO unread_entry (tenant, entry) VALUES (:tenant, :entry)",
    "INSERT INTO channel_post (tenant, subject, address, receipt, card, language, until)"
    " VALUES (:tenant, 'W1', 'paper:x', 'r1', :word, 'en', '2099-01-01')",
    "INSERT INTO check_in (tenant, person, subject, day, choice, words)"
    " VALUES (:tenant, :who, 'T' || :point, '2026-11-24', 'worse', :word)",
    "INSERT INTO colleague_note (tenant, kind, rating, touchpoint, account, author, recipient, at, words)"
    " VALUES (:tenant, 'asked', :number, :point, 1, :who, :who, '2026-11-24T08:00:00.000000Z', :word)",
)
"""What posts, upgrades and colleagues leave behind."""
WHO = ("anna", "bo", "eva", "chris")
LINES = (
    *(line for each in discover() for line in each.examples),
    "undo C1", "undo P1", "edit C1 meet", "kept 1", "kept 2", "broken 1", "told 1 new date mon", "go W1", "call .",
    "team Nord week", "team bo month", "team week export csv", "team month export xlsx", "team promises export csv", "admin audit", "call Bravoimported", "account acme", "account Bravo", "call Bravo Ltd", "call brav", "me", "home",
    "handoff acme Bravodesk 5m", "touch acme Bravopoint 0", "admin remove team Nord", "admin remove person bo",
    "admin remove touchpoint Bravopoint", "admin person bo without seller", "admin team Nord name Vest", "undo",
    "admin leave bo to anna", "admin leave kim to Bravoowner", "admin leave Bravoowner to anna", "admin retention log 24",
    "admin touchpoint Bravopoint name Ours", "account acme owner Bravoowner", "snooze 1h", "today", "broken acme x",
)  # fmt: skip


@dataclass(kw_only=True)
class Companies:
    """Two companies on one connection; `buttons` and `forms` are what the other one was shown."""

    raw: sqlite3.Connection
    ours: Dialog
    theirs: Dialog
    buttons: list[Press] = field(default_factory=list)
    tables: tuple[str, ...] = ()

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """Return every row of the other company."""
        return {
            table: [tuple(row) for row in self.raw.execute(f"SELECT * FROM {table} WHERE tenant = 2 ORDER BY rowid")]
            for table in self.tables
        }


def company(raw: sqlite3.Connection, tenant: int, mark: str, buttons: list[Press]) -> Dialog:
    """Return a company with a history, its words marked; Acme and the people are called the same in each."""
    talk = Dialog(work=SqlWork(Connection(raw, tenant), Defaults()))
    for line in SET_UP:
        reply = talk.say(line.format(mark=mark), "chris")
        if not reply.ok:
            talk.press(f'Add "{mark}owner"', "chris")
    talk.account("Acme A/S")
    for who, line in FILLED:
        reply = talk.say(line.format(mark=mark), who)
        if not reply.ok and reply.card.all_buttons():
            reply = talk.press(next(b.label for b in reply.card.all_buttons() if b.label.startswith("Create")), who)
        buttons += [button.press for button in reply.card.all_buttons()]
        talk.later(seconds=70)
    furnish(talk, mark)
    return talk


def furnish(talk: Dialog, mark: str) -> None:
    """Store, each with a marked word, what platforms, imports and the planner leave behind."""
    work, at = talk.work, talk.at
    anna, chris = work.people.by_name("anna"), work.people.by_name("chris")
    assert anna
    assert chris
    assert anna.team
    work.claims.add("slack", "U7", f"{mark}claimant", anna.id, ClaimReason.SET_UP, at, newcomer=None)
    work.conversations.save("teams", "19:nord", f"{mark}reference", f"{mark}channel")
    work.outbox.answer(anna.team, at.date(), anna.id, "nobody")
    work.access_tokens.issue(anna.id, TokenKind.ASSISTANT, f"{mark}token", at, None)
    work.webhooks.plan_test(work.webhooks.add(f"https://{mark.lower()}.example.com/", at), at)
    pick(work.own_words, anna.id, "outcome", "busy week", "none", at)
    day = Occurrence(
        key="same", rule="N1", local_day=at.date(), due=at, until=at, person=anna.id, subject=f"{mark}subject"
    )
    work.outbox.plan(day)
    imported = [ImportRow(name=f"{mark}imported", place=f"{mark}place"), ImportRow(name=f"{mark}branch {mark}north")]
    import_accounts(work, imported, at, apply=True)
    purpose = work.purposes.add(f"{mark}purpose", f"{mark}basis", at.date() - timedelta(days=60), 0)
    work.purposes.note_read(anna.id, purpose.id, at)
    work.closed_days.add(at.date() + timedelta(days=7), f"{mark}closed", half=True)
    work.audit.add(AuditAction.ACCOUNT_CHANGED, at, author=chris.id, person=anna.id, what=f"{mark}changed")
    talk.say("waiting done W1", "eva", key="k0")
    raw, tenant = work._db._raw, {"tenant": work._db.tenant, "who": anna.id, "word": f"{mark}word"}
    entry = raw.execute("SELECT id, number FROM entry WHERE tenant = :tenant AND kind = 'R'", tenant).fetchone()
    point = raw.execute("SELECT id FROM touchpoint WHERE tenant = :tenant ORDER BY id DESC", tenant).fetchone()
    for statement in LEFT_BEHIND:
        raw.execute(statement, tenant | {"entry": entry["id"], "number": entry["number"], "point": point["id"]})


@contextmanager
def companies() -> Iterator[Companies]:
    """Yield two companies, the other one first, so that their ids interleave."""
    engine = memory_engine()
    with engine.scratch() as raw:
        raw.execute("INSERT INTO tenant (id, name) VALUES (2, 'other')")
        buttons: list[Press] = []
        theirs = company(raw, 2, THEIRS, buttons)
        ours = company(raw, 1, OURS, [])
        named = "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'tenant' ORDER BY 1"
        tables = tuple(row["name"] for row in raw.execute(named))
        yield Companies(raw=raw, ours=ours, theirs=theirs, buttons=buttons, tables=tables)
    engine.close()


@pytest.fixture(name="two", scope="module")
def two_fixture() -> Iterator[Companies]:
    """Two companies; whoever changes them takes it back."""
    with companies() as two:
        yield two


def everything_said(reply: Reply) -> str:
    """Return all that a reply carries: buttons, forms, figures, and what stands in its files."""
    files = (base64.b64decode(element.data) for element in reply.card.body if isinstance(element, File))
    return " ".join([codec.pack(reply), *(part for raw in files for part in unpacked(raw))])


def unpacked(raw: bytes) -> Iterator[str]:
    """Yield the texts of a file, and of the parts of a workbook."""
    if zipfile.is_zipfile(io.BytesIO(raw)):
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            yield from (book.read(part).decode() for part in book.namelist())
    else:
        yield raw.decode("utf-8-sig")


UNTOLD = frozenset({"installation", "mark", "retention", "used_number", "_sender", "_pause"})
"""Tables that hold tokens, the planner's marks, lengths, numbers and which process sends, never a word."""


def test_every_table_is_put_to_the_test(two: Companies) -> None:
    """The other company has a row in each, a new table too, or nothing could leak from it."""
    assert [] == [table for table, found in two.dump().items() if not found and table not in UNTOLD]


def leaks(said: str, typed: str) -> bool:
    """Whether a text holds a word of the other company that was not typed here."""
    words = set(re.findall(rf"{THEIRS}\w*", said, re.IGNORECASE))
    return bool({word.casefold() for word in words} - set(re.findall(r"\w+", typed.casefold())))


events = st.one_of(
    st.tuples(st.just("say"), st.sampled_from(WHO), st.sampled_from(LINES)),
    st.tuples(st.just("press"), st.sampled_from(WHO), st.integers(0, 40)),
    st.tuples(st.just("send"), st.sampled_from(WHO), st.integers(0, 40)),
    st.tuples(st.just("own"), st.sampled_from(WHO), st.integers(0, 4)),
)


def event_of(two: Companies, kind: str, who: str, what: int | str) -> Event | None:
    """Return an event of our company: a line, the other one's button pressed or sent as a form, an own button."""
    ours = two.ours
    sender = ours.sender(who)
    if isinstance(what, str):
        place = Place(scope=Scope.CHANNEL, channel="C1", name="nord")
        return Line(sender=sender, at=ours.at, text=what, limited=False, place=place)
    if kind == "own":
        found = ours.last.card.all_buttons()
        return Pressed(sender=sender, at=ours.at, press=found[what % len(found)].press) if found else None
    press = two.buttons[what % len(two.buttons)]
    if kind == "press":
        return Pressed(sender=sender, at=ours.at, press=press)
    return Submission(sender=sender, at=ours.at, verb=press.verb, values={}, kept=press.values)


scripts = st.lists(events, min_size=1, max_size=5)


@settings(max_examples=80, deadline=None)
@given(script=scripts)
def test_nothing_of_one_company_is_shown_to_or_changed_by_the_other(
    two: Companies, script: list[tuple[str, str, int | str]]
) -> None:
    """Typed lines, own buttons, the other company's buttons and forms, and the next day's nudges."""
    acted_out(two, script)


def acted_out(two: Companies, script: list[tuple[str, str, int | str]]) -> None:
    """Let things happen in our company; fail when the other one shows or changes, and take all of it back."""
    ours, at, before = two.ours, two.ours.at, two.dump()
    two.raw.execute("SAVEPOINT example")
    try:
        for kind, who, what in script:
            event = event_of(two, kind, who, what)
            if event is None:
                continue
            typed = what if isinstance(what, str) else ""
            typed += str(event.press) if isinstance(event, Pressed) and kind != "own" else ""
            typed += str(event.kept) if isinstance(event, Submission) else ""
            said = everything_said(ours.give(event))
            assert not leaks(said, typed + str(script)), (kind, who, what, said)
        for handled in preview(ours.work, pictures_on(ours.work, ours.at.date() + timedelta(days=1), ours.at)):
            assert not leaks(codec.pack(handled.card), str(script)), handled
        assert two.dump() == before
    finally:
        two.raw.execute("ROLLBACK TO example")
        two.raw.execute("RELEASE example")
        ours.at, ours.last = at, replace(Reply())
        ours.work = SqlWork(ours.work._db, Defaults())  # repositories keep what they have read


@pytest.mark.parametrize("day", [0, 1, 2, 3, 6, 7])
def test_no_digest_of_a_week_holds_the_others_words(two: Companies, day: int) -> None:
    """Every nudge of every person and channel, on each working day of a week."""
    at = TUESDAY + timedelta(days=day)
    found = preview(two.ours.work, pictures_on(two.ours.work, at.date(), at))
    assert found
    assert [each for each in found if THEIRS in codec.pack(each.card)] == []


def test_the_same_refs_mean_ones_own(two: Companies) -> None:
    """C1 and P1 are there in both companies; each reads and counts its own."""
    for talk, mark, other in ((two.ours, OURS, THEIRS), (two.theirs, THEIRS, OURS)):
        said = everything_said(talk.say("account acme", "anna")) + everything_said(talk.say("team promises", "chris"))
        assert f"{mark}list" in said
        assert other not in said
        assert talk.say("team week", "chris").figures["calls"] == 5


def test_an_id_of_the_other_company_is_answered_like_one_that_is_nowhere(two: Companies) -> None:
    """Guessing tells nothing, not even that something is there."""
    theirs = {row[0] for row in two.raw.execute("SELECT id FROM account WHERE tenant = 2")}
    answers = set()
    for number in (*sorted(theirs), 9001):
        press = Press(verb="call", values={"account": f"={number}"})
        reply = two.ours.give(Pressed(sender=two.ours.sender("anna"), at=two.ours.at, press=press))
        answers.add((reply.ok, reply.error, reply.card.texts.__name__, tuple(reply.card.texts())))
    assert len(answers) == 1


def test_the_search_in_forms_offers_ones_own_accounts(two: Companies) -> None:
    """An external select sees the company of its payload alone."""
    newcomer = two.ours.sender("newcomer")
    two.ours.say("help", "newcomer")
    find = lambda query: [str(account) for account in accounts(newcomer, query, two.ours.work)]  # noqa: E731
    assert any("Acme" in each for each in find("acme"))
    assert [each for each in find("bravo") if THEIRS in each] == []


def test_a_delivery_key_of_the_other_company_is_new_here(two: Companies) -> None:
    """The same platform key in two companies is two deliveries."""
    two.raw.execute("SAVEPOINT keys")
    theirs = two.theirs.say("call acme secret", "anna", key="k1")
    ours = two.ours.say("call acme", "anna", key="k1")
    two.raw.execute("ROLLBACK TO keys")
    assert theirs.stored
    assert ours.stored
    assert not ours.repeated
