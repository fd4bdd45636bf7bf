from makegood.phases.agreement.models.agreement import Agreement, AgreementState, PayModel, Signature
from makegood.phases.agreement.models.milestone import CounterProposal, Milestone, RuleBook
from makegood.phases.agreement.models.payee import Payee, PayeeChange

__all__ = [
    "Agreement",
    "AgreementState",
    "CounterProposal",
    "Milestone",
    "PayModel",
    "Payee",
    "PayeeChange",
    "RuleBook",
    "Signature",
]
