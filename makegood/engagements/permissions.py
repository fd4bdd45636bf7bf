"""Who may do what in an engagement: decided here and nowhere else (design section 1)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.http import Http404

from makegood.accounts.models import User
from makegood.engagements.models import Engagement, Role, Seat


class Act(StrEnum):
    """What a page or an action needs. Seeing comes in four widths; everything else is one deed."""

    SEE = "see"  # that the engagement exists, its milestones and where they stand
    SEE_WORK = "see work"  # submissions, inspections, findings, evidence
    SEE_MONEY = "see money"  # amounts, requests, what is held back
    SEE_RELEASES = "see releases"  # what is to be paid, to whom, for what
    SEE_OWNERS_SIDE = "see owner's side"  # notes, exposure, what was paid elsewhere
    SEE_LEDGER = "see ledger"

    DRAFT_AGREEMENT = "draft agreement"
    PROPOSE = "propose changes"
    SIGN_AS_OWNER = "sign as owner"
    SIGN_AS_PARTNER = "sign as partner"
    CHANGE_PAYEE = "change payee"
    CONFIRM_PAYEE = "confirm payee"

    SUBMIT = "submit"
    INSPECT = "inspect"
    RUN_SCRIPTS = "run scripts"
    ATTEST = "attest"
    REQUEST_WAIVER = "request waiver"
    APPROVE_WAIVER = "approve waiver"
    APPEAL = "appeal"
    RULE_ON_APPEAL = "rule on appeal"
    DECIDE = "decide"

    REQUEST_PAYMENT = "request payment"
    RELEASE = "release"
    RECORD_PAYMENT = "record payment"

    MANAGE_PEOPLE = "manage people"
    NAME_STAND_IN = "name stand-in"
    INVITE_COLLEAGUES = "invite colleagues"
    HOLD_EVIDENCE = "hold evidence"  # and erase, and take the code away
    SET_HOLD = "set a hold"


_PARTNERS = frozenset(
    {
        Act.SEE,
        Act.SEE_WORK,
        Act.SEE_MONEY,
        Act.SEE_LEDGER,
        Act.SET_HOLD,
        Act.PROPOSE,
        Act.SIGN_AS_PARTNER,
        Act.CHANGE_PAYEE,
        Act.SUBMIT,
        Act.REQUEST_WAIVER,
        Act.APPEAL,
        Act.REQUEST_PAYMENT,
        Act.INVITE_COLLEAGUES,
    }
)
_PARTNERS_ALONE = frozenset(
    {
        Act.SIGN_AS_PARTNER,
        Act.CHANGE_PAYEE,  # a change that came from the buyer's own mailbox is how bank-detail fraud pays (H22)
        Act.SUBMIT,
        Act.APPEAL,
        Act.REQUEST_PAYMENT,
        Act.INVITE_COLLEAGUES,
    }
)
_NEUTRAL = frozenset({Act.RULE_ON_APPEAL, Act.ATTEST})

GRANTABLE = frozenset(
    {
        Act.SEE,
        Act.SEE_WORK,
        Act.SEE_MONEY,
        Act.SEE_RELEASES,
        Act.SEE_OWNERS_SIDE,
        Act.SEE_LEDGER,
        Act.DRAFT_AGREEMENT,
        Act.PROPOSE,
        Act.INSPECT,
        Act.RUN_SCRIPTS,
        Act.REQUEST_WAIVER,
    }
)
"""What an owner may grant an advisor: never release, waive or sign (H21)."""

ROLES: dict[str, frozenset[Act]] = {
    Role.OWNER: frozenset(Act) - _PARTNERS_ALONE - _NEUTRAL,
    Role.BOOKKEEPER: frozenset({Act.SEE, Act.SEE_RELEASES, Act.RECORD_PAYMENT}),
    Role.ADVISOR: GRANTABLE,
    Role.PARTNER: _PARTNERS,
    Role.REVIEWER: frozenset(
        {Act.SEE, Act.SEE_WORK, Act.INSPECT, Act.RUN_SCRIPTS, Act.ATTEST, Act.REQUEST_WAIVER, Act.RULE_ON_APPEAL}
    ),
    Role.MAINTAINER: frozenset({Act.SEE}),
}

_STAND_INS = ROLES[Role.OWNER] - {Act.NAME_STAND_IN}
"""A stand-in does not pass the rights on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person in an engagement: their living seats, and what these allow together."""

    user: User
    engagement: Engagement
    seats: tuple[Seat, ...]

    @property
    def acts(self) -> frozenset[Act]:
        if len(self.seats) == 1:
            return _acts(self.seats[0])
        return frozenset().union(*(_acts(seat) for seat in self.seats))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(seat.role for seat in self.seats)

    @property
    def is_partner(self) -> bool:
        return Role.PARTNER in self.roles

    @property
    def is_owner(self) -> bool:
        return Role.OWNER in self.roles

    @property
    def is_advisor(self) -> bool:
        return Role.ADVISOR in self.roles

    def may(self, act: Act | str) -> bool:
        return Act(act) in self.acts


def _acts(seat: Seat) -> frozenset[Act]:
    if seat.stand_in_for_id is not None:
        return _STAND_INS
    if seat.role == Role.ADVISOR:
        return _granted(tuple(seat.capabilities))
    return ROLES[seat.role]


@lru_cache(maxsize=256)
def _granted(names: tuple[str, ...]) -> frozenset[Act]:
    return frozenset(act for act in GRANTABLE if act.value in names) | {Act.SEE}


def standing_of(user: object, engagement_id: uuid.UUID) -> Standing:
    """Raises Http404 for whoever has no living seat: the engagement does not exist for them. One query."""
    if not isinstance(user, User) or not user.is_active:
        raise Http404
    both = ("engagement__owner_company", "engagement__partner_company")
    seats = tuple(Seat.objects.live().filter(user=user, engagement=engagement_id).select_related(*both))
    if not seats:
        raise Http404
    return Standing(user=user, engagement=seats[0].engagement, seats=seats)


def standings_of(user: object) -> list[Standing]:
    """The person at all their tables, newest engagement first: one query, however many there are."""
    if not isinstance(user, User) or not user.is_active:
        return []
    both = ("engagement__owner_company", "engagement__partner_company")
    rows = Seat.objects.live().filter(user=user).select_related(*both).order_by("-engagement__created", "pk")
    seats: dict[uuid.UUID, list[Seat]] = {}
    for seat in rows:
        seats.setdefault(seat.engagement_id, []).append(seat)
    return [Standing(user=user, engagement=own[0].engagement, seats=tuple(own)) for own in seats.values()]
