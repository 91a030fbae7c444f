"""Where events may go: hosts that the operator lists, and network addresses of the public internet alone."""

from __future__ import annotations

import pytest

from bot.domain.receiver_address import UnfitAddress, WhyUnfit, host_of, is_public, receiver_url

ANY = frozenset({"*"})
LISTED = frozenset({"crm.example.com"})


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://crm.example.com/snurr", "https://crm.example.com/snurr"),
        ("https://CRM.Example.com:8443/a?b=c#d", "https://crm.example.com:8443/a?b=c"),
        ("<https://crm.example.com>", "https://crm.example.com"),
        ("https://crm.example.com:443/", "https://crm.example.com:443/"),
        ("https://xn--bcher-kva.example/x", "https://xn--bcher-kva.example/x"),
    ],
)
def test_an_https_address_is_kept_without_its_fragment(typed: str, stored: str) -> None:
    """And without what a chat puts around it."""
    assert stored == receiver_url(typed, ANY)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", WhyUnfit.NO_ADDRESS),
        ("https://crm.example.com/a b", WhyUnfit.NO_ADDRESS),
        ("https://crm.example.com\\@10.0.0.1/", WhyUnfit.NO_ADDRESS),
        ("https://crm.example.com/\u200b", WhyUnfit.NO_ADDRESS),
        ("https://crm.ехаmple.com", WhyUnfit.NO_ADDRESS),
        ("https://crm.example.com:99999/", WhyUnfit.NO_ADDRESS),
        ("https://[::1/", WhyUnfit.NO_ADDRESS),
        ("https://crm.example.com/" + "x" * 500, WhyUnfit.NO_ADDRESS),
        ("http://crm.example.com/", WhyUnfit.NOT_HTTPS),
        ("ftp://crm.example.com/", WhyUnfit.NOT_HTTPS),
        ("file:///etc/passwd", WhyUnfit.NOT_HTTPS),
        ("crm.example.com", WhyUnfit.NOT_HTTPS),
        ("https://user@crm.example.com/", WhyUnfit.LOGIN),
        ("https://user:secret@crm.example.com/", WhyUnfit.LOGIN),
        ("https://:@crm.example.com/", WhyUnfit.LOGIN),
        ("https://10.0.0.1/", WhyUnfit.HOST),
        ("https://8.8.8.8/", WhyUnfit.HOST),
        ("https://2130706433/", WhyUnfit.HOST),
        ("https://0x7f.1/", WhyUnfit.HOST),
        ("https://0177.0.0.1/", WhyUnfit.HOST),
        ("https://[::1]/", WhyUnfit.HOST),
        ("https://[::ffff:10.0.0.1]/", WhyUnfit.HOST),
        ("https://localhost/", WhyUnfit.HOST),
        ("https://127.0.0.1/", WhyUnfit.HOST),
        ("https://crm/", WhyUnfit.HOST),
        ("https://crm.example.com./", WhyUnfit.HOST),
        ("https://-crm.example.com/", WhyUnfit.HOST),
        ("https:///snurr", WhyUnfit.HOST),
        ("https://crm.example.com:22/", WhyUnfit.PORT),
        ("https://crm.example.com:0/", WhyUnfit.PORT),
        ("https://crm.example.com:80/", WhyUnfit.PORT),
    ],
)
def test_another_address_is_refused(typed: str, why: WhyUnfit) -> None:
    """Whatever leads elsewhere than to a name of the public internet by https, or only seems not to."""
    with pytest.raises(UnfitAddress) as refused:
        receiver_url(typed, ANY)
    assert why is refused.value.why


@pytest.mark.parametrize(
    "typed", ["https://evil.example.com/", "https://crm.example.com.evil.example/", "https://xcrm.example.com/"]
)
def test_a_host_that_is_not_listed_is_refused(typed: str) -> None:
    """A name is the whole name."""
    with pytest.raises(UnfitAddress) as refused:
        receiver_url(typed, LISTED)
    assert WhyUnfit.NOT_LISTED is refused.value.why


@pytest.mark.parametrize("typed", ["http://127.0.0.1:8000/x", "http://localhost/x", "https://localhost:99/x"])
def test_this_machine_is_named_only_where_it_is_listed(typed: str) -> None:
    """For development: by its name or number, by http too; listing every host of the internet does not list it."""
    assert typed == receiver_url(typed, frozenset({"localhost", "127.0.0.1"}))
    for hosts in (ANY, LISTED):
        with pytest.raises(UnfitAddress):
            receiver_url(typed, hosts)


def test_only_the_host_of_an_address_is_shown() -> None:
    """The rest may be a secret of the receiver's."""
    assert "crm.example.com:8443" == host_of("https://crm.example.com:8443/secret?key=1")


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1", "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3",
        "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.255", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "::1", "::", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::a00:1", "64:ff9b::808:808",
        "2002:a00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0",
        "ff02::1", "fec0::1", "100::1", "3fff::1", "5f00::1", "", "localhost", "8.8.8", "08.8.8.8", "8.8.8.8/32",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    """Private, of this machine, of a link, a carrier, many receivers, a host's own services; or one inside another."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2606:4700::1", "2a00:1450:4001::1"],
)
def test_an_address_of_the_public_internet_is_allowed(address: str) -> None:
    """Those beside the networks that are refused too."""
    assert is_public(address)
