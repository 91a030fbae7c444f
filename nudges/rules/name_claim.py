"""N21: somebody came under a name that belongs to a person already; each admin is asked who it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.domain.claims import Claim
from bot.domain.first_contact import was_met
from bot.domain.people import Role
from bot.language.i18n import msg
from bot.messages.card import Card, Text
from bot.views.claims import claim_buttons, claim_text, holder_text, mail_text
from nudges.brevity import clipped, short_card, short_title
from nudges.rule import Nudge, To, nudge
from nudges.salesday import SalesDay

ASKED = 3
"""Open claims that are asked about at a time; whoever invents names by the dozen fills no admin's day."""


@nudge("N21", to=To.PERSON, rank=210, lasting=True, limited=False, help=msg("nudge", "Who somebody is, to admins"))
def name_claim(day: SalesDay) -> Iterator[Nudge]:
    """Ask of the oldest open claims, whoever can be asked beyond the operator's own machine."""
    if Role.ADMIN not in day.person.roles or not was_met(day.work, day.person):
        return
    for claim in day.work.claims.open(ASKED):
        due = day.at_once(claim.at)
        if due is not None and claim.newcomer != day.person.id:
            subject = f"K{claim.id}:{claim.reason}"
            yield Nudge(subject=subject, due=due, until=day.quiet, draw=partial(_card, day, claim))


def _card(day: SalesDay, claim: Claim) -> Card:
    say = day.say
    name = day.work.people.get(claim.person).name
    title = short_title(lambda cut: say.t("claim", "Who is {name}?", name=clipped(name, cut)))

    def made(cut: int) -> Card:
        facts = holder_text(say, day.work, claim), mail_text(say, day.work, claim)
        lines = claim_text(say, claim, clipped(name, cut)), *facts
        body = tuple(Text(text=line) for line in lines if line)
        return Card(title=title, body=body, buttons=claim_buttons(say, day.work, claim))

    return short_card(made)
