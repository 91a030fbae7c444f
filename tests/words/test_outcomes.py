"""How a call went, in the words of each language: what is stored, what is asked, what stays in the note."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.arguments.parser import Ambiguous, ParseContext
from bot.arguments.parsing import parse
from bot.arguments.raw_arguments import RawArguments
from bot.commands.call import ARGS
from bot.domain.details import Call, Kind
from bot.language.clauses import Clause
from bot.language.tokens import tokens
from bot.messages.card import Reply
from tests.dialog import Dialog

NOT_REACHED = """
no answer|no reply|no response|no pickup|no-one answered|nobody answered|didn't answer|did not answer|didn’t pick up|did not pick up the phone|couldn't reach them
could not get through|couldn't get hold of her|not reached|unreachable|line busy|the line was busy|busy|engaged|not in|not there|he is not in the office|out of office
wrong number|left a message|just left a message|never answered|was not at home|but no answer|didn't answer yet|No Answer.
intet svar|ingen svar|ikke svar|svarer ikke|svarede ikke|de svarede ikke|tog den ikke|tog ikke telefonen|fik ikke fat i dem|kunne ikke få fat i hende|ikke hjemme
er ikke til stede|optaget|der var optaget|ikke truffet|lagde besked|lagde en besked|ingen svarede|fik ikke svar|ingen hjemme|ingen tog telefonen|fik ikke kontakt|- no answer
ikke svar|ingen svarte|ingen tok den|svarte ikke|fikk ikke svar|tok ikke telefonen|tok den ikke|fikk ikke tak i dem|ikke inne|opptatt|det var opptatt|la igjen beskjed|la igjen en melding
inget svar|ej svar|ingen svarade|ingen lyfte luren|svarar inte|svarade ej|fick inget svar|fick inte tag på dem|fick inte tag i honom|upptaget|inte inne|ej anträffbar|lämnade meddelande|kom inte fram
bez odpowiedzi|brak odpowiedzi|nie odebrał|nie odebrała|nie odebrano|nie odebrali|nikt nie odebrał|nie odbiera|nie odbierali|nie odpowiada|nieodebrane|nie zastałem
nie zastałam nikogo|zajęte|było zajęte|zajęty numer|zostawiłem wiadomość|zostawiłam wiadomość|nie dodzwoniłem się|nie ma go|nie bylo nikogo|nikogo nie było w biurze
"""
VOICEMAIL = """
voicemail|vm|voice mail|got voicemail|left voicemail|left a voicemail|answering machine|left a message on the answering machine|left a message on his voicemail|it went to voicemail|no answer but left voicemail
telefonsvarer|telefonsvareren|gik på svareren|kom til telefonsvarer|indtalte besked|lagde besked på svareren
mobilsvar|svareren|kom til mobilsvar|la igjen beskjed på svareren|la igjen melding på telefonsvareren
telefonsvarare|telefonsvararen|röstbrevlåda|röstbrevlådan|kom till röstbrevlådan|talade in meddelande
poczta głosowa|włączyła się poczta głosowa|sekretarka|nagrałem się|nagrałam się|zostawiłem wiadomość na sekretarce
"""
MEETING = """
meeting|met|meeting booked|booked a meeting|møde|møde aftalt|aftalte møde|aftalt møde|møte|møte booket|avtalt møte|avtalte møte|möte|möte bokat|bokade möte|bokat möte
spotkanie|umówione spotkanie|umówiłem spotkanie|umówiłam spotkanie
"""


def _phrases(table: str) -> list[str]:
    return [phrase.strip() for line in table.strip().splitlines() for phrase in line.split("|")]


SAID = [(typed, outcome) for table, outcome in ((NOT_REACHED, "none"), (VOICEMAIL, "vm"), (MEETING, "meet"))
        for typed in _phrases(table)]  # fmt: skip


def _stored(talk: Dialog) -> tuple[str, str]:
    """Return the outcome and the note of the only call."""
    entry = talk.work.entries.live(Kind.CALL, 1)
    assert entry
    assert isinstance(entry.detail, Call)
    return entry.detail.outcome, entry.detail.note


def _offered(reply: Reply) -> Sequence[str]:
    assert (False, (), None) == (reply.ok, reply.stored, reply.error)
    return [button.label for button in reply.card.all_buttons()]


def _parsed(reading: ParseContext, words: str, *clauses: Clause) -> tuple[object, object]:
    """Return outcome and note of a call with clauses of its own."""
    raw = RawArguments(words=tokens(words), clauses=clauses, machine={"account": "-"})
    values = parse(ARGS, raw, reading)
    return values["outcome"], values["note"]


def _clause(text: str, *, of_others: bool = False) -> Clause:
    return Clause(words=tokens(text), of_others=of_others)


@pytest.mark.parametrize(("typed", "outcome"), SAID)
def test_a_phrase_behind_the_account_is_the_outcome_and_leaves_nothing_over(
    talk: Dialog, typed: str, outcome: str
) -> None:
    """In every language at once, with the words that lead to it."""
    assert talk.say(f"call acme {typed}").ok, talk.last
    assert (outcome, "") == _stored(talk)


@pytest.mark.parametrize(("typed", "outcome"), SAID)
def test_a_phrase_that_is_a_clause_of_its_own_is_the_outcome(reading: ParseContext, typed: str, outcome: str) -> None:
    """Behind a clause that says something else."""
    assert (outcome, "about prices") == _parsed(reading, "about prices", _clause(typed))


@pytest.mark.parametrize(
    "typed", ["no answer", "svarede ikke", "fikk ikke tak i dem", "svarade inte", "nie odebrali", "voicemail"]
)
def test_a_phrase_that_ends_the_clause_is_the_outcome(talk: Dialog, typed: str) -> None:
    """What stands before it is the note, a past day may follow."""
    talk.say(f"call acme about the price list {typed} yesterday")
    assert ("vm" if typed == "voicemail" else "none", "about the price list") == _stored(talk)


@pytest.mark.parametrize(
    "typed",
    ["they didn't pick up", "kunden svarede ikke", "de tok ikke telefonen", "hon svarade inte", "klient nie odebrał"],
)
def test_a_clause_about_the_customer_may_tell_the_outcome(reading: ParseContext, typed: str) -> None:
    """Its subject goes with it."""
    assert ("none", "") == _parsed(reading, "", _clause(typed, of_others=True))


def test_a_day_behind_the_outcome_of_a_clause_is_the_day_of_the_call(reading: ParseContext) -> None:
    """Each of them takes its words of the clause."""
    raw = RawArguments(clauses=(_clause("no answer yesterday"),), machine={"account": "-"})
    values = parse(ARGS, raw, reading)
    assert ("none", "2026-11-23", "") == (values["outcome"], str(values["on"]), values["note"])


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("booked a meeting thursday at 10", "booked a meeting thursday at 10"),
        ("meeting friday", "meeting friday"),
        ("møde aftalt fredag", "møde aftalt fredag"),
        ("meeting about prices", "about prices"),
        ("meeting yesterday", ""),
    ],
)
def test_what_is_said_of_a_meeting_ahead_stays_in_the_note(talk: Dialog, typed: str, note: str) -> None:
    """Its day is not the day of the call."""
    talk.say(f"call acme {typed}")
    assert ("meet", note) == _stored(talk)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("very busy season", "No answer"), ("wants a meeting about prices", "Meeting"), ("wants a meeting", "Meeting"),
        ("not in stock", "No answer"), ("did not answer our questions", "No answer"), ("busy season", "No answer"),
        ("no answer on the price", "No answer"), ("svarede ikke på mailen", "No answer"), ("nie odpowiada im cena", "No answer"),
        ("they have a voicemail problem", "Voicemail"), ("de vil have et møde snart", "Meeting"), ("no meeting", "Meeting"),
    ],
)  # fmt: skip
def test_a_phrase_inside_a_longer_note_is_asked_about(talk: Dialog, typed: str, label: str) -> None:
    """Both readings are buttons, and the note stays whole in both."""
    assert [label, "Spoke, with the note"] == _offered(talk.say(f"call acme {typed}"))
    assert ("C1",) == talk.press("Spoke, with the note").stored
    assert ("spoke", typed) == _stored(talk)


@pytest.mark.parametrize(
    "typed",
    ["they are not happy with prices", "nto now", "vil ikke", "ikek nu", "vill inte ha mer", "ej intresserad", "nie chcą",
     "does nott want it", "couldn’t decide", "ingen problemer", "itne nu", "never again"],
)  # fmt: skip
def test_a_note_with_a_negation_is_asked_about(talk: Dialog, typed: str) -> None:
    """Slips of the keyboard included; the note stays whole."""
    assert ["Spoke, with the note", "No answer", "Voicemail", "Meeting"] == _offered(talk.say(f"call acme {typed}"))
    assert ("C1",) == talk.press("No answer").stored
    assert ("none", typed) == _stored(talk)


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("spoke to the man in charge", "to the man in charge"), ("svarer", "svarer"), ("poczta", "poczta"), ('"not happy"', "not happy"),
        ("got prices now", "got prices now"), ("none of them", "none of them"),
        ("they promised an answer by thursday", "they promised an answer by thursday"), ("has a new note", "has a new note"),
        ("into new markets", "into new markets"), ("inne i ny marknad", "inne i ny marknad"), ("nei takk", "nei takk"),
    ],
)  # fmt: skip
def test_a_note_that_says_nothing_of_it_is_a_conversation(talk: Dialog, typed: str, note: str) -> None:
    """Nothing is asked without need."""
    assert talk.say(f"call acme {typed}").ok, talk.last
    assert ("spoke", note) == _stored(talk)


@pytest.mark.parametrize("said", ["spoke", "q5", "l", "q5 l"])
def test_a_call_that_was_surely_a_conversation_is_not_asked_about(talk: Dialog, said: str) -> None:
    """Questions were asked, or somebody listened."""
    assert talk.say(f"call acme {said} prices not settled in the busy season").ok
    assert ("spoke", "prices not settled in the busy season") == _stored(talk)


def test_an_outcome_that_a_clause_tells_answers_the_doubt_of_another(reading: ParseContext) -> None:
    """It is looked for in all of the line before anything is asked."""
    assert ("none", "prices not settled") == _parsed(reading, "prices not settled", _clause("no answer"))


def test_a_negation_in_a_clause_of_the_customer_is_asked_about(reading: ParseContext) -> None:
    """Whether somebody was there or unhappy is a matter of meaning."""
    with pytest.raises(Ambiguous, match='The note says "aren\'t": how did the call go'):
        _parsed(reading, "", _clause("they aren't convinced", of_others=True))


def test_the_receipt_of_a_call_of_which_nothing_was_said_offers_other_outcomes(talk: Dialog) -> None:
    """One tap changes the entry; they stand out of sight."""
    reply = talk.say("call acme wants prices")
    assert ["No answer", "Voicemail", "Meeting"] == [button.label for button in reply.card.more]
    assert ("C1",) == talk.press("Voicemail").stored
    assert ("vm", "wants prices") == _stored(talk)
    assert () == talk.say("call acme voicemail").card.more


def test_an_edit_of_the_note_asks_nothing(talk: Dialog) -> None:
    """The entry has its outcome."""
    talk.say("call acme vm")
    assert talk.say("edit C1 not happy").ok
    assert ("vm", "not happy") == _stored(talk)


@pytest.mark.parametrize(
    "line", ["call acme, no answer, left voicemail", "ringte acme, ikke svar, la igjen beskjed på svareren"]
)
def test_a_voicemail_that_was_left_says_more_than_no_answer(talk: Dialog, line: str) -> None:
    """Two clauses, one outcome."""
    talk.say(line)
    assert ("vm", "") == _stored(talk)


@pytest.mark.parametrize(
    "line",
    [
        "I called Acme and left a message",
        "ringte til Acme og la igjen beskjed",
        "telefon do Acme i zostawiłem wiadomość",
    ],
)
def test_and_leads_to_the_outcome(talk: Dialog, line: str) -> None:
    """It belongs to the phrase."""
    talk.say(line)
    assert ("none", "") == _stored(talk)


@pytest.mark.parametrize(("label", "outcome"), [("No answer", "none"), ("Spoke, with the note", "spoke")])
def test_who_was_reached_at_the_second_try_is_asked_about(talk: Dialog, label: str, outcome: str) -> None:
    """One call is logged as it was said to have gone, with all its words."""
    assert not talk.say("call acme, no answer, then got through, wants samples").stored
    assert talk.press(label).stored
    stored, note = _stored(talk)
    assert (stored, "got through, wants samples" in note) == (outcome, True)
