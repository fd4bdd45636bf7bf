"""What stands in place of a placeholder in a letter of the desk: from rows, or nothing where nobody knows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from makegood.accounts.lines import one_line
from makegood.engagements.events import now_in
from makegood.engagements.permissions import Standing
from makegood.phases.agreement.queries import calendar_of
from makegood.rhythm.desk.models import Contract, Desk
from makegood.rhythm.desk.queries.decision import bills_of
from makegood.rhythm.portfolio.models import Practice
from makegood.rhythm.portfolio.queries.drafting import owner_of
from makegood.rules.calendars.business import plain_day
from makegood.rules.desk.case import money

Values = dict[str, str]
REASONS = 3


def common(standing: Standing, practice: Practice) -> Values:
    """What every letter may say: who it is about, and who words it."""
    engagement, owner = standing.engagement, owner_of(standing.engagement)
    values = {
        "client": engagement.owner_company.name,
        "project": engagement.name,
        "advisor": str(standing.user),
        "practice": practice.name,
        "signature": practice.signature,
        "today": plain_day(calendar_of(engagement).day_of(now_in(engagement))),
    }
    if owner is not None:
        values["owner"] = str(owner)
    if engagement.partner_company or engagement.partner_name:
        values["partner"] = engagement.partner
    return values


def of_the_desk(standing: Standing, practice: Practice, desk: Desk, slot: str) -> Values:
    """A working name says nobody's name, so it stays a blank."""
    values = common(standing, practice)
    for name, is_working in (("client", desk.working_company), ("project", desk.working_name)):
        if is_working:
            del values[name]
    drafted = _drafted(desk, slot)
    values["ours"] = str(drafted.get("text", "")).strip()
    values["notice"] = str(drafted.get("notice", ""))
    if by := drafted.get("by"):
        values["answer_by"] = plain_day(date.fromisoformat(by))
    bill = _bill(desk, drafted)
    return {**values, **dict(_of_bill(bill, drafted))} if bill else values


def _drafted(desk: Desk, slot: str) -> Mapping[str, Any]:
    """The letter as it was drafted, not as anybody worded it."""
    contract = Contract.objects.filter(desk=desk).first() if slot == "contract" else None
    if contract is not None:
        return contract.draft or {}
    return next((one for one in desk.drafts if one["slot"] == slot), {})


def _bill(desk: Desk, drafted: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The judgement of the bill that the letter is about; of the only one, where the letter is about all."""
    bills = bills_of(desk)
    if not drafted.get("bill"):
        return bills[0] if len(bills) == 1 else None
    return next((one for one in bills if one["bill"] == drafted["bill"]), None)


def _of_bill(bill: Mapping[str, Any], drafted: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "bill", one_line(str(bill["bill"]))
    yield "decision", str(bill["sentence"]).rstrip(".")
    if bill["cents"]:
        yield "amount", money(bill["cents"], bill["currency"])
    if bill["questioned"]:
        yield "in_question", money(bill["questioned"], bill["currency"])
    if bill["due"]:
        yield "due", plain_day(date.fromisoformat(bill["due"]))
    if parts := drafted.get("parts"):
        yield "part", one_line(str(parts))
    reasons = list(dict.fromkeys(_reasons(bill, str(drafted.get("kind")))))
    if reasons:
        yield "reasons", "\n".join(f"{number}. {said}" for number, said in enumerate(reasons, 1))


def _reasons(bill: Mapping[str, Any], kind: str) -> list[str]:
    """Questions for the partner; for the bookkeeper why it waits."""
    told = [one for one in bill["reasons"] if one["effect"] != "warn"]
    if kind == "partner":
        return [one["ask"] for one in told if one["ask"]]
    return [one["sentence"] for one in told[:REASONS]]
