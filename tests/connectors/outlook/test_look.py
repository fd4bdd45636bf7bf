"""One look asks few things, writes each down, and is not led elsewhere by what strangers answer."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from makegood.connectors.outlook import Look, look, read_subject
from makegood.connectors.outlook.looking import OFFLINE
from makegood.connectors.outlook.notebook import MOST
from makegood.connectors.outlook.record import Certificate, Network, Note, Page, Registration, Unanswered
from tests.connectors.listening import page
from tests.connectors.outlook.answers import card, rdap, registered, strangers
from tests.connectors.outlook.standing import NOW, Strangers, certificate

Looking = Callable[..., Look]
REGISTRY = "rdap.registry.com/v1/domain/brightleaf.com"


def test_a_look_brings_what_strangers_tell(looked: Looking) -> None:
    given = strangers()
    found = looked(given)
    told = found.registration
    assert isinstance(told, Registration)
    assert (told.registrar, told.registrant, told.hidden) == ("GoDaddy.com, LLC", "Acme Software LLC", False)
    assert told.expires == NOW + datetime.timedelta(days=23)
    assert told.statuses == ("client transfer prohibited",)
    assert isinstance(found.network, Network)
    assert found.network.holder == "Amazon Technologies Inc."
    held = {(row.name, row.kind): row.values for row in found.names}
    assert held["brightleaf.com", "MX"] == ("10 aspmx.l.google.com",)
    assert "v=spf1 include:_spf.google.com ~all" in held["brightleaf.com", "TXT"]
    assert held["brightleaf.com", "CAA"] == ()
    assert held["127.0.0.1", "PTR"] == ("ec2-1-2-3-4.compute-1.amazonaws.com",)
    assert isinstance(found.certificate, Certificate)
    assert (found.certificate.issuer, found.certificate.problem) == ("Authority of the tests", "")
    assert isinstance(found.page, Page)
    assert (found.page.url, found.page.hops) == ("https://www.brightleaf.com/", ("https://brightleaf.com/",))
    assert (found.page.header("x-powered-by"), found.page.generator) == ("PHP/7.4.3", "WordPress 6.1")
    assert isinstance(found.plain, Page)
    assert found.plain.header("location") == "https://brightleaf.com/"
    assert isinstance(found.robots, Note)
    assert found.robots.text == "User-agent: *\nDisallow: /"
    assert isinstance(found.security_txt, Note)
    assert found.security_txt.text == ""


@pytest.mark.parametrize(
    ("names", "registrant", "hidden"),
    [
        ({"org": "REDACTED FOR PRIVACY", "fn": "REDACTED FOR PRIVACY"}, "", True),
        ({"org": "Brightleaf LLC", "fn": "Registration Private"}, "Brightleaf LLC", False),
        ({"fn": "Domain Administrator"}, "", True),
        ({"org": "Redacted", "fn": "Olivia Brown"}, "Olivia Brown", False),
        ({"org": "Domains By Proxy, LLC", "fn": "Registration Private"}, "Domains By Proxy, LLC", False),
        ({}, "", False),
    ],
)
def test_what_stands_in_place_of_a_name_is_no_name(
    looked: Looking, names: dict[str, str], registrant: str, hidden: bool
) -> None:
    given = strangers()
    given.pages[REGISTRY] = rdap(registered(entities=[card("registrant", **names)], links=[]))
    told = looked(given).registration
    assert isinstance(told, Registration)
    assert (told.registrant, told.hidden) == (registrant, hidden)


@pytest.mark.parametrize(("kind", "hidden"), [("Registrant Name", True), ("Registry Domain ID", False)])
def test_an_owner_is_kept_back_where_the_list_of_what_was_cut_out_names_the_owner(
    looked: Looking, kind: str, hidden: bool
) -> None:
    given = strangers()
    cut = [{"name": {"type": kind}, "method": "removal"}, {"name": "x"}, 7]
    given.pages[REGISTRY] = rdap(registered(redacted=cut, links=[]))
    told = looked(given).registration
    assert isinstance(told, Registration)
    assert told.hidden is hidden


def test_an_alias_is_followed_and_one_in_circles_is_a_gap(looked: Looking) -> None:
    given = strangers()
    del given.zone["brightleaf.com", "A"]
    given.zone["brightleaf.com", "CNAME"] = ("shop.herokudns.com.",)
    given.zone["shop.herokudns.com", "A"] = ("127.0.0.1",)
    found = looked(given).records("brightleaf.com", "A")
    assert found is not None
    assert (found.values, found.alias) == (("127.0.0.1",), "shop.herokudns.com")
    given.zone["shop.herokudns.com", "CNAME"] = ("brightleaf.com.",)
    del given.zone["shop.herokudns.com", "A"]
    circles = looked(given).records("brightleaf.com", "A")
    assert circles is not None
    assert circles.problem is not None


def test_a_look_whose_time_is_over_asks_nobody_more(looked: Looking) -> None:
    given = strangers()
    found = looked(given, seconds=0)
    assert (found.requests, given.questions, given.asked) == ((), [], [])
    assert isinstance(found.page, Unanswered)
    assert found.page.ours


def test_each_request_is_written_down_and_they_are_few(looked: Looking) -> None:
    given = strangers()
    found = looked(given)
    web = [row for row in found.requests if row.who != "the name server"]
    assert len(found.requests) == len(given.questions) + len(web) <= MOST
    assert [row.split()[0] for row in given.asked] == ["GET", "GET", "GET", "GET", "HEAD", "GET", "GET", "GET"]
    assert len(web) == len(given.asked) + 1  # the certificate is a handshake and no request
    assert [row.what for row in web] == [
        "the registration of brightleaf.com",
        "the registration of brightleaf.com",
        "its certificate",
        "GET https://brightleaf.com/",
        "GET https://www.brightleaf.com/",
        "HEAD http://brightleaf.com/",
        "GET https://www.brightleaf.com/robots.txt",
        "GET https://www.brightleaf.com/.well-known/security.txt",
        "whose address 127.0.0.1 is",
    ]
    assert all(row.at == NOW and row.answered for row in found.requests)


def test_a_look_is_the_same_after_it_was_kept_and_holds_no_cookie_s_value(looked: Looking) -> None:
    found = looked(strangers())
    kept = json.dumps(found.as_json())
    assert Look.from_json(json.loads(kept)) == found
    assert "secret-of-ours" not in kept
    assert "Ann" not in kept


def test_without_a_network_nothing_is_asked_and_everything_is_a_gap() -> None:
    found = look(read_subject("brightleaf.com"), None)
    assert found.offline
    assert found.requests == ()
    assert {found.registration, found.page, found.certificate} == {OFFLINE}
    assert Look.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_a_name_server_that_knows_nothing_at_all_is_a_walled_network_and_no_lost_domain(looked: Looking) -> None:
    given = strangers()
    given.zone.clear()
    found = looked(given)
    assert len(given.questions) == 2
    assert given.asked == []
    assert isinstance(found.registration, Unanswered)
    assert found.registration.ours
    assert "reaches no network" in found.registration.unanswered


def test_a_domain_that_nobody_holds_is_told_as_such(looked: Looking) -> None:
    given = Strangers({("com", "NS"): ("a.gtld-servers.net.",)}, {})
    found = looked(given)
    assert isinstance(found.registration, Registration)
    assert not found.registration.is_registered
    assert not found.names[0].exists


@pytest.mark.parametrize(
    "answer",
    [
        rdap({**registered(), "ldhName": "other.com"}),
        rdap([]),
        page(b"[" * 100_000),
        page(b"<html>"),
        page(b"{" + b" " * 500_000),
        rdap({"status": 5}, "500 Broken"),
        page(b"", "302 Found", "Location: https://10.0.0.1/\r\n"),
        page(b"", "302 Found", "Location: http://rdap.registry.com/\r\n"),
    ],
)
def test_a_registry_that_answers_nonsense_or_leads_inside_is_a_gap(looked: Looking, answer: bytes) -> None:
    given = strangers()
    given.pages[REGISTRY] = answer
    found = looked(given)
    assert isinstance(found.registration, Unanswered)
    assert not found.registration.ours


def test_nobody_is_asked_about_an_address_inside_and_no_link_of_a_registry_leads_there(looked: Looking) -> None:
    given = strangers()
    given.zone["brightleaf.com", "A"] = ("10.0.0.1",)
    given.zone["brightleaf.com", "AAAA"] = ("fd00:ec2::254",)
    inside = [{"rel": "related", "href": "https://169.254.169.254/latest/meta-data"}]
    given.pages[REGISTRY] = rdap(registered(links=inside))
    found = looked(given)
    assert found.network is None
    assert not any("PTR" in question for question in given.questions)
    assert not any("169.254" in row or "arin" in row for row in given.asked)
    told = found.registration
    assert isinstance(told, Registration)
    assert told.registrant == ""
    refused = next(row for row in found.requests if row.who == "the registrar (169.254.169.254)")
    assert "where clouds keep their keys" in refused.answered


def test_nothing_of_a_hostile_answer_reaches_a_terminal_or_grows(looked: Looking) -> None:
    given = strangers()
    nasty = "Acme\x1b[2J\u202e" + "x" * 10_000
    hostile = registered(
        entities=[
            card("registrant", org=nasty),
            {"roles": "x"},
            7,
            {"roles": ["registrar"], "vcardArray": [1, [2, [3]]]},
        ],
        status=["a\x00b"] * 5_000,
        events=[{"eventAction": "expiration", "eventDate": "soon"}, None],
        links="none",
    )
    given.pages[REGISTRY] = rdap(hostile)
    given.zone["brightleaf.com", "TXT"] = tuple(f'"\\027[2J{number}"' for number in range(80))
    found = looked(given)
    told = found.registration
    assert isinstance(told, Registration)
    assert told.registrant.startswith("Acme [2J xxx")
    assert len(told.registrant) == 200
    assert len(told.statuses) == 40
    assert told.expires is None
    kept = found.records("brightleaf.com", "TXT")
    assert kept is not None
    assert len(kept.values) == 40
    assert "\x1b" not in str(kept.values)


@pytest.mark.parametrize("spoil", [lambda wire: wire[:20], lambda wire: wire + b"x" * 40, lambda wire: b"\xc0" * 200])
def test_an_answer_of_a_name_server_that_cannot_be_read_is_a_gap(
    looked: Looking, spoil: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.connectors.outlook.standing.PATIENCE", 1)
    found = looked(strangers(), mangle=spoil)
    assert found.names[0].problem is not None


def test_a_certificate_that_proves_nothing_is_shown_with_its_reason_and_the_page_is_not_taken(
    looked: Looking, tmp_path: Path
) -> None:
    expired = certificate(tmp_path, days=-3)
    found = looked(strangers(), file=expired)
    assert isinstance(found.certificate, Certificate)
    assert "expired" in found.certificate.problem
    assert isinstance(found.page, Unanswered)


def test_a_page_that_leads_to_another_domain_or_in_circles_is_not_followed(looked: Looking) -> None:
    given = strangers()
    given.pages["www.brightleaf.com/"] = page(b"", "302 Found", "Location: https://brightleaf.com/\r\n")
    found = looked(given)
    assert isinstance(found.page, Page)
    assert len([row for row in given.asked if row.endswith("brightleaf.com/") and row.startswith("GET")]) == 2
    given.pages["brightleaf.com/"] = page(b"", "302 Found", "Location: https://registrar.com/\r\n")
    elsewhere = looked(given)
    assert isinstance(elsewhere.page, Page)
    assert (elsewhere.page.status, elsewhere.page.hops) == (302, ())


def test_where_nothing_stands_under_the_domain_itself_www_is_tried(looked: Looking) -> None:
    given = strangers()
    del given.zone["brightleaf.com", "A"]
    given.zone["www.brightleaf.com", "A"] = ("127.0.0.1",)
    found = looked(given)
    assert found.subject.host == "www.brightleaf.com"
    assert isinstance(found.page, Page)


def test_a_name_lent_by_a_platform_is_not_asked_for_at_a_registry(looked: Looking) -> None:
    given = Strangers({("vercel.app", "NS"): ("ns1.vercel-dns.com.",), ("shop.vercel.app", "A"): ("127.0.0.1",)}, {})
    found = looked(given, "", "https://shop.vercel.app/")
    assert found.registration is None
    assert not any("rdap.registry" in row for row in given.asked)


def test_an_ending_without_a_public_registry_says_so(looked: Looking) -> None:
    given = Strangers({("brightleaf.io", "NS"): ("ns1.example.com.",)}, {})
    found = looked(given, "brightleaf.io")
    assert isinstance(found.registration, Unanswered)
    assert "The registry of .io answers no machine" in found.registration.unanswered
