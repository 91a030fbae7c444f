"""Records that are made by the hundred, and properties that are made when they are asked for."""

from __future__ import annotations

from dataclasses import field

import pytest

from bot.records import changed, lazy, record


@record(kw_only=True)
class Weighed:
    """Something with a weight."""

    name: str
    weight: int = 0


@record
class Sealed:
    """Something with a secret, and with a note that makes it no other one."""

    name: str
    secret: str = field(default="", repr=False)
    note: str = field(default="", compare=False)


@record
class Label:
    """Something else with a name."""

    name: str

    def __repr__(self) -> str:
        return f"<{self.name}>"


@record(kw_only=True)
class Basket(Label):
    """Something that holds others, and knows when it was made."""

    held: list[str] = field(default_factory=list)
    made: list[str] = field(init=False, default_factory=list)
    full: bool = False


class Asked:
    """Counts how often its answer was made."""

    made = 0

    @lazy
    def answer(self) -> int:
        """The answer."""
        self.made += 1
        return 42


def test_records_of_equal_fields_are_one_key() -> None:
    """They are kept in sets and dictionaries by what they say."""
    assert 1 == len({Weighed(name="crate", weight=2), Weighed(name="crate", weight=2)})


def test_records_of_two_kinds_are_never_equal() -> None:
    """Though their fields are."""
    assert Sealed("crate") != Label("crate")
    assert 2 == len({Sealed("crate"), Label("crate")})


def test_a_field_that_is_not_compared_makes_no_difference() -> None:
    """Neither to what is equal nor to what is found in a set."""
    assert Sealed("crate", note="heavy") in {Sealed("crate")}
    assert Sealed("crate", "x") not in {Sealed("crate")}


def test_a_record_shows_its_fields_and_no_secret() -> None:
    """Records stand in log lines and in what a failed test says; a class may show itself in its own way."""
    assert "Weighed(name='crate', weight=2)" == repr(Weighed(name="crate", weight=2))
    assert "Sealed(name='crate', note='')" == repr(Sealed("crate", "hush"))
    assert "<crate>" == repr(Label("crate"))


def test_a_changed_record_leaves_the_old_one_as_it_was() -> None:
    """Whoever has the old one relies on it."""
    old = Weighed(name="crate", weight=2)
    assert (Weighed(name="crate", weight=3), 2) == (changed(old, weight=3), old.weight)


def test_a_record_has_no_other_fields() -> None:
    """A slip in a name is told at once."""
    with pytest.raises(TypeError):
        changed(Weighed(name="crate"), wieght=3)


def test_what_is_lazy_is_made_once() -> None:
    """However often it is asked for."""
    asked = Asked()
    assert (42, 42, 1) == (asked.answer, asked.answer, asked.made)


def test_a_record_is_made_as_a_dataclass_is() -> None:
    """Fields of a base by place, its own by name, and of what is made anew each has its own."""
    first, second = Basket("one", full=True), Basket("two", held=["egg"])
    first.held.append("ham")
    assert (["ham"], ["egg"], True, False) == (first.held, second.held, first.full, second.full)
    assert [] == first.made is not second.made


@pytest.mark.parametrize("given", [{}, {"name": "crate", "colour": "red"}], ids=["too few", "unknown"])
def test_a_record_refuses_what_does_not_fit_its_fields(given: dict[str, str]) -> None:
    """The first one of its class as much as any other."""
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Label\.__init__\(\)"):
            Label(**given)
