"""The decision opens only on what was seen and fits; everything else holds it or leaves it open, with its reason."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from makegood.rules.desk.deciding import decide
from makegood.rules.desk.dossier import Door
from makegood.rules.desk.judgement import Decision, Effect, Judgement, Reason, Rests
from makegood.rules.desk.record import judgement_from_json, judgement_to_json
from makegood.rules.desk.seen import About, Side, State
from makegood.rules.desk.source import in_order
from tests.rules.desk.papers import BANK, CODE, CONTRACT, FULL, bill, dossier, row, without

PAID_BEFORE = BANK + "03/24/2026,ACH NORTHWIND STUDIO,38000.00,,29880.00\n"


def names(judgement: Judgement, *effects: Effect) -> list[str]:
    return [one.name for one in judgement.reasons if not effects or one.effect in effects]


def test_a_bill_that_fits_what_was_agreed_accepted_and_seen_is_ok_to_pay() -> None:
    told = decide(dossier())
    assert (told.state, told.sentence) == (Decision.OPEN, "OK to pay 38,000 dollars")
    assert (told.cents, told.questioned, str(told.due)) == (3_800_000, 0, "2026-04-30")
    assert names(told, Effect.STOP, Effect.HOLD, Effect.ASK) == []
    assert told.would_change == ()


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"seen": ()}, "code.not_seen"),
        ({"seen": (), "absent": ("code",)}, "code.no_access"),
        ({"seen": (row("code.history", About.CODE, State.UNKNOWN, holds=True),)}, "seen.code.history"),
        ({"seen": (CODE, row("code.tests", About.CODE, State.UNKNOWN, holds=True))}, "seen.code.tests"),
        ({"seen": (replace(CODE, likely=True),)}, "code.nothing_good"),
        ({"accepted": None}, "acceptance.unsaid.Milestone 3: Checkout"),
        ({"papers": without("contract.md")}, "contract.missing"),
        ({"papers": without("contract.md"), "absent": ("contract",)}, "contract.missing"),
        ({"unread": {"annex.pdf": "Page 1 has no text."}}, "papers.unread.annex.pdf"),
        ({"papers": {**FULL, "bill.txt": bill("to follow")}}, "bills.unread_sum"),
        ({"papers": {**FULL, "offer.md": "# Proposal\n\nPrepared by: Northwind Studio\n\nPrepared for: Acme Outdoor\n\n"
          "The total price is $60,000.\n"}}, "question.total"),
    ],
)  # fmt: skip
def test_what_is_not_known_cannot_be_told_yet(changed: dict[str, object], name: str) -> None:
    told = decide(dossier(**changed))  # type: ignore[arg-type]
    assert told.state is Decision.NEEDS_EVIDENCE
    assert name in names(told, Effect.ASK)
    assert told.sentence == "Can't tell yet whether to pay 38,000 dollars"
    assert told.cheapest_step is not None
    assert told.would_change


@pytest.mark.parametrize(
    ("changed", "name", "cents"),
    [
        ({"papers": {**FULL, "bill.txt": bill("$38,500.00")}}, "bills.wrong_sum", 50_000),
        ({"papers": {**FULL, "bank.csv": PAID_BEFORE}}, "bills.part_paid_before", 3_800_000),
        ({"accepted": "Milestone 1: Design; Milestone 2: Catalog"}, "bills.before_acceptance", 3_800_000),
        ({"papers": {**FULL, "bill.txt": bill(number="NW-2")}}, "bills.duplicate_bill", 3_800_000),
        ({"seen": (CODE, row("security.no_secrets", About.CODE, State.BAD, holds=True))}, "seen.security.no_secrets",
         3_800_000),
        ({"paid": "$60,000"}, "money.ahead_of_proof", 3_000_000),
    ],
)  # fmt: skip
def test_what_does_not_fit_holds_the_payment(changed: dict[str, object], name: str, cents: int) -> None:
    told = decide(dossier(**changed))  # type: ignore[arg-type]
    assert told.state is Decision.HELD
    assert told.sentence.startswith("Don't pay 38,")
    assert [one.cents for one in told.reasons if one.name == name] == [cents]
    assert name in [one.name for one in told.shown]


def test_only_what_is_in_question_is_called_so() -> None:
    told = decide(dossier({**FULL, "bill.txt": bill("$38,500.00")}))
    assert (told.cents, told.questioned, told.undisputed) == (3_850_000, 50_000, 3_800_000)
    assert told.because.startswith("500 dollars of it are in question, 38,000 dollars are not.")


def test_a_bill_that_was_paid_is_not_paid_a_second_time() -> None:
    bank = FULL["bank.csv"] + "04/01/2026,WIRE OUT NORTHWIND STUDIO NW-3,38000.00,,29880.00\n"
    told = decide(dossier({**FULL, "bank.csv": bank}))
    assert (told.state, told.sentence) == (Decision.HELD, "Don't pay 38,000 dollars a second time")
    assert told.reasons[0].quotes[0].file == "bank.csv"


def test_earlier_bills_that_are_paid_are_not_on_the_desk_and_open_ones_are_summed() -> None:
    assert decide(dossier()).bills == ()
    told = decide(dossier(without("bank.csv"), settled="NW-2"))
    assert told.bills == ()
    both = decide(dossier(without("bank.csv")))
    assert [one.bill for one in both.bills] == ["bill NW-2", "bill NW-3"]
    assert (both.state, both.sentence) == (Decision.OPEN, "OK to pay 60,000 dollars")
    mixed = decide(dossier({**without("bank.csv"), "bill.txt": bill("$38,500.00")}))
    assert mixed.sentence == "Don't pay 38,500 dollars yet; 22,000 dollars are OK to pay"
    assert (mixed.cents, mixed.questioned) == (6_050_000, 50_000)


def test_a_bill_in_which_no_amount_could_be_read_is_still_a_bill() -> None:
    nothing = bill("to follow", "as agreed")
    told = decide(dossier({**FULL, "bill.txt": nothing}))
    assert (told.state, told.sentence) == (Decision.NEEDS_EVIDENCE, "Can't tell yet: no amount could be read")
    assert told.bill == "bill NW-3"
    typed = decide(dossier({**FULL, "bill.txt": nothing}, asked="$38,000"))
    assert (typed.state, typed.cents) == (Decision.NEEDS_EVIDENCE, 3_800_000)


OFFER = "# Proposal\n\nPrepared by: Northwind Studio\n\nPrepared for: Acme Outdoor\n\nThe total price is {total}.\n"


def test_a_contradiction_is_open_until_somebody_said_which_counts() -> None:
    papers = {**FULL, "offer.md": OFFER.format(total="$60,000")}
    told = next(one for one in decide(dossier(papers)).reasons if one.name == "question.total")
    assert told.cents == 800_000
    assert {quote.file for quote in told.quotes} == {"contract.md", "offer.md"}
    assert decide(dossier(papers, total="$68,000")).state is Decision.OPEN


def test_two_offers_are_the_same_in_either_order() -> None:
    offers = {"a.md": OFFER.format(total="$60,000"), "b.md": OFFER.format(total="$61,000")}
    one = decide(dossier({**offers, "bill.txt": bill()}))
    assert one == decide(dossier({"bill.txt": bill(), **dict(reversed(offers.items()))}))


def test_what_was_agreed_to_be_paid_in_advance_is_not_ahead_of_proof() -> None:
    contract = FULL["contract.md"] + "\n6. Client pays a deposit of 50% upfront.\n"
    told = decide(dossier({**FULL, "contract.md": contract}, paid="$60,000"))
    assert "money.ahead_of_proof" in names(told, Effect.WARN)
    assert decide(dossier(paid="$60,000")).state is Decision.HELD


def test_the_agreed_day_counts_and_a_later_one_of_the_bill_before_it() -> None:
    early = decide(dossier({**FULL, "bill.txt": bill(due="April 5, 2026")}))
    assert str(early.due) == "2026-04-30"
    assert names(early, Effect.WARN).count("bills.short_term") == 1
    later = decide(dossier({**FULL, "bill.txt": bill(due="May 15, 2026")}))
    assert str(later.due) == "2026-05-15"


def test_one_that_holds_is_among_the_three_however_little_money_it_has() -> None:
    asks = [_reason(f"question.{number}", Effect.ASK, 900_000) for number in range(4)]
    told = in_order([*asks, _reason("bills.wrong_sum", Effect.HOLD, 100)])
    assert [one.effect for one in told[:3]] == [Effect.ASK, Effect.ASK, Effect.HOLD]


def _reason(name: str, effect: Effect, cents: int) -> Reason:
    return Reason(name=name, effect=effect, sentence="", cents=cents, rests=Rests.PAPER, changes=("answer",))


def test_a_bill_without_hours_has_no_gap_about_hours() -> None:
    told = " ".join(decide(dossier()).thin)
    assert "a person who was not agreed (no list of agreed people was read)" in told
    assert "hours" not in told


def test_the_smallest_set_of_steps_changes_the_decision() -> None:
    two = "Milestone 1: Design; Milestone 2: Catalog"
    papers = {**FULL, "bill.txt": bill("$38,500.00")}
    told = decide(dossier(papers, accepted=two, seen=(), absent=("code",)))
    assert [one.name for one in told.would_change] == ["code_access", "corrected_bill"]
    assert told.cheapest_step is not None
    assert told.cheapest_step.sentence == "Ask Northwind Studio LLC for read access to the code."


def test_silence_is_a_clock_with_its_day_and_words() -> None:
    told = next(one for one in decide(dossier()).reasons if one.name == "silence.clock")
    assert told.sentence.startswith("On 14 April 2026 silence counts as yes (10 business days")
    assert str(told.by) == "2026-04-14"
    assert "deemed accepted" in told.quotes[0].text
    known = next(one for one in decide(dossier(delivered="2026-03-20")).reasons if one.name == "silence.clock")
    assert "On 3 April 2026" in known.sentence


def test_red_flags_that_bear_on_paying_are_told_with_their_words() -> None:
    told = {one.name: one for one in decide(dossier()).reasons}
    assert "only once everything is paid" in told["contract.ip_is_transferred"].sentence
    assert told["contract.ip_is_transferred"].effect is Effect.WARN
    assert told["contract.ip_is_transferred"].quotes[0].file == "contract.md"


def test_what_is_lost_today_has_figures_only_where_they_are_known() -> None:
    told = {one.name: one for one in decide(dossier(paid="$50,000", accepted="Milestone 1: Design")).loss}
    assert told["money"].cents == 4_200_000
    assert told["contract.ip_is_transferred"].cents is None
    assert "code" not in told
    blind = {one.name: one for one in decide(dossier(absent=("code",), seen=())).loss}
    assert blind["money"].cents == 3_000_000
    assert "code" in blind
    unknown = {one.name: one for one in decide(dossier(without("bank.csv"))).loss}
    assert "money" not in unknown
    lost = row("domain.owner", About.DOMAIN, State.BAD, loss="your address on the web")
    assert "Your address on the web." in [one.sentence for one in decide(dossier(seen=(CODE, lost))).loss]


def test_a_foreign_domain_is_told_and_holds_no_money() -> None:
    told = decide(dossier(seen=(CODE, row("domain.owner", About.DOMAIN, State.BAD))))
    assert told.state is Decision.OPEN
    assert "seen.domain.owner" in names(told, Effect.WARN)


def test_what_we_or_the_owner_did_not_show_asks_nothing_of_the_partner() -> None:
    told = decide(dossier(seen=(row("code.access", About.ACCESS, State.UNKNOWN, side=Side.OWNER),)))
    reason = next(one for one in told.reasons if one.name == "code.no_access")
    assert (reason.ask, reason.changes) == ("", ("code_look",))


@pytest.mark.parametrize(
    ("door", "papers", "state", "sentence"),
    [
        (Door.CONTRACT, {"contract.md": FULL["contract.md"]}, Decision.HELD, "Don't sign this yet: "),
        (Door.CONTRACT, {}, Decision.NEEDS_EVIDENCE, "Can't tell yet: no contract was read"),
        (
            Door.WORRY,
            without("bill.txt"),
            Decision.NEEDS_EVIDENCE,
            "Before the next payment: let the code be looked at",
        ),
        (Door.WORRY, {}, Decision.NEEDS_EVIDENCE, "Before the next payment: look for the contract or the proposal"),
        (Door.START, {}, Decision.NEEDS_EVIDENCE, "Start with one sentence that names"),
        (Door.START, {"contract.md": FULL["contract.md"]}, Decision.NEEDS_EVIDENCE, "Start with what to settle"),
        (Door.BILL, {}, Decision.NEEDS_EVIDENCE, "Can't tell yet: no bill was read"),
    ],
)
def test_every_door_has_a_first_sentence(door: Door, papers: dict[str, str], state: Decision, sentence: str) -> None:
    told = decide(dossier(papers, door=door, seen=()))
    assert told.state is state
    assert told.sentence.startswith(sentence)
    assert told.cheapest_step is not None


def test_sentences_to_change_come_with_words_to_ask_for() -> None:
    told = decide(dossier({"contract.md": FULL["contract.md"]}, door=Door.CONTRACT))
    first = told.reasons[0]
    assert first.quotes[0].text in FULL["contract.md"]
    assert first.ask
    assert "Your lawyer" not in told.sentence


def test_a_judgement_is_the_same_after_it_was_kept() -> None:
    told = decide(dossier(paid="$50,000", seen=(CODE, row("domain.owner", About.DOMAIN, State.BAD))))
    assert judgement_from_json(json.loads(json.dumps(judgement_to_json(told)))) == told


def test_a_payment_of_the_same_sum_may_have_been_for_another_part_of_that_price() -> None:
    papers = {**without("earlier.txt"), "contract.md": CONTRACT.replace("$22,000", "$38,000"), "bank.csv": PAID_BEFORE}
    assert "bills.part_paid_before" not in names(decide(dossier(papers)))
    twice = {**papers, "bank.csv": PAID_BEFORE + "03/25/2026,ACH NORTHWIND STUDIO,38000.00,,0.00\n"}
    assert "bills.part_paid_before" in names(decide(dossier(twice)), Effect.HOLD)


def test_a_day_that_must_not_be_missed_is_said_where_the_three_reasons_do_not() -> None:
    dated = Reason(name="a", effect=Effect.WARN, sentence="Answer.", cents=1, rests=Rests.PAPER, by=date(2026, 4, 2))
    others = [Reason(name=f"b{at}", effect=Effect.HOLD, sentence=".", cents=9, rests=Rests.PAPER) for at in range(3)]
    told = decide(dossier())
    assert replace(told, reasons=(*others, dated)).pressing == dated
    assert replace(told, reasons=(dated, *others)).pressing is None
    assert replace(told, reasons=(*others, replace(dated, cents=0))).pressing is None


def test_money_that_came_back_makes_no_bill_ask_for_more_than_it_says() -> None:
    bank = (
        "Date,Description,Amount\n04/01/2026,NORTHWIND STUDIO NW-3,38000.00\n03/21/2026,POWER,-120.00\n"
        "03/22/2026,POWER,-120.00\n"
    )
    assert decide(dossier({**without("bank.csv"), "bank.csv": bank})).cents == 6_000_000
