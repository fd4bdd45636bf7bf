"""A provider is told by what only it has, and whoever stands before the server is said to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from makegood.connectors.outlook.record import Network
from makegood.rules.outlook import providers
from tests.rules.outlook.looks import NOW, PAGE, WELL, held, with_names


@pytest.mark.parametrize(
    ("hosts", "name"),
    [
        (["ns-12.awsdns-01.org", "ns-99.awsdns-33.co.uk"], "Amazon Route 53"),
        (["ada.ns.cloudflare.com"], "Cloudflare"),
        (["ns63.domaincontrol.com"], "GoDaddy"),
        (["dns1.registrar-servers.com"], "Namecheap"),
        (["notcloudflare.com"], None),
        (["cloudflare.com.evil.net"], None),
        ([], None),
    ],
)
def test_name_servers_tell_their_provider_by_whole_labels(hosts: list[str], name: str | None) -> None:
    found = providers.of_names(hosts)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("10 aspmx.l.google.com", "Google Workspace"),
        ("0 brightleaf-com.mail.protection.outlook.com", "Microsoft 365"),
        ("10 mx1.privateemail.com", "Namecheap"),
        ("10 mx.brightleaf.com", None),
    ],
)
def test_mail_servers_tell_their_provider(value: str, name: str | None) -> None:
    found = providers.of_mail([value])
    assert (found.name if found else None) == name


def test_a_host_s_own_header_tells_more_than_the_network() -> None:
    page = replace(PAGE, headers=(("x-vercel-id", "cle1::x"), ("cf-ray", "1")))
    found = providers.of_web(replace(WELL, page=page))
    assert found == providers.Provider("Vercel", "the header x-vercel-id")


def test_one_that_stands_before_the_server_is_said_to() -> None:
    behind = replace(WELL, page=replace(PAGE, headers=(("cf-ray", "1"),)))
    assert providers.of_web(behind) == providers.Provider("Cloudflare", "the header cf-ray", front=True)
    by_network = replace(WELL, page=None, network=Network("1.2.3.4", NOW, "Fastly, Inc."))
    found = providers.of_web(by_network)
    assert found is not None
    assert found.front


def test_an_alias_and_a_name_of_the_address_tell_it_too() -> None:
    alias = with_names(held("A", "1.2.3.4", alias="x.herokudns.com"))
    backwards = with_names(held("PTR", "ec2-1-2.compute-1.amazonaws.com", name="93.184.215.14"))
    assert [found.name for look in (alias, backwards) if (found := providers.of_web(look))] == [
        "Heroku", "Amazon Web Services",
    ]  # fmt: skip
    assert providers.of_web(replace(WELL, network=None)) is None
