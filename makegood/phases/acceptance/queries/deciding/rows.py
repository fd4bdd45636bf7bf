"""The rows of what people said of one round: each list is read once, for the gate and for the page that shows it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TypeVar

from django.db.models import Model

from makegood.phases.acceptance.models import Appeal, Attestation, Script, ScriptResult, Submission, Waiver
from makegood.phases.agreement.models import Milestone

Row = TypeVar("Row", bound=Model)


class Rows:
    """Oldest first, with whoever said it and its event; a list is read when it is first asked for. Every script of the
    part, agreed or not, but for those that were dropped; without a round there are only these."""

    def __init__(self, milestone: Milestone, submission: Submission | None) -> None:
        self._milestone, self._submission = milestone, submission

    @cached_property
    def scripts(self) -> list[Script]:
        return list(
            Script.objects.filter(milestone__line=self._milestone.line, dropped=None).select_related("proposed_by")
        )

    @cached_property
    def results(self) -> list[ScriptResult]:
        return self._read(ScriptResult, "at", "by", "event")

    @cached_property
    def waivers(self) -> list[Waiver]:
        return self._read(Waiver, "requested", "requested_by", "approved_by", "event")

    @cached_property
    def attestations(self) -> list[Attestation]:
        return self._read(Attestation, "at", "by", "event", "owner_refusal__actor", "partner_refusal__actor")

    @cached_property
    def appeals(self) -> list[Appeal]:
        return self._read(Appeal, "made", "by", "neutral", "event")

    def _read(self, model: type[Row], order: str, *with_them: str) -> list[Row]:
        found = model._default_manager.filter(submission=self._submission)
        return list(found.select_related(*with_them).order_by(order, "pk"))


def was(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def rows_of(submission: Submission) -> Rows:
    return Rows(submission.milestone, submission)
