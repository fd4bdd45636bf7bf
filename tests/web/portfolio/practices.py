"""Adam's practice and a list of clients, read and made without a child or a worker."""

from __future__ import annotations

from collections.abc import Sequence

from makegood.accounts.models import User
from makegood.engagements.models import Engagement
from makegood.rhythm.portfolio.actions.importing import make_clients
from makegood.rhythm.portfolio.actions.practices import make_practice
from makegood.rhythm.portfolio.models import Import, Practice
from makegood.rhythm.portfolio.queries.rows import rows_of

HEAD = ("Client company", "Project", "Partner", "Owner's e-mail", "Agreed total", "Note")
ACME = ("Acme Books", "Shop", "Pixel Works", "olga@books.example", "$48,000", "Met in March")


def practice_for(adam: User, mark: str = "") -> Practice:
    return make_practice(by=adam, name=f"Reyes Advisory{mark}")


def list_of(practice: Practice, by: User, *rows: Sequence[str]) -> Import:
    read, columns = rows_of([HEAD, *rows])
    kept = [row.to_json() for row in read]
    return Import.objects.create(practice=practice, by=by, name="clients.csv", rows=kept, columns=columns)


def client_of(adam: User, *row: str) -> Engagement:
    """One that Adam brought in; its owner has not come yet."""
    read = list_of(practice_for(adam), adam, row or ACME)
    make_clients(import_=read, by=adam)
    return Engagement.objects.get(client__came_with=read)
