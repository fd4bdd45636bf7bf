"""What the cast gets from the pages about money."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from makegood.phases.acceptance.models import Payment, PaymentRequest, PunchItem, Release, RequestLine
from makegood.phases.agreement.models import Agreement
from tests.web.acceptance.built import accepted, event_of, milestones
from tests.web.acceptance.handing import part_of
from tests.web.rows import Row, World, only

BOTH = "olivia pat"


def _agreement(world: World) -> Agreement:
    return part_of(world, 0).agreement


def _request(world: World) -> PaymentRequest:
    return world.once("request", _make_request)


def _make_request(world: World) -> PaymentRequest:
    agreement = _agreement(world)
    first = milestones(agreement)[0]
    accepted(first, world.cast.olivia)
    event = event_of(world.engagement, "payment.requested", world.cast.pat)
    request = PaymentRequest.objects.create(
        agreement=agreement,
        number=1,
        kind="part",
        invoice=f"INV{world.mark}",
        note=f"For October{world.mark}",
        period_to=date.today(),
        due_cents=900_000,
        held_back_cents=100_000,
        by=world.cast.pat,
        at=event.at,
        event=event,
    )
    RequestLine.objects.create(
        request=request, milestone=first, previous_cents=0, this_cents=1_000_000, held_back_cents=100_000
    )
    return request


def _release(world: World) -> Release:
    return world.once("release", _make_release)


def _make_release(world: World) -> Release:
    request, payee = _request(world), world.engagement.payees.get()
    event = event_of(world.engagement, "payment.released", world.cast.olivia)
    return Release.objects.create(
        request=request,
        amount_cents=900_000,
        parts={str(milestones(request.agreement)[0].line): 900_000},
        payee=payee,
        pay_by=date.today(),
        by=world.cast.olivia,
        at=event.at,
        event=event,
    )


def _payment(world: World) -> Payment:
    return world.once("payment", _make_payment)


def _make_payment(world: World) -> Payment:
    event = event_of(world.engagement, "payment.recorded", world.cast.ben)
    return Payment.objects.create(
        engagement=world.engagement,
        release=_release(world),
        amount_cents=100_000,
        on=date.today(),
        reference=f"wire{world.mark}",
        by=world.cast.ben,
        at=event.at,
        event=event,
    )


def _item(world: World) -> PunchItem:
    event = event_of(world.engagement, "punch_item.added", world.cast.olivia)
    milestone = milestones(_agreement(world))[0]
    return world.once(
        "item",
        lambda world: PunchItem.objects.create(
            milestone=milestone,
            what=f"The logo{world.mark}",
            value_cents=50_000,
            added=event.at,
            added_by=world.cast.olivia,
        ),
    )


def of_agreement(world: World) -> Mapping[str, object]:
    _agreement(world)
    return {}


def of_request(world: World) -> Mapping[str, object]:
    return {"request_id": _request(world).pk}


def of_release(world: World) -> Mapping[str, object]:
    return {"release_id": _release(world).pk}


def _no_release(world: World) -> Mapping[str, object]:
    """The path names no release, the page shows them."""
    _release(world)
    return {}


def of_payment(world: World) -> Mapping[str, object]:
    return {"payment_id": _payment(world).pk}


def of_item(world: World) -> Mapping[str, uuid.UUID]:
    return {"item_id": _item(world).pk}


ROWS = (
    Row("acceptance:money", kwargs=of_agreement, get=only(BOTH)),
    Row("acceptance:ask", kwargs=of_agreement, get=only("pat"), post=only("pat", 422)),
    Row("acceptance:ask_back", kwargs=of_agreement, post=only("pat", 302)),
    Row("acceptance:request", kwargs=of_request, get=only(BOTH)),
    Row("acceptance:request_pdf", kwargs=of_request, get=only(BOTH)),
    Row("acceptance:refuse", kwargs=of_request, get=only("olivia"), post=only("olivia", 422)),
    Row("acceptance:release", kwargs=of_request, post=only("olivia", 302)),
    Row("acceptance:release_anyway", kwargs=of_request, get=only("olivia"), post=only("olivia", 422)),
    Row("acceptance:still_to_fix", kwargs=of_agreement, get=only("olivia"), post=only("olivia", 422)),
    Row("acceptance:fixed", kwargs=of_item, post=only("olivia", 302)),
    Row("acceptance:launch", kwargs=of_agreement, get=only("olivia"), post=only("olivia", 422)),
    Row("acceptance:to_pay", kwargs=_no_release, get=only("olivia ben")),
    Row("acceptance:bills", kwargs=_no_release, get=only("olivia ben")),
    Row("acceptance:record", kwargs=of_release, get=only("olivia ben"), post=only("olivia ben", 422)),
    Row("acceptance:record_outside", kwargs=of_agreement, get=only("olivia ben"), post=only("olivia ben", 422)),
    Row("acceptance:account", kwargs=of_release, get=only("olivia ben")),
    Row("acceptance:take_back", kwargs=of_payment, get=only("olivia ben"), post=only("olivia ben", 422)),
)
