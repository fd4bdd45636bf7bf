"""The tables of the agreement: terms, parts with their rule books, who is paid, what is proposed."""

from makegood.phases.agreement.models.agreement import Agreement, AgreementState, PayModel, Side, Signature
from makegood.phases.agreement.models.milestone import Milestone, RuleBook
from makegood.phases.agreement.models.payee import Payee, PayeeChange
from makegood.phases.agreement.models.proposal import Answer, CounterProposal

__all__ = [
    "Agreement",
    "AgreementState",
    "Answer",
    "CounterProposal",
    "Milestone",
    "PayModel",
    "Payee",
    "PayeeChange",
    "RuleBook",
    "Side",
    "Signature",
]
