"""Changes that a platform reports: of a person's profile, or of a channel that can or cannot be posted to."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.clock import known_zone
from bot.domain.channel_posts import ChannelPost, wait_of
from bot.domain.conversations import Conversation, channels_called
from bot.domain.first_contact import Newcomer, learn_mail
from bot.domain.people import LEFT, Person
from bot.domain.teams import Team, place_zone
from bot.domain.work import Work
from bot.language.names import clean_name, fold
from bot.messages import codec
from bot.messages.card import Reply
from bot.messages.events import ChannelChanged, MemberStatus, Posted, ProfileChanged, Sender

DAY = timedelta(days=1)


def apply_change(event: ProfileChanged | ChannelChanged | Posted, work: Work) -> Reply:
    """Store what changed; nobody is answered, so the reply is empty."""
    match event:
        case ProfileChanged():
            profile_changed(event, work)
        case ChannelChanged():
            channel_changed(event, work)
        case Posted():
            posted(event, work)
    return Reply()


def profile_changed(event: ProfileChanged, work: Work) -> None:
    """Store a known person's new name, zone, language and standing; nobody becomes known by it."""
    sender = event.sender
    person = work.people.at_address(sender.platform, sender.user)
    # UNKNOWN is a look-up that failed: stored as "no member" it would stop a person's nudges.
    if person is None or sender.standing is MemberStatus.UNKNOWN:
        return
    hints: dict[str, object] = {"hint_zone": known_zone(sender.zone), "hint_language": sender.language}
    # An empty hint says that the platform did not tell: it must not clear what is known.
    known = {name: value for name, value in hints.items() if value}
    renaming = _renaming(work, person, clean_name(sender.name))
    work.people.change(person.id, active=_is_active(work, person, sender), **known, **renaming)
    if sender.standing is MemberStatus.MEMBER:
        who = Newcomer(platform=sender.platform, user=sender.user, name=sender.name, mail=sender.mail, at=event.at)
        learn_mail(work, person, who)


def _is_active(work: Work, person: Person, sender: Sender) -> bool:
    """Note whether the sender is a full member there; a person who left one platform is active on none."""
    reach = work.people.reach(sender.platform, sender.user)
    is_member = sender.standing is MemberStatus.MEMBER
    if not is_member or (reach and reach.parked == LEFT):
        work.people.park(sender.platform, sender.user, "" if is_member else LEFT)
    return all(address.parked != LEFT for address in work.people.addresses(person.id))


def _renaming(work: Work, person: Person, name: str) -> dict[str, object]:
    """Return the changes by which a person takes a name on a platform; none where the name is anybody else's.

    Whoever was set up, met, removed or claimed under a name keeps it: people are named by it, and nobody may become
    another by renaming. The name at first contact is kept until an admin confirms the new one.
    """
    key = fold(name)
    if not key or name == person.name or any(holder.id != person.id for holder in work.people.named(name)):
        return {}
    claimed = any(fold(claim.name) == key and claim.newcomer != person.id for claim in work.claims.open())
    if claimed or any(other.id != person.id for other in work.people.formerly(name)):
        return {}
    first = person.renamed_from or person.name
    return {"name": name, "renamed_from": "" if fold(first) == key else first}


def channel_changed(event: ChannelChanged, work: Work) -> None:
    """Store the address and name of a team's channel, and whether it can be posted to."""
    place = event.place
    address = f"{place.platform}:#{place.channel}"
    name = clean_name(place.name)
    # Of several channels of one name an admin says which one is meant, in the channel itself.
    channels = (channel for channel in work.conversations.named() if channel.platform == place.platform)
    unique = len(channels_called(channels, name)) <= 1
    meant = partial(_is_channel, address=address, name=name if unique else "")
    for team in filter(meant, work.teams.all()):
        work.teams.move(team.id, name or team.channel, address)
        work.teams.park(team.id, event.closed)
        if not event.closed:
            work.outbox.unpark(event.at, team=team.id)


def _is_channel(team: Team, *, address: str, name: str) -> bool:
    # A known address decides alone: a channel's name can be given to another channel.
    if team.address:
        return team.address == address
    return bool(channels_called([Conversation(target=address, reference="", name=name)], team.channel))


def posted(event: Posted, work: Work) -> None:
    """Remember a channel's post whose subject changes later; what changed while it was posted shows at once."""
    sender, place, until = event.sender, event.place, event.at
    who = work.people.at_address(sender.platform, sender.user)
    team = work.teams.get(who.team) if who and who.team else None
    day = event.at.date()
    number = wait_of(event.subject)
    if number is not None and (wait := work.figures.wait(number, day - DAY, day + DAY)):
        until = wait.ends_at(place_zone(work.teams, work.people, wait))
    post = ChannelPost(
        subject=event.subject,
        address=f"{place.platform or sender.platform}:#{place.channel}",
        receipt=event.receipt,
        card=codec.pack(Reply(card=event.card)),
        language=(team and team.language) or (who.language if who else ""),
        until=until,
    )
    work.channel_posts.add(post)
