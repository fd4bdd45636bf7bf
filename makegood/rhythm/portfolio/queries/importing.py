"""What a list of clients would make, beside the clients that are here already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from makegood.accounts.models import Company, User
from makegood.engagements.actions.inviting import mail_of
from makegood.engagements.independence import Dependent, refuse_own_house
from makegood.engagements.models import Engagement, Invitation, Role
from makegood.rhythm.portfolio.models import Import
from makegood.rhythm.portfolio.queries.people import clients_of
from makegood.rhythm.portfolio.queries.rows import Row

LINK = "(a link of their own)"


def checked(import_: Import, by: User) -> list[Row]:
    """Its rows, with what stands against each as things are now."""
    here = {(one.engagement.owner_company.name.casefold(), one.engagement.name.casefold()) for one in clients_of(by)}
    return [_checked(Row.from_json(kept), by, here) for kept in import_.rows]


def _checked(row: Row, by: User, here: set[tuple[str, str]]) -> Row:
    wrong = list(row.wrong)
    if (row.client.casefold(), row.project.casefold()) in here:
        return replace(row, here=True)
    try:
        refuse_own_house(by, row.email)
    except Dependent as dependent:
        wrong.append(str(dependent))
    return replace(row, wrong=wrong)


def good(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not row.wrong and not row.here]


def specimen_of(row: Row, by: User) -> tuple[str, str]:
    """Subject and text of the invitation that this row's owner would be sent; the link is each owner's own."""
    company = Company(name=row.client)
    engagement = Engagement(name=row.project, owner_company=company)
    invitation = Invitation(engagement=engagement, role=Role.OWNER, invited_by=by, email=row.email)
    return mail_of(invitation, LINK)
