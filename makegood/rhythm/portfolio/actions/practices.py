"""A practice is made by who says that they advise owners, and is shown as its people word it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from django.db import transaction

from makegood.accounts.models import Company, Membership, User
from makegood.connectors.uploads import UploadRefused, kept_path, receive
from makegood.engagements.permissions import Standing
from makegood.rhythm.portfolio.models import Client, Practice
from makegood.rhythm.portfolio.queries.branding import logo_folder, logo_path
from makegood.rhythm.portfolio.queries.people import practice_of
from makegood.rules.stationery.letter import can_be_shown

LOGO = ("png",)


def make_practice(*, by: User, name: str, accent: str = "", signature: str = "", two_readers: bool = False) -> Practice:
    """Its company is the one of that name that the person may act for, else a new one. Twice is once."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        if (already := practice_of(by)) is not None:
            return already
        managed = Membership.objects.filter(user=by, may_manage=True, company__name=name, company__practice=None)
        held = managed.select_related("company").first()
        company = held.company if held else Company.objects.create(name=name)
        Membership.objects.get_or_create(company=company, user=by, defaults={"may_manage": True})
        return Practice.objects.create(
            company=company, name=name, accent=accent, signature=signature, two_readers=two_readers
        )


def change_practice(*, practice: Practice, two_readers: bool) -> None:
    """With the name, colour and line that it has now."""
    practice.two_readers = two_readers
    practice.save(update_fields=["name", "accent", "signature", "two_readers"])


def set_logo(*, practice: Practice, chunks: Iterable[bytes] | None) -> None:
    """None takes it away. The one before leaves the disk. Raises UploadRefused, and then the one before stays."""
    before, digest = practice.logo, ""
    if chunks is not None:
        digest = receive(chunks, logo_folder(), LOGO).digest
        if not can_be_shown(logo_path(digest).read_bytes()):
            _forget(digest)
            raise UploadRefused("This picture is damaged.")
    practice.logo = digest
    practice.save(update_fields=["logo"])
    _forget(before)


def _forget(digest: str) -> None:
    """Off the disk, unless a practice shows it. Evidence lies elsewhere, so that no logo can take any away."""
    if digest and not Practice.objects.filter(logo=digest).exists():
        with suppress(OSError):
            kept_path(logo_folder(), digest).unlink()


def keep_note(*, standing: Standing, practice: Practice, cents: int | None, note: str) -> None:
    """The advisor's own of a client: no event and no figure."""
    told = {"agreed_cents": cents, "note": note}
    Client.objects.update_or_create(
        engagement=standing.engagement,
        brought_by=standing.user,
        defaults=told,
        create_defaults={**told, "practice": practice},
    )
