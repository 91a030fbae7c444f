"""The bounded cache: what people or platforms send cannot grow it."""

from __future__ import annotations

from adapters.common.bounded_cache import KEY_LENGTH, BoundedCache, bounded_key


def test_the_value_that_was_used_longest_ago_gives_way() -> None:
    """Reading counts as use, so that a regular stays among many strangers."""
    cache = BoundedCache[int](entries=2)
    cache.put("anna", 1)
    cache.put("bo", 2)
    assert cache.get("anna") == 1
    cache.put("carl", 3)
    assert [cache.get(name) for name in ("anna", "bo", "carl")] == [1, None, 3]


def test_a_million_characters_take_the_room_of_a_hash() -> None:
    """A long key finds its value again, and is not kept itself; nor is one with half a surrogate pair refused."""
    cache = BoundedCache[int]()
    for letter in ("x", "\ud800"):
        cache.put(letter * 1_000_000, 7)
        assert cache.get(letter * 1_000_000) == 7
    assert max(map(len, cache._values)) <= KEY_LENGTH
    assert cache.get("x" * 999_999) is None


def test_a_flood_of_keys_leaves_as_many_as_the_cache_holds() -> None:
    """The size follows from the cache, not from who writes."""
    cache = BoundedCache[bool](entries=100)
    for number in range(10_000):
        cache.put(str(number), value=True)
    assert len(cache) == 100


def test_what_is_forgotten_is_gone() -> None:
    """One key, or all of them; an unknown key is no error."""
    cache = BoundedCache[int]()
    cache.put("anna", 1)
    cache.forget("anna")
    cache.forget("nobody")
    assert "anna" not in cache
    cache.put("bo", 2)
    cache.clear()
    assert len(cache) == 0


def test_a_short_key_stands_for_itself() -> None:
    """So that a key in a log or a table can be read."""
    assert bounded_key("teams:a:1:m1") == "teams:a:1:m1"
