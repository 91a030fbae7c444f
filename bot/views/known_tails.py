"""Set-up lines whose last words name something known without its keyword, which is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.clock import zone
from bot.dispatch.context import Context
from bot.domain.people import Person
from bot.domain.person_search import certain_person, people_named
from bot.errors import ConfigError
from bot.language.i18n import Quoted
from bot.language.phones import is_part_of_phone, parse_phone
from bot.language.vocabulary import KEYWORDS, LANGUAGE_NAMES
from bot.messages.card import Button, Card, Reply, Text
from bot.messages.press import Press

TAIL_WORDS = 3
"""Words of a person's name that are looked for at the end of a line."""


def tails(name: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before the last words of a name, and these, the most words first."""
    words = name.split()
    for count in range(min(TAIL_WORDS, len(words) - 1), 0, -1):
        yield " ".join(words[:-count]), " ".join(words[-count:])


def person_tail(ctx: Context, name: str) -> tuple[str, Person] | None:
    """Return what stands before the name of a known person at the end, and the person; None for none."""
    for head, tail in tails(name):
        if person := certain_person(people_named(ctx.work, tail)):
            return head, person
    return None


def phone_tail(name: str) -> tuple[str, str] | None:
    """Return what stands before a phone number at the end, and the number; None for none."""
    words = name.split()
    digits = len(words)
    while digits > 1 and is_part_of_phone(words[digits - 1]):
        digits -= 1
    number = " ".join(words[digits:])
    return (" ".join(words[:digits]), number) if number and parse_phone(number) else None


def setting_tail(ctx: Context, name: str) -> tuple[str, str, str] | None:
    """Return what stands before a channel, a zone or a language at the end, the setting's keyword and its value."""
    head, _, tail = name.rpartition(" ")
    if not head:
        return None
    if tail.startswith("#"):
        return head, "channel", tail
    if "/" in tail and _is_zone(tail):
        return head, "timezone", tail
    if LANGUAGE_NAMES.find(tail, ctx.translator.language):
        return head, "language", tail
    return None


def _is_zone(text: str) -> bool:
    try:
        zone(text)
    except ConfigError:
        return False
    return True


def ask_tail(
    ctx: Context, verb: str, name: str, meant: tuple[str, Mapping[str, str]], whole: Mapping[str, str]
) -> Reply:
    """Ask whether the last words are what they name, or part of the name; nothing is stored.

    `meant` is the label of the first reading and its values, `whole` the values of the other one.
    """
    label, values = meant
    buttons = (
        Button(label=label, press=Press(verb=verb, values=values)),
        Button(label=ctx.t("button", "It is called {name}", name=name), press=Press(verb=verb, values=whole)),
    )
    text = ctx.t("admin", "What do you mean by {name}?", name=Quoted(name))
    return Reply(card=Card(body=(Text(text=text),), buttons=buttons), ok=False)


def keyword_label(ctx: Context, head: str, keyword: str, value: str) -> str:
    """Return a reading in words that can be typed, such as "Nord channel #nord"."""
    return f"{head} {KEYWORDS.label(keyword, ctx.translator.language)} {value}"
