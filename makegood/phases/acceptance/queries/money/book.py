"""The money of an engagement as it stands: what is agreed, earned, asked for, released, paid and held back."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import (
    Payment,
    PaymentRequest,
    PunchItem,
    Release,
    Verb,
)
from makegood.phases.agreement.models import Agreement, Milestone
from makegood.phases.agreement.queries import (
    caps_of,
    holding_terms_of,
    payee_agreed,
    payee_change_waiting,
)
from makegood.rules.calendars.agreement import Terms, pay_date
from makegood.rules.money import guard, retainage
from makegood.rules.money.application import Application, Certified, Claim, next_application, parts_due
from makegood.rules.money.caps import Caps
from makegood.rules.money.exposure import Proof
from makegood.rules.money.schedule import Schedule

OPEN = "open"
TAKEN = (Verb.ACCEPTED, Verb.SILENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One engagement's money under its signed agreement. Lines are known by `str(milestone.line)`.

    `taken`: lines that were accepted, by a word or by silence, and when; `proven`: those of them whose gate was open
    then; `digests`: the content that was accepted, by line. `released`: in order.
    """

    engagement: Engagement
    agreement: Agreement
    schedule: Schedule
    terms: Terms
    milestones: tuple[Milestone, ...]
    taken: Mapping[str, datetime]
    proven: frozenset[str]
    waived: Mapping[str, int]
    digests: Mapping[str, str]
    requests: tuple[PaymentRequest, ...]
    released: tuple[Release, ...]
    payments: tuple[Payment, ...]
    punch_list: tuple[PunchItem, ...]
    launched: date | None
    now: datetime

    @property
    def today(self) -> date:
        return self.terms.calendar.day_of(self.now)

    @property
    def open_request(self) -> PaymentRequest | None:
        """Asked for and not answered yet; there is one at a time."""
        answered = {release.request_id for release in self.released}
        open_ = (one for one in self.requests if one.refused is None and one.pk not in answered)
        return next(open_, None)

    @property
    def last(self) -> Certified | None:
        """What the released requests left, for the next to go on from."""
        if not self.released:
            return None
        to_date: Counter[str] = Counter()
        for release in self.released:
            for line in release.request.lines.all():
                to_date[str(line.milestone.line)] += line.this_cents
        number = max(release.request.number for release in self.released)
        return Certified(number, dict(to_date), sum(release.amount_cents for release in self.released))

    @property
    def released_by_line(self) -> dict[str, int]:
        return guard.released_by_line(instruction_of(release) for release in self.released)

    @property
    def held_cents(self) -> int:
        """What was certified and not released: the money held back so far."""
        last = self.last
        return sum(last.to_date.values()) - last.earned_cents if last else 0

    @property
    def proofs(self) -> list[Proof]:
        return [
            Proof(
                line=str(one.line),
                title=one.title,
                cents=self.schedule.worth(str(one.line)),
                opened=str(one.line) in self.proven,
                waived=self.waived.get(str(one.line), 0),
            )
            for one in self.milestones
        ]

    @property
    def verified_cents(self) -> int:
        return sum(proof.cents for proof in self.proofs if proof.opened)

    @property
    def to_fix_cents(self) -> int:
        return sum(item.value_cents for item in self.punch_list if item.done is None)

    def holding(self) -> retainage.Holding | None:
        """The rule on money held back, today; None where nothing may be held back."""
        if self.agreement.held_back_latest_return is None:
            return None
        return retainage.holding(
            holding_terms_of(self.agreement, self.launched),
            held_cents=self.held_cents,
            punch_list_cents=self.to_fix_cents,
            verified_cents=self.verified_cents,
            on=self.today,
        )

    def returns(self) -> tuple[retainage.Return, ...]:
        """When money held back comes back, if what is still to fix stays so."""
        if self.agreement.held_back_latest_return is None or not self.held_cents:
            return ()
        return retainage.returns(
            holding_terms_of(self.agreement, self.launched),
            held_cents=self.held_cents,
            punch_list_cents=self.to_fix_cents,
            verified_cents=self.verified_cents,
            on=self.today,
        )

    def application(self, asked: Mapping[str, int], *, through: date | None, anyway: bool = False) -> Application:
        """The next payment request with `asked` cents on its lines, before money held back."""
        held = self._held_from_now()
        made = next_application(
            self.schedule,
            self.last,
            asked,
            rate=self.agreement.held_back_share,
            proven=frozenset(self.taken),
            held_cents=held,
        )
        claims = tuple(_claim(claim, anyway) for claim in made.claims)
        return Application(
            number=made.number,
            claims=claims,
            rate=made.rate,
            previous_earned_cents=made.previous_earned_cents,
            held_cents=held,
            contributors_through=through.isoformat() if through else None,
        )

    def _held_from_now(self) -> int | None:
        holding = self.holding()
        reached = self.agreement.held_back_latest_return is not None and (
            self.launched is not None or self.today >= self.agreement.held_back_latest_return
        )
        return holding.hold_cents if holding is not None and reached else None

    def parts(self, application: Application) -> dict[str, int]:
        """Cents to release by line; they sum to what is due."""
        return parts_due(application, self.released_by_line)

    def due_on(self, request: PaymentRequest) -> date | None:
        """The pay date: the agreed days after both the request and the acceptance of its parts; None before that."""
        lines = [str(line.milestone.line) for line in request.lines.all() if line.this_cents]
        if any(line not in self.taken for line in lines):
            return None
        return pay_date(max([request.at, *(self.taken[line] for line in lines)]), self.terms)

    @property
    def caps(self) -> Caps | None:
        return caps_of(self.agreement)

    def standing(self, request: PaymentRequest, parts: Mapping[str, int]) -> guard.Standing:
        """For `rules.money.guard`: what was signed before this release."""
        return guard.Standing(
            schedule=self.schedule,
            approved={str(request.pk): parts},
            released=tuple(instruction_of(release) for release in self.released),
            payee=guard_payee(self.engagement, self.now),
            caps=self.caps,
        )


def _claim(claim: Claim, anyway: bool) -> Claim:
    if not anyway or claim.proven or not claim.this_cents:
        return claim
    return Claim(claim.line, claim.previous_cents, claim.this_cents, proven=False, paid_anyway=True)


def instruction_of(release: Release) -> guard.Instruction:
    return guard.Instruction(
        request=str(release.request_id),
        payee=release.payee.digest,
        parts=parts_of(release.parts),
        month=month_of(release.request),
    )


def parts_of(parts: Mapping[str, int]) -> tuple[guard.Part, ...]:
    return tuple(guard.Part(line, cents) for line, cents in parts.items())


def month_of(request: PaymentRequest) -> str:
    return request.period_to.strftime("%Y-%m") if request.kind == "part" else ""


def guard_payee(engagement: Engagement, now: datetime) -> guard.Payee:
    """Who is agreed, and the wish to change it that waits."""
    agreed, change = payee_agreed(engagement, now), payee_change_waiting(engagement, now)
    wish = guard.PayeeChange(change.payee.digest, change.asked, change.called) if change else None
    return guard.Payee(agreed.digest if agreed else "", agreed.since if agreed else None, wish)


def living(payments: Iterable[Payment]) -> list[Payment]:
    """Records of payments that nobody took back."""
    rows = list(payments)
    back: set[uuid.UUID] = {row.reverses_id for row in rows if row.reverses_id}
    return [row for row in rows if row.pk not in back and row.reverses_id is None]
