"""Letters name the money and the days exactly, accuse nobody, and say how they must be sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from makegood.rules.desk.case import Case
from makegood.rules.desk.deciding import decide
from makegood.rules.desk.dossier import Door, Dossier
from makegood.rules.desk.letters.finding import address_in
from makegood.rules.desk.letters.letter import LAWYER, Letter, before_sending, letter_text, notice_in
from makegood.rules.desk.letters.naming import names_of
from makegood.rules.desk.letters.writing import letters_of
from makegood.rules.desk.seen import About, Side, Source, State
from tests.rules.desk.papers import CODE, CONTRACT, FULL, SEEN_AT, bill, dossier, row, without

ACCUSING = re.compile(
    r"\b(?:fraud\w*|cheat\w*|lie[sd]?|lying|dishonest\w*|breach\w*|fail(?:ed|ure)|fault\w*|wrong\w*|demand\w*|immediately"
    r"|unacceptable|sue|legal action)\b",
    re.IGNORECASE,
)
TWO = "Milestone 1: Design; Milestone 2: Catalog"
DISPUTE = (
    CONTRACT
    + "\n6. Client shall notify Developer in writing of disputed amounts within ten (10) days of the invoice.\n"
)


DOMAIN = replace(
    row("domain.owner", About.DOMAIN, State.BAD, loss="The domain"),
    source=Source(
        "the registration of acme-outdoor.example (rdap.example)",
        SEEN_AT,
        "registrant Northwind; registrar Good Names Inc.",
    ),
)
NO_ACCESS = replace(row("access.code", About.ACCESS, State.BAD), sentence="You have no access to the code you pay for.")


def letters(known: Dossier) -> dict[str, Letter]:
    """By kind and bill."""
    return {f"{one.kind} {one.bill or ''}".strip(): one for one in letters_of(known, decide(known))}


def flat(letter: Letter) -> str:
    return " ".join(letter_text(letter).split())


def test_the_partner_is_told_what_is_asked_and_what_is_not_in_question() -> None:
    told = letters(dossier({**FULL, "bill.txt": bill("$38,500.00")}))["partner bill NW-3"]
    text = flat(told)
    assert told.subject == "Bill NW-3 of 31 March 2026: 38,500 dollars"
    assert "1. Please send a corrected bill: we add it up to $38,000, not $38,500." in text
    assert '"$38,500.00" (your bill NW-3 of 31 March 2026' in text
    assert "In question are 500 dollars. The other 38,000 dollars are not, and will be paid by 30 April 2026" in text
    assert (told.by, told.send_by) == (date(2026, 4, 9), date(2026, 4, 13))
    assert "by 9 April 2026" in text
    assert LAWYER in text


def test_the_form_of_notice_of_the_contract_is_quoted_to_the_sender() -> None:
    told = letters(dossier({**FULL, "bill.txt": bill("$38,500.00")}))["partner bill NW-3"]
    assert told.manner == "In writing, by certified or registered mail"
    assert told.manner_quotes[0].text in " ".join(CONTRACT.split())
    assert "(contract.md, section 4)" in before_sending(told)[0]
    addressed = letters(dossier({**FULL, "bill.txt": bill("$1.00")}, notice_address="1 Elm St, Denver"))
    assert addressed["partner bill NW-3"].address == ("1 Elm St", "Denver")


def test_within_the_days_to_dispute_the_letter_is_the_notice() -> None:
    papers = {**FULL, "contract.md": DISPUTE, "bill.txt": bill("$38,500.00")}
    told = letters(dossier(papers))["partner bill NW-3"]
    assert "our written notice of it, within the time of the agreement" in flat(told)
    assert told.send_by == date(2026, 4, 10)
    late = letters(dossier(papers, today=date(2026, 4, 12)))["partner bill NW-3"]
    assert "our written notice" not in flat(late)


def test_where_silence_would_count_as_yes_the_letter_says_that_it_is_no_yes() -> None:
    whole = letters(dossier(accepted=TWO))["partner bill NW-3"]
    told = flat(whole)
    assert notice_in(whole).startswith("Our review is not finished")
    assert "deemed accepted" in notice_in(whole)
    assert notice_in(letters(dossier())["partner bill NW-3"]) == ""
    assert "Please do not take our silence as acceptance" in told
    assert "deemed accepted" in told
    assert "silence" not in flat(letters(dossier())["partner bill NW-3"])


def test_an_approved_bill_has_its_day_and_a_late_one_says_so() -> None:
    told = flat(letters(dossier())["partner bill NW-3"])
    assert "We approved bill NW-3 for 38,000 dollars, Milestone 3: Checkout." in told
    assert "It is due on 30 April 2026 and will be paid by then." in told
    late = flat(letters(dossier(today=date(2026, 5, 4)))["partner bill NW-3"])
    assert "It was due on 30 April 2026 and is paid now." in late


def test_an_answer_is_asked_for_before_the_bill_is_due() -> None:
    papers = {**FULL, "bill.txt": bill("$38,500.00")}
    assert letters(dossier(papers, today=date(2026, 4, 27)))["partner bill NW-3"].by == date(2026, 4, 30)
    assert letters(dossier(papers, today=date(2026, 5, 4)))["partner bill NW-3"].by == date(2026, 5, 11)


def test_the_bookkeeper_reads_how_much_to_whom_for_what_and_not_before() -> None:
    told = letters(dossier())["bookkeeper"]
    assert told.subject == "Pay 38,000 dollars to Northwind Studio LLC"
    assert (
        "38,000 dollars to Northwind Studio LLC, account ending in 6789, for bill NW-3 of 31 March 2026 "
        "(Milestone 3: Checkout), not before 2 April 2026 and by 30 April 2026 at the latest."
    ) in flat(told)
    assert "123456789" not in flat(told)


def test_a_bill_that_waits_is_not_paid_and_the_other_is() -> None:
    told = flat(letters(dossier({**without("bank.csv"), "bill.txt": bill("$38,500.00")}))["bookkeeper"])
    assert "Please pay: 1. 22,000 dollars" in told
    assert "Please pay nothing on this until you hear from me: 1. Bill NW-3 of 31 March 2026, 38,500 dollars" in told


def test_changed_bank_details_stop_every_payment() -> None:
    known = dossier({**without("bank.csv"), "bill.txt": bill(account="987654321")})
    told = letters(known)
    text = flat(told["bookkeeper"])
    assert told["bookkeeper"].subject == "Pay nothing to Northwind Studio LLC for now"
    assert "Pay nothing to Northwind Studio LLC, on any bill" in text
    assert "Please pay:" not in text
    assert "Call the partner first" in " ".join(before_sending(told["partner bill NW-3"]))


def test_access_is_asked_for_where_it_is_what_is_missing() -> None:
    told = letters(dossier(seen=(), absent=("code",)))
    assert "Read access to the repository" in flat(told["access"])
    assert "access" not in letters(dossier())
    foreign = row("domain.owner", About.DOMAIN, State.BAD)
    assert "Who is your customer for it." in flat(letters(dossier(seen=(CODE, foreign)))["registrar"])
    ends = row("domain.expiry", About.DOMAIN, State.BAD, side=Side.OWNER)
    nowhere = row("hosting.place", About.HOSTING, State.BAD)
    assert not {"registrar", "host"} & set(letters(dossier(seen=(CODE, ends, nowhere))))


def test_a_registrar_reads_which_domain_it_is_about_and_who_asks() -> None:
    told = letters(dossier(seen=(CODE, DOMAIN)))["registrar"]
    assert told.to == "Good Names Inc."
    assert told.subject == "Domain acme-outdoor.example: who is your customer?"
    assert "We are Acme Outdoor Inc., and use the domain acme-outdoor.example" in flat(told)
    assert "Please change and lock nothing on account of this letter alone." in flat(told)
    assert LAWYER not in flat(told)


def test_a_bookkeeper_is_told_why_in_the_owners_words_and_never_to_call_the_partner_back() -> None:
    waits = flat(letters(dossier(seen=(NO_ACCESS,), absent=("code",)))["bookkeeper"])
    assert "We have no access to the code we pay for." in waits
    assert "If they ask you about it, please send them to me." in waits
    stops = flat(letters(dossier({**without("bank.csv"), "bill.txt": bill(account="987654321")}))["bookkeeper"])
    assert "until you called" not in stops


def test_a_partner_whose_bill_names_another_account_is_told_to_expect_a_call() -> None:
    told = letters(dossier({**FULL, "bill.txt": bill(account="987654321")}))["partner bill NW-3"]
    assert "Please expect our call" in flat(told)
    assert "Please answer in writing" not in flat(told)


def test_what_only_the_owner_can_do_asks_the_partner_nothing() -> None:
    assert "partner bill NW-3" not in letters(dossier(accepted=None))


@pytest.mark.parametrize(
    "known",
    [
        dossier({**FULL, "bill.txt": bill("$38,500.00", account="987654321")}, accepted=TWO),
        dossier({**FULL, "bill.txt": bill(number="NW-2")}),
        dossier(without("contract.md"), absent=("contract", "code"), seen=()),
        dossier(seen=(CODE, row("security.no_secrets", About.CODE, State.BAD, holds=True)), paid="$60,000"),
    ],
)
def test_nothing_accuses(known: Dossier) -> None:
    for letter in letters_of(known, decide(known)):
        assert ACCUSING.findall(letter_text(letter)) == []


def test_a_letter_is_signed_or_leaves_the_place_to_be_seen() -> None:
    told = letters(dossier())["partner bill NW-3"]
    assert letter_text(told, "Olivia Stone").endswith("\n\nOlivia Stone\n")
    assert letter_text(told).endswith("\n\n[your name]\n")


def test_lines_of_a_letter_are_short() -> None:
    for one in letters(dossier(seen=(), absent=("code",))).values():
        assert max(len(line) for line in letter_text(one).splitlines()) <= 78


def test_a_project_to_start_has_no_letters() -> None:
    assert letters(dossier({}, door=Door.START, seen=())) == {}


def test_a_bill_of_which_no_amount_could_be_read_is_no_bill_of_nothing() -> None:
    empty = re.sub(r"\n[^\n]*\$[^\n]*", "", bill())
    told = letters(dossier({**FULL, "bill.txt": empty}))
    assert " 0 dollars" not in flat(told["partner bill NW-3"])
    assert " 0 dollars" not in flat(told["bookkeeper"])
    assert "of which no amount could be read" in flat(told["bookkeeper"])


def test_the_partner_is_asked_once_about_a_line_beyond_the_agreement() -> None:
    more = bill().replace("\n\nTotal", "\nAdditional revisions           $900.00\n\nTotal")
    assert "revisions" in more
    told = letters(dossier({**FULL, "bill.txt": more}))["partner bill NW-3"]
    assert "please send the change order" in flat(told)
    assert "To which part" not in flat(told)


def test_a_letter_for_a_field_or_a_mail_has_a_paragraph_in_a_line() -> None:
    known = dossier({**FULL, "bill.txt": bill("$38,500.00")})
    told = letters(known)["partner bill NW-3"]
    assert max(map(len, letter_text(told).splitlines())) <= 78
    lines = letter_text(told, width=0).splitlines()
    assert any(line.startswith("Please answer in writing") and line.endswith("we will correct it.") for line in lines)
    assert " ".join(letter_text(told, width=0).split()) == flat(told)


def test_no_letter_to_the_partner_names_a_file_of_the_owner() -> None:
    numberless = bill("$38,500.00").replace("Invoice No: NW-3\n", "")
    for papers in ({**FULL, "bill.txt": bill("$38,500.00")}, {**FULL, "IMG_2231 (2).txt": numberless}):
        known = dossier(papers)
        for one in letters_of(known, decide(known)):
            if one.kind in ("partner", "access"):
                assert not [file for file in papers if file in letter_text(one)]
    assert "Thank you for your bill of 31 March 2026 for 38,500 dollars." in flat(
        next(one for one in letters_of(known, decide(known)) if one.kind == "partner")
    )


def test_papers_are_called_by_title_and_day() -> None:
    assert names_of(Case(dossier(FULL)))["contract.md"] == "Services Agreement of 5 January 2026"
    plain = CONTRACT.replace("# Services Agreement\n", "")
    assert names_of(Case(dossier({**FULL, "contract.md": plain})))["contract.md"].startswith("our agreement")


def test_a_bill_that_is_late_is_not_said_to_be_paid_on_its_day() -> None:
    known = dossier({**FULL, "bill.txt": bill("$38,500.00", day="January 5, 2026", due="February 4, 2026")})
    text = flat(letters(known)["partner bill NW-3"])
    assert "It was due on 4 February 2026; we want to pay what is owed soon" in text


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("Questions: billing@northwindstudio.test", "billing@northwindstudio.test"),
        ("Questions: olivia@acmeoutdoor.test or help@northwind-studio.test", "help@northwind-studio.test"),
        ("Questions: somebody@gmail.test", None),
        ("Questions: billing@acme-outdoor.test", None),
    ],
)
def test_an_address_called_like_the_partner_is_proposed_with_its_words(line: str, address: str | None) -> None:
    known = dossier({**FULL, "bill.txt": f"{bill('$38,500.00')}\n{line}\n"})
    found = address_in(Case(known), decide(known))
    assert (found[0] if found else None) == address
    assert found is None or (found[1].text, found[1].file) == (line, "bill.txt")


def test_where_bank_details_changed_no_address_is_proposed() -> None:
    changed = bill("$38,500.00", account="987654321")
    known = dossier({**FULL, "bill.txt": f"{changed}\nQuestions: billing@northwindstudio.test\n"})
    assert address_in(Case(known), decide(known)) is None
