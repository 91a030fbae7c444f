"""Where events may go: which web addresses an admin may name, and to which network addresses a connection may be made.

An address that somebody typed could lead to the machine itself, to its neighbours or to its host's own services. So the
operator lists hosts, and what their names resolve to has to be of the public internet, each time anew.
"""

from __future__ import annotations

import re
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from bot.errors import SnurrError

LONGEST_URL = 500
ANY_HOST = "*"
LOOPBACK = frozenset({"localhost", "127.0.0.1"})
"""Hosts of this machine; only where they are listed, for development, and then by http and on any port too."""
HTTPS, FIRST_FREE_PORT = 443, 1024
"""The ports of receivers: that of https, and those that no service of a system has."""
URL = re.compile(r"[!-~]+")
"""What an address is written with: no spaces, nothing unseen, no letters that look like others."""
NAME = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
"""A name of the public internet; a last part without a letter would be a number by which an address is meant."""
NOT_PUBLIC = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/3",
        "168.63.129.16/32",  # public by its number, and yet the host's own services at Azure
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
"""Networks that are not of the public internet, and those whose addresses hold one of another network inside."""
PUBLIC_IPV6 = IPv6Network("2000::/3")


class WhyUnfit(StrEnum):
    """Why an address is none that events may go to."""

    NO_ADDRESS = "no address"
    NOT_HTTPS = "not https"
    LOGIN = "login"
    HOST = "host"
    NOT_LISTED = "not listed"
    PORT = "port"


class UnfitAddress(SnurrError):
    """An address that events may not go to."""

    def __init__(self, why: WhyUnfit) -> None:
        super().__init__(why)
        self.why = why


def receiver_url(text: str, hosts: frozenset[str]) -> str:
    """Return an address as it is stored, its host one of those listed; raises UnfitAddress."""
    text = text.removeprefix("<").removesuffix(">")  # as chats mark an address
    if len(text) > LONGEST_URL or not URL.fullmatch(text) or "\\" in text:
        raise UnfitAddress(WhyUnfit.NO_ADDRESS)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise UnfitAddress(WhyUnfit.NO_ADDRESS) from None
    host = parts.hostname or ""
    _check_host(parts, host, hosts)
    if host not in LOOPBACK and port not in (None, HTTPS) and (port or 0) < FIRST_FREE_PORT:
        raise UnfitAddress(WhyUnfit.PORT)
    return parts._replace(netloc=f"{host}:{port}" if port is not None else host, fragment="").geturl()


def _check_host(parts: SplitResult, host: str, hosts: frozenset[str]) -> None:
    is_here = host in LOOPBACK and host in hosts
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here):
        raise UnfitAddress(WhyUnfit.NOT_HTTPS)
    if parts.username is not None or parts.password is not None:
        raise UnfitAddress(WhyUnfit.LOGIN)
    if not is_here and not NAME.fullmatch(host):
        raise UnfitAddress(WhyUnfit.HOST)
    if host not in hosts and ANY_HOST not in hosts:
        raise UnfitAddress(WhyUnfit.NOT_LISTED)


def host_of(url: str) -> str:
    """Return the host of a stored address, which is all of it that is shown: the rest may hold a secret."""
    return urlsplit(url).netloc


def is_public(text: str) -> bool:
    """Whether a network address, as a resolver returns it, is one of the public internet."""
    try:
        address: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    # One that stands for an IPv4 address lies outside, as those of a machine, a network and many receivers do.
    if isinstance(address, IPv6Address) and address not in PUBLIC_IPV6:
        return False
    return address.is_global and not any(
        address in network for network in NOT_PUBLIC if network.version == address.version
    )
