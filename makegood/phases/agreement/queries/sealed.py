"""The document that both sides sign: made from the rows, and read back from its bytes for every page and print."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.text import get_text_list

from makegood.engagements.events import now_in
from makegood.engagements.record.anchoring import ledger_name
from makegood.engine import ENGINE_VERSION
from makegood.engine.catalogue import checks
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone, Payee
from makegood.phases.agreement.queries.agreements import milestones_of
from makegood.phases.agreement.queries.checklists import OWN, Item, items_of, parsed
from makegood.phases.agreement.queries.payees import payee_agreed, payee_named
from makegood.rules.ledger import leaf

SCHEMA = "makegood.agreement/1"
APPEAL_DAYS = 2
"""Business days that the named neutral has."""

ADVISORIES = (
    "Known holes count as they were known on the day of the submission; what becomes known later is warranty or "
    "maintenance."
)
HELD_BACK = (
    "Until launch the agreed share of what is proven is held back. From launch the larger of 1.5 times what is still "
    "to fix and 5 % of what is proven. After the warranty only 1.5 times what is still to fix. On the latest day "
    "everything is returned."
)
UPGRADES = "A newer version of Makegood or of a check changes nothing here unless both sides sign again."


def document_of(agreement: Agreement) -> dict[str, Any]:
    """The agreement as JSON values, from its rows as they are now. Money in cents, dates as ISO 8601."""
    engagement = agreement.engagement
    milestones = milestones_of(agreement)
    return {
        "schema": SCHEMA,
        "engagement": {
            "id": str(engagement.pk),
            "name": engagement.name,
            "owner": engagement.owner_company.name,
            "partner": engagement.partner,
            "currency": engagement.currency,
            "time_zone": engagement.time_zone,
        },
        "number": agreement.number,
        "replaces": _replaced(agreement),
        "pay": {
            "model": agreement.pay_model,
            "price_cents": agreement.price_cents if agreement.is_fixed else None,
            "monthly_cap_cents": None if agreement.is_fixed else agreement.monthly_cap_cents,
            "total_cap_cents": None if agreement.is_fixed else agreement.total_cap_cents,
        },
        "terms": _terms(agreement),
        "neutral": {"name": agreement.neutral_name, "email": agreement.neutral_email},
        "people": people_of(agreement),
        "milestones": [_milestone(one) for one in milestones],
        "payee": _payee(payee_for(agreement)),
        "ledger": {"name": ledger_name(engagement), "key": engagement.first_key},
        "engine": ENGINE_VERSION,
        "checks": _versions(milestones),
        "advisories": ADVISORIES,
        "upgrades": UPGRADES,
    }


def people_of(agreement: Agreement) -> list[str]:
    return [line.strip() for line in agreement.roster.splitlines() if line.strip()]


def payee_for(agreement: Agreement) -> Payee | None:
    """Who is paid under it: the account that counts, or for a first agreement the one that the partner named."""
    engagement = agreement.engagement
    return payee_agreed(engagement, now_in(engagement)) or payee_named(engagement)


def _replaced(agreement: Agreement) -> str | None:
    earlier = (
        Agreement.objects.filter(
            engagement=agreement.engagement,
            number__lt=agreement.number,
            state__in=(AgreementState.SIGNED, AgreementState.REPLACED),
        )
        .order_by("-number")
        .values_list("digest", flat=True)
    )
    return earlier.first()


def _terms(agreement: Agreement) -> dict[str, Any]:
    names = (
        "acceptance_days", "silence_counts", "cure_rounds", "cure_days", "retest_days", "held_back_share",
        "warranty_months", "payment_days", "unseen_days", "allow_run",
    )  # fmt: skip
    return {
        **{name: getattr(agreement, name) for name in names},
        "launch": _day(agreement.launch),
        "held_back_latest_return": _day(agreement.held_back_latest_return),
        "held_back_rule": HELD_BACK,
        "appeal_days": APPEAL_DAYS,
    }


def _milestone(one: Milestone) -> dict[str, Any]:
    book = one.rule_book
    return {
        "line": str(one.line),
        "title": one.title,
        "promise": one.promise,
        "amount_cents": one.amount_cents,
        "due": _day(one.due),
        "rule_book": {
            "base": book.base,
            "digest": book.digest,
            "content": bytes(book.content).decode(),
            "below_standard": book.below_standard,
        },
    }


def _payee(payee: Payee | None) -> dict[str, Any] | None:
    if payee is None:
        return None
    return {
        "name": payee.name,
        "bank": payee.bank,
        "account_end": payee.account_end,
        "digest": payee.digest,
        "phone": payee.phone,
    }


def _versions(milestones: list[Milestone]) -> dict[str, int]:
    used = {id for one in milestones for id in parsed(bytes(one.rule_book.content)).criteria}
    return {id: checks()[id].version for id in sorted(used)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@dataclass(frozen=True)
class Part:
    """One part as it stands in the document."""

    line: str
    title: str
    promise: str
    amount_cents: int
    due: date | None
    book: Mapping[str, Any]

    @cached_property
    def items(self) -> list[Item]:
        return items_of(parsed(self.book["content"].encode()), self.book["below_standard"])

    @property
    def whose(self) -> str:
        """Whose checklist it is, in words; "" for one of ours."""
        return parsed(self.book["content"].encode()).title if self.book["base"] == OWN else ""

    @property
    def below(self) -> list[tuple[str, str]]:
        """(what, in which way) of everything agreed below standard."""
        return [(said_of(row["check"]), row["because"]) for row in self.book["below_standard"]]


def said_of(check: str) -> str:
    """A check's promise in a line about it; a family's name where the whole family is missing."""
    return checks()[check].promise if check in checks() else check.capitalize()


@dataclass(frozen=True)
class Sealed:
    """A signed or offered document, read from its own bytes."""

    digest: str
    document: Mapping[str, Any]

    @cached_property
    def parts(self) -> list[Part]:
        return [
            Part(
                row["line"], row["title"], row["promise"], row["amount_cents"],
                date.fromisoformat(row["due"]) if row["due"] else None, row["rule_book"],
            )
            for row in self.document["milestones"]
        ]  # fmt: skip

    @property
    def sum_cents(self) -> int:
        return sum(part.amount_cents for part in self.parts)

    @property
    def total_cents(self) -> int:
        pay = self.document["pay"]
        return int(pay["price_cents"] if self.is_fixed else pay["total_cap_cents"])

    @property
    def is_fixed(self) -> bool:
        return bool(self.document["pay"]["model"] == "fixed")

    @property
    def checklists(self) -> list[tuple[str, Part]]:
        """(titles of the parts, one of them) of each different checklist: most parts share one."""
        shared: dict[str, list[Part]] = {}
        for part in self.parts:
            shared.setdefault(part.book["digest"], []).append(part)
        return [(get_text_list([part.title for part in parts], "and"), parts[0]) for parts in shared.values()]

    @property
    def parts_below(self) -> list[Part]:
        return [part for part in self.parts if part.below]


def sealed_of(agreement: Agreement) -> Sealed:
    """The document as it was sealed; of a draft as it would be sealed now (`digest` is empty then)."""
    if not agreement.digest:
        return Sealed("", document_of(agreement))
    return Sealed(agreement.digest, json.loads(bytes(agreement.sealed)))


def sealed_bytes(agreement: Agreement) -> bytes:
    """RFC 8785 of the document as the rows are now."""
    return leaf.canonical(document_of(agreement))


def judged_differently(agreement: Agreement, judged: Mapping[str, int]) -> list[str]:
    """A sentence for each check that judged in another version than both signed (H11). `judged`: versions by check."""
    signed: Mapping[str, int] = sealed_of(agreement).document["checks"]
    return [
        f"“{said_of(check)}” was judged by version {version} of its check; both signed version {signed[check]}. "
        "Both sign a changed agreement, or it is judged by the version that was signed."
        for check, version in judged.items()
        if check in signed and signed[check] != version
    ]


def changed_since_signing(agreement: Agreement) -> list[str]:
    """Checks whose version, as built here, is not the one that was signed: they may not judge without a new signature.

    A check that is gone is named, too (H11).
    """
    signed: Mapping[str, int] = sealed_of(agreement).document["checks"]
    return [id for id, version in signed.items() if id not in checks() or checks()[id].version != version]
