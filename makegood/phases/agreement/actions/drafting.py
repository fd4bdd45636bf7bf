"""Drafting: the answers to the questions, and what each part costs. Nothing of it is told until it is offered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import F

from makegood.accounts.models import User
from makegood.engagements.actions.opening import rename_engagement
from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Standing
from makegood.phases.agreement.actions.checklists import adapt_to_running, give_checklist
from makegood.phases.agreement.actions.opening import open_draft
from makegood.phases.agreement.models import Agreement, Milestone, RuleBook
from makegood.phases.agreement.queries.agreements import agreement_in_the_making, milestones_of, signed_agreement

COPIED = (
    "pay_model", "price_cents", "total_cap_cents", "monthly_cap_cents", "acceptance_days", "silence_counts",
    "cure_rounds", "cure_days", "retest_days", "held_back_share", "warranty_months", "payment_days", "unseen_days",
    "launch", "held_back_latest_return", "allow_run", "roster", "neutral_name", "neutral_email", "situation",
    "answered",
)  # fmt: skip
PARTS_LIMIT = 60


def begin_draft(*, standing: Standing) -> Agreement:
    """The first draft, or a copy of the signed agreement to be changed; the one already begun when there is one."""
    engagement = standing.engagement
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=engagement.pk)
        begun = agreement_in_the_making(engagement)
        if begun is not None:
            return begun
        signed = signed_agreement(engagement)
        draft = Agreement.objects.create(engagement=engagement) if signed is None else _copied(signed)
        record(
            engagement=engagement,
            kind="agreement.begun",
            payload={"agreement": str(draft.pk), "number": draft.number},
            actor=standing.user,
            subject=draft.pk,
        )
    return draft


def _copied(signed: Agreement) -> Agreement:
    kept = {name: getattr(signed, name) for name in COPIED}
    draft = Agreement.objects.create(engagement=signed.engagement, number=signed.number + 1, **kept)
    for one in milestones_of(signed):
        book = one.rule_book
        copy = Milestone.objects.create(
            agreement=draft,
            line=one.line,
            position=one.position,
            title=one.title,
            promise=one.promise,
            amount_cents=one.amount_cents,
            due=one.due,
        )
        RuleBook.objects.create(
            milestone=copy,
            base=book.base,
            content=book.content,
            digest=book.digest,
            below_standard=book.below_standard,
        )
    return draft


def drop_draft(*, standing: Standing, agreement: Agreement) -> None:
    """A draft goes, as a whole; the signed agreement stays as it is."""
    with open_draft(agreement) as draft:
        record(
            engagement=draft.engagement,
            kind="agreement.dropped",
            payload={"agreement": str(draft.pk), "number": draft.number},
            actor=standing.user,
            subject=draft.pk,
        )
        draft.counter_proposals.all().delete()
        draft.signatures.all().delete()
        draft.delete()


def answer_question(*, agreement: Agreement, question: str, answers: Mapping[str, object]) -> None:
    """`answers`: fields of the agreement and their values."""
    with open_draft(agreement) as draft:
        running_before = draft.allow_run
        for name, value in answers.items():
            setattr(draft, name, value)
        if question not in draft.answered:
            draft.answered = [*draft.answered, question]
        draft.save()
        if draft.allow_run != running_before:
            for milestone in milestones_of(draft):
                adapt_to_running(milestone, allow_run=draft.allow_run)


def ask_of_papers(*, agreement: Agreement, asks: Mapping[str, str]) -> None:
    """`asks`: by question, a sentence about what the papers say; the question is open until somebody answers it."""
    with open_draft(agreement) as draft:
        draft.papers_say = dict(asks)
        draft.answered = [key for key in draft.answered if key not in asks]
        draft.save(update_fields=["papers_say", "answered"])


def give_names(*, agreement: Agreement, by: User, name: str, partner_name: str, company_name: str) -> None:
    """Who agrees about what, as it will stand on the agreement. Empty: stays as it is."""
    with open_draft(agreement) as draft:
        rename_engagement(
            engagement=draft.engagement, by=by, name=name, partner_name=partner_name, company_name=company_name
        )


def add_part(*, agreement: Agreement, title: str, promise: str, amount_cents: int, due: date | None) -> Milestone:
    with open_draft(agreement) as draft:
        count = draft.milestones.count()
        if count >= PARTS_LIMIT:
            raise Refused(f"An agreement has at most {PARTS_LIMIT} parts.")
        part = Milestone.objects.create(
            agreement=draft, position=count + 1, title=title, promise=promise, amount_cents=amount_cents, due=due
        )
        give_checklist(part, first=count == 0 and draft.number == 1)
    return part


def change_part(*, part: Milestone, title: str, promise: str, amount_cents: int, due: date | None) -> None:
    with open_draft(part.agreement):
        part.title, part.promise, part.amount_cents, part.due = title, promise, amount_cents, due
        part.save(update_fields=["title", "promise", "amount_cents", "due"])


def move_part(*, part: Milestone, up: bool) -> None:
    """Changes places with its neighbour; at the end of the list nothing happens."""
    with open_draft(part.agreement) as draft:
        rows = list(draft.milestones.all())
        place = next(index for index, row in enumerate(rows) if row.pk == part.pk)
        other = place - 1 if up else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
            _number(rows)


def remove_part(*, part: Milestone) -> None:
    with open_draft(part.agreement) as draft:
        part.delete()
        _number(list(draft.milestones.all()))


def _number(rows: list[Milestone]) -> None:
    """In two steps: two parts never hold the same place, not even for a moment."""
    Milestone.objects.filter(pk__in=[row.pk for row in rows]).update(position=F("position") + 1000)
    for place, row in enumerate(rows, start=1):
        Milestone.objects.filter(pk=row.pk).update(position=place)
