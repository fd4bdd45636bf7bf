"""What strangers answered, in words of money and loss; what they did not answer is a gap that says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from makegood.connectors.outlook.looking import OFFLINE, look
from makegood.connectors.outlook.record import Cookie, Network, Note, Unanswered
from makegood.connectors.outlook.subject import read_subject
from makegood.rules.desk.seen import Side, State, losses
from makegood.rules.outlook.judging import judge
from makegood.rules.outlook.parties import Parties
from tests.rules.outlook.looks import (
    CERTIFICATE,
    DOMAIN,
    HEADERS,
    NOW,
    PAGE,
    PARTIES,
    REGISTRATION,
    WELL,
    held,
    rules,
    seen,
    with_names,
)


def test_where_all_is_well_nothing_is_bad_and_nothing_is_lost() -> None:
    rows = judge(WELL, PARTIES)
    assert [row.rule for row in rows if row.state is State.BAD] == []
    assert losses(list(rows)) == ()
    assert (
        seen(WELL, "domain.owner").sentence
        == "brightleaf.com is registered to Brightleaf Foods LLC, you at GoDaddy.com, LLC."
    )
    assert all(row.why and row.source.asked and row.source.at == NOW for row in rows)


def test_a_domain_of_the_partner_s_is_what_you_lose() -> None:
    for name, likely in (("Acme Software, Inc.", False), ("Acme Software LLC", True)):
        row = seen(replace(WELL, registration=replace(REGISTRATION, registrant=name)), "domain.owner")
        assert (row.state, row.side, row.likely) == (State.BAD, Side.PARTNER, likely)
        assert ("likely" in row.sentence) is likely
        assert row.loss == "brightleaf.com: your address on the web, and every mail address under it"


@pytest.mark.parametrize(
    ("registrant", "hidden", "said"),
    [
        ("Domains By Proxy, LLC", False, "GoDaddy.com, LLC keeps the name back"),
        ("", True, "GoDaddy.com, LLC keeps the name back"),
        ("", False, "not told by its registry, nor by GoDaddy.com, LLC"),
        ("Stranger Holdings", False, "neither you nor your partner by name"),
    ],
)
def test_an_owner_who_is_not_shown_or_not_known_is_unknown_and_never_guessed(
    registrant: str, hidden: bool, said: str
) -> None:
    row = seen(replace(WELL, registration=replace(REGISTRATION, registrant=registrant, hidden=hidden)), "domain.owner")
    assert row.state is State.UNKNOWN
    assert said in row.sentence
    assert row.next
    assert not row.loss


def test_a_partner_who_sells_a_hidden_domain_on_is_likely_its_owner() -> None:
    told = replace(REGISTRATION, registrant="", hidden=True, reseller="Acme Software")
    row = seen(replace(WELL, registration=told), "domain.owner")
    assert (row.state, row.likely) == (State.BAD, True)


def test_a_domain_that_nobody_holds_can_be_bought_by_anybody() -> None:
    unknown = replace(REGISTRATION, is_registered=False)
    row = seen(replace(with_names(replace(held("NS"), exists=False)), registration=unknown), "domain.owner")
    assert row.state is State.BAD
    assert "belongs to nobody" in row.sentence
    contradicted = seen(replace(WELL, registration=unknown), "domain.owner")
    assert (contradicted.state, contradicted.side) == (State.UNKNOWN, Side.NOBODY)


@pytest.mark.parametrize(
    ("days", "state", "said"),
    [
        (23, State.BAD, "Your domain brightleaf.com ends in 23 days, on 19 December 2026."),
        (1, State.BAD, "ends in 1 day,"),
        (45, State.BAD, "ends in 45 days"),
        (46, State.GOOD, "is paid for until 11 January 2027."),
        (-2, State.BAD, "ended 2 days ago"),
    ],
)
def test_the_clock_of_a_domain_is_read_to_the_day(days: int, state: State, said: str) -> None:
    told = replace(REGISTRATION, expires=NOW + timedelta(days=days))
    row = seen(replace(WELL, registration=told), "domain.expiry")
    assert row.state is state
    assert said in row.sentence


def test_clocks_go_on_without_asking_again() -> None:
    later = NOW + timedelta(days=390)
    assert seen(WELL, "domain.expiry", now=later).state is State.BAD
    assert seen(WELL, "address.certificate", now=later).state is State.BAD


def test_a_stopped_domain_and_an_unlocked_one_are_said() -> None:
    told = replace(REGISTRATION, statuses=("client hold",))
    assert {"domain.stopped", "domain.lock"} <= rules(replace(WELL, registration=told))
    assert seen(replace(WELL, registration=told), "domain.lock").state is State.BAD
    assert "domain.lock" not in rules(replace(WELL, registration=replace(REGISTRATION, statuses=())))


@pytest.mark.parametrize(
    ("rule", "changed", "loss"),
    [
        ("hosting.names", held("NS", "ns1.acme.dev"), "the say over where brightleaf.com leads: pages and mail"),
        ("hosting.place", held("PTR", "web1.acme.dev", name="93.184.215.14"), "the server behind brightleaf.com, and"),
        ("mail.place", held("MX", "10 mx.acme.dev"), "the mail accounts under brightleaf.com"),
    ],
)
def test_what_stands_with_the_partner_is_lost_with_the_partner(rule: str, changed: object, loss: str) -> None:
    row = seen(with_names(changed), rule)  # type: ignore[arg-type]
    assert (row.state, row.side, row.likely) == (State.BAD, Side.PARTNER, False)
    assert loss in row.loss
    assert "your partner, Acme Software, Inc." in row.sentence + "."


def test_name_servers_under_the_domain_s_own_name_are_nobody_s_by_that() -> None:
    row = seen(WELL, "hosting.names", Parties())
    assert (row.state, row.loss) == (State.UNKNOWN, "")
    assert "run under its own name" in row.sentence


def test_an_account_at_a_provider_is_nobody_s_by_its_name() -> None:
    named = with_names(held("NS", "ada.ns.cloudflare.com"))
    for look_, rule in ((named, "hosting.names"), (WELL, "hosting.place"), (WELL, "mail.place")):
        row = seen(look_, rule)
        assert row.state is State.UNKNOWN
        assert "cannot be seen" in row.sentence
        assert row.next


def test_a_name_without_a_server_leads_nowhere() -> None:
    empty = with_names(held("A"))
    assert seen(empty, "hosting.place").state is State.BAD
    within = seen(with_names(held("A", "10.0.0.1")), "hosting.place")
    assert (within.state, within.sentence) == (
        State.BAD, "brightleaf.com points into a private network: nobody outside reaches it.",
    )  # fmt: skip


def test_mail_that_anybody_can_forge_is_said_with_what_is_missing() -> None:
    soft = seen(with_names(held("TXT", "v=DMARC1; p=none", name=f"_dmarc.{DOMAIN}")), "mail.forgery")
    assert soft.sentence == "brightleaf.com does not say what to do with forged mail (DMARC)."
    both = seen(with_names(held("TXT"), held("TXT", name=f"_dmarc.{DOMAIN}")), "mail.forgery")
    assert "nor" in both.sentence
    assert "mail.forgery" not in rules(with_names(held("MX")))
    open_to_all = with_names(held("TXT", "v=spf1 +all"))
    assert seen(open_to_all, "mail.forgery").state is State.BAD


def test_an_application_under_the_partner_s_or_a_platform_s_name_loses_its_address() -> None:
    for typed in ("https://shop.acme.dev/", "https://shop.vercel.app/"):
        row = seen(replace(WELL, subject=read_subject(DOMAIN, typed)), "address.name")
        assert row.state is State.BAD
        assert row.loss.startswith("the address shop.")
    other = seen(replace(WELL, subject=read_subject(DOMAIN, "https://shop.stranger.org/")), "address.name")
    assert other.state is State.UNKNOWN


@pytest.mark.parametrize(
    ("days", "problem", "said"),
    [
        (-1, "certificate has expired", "ended 1 day ago"),
        (9, "", "ends in 9 days"),
        (60, "self-signed certificate", "not one that browsers take"),
        (60, "Hostname mismatch, certificate is not valid for 'x'", "was made for brightleaf.com"),
    ],
)
def test_a_certificate_that_frightens_visitors_is_bad(days: int, problem: str, said: str) -> None:
    shown = replace(CERTIFICATE, ends=NOW + timedelta(days=days), problem=problem)
    row = seen(replace(WELL, certificate=shown), "address.certificate")
    assert row.state is State.BAD
    assert said in row.sentence


def test_the_page_s_own_words_and_headers_are_judged() -> None:
    old = replace(PAGE, headers=(*HEADERS, ("x-powered-by", "PHP/7.4.3")))
    row = seen(replace(WELL, page=old), "address.ended")
    assert "PHP 7.4, which nobody mends since 28 November 2022" in row.sentence
    assert row.likely
    assert "address.ended" not in rules(replace(WELL, page=replace(PAGE, headers=(("server", "PHP/8.3.1"),))))
    bare = replace(WELL, page=replace(PAGE, headers=()))
    assert {"address.hsts", "address.headers"} <= rules(bare)
    cookie = replace(WELL, page=replace(PAGE, cookies=(Cookie("sid", True, False), Cookie("ok", True, True))))
    assert "1 cookie without protection: sid" in seen(cookie, "address.cookies").sentence
    plain = replace(WELL, plain=replace(PAGE, url="http://brightleaf.com/", headers=()))
    assert seen(plain, "address.https").state is State.BAD


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("User-agent: *\nDisallow: /", True),
        ("user-agent: *\nallow: /x\nDISALLOW: / ", True),
        ("User-agent: BadBot\nDisallow: /\n\nUser-agent: *\nDisallow: /admin", False),
        ("User-agent: *\nDisallow:", False),
        ("", False),
    ],
)
def test_a_ban_on_search_engines_is_read_for_all_of_them_only(text: str, closed: bool) -> None:
    robots = Note("https://brightleaf.com/robots.txt", NOW, 200, text)
    assert ("address.found" in rules(replace(WELL, robots=robots))) is closed


def test_an_address_that_errs_or_is_closed_is_told_apart() -> None:
    assert seen(replace(WELL, page=replace(PAGE, status=502)), "address.answers").state is State.BAD
    assert seen(replace(WELL, page=replace(PAGE, status=401)), "address.answers").state is State.UNKNOWN


def test_without_a_network_everything_is_unknown_and_ours() -> None:
    rows = judge(look(read_subject(DOMAIN), None), PARTIES)
    assert {row.rule for row in rows} == {
        "domain.owner", "hosting.names", "hosting.place", "mail.place", "address.certificate", "address.answers",
    }  # fmt: skip
    assert {(row.state, row.side) for row in rows} == {(State.UNKNOWN, Side.OURS)}
    assert all(row.source.answered == OFFLINE.unanswered for row in rows)


def test_a_stranger_who_does_not_answer_is_nobody_s_fault() -> None:
    gap = Unanswered("The registry of .io answers no machine.", ours=False)
    row = seen(replace(WELL, registration=gap, network=Network("1.1.1.1", NOW)), "domain.owner")
    assert (row.state, row.side) == (State.UNKNOWN, Side.NOBODY)
    assert "answers no machine" in row.source.answered


def test_what_is_lost_comes_first_and_what_is_only_good_to_know_after_what_is_bad() -> None:
    told = replace(REGISTRATION, registrant="Acme Software", expires=NOW + timedelta(days=3))
    rows = judge(replace(WELL, registration=told, page=replace(PAGE, headers=())), PARTIES)
    assert [row.rule for row in rows][:3] == ["domain.owner", "domain.expiry", "address.hsts"]
    assert rows[-1].state is State.GOOD


def test_no_names_are_no_reason_to_accuse_anybody() -> None:
    rows = judge(with_names(held("NS", "ns1.acme.dev"), held("MX", "10 mx.acme.dev")), Parties())
    assert losses(list(rows)) == ()
