"""To the partner, about one bill: what is asked, by when, how to answer; or the day on which it will be paid."""

from __future__ import annotations

from datetime import date, timedelta

from makegood.rules.calendars.business import add_business_days, plain_day
from makegood.rules.desk.case import CALENDAR, Case, OnDesk, cited
from makegood.rules.desk.judgement import Cited, Decision, Effect, Judgement, Reason
from makegood.rules.desk.letters.letter import LAWYER, Letter, Paragraph
from makegood.rules.desk.letters.naming import bill_named
from makegood.rules.desk.reasons import silence
from makegood.rules.desk.reasons.dispute_clock import dispute_by
from makegood.rules.terms.named import Party

ANSWER_DAYS = 5
ASKS_MOST = 8
ANSWER = (
    "Please answer in writing by {}. If we have misread something, tell us where it says so, and we will correct it."
)
CALLING = (
    "Please expect our call; no bank details need to be sent for that. If you did not change yours, please call us at "
    "once, on the number that you have of us."
)
CALL_FIRST = (
    "Call the partner first, on a number that you already had: whoever forged a bill also answers the letters about it."
)


def to_partner(case: Case, judgement: Judgement) -> Letter | None:
    """None where nothing is to be asked or told: the next step is the owner's own."""
    if case.on is None:
        return None
    if judgement.state is Decision.OPEN:
        return _approved(case, case.on, judgement)
    asks = tuple(one for one in judgement.reasons if one.ask and one.effect is not Effect.WARN)[:ASKS_MOST]
    return _asked(case, case.on, judgement, asks) if asks else None


def _approved(case: Case, on: OnDesk, judgement: Judgement) -> Letter:
    due = judgement.due
    late = due is not None and due < case.dossier.today
    when = f" It was due on {plain_day(due)} and is paid now." if late and due else ""
    when = f" It is due on {plain_day(due)} and will be paid by then." if due and not late else when
    what = f", {on.parts}" if on.parts else ""
    return Letter(
        kind="partner",
        to=case.partner_named,
        address=address_of(case),
        subject=_subject(case, on),
        day=case.dossier.today,
        bill=on.label,
        parts=on.parts,
        paragraphs=(
            Paragraph("greeting", "Good day,"),
            Paragraph("decision", f"We approved {_over(case, on, judgement)}{what}.{when}"),
            Paragraph("closing", "Thank you for the work."),
        ),
    )


def _asked(case: Case, on: OnDesk, judgement: Judgement, asks: tuple[Reason, ...]) -> Letter:
    by = answer_by(case)
    manner, quotes = manner_of(case)
    return Letter(
        kind="partner",
        to=case.partner_named,
        address=address_of(case),
        subject=_subject(case, on),
        day=case.dossier.today,
        bill=on.label,
        parts=on.parts,
        manner=manner,
        manner_quotes=quotes,
        by=by,
        send_by=send_by(case),
        paragraphs=(
            Paragraph("greeting", "Good day,"),
            Paragraph(
                "opening",
                f"Thank you for {bill_named(on)}. {_want(case)}, and need this from you first:",
            ),
            Paragraph("asks", "", tuple(one.ask for one in asks), _quotes(case, asks)),
            *_money(case, judgement),
            *_notice(case),
            *_silence(case, judgement),
            Paragraph("answer", CALLING if judgement.is_stopped else ANSWER.format(plain_day(by))),
            Paragraph("law", LAWYER),
            Paragraph("closing", "With thanks and kind regards,"),
        ),
        before_sending=_before_sending(case, judgement),
    )


def _over(case: Case, on: OnDesk, judgement: Judgement) -> str:
    named = bill_named(on)
    return named if " for " in named else f"{named} for {case.money(judgement.cents)}"


def _want(case: Case) -> str:
    due = case.due()
    if due is not None and due < case.dossier.today:
        return f"It was due on {plain_day(due)}; we want to pay what is owed soon"
    return "We want to pay what is owed on its day"


def _subject(case: Case, on: OnDesk) -> str:
    if not on.bill.number:
        named = bill_named(on)
        return named[:1].upper() + named[1:]
    of = f" of {plain_day(on.bill.issued.value)}" if on.bill.issued else ""
    return f"{on.title}{of}: {case.money(on.cents)}" if on.is_priced else f"{on.title}{of}"


