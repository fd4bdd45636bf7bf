"""The checklist of a part: read by both sides, drafted by the owner's, with room for the partner's wishes."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from makegood.engagements.asking import read_and_write, typed
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.engine.catalogue import checks
from makegood.engine.verdict import Priority
from makegood.phases.agreement.actions.checklists import (
    change_item,
    copy_checklist,
    criterion_of,
    restart_checklist,
)
from makegood.phases.agreement.forms.items import BaseForm, OwnersItemForm
from makegood.phases.agreement.forms.parts import CopyForm
from makegood.phases.agreement.models import AgreementState, Answer, Milestone
from makegood.phases.agreement.queries.checklists import (
    FAMILIES,
    OWN,
    SAID,
    Item,
    item_of,
    items_of,
    last_inspected,
    rule_book_of,
    today_of,
)
from makegood.phases.agreement.queries.offered import offered_to
from makegood.phases.agreement.queries.sealed import said_of
from makegood.phases.agreement.views.asking import page, part_in_the_making, part_of, to, told


@require_safe
@in_engagement(Act.SEE_MONEY)
def checklist(request: HttpRequest, standing: Standing, part_id: uuid.UUID) -> HttpResponse:
    part = part_of(standing, part_id)
    book = rule_book_of(part)
    seen = last_inspected(standing.engagement) if standing.may(Act.SEE_WORK) else None
    today = today_of(seen)
    items = items_of(book, part.rule_book.below_standard, today)
    agreement = part.agreement
    proposals = {row.check_id: row for row in part.counter_proposals.filter(answer=Answer.OPEN)}
    left_out = [checks()[id] for id in checks() if id not in book.criteria]
    shown = {
        "part": part,
        "groups": [
            (said, weight is Priority.ADVISORY, [item for item in items if item.criterion.priority == weight])
            for weight, said in SAID.items()
        ],
        "whose": book.title if part.rule_book.base == OWN else "",
        "holding": sum(item.criterion.priority is not Priority.ADVISORY for item in items),
        "telling": sum(item.criterion.priority is Priority.ADVISORY for item in items),
        "seen": seen,
        "below": [(said_of(row["check"]), row["because"]) for row in part.rule_book.below_standard],
        "left_out": left_out,
        "proposed": set(proposals),
        "may_change": agreement.is_draft and standing.may(Act.DRAFT_AGREEMENT),
        "may_propose": agreement.state == AgreementState.OFFERED and standing.is_partner,
        "others": [row for row in agreement.milestones.all() if row.pk != part.pk],
    }
    return page(request, "checklists/checklist", shown)


def asked_item(part: Milestone, check_id: str) -> tuple[Item, bool]:
    """The item, and whether it is in the checklist. Raises Http404 for an id that does not exist."""
    if check_id not in checks():
        raise Http404
    book = rule_book_of(part)
    below = tuple(row["because"] for row in part.rule_book.below_standard if row["check"] == check_id)
    return item_of(criterion_of(book, check_id), below=below), check_id in book.criteria


@read_and_write
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def item(request: HttpRequest, standing: Standing, part_id: uuid.UUID, check_id: str) -> HttpResponseBase:
    part = part_in_the_making(standing, part_id)
    asked, is_in = asked_item(part, check_id)
    form = OwnersItemForm(asked, typed(request), is_in=is_in)
    if form.is_valid():
        change_item(
            milestone=part,
            check_id=check_id,
            priority=form.priority_chosen(),
            limits=form.limits(),
            accepts=form.origins(),
            fresh_days=form.cleaned_data["fresh_days"],
            new_only=form.cleaned_data["new_only"],
        )
        return to(standing, "checklist", part.pk)
    shown = {
        "part": part,
        "item": asked,
        "is_in": is_in,
        "family": FAMILIES[asked.check.family],
        "today": today_of(last_inspected(standing.engagement)).get(check_id),
    }
    return page(request, "checklists/item", shown, form)


@read_and_write
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def restart(request: HttpRequest, standing: Standing, part_id: uuid.UUID) -> HttpResponseBase:
    part = part_in_the_making(standing, part_id)
    initial = {"base": part.rule_book.base, "first": rule_book_of(part).first}
    form = BaseForm(typed(request), initial=initial)
    if form.is_valid():
        restart_checklist(milestone=part, base=form.cleaned_data["base"], first=form.cleaned_data["first"])
        return to(standing, "checklist", part.pk)
    shown = {"part": part, "offered": offered_to(standing, part)}
    return page(request, "checklists/restart", shown, form)


@read_and_write
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def copy(request: HttpRequest, standing: Standing, part_id: uuid.UUID) -> HttpResponseBase:
    part = part_in_the_making(standing, part_id)
    others = [row for row in part.agreement.milestones.all() if row.pk != part.pk]
    form = CopyForm(others, typed(request))
    if form.is_valid():
        chosen = set(form.cleaned_data["to"])
        count = copy_checklist(milestone=part, to=[row for row in others if str(row.pk) in chosen])
        messages.success(request, f"The checklist was given to {count} {'part' if count == 1 else 'parts'}.")
        return to(standing, "checklist", part.pk)
    return page(request, "checklists/copy_checklist", {"part": part, "others": others}, form)
