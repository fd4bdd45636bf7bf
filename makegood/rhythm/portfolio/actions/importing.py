"""A list of clients is read, looked over, and made at once: engagements whose owners are then invited, one by one."""

from __future__ import annotations

import re
import tempfile
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from makegood import durable
from makegood.accounts.models import Company, User
from makegood.engagements.actions import inviting
from makegood.engagements.actions.inviting import Guest
from makegood.engagements.actions.opening import open_for_client
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Role
from makegood.engagements.permissions import standing_of
from makegood.engine.papers import Unreadable, open_paper
from makegood.rhythm.portfolio.models import Client, Import, Practice
from makegood.rhythm.portfolio.queries.importing import checked, good
from makegood.rhythm.portfolio.queries.rows import ListRefused, Row, rows_of
from makegood.rules.documents.document import Table

INVITATIONS = durable.Queue("client-invitations", at_once=1)
MOST_EMPTY = 1_000
"""Rows between two that say something."""
LIST_MOST = 2_000_000
"""Bytes of a list of clients."""
MOST_A_DAY = 100
"""Clients of one practice: this is no way to send mails to strangers."""
SEAT_LASTS = timedelta(days=365)


def read_list(*, practice: Practice, by: User, name: str, chunks: Iterable[bytes]) -> Import:
    """Reads CSV or Excel in the child that opens strangers' papers, and keeps its rows. Raises ListRefused."""
    rows, columns = rows_of(_table(name, chunks))
    return Import.objects.create(
        practice=practice, by=by, name=name[:200], rows=[row.to_json() for row in rows], columns=columns
    )


def _table(name: str, chunks: Iterable[bytes]) -> list[list[str]]:
    with tempfile.TemporaryDirectory(prefix="makegood-list-") as folder:
        path, size = Path(folder) / "list", 0
        with path.open("wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > LIST_MOST:
                    raise ListRefused(f"This file is larger than {LIST_MOST // 1_000_000} MB; a list is smaller.")
                out.write(chunk)
        if not size:
            raise ListRefused("This file is empty.")
        try:
            document = open_paper(path).document
        except Unreadable as refused:
            raise ListRefused(str(refused)) from None
    if document.kind not in ("csv", "xlsx"):
        raise ListRefused(f"“{name[:80]}” is no list in CSV or Excel. Download the list to fill in, and use that.")
    tables = [_as_in_the_file(table) for table in document.tables()]
    if not tables:
        raise ListRefused("There is no table in this file.")
    return max(tables, key=len)


def _as_in_the_file(table: Table) -> list[list[str]]:
    """With the empty rows that reading leaves out, so that a row's number is the one that its spreadsheet shows."""
    rows: list[list[str]] = []
    for row in table.rows:
        number = next((re.sub(r"[^0-9]", "", cell.place.cell or "") for cell in row), "")
        rows.extend([] for _ in range(min(int(number or 0) - 1 - len(rows), MOST_EMPTY)))
        rows.append([cell.text for cell in row])
    return rows


def make_clients(*, import_: Import, by: User) -> int:
    """Makes all rows that nothing stands against, or none; how many. Once. Raises Refused."""
    if by.is_sample:
        raise Refused("This is the sample: it sends no mail, so no clients are made here.")
    with transaction.atomic():
        practice = Practice.objects.select_for_update().get(pk=import_.practice_id)
        row = Import.objects.select_for_update().get(pk=import_.pk)
        if row.made is not None:
            return row.clients.count()
        rows = good(checked(row, by))
        if not rows:
            raise Refused("Nothing of this list can be made.")
        day = timezone.now() - timedelta(days=1)
        if Client.objects.filter(practice=practice, since__gt=day).count() + len(rows) > MOST_A_DAY:
            raise Refused(f"At most {MOST_A_DAY} clients are made within a day; make the rest tomorrow.")
        companies: dict[tuple[str, str], Company] = {}
        for one in rows:
            _make(practice, row, one, by, companies)
        row.made = timezone.now()
        row.save(update_fields=["made"])
        durable.enqueue_after_commit(invite_owners, f"client-invitations-{row.pk}", str(row.pk))
    return len(rows)


def _make(practice: Practice, import_: Import, row: Row, by: User, companies: dict[tuple[str, str], Company]) -> None:
    """Two projects of one client and one owner have one company: nobody comes into the company of somebody else."""
    company = companies.get((row.client.casefold(), row.email))
    if company is None:
        company = Company.objects.create(name=row.client, time_zone=practice.company.time_zone)
        companies[row.client.casefold(), row.email] = company
    engagement: Engagement = open_for_client(
        advisor=by,
        company=company,
        name=row.project,
        partner_name=row.partner,
        time_zone=company.time_zone,
        until=timezone.now() + SEAT_LASTS,
    )
    guest = Guest(email=row.email, role=Role.OWNER)
    invitation = inviting.invite(standing=standing_of(by, engagement.pk), guest=guest, send=False)
    Client.objects.create(
        engagement=engagement,
        practice=practice,
        brought_by=by,
        came_with=import_,
        invitation=invitation,
        agreed_cents=row.total_cents,
        note=row.note,
    )


@durable.workflow("portfolio.invite", queue=INVITATIONS)
def invite_owners(import_id: str) -> None:
    for client_id in unsent(import_id):
        post_one(client_id)


@durable.step(tries=3)
def unsent(import_id: str) -> list[int]:
    rows = Client.objects.filter(came_with=uuid.UUID(import_id), invitation__sent=None)
    return list(rows.order_by("pk").values_list("pk", flat=True))


@durable.step(tries=2)
def post_one(client_id: int) -> None:
    """One that cannot be sent stays unsent: the portfolio says so, and it can be sent again on the page of people."""
    row = Client.objects.select_related("invitation").filter(pk=client_id).first()
    if row is not None and row.invitation is not None:
        inviting.post(row.invitation)


@durable.tick("portfolio.ask_again", every=60)
def ask_again() -> None:
    """Lists whose run was never asked for: the process died between the commit and the enqueueing."""
    now = timezone.now()
    late = Import.objects.filter(made__lt=now - durable.FORGOTTEN_AFTER, made__gt=now - timedelta(days=1))
    durable.enqueue_forgotten(invite_owners, {f"client-invitations-{row.pk}": str(row.pk) for row in late[:50]})
