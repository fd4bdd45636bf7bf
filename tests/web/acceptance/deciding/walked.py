"""A part that the real engine looked at, with something of each kind for people to say: a finding that may be accepted
anyway or appealed against, and an item that could not be seen."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.db.models import Model

from makegood.accounts.models import User
from makegood.engagements.models import Engagement, Role
from makegood.engagements.record.anchoring import key_of, sign_checkpoints
from makegood.engine.bundle import Bundle
from makegood.engine.dispute.checking import DisputeAnswers, check_dispute
from makegood.phases.acceptance.actions.deciding import attesting
from makegood.phases.acceptance.actions.deciding.certifying import certify
from makegood.phases.acceptance.models import Attestation, Submission
from makegood.phases.agreement.models import Milestone
from makegood.rules.signing import VerifyingKey
from tests.engine.building import Delivery
from tests.web.acceptance.built import signed_agreement_of
from tests.web.acceptance.deciding.opened import handed, page
from tests.web.acceptance.deciding.saying import perform
from tests.web.cast import Cast, signed_in
from tests.web.inspections.looked import Seen, finish, look

SKIPPED, GUIDE = "tests.are_not_skipped", "documents.start_here"
RULES = b"""schema = "makegood.playbook/1"
name = "walked"
version = 1
title = "A checklist with something of each kind"

[[criterion]]
check = "security.no_secrets"
priority = "blocker"

[[criterion]]
check = "tests.are_not_skipped"
priority = "required"

[[criterion]]
check = "documents.start_here"
priority = "required"
"""
FILES = {
    "README.md": "# Shop\n\nStart it with `python app.py`.\n",
    "app.py": "def price(cents):\n    return cents * 2\n",
    "tests/test_app.py": (
        "import pytest\n\nfrom app import price\n\n\ndef test_price():\n    assert price(2) == 4\n\n\n"
        '@pytest.mark.skip(reason="later")\ndef test_nothing():\n    assert price(0) == 0\n'
    ),
}


@cache
def skipped() -> Seen:
    """One of two tests is switched off, and what stands in the guide could not be seen on this machine."""
    folder = Path(tempfile.mkdtemp(prefix="makegood-walked-"))
    delivery = Delivery(folder / "shop.git")
    seen = look(folder, delivery, delivery.commit(FILES), rules=RULES)
    document = json.loads(seen.content)
    (sheet,) = document["sheets"]
    for name in ("documents.pages", "documents.topics"):
        del sheet["facts"][name]
        gap = {"subject": sheet["subject"], "name": name, "cause": "tool_missing", "side": "ours"}
        sheet["gaps"].append({**gap, "reason": "A tool was missing here.", "remedy": "Install it."})
    return replace(seen, content=json.dumps(document).encode())


def agreed(engagement: Engagement, **terms: object) -> Milestone:
    partner = engagement.seats.get(role=Role.PARTNER).user
    parts = (("Order desk", 2_000_000), ("Price list", 1_000_000))
    found = signed_agreement_of(engagement, partner, parts=parts, rules=RULES, **terms).milestones.first()
    assert found is not None
    return found


def looked_at(cast: Cast, part: Milestone) -> Submission:
    submission = handed(cast, part, revision=skipped().revision)
    assert submission.inspection is not None
    digest = finish(submission.inspection, skipped()).content_digest
    Submission.objects.filter(pk=submission.pk).update(content_digest=digest)
    return Submission.objects.get(pk=submission.pk)


def finding(submission: Submission) -> str:
    """The fingerprint of the test that is switched off."""
    decided = page(submission).decided
    assert decided is not None
    (place,) = next(one for one in decided.verdicts if one.check == SKIPPED).evidence
    return str(place.fingerprint)


def attest(user: User, submission: Submission, *, holds: bool = True) -> Attestation:
    content = attesting.content_to_attest(page(submission), by=user, check=GUIDE, holds=holds, how="I read the guide.")
    perform(user, submission, attesting.SIGNED, content)
    return Attestation.objects.latest("at")


def dispute(cast: Cast, engagement: Engagement, folder: Path) -> DisputeAnswers:
    """The certificates are signed, and the dispute file that Pat fetches is verified with the agreed key."""
    certify()
    sign_checkpoints()
    engagement.refresh_from_db()
    answer = signed_in(cast.pat).post(f"/engagements/{engagement.pk}/record/dispute/")
    assert answer.status_code == 200, answer.headers
    (folder / "dispute.zip").write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    key_of(engagement)
    with Bundle(folder / "dispute.zip") as bundle:
        return check_dispute(bundle, [VerifyingKey.parse(engagement.first_key)])


def rewrite(row: Model, **fields: object) -> None:
    """What a keeper can do to a table that no event protects."""
    type(row)._default_manager.filter(pk=row.pk).update(**fields)
