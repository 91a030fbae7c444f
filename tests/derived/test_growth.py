"""What must be extended together: a new kind of entry, card element or field that lacks a part fails here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, cast, get_args, get_type_hints

import pytest

from adapters import discover as platforms
from adapters import renderers, served
from adapters.teams.manifest import LOCALES
from adapters.web.page_labels import LABELS, page_setup
from bot.commands.me import LANGUAGE_NAMES
from bot.dispatch.context import Context
from bot.dispatch.registry import discover
from bot.domain.details import Detail, Kind
from bot.domain.entries import Entry, undo
from bot.domain.first_contact import LOCAL_PLATFORMS
from bot.language.i18n import translator_for
from bot.language.word_files import LANGUAGES
from bot.messages import codec
from bot.messages.card import Card, Element, Reply
from bot.messages.events import Place
from bot.messages.form import Field, FieldKind
from bot.views.entries import entry_text
from storage import details
from storage.connection import Connection, RawConnection
from storage.entries import SqlEntries
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.wakeups import wake_for_entry
from storage.work import SqlWork
from tests.contracts.examples import EVERYTHING, FORM
from tests.derived.throwaway import ROOT, SOURCE, grown, matches_over, unhandled
from tests.dialog import TUESDAY, Dialog

DETAILS: tuple[type, ...] = get_args(Detail)
ELEMENTS: tuple[type, ...] = get_args(Element)
FORMS = "bot/messages/form.py"
STATIC = ROOT / "adapters" / "web" / "static"
UNREACHABLE = "unreachable"
"""What `assert_never` says when it is reached."""


@dataclass(frozen=True, kw_only=True)
class Throwaway:
    """A member that no union has; it passes for a detail and for an element."""

    kind: str = "?"
    text: str = "thrown away"


def example(hint: Any) -> Any:
    """Return a value of an annotation; numbers are 1, so that they name the first desk, touchpoint or promise."""
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return hint(**{field.name: example(hints[field.name]) for field in fields(hint)})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if type(None) in get_args(hint):
        return None
    if get_args(hint):
        return (example(get_args(hint)[0]),)
    return {int: 1, str: "words", bool: False, date: TUESDAY.date()}[hint]


def an_entry(detail: object) -> Entry:
    """Return an entry that is not stored."""
    day = TUESDAY.date()
    return Entry(id=1, number=1, person=1, account=1, day=day, at=TUESDAY, detail=cast(Detail, detail))


@pytest.fixture(name="raw")
def raw_fixture(shared: SqliteEngine) -> Iterator[RawConnection]:
    """A database connection whose changes are rolled back in the end."""
    with shared.scratch() as raw:
        yield raw


@pytest.fixture(name="company")
def company_fixture(raw: RawConnection) -> Dialog:
    """A company that has whatever an entry can refer to: an account, a touchpoint, a promise, a desk, one who waits."""
    talk = Dialog(work=SqlWork(Connection(raw, 1), Defaults()))
    assert talk.say("admin person anna seller").ok
    talk.account("Acme A/S")
    for line in ("promise acme quote by fri", "waiting yard", "admin desk service phone 5", "touch acme invoice 1"):
        assert talk.say(line).ok, line
    return talk


def context(talk: Dialog) -> Context:
    """Return the context of a command of anna's."""
    who = talk.work.people.everyone()[0]
    say = translator_for("en")
    return Context(work=talk.work, who=who, at=talk.at, today=talk.at.date(), translator=say, place=Place())


def add(talk: Dialog, kind_of_detail: type) -> Entry:
    """Store an example entry of anna's."""
    who, day = talk.work.people.everyone()[0].id, talk.at.date()
    return talk.work.entries.add(example(kind_of_detail), person=who, account=1, day=day, at=talk.at)


def counted(raw: RawConnection) -> Mapping[str, list[tuple[object, ...]]]:
    """Return the rows of every table that is computed from entries.

    That is all but the entries themselves, the wake-ups, and the record of when sums moved, which only grows.
    """
    names = [
        row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    ]
    columns = {name: {row[1] for row in raw.execute(f"PRAGMA table_info({name})").fetchall()} for name in names}
    computed = [
        name for name in names if name not in {"entry", "promise_change"} and not columns[name] & {"entry", "wake"}
    ]
    return {name: [tuple(row) for row in raw.execute(f"SELECT * FROM {name}").fetchall()] for name in computed}


# a kind of entry


def test_every_kind_has_one_detail() -> None:
    """A new `Kind` needs a class in `Detail` (bot/domain/details.py) with `kind: ClassVar[Kind]`, and the reverse."""
    assert sorted(Kind) == sorted(detail.kind for detail in DETAILS)


