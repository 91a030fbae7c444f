"""Whom a typed name means: each command that takes one acts on exactly one person, or asks and changes nobody."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.arguments.person_match import address_words
from bot.dispatch.platform_changes import profile_changed
from bot.domain.audit import AuditAction
from bot.domain.claims import ClaimReason
from bot.domain.people import Person, Role
from bot.language.tokens import tokens
from bot.messages.card import Reply
from bot.messages.events import Line, ProfileChanged, Sender
from bot.messages.plain_text import card_text
from tests.commands.steps import labels, press, roles
from tests.dialog import Dialog

COMMANDS = {
    "role": "admin person {} manager",
    "role taken": "admin person {} without seller",
    "team": "admin person {} team Syd",
    "zone": "admin person {} timezone Europe/London",
    "name": "admin person {} name Zed Zimmer",
    "quota": "admin quota {} 3",
    "hours": "admin hours {} mon 08:00-10:00",
    "removal": "admin remove person {}",
    "touchpoint": "admin touchpoint invoice owner {}",
    "account": "account acme owner {}",
    "figures": "team {} week",
}
ADDS = {"role", "team", "zone", "touchpoint", "account"}
"""Commands that may add somebody whose name is not known."""


def met(talk: Dialog, name: str, user: str, **values: object) -> Person:
    """Add somebody who came from Slack."""
    person = talk.work.people.add(name, talk.at, team=1)
    talk.work.people.link(person.id, "slack", user)
    return talk.work.people.change(person.id, roles=frozenset({Role.SELLER, Role.COLLEAGUE}), **values)


def renamed(talk: Dialog, person: Person, user: str, name: str) -> Person:
    """Take another name on Slack."""
    sender = Sender(platform="slack", user=user, name=name)
    profile_changed(ProfileChanged(sender=sender, at=talk.at), talk.work)
    return talk.work.people.get(person.id)


def mention(talk: Dialog, text: str, mentioned: Mapping[str, str]) -> Reply:
    """Type a line in Slack, in which people are mentioned; chris is the admin there too."""
    chris = talk.work.people.by_name("chris")
    assert chris
    talk.work.people.link(chris.id, "slack", "U0")
    sender = Sender(platform="slack", user="U0", name="chris")
    return talk.give(Line(sender=sender, at=talk.at, text=text, limited=False, mentioned=mentioned))


def state(talk: Dialog, person: int) -> object:
    """Return what commands can change about somebody, and how often their figures were looked at."""
    work = talk.work
    looks = [record for record in work.audit.about(person) if record.action is AuditAction.LOOKED]
    points = [point.id for point in work.touchpoints.all() if point.owner == person]
    return work.people.get(person), [account.id for account in work.accounts.owned_by(person)], points, len(looks)


def states(talk: Dialog) -> dict[int, object]:
    """Return the same of everybody but the admin who types."""
    return {person.id: state(talk, person.id) for person in talk.work.people.everyone() if person.name != "chris"}


def touched(before: Mapping[int, object], after: Mapping[int, object], *, owner_before: int) -> set[int]:
    """Return who was changed, added, or looked at; the customer's owner before loses it to another."""
    return {person for person, now in after.items() if before.get(person) != now} - {owner_before}


def run(talk: Dialog, line: str, mentioned: Mapping[str, str] | None = None) -> set[int]:
    """Type a line as the admin and return whom it touched."""
    anna = talk.work.people.by_name("anna")
    assert anna
    before = states(talk)
    mention(talk, line, mentioned or {})
    return touched(before, states(talk), owner_before=anna.id)


def press_and_run(talk: Dialog, label: str) -> set[int]:
    """Press a button of the question and return whom that touched."""
    anna = talk.work.people.by_name("anna")
    assert anna
    before = states(talk)
    talk.press(label, "chris")
    return touched(before, states(talk), owner_before=anna.id)


# a name of one person


