"""Typed lines with what each must store, ask or answer, and the conversation in which they are typed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.domain.details import (
    Call,
    FollowUp,
    HandOff,
    Kind,
    OtherContact,
    PromiseMade,
    PromiseOutcome,
    PromiseStep,
    Touch,
)
from bot.domain.entries import Entry
from bot.messages.card import Reply
from bot.messages.plain_text import card_text
from bot.views.contacts import VERBS
from storage.work import SqlWork
from tests.dialog import Dialog

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
"""A Tuesday, 10:00 in Copenhagen."""
TOUCHPOINTS = ("invoice", "delivery")
DESK = "service"
WORLDS = {
    "plain": (
        "Acme A/S", "Bergen Bygg AS", "Nilsson Rör AB", "Nowak Hurt Sp. z o.o.", "Ødegård Vin AS",
        "Wisła Logistik Sp. z o.o.", "Sallow Print Ltd", "Kowalczyk Stal Sp. z o.o.",
    ),
    "traps": (
        "Acme A/S", "Bergen Bygg AS", "Nowak Hurt Sp. z o.o.", "Tillberg Konsult AB", "Tilst Lager A/S",
        "Dolina Hurt Sp. z o.o.", "Zamek Stal Sp. z o.o.", "Medby Kontor AS", "Hosta Kontor A/S", "Toft Print Ltd",
        "Upland Foods Ltd", "Opal Glas A/S", "Oppstad Fisk AS", "Withern Glass Ltd",
    ),
    "baltic": (
        "Åberg Plåt AB", "Lindqvist Trä AB", "Sjöberg & Söner AB", "Mazur Okna Sp. z o.o.",
        "Wójcik Transport Sp. z o.o.", "Jabłoński Meble S.A.", "Piekarnia Zielona Sp. z o.o.", "Dąbrowa Szkło Sp. z o.o.",
    ),
    "town": (
        "Müller Metallbau GmbH", "Vogel Heizung KG", "Brandt Logistik GmbH", "Anders Elektro GmbH", "Zumwald Bau GmbH",
        "Mitterer Holz AG", "Harper Tools Ltd", "Whitfield Paper Ltd", "Byrne Motors Ltd", "Onslow Dairy Ltd",
    ),
    "north": (
        "Ravnholt Byg A/S", "Friis El A/S", "Mandal Båt AS", "Sønderby Maskiner A/S", "Torsvik Data AS", "Lund Kaffe ApS",
        "Kroken Maskin AS", "Vestnes Trelast AS",
    ),
    "twins": ("Acme A/S", "Nordic Foods ApS", "Nordic Steel A/S", "Acme Norge AS"),
}  # fmt: skip
"""The accounts that exist; in "traps" names begin like prepositions, in "north" like days, in "twins" two begin alike."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One line: who types it in which world, what was typed before, and what must come of it."""

    line: str
    me: str
    world: str
    before: tuple[str, ...]
    expected: Mapping[str, Any]

    @property
    def name(self) -> str:
        """How the case is called in a test's name."""
        return f"{self.me}: {self.line}"