@pytest.mark.parametrize("kind_of_detail", DETAILS, ids=lambda each: each.__name__)
def test_every_kind_of_entry_is_stored_and_loaded(company: Dialog, kind_of_detail: type) -> None:
    """A new kind needs its table in a migration, its statements, and its cases in storage/details.py."""
    entry = add(company, kind_of_detail)
    assert entry == company.work.entries.get(entry.id)


@pytest.mark.parametrize("kind_of_detail", DETAILS, ids=lambda each: each.__name__)
def test_every_kind_of_entry_is_found_by_its_number(company: Dialog, kind_of_detail: type) -> None:
    """`undo 1` and `edit 1` mean whatever entry of one's own has that number."""
    entry = add(company, kind_of_detail)
    assert entry in company.work.entries.numbered(entry.number, entry.person)
    assert entry == company.work.entries.live(entry.kind, entry.number)


@pytest.mark.parametrize("kind_of_detail", DETAILS, ids=lambda each: each.__name__)
def test_every_kind_of_entry_is_shown(company: Dialog, kind_of_detail: type) -> None:
    """A new kind needs its case in `_detail` of bot/views/entries.py, which says more than its ref and its account."""
    entry = add(company, kind_of_detail)
    shown = entry_text(context(company), entry)
    assert shown.startswith(f"{entry.ref} · Acme A/S · ")


@pytest.mark.parametrize("kind_of_detail", DETAILS, ids=lambda each: each.__name__)
def test_every_kind_of_entry_is_undone_exactly(company: Dialog, raw: RawConnection, kind_of_detail: type) -> None:
    """What `apply` in storage/projections.py adds for a new kind it takes away again when the entry stops to count."""
    for entry in undo(company.work.entries, add(company, kind_of_detail), company.at):
        assert not company.work.entries.get(entry.id).live
    before = counted(raw)
    undo(company.work.entries, add(company, kind_of_detail), company.at)
    assert before == counted(raw)


@pytest.mark.parametrize("kind_of_detail", DETAILS, ids=lambda each: each.__name__)
def test_at_most_one_command_edits_an_entry(kind_of_detail: type) -> None:
    """Two commands whose `revises` fits one entry would take turns by the alphabet: narrow one with `when`."""
    detail = example(kind_of_detail)
    assert len([each.verb for each in discover() if each.revises and each.revises.fits(detail)]) <= 1


def test_a_kind_of_entry_without_its_parts_is_refused_when_it_runs(company: Dialog, raw: RawConnection) -> None:
    """Storing, loading, undoing, waking and showing it stop instead of passing over it."""
    db, entry = Connection(raw, 1), an_entry(Throwaway())
    with pytest.raises(AssertionError, match=UNREACHABLE):
        details.store(db, entry)
    with pytest.raises(AssertionError, match=UNREACHABLE):
        details.load(db, cast(Kind, "?"), entry.id)
    with pytest.raises(AssertionError, match=UNREACHABLE):
        SqlEntries(db).following(entry)
    with pytest.raises(AssertionError, match=UNREACHABLE):
        wake_for_entry(db, entry, +1)
    with pytest.raises(AssertionError, match=UNREACHABLE):
        entry_text(context(company), entry)


# a card element, a kind of field


def drawn_by(script: str, table: str) -> set[str]:
    """Return the keys of a constant object of the page's scripts: what it has a function for."""
    _, found, rest = (STATIC / script).read_text(encoding="utf-8").partition(f"\nconst {table} = {{\n")
    assert found, f"adapters/web/static/{script} has no `const {table} = {{`"
    return set(re.findall(r"^  (\w+)[:,]", rest.partition("\n};")[0], re.MULTILINE))


def not_drawn(elements: tuple[type, ...], drawn: set[str]) -> list[str]:
    """Return what to add for elements that the page has no function for."""
    return [
        f"{e.__name__}: add it to ELEMENTS in adapters/web/static/cards.js" for e in elements if e.__name__ not in drawn
    ]


def test_the_page_draws_every_element_and_no_other() -> None:
    """An element that the page does not know breaks the whole conversation."""
    assert [] == not_drawn(ELEMENTS, drawn_by("cards.js", "ELEMENTS"))
    assert {each.__name__ for each in ELEMENTS} == drawn_by("cards.js", "ELEMENTS")


def test_an_element_that_the_page_does_not_draw_is_noticed() -> None:
    """The message names the element and the place."""
    assert ["Throwaway: add it to ELEMENTS in adapters/web/static/cards.js"] == not_drawn(
        (*ELEMENTS, Throwaway), drawn_by("cards.js", "ELEMENTS")
    )