@pytest.mark.parametrize("line", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("name", ["Kari", "KARI", "@kari"])
def test_a_name_of_one_person_is_that_person(talk: Dialog, line: str, name: str) -> None:
    """Done at once, whatever the case."""
    kari = met(talk, "Kari", "U1")
    assert {kari.id} == run(talk, line.format(name))


@pytest.mark.parametrize("line", ["admin person Kari manager", "admin quota Kari 3", "admin hours Kari mon 8:00-10:00"])
def test_the_receipt_names_the_platform_and_the_id(talk: Dialog, line: str) -> None:
    """Whoever gets a right or a setting is told apart from others by it."""
    met(talk, "Kari", "U1")
    assert "Kari · Slack U1 · " in talk.text(line, "chris")


def test_somebody_known_by_name_alone_is_set_up_by_name(talk: Dialog) -> None:
    """As on an installation where nobody has come from a platform yet."""
    assert talk.text("admin person Eva manager team Nord", "chris").startswith("Saved · Eva · manager · Nord")
    assert roles(talk, "Eva") == {Role.MANAGER}


# a name of several people


@pytest.mark.parametrize("line", COMMANDS.values(), ids=COMMANDS)
def test_a_name_of_two_people_is_asked_about_and_the_chosen_one_is_meant(talk: Dialog, line: str) -> None:
    """Nobody is touched before the press, and then the second of the two alone."""
    met(talk, "Kari", "U1")
    second = met(talk, "Kari", "U2")
    assert set() == run(talk, line.format("Kari"))
    assert labels(talk.last) == ["Kari · Slack U1", "Kari · Slack U2"]
    assert 'Who do you mean by "Kari"?' in card_text(talk.last.card)
    assert {second.id} == press_and_run(talk, "Kari · Slack U2")


@pytest.mark.parametrize("line", COMMANDS.values(), ids=COMMANDS)
def test_an_address_names_one_of_two_people(talk: Dialog, line: str) -> None:
    """In whatever case."""
    met(talk, "Kari", "U1")
    second = met(talk, "Kari", "U2")
    assert {second.id} == run(talk, line.format("slack:u2"))


@pytest.mark.parametrize("line", COMMANDS.values(), ids=COMMANDS)
def test_a_mention_names_one_of_two_people(talk: Dialog, line: str) -> None:
    """The id that the mention carries counts, not the name that it shows."""
    met(talk, "Kari Lund", "U1")
    second = met(talk, "Kari Lund", "U2")
    assert {second.id} == run(talk, line.format("@Kari Lund"), {"Kari Lund": "U2"})


@pytest.mark.parametrize("line", COMMANDS.values(), ids=COMMANDS)
def test_a_mention_counts_though_it_shows_another_persons_name(talk: Dialog, line: str) -> None:
    """Whoever shows a colleague's name on the platform is still who the id says."""
    met(talk, "Kari", "U1")
    mallory = met(talk, "Mallory", "U9")
    assert {mallory.id} == run(talk, line.format("@Kari"), {"Kari": "U9"})


def test_those_who_were_never_met_are_told_apart_too(talk: Dialog) -> None:
    """A set-up and somebody who came under the name; two set-ups by their number."""
    met(talk, "Kari", "U1")
    talk.work.people.add("Kari", talk.at)
    assert labels(talk.say("admin quota Kari 3", "chris")) == ["Kari · Slack U1", "Kari · not met yet"]
    third = talk.work.people.add("Kari", talk.at)
    talk.say("admin quota Kari 3", "chris")
    assert f"Kari · not met yet ({third.id})" in labels(talk.last)


def test_the_set_up_tells_people_of_one_name_apart(talk: Dialog) -> None:
    """And says who took a name; a name of one person stands alone."""
    met(talk, "Kari", "U1")
    met(talk, "Kari", "U2")
    renamed(talk, met(talk, "Mallory", "U9"), "U9", "Ola Lie")
    text = talk.text("admin", "chris")
    found = [
        name for name in ("Kari · Slack U1", "Kari · Slack U2", "Ola Lie · Slack U9 · was Mallory") if name in text
    ]
    assert (len(found), "\nanna ·" in text) == (3, True)


def test_a_long_name_leaves_the_address_visible(talk: Dialog) -> None:
    """What tells two people apart is never cut off."""
    user = "8c1f0000-aaaa-bbbb-cccc-0123456789ab"
    for number in (1, 2):
        person = talk.work.people.add("Kari " + "x" * 70, talk.at)
        talk.work.people.link(person.id, "teams", f"{number}{user[1:]}")
    found = labels(talk.say("admin quota Kari " + "x" * 70 + " 3", "chris"))
    assert [f"Teams {number}{user[1:]}" in label for number, label in enumerate(found, 1)] == [True, True]
    assert max(map(len, found)) <= 75


# names that go on in the words of the line


@pytest.mark.parametrize(
    ("line", "hostile"),
    [
        ("admin person Kari manager", "Kari manager"),
        ("admin person Kari manager team Syd", "Kari manager team"),
        ("admin quota Kari 3", "Kari 3"),
        ("admin hours Kari mon 08:00-10:00", "Kari mon 08:00-10:00"),
        ("team Kari week", "Kari week"),
    ],
)
def test_a_longer_name_takes_no_words_of_a_line_unasked(talk: Dialog, line: str, hostile: str) -> None:
    """Somebody called "Kari 3" gets nothing that is meant for Kari."""
    kari = met(talk, "Kari", "U1")
    met(talk, hostile, "U9")
    assert set() == run(talk, line)
    assert labels(talk.last) == [f"{hostile} · Slack U9", "Kari · Slack U1"]
    assert {kari.id} == press_and_run(talk, "Kari · Slack U1")


@pytest.mark.parametrize("hostile", ["Kari manager", "Kari manager team"])
def test_a_longer_name_does_not_stand_for_somebody_new(talk: Dialog, hostile: str) -> None:
    """The question offers to add the one who was named."""
    met(talk, hostile, "U9")
    assert set() == run(talk, "admin person Kari manager team Syd")
    assert labels(talk.last) == [f"{hostile} · Slack U9", 'Add "Kari"']
    talk.press('Add "Kari"', "chris")
    assert roles(talk, "Kari") == {Role.MANAGER}


def test_a_longer_name_is_asked_about_only_where_the_rest_means_something(talk: Dialog) -> None:
    """Kari Lund is not Kari."""
    met(talk, "Kari", "U1")
    lund = met(talk, "Kari Lund", "U2")
    assert {lund.id} == run(talk, "admin quota Kari Lund 3")


def test_a_persons_name_does_not_hide_a_team(talk: Dialog) -> None:
    """Teams have the names that an admin gave them."""
    met(talk, "Nord week", "U9")
    assert talk.text("team Nord week", "chris").startswith("Nord · ")


# somebody removed


@pytest.mark.parametrize("command", ["quota", "hours", "removal", "touchpoint", "account"])
def test_a_removed_person_is_given_nothing(talk: Dialog, command: str) -> None:
    """And nobody is added in their place by naming them."""
    met(talk, "Kari", "U1", gone=True)
    assert set() == run(talk, COMMANDS[command].format("Kari"))
    assert labels(talk.last) == []


@pytest.mark.parametrize("line", COMMANDS.values(), ids=COMMANDS)
def test_of_two_people_the_one_on_the_list_is_meant(talk: Dialog, line: str) -> None:
    """Who was removed does not come back because another has the name."""
    met(talk, "Kari", "U1", gone=True)
    here = met(talk, "Kari", "U2")
    assert {here.id} == run(talk, line.format("Kari"))


@pytest.mark.parametrize("name", ["Kari", "slack:U1"])
def test_the_audit_of_somebody_removed_can_be_read(talk: Dialog, name: str) -> None:
    """What they did is not gone with them; of several the admin says which."""
    kari = met(talk, "Kari", "U1", gone=True)
    assert talk.text(f"admin audit {name}", "chris").startswith("Audit · Kari")
    met(talk, "Kari", "U2", gone=True)
    assert talk.say(f"admin audit {name}", "chris").ok is (name == "slack:U1")
    assert press(talk, "admin audit", "chris", person=f"={kari.id}").ok


def test_an_admins_line_restores_the_only_removed_person_of_a_name(talk: Dialog) -> None:
    """As it always did; of several the admin says which."""
    first = met(talk, "Kari", "U1", gone=True)
    assert {first.id} == run(talk, "admin person Kari")
    talk.work.people.change(first.id, gone=True)
    met(talk, "Kari", "U2", gone=True)
    assert set() == run(talk, "admin person Kari")
    assert labels(talk.last) == ["Kari · Slack U1", "Kari · Slack U2"]


def test_a_button_for_somebody_removed_since_gives_them_nothing(talk: Dialog) -> None:
    """Old questions stay in chats."""
    kari = met(talk, "Kari", "U1", gone=True)
    reply = press(talk, "admin quota", "chris", person=f"={kari.id}", **{"~quota": "3"})
    assert "no longer there" in (reply.error or "")


# a name that somebody took


@pytest.mark.parametrize("line", COMMANDS.values(), ids=COMMANDS)
def test_a_name_taken_after_first_contact_is_asked_about(talk: Dialog, line: str) -> None:
    """The button shows who the person was; nobody is touched before it is pressed."""
    mallory = met(talk, "Mallory", "U9")
    renamed(talk, mallory, "U9", "Kari Lund")
    assert set() == run(talk, line.format("Kari Lund"))
    assert "Kari Lund · Slack U9 · was Mallory" in labels(talk.last)
    assert mallory.roles == talk.work.people.get(mallory.id).roles
    assert {mallory.id} == press_and_run(talk, "Kari Lund · Slack U9 · was Mallory")


@pytest.mark.parametrize("command", sorted(ADDS))
def test_somebody_new_can_be_meant_by_a_taken_name(talk: Dialog, command: str) -> None:
    """Who has not written yet is set up beside the one who took the name; a second press adds nobody."""
    mallory = met(talk, "Mallory", "U9")
    renamed(talk, mallory, "U9", "Kari Lund")
    run(talk, COMMANDS[command].format("Kari Lund"))
    question = talk.last
    assert len(press_and_run(talk, 'Add "Kari Lund"') - {mallory.id}) == 1
    talk.last = question
    talk.press('Add "Kari Lund"', "chris")
    assert len(talk.work.people.named("Kari Lund")) == 2


@pytest.mark.parametrize("line", COMMANDS.values(), ids=COMMANDS)
def test_the_name_at_first_contact_still_means_the_person(talk: Dialog, line: str) -> None:
    """Somebody else who takes the free name is told apart."""
    anna = met(talk, "Berit", "U1")
    renamed(talk, anna, "U1", "Berit Berg")
    assert set() == run(talk, line.format("Berit"))
    assert "Berit Berg · Slack U1 · was Berit" in labels(talk.last)


def test_an_admins_press_confirms_the_name(talk: Dialog) -> None:
    """Asked once; a seller's press confirms nothing."""
    anna = met(talk, "Berit", "U1")
    renamed(talk, anna, "U1", "Berit Berg")
    label = "Berit Berg · Slack U1 · was Berit"
    talk.say("account acme owner Berit Berg", "bo")
    talk.press(label, "bo")
    assert talk.work.people.get(anna.id).renamed_from == "Berit"
    talk.say("admin quota Berit Berg 3", "chris")
    talk.press(label, "chris")
    assert talk.work.people.get(anna.id).renamed_from == ""
    assert talk.say("admin quota Berit Berg 4", "chris").ok


def test_an_admins_new_name_is_theirs(talk: Dialog) -> None:
    """No question afterwards."""
    anna = met(talk, "Berit", "U1")
    renamed(talk, anna, "U1", "Berit Berg")
    assert talk.say("admin person slack:U1 name Berit Bo", "chris").ok
    assert talk.say("admin quota Berit Bo 4", "chris").ok


# a name that is not known


@pytest.mark.parametrize("line", [COMMANDS[name] for name in sorted(set(COMMANDS) - ADDS - {"role taken"})])
def test_an_unknown_name_touches_nobody(talk: Dialog, line: str) -> None:
    """It is asked about or refused."""
    assert set() == run(talk, line.format("Niemand"))
    assert not talk.last.ok


@pytest.mark.parametrize("command", ["touchpoint", "account"])
def test_pressing_twice_adds_somebody_once(talk: Dialog, command: str) -> None:
    """The button looks the name up before it adds."""
    question = talk.say(COMMANDS[command].format("Nienke"), "chris")
    for _ in range(2):
        talk.last = question
        assert talk.press('Add "Nienke"', "chris").ok
    assert len(talk.work.people.named("Nienke")) == 1


@pytest.mark.parametrize("line", COMMANDS.values(), ids=COMMANDS)
def test_an_address_never_means_somebody_who_calls_himself_so(talk: Dialog, line: str) -> None:
    """A display name may look like an address or a mail."""
    for user, name in (("U8", "slack:U99"), ("U9", "boss@firm.dk")):
        met(talk, name, user)
        before = {person.id for person in talk.work.people.everyone()}
        assert run(talk, line.format(name)).isdisjoint(before)


# by id and by mail


def test_a_mention_of_somebody_not_met_yet_binds_to_the_id(talk: Dialog) -> None:
    """The rights wait at the address and not under the name."""
    mention(talk, "admin person @Kari Lund manager team Nord", {"Kari Lund": "U7"})
    kari = talk.work.people.at_address("slack", "U7")
    assert kari
    assert (kari.name, kari.roles) == ("Kari Lund", {Role.MANAGER})
    assert "Kari Lund · Slack U7 · manager · Nord" in card_text(talk.last.card)


def test_a_mention_binds_a_set_up_that_waits_for_the_name(talk: Dialog) -> None:
    """The admin says by it who is meant; nobody is there twice."""
    talk.say("admin person Kari manager", "chris")
    mention(talk, "admin person @Kari", {"Kari": "U7"})
    kari = talk.work.people.at_address("slack", "U7")
    assert kari and kari.roles == {Role.MANAGER}
    assert len(talk.work.people.named("Kari")) == 1


def test_a_mention_takes_nothing_from_a_set_up_that_waits_for_a_mail_or_an_id(talk: Dialog) -> None:
    """Only its own mail or id is that person."""
    talk.say("admin person kari@firm.dk manager name Kari", "chris")
    mention(talk, "admin person @Kari seller", {"Kari": "U7"})
    kari = talk.work.people.at_address("slack", "U7")
    assert kari and kari.roles == {Role.SELLER}


def test_a_mention_of_somebody_with_the_name_of_another_leaves_the_other_alone(talk: Dialog) -> None:
    """Two people met by id may have one name; a removed one does not come back by it."""
    first, gone = met(talk, "Kari", "U1"), met(talk, "Kari", "U2", gone=True)
    mention(talk, "admin person @Kari manager", {"Kari": "U7"})
    assert len(talk.work.people.named("Kari")) == 3
    assert [first, gone] == [talk.work.people.get(first.id), talk.work.people.get(gone.id)]


def test_a_mail_address_sets_somebody_up_and_finds_them_again(talk: Dialog) -> None:
    """By the part before @, or by a name that is given."""
    text = talk.text("admin person Kari.Lund@Firm.dk manager team Nord", "chris")
    assert text.startswith("Saved · kari.lund · kari.lund@firm.dk · manager · Nord")
    assert talk.say("admin person kari.lund@firm.dk seller name Kari Lund", "chris").ok
    kari = talk.work.people.at_address("mail", "kari.lund@firm.dk")
    assert kari and (kari.name, kari.roles) == ("Kari Lund", {Role.MANAGER, Role.SELLER})
    assert talk.say("admin person ola@firm.dk manager name Ola Lie", "chris").ok
    assert roles(talk, "Ola Lie") == {Role.MANAGER}


def test_a_mail_address_takes_no_ones_name(talk: Dialog) -> None:
    """What stands before @ is only a word."""
    error = talk.say("admin person anna@firm.dk manager", "chris").error or ""
    assert '"anna" is on the list already' in error
    assert roles(talk, "anna") == {Role.SELLER}


def test_an_address_of_nobody_needs_a_name(talk: Dialog) -> None:
    """An id alone says nothing to a reader."""
    error = talk.say("admin person slack:U77 manager", "chris").error or ""
    assert "Nobody was met at slack:U77 yet: add “name”" in error
    assert talk.say("admin person slack:U77 manager name Nina", "chris").ok
    nina = talk.work.people.at_address("slack", "U77")
    assert nina and (nina.name, nina.roles) == ("Nina", {Role.MANAGER})
    assert "Nobody was met at slack:U78 yet." in (talk.say("admin quota slack:U78 3", "chris").error or "")


# names that try to be more than a name


@pytest.mark.parametrize("name", ["Mallory admin", "Mallory manager team Syd", 'M" manager "x', "Mallory, admin"])
def test_words_in_a_mentioned_name_are_never_arguments(talk: Dialog, name: str) -> None:
    """The whole name stands for the person, also where it ends in a role or a keyword."""
    mallory = met(talk, name, "U9")
    assert mention(talk, f"admin person @{name} seller", {name: "U9"}).ok
    found = talk.work.people.get(mallory.id)
    assert (found.roles, found.team) == ({Role.SELLER, Role.COLLEAGUE}, 1)


def test_words_in_a_mentioned_owners_name_are_never_arguments(talk: Dialog) -> None:
    """A customer's rhythm stays as it was."""
    mallory = met(talk, "Mallory every 1d", "U9")
    assert mention(talk, "account acme owner @Mallory every 1d", {"Mallory every 1d": "U9"}).ok
    acme = talk.work.accounts.by_key("acme")
    assert acme and (acme.owner, acme.rhythm) == (mallory.id, None)


def test_a_mention_stays_bound_while_a_form_asks_for_the_rest(talk: Dialog) -> None:
    """The form holds the address, so that the name cannot mean another one when it is saved."""
    met(talk, "Kari", "U1")
    mallory = met(talk, "Mallory", "U9")
    form = mention(talk, "admin quota @Kari", {"Kari": "U9"}).form
    assert form and {field.name: field.value for field in form.fields}["person"] == "slack:U9"
    assert talk.submit({"person": "slack:U9", "quota": "3"}, "chris").ok
    assert talk.work.people.get(mallory.id).quota(1) == 3


def test_a_mention_stays_bound_while_another_question_is_asked(talk: Dialog) -> None:
    """The button of the other question carries the address."""
    met(talk, "Kari", "U1")
    mallory = met(talk, "Mallory", "U9")
    talk.account("Acme Norge", "bo")
    mention(talk, "account acm owner @Kari", {"Kari": "U9"})
    assert talk.press("Acme Norge", "chris").ok
    norge = talk.work.accounts.by_key("acme norge")
    assert norge and norge.owner == mallory.id


def test_a_mention_stays_bound_in_the_button_of_a_misspelt_verb(talk: Dialog) -> None:
    """The button shows the line as typed and carries the address; a note keeps the name."""
    met(talk, "Kari", "U1")
    mallory = met(talk, "Mallory", "U9")
    mention(talk, "acount acme owner @Kari", {"Kari": "U9"})
    assert {mallory.id} == press_and_run(talk, "account acme owner @Kari")
    mention(talk, "cal acme saw @Kari", {"Kari": "U9"})
    assert "saw @Kari" in card_text(talk.press("call acme saw @Kari", "chris").card)


def test_a_form_asks_about_a_name_of_several_people(talk: Dialog) -> None:
    """What was filled in is carried along."""
    met(talk, "Kari", "U1")
    second = met(talk, "Kari", "U2")
    talk.say("admin person", "chris")
    talk.submit({"name": "Kari", "roles": "manager", "zone": "Europe/London"}, "chris")
    talk.press("Kari · Slack U2", "chris")
    found = talk.work.people.get(second.id)
    assert (Role.MANAGER in found.roles, found.zone) == (True, "Europe/London")


@pytest.mark.parametrize("standing", ["set up", "met", "removed", "former", "claimed"])
def test_a_rename_never_takes_a_name_that_is_another_ones(talk: Dialog, standing: str) -> None:
    """Whoever was named by an admin, met, removed, or came under the name keeps it."""
    mallory = met(talk, "Mallory", "U9")
    match standing:
        case "set up":
            talk.say("admin person Kari manager", "chris")
        case "met":
            met(talk, "Kari", "U1")
        case "removed":
            met(talk, "Kari", "U1", gone=True)
        case "former":
            renamed(talk, met(talk, "Kari", "U1"), "U1", "Kari Berg")
        case _:
            anna = talk.work.people.by_name("anna")
            assert anna
            talk.work.claims.add("slack", "U5", "Kari", anna.id, ClaimReason.HELD, talk.at, newcomer=None)
    found = renamed(talk, mallory, "U9", "KARI")
    assert (found.name, found.renamed_from) == ("Mallory", "")


def test_the_name_at_first_contact_is_kept_through_several_renames(talk: Dialog) -> None:
    """Back to it, there is nothing to ask about; another spelling is the same name."""
    mallory = met(talk, "Mallory", "U9")
    assert renamed(talk, mallory, "U9", "MALLORY").renamed_from == ""
    assert renamed(talk, mallory, "U9", "Kari Lund").renamed_from == "MALLORY"
    assert renamed(talk, mallory, "U9", "Kari Berg").renamed_from == "MALLORY"
    assert renamed(talk, mallory, "U9", "Mallory").renamed_from == ""


def test_changes_of_people_are_recorded_once(talk: Dialog) -> None:
    """Who changed what; what stayed as it was is no change."""
    kari = met(talk, "Kari", "U1")
    for _ in range(2):
        talk.say("admin quota Kari 3", "chris")
        talk.say("admin hours Kari mon 08:00-10:00", "chris")
        talk.say("admin person Kari team Syd timezone Europe/London country SE language sv", "chris")
    talk.say("admin person Kari name Kari Lie", "chris")
    chris = talk.work.people.by_name("chris")
    records = [r for r in talk.work.audit.about(kari.id) if r.action is AuditAction.PERSON_CHANGED]
    assert chris and {record.author for record in records} == {chris.id}
    assert sorted(record.what for record in records) == [
        "country SE", "hours", "language sv", "name Kari Lie", "quota 3", "team Syd", "zone Europe/London",
    ]  # fmt: skip


def test_a_mention_lets_in_an_address_that_waits_for_an_admin(talk: Dialog) -> None:
    """Somebody came under the name of a removed person; the admin's line by id is the yes."""
    gone = met(talk, "Kari", "U1", gone=True)
    newcomer = Sender(platform="slack", user="U7", name="Kari")
    line = Line(sender=newcomer, at=talk.at, text="call acme", limited=False)
    assert not talk.give(line).ok
    mention(talk, "admin person @Kari seller", {"Kari": "U7"})
    assert talk.give(line).ok
    assert not talk.work.people.get(gone.id).active
    assert [] == talk.work.claims.open()


@pytest.mark.parametrize("shown", ["a " * 1000, "a" * 81])
def test_a_mention_that_shows_more_than_a_name_stays_as_it_is(shown: str) -> None:
    """Its sender chooses what it shows: looked for at each word, a long one would cost seconds."""
    words = tokens("admin quota " + "a " * 1900)
    assert (words, {}) == address_words(words, {shown: "U9"}, "slack")


def test_of_many_mentions_the_first_are_bound() -> None:
    """A line names one or two people."""
    mentioned = {f"n{number}": f"U{number}" for number in range(1000)}
    words, names = address_words(tokens(" ".join(f"@n{number}" for number in range(1000))), mentioned, "slack")
    assert (1000, 20) == (len(words), len(names))
