"""Every id of the papers, typed in six languages by somebody who knows only the papers; nothing is derived from the code."""

from __future__ import annotations

import pytest

from bot.messages.plain_text import card_text
from tests.contracts.every_row import LANGUAGES, UNDO, Row, people_of, prepare, rows, spoken, state, tried
from tests.nudges.outlook import nudges

TYPED = rows("every_row.toml", "row")
COMING = rows("every_nudge.toml", "nudge")
IDS = (
    *(f"L{number}" for number in range(18)), "L1b", *(f"N{number}" for number in range(1, 20)),
    "statistics:", "everyone:", "admin:",
)  # fmt: skip
"""What the paper about the product names, and what it lists without a number."""
BARE = ("acme",)
"""Lines that are the same in every language."""


def test_every_id_has_a_row() -> None:
    """None of the paper's ids is left out."""
    held = {row.id.split()[0] for row in (*TYPED, *COMING)}
    assert [id for id in IDS if id not in held] == []


@pytest.mark.parametrize("row", TYPED, ids=lambda row: row.id)
def test_what_is_typed_is_answered_in_its_language_and_undone(row: Row) -> None:
    """Understood, stored and shown as the paper says; undo brings back what everybody read before."""
    wrong: list[str] = []
    texts: dict[str, str] = {}
    for language in LANGUAGES:
        with people_of(language) as talk:
            prepare(talk, row, language)
            before = state(talk, row.who)
            result = tried(talk, row, language)
            texts[language] = result.text
            found = result.wrong
            if row.undo and row.stored:
                undone = talk.say(UNDO[language], row.who).undone
                found += [] if list(undone) == result.stored else [f"undone {undone}"]
                found += [] if state(talk, row.who) == before else ["undo left something behind"]
            wrong += [f"{language}: {each}\n{result.text}" for each in found]
    assert "\n".join(wrong) == ""
    assert [language for language in LANGUAGES[1:] if texts[language] == texts["en"]] == []


@pytest.mark.parametrize("row", COMING, ids=lambda row: row.id)
def test_what_comes_comes_in_its_language(row: Row) -> None:
    """The nudge of the day, at its hour, in the words of the one who reads it."""
    wrong: list[str] = []
    for language in LANGUAGES:
        with people_of(language) as talk:
            prepare(talk, row, language)
            found = [each for each in nudges(talk, row.rule, row.to, row.on) if each.outcome == "would send"]
            if len(found) != 1:
                wrong.append(f"{language}: {len(found)} nudges")
                continue
            text, hour = card_text(found[0].card), found[0].local_time[11:16]
            wrong += [f"{language}: comes at {hour}"] if hour != row.at else []
            wrong += [f"{language}: not seen: {each}\n{text}" for each in row.steps[language] if each not in text]
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_understood_in_its_language_needs_no_setting(language: str) -> None:
    """Long forms of every language are understood by everybody: somebody who reads English types them too."""
    wrong: list[str] = []
    for row in TYPED:
        typed = [step for step in row.steps[language] if not step.startswith(("= ", "> "))]
        if (
            language in row.short
            or row.asks
            or row.stored is None
            or len(typed) != len([s for s in row.steps[language] if s[:2] != "= "])
        ):
            continue
        with people_of("en") as talk:
            prepare(talk, row, "en")
            for step in typed:
                who, text = spoken(step, row.who)
                if not talk.say(text, who).ok:
                    wrong.append(f"{row.id}: {step}: {card_text(talk.last.card)}")
    assert "\n".join(wrong) == ""
