"""Amounts of money in the currency of the team whose customer it is."""

from __future__ import annotations

from bot.domain.people import Person
from bot.domain.work import Work
from bot.errors import UserMistake
from bot.language.amounts import Amount, currency_of
from bot.language.i18n import Translator


def currency_for(work: Work, owner: int | None, reader: Person) -> str:
    """Return the currency (ISO 4217) of the owner's team, of the reader's where the owner is nobody or in no team."""
    people = (reader,) if owner in (None, reader.id) else (work.people.get(owner), reader)
    teams = [work.teams.get(person.team) for person in people if person.team]
    return currency_of(next((team.country for team in teams if team.country), "") or reader.country)


def amount_in(amount: Amount, currency: str, say: Translator) -> int:
    """Return what an amount is in a currency; raises UserMistake for one that was typed in another."""
    if not amount.is_in(currency):
        raise UserMistake(
            "account",
            "Values of this customer are in {currency}: type for example “{example}”.",
            currency=currency,
            example=say.value(7_000_000, currency),
        ).at("value")
    return amount.value
