"""What later rooms read of the agreement."""

from makegood.phases.agreement.queries.agreements import (
    agreement_in_the_making,
    calendar_of,
    caps_of,
    holding_terms_of,
    milestones_of,
    schedule_of,
    signatures_of,
    signed_agreement,
    signed_agreements,
    terms_of,
)
from makegood.phases.agreement.queries.checklists import RuleBookDamaged, rule_book_of
from makegood.phases.agreement.queries.payees import (
    account_of,
    payee_agreed,
    payee_change_waiting,
    payee_named,
    payee_now,
    who_can_be_paid,
)
from makegood.phases.agreement.queries.sealed import changed_since_signing, judged_differently, sealed_of

__all__ = [
    "RuleBookDamaged",
    "account_of",
    "agreement_in_the_making",
    "calendar_of",
    "caps_of",
    "changed_since_signing",
    "holding_terms_of",
    "judged_differently",
    "milestones_of",
    "payee_agreed",
    "payee_change_waiting",
    "payee_named",
    "payee_now",
    "rule_book_of",
    "schedule_of",
    "sealed_of",
    "signatures_of",
    "signed_agreement",
    "signed_agreements",
    "terms_of",
    "who_can_be_paid",
]
