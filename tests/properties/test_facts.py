"""Facts put into the words of any language come back as the same facts, typed by who speaks it or has English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.details import (
    Call,
    CallOutcome,
    Detail,
    FactorScore,
    FollowUp,
    Kind,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    Touch,
    Waiting,
)
from bot.domain.entries import Entry
from bot.domain.ratings import SINGLE_FACTORS, Source
from bot.language.i18n import translator_for
from bot.language.names import account_key
from bot.language.vocabulary import FACTORS, KEYWORDS, OUTCOMES, SCORES, SOURCES, STANDARD_TOUCHPOINTS, TELLING, VERBS
from bot.language.word_files import FIRST, LANGUAGES
from bot.messages.events import Pressed
from bot.messages.plain_text import card_text
from bot.messages.press import Press, existing, line_again, rest_of_line
from storage.people import Defaults
from storage.sqlite import SqliteEngine
from storage.work import memory_work
from tests.dialog import TUESDAY, Dialog, company
from tests.hostile.fuzz import undone

TODAY = TUESDAY.date()
ACCOUNTS = ("Acme A/S", "Bergen Bygg", "Ødegård Vin AS", "Wisła Logistik Sp. z o.o.")
OPEN = 1
"""The number of the promise that is open."""

languages = st.sampled_from(LANGUAGES)
texts = st.lists(
    st.sampled_from(("list", "på fredag", "ofertę", "Größe", "räksmörgås", "14:00", "12.5", "no answer", "👍", "and call bergen", "l", "c0")),
    min_size=1, max_size=3,
).map(" ".join)  # fmt: skip
ahead = st.integers(1, 200).map(lambda days: TODAY + timedelta(days=days))
behind = st.integers(0, 90).map(lambda days: TODAY - timedelta(days=days))
hours = st.none() | st.builds(time, st.integers(8, 16), st.sampled_from((0, 30)))
marks = st.lists(
    st.builds(FactorScore, factor=st.sampled_from(SINGLE_FACTORS), score=st.integers(0, 2)),
    min_size=1,
    max_size=4,
    unique_by=lambda mark: mark.factor,
).map(lambda found: tuple(sorted(found, key=lambda mark: mark.factor)))
calls = st.builds(
    Call, outcome=st.sampled_from(CallOutcome), questions=st.none() | st.integers(0, 99), listened=st.booleans(), note=st.just("") | texts
)  # fmt: skip
touches = st.builds(
    Touch, touchpoint=st.integers(1, 7), marks=marks, source=st.sampled_from(Source), why=st.just("") | texts
)
promises = st.builds(PromiseMade, what=texts, due=ahead, hour=hours)
breaches = st.builds(PromiseMade, what=texts, due=st.just(TODAY), broken=st.just(True), told=st.booleans())
follows = st.builds(FollowUp, due=ahead, hour=hours, note=st.just("") | texts)
waits = st.builds(Waiting, place=st.sampled_from(("counter", "port 7")))


def _steps(outcome: PromiseOutcome, *, told: st.SearchStrategy[bool]) -> st.SearchStrategy[PromiseStep]:
    return st.builds(PromiseStep, promise=st.just(OPEN), outcome=st.just(outcome), told=told, note=st.just("") | texts)


moved = st.builds(
    PromiseStep,
    promise=st.just(OPEN),
    outcome=st.just(PromiseOutcome.TOLD),
    told=st.just(True),
    due=ahead,
    hour=hours,
    note=st.just("") | texts,
)
steps = st.one_of(
    _steps(PromiseOutcome.KEPT, told=st.just(False)), _steps(PromiseOutcome.BROKEN, told=st.booleans()), moved
)


@dataclass(frozen=True)
class Fact:
    """What is told of which account, and the past day for which it counts, if it is late."""

    detail: Detail
    account: str
    day: date = TODAY


of_accounts = st.builds(
    Fact, detail=st.one_of(calls, touches, promises, breaches, follows), account=st.sampled_from(ACCOUNTS)
)
unlinked = of_accounts.filter(lambda fact: not getattr(fact.detail, "broken", False))
"""All but breaches, which may be of a promise that the same line made."""
late = st.builds(Fact, detail=st.one_of(calls, touches), account=st.sampled_from(ACCOUNTS), day=behind)
others = st.builds(Fact, detail=st.one_of(steps, waits), account=st.just(""))
facts = st.one_of(of_accounts, late, others)


def line_of(fact: Fact, language: str, reader: str) -> str:
    """Return a fact in the words of a language; days as people who have `reader` are shown them."""
    words = _words(fact, language, reader)
    return " ".join(word for word in words if word)


def _words(fact: Fact, language: str, reader: str) -> Iterator[str]:
    say = translator_for(reader)
    name = f'"{fact.account}"'
    late = say.day(fact.day) if fact.day != TODAY else ""
    match fact.detail:
        case Call() as call:
            yield from (VERBS.label("call", language), name, OUTCOMES.label(call.outcome, language))
            yield from (
                "" if call.questions is None else f"q{call.questions}",
                "l" if call.listened else "",
                late,
                _quoted(call.note),
            )
        case Touch() as touch:
            point = tuple(STANDARD_TOUCHPOINTS.words)[touch.touchpoint - 1]
            yield from (VERBS.label("touch", language), name, STANDARD_TOUCHPOINTS.label(point, language))
            for mark in touch.marks:
                yield from (FACTORS.label(mark.factor, language), SCORES.label(str(mark.score), language))
            yield from (SOURCES.label(touch.source, language), late, _quoted(touch.why))
        case PromiseMade(broken=True) as breach:
            yield from (VERBS.label("broken", language), name, _quoted(breach.what))
            yield TELLING.label("knew", language) if breach.told else ""
        case PromiseMade() as promise:
            yield from (VERBS.label("promise", language), name, _quoted(promise.what), KEYWORDS.label("by", language))
            yield say.day_at(promise.due, promise.hour)
        case FollowUp() as follow:
            yield from (
                VERBS.label("follow", language),
                name,
                say.day_at(follow.due, follow.hour),
                _quoted(follow.note),
            )
        case PromiseStep() as step:
            yield from (VERBS.label(step.outcome, language), f"P{step.promise}", _quoted(step.note))
            if step.due:
                yield from (
                    KEYWORDS.label("new", language),
                    KEYWORDS.label("date", language),
                    say.day_at(step.due, step.hour),
                )
            elif step.told:
                yield TELLING.label("knew", language)
        case Waiting() as wait:
            yield from (VERBS.label("waiting", language), wait.place)
        case _:
            raise AssertionError(fact.detail)


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""


@pytest.fixture(name="world", scope="module")
def world_fixture(shared: SqliteEngine) -> Iterator[Dialog]:
    """A conversation in a company with a promise that is open; whoever speaks in it takes it back."""
    with memory_work(shared, Defaults()) as work:
        talk = company(work)
        for name in ACCOUNTS[1:]:
            talk.account(name)
        assert talk.say("promise acme contract by fri").ok
        yield talk


def _told(talk: Dialog, line: str) -> list[Fact]:
    """Type a line, and return the facts that it stored."""
    before = _last_entry(talk)
    reply = talk.say(line)
    assert reply.stored, (line, card_text(reply.card))
    return _stored_since(talk, before)


def _last_entry(talk: Dialog) -> int:
    number: int = talk.work._db.rows("SELECT MAX(id) AS id FROM entry WHERE tenant = :tenant")[0]["id"]
    return number


def _stored_since(talk: Dialog, last: int) -> list[Fact]:
    rows = talk.work._db.rows("SELECT id FROM entry WHERE tenant = :tenant AND id > :last ORDER BY id", last=last)
    return [_fact(talk, row["id"]) for row in rows]


def _fact(talk: Dialog, number: int) -> Fact:
    return _fact_of(talk, talk.work.entries.get(number))


def _fact_of(talk: Dialog, entry: Entry) -> Fact:
    about = isinstance(entry.detail, PromiseStep | Waiting)
    detail = entry.detail
    if isinstance(detail, Touch):
        detail = Touch(**(vars(detail) | {"marks": tuple(sorted(detail.marks, key=lambda mark: mark.factor))}))
    name = "" if about else talk.work.accounts.get(entry.account or 0).name
    return Fact(detail, name, entry.day)


@pytest.mark.parametrize("reader", ["own", FIRST])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(fact=facts, language=languages)
def test_a_fact_in_words_is_that_fact(world: Dialog, reader: str, fact: Fact, language: str) -> None:
    """Outcomes, scores and verbs in the language, days as the reader is shown them."""
    mine = language if reader == "own" else FIRST
    with undone(world):
        world.say(f"me language {mine}")
        line = line_of(fact, language, mine)
        assert [fact] == _told(world, line), line


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    told=st.lists(unlinked | late, min_size=2, max_size=4),
    language=languages,
    between=st.sampled_from(("; ", ", ", "\n")),
)
def test_facts_in_one_line_are_those_of_several(world: Dialog, told: list[Fact], language: str, between: str) -> None:
    """In the order in which they are told."""
    lines = [line_of(fact, language, language) for fact in told]
    with undone(world):
        world.say(f"me language {language}")
        assert told == _told(world, between.join(lines)), lines
    with undone(world):
        world.say(f"me language {language}")
        assert told == [fact for line in lines for fact in _told(world, line)], lines


edited = st.one_of(
    st.builds(Fact, detail=st.one_of(calls, touches, promises, follows), account=st.just(ACCOUNTS[0])),
    st.builds(Fact, detail=st.one_of(calls, touches), account=st.just(ACCOUNTS[0]), day=behind),
)
PLAIN = {
    Call: 'call "{}"',
    Touch: 'touch "{}" reception 1',
    PromiseMade: 'promise "{}" something by 30 nov',
    FollowUp: 'follow "{}" 30 nov',
}


TELLS = {Call: "call", Touch: "touch", PromiseMade: "promise", FollowUp: "follow"}


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(fact=edited, language=languages)
def test_an_entry_edited_by_the_words_of_a_fact_is_that_fact(world: Dialog, fact: Fact, language: str) -> None:
    """Behind its ref stands what stands behind the customer else."""
    with undone(world):
        world.say(f"me language {language}")
        (ref,) = world.say(PLAIN[type(fact.detail)].format(fact.account)).stored
        line = " ".join((VERBS.label("edit", language), ref, _behind_account(fact, language)))
        assert (ref,) == world.say(line).stored or line.endswith(f"{ref} "), (line, card_text(world.last.card))
        entry = world.work.entries.live(Kind(ref[0]), int(ref[1:]))
        assert entry
        assert fact == _fact_of(world, entry), line


def _behind_account(fact: Fact, language: str) -> str:
    return " ".join(word for word in tuple(_words(fact, language, language))[2:] if word)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(unlinked | late, min_size=1, max_size=3), language=languages)
def test_a_line_on_a_button_tells_the_facts_that_it_tells_typed(world: Dialog, told: list[Fact], language: str) -> None:
    """Once: a second press changes nothing and shows the same receipt."""
    line = "; ".join(line_of(fact, language, language) for fact in told)
    with undone(world):
        world.say(f"me language {language}")
        press = line_again(line, once="x")
        assert told == _facts_of(world, press), line
        assert [] == _facts_of(world, press), line


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(fact=of_accounts | late, language=languages)
def test_a_button_of_an_account_with_the_words_behind_it_is_that_fact(world: Dialog, fact: Fact, language: str) -> None:
    """The account as a machine value, the rest of the line as typed."""
    verb = "broken" if getattr(fact.detail, "broken", False) else TELLS[type(fact.detail)]
    with undone(world):
        world.say(f"me language {language}")
        account = world.work.accounts.by_key(account_key(fact.account))
        assert account
        name = "subject" if verb == "broken" else "account"
        values = {name: existing(account.id), **rest_of_line(_behind_account(fact, language))}
        assert [fact] == _facts_of(world, Press(verb=verb, values=values)), values


def _facts_of(talk: Dialog, press: Press) -> list[Fact]:
    """Press a button, and return the facts that it stored."""
    before = _last_entry(talk)
    reply = talk.give(Pressed(sender=talk.sender(), at=talk.at, press=press))
    assert reply.stored, (press, card_text(reply.card))
    return _stored_since(talk, before)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=ahead, length=st.integers(0, 40), language=languages)
def test_leave_in_words_is_that_leave(world: Dialog, first: date, length: int, language: str) -> None:
    """Its days as they are shown; one day is one day."""
    last = first + timedelta(days=length)
    say = translator_for(language)
    days = say.day(first) if first == last else f"{say.day(first)} - {say.day(last)}"
    with undone(world):
        world.say(f"me language {language}")
        line = f"{VERBS.label('off', language)} {days}"
        assert world.say(line).ok, line
        leave = world.work.people.named("anna")[0].leave
        assert [(first, last)] == [(each.first, each.last) for each in leave], line