def read_cases(path: Path) -> list[Case]:
    """Return the cases of a file, one JSON object a line."""
    return [_case(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _case(row: dict[str, Any]) -> Case:
    return Case(
        line=row["line"],
        me=row.get("me", "en"),
        world=row.get("world", "plain"),
        before=tuple(row.get("before", ())),
        expected={key: value for key, value in row.items() if key.startswith("expect") or key == "offers"},
    )


def conversation(work: SqlWork, case: Case) -> Dialog:
    """Return a fresh seller's conversation in the world of a case, the lines before it typed."""
    talk = Dialog(work=work, at=AT, who="kim")
    assert talk.say("me language en").ok
    for name in WORLDS[case.world]:
        talk.account(name, "kim")
    for name in TOUCHPOINTS:
        work.touchpoints.save(name)
    work.desks.save(DESK, "")
    for line in case.before:
        assert talk.say(line).ok, line
    work.people.change(work.people.named("kim")[0].id, language=case.me)
    return talk


def entries(work: SqlWork) -> list[Entry]:
    """Return every live entry, oldest first."""
    found = (work.entries.live(kind, number) for kind in Kind for number in range(1, 20))
    return sorted((entry for entry in found if entry), key=lambda entry: entry.id)


def verdict(talk: Dialog, case: Case) -> str:
    """Type the line of a case and return what is wrong, "" when it is right."""
    before = {entry.id for entry in entries(talk.work)}
    reply = talk.say(case.line)
    made = [entry for entry in entries(talk.work) if entry.id not in before]
    if case.expected.get("expect_ask"):
        return _asked(reply, made, case.expected.get("offers", ()))
    if wanted := case.expected.get("expect_read"):
        return _answered(reply, made, wanted)
    return _stored(talk, reply, made, case.expected["expect"])


def _asked(reply: Reply, made: list[Entry], offers: list[str]) -> str:
    labels = [button.label for button in reply.card.all_buttons()]
    if made or (reply.ok and not labels):
        return f"stored or answered: {card_text(reply.card)}"
    if not labels and reply.form is None:
        return f"refused: {reply.error}"
    missing = [offer for offer in offers if not any(offer in label for label in labels)]
    return f"offers {labels}, not {missing}" if missing else ""


def _answered(reply: Reply, made: list[Entry], wanted: str) -> str:
    text = card_text(reply.card)
    if made or not reply.ok:
        return f"not answered: {text}"
    if wanted == "account" and " kim" not in text:
        return f"no account's card: {text}"
    if wanted == "today" and "8" not in text:
        return f"not today: {text}"
    return f"a list of commands: {text}" if wanted == "reply" and len(text) > 200 else ""


def _stored(talk: Dialog, reply: Reply, made: list[Entry], expected: list[dict[str, Any]]) -> str:
    if not made and expected[0]["verb"] != "off":
        return (
            f"not stored: {card_text(reply.card)} {reply.form and [f.value for f in reply.form.fields]} {reply.error}"
        )
    told = [fact for fact in expected if fact["verb"] != "off"]
    if len(made) != len(told):
        return f"{len(made)} facts: {card_text(reply.card)}"
    problems = [problem for fact, entry in zip(told, made, strict=True) for problem in _differences(talk, fact, entry)]
    problems += [problem for fact in expected if fact["verb"] == "off" for problem in _leave(talk, fact)]
    return "; ".join(problems)


def _leave(talk: Dialog, fact: dict[str, Any]) -> Iterator[str]:
    leave = talk.work.people.named("kim")[0].leave
    until = fact["until"] if isinstance(fact["until"], list) else [fact["until"]]
    if not leave or leave[-1].first.isoformat() != fact["from"] or leave[-1].last.isoformat() not in until:
        yield f"leave is {leave}"


def _differences(talk: Dialog, fact: dict[str, Any], entry: Entry) -> Iterator[str]:
    """Yield what an entry has other than expected."""
    actual = facts_of(talk, entry)
    for name, wanted in fact.items():
        got = actual.get(name, "")
        if name == "scrap":
            yield from (f"scrap {word}" for word in wanted if word in str(actual.get("note", "")))
        elif name == "note":
            texts = wanted if isinstance(wanted, list) else [wanted]
            if not any(text.casefold() in str(got).casefold() for text in texts):
                yield f"note is {got!r}"
        elif got != wanted and not (isinstance(wanted, list) and got in wanted):
            yield f"{name} is {got!r}"
    if "day" not in fact and entry.day != AT.date():
        yield f"counts for {entry.day}"
    if "hour" not in fact and actual.get("hour"):
        yield f"hour is {actual['hour']}"
    if fact.get("told") is None and actual.get("told"):
        yield "told first"


def facts_of(talk: Dialog, entry: Entry) -> dict[str, Any]:
    account = talk.work.accounts.find(entry.account or 0)
    common = {"account": account.name if account else "", "day": entry.day.isoformat()}
    match entry.detail:
        case Call() as call:
            return common | {"verb": "call", "outcome": str(call.outcome), "note": call.note}
        case PromiseMade() as made:
            verb = "broken" if made.broken else "promise"
            due = {"due": made.due.isoformat(), "hour": _hour(made)}
            return common | {"verb": verb, "what": made.what, "told": made.told} | due
        case PromiseStep() as step:
            verb = {PromiseOutcome.KEPT: "kept", PromiseOutcome.TOLD: "told", PromiseOutcome.BROKEN: "broken"}
            promise = talk.work.promises.find(step.promise)
            name = talk.work.accounts.get(promise.account).name if promise else ""
            new = {"due": step.due.isoformat()} if step.due else {}
            return common | new | {"verb": verb[step.outcome], "account": name, "told": step.told, "note": step.note}
        case FollowUp() as follow:
            return common | {
                "verb": "follow",
                "due": follow.due.isoformat(),
                "hour": _hour(follow),
                "note": follow.note,
            }
        case HandOff() as handed:
            return common | {"verb": "handoff", "minutes": handed.minutes, "note": handed.cause}
        case Touch() as touch:
            point = talk.work.touchpoints.get(touch.touchpoint).name
            scores = {str(mark.factor): mark.score for mark in touch.marks}
            return common | {"verb": "touch", "point": point, "scores": scores, "note": touch.why}
        case OtherContact() as contact:
            verb = next(VERBS[kind] for kind in VERBS if kind is entry.kind)
            return common | {"verb": verb, "note": contact.note, "amount": getattr(contact, "amount", None)}
        case _:
            return common | {"verb": type(entry.detail).__name__.casefold()}


def _hour(detail: object) -> str:
    hour = getattr(detail, "hour", None)
    return f"{hour:%H:%M}" if hour else ""
