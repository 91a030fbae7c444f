"""`me token`: a secret is shown once, to its holder alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.domain.access_tokens import MOST, TokenKind
from bot.messages import codec
from bot.messages.card import Reply
from tests.commands.own_data import everything
from tests.dialog import Dialog

SECRET = re.compile(r"snurr_a1_[A-Za-z0-9_-]{43}")
TYPED = {
    "en": ("me token new desk 30 days", "my tokens", "me token revoke desk"),
    "da": ("mig token nyt desk 30 dage", "mine tokens", "mig token tilbagekald desk"),
    "de": ("mich Token neues desk 30 Tage", "meine Tokens", "mich Token widerrufen desk"),
    "nb": ("meg token nytt desk 30 dager", "mine tokener", "meg token tilbakekall desk"),
    "pl": ("ja token nowy desk 30 dni", "moje tokeny", "ja token unieważnij desk"),
    "sv": ("mig token nytt desk 30 dagar", "mina tokens", "mig token återkalla desk"),
}


def secret_in(reply: Reply) -> str:
    """Return the secret that a reply shows; "" for none."""
    found = SECRET.search(" ".join(reply.card.texts()))
    return found[0] if found else ""


def works(talk: Dialog, secret: str, **later: float) -> bool:
    """Whether a secret opens for anna."""
    token = talk.work.access_tokens.holder_of(TokenKind.ASSISTANT, secret, talk.at + timedelta(**later))
    return token is not None and talk.work.people.get(token.person).name == "anna"


def test_a_new_token_works_for_ninety_days(talk: Dialog) -> None:
    """The card says until when; it is listed, and by `me`, without its secret."""
    reply = talk.say("me token new laptop")
    assert works(talk, secret_in(reply), days=89)
    assert not works(talk, secret_in(reply), days=90)
    for line in ("me token", "me", "mydata"):
        shown = talk.text(line)
        assert not SECRET.search(shown)
        assert "laptop" in shown or "Tokens: 1" in shown


def test_a_secret_is_nowhere_once_it_was_shown(talk: Dialog) -> None:
    """Neither in the receipt nor in any other row; not in one's own copy either."""
    secret = secret_in(talk.say("me token new laptop", key="k1"))
    assert secret
    assert secret not in str(everything(talk))
    assert secret not in codec.pack(talk.say("mydata export"))


def test_a_repeated_delivery_shows_no_secret_and_leads_to_another(talk: Dialog) -> None:
    """Whose first answer was lost presses a button: the token that nobody has is revoked, the next one is shown."""
    lost = secret_in(talk.say("me token new laptop 10 days", key="k1"))
    repeated = talk.say("me token new laptop 10 days", key="k1")
    assert (True, "") == (repeated.repeated, secret_in(repeated))
    found = secret_in(talk.press("Another token", key="k2"))
    assert (False, True, False) == (works(talk, lost), works(talk, found, days=9), works(talk, found, days=10))
    talk.last = repeated
    assert "" == secret_in(talk.press("Another token", key="k2"))
    assert works(talk, found)


def test_a_secret_that_was_copied_is_hidden_and_still_works(talk: Dialog) -> None:
    """The card that stays in the chat takes the place of the first one."""
    secret = secret_in(talk.say("me token new laptop"))
    hidden = talk.press("Copied, hide it")
    assert (True, "") == (hidden.replaces, secret_in(hidden))
    assert works(talk, secret)


@pytest.mark.parametrize(
    ("line", "label"), [("", "Undo"), ("me token", 'Revoke "laptop"'), ("me token revoke laptop", "")]
)
def test_a_token_is_revoked_by_undo_from_the_list_and_by_name(talk: Dialog, line: str, label: str) -> None:
    """From then on it opens nothing, and is on no list."""
    secret = secret_in(talk.say("me token new laptop"))
    reply = talk.say(line) if line else talk.last
    reply = talk.press(label) if label else reply
    assert "Revoked: laptop. Nothing opens with it any more." in reply.card.texts()
    assert not works(talk, secret)
    assert talk.text("me token").startswith("You have no tokens.")


@pytest.mark.parametrize("line", ["me token", "me token new laptop", "me token revoke laptop"])
def test_a_channel_neither_makes_nor_lists_tokens(talk: Dialog, line: str) -> None:
    """Where others read along, or may be shown a reply by mistake."""
    secret = secret_in(talk.say("me token new laptop"))
    assert "Not in a channel: type it to me alone." in (talk.say(line, channel=True).error or "")
    assert works(talk, secret)


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("me token new laptop", "You have a token called"),
        ("me token new desk 367 days", "at most 366 days"),
        ("me token revoke phone", "No token of yours is called that"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(talk: Dialog, line: str, mistake: str) -> None:
    """One name for one token, no token for years, and nobody else's is revoked."""
    talk.say("me token new phone", "bo")
    talk.say("me token new laptop")
    assert mistake in (talk.say(line).error or "")
    assert {"laptop": 1, "phone": 0} == {name: talk.text("me token").count(f"{name} ·") for name in ("laptop", "phone")}


def test_a_person_has_only_so_many_tokens(talk: Dialog) -> None:
    """One that was revoked makes room."""
    for number in range(MOST):
        assert talk.say(f"me token new t{number}").ok
    assert f"You have {MOST} tokens: revoke one first." in (talk.say("me token new more").error or "")
    talk.say("me token revoke t3")
    assert talk.say("me token new more").ok


def test_the_button_of_a_colleague_opens_and_revokes_nothing(talk: Dialog) -> None:
    """A card that was shown to somebody else acts on one's own tokens alone."""
    secret = secret_in(talk.say("me token new laptop"))
    shown = talk.last
    for label in ("Copied, hide it", "Undo"):
        talk.last = shown
        assert not talk.press(label, "bo").ok
    assert works(talk, secret)


@pytest.mark.parametrize("language", TYPED)
def test_every_language_makes_lists_and_revokes_a_token(talk: Dialog, language: str) -> None:
    """In its own words."""
    talk.say(f"me language {language}")
    new, listed, revoked = TYPED[language]
    secret = secret_in(talk.say(new))
    assert works(talk, secret, days=29)
    assert not works(talk, secret, days=30)
    assert "desk" in talk.text(listed)
    assert talk.say(revoked).ok
    assert not works(talk, secret)
