"""Names and values as short texts in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time

from bot.dispatch.context import Context
from bot.domain.accounts import Account
from bot.domain.people import Hours, Person
from bot.domain.ratings import Factor, Score
from bot.language.i18n import Translator
from bot.language.vocabulary import FACTORS
from bot.messages.card import Phone

WEEK = 7
"""Days."""


def account_name(ctx: Context, account: Account | None) -> str:
    """Return the name of an account, "unnamed" for a call without one."""
    return account.name if account else ctx.t("call", "unnamed")


def phone_of(say: Translator, account: Account) -> tuple[Phone, ...]:
    """Return the number under which an account is called, by whom it is answered; nothing where none is known."""
    label = account.contact_person or say.t("field", "Phone")
    return (Phone(label=label, number=account.phone),) if account.phone else ()


def person_name(ctx: Context, person: int | None) -> str:
    """Return the name of the person with this id, "nobody" for None."""
    return ctx.work.people.get(person).name if person else ctx.t("person", "nobody")


def factor_name(say: Translator, factor: Factor) -> str:
    """Return the name of a rating's factor."""
    return FACTORS.label(factor, say.language)


def score_text(say: Translator, score: Score) -> str:
    """Return a score and how many of the four factors are known."""
    if score.value is None:
        return say.t("score", "not rated yet")
    value = say.number(score.value, 2)
    return say.t("score", "score {value} ({known} of 4 factors known)", value=value, known=score.factors_known)


def hours_text(say: Translator, hours: Hours) -> str:
    """Return working hours such as "Mon–Wed, Fri 08:00-16:00"; weekdays with the same hours stand together."""
    spans: dict[str, list[int]] = {}
    for weekday, start, end in hours:
        spans.setdefault(f"{start:%H:%M}-{end:%H:%M}", []).append(weekday)
    return "; ".join(f"{_weekdays_text(say, days)} {span}" for span, days in spans.items())


def lunch_text(lunch: Sequence[tuple[time, time]]) -> str:
    """Return a lunch such as 11:30-12:00, as it can be typed; empty for none."""
    return ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in lunch)


def _weekdays_text(say: Translator, weekdays: Sequence[int]) -> str:
    """Return weekdays such as "Mon–Wed, Fri": those that follow one another by the first and the last of them."""
    rows: list[list[int]] = []
    for weekday in weekdays:
        if rows and rows[-1][-1] + 1 == weekday:
            rows[-1].append(weekday)
        else:
            rows.append([weekday])
    ends = (dict.fromkeys((row[0], row[-1])) for row in rows)
    return ", ".join("–".join(say.weekday(day, "short") for day in days) for days in ends)


def quota_text(say: Translator, person: Person) -> str:
    """Return the calls asked for a day: one number, or a number for each working day when they differ."""
    return counts_text(say, {weekday: person.quota(weekday) for weekday, _, _ in person.hours})


def counts_text(say: Translator, counts: Mapping[int, int]) -> str:
    """Return counts by weekday: one number, or a number for each day when they differ."""
    if len(set(counts.values())) == 1:
        return str(next(iter(counts.values())))
    return ", ".join(f"{say.weekday(day, 'short')} {count}" for day, count in counts.items())


def rhythm_text(say: Translator, days: int) -> str:
    """Return a rhythm, as it may be typed again."""
    if days % WEEK == 0 and days:
        return say.n("account", "every week", "every {count} weeks", days // WEEK)
    return say.n("account", "every {count} day", "every {count} days", days)
