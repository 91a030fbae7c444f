"""A seal tells what this installation sealed from everything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages.seal import SEAL_LENGTH, SHOWN_ONLY, Sealer, passing_sealer

SEALER = Sealer(key=b"k" * 32).at("teams", 1)
ANY = st.text(st.characters(codec=None, categories=None))


@given(text=ANY, belongs=st.lists(ANY, max_size=3))
def test_what_was_sealed_is_opened_as_it_was(text: str, belongs: list[str]) -> None:
    """Any text, half surrogate pairs included, with whatever it belongs to."""
    sealed = SEALER.seal(text, *belongs)
    assert (text, len(text) + SEAL_LENGTH) == (SEALER.open(sealed, *belongs), len(sealed))


@given(forged=ANY)
def test_no_text_opens_without_a_seal(forged: str) -> None:
    """A refusal is always a ValueError."""
    with pytest.raises(ValueError):
        SEALER.open(forged, "press")


@pytest.mark.parametrize(
    "other",
    [
        Sealer(key=b"l" * 32).at("teams", 1),
        SEALER.at("web", 1),
        SEALER.at("teams", 2),
        Sealer(key=SEALER.key),
        SHOWN_ONLY,
        passing_sealer(),
    ],
)
def test_another_key_platform_or_company_opens_nothing(other: Sealer) -> None:
    """Nor is what they sealed opened here."""
    for one, another in ((SEALER, other), (other, SEALER)):
        with pytest.raises(ValueError, match="does not fit"):
            another.open(one.seal("1|undo|{}", "press"), "press")


@pytest.mark.parametrize("belongs", [(), ("press",), ("form", "n"), ("press", "m"), ("press", "n", ""), ("pressn",)])
def test_a_text_is_opened_only_where_it_belongs(belongs: tuple[str, ...]) -> None:
    """Parts are not run together."""
    with pytest.raises(ValueError, match="does not fit"):
        SEALER.open(SEALER.seal("1|undo|{}", "press", "n"), *belongs)


def test_every_changed_character_is_noticed() -> None:
    """In the seal and in the text."""
    sealed = SEALER.seal("1|undo|{}")
    for place in range(len(sealed)):
        changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        with pytest.raises(ValueError, match="does not fit"):
            SEALER.open(changed)


def test_the_key_is_in_no_text_of_a_sealer() -> None:
    """A log or a traceback may hold it."""
    assert "kkk" not in repr(SEALER)
