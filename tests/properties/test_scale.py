"""The scale's promises, for every history of ratings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ratings import SINGLE_FACTORS, Factor, Rating, Source, score, standing_rating, standing_ratings

TODAY = date(2026, 11, 24)
ratings = st.builds(
    Rating,
    touchpoint=st.integers(1, 3),
    factor=st.sampled_from(Factor),
    score=st.integers(0, 2),
    source=st.sampled_from(Source),
    day=st.integers(-200, 5).map(lambda n: TODAY + timedelta(days=n)),
    order=st.just(0),
)
histories = st.lists(ratings, max_size=12).map(
    lambda found: [replace(rating, order=number) for number, rating in enumerate(found)]
)


def _unique(history: list[Rating]) -> list[Rating]:
    return list({(r.touchpoint, r.factor): r for r in history}.values())


@given(histories)
def test_any_standing_zero_makes_the_whole_zero(history: list[Rating]) -> None:
    """One zero is enough, whatever else was rated."""
    stands = standing_ratings(history, TODAY)
    if any(rating.score == 0 for rating in stands):
        assert score(stands).value == 0


@given(histories)
def test_as_expected_everywhere_gives_exactly_one(history: list[Rating]) -> None:
    """1 is the neutral element of the product."""
    stands = tuple(replace(rating, score=1) for rating in standing_ratings(history, TODAY))
    assert score(stands).value == (1.0 if stands else None)


@given(histories, st.data())
def test_raising_one_rating_never_lowers_the_score(history: list[Rating], data: st.DataObject) -> None:
    """Doing better is never punished."""
    stands = list(standing_ratings(history, TODAY))
    if not stands:
        return
    place = data.draw(st.integers(0, len(stands) - 1))
    better = [replace(r, score=min(2, r.score + 1)) if n == place else r for n, r in enumerate(stands)]
    before, after = score(stands).value, score(better).value
    assert before is not None
    assert after is not None
    assert after >= before


@given(histories)
def test_unknown_factors_change_nothing(history: list[Rating]) -> None:
    """An unrated factor is unknown, never 0 and never 1."""
    stands = standing_ratings(history, TODAY)
    only = {rating.factor for rating in stands}
    assert score(stands) == score([rating for rating in stands if rating.factor in only])
    assert score(stands).factors_known == sum(factor in only for factor in SINGLE_FACTORS)


@given(histories, st.randoms())
def test_the_order_of_logging_does_not_matter_for_different_keys(history: list[Rating], random: object) -> None:
    """Ratings of different touchpoints and factors may come in any order."""
    unique = _unique(history)
    shuffled = list(unique)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    renumbered = [replace(rating, order=number) for number, rating in enumerate(shuffled)]
    assert score(standing_ratings(unique, TODAY)) == score(standing_ratings(renumbered, TODAY))


@given(histories)
def test_the_score_stays_in_its_range(history: list[Rating]) -> None:
    """0 to 16, and to 32 with overall."""
    found = score(standing_ratings(history, TODAY))
    if found.value is not None:
        assert 0 <= found.value <= 32


@given(histories)
def test_two_rows_a_key_are_enough(history: list[Rating]) -> None:
    """The newest firm rating and the newest guess decide, so that is all the store keeps."""
    fresh = [rating for rating in history if rating.day <= TODAY]
    kept = []
    for key in {(r.touchpoint, r.factor) for r in fresh}:
        own = [r for r in fresh if (r.touchpoint, r.factor) == key]
        firm, guess = ([r for r in own if r.firm is kind] for kind in (True, False))
        newest = [max(each, key=lambda r: (r.day, r.order), default=None) for each in (firm, guess)]
        kept.append(standing_rating(newest[0], newest[1], TODAY))
    expected = {(r.touchpoint, r.factor): r for r in standing_ratings(fresh, TODAY)}
    assert expected == {(r.touchpoint, r.factor): r for r in kept if r}


@given(histories)
def test_nothing_outside_the_window_stands(history: list[Rating]) -> None:
    """A rating stands for 180 days, and not before its day."""
    assert all(0 <= (TODAY - rating.day).days <= 180 for rating in standing_ratings(history, TODAY))
