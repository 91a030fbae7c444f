"""The capabilities of platforms; `tests/contracts` proves each on every platform, or that the platform lacks it."""

from __future__ import annotations

from enum import StrEnum


class Capability(StrEnum):
    """One thing that people can do on a platform; the value is its row in docs/platforms.md."""

    LINE = "type any line in the bot's own chat, with or without `/`"
    MENTION = "mention the bot in a channel; the answer is for the writer alone"
    SLASH = "a command of its own in the `/` menu that takes what is typed behind it"
    FORM = "what is missing is asked for in a form that holds what was typed"
    FIELD_ERROR = "what is wrong stands beside its field, and the form stays"
    BUTTON = "press a button on a card"
    DIALOG = "a button opens a form"
    SEARCH = "search accounts while typing in a form"
    ANYWHERE = "log a call from anywhere"
    FROM_MESSAGE = "make a promise from somebody's message"
    CORRECTION = "edit a sent message to correct its entry"
    ONCE = "a delivery that comes again counts once"
    RETYPED = "the same line within a minute is asked about"
    WAITING = "a customer waits: everybody sees it, and who went"
    DAY = "see the day, and act on it there"
    MORNING = "nudges come by themselves"
    RESULT = "a pressed nudge turns into its result"
    CHANNEL = "the team's channel gets its morning post"
    CHART = "charts are drawn"
    FILE = "a manager takes the team's figures away as a file"
    LOOK_UP = "a nudge whose answer was lost is looked up, and sent again if it is not there"
    STRANGERS = "guests and bots log nothing"
    COMPANIES = "other organisations install the app by themselves on one host"
