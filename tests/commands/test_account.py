"""`account`: what is known of a customer, and changing it."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.messages.plain_text import card_text
from tests.commands.steps import field_errors, filled, labels, roles
from tests.dialog import Dialog


def test_the_account_card_shows_all_that_is_known(talk: Dialog) -> None:
    """Score, owner, zeros, promises, contacts, value, coverage and rhythm."""
    for line in ("call acme vm", "touch acme invoice c0 said", "promise acme quote by fri"):
        talk.say(line)
    reply = talk.say("account acme 7M contacts 250 every 3w owner @bo")
    expected = {"score": 0.0, "zeros_open": 1, "factors_known": 1, "value": 7_000_000, "contacts": 250, "breaches": 0}
    expected |= {"coverage": 0, "rhythm_days": 21, "silent_days": 0}
    assert expected == reply.figures
    text = talk.text("account acme")
    for part in (
        "owner bo",
        "Zero: invoice, clarity",
        "P1 · quote",
        "anna · voicemail",
        "NOK 7M a year",
        "every 3 weeks",
    ):
        assert part in text


def test_an_unrated_account_has_no_score(talk: Dialog) -> None:
    """Unknown is neither zero nor one."""
    assert talk.say("account acme").figures == {"zeros_open": 0, "factors_known": 0, "breaches": 0}


@pytest.mark.parametrize(
    ("typed", "figures", "part"),
    [
        ("7M", {"value": 7_000_000}, "NOK 7M a year"),
        ("450k", {"value": 450_000}, "NOK 450k a year"),
        ("7,5M", {"value": 7_500_000}, "NOK 7.5M a year"),
        ("0", {"value": 0}, "NOK 0 a year"),
        ("contacts 250", {"contacts": 250}, "250 contacts"),
        ("contacts 1", {"contacts": 1}, "1 contact"),
        ("every 3w", {}, "every 3 weeks"),
        ("hver 2 uger", {}, "every 2 weeks"),
        ("every 1d", {}, "every 1 day"),
        ("owner bo", {}, "owner bo"),
        ("ejer @bo", {}, "owner bo"),
    ],
)
def test_what_is_named_is_stored_and_shown(talk: Dialog, typed: str, figures: dict[str, float], part: str) -> None:
    """One thing at a time, in any language; everybody sees it from then on."""
    reply = talk.say(f"account acme {typed}")
    assert figures.items() <= reply.figures.items()
    assert part in card_text(reply.card)
    assert part in talk.text("account acme", "dora")


def test_what_is_not_named_stays(talk: Dialog) -> None:
    """A second line keeps the values of the first."""
    talk.say("account acme 7M contacts 250 every 3w owner bo")
    text = talk.text("account acme contacts 300")
    for part in ("owner bo", "NOK 7M a year", "300 contacts", "every 3 weeks"):
        assert part in text


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("contacts many", '"many" is not a whole number'),
        ("contacts -1", '"-1" is not a whole number'),
        ("contacts", 'missing after "contacts"'),
        ("every blue", '"blue" is not a rhythm: type “3w” or “10d”.'),
        ("every 0d", '"0d" is not a rhythm'),
        ("owner", 'missing after "owner"'),
        ("7M contacts many", '"many" is not a whole number'),
    ],
)
def test_what_is_no_value_says_what_to_type_and_changes_nothing(talk: Dialog, typed: str, part: str) -> None:
    """The whole line is refused, also its valid part."""
    before = talk.text("account acme")
    assert part in (talk.say(f"account acme {typed}").error or "")
    assert talk.text("account acme") == before


def test_an_owner_who_is_not_known_is_added_by_a_button(talk: Dialog) -> None:
    """As a colleague, who is asked for no calls; the other values of the line come along."""
    reply = talk.say("account acme 7M owner @ola")
    assert (reply.ok, labels(reply)) == (False, ['Add "ola"'])
    assert "value" not in talk.say("account acme").figures
    talk.last = reply
    assert talk.press('Add "ola"').figures["value"] == 7_000_000
    assert "owner ola" in talk.text("account acme")
    assert roles(talk, "ola") == {Role.COLLEAGUE}


def test_a_call_is_logged_from_the_card_by_whoever_presses(talk: Dialog) -> None:
    """The call belongs to the person who presses, not to the one who asked for the card."""
    talk.say("account acme")
    assert talk.press("Log a call", "bo").figures == {"calls": 1, "target": 8}
    assert "bo · spoke" in talk.text("account acme")
    assert talk.say("today", "anna").figures["calls"] == 0


def test_the_latest_three_calls_stand_there_the_newest_first(talk: Dialog) -> None:
    """Calls are ordered by the day they count for."""
    for line in ("call acme", "call acme vm yesterday", "call acme meeting 14/11", "call acme mail 13/11"):
        talk.say(line)
    lines = [line for line in talk.text("account acme").splitlines() if "anna · " in line]
    assert lines == [
        "Tue 24 Nov 2026 · anna · spoke",
        "Mon 23 Nov 2026 · anna · voicemail",
        "Sat 14 Nov 2026 · anna · meeting",
    ]


def test_promises_and_breaches_are_counted_in_words(talk: Dialog) -> None:
    """Open promises are listed; breaches of the last twelve months are counted, singular and plural."""
    talk.say("promise acme quote by fri", "bo")
    assert "P1 · quote · due Fri 27 Nov 2026" in talk.text("account acme")
    assert "breach" not in talk.text("account acme")
    talk.say("broken acme list")
    assert "1 breach in 12 months" in talk.text("account acme")
    talk.say("broken acme plan")
    assert "2 breaches in 12 months" in talk.text("account acme")


def test_an_account_with_no_past_says_so(talk: Dialog) -> None:
    """Without ratings and contacts the card says that there are none."""
    assert talk.text("account acme") == (
        "Acme A/S\nNot rated yet · owner anna\nNo contact yet.\n[Log a call] [Promise] [Notes] [Follow]"
    )


def test_the_words_of_the_last_calls_zeros_and_follow_ups_stand_below_them(talk: Dialog) -> None:
    """The log is read back; a colleague who is not the owner sees that there was a call, and not what was said."""
    for line in ("call acme wants toner", "touch acme invoice c0 the terms are unclear", "follow acme thu the board"):
        talk.say(line)
    text = talk.text("account acme")
    for part in (
        "anna · spoke\nwants toner",
        "Zero: invoice, clarity, since Tue 24 Nov 2026.\nthe terms are unclear",
        "F1 · Follow up Thu 26 Nov 2026 · anna\nthe board",
    ):
        assert part in text
    others = talk.text("account acme", "bo")
    assert "anna · spoke" in others
    assert not any(words in others for words in ("toner", "terms", "board"))


def test_long_lists_say_how_many_more_there_are(talk: Dialog) -> None:
    """Three promises are listed, and the others counted."""
    for number in range(5):
        talk.say(f"promise acme offer{number} by fri")
    assert "P3 · offer2 · due Fri 27 Nov 2026\nand 2 more" in talk.text("account acme")


def test_a_promise_past_its_day_was_due(talk: Dialog) -> None:
    """The card says it as `today` does."""
    talk.say("promise acme quote by fri")
    talk.later(days=5)
    assert "P1 · quote · was due Fri 27 Nov 2026" in talk.text("account acme")


def test_silence_is_counted_in_days_beside_the_rhythm(talk: Dialog) -> None:
    """On the day of a contact nothing is said about silence."""
    talk.say("account acme every 3w")
    talk.say("call acme")
    assert "since the last contact" not in talk.text("account acme")
    talk.later(days=1)
    assert "1 day since the last contact · every 3 weeks" in talk.text("account acme")
    talk.later(days=40)
    assert "41 days since the last contact · every 3 weeks" in talk.text("account acme")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("phone 55 12 34 56 person Kari Nordmann", "Kari Nordmann: 55 12 34 56"),
        ("phone +47 (0)55 12-34", "Phone: +47 (0)55 12-34"),
        ("person Kari", "Contact person: Kari"),
        ("telefon 55 12 34 56 osoba Kari", "Kari: 55 12 34 56"),
        ("phone 55123456 owner bo 7M", "Phone: 55123456"),
    ],
)
def test_whom_to_call_and_where_is_stored_and_shown(talk: Dialog, typed: str, shown: str) -> None:
    """As typed; it stays until something else is typed, and a dash forgets it."""
    assert shown in talk.text(f"account acme {typed}")
    assert shown in talk.text("account acme contacts 3")
    assert shown.rpartition(" ")[2] not in talk.text("account acme phone - person -").replace("· 3", "")


@pytest.mark.parametrize("typed", ["phone soon", "phone 12", "phone 1234567890123456", "phone", "person"])
def test_what_is_no_number_is_refused(talk: Dialog, typed: str) -> None:
    """Nothing of the line is stored."""
    assert talk.say(f"account acme {typed}").error
    assert "Phone" not in talk.text("account acme")


def test_a_promise_and_a_follow_up_begin_at_the_card(talk: Dialog) -> None:
    """Their forms know the customer already."""
    talk.say("account acme")
    talk.press("Promise")
    assert talk.submit({"what": "quote", "due": "fri"}).stored == ("P1",)
    talk.say("account acme")
    talk.press("Follow")
    assert talk.submit({"due": "thu"}).stored == ("F1",)
    assert "quote" in talk.text("account acme")


def test_a_dot_is_the_account_logged_last(talk: Dialog) -> None:
    """The dot means the person's own last account; without one the error says what to type."""
    talk.say("call acme", "bo")
    assert "type its name instead of “.”" in (talk.say("account .", "anna").error or "")
    assert talk.say("account .", "bo").card.title == "Acme A/S"


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("da", ("Ingen karakter endnu · ejer anna", "Ingen kontakt endnu")),
        ("nb", ("eier anna", "Ingen kontakt ennå")),
        ("sv", ("ägare anna", "Ingen kontakt än")),
        ("pl", ("właściciel anna", "Jeszcze bez kontaktu")),
    ],
)
def test_the_card_speaks_the_readers_language(talk: Dialog, language: str, parts: tuple[str, str]) -> None:
    """The reader's language counts, not the owner's."""
    talk.say(f"me language {language}", "bo")
    text = talk.text("account acme", "bo")
    assert all(part in text for part in parts), text


