"""Where the owner's copy takes the code from: an address, and the one secret that opens it, sealed at once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.models import Engagement
from makegood.inspections.origins import made_pair, secretbox
from makegood.phases.acceptance.models import CodeSource


def add_source(*, engagement: Engagement, url: str, kind: str, token: str, added_by: User) -> CodeSource:
    """`url` was checked by the form. For kind "key" the pair is made here. No secret is in the event."""
    source = CodeSource(engagement=engagement, url=url, kind=kind, added_by=added_by)
    secret = token if kind == "token" else ""
    if kind == "key":
        secret, source.public_key = made_pair(engagement)
    source.secret = secretbox().seal(secret, source.purpose) if secret else ""
    with transaction.atomic():
        source.save(force_insert=True)
        record(
            engagement=engagement,
            kind="code_source.added",
            payload={"source": str(source.pk), "url": url, "opened_by": kind, "public_key": source.public_key},
            actor=added_by,
            subject=source.pk,
        )
    return source


def change_token(*, source: CodeSource, token: str, changed_by: User) -> None:
    """Another read token in the place of one that expired or was wrong. No secret is in the event."""
    with transaction.atomic():
        row = CodeSource.objects.select_for_update(of=("self",)).select_related("engagement").get(pk=source.pk)
        if row.ended is not None or row.kind != "token":
            return
        row.secret = secretbox().seal(token, row.purpose)
        row.save(update_fields=["secret"])
        record(
            engagement=row.engagement,
            kind="code_source.token_changed",
            payload={"source": str(row.pk)},
            actor=changed_by,
            subject=row.pk,
        )


def end_source(*, source: CodeSource, ended_by: User) -> None:
    """Forgets the secret; what was fetched stays in the owner's copy."""
    with transaction.atomic():
        row = CodeSource.objects.select_for_update().select_related("engagement").get(pk=source.pk)
        if row.ended is not None:
            return
        row.ended, row.secret = timezone.now(), ""
        row.save(update_fields=["ended", "secret"])
        record(
            engagement=row.engagement,
            kind="code_source.ended",
            payload={"source": str(row.pk)},
            actor=ended_by,
            subject=row.pk,
        )
