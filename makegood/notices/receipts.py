"""Receipts: each party gets the signed note of a checkpoint by mail, so that others can vouch for the record (H2)."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from makegood.accounts.posting import lasting_id
from makegood.engagements.models import Checkpoint, Engagement, Receipt
from makegood.notices.making import MAIL
from makegood.notices.models import Notice, Told


def make_receipts() -> int:
    """Hands the newest signed checkpoint of each engagement to all who hold it; returns how many mails were made.

    The newest vouches for all before it, so an older one that was not sent yet gives way.
    """
    signed = Checkpoint.objects.filter(engagement=OuterRef("pk")).exclude(note="").order_by("-size")
    handed = Subquery(Told.objects.filter(engagement=OuterRef("pk")).values("receipts"), output_field=IntegerField())
    behind = Engagement.objects.annotate(
        newest=Subquery(signed.values("size")[:1]), handed=Coalesce(handed, Value(0))
    ).filter(newest__gt=F("handed"))
    return sum(_hand(Engagement.objects.get(pk=pk), size) for pk, size in behind.values_list("pk", "newest"))


def _hand(engagement: Engagement, size: int) -> int:
    with transaction.atomic():
        told, _ = Told.objects.select_for_update().get_or_create(engagement=engagement)
        if told.receipts >= size:
            return 0
        checkpoint = Checkpoint.objects.get(engagement=engagement, size=size)
        Notice.objects.filter(engagement=engagement, sent=None, tries=0).exclude(checkpoint=None).delete()
        rows = [_notice(engagement, checkpoint, receipt) for receipt in _to_send(checkpoint)]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        told.receipts = size
        told.save(update_fields=["receipts"])
    return len(rows)


def _to_send(checkpoint: Checkpoint) -> list[Receipt]:
    """People of the sample have addresses that nobody reads."""
    rows = checkpoint.receipts.filter(sent=None, holder__is_active=True, holder__is_sample=False)
    return list(rows.select_related("holder"))


def _notice(engagement: Engagement, checkpoint: Checkpoint, receipt: Receipt) -> Notice:
    key = f"receipt:{checkpoint.pk}:{receipt.holder_id}"
    return Notice(
        engagement=engagement,
        to=receipt.holder,
        address=receipt.holder.email,
        channel=MAIL,
        key=key,
        subject=f"Receipt for {checkpoint.size} entries: {engagement}"[:200],
        text=f"The record of {engagement} has {checkpoint.size} entries now. The file attached is its signed note. "
        "Keep it: with it, anybody can show later whether an entry so far was changed, taken away or slipped in, "
        "without having to believe us.\n\nThe other side gets the same.",
        path=reverse("record", args=[engagement.pk]),
        message_id=lasting_id(key),
        checkpoint=checkpoint,
    )


def note_name(checkpoint: Checkpoint) -> str:
    """The name of the file attached."""
    return f"receipt-{str(checkpoint.engagement_id)[:8]}-{checkpoint.size}.txt"