def test_the_form_takes_values_without_their_keywords(talk: Dialog) -> None:
    """Each field is read without its keyword and has its own error."""
    talk.say("account")
    reply = talk.submit({"account": "acme", "contacts": "many", "owner": "bo"})
    assert list(field_errors(reply)) == ["contacts"]
    assert filled(reply)["owner"] == "bo"
    reply = talk.submit({"account": "acme", "contacts": "250", "every": "3w", "owner": "bo", "value": "7M"})
    assert (reply.figures["contacts"], reply.figures["value"]) == (250, 7_000_000)
    assert "owner bo" in card_text(reply.card)


def test_the_last_words_of_the_customer_stay_on_the_card(talk: Dialog) -> None:
    """However many contacts came since; once while they are among the last."""
    talk.say('call acme l "wants Friday deliveries"')
    assert talk.text("account acme").count("wants Friday deliveries") == 1
    for line in ("call acme vm", "visit acme", "mail acme"):
        talk.later(days=1)
        talk.say(line)
    shown = talk.text("account acme")
    assert "Tue 24 Nov 2026 · anna · last in their own words\nwants Friday deliveries" in shown
    assert "Fri 27 Nov 2026 · anna · mail\nThu 26 Nov 2026 · anna · visit" in shown
    talk.say("undo C1")
    assert "own words" not in talk.text("account acme")


