"""Whether the owner's copy still holds what was accepted: asked right before money is released (H8)."""

from __future__ import annotations

from collections.abc import Iterable

from makegood.engagements.models import Engagement
from makegood.engine import apart
from makegood.inspections.copies.places import mirror_of, mirror_path
from makegood.phases.acceptance.models import Decision, Submission
from makegood.phases.acceptance.queries.handing_in.submissions import ACCEPTED


def what_is_not_kept(engagement: Engagement, lines: Iterable[str]) -> list[str]:
    """A sentence for each accepted delivery of these lines whose content the copy does not hold any more.

    The digest is computed anew from the objects, in a process apart: about a second for each delivery.
    """
    rows = Decision.objects.filter(
        submission__milestone__agreement__engagement=engagement,
        submission__milestone__line__in=list(lines),
        verb__in=ACCEPTED,
    ).exclude(submission__tag="")
    decisions = rows.select_related("submission__milestone").order_by("at")
    return [said for one in decisions if (said := _difference(engagement, one.submission, one.content_digest))]


def _difference(engagement: Engagement, submission: Submission, accepted: str) -> str:
    mirror = mirror_path(mirror_of(engagement))
    title = submission.milestone.title
    try:
        kept = apart.delivered(mirror, submission.number)
    except apart.NotReceived as problem:
        return f"The code that was accepted for {title} cannot be read in your copy. {problem}"
    if (kept.revision, kept.digest.removeprefix("sha256:")) == (submission.revision, accepted):
        return ""
    return f"The code in your copy is not what was accepted for {title}: its content changed since then."
