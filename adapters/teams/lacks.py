"""The capabilities that Teams lacks, each with its reason, as docs/platforms.md prints them."""

from __future__ import annotations

from adapters.common.capabilities import Capability

LACKS = {
    Capability.SLASH: (
        "no: Teams' `/` menu puts a command's name into the line, and sends it like any other; there is no command "
        "with words of its own"
    ),
    Capability.SEARCH: (
        "no: Teams' search field takes only what it finds, so a new customer could not be typed; the choice comes "
        "after *Save* instead"
    ),
    Capability.FILE: (
        "no: a file from a bot goes into a person's OneDrive, after a question for consent, and never from a channel; "
        "the rows stand in the own chat to be copied"
    ),
    Capability.LOOK_UP: (
        "no: a bot in Teams cannot read what it sent; the nudge is closed as *uncertain*, never sent twice, and named "
        "in the next day's message"
    ),
    Capability.COMPANIES: "no: since July 2025 Microsoft registers new bots for one tenant only",
}
