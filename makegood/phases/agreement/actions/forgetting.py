"""Which rows of the agreement hold what people typed, by the kind of entry that says it, too (H24).

What both sides signed, and the account that money goes to, stay: erasing an entry does not end an agreement.
"""

from __future__ import annotations

from makegood.engagements.record.forgetting import keeps_words
from makegood.phases.agreement.models import CounterProposal, PayeeChange


def register() -> None:
    keeps_words("proposal.made", CounterProposal, "pk", "reason")
    keeps_words("proposal.answered", CounterProposal, "pk", "answer_reason")
    keeps_words("payee.called_back", PayeeChange, "pk", "spoke_to")
    keeps_words("payee.change_refused", PayeeChange, "pk", "refused_because")
