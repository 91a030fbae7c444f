"""Words that replies print can be typed, in each language by who reads it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.i18n import translator_for
from bot.language.vocabulary import FACTORS, OUTCOMES, STANDARD_TOUCHPOINTS, VERBS
from bot.language.word_files import LANGUAGES
from bot.messages.plain_text import card_text
from nudges.coming_day import ON
from tests.dialog import Dialog


@pytest.fixture(name="reader", params=LANGUAGES)
def reader_fixture(talk: Dialog, request: pytest.FixtureRequest) -> Dialog:
    """Chris, who sells in a team and manages it, and reads one language."""
    talk.who = "chris"
    assert talk.say("admin person chris seller").ok
    assert talk.say(f"me language {request.param}").ok
    talk.later(minutes=5)
    return talk


def _language(talk: Dialog) -> str:
    person = talk.work.people.by_name("chris")
    assert person is not None
    return person.language


def test_a_printed_outcome_can_be_typed(reader: Dialog) -> None:
    """The receipt prints it again."""
    language = _language(reader)
    for outcome in OUTCOMES.words:
        label = OUTCOMES.label(outcome, language)
        assert label in card_text(reader.say(f"{VERBS.label('call', language)} acme {label}").card)
        reader.later(minutes=5)


def test_printed_touchpoints_and_factors_can_be_typed(reader: Dialog) -> None:
    """The receipt prints them again."""
    language = _language(reader)
    for point in STANDARD_TOUCHPOINTS.words:
        reader.work.touchpoints.save(point)  # not every company has each of them
        for factor in FACTORS.words:
            named = STANDARD_TOUCHPOINTS.label(point, language), FACTORS.label(factor, language)
            typed = f"{VERBS.label('touch', language)} acme {named[0]} {named[1]} 1"
            assert f"{named[0]} · {named[1]} 1" in card_text(reader.say(typed).card)
            reader.later(minutes=5)


def test_a_printed_month_and_week_can_be_typed(reader: Dialog) -> None:
    """The title is the same again."""
    language = _language(reader)
    say = translator_for(language)
    for period in (say.month(date(2026, 11, 1)), say.month(date(2025, 3, 1)), say.t("period", "Week {week}", week=47)):
        assert reader.say(f"{VERBS.label('team', language)} {period}").card.title.endswith(period)
        reader.later(minutes=5)


def test_a_printed_weekday_can_be_typed(reader: Dialog) -> None:
    """As the evening's question names it."""
    language = _language(reader)
    for on in ON:
        typed = f"{VERBS.label('promise', language)} acme list {translator_for(language).m(on)}"
        assert reader.say(typed).ok, typed
        reader.later(minutes=5)
