"""What we cannot see because of us or the owner: a reviewer whom both accept signs it instead, or it lapses (H14)."""

from __future__ import annotations

import logging
import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from makegood import durable
from makegood.accounts.models import User
from makegood.engagements import intents
from makegood.engagements.events import now_in, record
from makegood.engagements.independence import why_not_independent
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act, Standing, standing_of
from makegood.engine.catalogue import checks
from makegood.engine.check import Outcome
from makegood.engine.gaps import Side
from makegood.phases.acceptance.actions.deciding.waiving import verdict_of
from makegood.phases.acceptance.models import Attestation, Submission, SubmissionState
from makegood.phases.acceptance.queries.deciding.page import Page, page_of
from makegood.phases.acceptance.queries.handing_in.submissions import submission_of
from makegood.phases.agreement.queries import terms_of
from makegood.rules.calendars.agreement import attestation_clock

SIGNED, LAPSED = "attestation.signed", "attestation.lapsed"
ACCEPTED_BY = {"owner": "attestation.accepted_by_owner", "partner": "attestation.accepted_by_partner"}
REFUSED_BY = {"owner": "attestation.refused_by_owner", "partner": "attestation.refused_by_partner"}

log = logging.getLogger("makegood.acceptance")


def content_to_attest(page: Page, *, by: User, check: str, holds: bool, how: str) -> dict[str, object]:
    """Only for what could not be seen, on our side or the owner's: what a machine saw is never replaced (H14)."""
    verdict = verdict_of(page, check)
    if verdict.outcome is not Outcome.UNKNOWN or verdict.side not in (Side.OURS, Side.OWNER):
        raise Refused("A signature stands only for what could not be seen because of Makegood or the owner.")
    if because := why_not_independent(page.engagement, by):
        raise Refused(because)
    assert page.submission is not None
    return {
        "submission": str(page.submission.pk),
        "title": page.milestone.title,
        "check": check,
        "promise": verdict.promise,
        "revision": page.submission.revision,
        "content_digest": page.submission.content_digest,
        "holds": holds,
        "how": how,
    }


def _ask_to_attest(engagement: Engagement, content: Content) -> Question:
    return Question(
        title="Sign this with your name?",
        sentence=(
            f"It counts once {engagement.owner_company} and {engagement.partner} both accept you as the one who signs."
        ),
        button="Sign it",
        points=(
            ("Promised", str(content["promise"])),
            ("You say", "It is kept" if content["holds"] else "It is not kept"),
            ("How you looked", str(content["how"])),
            ("Revision", str(content["revision"])[:10]),
            ("Digest of the content", str(content["content_digest"])[:12]),
        ),
    )


def _attest(intent: Intent, content: Content, event: Event) -> Done:
    submission = submission_of(intent.engagement, uuid.UUID(str(content["submission"])))
    page = page_of(submission.milestone, submission)
    now = content_to_attest(
        page,
        by=intent.user,
        check=str(content["check"]),
        holds=bool(content["holds"]),
        how=str(content["how"]),
    )
    if now["content_digest"] != content["content_digest"]:
        raise Refused("Another delivery lies there now. Please look at that one.")
    known = _let_sign_before(submission, intent.user)
    attestation = Attestation.objects.create(
        submission=submission,
        check_id=str(content["check"]),
        content_digest=submission.content_digest,
        holds=bool(content["holds"]),
        how=str(content["how"]),
        by=intent.user,
        at=event.at,
        owner_accepts=known.owner_accepts if known else None,
        partner_accepts=known.partner_accepts if known else None,
        event=event,
    )
    event.subject = attestation.pk
    event.save(update_fields=["subject"])
    return Done(next=reverse("acceptance:submission", args=[intent.engagement.pk, submission.pk]))


def _let_sign_before(submission: Submission, reviewer: User) -> Attestation | None:
    """What both sides let count, so that what the same person signs now counts at once; None while a no stands.

    The partner let one signature count and said no to another; the owner let both, and the other, signed anew, counted.
    """
    before = Attestation.objects.filter(submission=submission, by=reviewer)
    if before.filter(Q(owner_refusal__isnull=False) | Q(partner_refusal__isnull=False)).exists():
        return None
    return before.filter(owner_accepts__isnull=False, partner_accepts__isnull=False).first()


def accept_reviewer(*, attestation: Attestation, standing: Standing) -> None:
    """One side accepts that this reviewer signs; said once for all that they signed about this delivery.

    It takes back what the side said no to. Raises Refused once the round is over.
    """
    side = "owner" if standing.is_owner else "partner"
    with transaction.atomic():
        engagement = Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        rows = waiting_for(side, attestation)
        if not rows.exists():
            return
        _refuse_unless_open(attestation.submission)
        event = record(
            engagement=engagement,
            kind=ACCEPTED_BY[side],
            payload={
                "submission": str(attestation.submission_id),
                "reviewer": str(attestation.by_id),
                "checks": sorted(set(rows.values_list("check_id", flat=True))),
                "content_digest": attestation.content_digest,
            },
            actor=standing.user,
            subject=attestation.pk,
        )
        rows.update(**{f"{side}_accepts": event.at, f"{side}_refusal": None, f"{side}_reason": ""})


def waiting_for(side: str, attestation: Attestation) -> QuerySet[Attestation]:
    """What this reviewer signed about this delivery and the side has not let count."""
    rows = Attestation.objects.filter(submission=attestation.submission_id, by=attestation.by_id)
    return rows.filter(**{f"{side}_accepts": None})


