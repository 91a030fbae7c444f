"""Which accounts a person may mean while typing into the account field of a form."""

from __future__ import annotations

from itertools import islice

from bot.domain.work import Work
from bot.language.name_words import spellings
from bot.messages.events import MemberStatus, Sender
from bot.messages.form import Option
from bot.messages.press import existing, pack_typed_option

SHOWN = 25


def accounts(sender: Sender, query: str, work: Work) -> tuple[Option, ...]:
    """Return the accounts of which a word begins with the query, the first words first; nothing for strangers.

    A query that is no account's exact name is an option as well: the form hands it on as typed text.
    """
    person = work.people.at_address(sender.platform, sender.user)
    # A platform asks for options before anything is sent: guests must not read customers' names there.
    if person is None or not person.active or sender.standing not in (MemberStatus.MEMBER, MemberStatus.UNKNOWN):
        return ()
    typed = query.strip()
    wanted = spellings(typed)
    found = (find(spelt) for spelt in wanted for find in (work.accounts.ids_from, work.accounts.ids_holding))
    hits = sorted({(not key.startswith(wanted), key, id) for keys in found for key, id in keys.items()})
    found_accounts = (work.accounts.get(id) for id in dict.fromkeys(id for _, _, id in hits))
    served = islice((account for account in found_accounts if account.closed is None), SHOWN)
    options = [Option(label=account.name, value=existing(account.id)) for account in served]
    # A select field takes only its options, so a new customer could not be named without this one.
    if typed and not any(key in wanted for _, key, _ in hits):
        options.append(Option(label=f"+ {typed}", value=pack_typed_option(typed)))
    return tuple(options)
