"""The demo as a person sees it, in a real browser; skipped in one line where there is no chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser import CHROMIUM, Pane, running

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: the browser tests need one")
HOSTILE = "<!channel> *Bold* & <b>Sons</b>"


def test_an_empty_pane_says_what_to_try(left: Pane, right: Pane) -> None:
    """A visitor's first line is one press, a manager's and a seller's differ, and the help goes once it is used."""
    assert left.log.get_by_role("button").all_inner_texts() == ["call acme norge", "team week", "today", "help"]
    assert right.log.get_by_role("button").all_inner_texts() == ["call nilsson ror", "today", "help"]
    right.press("call nilsson ror")
    expect(right.log).to_contain_text("Nilsson Rör AB")
    expect(right.log).not_to_contain_text("Nothing said yet")
    expect(left.log).to_contain_text("Nothing said yet")


def test_a_line_is_logged_and_undone_by_mouse(right: Pane) -> None:
    """Type, press Send, read the receipt, press Undo."""
    right.line.fill("call nilsson")
    right.node.get_by_role("button", name="Send").click()
    expect(right.log).to_contain_text("Nilsson Rör AB")
    expect(right.line).to_have_value("")
    right.press("Undo")
    expect(right.log).to_contain_text("Undone")


def test_an_empty_line_is_not_sent(right: Pane) -> None:
    """Enter on nothing does nothing."""
    right.line.fill("   ")
    right.line.press("Enter")
    right.say("call nilsson", "Nilsson Rör AB")
    expect(right.log.locator("article")).to_have_count(2)


@pytest.mark.parametrize(
    "text", ["call nilsson", "/call nilsson", "/c nilsson", '/call "Nilsson Rör AB"', "ringde nilsson"]
)
def test_a_complete_line_runs_with_one_enter(right: Pane, text: str) -> None:
    """The list over the line never stands between a person and a line that says it all."""
    right.line.press_sequentially(text)
    right.line.press("Enter")
    expect(right.log).to_contain_text("Nilsson Rör AB")
    expect(right.options).to_have_count(0)


def test_a_command_alone_runs_with_one_enter(right: Pane) -> None:
    """What is a whole command already needs no completing."""
    right.line.press_sequentially("/today")
    right.line.press("Enter")
    expect(right.log).to_contain_text("Today, Tue 24 Nov 2026")


def test_names_that_look_like_markup_are_shown_as_typed(page: Page, right: Pane) -> None:
    """What people type never acts, in a card, a typed line, a form, the list or a payload."""
    right.say('call "<!channel>" <img src=x onerror=alert(1)>', HOSTILE)
    expect(right.log).to_contain_text("<img src=x onerror=alert(1)>")
    right.ask('promise "<!channel>" <i>soon</i>')
    expect(right.form.get_by_label("What was promised")).to_have_value("<i>soon</i>")
    right.line.press_sequentially("/call chann")
    expect(right.options.first).to_contain_text(HOSTILE)
    page.get_by_label("Show as").select_option("teams")
    expect(right.log).to_contain_text(HOSTILE)
    assert page.locator("main").locator("b, i, img").count() == 0


def test_a_form_is_filled_in_and_saved(right: Pane) -> None:
    """What is missing is asked for where one types; typing goes on in the first empty field."""
    right.ask("promise nilsson the new price list")
    expect(right.form.get_by_label("What was promised")).to_have_value("the new price list")
    expect(right.form.get_by_label("Due")).to_be_focused()
    right.form.get_by_label("Due").fill("fri")
    right.form.get_by_role("button", name="Save").click()
    expect(right.log).to_contain_text("due Fri 27 Nov 2026")
    expect(right.form).to_have_count(0)
    expect(right.line).to_be_focused()


def test_a_wrong_field_says_why_and_keeps_what_was_typed(right: Pane) -> None:
    """The form stays, the error is tied to its field, the rest is as it was."""
    right.ask("promise nilsson")
    right.form.get_by_label("What was promised").fill("quote")
    right.form.get_by_label("Due").fill("yesterday")
    right.form.get_by_role("button", name="Save").click()
    due = right.form.get_by_label("Due")
    expect(due).to_have_attribute("aria-invalid", "true")
    expect(due).to_be_focused()
    expect(due).to_have_value("yesterday")
    expect(due).to_have_accessible_description(re.compile("."))
    expect(right.form.get_by_label("What was promised")).to_have_value("quote")
    due.fill("mon")
    due.press("Enter")
    expect(right.log).to_contain_text("due Mon 30 Nov 2026")


