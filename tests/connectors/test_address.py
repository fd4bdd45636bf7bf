"""H20: one spelling of each thing; whatever points inside is refused, however it is written."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.connectors.outbound import Outbound, OutboundRefused, read_address
from makegood.connectors.outbound.reachable import inside

WORLD = ip_address("93.184.215.14")
SPELLINGS = [
    "http://app.partner.example/", "ftp://app.partner.example/", "file:///etc/passwd", "gopher://127.0.0.1:25/x",
    "https://127.0.0.1/", "https://127.0.0.1:8000/", "https://127.1/", "https://127.0.1/", "https://2130706433/",
    "https://0177.0.0.1/", "https://0x7f.0.0.1/", "https://0x7f000001/", "https://017700000001/", "https://0/",
    "https://0.0.0.0/", "https://127.0.0.1./", "https://127.000.000.001/", "https://10.1.2.3/", "https://172.16.0.1/",
    "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data/", "https://0xa9fea9fe/", "https://2852039166/",
    "https://100.64.0.1/", "https://100.100.100.200/", "https://168.63.129.16/", "https://198.18.0.1/",
    "https://224.0.0.1/", "https://255.255.255.255/", "https://[::1]/", "https://[::]/", "https://[0:0:0:0:0:0:0:1]/",
    "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[::127.0.0.1]/", "https://[fd00:ec2::254]/",
    "https://[fe80::1]/", "https://[fe80::1%25eth0]/", "https://[ff02::1]/", "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::a9fe:a9fe]/", "https://[64:ff9b:1::1]/", "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/", "https://localhost/", "https://LOCALHOST/", "https://localhost./",
    "https://app.localhost/", "https://intranet/", "https://metadata.google.internal/", "https://printer.local/",
    "https://①②⑦.⓪.⓪.①/", "https://127。0。0。1/", "https://app.partner.example\\@127.0.0.1/",
    "https://app.partner.example@127.0.0.1/", "https://user@app.partner.example/", "https://app.partner.example/\\x",
    "https://user:secret@app.partner.example/", "https://127.0.0.1#@app.x.example",
    "https://-oProxyCommand=x/", "https://app.partner.example:0/", "https://app.partner.example:99999/",
    "https://app.partner.example:44 3/", "https://app.partner.example\r\nHost: x/", "https://", "https:///etc", "",
    "//app.partner.example/", "app.partner.example", "https://a..b/", "https://[127.0.0.1]/", "https://1.2.3.4.5/",
    "https://[::1", "https://x.example.1/", "https://" + "a" * 3000 + ".example/",
]  # fmt: skip


@pytest.mark.parametrize("url", SPELLINGS)
def test_a_spelling_that_hides_or_points_inside_is_refused(url: str) -> None:
    outbound = Outbound(resolve=lambda host, port: [WORLD])
    with pytest.raises(OutboundRefused, match=r"^The address [a-z].*\.$"):
        outbound.check(url)


@pytest.mark.parametrize(
    "answer",
    [
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "fd00:ec2::254",
        "::1",
        "::ffff:10.0.0.1",
        "fe80::1%eth0",
        "64:ff9b::7f00:1",
    ],
)
def test_a_good_name_that_resolves_inside_is_refused(answer: str) -> None:
    with pytest.raises(OutboundRefused, match=r"points (to|into)"):
        Outbound(resolve=lambda host, port: [ip_address(answer)]).check("https://app.partner.example/")


def test_one_address_inside_among_good_ones_refuses_all() -> None:
    with pytest.raises(OutboundRefused, match=r"10\.0\.0\.7"):
        Outbound(resolve=lambda host, port: [WORLD, ip_address("10.0.0.7")]).check("https://app.partner.example/")


@pytest.mark.parametrize("text", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_an_address_of_the_world_is_gone_to(text: str) -> None:
    assert inside(ip_address(text)) is None


@given(st.integers(0, 2**32 - 1))
def test_what_python_knows_to_be_private_is_inside(number: int) -> None:
    address = ip_address(number.to_bytes(4, "big"))
    if address.is_private or address.is_multicast or address.is_reserved or not address.is_global:
        assert inside(address)
        assert inside(ip_address(f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}"))


@given(st.integers(0, 2**128 - 1))
def test_what_lies_outside_of_2000_3_is_inside(number: int) -> None:
    address = ip_address(number.to_bytes(16, "big"))
    if number >> 125 != 1 and number >> 32 != 0x64FF9B << 64:
        assert inside(address)


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://App.Partner.Example", "app.partner.example", 443, "/"),
        (" https://app.partner.example:8443/a?b=c#d ", "app.partner.example", 8443, "/a?b=c"),
        ("https://app.partner.example.?q=1", "app.partner.example", 443, "/?q=1"),
        ("https://xn--bcher-kva.example/", "xn--bcher-kva.example", 443, "/"),
        ("ssh://git@code.partner.example/shop.git", "code.partner.example", 22, "/shop.git"),
        ("git@code.partner.example:team/shop.git", "code.partner.example", 22, "team/shop.git"),
    ],
)
def test_an_ordinary_address_is_read(url: str, host: str, port: int, path: str) -> None:
    address = read_address(url, ("https", "ssh"))
    assert (address.host, address.port, address.path) == (host, port, path)


@pytest.mark.parametrize(
    "url",
    [
        "ssh://-oProxyCommand=calc/x", "ssh://code.partner.example/", "ssh://git:secret@code.partner.example/x",
        "-oProxyCommand=calc@code.partner.example:x", "git@-oProxyCommand=calc:x", "git@code.partner.example:-x",
        "git@127.0.0.1:x", "ext::sh -c id", "git://code.partner.example/x", "git@code.partner.example:",
        "ssh://git@2130706433/x",
    ],
)  # fmt: skip
def test_an_ssh_address_with_an_option_in_it_is_refused(url: str) -> None:
    with pytest.raises(OutboundRefused):
        Outbound(resolve=lambda host, port: [WORLD]).check(url, ("https", "ssh"))
