"""What the cast gets from the paths of an engagement itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from makegood.engagements.models import FirstLook, Invitation
from makegood.engagements.tokens import digest_of
from tests.web.bell import prepared
from tests.web.rows import Row, World, everyone, only

EVERY_SEAT = "olivia ben adam pat rita max"


def _intent(world: World) -> Mapping[str, object]:
    """Prepared by Olivia."""
    return {"intent_id": world.once("intent", lambda world: prepared(world.cast, world.engagement)).pk}


def _invitation(world: World) -> Mapping[str, object]:
    return {"invitation_id": world.once("invitation", _make_invitation).pk}


def _make_invitation(world: World) -> Invitation:
    return Invitation.objects.create(
        engagement=world.engagement,
        email=f"nora{world.mark.lower()}@example.com",
        role="bookkeeper",
        token_hash=digest_of(f"invited{world.mark}"),
        invited_by=world.cast.olivia,
        expires=timezone.now() + timedelta(days=7),
    )


def _invited(world: World) -> Mapping[str, object]:
    world.once("invitation", _make_invitation)
    return {"token": f"invited{world.mark}"}


def _make_look(world: World) -> FirstLook:
    return FirstLook.objects.create(
        engagement=world.engagement,
        token_hash=digest_of(f"look{world.mark}"),
        made_by=world.cast.olivia,
        expires=timezone.now() + timedelta(days=7),
    )


def _look(world: World) -> Mapping[str, object]:
    return {"look_id": world.once("look", _make_look).pk}


def _looked(world: World) -> Mapping[str, object]:
    world.once("look", _make_look)
    return {"token": f"look{world.mark}"}


def _ritas_seat(world: World) -> Mapping[str, object]:
    return {"seat_id": world.engagement.seats.get(user=world.cast.rita).pk}


ROWS = (
    Row("engagements:new", get=everyone(), post=everyone(422)),
    Row("engagements:show", get=only(EVERY_SEAT)),
    Row("engagements:confirm", kwargs=_intent, get=only("olivia"), post=only("olivia", 422)),
    Row("engagements:people", get=only(EVERY_SEAT)),
    Row(
        "engagements:invite",
        kwargs=lambda _: {"role": "partner"},
        get=only("olivia pat"),
        post=only("olivia pat", 422),
    ),
    Row("engagements:invitation_again", kwargs=_invitation, post=only("olivia", 302)),
    Row("engagements:invitation_withdraw", kwargs=_invitation, post=only("olivia", 302)),
    Row("engagements:seat_end", kwargs=_ritas_seat, get=only("olivia rita"), post=only("olivia rita", 302)),
    Row("engagements:stand_in", get=only("olivia"), post=only("olivia", 422)),
    Row("engagements:first_look_make", post=only("olivia")),
    Row("engagements:first_look_end", kwargs=_look, post=only("olivia", 302)),
    Row("invitation", kwargs=_invited, get=everyone(), post=everyone(422), open_to_all=200),
    Row("first_look", kwargs=_looked, get=everyone(), open_to_all=200),
)