def test_a_blank_form_marks_each_field_that_is_needed(right: Pane) -> None:
    """The sentence is ours, in the person's language, not the browser's."""
    right.ask("promise")
    right.form.get_by_role("button", name="Save").click()
    expect(right.form.locator("[aria-invalid]")).to_have_count(3)
    expect(right.form.get_by_text("Required.")).to_have_count(3)
    expect(right.form.get_by_label("Account")).to_be_focused()


def test_the_calendar_fills_in_the_day(right: Pane) -> None:
    """Who does not want to type a day picks it."""
    right.ask("promise nilsson quote")
    right.form.get_by_label("Calendar").fill("2026-12-01")
    expect(right.form.get_by_label("Due")).to_have_value("2026-12-01")
    right.form.get_by_role("button", name="Save").click()
    expect(right.log).to_contain_text("due Tue 1 Dec 2026")


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_a_form_is_left_without_a_trace(right: Pane, way: str) -> None:
    """Cancel or Escape: nothing stored, and one types on."""
    right.ask("promise nilsson quote")
    if way == "button":
        right.form.get_by_role("button", name="Cancel").click()
    else:
        right.form.get_by_label("Due").press("Escape")
    expect(right.form).to_have_count(0)
    expect(right.line).to_be_focused()
    right.say("today", "Today, Tue 24 Nov")
    expect(right.log).not_to_contain_text("quote · due")


def test_an_account_field_offers_the_accounts(right: Pane) -> None:
    """The browser's own list, with every name."""
    right.ask("promise")
    field = right.form.get_by_label("Account")
    names = right.node.locator(f"datalist#{field.get_attribute('list')} option")
    expect(names).to_have_count(17)


def test_several_accounts_are_a_choice_of_buttons(left: Pane) -> None:
    """No guess is ever run: the press goes on with the rest of the line."""
    left.say("call acme vm", "Which one?")
    left.press("Acme Norge AS")
    expect(left.log).to_contain_text("Acme Norge AS · voicemail")


def test_an_unknown_account_is_created_after_a_press_only(right: Pane) -> None:
    """Created on first mention after a button, never silently."""
    right.say("call zebra zoo")
    expect(right.log).not_to_contain_text("Call 1 of 8")
    right.log.get_by_role("button", name=re.compile("Create.*zebra zoo")).click()
    expect(right.log).to_contain_text("zebra zoo · spoke")


def test_a_nudge_turns_into_its_result(page: Page, right: Pane) -> None:
    """Pressing a button on a nudge changes the nudge."""
    page.get_by_role("button", name="Tomorrow 08:30").click()
    page.get_by_role("button", name="+1 h").click()
    expect(right.log).to_contain_text("Good morning")
    count = right.log.locator("article").count()
    right.log.get_by_role("button", name=re.compile("^Log call: ")).first.click()
    expect(right.log).to_contain_text("Call 1 of 8")
    expect(right.log.locator("article")).to_have_count(count)


def test_what_else_a_nudge_offers_is_under_the_dots(page: Page, right: Pane) -> None:
    """At most three in sight, the rest one press away."""
    page.get_by_role("button", name="Tomorrow 08:30").click()
    page.get_by_role("button", name="+1 h").click()
    nudge = right.log.locator("article", has_text="Good morning").last
    expect(nudge.get_by_role("button", name="Stop these")).to_be_hidden()
    nudge.locator("summary").click()
    nudge.get_by_role("button", name="Stop these").click()
    expect(right.log).to_contain_text("Quiet until")
    expect(right.log).not_to_contain_text("Good morning")


def test_somebody_goes_and_everybody_sees_it(left: Pane, right: Pane) -> None:
    """Both panes show the channel; the post becomes its result in both."""
    left.choose("place", "channel")
    right.choose("place", "channel")
    left.say("waiting counter", "Nobody is on it yet")
    expect(right.log).to_contain_text("Nobody is on it yet")
    right.press("I go")
    for pane in (left, right):
        expect(pane.log).to_contain_text("Sanna went after")
        expect(pane.log).not_to_contain_text("Nobody is on it yet")


