"""An agreement with a statement of work, a proposal and an amendment beside it."""

from __future__ import annotations

from functools import cache

from makegood.rules.clauses.judging import Finding
from makegood.rules.documents.reading import read_paper
from makegood.rules.purchase.together import Together, judge_together
from makegood.rules.reading.together import read_together

MSA = """# Master Services Agreement

This Master Services Agreement is made as of January 5, 2026 between Acme Outdoor Inc. ("Client") and Northwind Studio
LLC ("Developer").

1. Services. Developer shall perform the services that are described in each Statement of Work.

2. Acceptance. Deliverables are deemed accepted unless Client rejects them in writing within five (5) days of delivery.

3. Payment. Client shall pay invoices within 30 days of receipt.

4. Ownership. Developer shall retain ownership of the source code and the software.
{more}
9. General. This Agreement shall be governed by the laws of the State of Colorado.
"""
SOW = """# Statement of Work No. 1

This Statement of Work is made under the Master Services Agreement between Acme Outdoor Inc. and Northwind Studio LLC.

1. Work. Developer shall build the customer portal.

2. Price. Client shall pay $68,000 in all.

3. Ownership. Developer hereby irrevocably assigns to Client all right, title and interest in the Work Product.

4. Ending. Client may terminate this Agreement for convenience upon 14 days' notice.
"""
PROPOSAL = """# Proposal

Northwind Studio LLC offers to Acme Outdoor Inc. to build a customer portal for $68,000.

Developer shall not include open source software without Client's prior written consent.

Developer will start in February. Client will pay in three parts.
"""
AMENDMENT = """# Amendment No. 1 to the Master Services Agreement

This Amendment is made as of March 1, 2026 between Acme Outdoor Inc. ("Client") and Northwind Studio LLC ("Developer").

A. Section 2 of the Agreement is hereby deleted and replaced with the following: Client shall test each deliverable
against the acceptance criteria within ten (10) business days, and a deliverable is accepted only when Client accepts it
in writing.

B. All other terms shall remain in force.
"""
SOW_FIRST = (
    "\n8. Precedence. In the event of a conflict between this Agreement and a Statement of Work, the Statement of Work "
    "shall control.\n"
)
MSA_FIRST = (
    "\n8. Precedence. If there is any inconsistency between a Statement of Work and this Agreement, the terms of this "
    "Agreement shall prevail.\n"
)
TAKES_IN = "\n8. Proposal. The work is described in the Developer's Proposal, which is incorporated herein.\n"


@cache
def msa(more: str = "") -> str:
    return MSA.format(more=more)


def together(**papers: str) -> Together:
    """Papers by what they are called: `msa="..."` is msa.md."""
    told = [(f"{name}.md", read_paper(text.encode(), f"{name}.md")) for name, text in papers.items()]
    found = judge_together(read_together(told).papers)
    assert found is not None
    return found


def clause(told: Together, check: str) -> Finding:
    return next(one for one in told.review.findings if one.clause.check == check)
