"""Claims as an admin reads them: who came from which address under whose name, and the buttons that decide it."""

from __future__ import annotations

from typing import assert_never

from bot.domain.claim_decision import Verdict
from bot.domain.claims import Claim, ClaimReason
from bot.domain.people import MAIL
from bot.domain.work import Work
from bot.language.i18n import Translator
from bot.messages.card import Button, Style
from bot.messages.press import Press

NAME_SHOWN = 24
"""Characters of a name on a button, beside the address, which is shown whole."""


def claim_text(say: Translator, claim: Claim, name: str) -> str:
    """Return who came and whose name `name` is, in one sentence."""
    match claim.reason:
        case ClaimReason.SET_UP:
            return say.t("claim", "{address} came as {name}, set up by an admin.", address=claim.address, name=name)
        case ClaimReason.REMOVED:
            return say.t("claim", "{address} came as {name}, removed by an admin.", address=claim.address, name=name)
        case ClaimReason.HELD:
            return say.t("claim", "{address} came as {name}, who is known already.", address=claim.address, name=name)
        case _:
            assert_never(claim.reason)


def mail_text(say: Translator, work: Work, claim: Claim) -> str:
    """Return the verified mail address of who came, empty when none is known."""
    known = work.people.addresses(claim.newcomer) if claim.newcomer else ()
    mails = ", ".join(address.target for address in known if address.platform == MAIL)
    return say.t("claim", "Verified mail: {mail}.", mail=mails) if mails else ""


def claim_buttons(say: Translator, work: Work, claim: Claim) -> tuple[Button, ...]:
    """Return the buttons that decide a claim; each shows the address, for a name proves nothing."""
    name, address = work.people.get(claim.person).name[:NAME_SHOWN], claim.address
    same = say.t("claim", "It is {name}: {address}", name=name, address=address)
    if claim.reason is not ClaimReason.REMOVED:
        other = say.t("claim", "Not {name}: {address}", name=name, address=address)
        return (_button(same, claim, Verdict.SAME, Style.MAIN), _button(other, claim, Verdict.OTHER))
    let_in = say.t("claim", "Let in as new: {address}", address=address)
    keep_out = say.t("claim", "Keep out: {address}", address=address)
    return (
        _button(let_in, claim, Verdict.OTHER),
        _button(same, claim, Verdict.SAME),
        _button(keep_out, claim, Verdict.OUT),
    )


def undo_button(say: Translator, claim: Claim) -> Button:
    """Return the button that makes a refused claim a question again."""
    return _button(say.t("button", "Undo"), claim, Verdict.REOPEN)


def _button(label: str, claim: Claim, verdict: Verdict, style: Style = Style.PLAIN) -> Button:
    press = Press(verb="admin claim", values={"claim": str(claim.id), "verdict": verdict.value})
    return Button(label=label, press=press, style=style)
