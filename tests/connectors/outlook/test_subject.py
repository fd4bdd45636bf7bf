"""What may be looked at, and the one sentence for everything else."""

from __future__ import annotations

import pytest

from makegood.connectors.outlook import SubjectRefused, read_subject
from makegood.connectors.outlook.subject import site_of


@pytest.mark.parametrize(
    ("typed", "domain", "host", "port"),
    [
        ("Example.COM.", "example.com", "example.com", 443),
        ("https://app.example.co.uk:8443/login?token=secret#x", "example.co.uk", "app.example.co.uk", 8443),
        ("http://example.com/", "example.com", "example.com", 443),
        ("//example.com", "example.com", "example.com", 443),
        ("http://example.com#@10.0.0.1", "example.com", "example.com", 443),
        ("müller.de", "xn--mller-kva.de", "xn--mller-kva.de", 443),
        ("example。com", "example.com", "example.com", 443),
        ("shop.uk.com", "shop.uk.com", "shop.uk.com", 443),
        ("www.shop.uk.com", "shop.uk.com", "www.shop.uk.com", 443),
    ],
)
def test_a_domain_is_what_a_registry_sells(typed: str, domain: str, host: str, port: int) -> None:
    found = read_subject(typed)
    assert (found.domain, found.host, found.port, found.platform) == (domain, host, port, "")


def test_letters_of_other_scripts_are_shown_with_those_of_the_wire() -> None:
    assert read_subject("müller.de").shown == "müller.de (xn--mller-kva.de)"
    assert read_subject("аpple.com").shown == "аpple.com (xn--pple-43d.com)"
    assert read_subject("example.com").shown == "example.com"


def test_a_name_that_a_platform_lends_is_no_domain_of_one_s_own() -> None:
    lent = read_subject("", "https://shop.vercel.app/")
    assert (lent.platform, lent.is_lent) == ("vercel.app", True)
    both = read_subject("brightleaf.com", "https://shop.vercel.app/")
    assert (both.domain, both.host, both.platform, both.is_lent) == (
        "brightleaf.com", "shop.vercel.app", "vercel.app", False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Give a domain name or an address"),
        ("bob@example.com", "is a mail address"),
        ("https://bob:pw@example.com/", "user name or password"),
        ("https://user@evil.com@10.0.0.1/", "user name or password"),
        ("10.0.0.1", "is a number and no name"),
        ("https://169.254.169.254/", "is a number and no name"),
        ("[::1]", "is a number and no name"),
        ("[::ffff:10.0.0.1]", "is a number and no name"),
        ("2130706433", "unusual spelling"),
        ("0x7f.1", "unusual spelling"),
        ("0177.0.0.1", "unusual spelling"),
        ("localhost", "only a private network"),
        ("intranet", "only a private network"),
        ("printer.local", "only a private network"),
        ("shop.onion", "inside a house"),
        ("nas.lan", "inside a house"),
        ("*.example.com", "many hosts"),
        ("co.uk", "an ending that many share"),
        ("com", "only a private network"),
        ("-x.com", "begins with a dash"),
        ("exa mple.com", "a blank"),
        ("https:\\\\example.com", "a blank, a backslash"),
        ("a" * 64 + ".com", "no host that could exist"),
        (("a" * 60 + ".") * 5 + "com", "longer than the 253"),
        ("x" * 3_000, "longer than an address"),
        ("ftp://example.com", "no address of a web page"),
        ("file:///etc/passwd", "no address of a web page"),
        ("example.com:99999", "does not exist"),
        ("straße.de", "two spellings"),
        ("exam․ple.com", "stands for another one"),
        ("ｅxample.com", "stands for another one"),
        ("‮example.com", "no domain name can have"),
    ],
)
def test_what_cannot_be_looked_at_is_one_sentence(typed: str, said: str) -> None:
    with pytest.raises(SubjectRefused) as refused:
        read_subject(typed)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)


def test_the_site_of_a_server_is_the_domain_it_stands_under() -> None:
    assert site_of("ns1.acme.co.uk") == "acme.co.uk"
    assert site_of("com") == "com"