def _refuse_unless_open(submission: Submission) -> None:
    found = submission_of(submission.milestone.agreement.engagement, submission.pk)
    if not page_of(found.milestone, found).is_open:
        raise Refused("This round was answered, or replaced by a later one.")


def content_to_refuse(attestation: Attestation, *, standing: Standing, reason: str) -> dict[str, object]:
    """No, this signature is not to count, because. Raises Refused with one sentence."""
    side = "owner" if standing.is_owner else "partner"
    rows = waiting_for(side, attestation)
    if not rows.filter(pk=attestation.pk).exists():
        raise Refused(f"Your side let {attestation.by} sign already, and that stands for this delivery.")
    _refuse_unless_open(attestation.submission)
    return {
        "submission": str(attestation.submission_id),
        "attestation": str(attestation.pk),
        "title": attestation.submission.milestone.title,
        "reviewer": str(attestation.by_id),
        "reviewer_name": str(attestation.by),
        "checks": sorted(set(rows.values_list("check_id", flat=True))),
        "signatures": sorted(map(str, rows.values_list("pk", flat=True))),
        "content_digest": attestation.content_digest,
        "reason": reason,
    }


def _ask_to_refuse(engagement: Engagement, content: Content) -> Question:
    del engagement
    known = checks()
    named = content["checks"]
    assert isinstance(named, list)
    return Question(
        title=f"Say no to what {content['reviewer_name']} signed?",
        sentence="It counts for nothing then. The other side and the reviewer read why, and the certificate says so.",
        button="Say no",
        points=(
            ("Part", str(content["title"])),
            ("Signed about", " ".join(known[one].promise if one in known else str(one) for one in named)),
            ("Because", str(content["reason"])),
            ("Taken back", "By letting them sign, as long as this round is open"),
        ),
        cannot_be_undone=False,
    )


def _refuse(intent: Intent, content: Content, event: Event) -> Done:
    attestation = attestation_of(intent.engagement, uuid.UUID(str(content["attestation"])))
    side = event.kind.rpartition("_")[2]
    standing = standing_of(intent.user, intent.engagement_id)
    now = content_to_refuse(attestation, standing=standing, reason=str(content["reason"]))
    if now["signatures"] != content.get("signatures"):
        raise Refused("They signed something more since you looked. Please look again.")
    rows = waiting_for(side, attestation)
    rows.update(**{f"{side}_refusal": event, f"{side}_reason": str(content["reason"])})
    event.subject = attestation.pk
    event.save(update_fields=["subject"])
    path = reverse("acceptance:submission", args=[intent.engagement_id, attestation.submission_id])
    return Done(next=f"{path}#signed")


def attestation_of(engagement: Engagement, attestation_id: uuid.UUID) -> Attestation:
    """Raises Attestation.DoesNotExist for one of another engagement, too."""
    rows = Attestation.objects.select_related("submission__milestone__agreement__engagement", "by")
    return rows.get(pk=attestation_id, submission__milestone__agreement__engagement=engagement)


@durable.tick("acceptance.lapse", every=300)
def watch_unseen() -> None:
    """What nobody signed in the agreed days stops counting against the partner; that it did is an event, once."""
    rows = Submission.objects.filter(state=SubmissionState.COMPLETE, decision=None, complete_at__isnull=False)
    told = Event.objects.filter(kind=LAPSED, subject=OuterRef("pk"))
    rows = rows.exclude(milestone__agreement__engagement__in=Engagement.objects.staged())
    for row in rows.exclude(Exists(told)).select_related("milestone__agreement__engagement"):
        try:
            note_lapse(submission=row)
        except Exception:  # one that cannot be read must not keep the others from their days
            log.exception("The days of submission %s could not be looked at", row.pk)


def note_lapse(*, submission: Submission) -> Event | None:
    agreement = submission.milestone.agreement
    now = now_in(agreement.engagement)
    assert submission.complete_at is not None
    ends = attestation_clock(submission.complete_at, terms_of(agreement)).ends
    if ends is None or now <= ends:
        return None
    with transaction.atomic():
        engagement = Engagement.objects.select_for_update().get(pk=agreement.engagement_id)
        page = page_of(submission.milestone, submission)
        if not page.is_open or page.decided is None or not page.decided.lapsed:
            return None
        if Event.objects.filter(kind=LAPSED, subject=submission.pk).exists():
            return None
        return record(
            engagement=engagement,
            kind=LAPSED,
            payload={
                "submission": str(submission.pk),
                "title": submission.milestone.title,
                "checks": list(page.decided.lapsed),
                "since": ends.isoformat(),
            },
            actor=None,
            subject=submission.pk,
        )


REFUSE_AS_OWNER = Deed(
    kind=REFUSED_BY["owner"], act=Act.DECIDE, needs=Strength.PASSWORD, ask=_ask_to_refuse, perform=_refuse
)
REFUSE_AS_PARTNER = Deed(
    kind=REFUSED_BY["partner"], act=Act.APPEAL, needs=Strength.PASSWORD, ask=_ask_to_refuse, perform=_refuse
)
ATTEST = Deed(kind=SIGNED, act=Act.ATTEST, needs=Strength.CODE, ask=_ask_to_attest, perform=_attest)


def register() -> None:
    for deed in (ATTEST, REFUSE_AS_OWNER, REFUSE_AS_PARTNER):
        intents.register(deed)