def test_a_log_in_the_channel_is_for_its_writer_alone(left: Pane, right: Pane) -> None:
    """Private by default: the other pane sees neither the line nor the receipt."""
    left.choose("place", "channel")
    right.choose("place", "channel")
    right.say("call nilsson", "Nilsson Rör AB")
    expect(right.log).to_contain_text("only you")
    right.say("waiting counter", "A customer waits")
    expect(left.log).to_contain_text("A customer waits")
    expect(left.log).not_to_contain_text("Nilsson")


def test_each_pane_can_be_anybody(page: Page, left: Pane, right: Pane) -> None:
    """Any seeded person, with that person's own conversation, roles and language."""
    names = right.node.locator("select.person option").all_inner_texts()
    assert [name.split(" · ")[0] for name in names] == [
        "Mette",
        "Sanna",
        "Ola",
        "Piotr",
        "Maja",
        "Jonas",
        "Kari",
        "Gert",
    ]
    right.say("call nilsson", "Nilsson Rör AB")
    right.choose("person", "Piotr")
    expect(right.log).not_to_contain_text("Nilsson")
    expect(right.node.get_by_label("Język")).to_have_value("pl")
    expect(right.node.get_by_role("button", name="Wyślij")).to_be_visible()
    left.choose("person", "Sanna")
    expect(left.log).to_contain_text("Nilsson Rör AB")


def test_the_clock_only_moves_forward(page: Page, right: Pane) -> None:
    """Each button leads ahead, and the clock is read as a day and a time."""
    clock = page.locator("#now")
    seen = [clock.get_attribute("datetime")]
    for name in ("+1 h", "Tomorrow 08:30", "Friday 15:00", "Next nudge", "Friday 15:00"):
        page.get_by_role("button", name=name).click()
        expect(clock).not_to_have_attribute("datetime", str(seen[-1]))
        seen.append(clock.get_attribute("datetime"))
    assert sorted(filter(None, seen)) == seen
    expect(clock).to_have_text(re.compile(r"Fri,? 4 Dec 2026, 15:0"))


def test_the_next_nudge_comes_when_the_clock_is_moved(page: Page, right: Pane) -> None:
    """From the start to the first nudge in a press or two."""
    page.get_by_role("button", name="Next nudge").click()
    page.get_by_role("button", name="Next nudge").click()
    expect(right.log).to_contain_text("Good morning")
    expect(right.log).to_contain_text(re.compile(r"\(\d+ s\)"))


def test_the_next_nudge_is_shown_wherever_it_goes(page: Page, left: Pane, right: Pane) -> None:
    """To somebody whom no pane shows: the right one turns to them, and the page says to whom it went."""
    right.choose("person", "Kari")
    left.choose("person", "Mette")
    seen = []
    for _ in range(4):
        page.get_by_role("button", name="Next nudge").click()
        expect(page.locator("#connection")).to_contain_text("Sent to: ")
        page.wait_for_timeout(200)
        seen.append(
            right.node.locator("select.person").input_value() + right.node.locator("select.place").input_value()
        )
        expect(right.log.locator("article").last).to_contain_text(re.compile(r"\(\d+ s\)"))
    assert len(set(seen)) > 1


def test_the_week_in_figures_comes_on_friday(page: Page, left: Pane) -> None:
    """In the channel, at three."""
    left.choose("place", "channel")
    page.get_by_role("button", name="Friday 15:00").click()
    page.get_by_role("button", name="+1 h").click()
    expect(left.log).to_contain_text("Nord · Week 48")


def test_a_chart_has_direct_labels_and_words(left: Pane) -> None:
    """The number above each bar, its day below, the target beside its line; and all of it for those who do not see it."""
    left.say("team week", "Week 48")
    chart = left.log.get_by_role("img").last
    expect(chart).to_have_attribute("aria-label", re.compile(r"Mon \d+, Tue \d+.*Target \d+"))
    assert len(chart.get_attribute("aria-label") or "") <= 200
    shown = chart.locator("text").all_text_contents()
    assert {"Mon", "Tue", "Wed", "Thu", "Fri", "target"} <= set(shown)
    assert len([line for line in shown if line.isdigit()]) == 6


