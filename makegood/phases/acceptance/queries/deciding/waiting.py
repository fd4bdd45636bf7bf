"""What deciding lets wait, for the home page: answers, fixes, rulings. As many queries, however many engagements."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from makegood.accounts.models import User
from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement, Role
from makegood.engagements.permissions import Standing
from makegood.engine.gate import GateState
from makegood.inspections.models import LIVE
from makegood.phases.acceptance.models import (
    Appeal,
    Attestation,
    Decision,
    Script,
    ScriptResult,
    Submission,
    SubmissionState,
    Verb,
    Waiver,
)
from makegood.phases.acceptance.queries.handing_in.submissions import ACCEPTED, that_counts
from makegood.phases.acceptance.queries.money.lateness import days_late_in, fix_due
from makegood.phases.agreement.models import AgreementState, Milestone
from makegood.phases.agreement.queries import calendar_of
from makegood.rules.calendars.agreement import extended
from makegood.rules.money.amount import formatted

Roles = Mapping[uuid.UUID, frozenset[str]]
Late = Mapping[uuid.UUID, Sequence[date]]
"""Days on which the partner waited for money, by engagement; those under a signed agreement."""
READ = (
    "state",
    "silence_at",
    "milestone__agreement__engagement_id",
    "milestone__line",
    "milestone__title",
    "milestone__amount_cents",
    "decision__verb",
    "decision__cure_until",
    "decision__at",
    "inspection__state",
    "inspection__gate_state",
)
SIDES = frozenset({Role.OWNER, Role.PARTNER})
"""Who answers, fixes and agrees; others only rule."""
PART = ("submission__milestone__agreement__engagement_id", "submission__milestone__title")
TO_HAND_IN = ("agreement__engagement_id", "pk", "position", "title", "due", "amount_cents")
"""Of a part and of a round; whole rows of a hundred engagements took as long as all else on the home page."""


def waiting_about_decisions(standings: Sequence[Standing]) -> Iterator[Waiting]:
    roles = {standing.engagement.pk: standing.roles for standing in standings}
    names = {standing.engagement.pk: standing.engagement for standing in standings}
    sides = {key: names[key] for key in names if roles[key] & SIDES}
    if sides:
        late = days_late_in([names[key] for key in names if Role.PARTNER in roles[key]])
        decides = any(Role.OWNER in roles[key] for key in sides)
        for row in last_rounds(list(sides), with_words=decides):
            engagement = names[row.milestone.agreement.engagement_id]
            yield from _of_round(row, engagement, roles, late.get(engagement.pk, ()))
        yield from _to_hand_in(names, late)
        yield from _of_waivers(sides, roles)
        yield from _of_signatures(sides, roles)
        yield from _of_scripts(sides, roles)
    if standings:
        yield from _of_appeals(standings[0].user, names, roles)


def last_rounds(engagements: Sequence[uuid.UUID], *, with_words: bool = True) -> Iterator[Submission]:
    """What counts of each part that is not accepted. `with_words`: what `advice` asks for beside the inspection, which
    only whoever decides is told."""
    engagement = "milestone__agreement__engagement"
    same = {f"submission__{name}": OuterRef(name) for name in (engagement, "milestone__line")}
    accepted = Decision.objects.filter(**same, verb__in=ACCEPTED)
    rows = (
        Submission.objects.filter(~Exists(accepted), **{f"{engagement}__in": engagements})
        .exclude(state=SubmissionState.REPLACED)
        .select_related("milestone__agreement", "decision", "inspection")
        .only(*READ)
        .order_by("round")
    )
    if with_words:
        rows = rows.annotate(untried=Exists(_scripts_to_try()), spoken=_spoken())
    parts: dict[uuid.UUID, list[Submission]] = {}
    for row in rows:
        parts.setdefault(row.milestone.line, []).append(row)
    yield from (counts for rounds in parts.values() if (counts := that_counts(rounds)) is not None)


def _scripts_of_round() -> QuerySet[Script]:
    """What both agreed to try of the part, and must work."""
    same = {f"milestone__{name}": OuterRef(f"milestone__{name}") for name in ("line", "agreement__engagement")}
    return Script.objects.filter(**same, agreed=True, must=True, dropped=None)


def _scripts_to_try() -> QuerySet[Script]:
    tried = ScriptResult.objects.filter(script=OuterRef("pk"), submission=OuterRef(OuterRef("pk")))
    return _scripts_of_round().filter(~Exists(tried))


def _spoken() -> Q:
    """Whether people's words count beside the inspection; only the part's own page weighs them."""
    about = {"submission": OuterRef("pk")}
    return (
        Q(Exists(_scripts_of_round()))
        | Q(Exists(Waiver.objects.filter(**about, approved__isnull=False)))
        | Q(Exists(Appeal.objects.filter(**about, ruling="withdrawn")))
        | Q(Exists(Attestation.objects.filter(**about, owner_accepts__isnull=False, partner_accepts__isnull=False)))
    )


def _to_hand_in(names: Mapping[uuid.UUID, Engagement], late: Late) -> Iterator[Waiting]:
    """For the partner: the first part of each signed agreement of which nothing was handed in yet."""
    same = {"milestone__line": OuterRef("line"), "milestone__agreement__engagement": OuterRef("agreement__engagement")}
    begun = Exists(Submission.objects.filter(**same))
    rows = Milestone.objects.filter(~begun, agreement__engagement__in=late, agreement__state=AgreementState.SIGNED)
    told: set[uuid.UUID] = set()
    for id, part, position, title, due, cents in rows.order_by("position").values_list(*TO_HAND_IN) if late else ():
        if id in told:
            continue
        told.add(id)
        calendar = calendar_of(names[id])
        day = extended(due, late[id], calendar) if due else None
        yield Waiting(
            engagement_id=id,
            urgency=Urgency.WAITS,
            sentence=f"Hand in part {position}, {title}, when it is done.",
            path=reverse("acceptance:hand_in", args=[id, part]),
            due=calendar.moment(day, calendar.close) if day else None,
            cents=cents,
        )


def _of_round(row: Submission, engagement: Engagement, roles: Roles, late: Sequence[date]) -> Iterator[Waiting]:
    mine, decision = roles[engagement.pk], getattr(row, "decision", None)
    milestone = row.milestone
    amount = f"{formatted(milestone.amount_cents)} for {milestone.title}"
    if decision is not None:
        if decision.verb == Verb.REJECTED and Role.PARTNER in mine and decision.cure_until:
            sentence = f"{milestone.title} was sent back; your fix is due."
            due = fix_due(decision, late, calendar_of(engagement))
            yield _one(engagement, row, sentence, due, Urgency.WAITS, milestone.amount_cents)
        return
    if row.state != SubmissionState.COMPLETE or row.inspection is None or row.inspection.state in LIVE:
        return
    if Role.OWNER in mine:
        silence = " Silence counts as yes." if row.silence_at else ""
        sentence = f"{_advice(row, amount, milestone.title)}{silence}"
        yield _one(engagement, row, sentence, row.silence_at, Urgency.WAITS, milestone.amount_cents)
    elif Role.PARTNER in mine:
        sentence = f"{engagement.owner_company} decides on {amount}."
        yield _one(engagement, row, sentence, row.silence_at, Urgency.NEXT, milestone.amount_cents)


def _advice(row: Submission, amount: str, title: str) -> str:
    """By what the inspection found, unless people said something beside it."""
    state = row.inspection.gate_state if row.inspection else ""
    if getattr(row, "untried", False) and state == GateState.OPEN:
        return f"Try by hand what you both agreed for {title}; then you can say OK to pay {amount}."
    if getattr(row, "spoken", False):
        return f"Decide about {amount}: what people said counts beside the inspection."
    if state == GateState.OPEN:
        return f"OK to pay {amount}: accept it."
    if state == GateState.HELD:
        return f"Don’t pay {amount} yet: look at the reasons, and send it back to be fixed."
    return f"Can’t tell yet whether to pay {amount}: look at what could not be seen."


def _of_waivers(names: dict[uuid.UUID, Engagement], roles: Roles) -> Iterator[Waiting]:
    owned = [key for key in names if Role.OWNER in roles[key]]
    if not owned:
        return
    rows = Waiver.objects.filter(
        submission__milestone__agreement__engagement__in=owned,
        submission__decision=None,
        submission__state=SubmissionState.COMPLETE,
        approved=None,
        refused=None,
    ).select_related("submission__milestone__agreement", "requested_by")
    rows = rows.only(*PART, "debt_cents", "requested_by__name", "requested_by__email")
    for row in rows:
        sentence = f"{row.requested_by} asks you to accept a finding of {row.submission.milestone.title} anyway."
        engagement = names[row.submission.milestone.agreement.engagement_id]
        yield _one(engagement, row.submission, sentence, None, Urgency.WAITS, row.debt_cents, at="#accepted-anyway")


def _of_signatures(names: dict[uuid.UUID, Engagement], roles: Roles) -> Iterator[Waiting]:
    rows = Attestation.objects.filter(
        submission__milestone__agreement__engagement__in=list(names),
        submission__decision=None,
        submission__state=SubmissionState.COMPLETE,
    ).select_related("submission__milestone__agreement", "by")
    rows = rows.filter(owner_refusal=None, partner_refusal=None)
    rows = rows.only(*PART, "owner_accepts", "partner_accepts", "by__name", "by__email")
    for row in rows:
        engagement = names[row.submission.milestone.agreement.engagement_id]
        mine = roles[engagement.pk]
        waits = (Role.OWNER in mine and not row.owner_accepts) or (Role.PARTNER in mine and not row.partner_accepts)
        if waits:
            sentence = f"{row.by} signed for {row.submission.milestone.title}; say whether they may."
            yield _one(engagement, row.submission, sentence, None, Urgency.WAITS, at="#signed")


def _of_scripts(names: dict[uuid.UUID, Engagement], roles: Roles) -> Iterator[Waiting]:
    """What one side proposed to try and the other has not agreed to; of a part that is not accepted."""
    same = {
        f"submission__milestone__{name}": OuterRef(f"milestone__{name}") for name in ("agreement__engagement", "line")
    }
    rows = Script.objects.filter(
        ~Exists(Decision.objects.filter(**same, verb__in=ACCEPTED)),
        milestone__agreement__engagement__in=list(names),
        agreed=False,
        dropped=None,
    ).select_related("milestone__agreement")
    rows = rows.only(
        "owner_agrees", "partner_agrees", "title", "milestone__title", "milestone__agreement__engagement_id"
    )
    for row in rows:
        engagement = names[row.milestone.agreement.engagement_id]
        mine, by_owner = roles[engagement.pk], row.owner_agrees is not None
        if (Role.PARTNER if by_owner else Role.OWNER) in mine:
            other = engagement.owner_company if by_owner else engagement.partner
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.WAITS,
                sentence=f"{other} proposes what to try of {row.milestone.title}: {row.title}. Say whether you agree.",
                path=reverse("acceptance:milestone", args=[engagement.pk, row.milestone_id]),
            )


def _of_appeals(user: User, names: dict[uuid.UUID, Engagement], roles: Roles) -> Iterator[Waiting]:
    rows = Appeal.objects.filter(
        submission__milestone__agreement__engagement__in=list(names), ruling="", submission__decision=None
    ).select_related("submission__milestone__agreement")
    rows = rows.only(*PART, "neutral_id", "neutral_name", "answer_by")
    for row in rows:
        engagement = names[row.submission.milestone.agreement.engagement_id]
        title, mine = row.submission.milestone.title, roles[engagement.pk]
        if row.neutral_id == user.pk:
            path = reverse("acceptance:rule", args=[engagement.pk, row.pk])
            sentence = f"Rule on a finding of {title} that they say is wrong."
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.WAITS,
                sentence=sentence,
                path=path,
                due=row.answer_by,
            )
        elif Role.OWNER in mine and row.neutral_id is None:
            sentence = f"{row.neutral_name} is to rule on a finding of {title}; invite them as a reviewer."
            yield _one(engagement, row.submission, sentence, row.answer_by, Urgency.WAITS)


def _one(
    engagement: Engagement,
    row: Submission,
    sentence: str,
    due: datetime | None,
    urgency: str,
    cents: int = 0,
    *,
    at: str = "",
) -> Waiting:
    """`at`: the place on the page of the round, as "#signed"."""
    path = reverse("acceptance:submission", args=[engagement.pk, row.pk]) + at
    return Waiting(engagement_id=engagement.pk, urgency=urgency, sentence=sentence, path=path, due=due, cents=cents)
