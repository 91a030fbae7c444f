"""Which accounts a person may mean while typing into the account field of a form."""

from __future__ import annotations

from bot.domain.work import Work
from bot.language.names import account_key
from bot.messages.events import MemberStatus, Sender
from bot.messages.form import Option

SHOWN = 25
TYPED = "~"
"""Leads a value that only holds what was typed."""


def accounts(sender: Sender, query: str, work: Work) -> tuple[Option, ...]:
    """Return the accounts whose name holds the query, those that begin with it first; nothing for strangers."""
    person = work.people.at_address(sender.platform, sender.user)
    if person is None or not person.active or sender.standing not in (MemberStatus.MEMBER, MemberStatus.UNKNOWN):
        return ()
    key = account_key(query) if query.strip() else ""
    hits = sorted(
        (not each.startswith(key), each, id) for each, id in work.accounts.ids_by_key().items() if key in each
    )
    options = [Option(label=work.accounts.get(id).name, value=f"={id}") for _, _, id in hits[:SHOWN]]
    exact = any(each == key for _, each, _ in hits)
    typed = [] if exact or not query.strip() else [Option(label=f"+ {query.strip()}", value=f"{TYPED}{query.strip()}")]
    return (*options, *typed)