def test_the_page_has_an_input_for_every_kind_of_field() -> None:
    """A new `FieldKind` needs its function in INPUTS of adapters/web/static/forms.js."""
    assert set(FieldKind) == drawn_by("forms.js", "INPUTS")


def test_the_examples_hold_every_element_and_every_kind_of_field() -> None:
    """What every platform is asked to draw (tests/contracts/examples.py) leaves nothing out."""
    assert set(ELEMENTS) == {type(element) for element in EVERYTHING.body}
    assert set(FieldKind) == {field.kind for field in FORM.fields}


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda each: each.__name__)
def test_every_element_has_words_and_comes_back_from_a_receipt(element: type) -> None:
    """A new element needs its case in `_element_texts` of bot/messages/card.py; the codec follows its annotations."""
    card = Card(body=tuple(each for each in EVERYTHING.body if isinstance(each, element)))
    assert all(text for text in card.texts())
    assert Reply(card=card) == codec.unpack_reply(codec.pack(Reply(card=card)))


@pytest.mark.parametrize("platform", sorted(renderers()))
def test_no_platform_passes_over_an_element_or_a_field_that_it_does_not_know(platform: str) -> None:
    """Each renderer matches the whole union and stops at anything else."""
    draw = renderers()[platform]
    with pytest.raises(AssertionError, match=UNREACHABLE):
        draw(Card(body=(cast(Element, Throwaway()),)))
    if platform != "terminal":  # it prints a field's label and value, whatever its kind
        field = Field(name="a", label="A", kind=cast(FieldKind, "throw-away"))
        with pytest.raises(AssertionError, match=UNREACHABLE):
            draw(replace(FORM, fields=(field,)))


def test_an_element_outside_the_union_is_not_packed() -> None:
    """A receipt that could not be read back is refused when it is written."""
    with pytest.raises(TypeError, match="Throwaway"):
        codec.pack(Card(body=(cast(Element, Throwaway()),)))


# the type check


def test_a_new_member_fails_the_type_check_wherever_members_are_told_apart(tmp_path: Path) -> None:
    """Each `match` over details, kinds, elements or kinds of field names all of them: none has a silent rest."""
    members = {"Detail": "    kind: ClassVar[Kind] = Kind.CALL", "Element": "    text: str"}
    changed = grown(members, ("Kind", "FieldKind"))
    expected = matches_over([*(each.__name__ for each in (*DETAILS, *ELEMENTS)), "Kind", "FieldKind"])
    assert expected.total() > len(changed), "no match over these was found: has matches_over lost sight of them?"
    nouns = [name for name in SOURCE if name.startswith(("bot/domain/", "bot/messages/"))]
    assert expected == unhandled(changed, sorted({*expected, *nouns}), tmp_path)


def test_a_match_that_leaves_a_case_out_fails_the_type_check(tmp_path: Path) -> None:
    """Even one without `assert_never`."""
    code = "def f(a: Form | Field) -> None:\n    match a:\n        case Form():\n            print(a)\n"
    text = (ROOT / FORMS).read_text(encoding="utf-8") + f"\n\n{code}"
    assert {FORMS: 1} == unhandled({FORMS: text}, [FORMS], tmp_path)


# the page's words and languages


def test_the_page_uses_the_labels_that_it_is_given() -> None:
    """A label of the scripts that LABELS in adapters/web/menu.py lacks would read "undefined"."""
    script = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(STATIC.iterdir()) if path.suffix in (".js", ".html")
    )
    used = set(re.findall(r"\blabels\.(\w+)", script)) | set(re.findall(r'data-(?:label|steer)="(\w+)"', script))
    assert set() == used - LABELS.keys() - {"roles"}


def test_every_language_can_be_chosen_and_has_its_catalogue() -> None:
    """A new language needs a file of words, from which page, manifest and choices follow, and a catalogue."""
    assert list(LANGUAGES) == list(page_setup(tuple(discover()))["languages"])
    assert set(LANGUAGES) == {path.name for path in (ROOT / "bot" / "language" / "locale").iterdir() if path.is_dir()}
    assert set(LANGUAGES) == {"en", *LOCALES}
    assert set(LANGUAGES) == set(LANGUAGE_NAMES.words)


# platforms


def test_every_platform_is_served_or_trusted_as_a_local_one() -> None:
    """A platform without `routes` takes a name for proof: add it to LOCAL_PLATFORMS in bot/domain/first_contact.py on purpose."""
    assert LOCAL_PLATFORMS == platforms().keys() - served().keys()
