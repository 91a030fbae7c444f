"""The questions of the day: what a team's channel is asked in the morning, the answers to press, and the count line."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language.i18n import Message, Translator, msg
from bot.records import record


@record(kw_only=True)
class OfferedAnswer:
    """One answer: the label of its button, and how so many of it read in the line of the post."""

    label: Message
    counted: Message


@record(kw_only=True)
class DayQuestion:
    """A question and its answers, by the value that their buttons carry; no two questions share one."""

    text: Message
    answers: Mapping[str, OfferedAnswer]


LEADING = "waiting"
QUESTIONS: Mapping[str, DayQuestion] = {
    LEADING: DayQuestion(
        text=msg("question", "Are you laughing while a customer waits?"),
        answers={
            "nobody": OfferedAnswer(
                label=msg("button", "Nobody waited"), counted=msg("question", "{count} nobody waited")
            ),
            "someone": OfferedAnswer(
                label=msg("button", "Someone did"), counted=msg("question", "{count} someone did")
            ),
        },
    ),
    "sells": DayQuestion(
        text=msg("question", "What made a customer happy yesterday: invoice, site, reception?"),
        answers={
            "invoice": OfferedAnswer(
                label=msg("button", "The invoice"), counted=msg("question", "{count} the invoice")
            ),
            "site": OfferedAnswer(label=msg("button", "The site"), counted=msg("question", "{count} the site")),
            "reception": OfferedAnswer(
                label=msg("button", "The reception"), counted=msg("question", "{count} the reception")
            ),
            "other": OfferedAnswer(
                label=msg("button", "Something else"), counted=msg("question", "{count} something else")
            ),
        },
    ),
    "promise": DayQuestion(
        text=msg("question", "Which promise will you keep today before it is due?"),
        answers={
            "one": OfferedAnswer(label=msg("button", "I know which"), counted=msg("question", "{count} know which")),
            "no_promise": OfferedAnswer(
                label=msg("button", "None today"), counted=msg("question", "{count} none today")
            ),
        },
    ),
    "listen": DayQuestion(
        text=msg("question", "Which open question will you ask first today?"),
        answers={
            "urgent": OfferedAnswer(
                label=msg("button", "What is most urgent?"), counted=msg("question", "{count} “What is most urgent?”")
            ),
            "missing": OfferedAnswer(
                label=msg("button", "What is missing?"), counted=msg("question", "{count} “What is missing?”")
            ),
            "better": OfferedAnswer(
                label=msg("button", "What could be better?"), counted=msg("question", "{count} “What could be better?”")
            ),
        },
    ),
    "silent": DayQuestion(
        text=msg("question", "Which customer has not heard from us for too long?"),
        answers={
            "today": OfferedAnswer(
                label=msg("button", "I call one today"), counted=msg("question", "{count} call one today")
            ),
            "not_mine": OfferedAnswer(
                label=msg("button", "None of mine"), counted=msg("question", "{count} none of theirs")
            ),
        },
    ),
}


def question_with(choice: str) -> DayQuestion | None:
    """Return the question that has an answer, which no other one has; None where none has."""
    return next((question for question in QUESTIONS.values() if choice in question.answers), None)


def count_line(say: Translator, question: DayQuestion, counts: Mapping[str, int]) -> str:
    """Return how many gave which answer, never who, such as "3 answered: 2 nobody waited, 1 someone did"."""
    given = [(answer, counts[choice]) for choice, answer in question.answers.items() if counts.get(choice)]
    return say.n(
        "question",
        "{count} answered: {answers}",
        "{count} answered: {answers}",
        sum(count for _, count in given),
        answers=", ".join(say.m(answer.counted, count=say.number(count)) for answer, count in given),
    )
