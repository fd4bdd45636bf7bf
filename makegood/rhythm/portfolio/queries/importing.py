"""What a list of clients would make, beside the clients that are here already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from makegood.accounts.models import User
from makegood.engagements.independence import Dependent, refuse_own_house
from makegood.rhythm.portfolio.models import Import
from makegood.rhythm.portfolio.queries.people import clients_of
from makegood.rhythm.portfolio.queries.rows import Row


def checked(import_: Import, by: User) -> list[Row]:
    """Its rows, with what stands against each as things are now."""
    here = {(one.engagement.owner_company.name.casefold(), one.engagement.name.casefold()) for one in clients_of(by)}
    return [_checked(Row.from_json(kept), by, here) for kept in import_.rows]


def _checked(row: Row, by: User, here: set[tuple[str, str]]) -> Row:
    wrong = list(row.wrong)
    if (row.client.casefold(), row.project.casefold()) in here:
        wrong.append("This project is among your clients already.")
    try:
        refuse_own_house(by, row.email)
    except Dependent as dependent:
        wrong.append(str(dependent))
    return replace(row, wrong=wrong)


def good(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not row.wrong]