def _quotes(case: Case, asks: tuple[Reason, ...]) -> tuple[Cited, ...]:
    """The words that the questions are about: of the bill and the contract, which both sides have."""
    known = {paper.name for paper in case.agreements} | {case.on.paper.name if case.on else ""}
    told = dict.fromkeys(quote for one in asks for quote in one.quotes[:2] if quote.file in known)
    return tuple(told)[:ASKS_MOST]


def _money(case: Case, judgement: Judgement) -> tuple[Paragraph, ...]:
    if judgement.is_stopped:
        return ()
    if not 0 < judgement.questioned < judgement.cents:
        waits = f"the {case.money(judgement.cents)} wait" if judgement.cents else "the bill waits"
        goes = "the bill goes on" if judgement.cents else "it goes on"
        return (Paragraph("money", f"Until then {waits}; as soon as this is answered, {goes}."),)
    due = f" by {plain_day(judgement.due)}" if judgement.due and judgement.due >= case.dossier.today else ""
    return (
        Paragraph(
            "money",
            f"In question are {case.money(judgement.questioned)}. The other "
            f"{case.money(judgement.undisputed)} are not, and will be paid{due} once you have sent a corrected bill or "
            "an answer.",
        ),
    )


def _notice(case: Case) -> tuple[Paragraph, ...]:
    """The contract's own words about disputing a bill, where they were read."""
    day = dispute_by(case)
    if day is None or day < case.dossier.today:
        return ()
    return (
        Paragraph(
            "notice",
            "We have not agreed to this bill yet. Please take this as our written notice of it, within the time of the "
            "agreement:",
            quotes=case.cite("dispute"),
        ),
    )


def _silence(case: Case, judgement: Judgement) -> tuple[Paragraph, ...]:
    """Where silence would count as yes: that this is no yes."""
    clock = next((one for one in judgement.reasons if one.name == "silence.clock"), None)
    about = ("bills.before_acceptance", "acceptance.unsaid", "code.", "seen.")
    pending = any(one.name.startswith(about) for one in judgement.reasons if one.effect is not Effect.WARN)
    if clock is None or not pending or (clock.by is not None and clock.by < case.dossier.today):
        return ()
    return (
        Paragraph(
            "not_accepted",
            "Our review is not finished, and what this bill is for is not accepted yet. Please do not take our silence "
            "as acceptance; this letter is our answer within the time of the agreement:",
            quotes=clock.quotes,
        ),
    )


def answer_by(case: Case) -> date:
    """Five business days; sooner, but not before the next business day, where the bill is due before that."""
    today = case.dossier.today
    usual, soonest = add_business_days(today, ANSWER_DAYS, CALENDAR), add_business_days(today, 1, CALENDAR)
    due = case.due()
    return max(soonest, min(usual, due)) if due and due > today else usual


def send_by(case: Case) -> date | None:
    """The last day on which the letter helps: before silence counts as yes, within the time to dispute, before due."""
    told = [dispute_by(case), case.due()]
    told += [one.by - timedelta(days=1) for one in silence.find(case) if one.by]
    ahead = [day for day in told if day and day >= case.dossier.today]
    return min(ahead) if ahead else None


def address_of(case: Case) -> tuple[str, ...]:
    """The partner's address as the person said or the contract says it."""
    said = case.dossier.confirmed.get("notice_address")
    if said is not None and said.value:
        return tuple(line.strip() for line in str(said.value).split(","))
    told = case.found("partner")
    party = told[1].value if told else None
    return (party.address,) if isinstance(party, Party) and party.address else ()


def manner_of(case: Case) -> tuple[str, tuple[Cited, ...]]:
    """How a notice counts: "In writing, by certified mail", and the words of the contract."""
    told = case.value("notice_form")
    if not isinstance(told, str):
        return "", ()
    found = case.found("notice_form")
    return told[:1].upper() + told[1:], cited(found[0].name, [found[1].quote]) if found else ()


def _before_sending(case: Case, judgement: Judgement) -> tuple[str, ...]:
    told = [CALL_FIRST] if judgement.is_stopped else []
    told += ["Whether you may hold the money back, and what happens if you do, your lawyer decides."]
    if case.is_red("disputes_keep_work_going"):
        finding = case.clause("disputes_keep_work_going")
        told.append(f"Mind this before you hold money back: {finding.because if finding else ''}")
    if not address_of(case):
        told.append("No address for notices was found; take the one that the contract or the bill names.")
    return tuple(told)
