"""Days off that are said as to a colleague, without the command first."""

from __future__ import annotations

import pytest

from bot.dispatch.leave_answers import LEAVE
from bot.language.small_talk import SmallTalk
from bot.language.vocabulary import SMALL_TALK, VERBS
from bot.language.word_files import LANGUAGES, WORD_FILES
from bot.messages.card import Reply
from storage.work import SqlWork
from tests.dialog import Dialog
from tests.lines.cases import Case, conversation, verdict

SAID = (
    ("en", "friday off", "27"),
    ("en", "I'm off on friday", "27"),
    ("da", "jeg har fri på fredag", "27"),
    ("nb", "jeg har fri i morgen", "25"),
    ("sv", "imorgon ledig", "25"),
    ("pl", "jutro wolne", "25"),
    ("pl", "mam wolne jutro", "25"),
    ("de", "ich habe morgen Urlaub", "25"),
)


@pytest.mark.parametrize(("language", "line", "day"), SAID)
def test_days_off_are_understood_without_a_command(work: SqlWork, language: str, line: str, day: str) -> None:
    """The verb of leave may stand behind the days, and fillers before both."""
    leave = {"verb": "off", "from": f"2026-11-{day}", "until": f"2026-11-{day}"}
    case = Case(line=line, me=language, world="plain", before=(), expected={"expect": [leave]})
    assert verdict(conversation(work, case), case) == ""


def test_a_customer_who_is_off_is_no_leave_of_the_writer(work: SqlWork) -> None:
    """It is asked what the line means."""
    case = Case(line="Acme off friday", me="en", world="plain", before=(), expected={"expect_ask": True})
    assert verdict(conversation(work, case), case) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_word_for_days_off_or_an_illness_is_heard_beside_a_call(talk: Dialog, language: str) -> None:
    """The two parts are offered one by one, whichever of a language's words says that one is away."""
    talk.say(f"me language {language}")
    tomorrow = WORD_FILES[language].tables["days"]["tomorrow"].all[0]
    leaves = [f"{verb} {tomorrow}" for verb in VERBS.words[LEAVE][language].long]
    away = [*leaves, *SMALL_TALK.words[SmallTalk.SICK][language].long]
    assert away == [said for said in away if said in labels(talk.say(f"call acme. {said}"))]


def labels(reply: Reply) -> list[str]:
    """Return what the buttons of a reply say."""
    return [button.label for button in reply.card.all_buttons()]