def test_reset_empties_both_panes_and_turns_the_clock_back(page: Page, left: Pane, right: Pane) -> None:
    """A rehearsal can begin anew."""
    right.say("call nilsson", "Nilsson Rör AB")
    right.ask("promise nilsson")
    page.get_by_role("button", name="Friday 15:00").click()
    expect(page.locator("#now")).to_contain_text("27 Nov")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("#now")).to_contain_text("24 Nov")
    expect(right.log).to_contain_text("Nothing said yet")
    expect(left.log).to_contain_text("Nothing said yet")
    expect(right.form).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "answer", "send"),
    [
        ("da", "Fra nu af skriver jeg dansk til dig.", "Send"),
        ("nb", "Fra nå av skriver jeg norsk til deg.", "Send"),
        ("sv", "Från och med nu skriver jag svenska till dig.", "Skicka"),
        ("pl", "Od teraz piszę do ciebie po polsku.", "Wyślij"),
    ],
)
def test_the_language_of_a_person_is_one_choice(right: Pane, left: Pane, language: str, answer: str, send: str) -> None:
    """Answer, labels, list and the language told to screen readers change at once, for that person alone."""
    right.choose("language", language)
    expect(right.log).to_contain_text(answer)
    expect(right.node.get_by_role("button", name=send, exact=True)).to_be_visible()
    expect(right.node).to_have_attribute("lang", language)
    expect(left.node).to_have_attribute("lang", "en")
    expect(left.node.get_by_role("button", name="Send", exact=True)).to_be_visible()


def test_the_list_speaks_the_persons_language(right: Pane) -> None:
    """What is offered is what one would type, and it is understood."""
    right.choose("language", "sv")
    expect(right.node).to_have_attribute("lang", "sv")
    right.line.press_sequentially("/lö")
    expect(right.chosen).to_contain_text("löfte ")
    right.line.press("Enter")
    right.line.press_sequentially("nilsson offert fre")
    right.line.press("Enter")
    expect(right.log).to_contain_text("27 nov")


@pytest.mark.parametrize(
    ("way", "wanted"),
    [("slack", '"type": "actions"'), ("teams", '"type": "AdaptiveCard"'), ("terminal", "[Promise] [Undo]")],
)
def test_a_card_is_shown_as_each_platform_gets_it(page: Page, right: Pane, way: str, wanted: str) -> None:
    """For developers: the real payload, and back to the card."""
    right.say("call nilsson", "Nilsson Rör AB")
    page.get_by_label("Show as").select_option(way)
    expect(right.log).to_contain_text(wanted)
    expect(right.log.get_by_role("button", name="Undo")).to_have_count(0)
    right.ask("promise nilsson")
    expect(right.node.locator(".form pre")).to_be_visible()
    page.get_by_label("Show as").select_option("card")
    expect(right.log.get_by_role("button", name="Undo")).to_be_visible()


def test_the_gallery_shows_every_example_card_in_the_persons_language(right: Pane) -> None:
    """For developers and translators: all cards at a glance."""
    right.choose("language", "sv")
    expect(right.log).to_contain_text("Från och med nu")
    right.choose("place", "gallery")
    expect(right.log).to_contain_text("punkt acme webbplats 2")
    expect(right.log).to_contain_text("Skrattar ni medan en kund väntar?")
    right.choose("language", "da")
    expect(right.log).to_contain_text("Griner I, mens en kunde venter?")


def test_a_lost_connection_is_said(browser: Browser, tmp_path: Path) -> None:
    """When the demo goes the page says so instead of taking lines that nobody reads."""
    with running(tmp_path) as (url, process):
        page = browser.new_page()
        page.goto(url)
        expect(page.locator(".empty")).to_have_count(2)
        process.terminate()
        assert process.wait(10) == 0  # an open page does not keep it
        expect(page.get_by_role("status")).to_have_text("Not connected; trying again.")
        page.close()


def test_a_page_uses_one_socket(page: Page, url: str) -> None:
    """Server-sent events would use up the browser's six connections; one WebSocket a tab does not."""
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.reload()
    expect(page.locator(".empty")).to_have_count(2)
    assert len(sockets) == 1
    assert "token" not in page.url
