"""The first weeks of the sample: what was agreed, and how both signed it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from makegood.engagements.models import Engagement, Role
from makegood.phases.agreement.actions import checklists, drafting, offering, paying, proposing
from makegood.phases.agreement.actions.signing import SIGNED_BY_OWNER, SIGNED_BY_PARTNER, content_for
from makegood.phases.agreement.models import Agreement, CounterProposal, Milestone
from makegood.sample.clock import at
from makegood.sample.people import People

PARTS = (
    ("Catalogue and basket", "Customers find every product, and a basket keeps what they chose.", 1_400_000),
    ("Orders and checkout", "Customers order and pay; every order reaches the warehouse the same minute.", 3_800_000),
    ("Reports for the office", "Sales by week, product and customer, as a page and as a file.", 2_400_000),
    ("Launch", "The old shop is switched off; the new one runs for two weeks without us.", 2_000_000),
)
ACCOUNT = {
    "name": "Pixel Works LLC",
    "bank": "First Lakeside Bank",
    "routing": "071000013",
    "number": "000123456789",
    "phone": "(312) 555-0142",
}


def agree(engagement: Engagement, people: People, began: datetime) -> Agreement:
    """Drafted by Olivia, one item countered by Pat and taken, signed by both within a week."""
    with at(began):
        draft = _draft(engagement, people, began)
        offering.offer_agreement(standing=people.standing(Role.OWNER, engagement), agreement=draft)
    with at(began + timedelta(days=2)):
        _counter(engagement, people)
    with at(began + timedelta(days=3)):
        draft = _latest(engagement)
        proposal = CounterProposal.objects.get(milestone__agreement=draft)
        proposing.answer_proposal(standing=people.standing(Role.OWNER, engagement), proposal=proposal, take=True)
        draft = _latest(engagement)
        if draft.is_draft:
            offering.offer_agreement(standing=people.standing(Role.OWNER, engagement), agreement=draft)
    with at(began + timedelta(days=4)):
        standing = people.standing(Role.PARTNER, engagement)
        paying.name_payee(standing=standing, agreement=_latest(engagement), **ACCOUNT)
        people.do(Role.PARTNER, engagement, SIGNED_BY_PARTNER.kind, content_for(_latest(engagement)))
    with at(began + timedelta(days=5)):
        people.do(Role.OWNER, engagement, SIGNED_BY_OWNER.kind, content_for(_latest(engagement)))
    return _latest(engagement)


def _draft(engagement: Engagement, people: People, began: datetime) -> Agreement:
    draft = drafting.begin_draft(standing=people.standing(Role.OWNER, engagement))
    answers: dict[str, dict[str, object]] = {
        "price": {"price_cents": sum(cents for _, _, cents in PARTS)},
        "held_back": {"held_back_latest_return": (began + timedelta(days=540)).date()},
        "neutral": {"neutral_name": "Rita Okafor", "neutral_email": "rita@okafor-review.example"},
    }
    for question, answer in answers.items():
        drafting.answer_question(agreement=draft, question=question, answers=answer)
    for number, (title, promise, cents) in enumerate(PARTS):
        due: date = (began + timedelta(days=28 * (number + 1))).date()
        drafting.add_part(agreement=draft, title=title, promise=promise, amount_cents=cents, due=due)
    # The reports are agreed by a checklist that asks for a test run, which nobody has allowed yet: "can't tell yet".
    third = draft.milestones.get(position=3)
    checklists.restart_checklist(milestone=third, base="delivery", first=True)
    return _latest(engagement)


def _counter(engagement: Engagement, people: People) -> None:
    first = Milestone.objects.get(agreement=_latest(engagement), position=1)
    proposing.propose_item(
        standing=people.standing(Role.PARTNER, engagement),
        milestone=first,
        check_id="documents.start_here",
        priority="advisory",
        limits={},
        reason="The guide for whoever starts it comes with part 2, when there is something to start.",
    )


def _latest(engagement: Engagement) -> Agreement:
    return Agreement.objects.filter(engagement=engagement).order_by("-number")[0]
