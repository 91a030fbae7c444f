"""What each platform is given of every view of a team: within its limits, with a chart of its own and all numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest

from adapters.slack.render import RenderLevel, message
from adapters.teams.render import adaptive
from bot.language.graphemes import shortened
from tests.contracts.team_views import SELLERS, View, lines, views
from tests.fakes import slack_blocks, teams_cards

SLACK_CHARTS, SLACK_LABEL = 20, 20


@pytest.fixture(name="shown", params=SELLERS, scope="module")
def shown_fixture(request: pytest.FixtureRequest) -> list[View]:
    """Every view of a team with so many sellers, in every language."""
    return [view for view in views() if view.sellers == request.param]


def _native(blocks: list[dict[str, object]], kind: str) -> list[dict[str, object]]:
    return [block for block in blocks if block["type"] == kind]


def _cut(view: View) -> Iterator[tuple[str, str]]:
    """Yield each label of a chart as Slack and Teams get it, with what it is short for."""
    for bars in view.charts():
        for label, _ in bars.bars:
            yield shortened(label, SLACK_LABEL), label
            yield shortened(label, 40), label


def test_every_view_is_shown(shown: list[View]) -> None:
    """None of them is refused, whoever sells."""
    assert 6 * len(lines()) == len(shown)
    assert [] == [(view.line, view.reply.error) for view in shown if not view.reply.ok]


@pytest.mark.parametrize("level", RenderLevel)
def test_slack_takes_it_at_every_level(shown: list[View], level: RenderLevel) -> None:
    """Limits of blocks, tables and charts; nothing that a name holds acts."""
    for view in shown:
        made = message(view.reply.card, level)
        assert [] == slack_blocks.of_message(made["blocks"], made["text"]), (view.line, view.language)


def test_slack_draws_tables_with_numbers_and_charts_itself(shown: list[View]) -> None:
    """A table that can be sorted by its numbers, a plain one where Slack refused it; a chart unless two names are one."""
    for view in shown:
        tables = view.tables()
        rich, plain = (message(view.reply.card, level)["blocks"] for level in (RenderLevel.CHARTS, RenderLevel.BLOCKS))
        kinds = ["data_table" if tables[0].numbers else "table"] if tables else []
        assert kinds == [block["type"] for block in rich if "table" in str(block["type"])], view.line
        assert bool(tables) == bool(_native(plain, "table"))
        for table in _native(rich, "data_table"):
            numbers = [cell["value"] for row in table["rows"] for cell in row if cell["type"] == "raw_number"]  # type: ignore[attr-defined]
            assert numbers == [each for row in tables[0].numbers for each in row if each is not None]
        charts = view.charts()
        drawn = [bars for bars in charts if len({shortened(x, SLACK_LABEL) for x, _ in bars.bars}) == len(bars.bars)]
        assert len(drawn) == len(_native(rich, "data_visualization"))
        assert all(len(bars.bars) <= SLACK_CHARTS for bars in charts)
        assert not _native(plain, "data_visualization")


def test_teams_takes_it_with_its_own_chart(shown: list[View]) -> None:
    """Within its bytes, every bar in it."""
    for view in shown:
        card = adaptive(view.reply.card)
        assert [] == teams_cards.of_card(card), (view.line, view.language)
        words = teams_cards.texts(card["body"])
        assert all(row[0] in words for table in view.tables() for row in table.rows)
        charts = [each for each in teams_cards.walk(card["body"]) if each["type"] == "Chart.VerticalBar"]
        assert [[value for _, value in bars.bars] for bars in view.charts()] == [
            [point["y"] for point in chart["data"]] for chart in charts
        ]


def test_the_words_of_a_chart_have_its_numbers(shown: list[View]) -> None:
    """Each bar that is not empty, whole, or how many are left out; and its target."""
    for view in shown:
        for bars in view.charts():
            assert len(bars.alt) <= 800
            assert bars.target is None or "league" in view.line or f"{bars.target:.0f}" in bars.alt
            if "risk" not in view.line:
                assert [] == [value for _, value in bars.bars if value and f"{value:.0f}" not in bars.alt], view
            assert sum(value > 0 for _, value in bars.bars) <= bars.alt.count(",") + 1


def test_no_label_is_cut_within_a_sign(shown: list[View]) -> None:
    """What is left of a letter with accents, of a flag or of a family is what a reader takes for one sign."""
    for short, whole in (each for view in shown for each in _cut(view)):
        if short != whole:
            kept = short.removesuffix("…")
            assert whole.startswith(kept)
            rest = whole[len(kept)]
            assert not unicodedata.category(rest).startswith("M")
            assert "\u200d" not in (rest, kept[-1:])
            flags = len(kept) - len(kept.rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))
            assert flags % 2 == 0


def test_forty_people_are_twenty_rows_and_who_asks_is_one_of_them() -> None:
    """The league of many: the first, how many more there are, and the own row."""
    (view,) = [each for each in views() if (each.line, each.sellers, each.language) == ("team league", 40, "en")]
    (bars,) = view.charts()
    assert 20 == len(bars.bars)
    assert any("And 20 more: add “export csv”" in text for text in view.reply.card.texts())
