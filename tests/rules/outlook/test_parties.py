"""Names are compared honestly: the same, likely the same, or neither."""

from __future__ import annotations

import pytest

from makegood.rules.outlook.parties import Parties, Whose

PARTIES = Parties(("Brightleaf Foods LLC", "olivia@brightleaf.com"), ("Acme Software, Inc.", "pat@acme.dev"))


@pytest.mark.parametrize(
    ("told", "whose", "likely"),
    [
        ("Brightleaf Foods LLC", Whose.OWNER, False),
        ("BRIGHTLEAF FOODS, L.L.C.", Whose.OWNER, False),
        ("Brightleaf Foods", Whose.OWNER, False),
        ("Brightleaf Foods Inc", Whose.OWNER, True),
        ("Brightleaf Foods International", Whose.OWNER, True),
        ("Brightleaf", Whose.OWNER, True),
        ("Brigthleaf Foods", Whose.OWNER, True),
        ("Acme Software Incorporated", Whose.PARTNER, False),
        ("Acme Software GmbH", Whose.PARTNER, True),
        ("Acme", Whose.PARTNER, True),
        ("Software Solutions LLC", Whose.OTHER, False),
        ("Foods", Whose.OTHER, False),
        ("Beta Software Inc", Whose.OTHER, False),
        ("Acmeon Softworks", Whose.OTHER, False),
        ("LLC", Whose.OTHER, False),
        ("", Whose.OTHER, False),
        ("Domains By Proxy, LLC", Whose.SHIELD, False),
        ("Withheld for Privacy ehf", Whose.SHIELD, False),
        ("Contact Privacy Inc. Customer 0123", Whose.SHIELD, False),
    ],
)
def test_a_name_of_a_registry_is_held_against_those_that_are_known(told: str, whose: Whose, likely: bool) -> None:
    found = PARTIES.whose(told)
    assert (found.whose, found.likely) == (whose, likely)


@pytest.mark.parametrize(
    ("host", "whose", "likely"),
    [
        ("ns1.acme.dev", Whose.PARTNER, False),
        ("ns1.acme-software.com", Whose.PARTNER, True),
        ("mx.brightleaf.com", Whose.OWNER, False),
        ("brightleaffoods.net", Whose.OWNER, True),
        ("acme.dev.evil.com", Whose.OTHER, False),
        ("notacme.dev", Whose.OTHER, False),
        ("ns1.cloudflare.com", Whose.OTHER, False),
    ],
)
def test_a_server_is_told_by_the_domain_it_stands_under(host: str, whose: Whose, likely: bool) -> None:
    found = PARTIES.whose_host(host)
    assert (found.whose, found.likely) == (whose, likely)


def test_an_address_at_a_place_of_everybody_s_makes_nobody_its_owner() -> None:
    writes = Parties(("olivia@gmail.com",), ("pat@outlook.com", "secureserver.net", "PAT@ACME.dev"))
    for host in ("brightleaf-com.mail.protection.outlook.com", "smtp.secureserver.net", "x.gmail.com"):
        assert writes.whose_host(host).whose is Whose.OTHER
    assert writes.whose_host("mx.acme.dev").whose is Whose.PARTNER


def test_a_name_that_is_like_both_sides_is_neither() -> None:
    both = Parties(("Acme Foods",), ("Acme Software",))
    assert both.whose("Acme").whose is Whose.OTHER
    assert both.whose("Acme Foods Ltd").whose is Whose.OWNER


def test_without_names_nobody_is_known() -> None:
    assert Parties().whose("Acme").whose is Whose.OTHER
    assert Parties().whose_host("acme.dev").whose is Whose.OTHER
    assert Parties.from_json({"owner": ["A", 5], "partner": "x"}) == Parties(("A",), ())
