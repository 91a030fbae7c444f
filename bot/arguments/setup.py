"""Keyword arguments that set up people and teams: time zone, country, language, team, new name.

Each parser returns the value to store and raises UserMistake for a text that names none.
"""

from __future__ import annotations

from bot.arguments.keyword import KeywordArg, plain
from bot.arguments.parser import ParseContext
from bot.clock import zone
from bot.domain.calendar import knows_holidays_of
from bot.domain.teams import Team
from bot.errors import ConfigError, UserMistake
from bot.language.i18n import Quoted, msg
from bot.language.vocabulary import LANGUAGE_NAMES
from bot.language.word_files import LANGUAGES


def parse_zone(text: str, context: ParseContext) -> str:
    """Return the name of an IANA time zone."""
    try:
        return zone(text).key
    except ConfigError:
        raise UserMistake("admin", "{text} is not a time zone: type “Europe/Oslo”.", text=Quoted(text[:40])) from None


def parse_country(text: str, context: ParseContext) -> str:
    """Return an ISO 3166 code of two capital letters whose public holidays are known."""
    if len(text) != 2 or not text.isascii() or not text.isalpha():
        raise UserMistake(
            "admin", "{text} is not a country: type its two letters, for example “DK”.", text=Quoted(text[:40])
        )
    if not knows_holidays_of(text.upper()):
        raise UserMistake("admin", "I do not know the holidays of {text}: type another country.", text=Quoted(text))
    return text.upper()


def parse_language(text: str, context: ParseContext) -> str:
    """Return the code of a language that Snurr speaks."""
    found = LANGUAGE_NAMES.find(text, context.language)
    if found is None:
        known = ", ".join(LANGUAGES)
        raise UserMistake(
            "admin", "I do not know the language {text}; known: {known}.", text=Quoted(text[:40]), known=known
        )
    return found


def parse_team(text: str, context: ParseContext) -> Team:
    """Return the team of a name."""
    found = context.work.teams.by_name(text)
    if found is None:
        raise UserMistake(
            "admin",
            "There is no team called {text}: make it with “admin team {name}”.",
            text=Quoted(text[:40]),
            name=text[:40],
        )
    return found


ZONE = KeywordArg(name="zone", label=msg("me", "Time zone"), keyword="timezone", meaning=parse_zone, optional=True)
COUNTRY = KeywordArg(
    name="country", label=msg("field", "Country"), keyword="country", meaning=parse_country, optional=True
)
LANGUAGE = KeywordArg(
    name="language", label=msg("me", "Language"), keyword="language", meaning=parse_language, optional=True
)
TEAM = KeywordArg(name="team", label=msg("field", "Team"), keyword="team", meaning=parse_team, optional=True)
RENAMED = KeywordArg(name="renamed", label=msg("field", "New name"), keyword="name", meaning=plain, optional=True)
