"""The story of the sample, told from today backwards: agreed, paid for, held, and waiting for evidence."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from unittest import mock

from makegood.engagements.actions.opening import open_engagement
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Role
from makegood.inspections import runs
from makegood.inspections.origins import keep_upload
from makegood.phases.acceptance.actions.deciding import answering
from makegood.phases.acceptance.actions.deciding.certifying import certify
from makegood.phases.acceptance.actions.handing_in import receiving, submitting
from makegood.phases.acceptance.actions.handing_in.handing_over import hand_over_receipt
from makegood.phases.acceptance.actions.money import paying, releasing, requesting
from makegood.phases.acceptance.models import PaymentRequest, Release, Submission
from makegood.phases.acceptance.queries.deciding.letters import letter_to_partner
from makegood.phases.acceptance.queries.deciding.page import page_of
from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.phases.agreement.models import Agreement, Milestone
from makegood.sample.agreeing import agree
from makegood.sample.clock import at
from makegood.sample.code import HandIns, make_code
from makegood.sample.people import People, make_companies, make_people, seat_everybody

NAME = "Wholesale portal"
WEEKS = 7
Say = Callable[[str], None]


def tell(say: Say) -> Engagement:
    """Makes the people, the engagement and seven weeks of it. Takes a minute: its inspections are real ones."""
    began = _monday_morning(datetime.now(UTC) - timedelta(weeks=WEEKS))
    with ExitStack() as stack:
        # The story does its own background work, in its own days; a worker must not do it again in ours.
        stack.enter_context(mock.patch("makegood.durable.enqueue_after_commit", _left_to_the_story))
        say("Two firms agree on four parts ...")
        people = make_people()
        with at(began):
            engagement = _open(people, began)
        agreement = agree(engagement, people, began + timedelta(hours=1))
        say("Building what the partner hands in ...")
        code = make_code()
        _first_part(engagement, people, agreement, code, began + timedelta(weeks=3), say)
        _second_part(engagement, people, agreement, code, _workday_before(5), say)
        _third_part(engagement, people, agreement, code, _workday_before(1), say)
    return engagement


def _left_to_the_story(*_: object) -> None:
    """The hand-in and the inspection are run where they are told."""


def _open(people: People, began: datetime) -> Engagement:
    acme, works = make_companies(people)
    engagement = open_engagement(
        id=uuid.uuid4(),
        owner=people.by_role[Role.OWNER],
        company=acme,
        company_name="",
        name=NAME,
        partner_name=works.name,
        time_zone=acme.time_zone,
    )
    engagement.partner_company = works
    engagement.save(update_fields=["partner_company"])
    seat_everybody(engagement, people, began)
    Engagement.objects.filter(pk=engagement.pk).update(is_sample=False)  # shown when all of it is there
    return engagement


def _first_part(
    engagement: Engagement, people: People, agreement: Agreement, code: HandIns, day: datetime, say: Say
) -> None:
    """Handed in badly, sent back, handed in well, accepted, asked for, released and paid."""
    part = agreement.milestones.get(position=1)
    with at(day):
        _hand_in(engagement, people, part, code.careless, "The catalogue as agreed. Ready for acceptance.", say)
    with at(day + timedelta(days=2)):
        page = page_of(_fresh(part))
        content = answering.content_to_send_back(page, letter=letter_to_partner(page), reason="")
        people.do(Role.OWNER, engagement, answering.REJECTED, content)
    with at(day + timedelta(days=9)):
        _hand_in(engagement, people, part, code.careful, "Everything in your letter is done.", say)
    with at(day + timedelta(days=10)):
        people.do(Role.OWNER, engagement, answering.ACCEPTED, answering.content_to_accept(page_of(_fresh(part))))
        certify()
    with at(day + timedelta(days=11)):
        _ask(engagement, people, part, "PW-1041")
    with at(day + timedelta(days=12)):
        request = PaymentRequest.objects.get(agreement=agreement, number=1)
        asked = _loaded(engagement, request)
        content = releasing.content_of_release(book=_book(engagement), request=asked, anyway=False)
        people.do(Role.OWNER, engagement, releasing.RELEASED, content)
    with at(day + timedelta(days=15)):
        release = Release.objects.get(request=request)
        book = _book(engagement)
        paying.record_payment(
            engagement=engagement,
            release=release,
            amount_cents=release.amount_cents,
            on=book.today,
            reference="ACH 118-204",
            reason="",
            by=people.by_role[Role.BOOKKEEPER],
            today=book.today,
        )


def _second_part(
    engagement: Engagement, people: People, agreement: Agreement, code: HandIns, day: datetime, say: Say
) -> None:
    """Handed in with a key in the code and tests that were switched off: held, and the bill is on the desk."""
    part = agreement.milestones.get(position=2)
    with at(day):
        _hand_in(engagement, people, part, code.hasty, "Orders and checkout, with payments. Invoice to follow.", say)
    with at(day + timedelta(days=1)):
        _ask(engagement, people, part, "PW-1077")


def _third_part(
    engagement: Engagement, people: People, agreement: Agreement, code: HandIns, day: datetime, say: Say
) -> None:
    """Handed in well, by a checklist that asks for a test run which nobody has allowed yet."""
    part = agreement.milestones.get(position=3)
    with at(day):
        _hand_in(engagement, people, part, code.reports, "The reports, with their tests.", say)


def _hand_in(
    engagement: Engagement, people: People, part: Milestone, bundle: bytes, notes: str, say: Say
) -> Submission:
    """As the partner does it, with the worker's work done at once: fetched into the mirror, then inspected."""
    by = people.by_role[Role.PARTNER]
    digest, name = keep_upload(engagement=engagement, chunks=[bundle], name="portal.bundle", by=by)
    content = {
        "milestone": str(part.pk),
        "title": part.title,
        "source": "",
        "url": "",
        "upload": digest,
        "upload_name": name,
        "revision": "",
        "address": "",
        "notes": notes,
    }
    people.do(Role.PARTNER, engagement, submitting.HAND_IN.kind, content)
    submission = Submission.objects.filter(milestone__line=part.line).latest("round")
    receiving.take_in(str(submission.pk))
    submission.refresh_from_db()
    if submission.inspection is None:
        raise RuntimeError(f"the sample's hand-in did not arrive: {submission.problem}")
    with suppress(Refused):  # without the key process nothing is signed yet, and the page says so
        for role in (Role.PARTNER, Role.OWNER):
            hand_over_receipt(submission=submission, to=people.by_role[role])
    say(f"Inspecting {part.title}, round {submission.round} ...")
    runs.inspect(str(submission.inspection.pk))
    return submission


def _ask(engagement: Engagement, people: People, part: Milestone, invoice: str) -> None:
    book = _book(engagement)
    content = requesting.content_of_request(
        book=book,
        kind="part",
        asked={str(part.line): part.amount_cents},
        invoice=invoice,
        through=book.today,
        everyone_paid=True,
        note="",
    )
    people.do(Role.PARTNER, engagement, requesting.ASKED, content)


def _book(engagement: Engagement) -> Book:
    found = book_of(engagement)
    assert found is not None
    return found


def _fresh(part: Milestone) -> Milestone:
    return Milestone.objects.select_related("agreement__engagement", "rule_book").get(pk=part.pk)


def _loaded(engagement: Engagement, request: PaymentRequest) -> PaymentRequest:
    return next(one for one in _book(engagement).requests if one.pk == request.pk)


def _workday_before(days: int) -> datetime:
    """The latest weekday morning at least so many days ago."""
    day = datetime.now(UTC) - timedelta(days=days)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day.replace(hour=15, minute=5, second=0, microsecond=0)


def _monday_morning(day: datetime) -> datetime:
    return (day - timedelta(days=day.weekday())).replace(hour=14, minute=30, second=0, microsecond=0)
