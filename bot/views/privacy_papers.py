"""The papers that a company hands out or keeps: the notice to its people, and the sheet of an impact assessment.

Both are made of what the program declares: purposes, kinds of data and their ends, views and who has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.dispatch.registry import Registry
from bot.domain.people import MANAGERS
from bot.domain.purposes import Purpose
from bot.domain.retention import Kept
from bot.domain.team_figures import team_figures_gate
from bot.domain.work import Work
from bot.language.i18n import Message, Translator, msg
from bot.language.vocabulary import KEPT
from bot.messages.card import Fields, Table, Text
from bot.records import record
from bot.views.audit import VIEWS
from bot.views.purpose import purpose_pairs
from bot.views.retention import WHAT, length_text

WHY: dict[Kept, Message] = {
    Kept.LOG: msg("privacy", "the next call starts where the last one ended, and promises are kept"),
    Kept.LINES: msg("privacy", "what arrives twice counts once"),
    Kept.AUDIT: msg("privacy", "you see who looked at or changed what is yours"),
    Kept.NUDGES: msg("privacy", "nothing is sent twice, and a missing one can be explained"),
    Kept.ANSWERS: msg("privacy", "the same question is not asked again, and colleagues read the answer"),
    Kept.SUMS: msg("privacy", "you see your own figures, and the team its sums"),
    Kept.LEAVERS: msg("privacy", "nudges reach the right person at the right hour"),
    Kept.WORKSPACES: msg("privacy", "a workspace that comes back finds its numbers"),
}
WHO_SEES: tuple[tuple[Message, Message], ...] = (
    (msg("privacy", "You"), msg("privacy", "your own figures, settings and words, and who looked at them")),
    (
        msg("privacy", "Your manager"),
        msg(
            "privacy",
            "sums of the team; your figures by name, each look shown to you; notes on the team's customers",
        ),
    ),
    (msg("privacy", "Admins"), msg("privacy", "the same of every team, and the set-up")),
    (msg("privacy", "A channel"), msg("privacy", "sums of three active people or more, and a customer who waits")),
    (msg("privacy", "Whoever runs the machine"), msg("privacy", "everything in the database")),
)
RECEIVER = (
    msg("privacy", "A program of the company's own"),
    msg(
        "privacy",
        "what was logged, with which customer and when, never your words or name; a code for you while team figures "
        "are open",
    ),
)
"""Who else sees, where an admin has added a receiver of events."""
RIGHTS: tuple[tuple[Message, Message], ...] = (
    (msg("privacy", "A copy"), msg("privacy", "“mydata export”")),
    (msg("privacy", "Correction"), msg("privacy", "“edit C1 …”, “undo C1”, “me hours …”")),
    (msg("privacy", "Erasure"), msg("privacy", "“mydata erase”")),
    (msg("privacy", "Objection"), msg("privacy", "tell an admin; “pause” and “mute” stop nudges")),
    (msg("privacy", "Complaint"), msg("privacy", "to the data protection authority of your country")),
)
RISKS: tuple[tuple[Message, Message], ...] = (
    (
        msg("privacy", "People feel watched"),
        msg("privacy", "sums by default; each look at one person's figures is recorded and shown to that person"),
    ),
    (
        msg("privacy", "A sum tells what one person did"),
        msg("privacy", "sums of three active people or more, held against all that were shown before"),
    ),
    (
        msg("privacy", "A figure decides about a person"),
        msg("privacy", "nothing follows from a figure by itself; nobody is ranked who did not ask to be"),
    ),
    (
        msg("privacy", "Notes say too much about somebody"),
        msg("privacy", "few may find them; they are corrected, erased, and go with their age"),
    ),
    (
        msg("privacy", "Data gets into wrong hands"),
        msg(
            "privacy",
            "signed requests only, sealed tokens, files for their owner alone, no recipients but those an admin names",
        ),
    ),
)
OPEN_QUESTIONS: tuple[Message, ...] = (
    msg("privacy", "Who answers for the data, and how they are reached"),
    msg("privacy", "Why no milder means would do"),
    msg("privacy", "When staff representatives were heard, and what they said"),
    msg("privacy", "What the data protection officer advises"),
    msg("privacy", "Which risks remain, and who decided to accept them"),
    msg("privacy", "When this is looked at again"),
)
BLANK = "……………………………………"


@record(kw_only=True)
class Section:
    """A heading and what stands below it."""

    heading: str
    body: tuple[Text | Fields | Table, ...]


@record(kw_only=True)
class Paper:
    """A paper in one language."""

    title: str
    sections: tuple[Section, ...]


def notice_paper(work: Work, say: Translator, today: date) -> Paper:
    """Return what people have to be told before figures of them are used."""
    sections = (_purpose(work, say, today), _recorded(work, say), _seen(work, say), _rights(say))
    return Paper(title=say.t("privacy", "What Snurr records about you, and why"), sections=sections)


def assessment_paper(work: Work, say: Translator, today: date, registry: Registry) -> Paper:
    """Return the sheet of an impact assessment: what the program knows of itself, and what the company has to add."""
    sections = (
        _purpose(work, say, today),
        _recorded(work, say),
        _seen(work, say),
        _views(say, registry),
        _section(say.t("privacy", "Risks, and what is done about them"), _table(say, _RISK_HEADER, RISKS)),
        _rights(say),
        _section(
            say.t("privacy", "For the company to fill in"),
            Fields(pairs=tuple((say.m(question), BLANK) for question in OPEN_QUESTIONS)),
        ),
    )
    return Paper(title=say.t("privacy", "Impact assessment of Snurr, {day}", day=say.day(today)), sections=sections)


_RISK_HEADER = (msg("privacy", "Risk"), msg("privacy", "What is done"))
_SEEN_HEADER = (msg("privacy", "Who"), msg("privacy", "Sees"))
_RIGHTS_HEADER = (msg("privacy", "Right"), msg("privacy", "How"))


def _section(heading: str, *body: Text | Fields | Table) -> Section:
    return Section(heading=heading, body=body)


def _table(say: Translator, header: tuple[Message, Message], rows: tuple[tuple[Message, Message], ...]) -> Table:
    first, second = header
    return Table(header=(say.m(first), say.m(second)), rows=tuple((say.m(one), say.m(other)) for one, other in rows))


def _purpose(work: Work, say: Translator, today: date) -> Section:
    """Return the purpose and from when it holds, and whom to ask."""
    figures = team_figures_gate(work, None, today)
    purpose = figures.purpose or Purpose(id=0, words=BLANK, basis=BLANK, told=today)
    opens = ((say.t("privacy", "Team figures open from"), say.day(figures.opens)),) if figures.opens else ()
    admins = ", ".join(person.name for person in work.people.admins() if person.active) or BLANK
    asked = (say.t("privacy", "Questions to"), admins)
    return _section(say.t("privacy", "What it is for"), Fields(pairs=(*purpose_pairs(say, purpose), *opens, asked)))


def _recorded(work: Work, say: Translator) -> Section:
    """Return each kind of data: what it is, what for, and how long it is kept."""
    header = (
        say.t("field", "What kind"),
        say.t("retention", "What it is"),
        say.t("privacy", "So that"),
        say.t("retention", "Kept for"),
    )
    return _section(
        say.t("privacy", "What is recorded, why, and for how long"),
        Table(header=header, rows=tuple(_kinds(say, work.retention.months()))),
        Text(text=say.t("privacy", "Customers, touchpoints and teams stay until they are removed.")),
        Text(text=say.t("privacy", "Nothing is taken from presence, typing, mails, calendars or calls.")),
    )


def _kinds(say: Translator, months: Mapping[Kept, int]) -> Iterator[tuple[str, ...]]:
    for kind in Kept:
        label = KEPT.label(kind, say.language)
        yield label, say.m(WHAT[kind]), say.m(WHY[kind]), length_text(say, months, kind)


def _seen(work: Work, say: Translator) -> Section:
    who_sees = (*WHO_SEES, *([RECEIVER] if work.webhooks.all() else []))
    looks = ", ".join(say.m(label) for label in VIEWS.values())
    return _section(
        say.t("privacy", "Who sees what"),
        _table(say, _SEEN_HEADER, who_sees),
        Text(text=say.t("privacy", "Each of these looks is shown to you in “me”: {looks}.", looks=looks)),
        Text(text=say.t("privacy", "No decision about you follows from a figure by itself.")),
    )


def _views(say: Translator, registry: Registry) -> Section:
    """Return every view that only managers have."""
    rows = tuple((each.word(say), say.m(each.help)) for each in registry if each.roles == MANAGERS and not each.hidden)
    header = (say.t("privacy", "Command"), say.t("privacy", "Shows"))
    return _section(say.t("privacy", "What managers may open"), Table(header=header, rows=rows))


def _rights(say: Translator) -> Section:
    return _section(say.t("privacy", "Your rights"), _table(say, _RIGHTS_HEADER, RIGHTS))
