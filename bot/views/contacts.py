"""Contacts that are no calls: what they are called, and their counts against their targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bot.dispatch.programs import via_text
from bot.domain.details import ContactKind, Kind
from bot.domain.figures import DayFigures, PastContact
from bot.domain.people import Person
from bot.domain.quotas import contact_target
from bot.language.i18n import Message, Translator, msg
from bot.language.vocabulary import OUTCOMES
from bot.messages.card import Element, Progress, Text
from bot.views.labels import counts_text, quota_text

SUMS: Mapping[ContactKind, str] = {
    Kind.VISIT: "visits",
    Kind.MEETING: "meetings",
    Kind.MAIL: "mails",
    Kind.OFFER: "offers",
}
"""The kinds in the order in which they are shown, with their names in figures and in the sums of a day."""
VERBS: Mapping[ContactKind, str] = {
    Kind.VISIT: "visit",
    Kind.MEETING: "meet",
    Kind.MAIL: "mail",
    Kind.OFFER: "offer",
}
NAMES: Mapping[Kind, Message] = {
    Kind.VISIT: msg("contact", "visit"),
    Kind.MEETING: msg("contact", "meeting"),
    Kind.MAIL: msg("contact", "mail"),
    Kind.OFFER: msg("contact", "offer"),
}
HEADINGS: Mapping[ContactKind, Message] = {
    Kind.VISIT: msg("contact", "Visits"),
    Kind.MEETING: msg("contact", "Meetings"),
    Kind.MAIL: msg("contact", "Mails"),
    Kind.OFFER: msg("contact", "Offers"),
}
A_DAY: Mapping[ContactKind, Message] = {
    Kind.VISIT: msg("me", "Visits a day"),
    Kind.MEETING: msg("me", "Meetings a day"),
    Kind.MAIL: msg("me", "Mails a day"),
    Kind.OFFER: msg("me", "Offers a day"),
}
TARGET = "_target"
"""Behind the name of a count, the name of what is asked for."""


def contact_figures(
    sums: Iterable[DayFigures], people: Iterable[Person], first: date, last: date | None = None
) -> dict[str, float]:
    """Return the counts of a period by kind where there are any or some are asked for, and what is asked of people."""
    days, asked = list(sums), list(people)
    found: dict[str, float] = {}
    for kind, name in SUMS.items():
        done = sum(int(getattr(day, name)) for day in days)
        target = sum(contact_target(person, kind, first, last or first) for person in asked)
        found |= {name: done} if done or target else {}
        found |= {name + TARGET: target} if target else {}
    return found


def those_asked_for(figures: Mapping[str, float]) -> dict[str, float]:
    """Return the figures of the kinds that are asked for."""
    return _of_kinds(figures, [name for name in SUMS.values() if name + TARGET in figures])


def those_done(figures: Mapping[str, float]) -> dict[str, float]:
    """Return the figures of the kinds of which there were any."""
    return _of_kinds(figures, [name for name in SUMS.values() if figures.get(name)])


def _of_kinds(figures: Mapping[str, float], names: Iterable[str]) -> dict[str, float]:
    return {key: figures[key] for name in names for key in (name, name + TARGET) if key in figures}


def contact_lines(say: Translator, figures: Mapping[str, float]) -> list[str]:
    """Return a line for each kind of which figures have a count: "1 of 2 visits", or "1 visit" without a target."""
    return [
        of_target(say, kind, int(figures[name]), int(figures[name + TARGET]))
        if name + TARGET in figures
        else counted(say, kind, int(figures[name]))
        for kind, name in SUMS.items()
        if name in figures
    ]


def contact_progress(say: Translator, figures: Mapping[str, float]) -> tuple[Element, ...]:
    """Return the same as progress towards the targets, and as text where there is none."""
    return tuple(
        Progress(label=say.m(HEADINGS[kind]), done=int(figures[name]), target=int(figures[name + TARGET]))
        if name + TARGET in figures
        else Text(text=counted(say, kind, int(figures[name])))
        for kind, name in SUMS.items()
        if name in figures
    )


def past_texts(say: Translator, past: PastContact, currency: str) -> tuple[str, ...]:
    """Return how a call went, or what another contact was, the amount that was offered, and by which program."""
    what = OUTCOMES.label(past.outcome, say.language) if past.outcome else say.m(NAMES[past.kind])
    offered = say.value(past.amount, currency) if past.amount is not None else ""
    return what, offered, via_text(say, past.via)


def contact_quota_rows(say: Translator, person: Person) -> list[tuple[str, str]]:
    """Return what is asked of a person a day beside calls: each kind and its count, by day if they differ."""
    rows = []
    for kind, label in A_DAY.items():
        counts = {day: person.contact_quota(kind, day) for day, _, _ in person.hours}
        if any(counts.values()):
            rows.append((say.m(label), counts_text(say, counts)))
    return rows


def quotas_text(say: Translator, person: Person) -> str:
    """Return all that is asked of a person a day: the calls, and the others by name."""
    others = (f"{label}: {counts}" for label, counts in contact_quota_rows(say, person))
    return say.join((quota_text(say, person), *others))


def counted(say: Translator, kind: ContactKind, count: int) -> str:
    """Return how many contacts of a kind there were."""
    return {
        Kind.VISIT: say.n("contact", "{count} visit", "{count} visits", count),
        Kind.MEETING: say.n("contact", "{count} meeting", "{count} meetings", count),
        Kind.MAIL: say.n("contact", "{count} mail", "{count} mails", count),
        Kind.OFFER: say.n("contact", "{count} offer", "{count} offers", count),
    }[kind]


def of_target(say: Translator, kind: ContactKind, count: int, target: int) -> str:
    """Return how many contacts of a kind there were of those asked for."""
    return {
        Kind.VISIT: say.n("contact", "{done} of {count} visit", "{done} of {count} visits", target, done=count),
        Kind.MEETING: say.n("contact", "{done} of {count} meeting", "{done} of {count} meetings", target, done=count),
        Kind.MAIL: say.n("contact", "{done} of {count} mail", "{done} of {count} mails", target, done=count),
        Kind.OFFER: say.n("contact", "{done} of {count} offer", "{done} of {count} offers", target, done=count),
    }[kind]


def numbered(say: Translator, kind: ContactKind, count: int, quota: int) -> str:
    """Return which contact of a kind this is of those asked for on its day."""
    return {
        Kind.VISIT: say.t("contact", "Visit {count} of {quota}", count=count, quota=quota),
        Kind.MEETING: say.t("contact", "Meeting {count} of {quota}", count=count, quota=quota),
        Kind.MAIL: say.t("contact", "Mail {count} of {quota}", count=count, quota=quota),
        Kind.OFFER: say.t("contact", "Offer {count} of {quota}", count=count, quota=quota),
    }[kind]
