"""Mending a defect is billed although the warranty covers it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault

FIX = re.compile(
    r"\b(?:bug|defect|error|regression|crash|warranty|hot)[\s-]?(?:fix(?:es|ing)?|repairs?|corrections?|resolution"
    r"|work|items?)\b"
    r"|\b(?:fix(?:ed|es|ing)?|repair(?:ed|ing)?|correct(?:ed|ing|ion of)?|resolv(?:ed|ing)|mend(?:ed"
    r"|ing)?)\b.{0,40}\b(?:bugs?|defects?|errors?|regressions?|crash(?:es)?|broken|failure"
    r"|issues? after launch)\b"
    r"|\bwarranty\b|\brework\b(?!.*\b(?:CR|change)\b)",
    re.IGNORECASE,
)


def needs(case: Case) -> str | None:
    return None if case.agreed.warranty is not None else "no warranty was read"


def look(case: Case) -> Iterator[Doubt]:
    """Lines that mend."""
    for line in case.bill.lines:
        if not FIX.search(line.text) or not line.amount_cents or case.bill.credit:
            continue
        yield Doubt(
            "warranty_fix",
            f"Line {line.number} ({line.text}) asks {case.money(line.amount_cents)} for mending a defect; the "
            f"warranty of "
            f"{case.agreed.warranty} covers that without pay.",
            f"Line {line.number}: why is this not covered by the warranty?",
            (line.quote,),
            abs(line.amount_cents),
        )


FAULT = Fault("warranty_fix", "a warranty fix is billed", needs, look)