def test_a_list_that_is_cut_says_how_much_is_left_and_leads_on(talk: Dialog) -> None:
    """Promises, contacts and hand-offs alike; the button shows them all."""
    assert talk.say("admin desk service", "chris").ok
    for number in range(5):
        talk.later(minutes=2)
        assert talk.say(f"promise acme thing{number} by fri").stored
        assert talk.say(f"call acme words{number}").stored
    text = talk.text("acme")
    assert text.count("and 2 more") == 2
    assert "thing4" not in text
    whole = talk.press("Show all")
    shown = card_text(whole.card)
    assert all(f"thing{number}" in shown and f"words{number}" in shown for number in range(5))
    assert "Show all" not in labels(whole)


def test_hand_offs_stand_on_the_card_with_their_words(talk: Dialog) -> None:
    """Those of twelve months, to whom and what they cost."""
    assert talk.say("admin desk service", "chris").ok
    assert talk.say("handoff acme service 5m wrong item").stored
    assert "H1 · Tue 24 Nov 2026 · anna · handed over to service · 5 minutes\nwrong item" in talk.text("acme")
    assert "wrong item" not in talk.text("acme", "bo")


def test_coverage_counts_whom_one_reached(talk: Dialog) -> None:
    """Not who did not answer; of twelve months, and never more contacts than there are."""
    assert talk.say("account acme contacts 2").ok
    assert talk.say("acme").figures["coverage"] == 0
    for line in ("call acme vm", "call acme no answer", "call acme wants toner", "visit acme yesterday"):
        assert talk.say(line).stored, line
    reply = talk.say("acme")
    assert reply.figures["coverage"] == reply.figures["contacts"] == 2
    assert "2 of 2 contacts reached in 12 months" in card_text(reply.card)
    assert talk.say("call acme again").stored
    assert talk.say("acme").figures["coverage"] == 2
    talk.later(days=370)
    assert talk.say("acme").figures["coverage"] == 0


