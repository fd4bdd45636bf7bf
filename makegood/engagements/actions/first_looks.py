"""A partner's first look: a read-only link that expires, before there is an account; it is not the invitation."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from makegood.engagements import tokens
from makegood.engagements.events import now_in, record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, FirstLook
from makegood.engagements.permissions import Act, Standing

LASTS = timedelta(days=14)


def living_looks(engagement: Engagement) -> list[FirstLook]:
    return list(
        FirstLook.objects.filter(engagement=engagement, withdrawn=None, expires__gt=timezone.now()).order_by("made")
    )


def make_first_look(*, standing: Standing) -> str:
    """The link, which is shown once: only its digest is kept. Earlier links end. Raises Refused."""
    if not standing.may(Act.MANAGE_PEOPLE):
        raise Refused("Only the owner gives a first look.")
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        for look in living_looks(standing.engagement):
            _withdraw(standing, look)
        token, digest = tokens.new_token()
        look = FirstLook.objects.create(
            engagement=standing.engagement,
            token_hash=digest,
            made_by=standing.user,
            expires=timezone.now() + LASTS,
        )
        record(
            engagement=standing.engagement,
            kind="first_look.made",
            payload={"expires": look.expires.isoformat()},
            actor=standing.user,
            subject=look.pk,
        )
    return tokens.link_to("first_look", token)


def withdraw_first_look(*, standing: Standing, look: FirstLook) -> None:
    """Once. Raises Refused."""
    if not standing.may(Act.MANAGE_PEOPLE):
        raise Refused("Only the owner ends a first look.")
    with transaction.atomic():
        row = FirstLook.objects.select_for_update().get(pk=look.pk, engagement=standing.engagement)
        if row.withdrawn is None:
            _withdraw(standing, row)


def _withdraw(standing: Standing, look: FirstLook) -> None:
    look.withdrawn = timezone.now()
    look.save(update_fields=["withdrawn"])
    record(
        engagement=standing.engagement,
        kind="first_look.withdrawn",
        payload={},
        actor=standing.user,
        subject=look.pk,
    )


def seen_by(token: str) -> Engagement | None:
    """The engagement that a living link shows; None for every other link. Looking changes nothing."""
    look = (
        FirstLook.objects.filter(token_hash=tokens.digest_of(token), withdrawn=None, expires__gt=timezone.now())
        .select_related("engagement__owner_company", "engagement__partner_company")
        .first()
    )
    return look.engagement if look and look.expires > now_in(look.engagement) else None
