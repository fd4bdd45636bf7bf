"""What the cast gets from the paths of the agreement. Adam was granted neither prices nor drafting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from makegood.engagements.permissions import standing_of
from makegood.phases.agreement.actions.proposing import propose_item
from makegood.phases.agreement.models import Agreement, AgreementState, CounterProposal, Milestone
from tests.web.agreement.drafts import ACCOUNT, ask_for_another_account, make_draft, make_offer, make_signed
from tests.web.rows import Row, World, only

CHECK = "tests.are_not_skipped"


def _agreement(world: World, make: Callable[..., Agreement]) -> Agreement:
    """The first row of a world decides in which state its one agreement is."""
    return world.once("agreement", lambda world: make(world.cast, world.engagement, world.mark))


def _drafted(world: World) -> Mapping[str, object]:
    _agreement(world, make_draft)
    return {}


def _offered(world: World) -> Mapping[str, object]:
    _agreement(world, make_offer)
    return {}


def _signed(world: World) -> Mapping[str, object]:
    return {"number": _agreement(world, make_signed).number}


def _part(agreement: Agreement) -> Milestone:
    part = agreement.milestones.first()
    assert part is not None
    return part


def _drafted_part(world: World) -> Mapping[str, object]:
    return {"part_id": _part(_agreement(world, make_draft)).pk}


def _offered_part(world: World) -> Mapping[str, object]:
    return {"part_id": _part(_agreement(world, make_offer)).pk}


def _offered_item(world: World) -> Mapping[str, object]:
    return {**_offered_part(world), "check_id": CHECK}


def _drafted_item(world: World) -> Mapping[str, object]:
    return {**_drafted_part(world), "check_id": CHECK}


def _proposal(world: World) -> Mapping[str, object]:
    def make(world: World) -> CounterProposal:
        offer = _agreement(world, make_offer)
        if offer.state == AgreementState.OFFERED:
            return propose_item(
                standing=standing_of(world.cast.pat, world.engagement.pk), milestone=_part(offer), check_id=CHECK,
                priority="advisory", limits={}, reason=f"Some are slow{world.mark}.",
            )  # fmt: skip
        return CounterProposal.objects.create(agreement=offer, topic="silence", reason="x", by=world.cast.pat)

    return {"proposal_id": world.once("proposal", make).pk}


def _unnamed(world: World) -> Mapping[str, object]:
    world.once("agreement", lambda world: make_offer(world.cast, world.engagement, world.mark, payee=False))
    return {}


def _change(world: World) -> Mapping[str, object]:
    signed = _agreement(world, make_signed)
    if signed.state == AgreementState.SIGNED:
        world.once("change", lambda world: ask_for_another_account(world.cast, world.engagement, world.mark))
    return {}


def _signed_only(world: World) -> Mapping[str, object]:
    _agreement(world, make_signed)
    return {}


def _posts(**data: object) -> Callable[[World], Mapping[str, object]]:
    return lambda world: data


def _other_part(world: World) -> Mapping[str, object]:
    last = _agreement(world, make_draft).milestones.last()
    assert last is not None
    return {"to": str(last.pk)}


def _digest(world: World) -> Mapping[str, object]:
    return {"digest": Agreement.objects.get(pk=_agreement(world, make_offer).pk).digest}


ITEM = {"priority": "required", "limit_most_share": "4", "accepts": ["observed"]}
MONEY = "olivia pat"

ROWS = (
    Row("agreement:show", get=only(MONEY), kwargs=_drafted),
    Row("agreement:begin", post=only("olivia", 302)),
    Row("agreement:drop", get=only("olivia"), post=only("olivia", 302), kwargs=_drafted),
    Row(
        "agreement:names",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_drafted,
        data=_posts(name="Portal", company_name="Acme", partner_name="Pixel Works"),
    ),
    Row(
        "agreement:question",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=lambda world: {**_drafted(world), "key": "acceptance"},
        data=_posts(acceptance_days="12"),
    ),
    Row("agreement:parts", get=only("olivia"), kwargs=_drafted),
    Row(
        "agreement:add_part",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_drafted,
        data=_posts(title="More", amount_cents="$1,000"),
    ),
    Row(
        "agreement:part",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_drafted_part,
        data=_posts(title="Sign-in", amount_cents="$1,000"),
    ),
    Row("agreement:move_part", post=only("olivia", 302), kwargs=_drafted_part, data=_posts(to="down")),
    Row("agreement:remove_part", get=only("olivia"), post=only("olivia", 302), kwargs=_drafted_part),
    Row("agreement:checklist", get=only(MONEY), kwargs=_offered_part),
    Row(
        "agreement:restart",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_drafted_part,
        data=_posts(base="continuing"),
    ),
    Row(
        "agreement:copy_checklist",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_drafted_part,
        data=_other_part,
    ),
    Row("agreement:item", get=only("olivia"), post=only("olivia", 302), kwargs=_drafted_item, data=_posts(**ITEM)),
    Row(
        "agreement:propose",
        get=only("pat"),
        post=only("pat", 302),
        kwargs=_offered_item,
        data=_posts(priority="advisory", limit_most_share="10", reason="Some are slow."),
    ),
    Row(
        "agreement:propose_term",
        get=only("pat"),
        post=only("pat", 302),
        kwargs=lambda world: {**_offered(world), "key": "silence"},
        data=_posts(reason="Ten days are long."),
    ),
    Row("agreement:proposals", get=only(MONEY), kwargs=lambda world: _proposal(world) and {}),
    Row(
        "agreement:answer",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_proposal,
        data=_posts(answer="refuse", reason="They must run."),
    ),
    Row("agreement:whole", get=only("olivia"), kwargs=_drafted),
    Row("agreement:offer", post=only("olivia", 302), kwargs=_drafted),
    Row("agreement:take_back", post=only("olivia", 302), kwargs=_offered),
    Row("agreement:sign", post=only(MONEY, 302), kwargs=_offered, data=_digest),
    Row("agreement:payee", get=only(MONEY), kwargs=_change),
    Row("agreement:name_payee", get=only("pat"), post=only("pat", 302), kwargs=_unnamed, data=_posts(**ACCOUNT)),
    Row("agreement:change_payee", get=only("pat"), post=only("pat", 302), kwargs=_signed_only, data=_posts(**ACCOUNT)),
    Row("agreement:take_back_payee", post=only("pat", 302), kwargs=_change),
    Row(
        "agreement:call_back",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_change,
        data=_posts(spoke_to="Pat Lee"),
    ),
    Row(
        "agreement:refuse_payee",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_change,
        data=_posts(reason="Nobody there knows of it."),
    ),
    Row("agreement:copy", get=only(MONEY), kwargs=_signed),
    Row("agreement:file", get=only(MONEY), kwargs=_signed),
)