def test_what_is_not_known_is_no_figure(talk: Dialog) -> None:
    """Without contacts there is no coverage, without a contact no silence."""
    assert not {"coverage", "contacts", "silent_days", "rhythm_days"} & talk.say("acme").figures.keys()
    for line in ("account acme every 3w", "call acme vm yesterday"):
        assert talk.say(line).ok
    assert (talk.say("acme").figures["rhythm_days"], talk.last.figures["silent_days"]) == (21, 1)


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ("account acme 9M", "NOK 7M a year"),
        ("account acme every 1w", "every 3 weeks"),
        ("account acme contacts 9", "250 contacts"),
        ("account acme phone 99 88 77 66", "55 12 34 56"),
        ("account acme phone -", "55 12 34 56"),
        ("account acme person Ola", "Kari"),
        ("account acme owner bo", "owner anna"),
        ("account acme owner nobody", "owner anna"),
    ],
)
@pytest.mark.parametrize("way", ["word", "button"])
def test_every_change_is_taken_back(talk: Dialog, line: str, before: str, way: str) -> None:
    """By word and by button, and the card is what it was."""
    assert talk.say("account acme 7M contacts 250 every 3w phone 55 12 34 56 person Kari").stored == ("A1",)
    card = talk.text("acme")
    assert before in card
    assert talk.say(line).stored == ("A2",)
    assert before not in talk.text("acme") or before == "Kari"
    talk.say(line)
    undone = talk.press("Undo") if way == "button" else talk.say("undo")
    assert undone.undone == ("A3",)
    assert talk.say("undo").undone == ("A2",)
    assert talk.text("acme") == card


def test_nobody_is_understood_in_every_language(talk: Dialog) -> None:
    """As an owner, and nowhere as a name."""
    for line in (
        "account acme owner nobody",
        "kunde acme ejer ingen",
        "kund acme ägare ingen",
        "klient acme właściciel nikt",
    ):
        assert talk.say("account acme owner anna", "chris").ok
        assert talk.say(line).ok, line
        assert "owner nobody" in talk.text("acme"), line
