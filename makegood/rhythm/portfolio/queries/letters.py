"""Monthly letters: which there are, who may read one, and one on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from makegood.accounts.models import User
from makegood.engagements.models import Engagement, Role, Seat
from makegood.engagements.permissions import Standing
from makegood.phases.agreement.queries import calendar_of
from makegood.rhythm.portfolio.models import LetterState, MonthlyLetter, Practice
from makegood.rhythm.portfolio.queries.branding import brand_of
from makegood.rhythm.portfolio.queries.drafting import BLANK, owner_of
from makegood.rhythm.portfolio.queries.monthly import draft_of
from makegood.rhythm.portfolio.queries.months import after
from makegood.rules.stationery.letter import letter_pdf
from makegood.rules.templates import placeholders


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One client in one month. `letter` None: none is drafted, or it holds more than this person may see."""

    engagement: Engagement
    letter: MonthlyLetter | None
    has_owner: bool
    was_here: bool

    @property
    def is_missing(self) -> bool:
        return self.letter is None and self.has_owner and self.was_here

    @property
    def is_draft(self) -> bool:
        return self.letter is not None and self.letter.state == LetterState.DRAFT


def lines_of(practice: Practice, month: date, standings: Sequence[Standing]) -> list[Line]:
    """By client; two queries, however many there are."""
    ids = [one.engagement.pk for one in standings]
    rows = MonthlyLetter.objects.filter(practice=practice, month=month, engagement__in=ids).defer("text")
    letters = {row.engagement_id: row for row in rows}
    seats = Seat.objects.live().filter(engagement__in=ids, role=Role.OWNER, stand_in_for=None)
    owned = set(seats.values_list("engagement_id", flat=True))
    found = []
    for one in sorted(standings, key=lambda one: one.engagement.owner_company.name.casefold()):
        letter = letters.get(one.engagement.pk)
        if letter is not None and not may_read(letter, one):
            continue
        found.append(
            Line(
                engagement=one.engagement,
                letter=letter,
                has_owner=one.engagement.pk in owned,
                was_here=was_here(one.engagement, month),
            )
        )
    return found


def was_here(engagement: Engagement, month: date) -> bool:
    """Whether there was anything to tell of it in that month: nobody owes a letter about the time before."""
    return calendar_of(engagement).day_of(engagement.created) < after(month)


def next_of(lines: Sequence[Line], letter: MonthlyLetter) -> Engagement | None:
    """Whose letter is looked over next: the one below on the list, else the first that is left."""
    places = {line.engagement.pk: place for place, line in enumerate(lines)}
    here = places.get(letter.engagement_id, -1)
    left = [line for line in lines if line.is_draft and line.engagement.pk != letter.engagement_id]
    below = [line for line in left if places[line.engagement.pk] > here]
    found = (below or left)[:1]
    return found[0].engagement if found else None


def without_advice(text: str) -> str:
    """The draft without the paragraph in which the advice is to stand."""
    return "\n\n".join(block for block in text.split("\n\n") if BLANK not in block)


def letter_of(practice: Practice, standing: Standing, month: date) -> MonthlyLetter | None:
    row = MonthlyLetter.objects.filter(practice=practice, engagement=standing.engagement, month=month)
    return row.select_related("practice", "worded_by", "reviewed_by").first()


def may_read(letter: MonthlyLetter, standing: Standing) -> bool:
    """A colleague who was granted less than the drafter does not read in a letter what the owner did not show them."""
    return set(letter.acts) <= {act.value for act in standing.acts}


def why_not_send(letter: MonthlyLetter, by: User) -> str:
    """Why this person cannot let it go; empty where they can."""
    if letter.practice.two_readers and letter.worded_by_id == by.pk:
        return f"You worded it last. Another of {letter.practice} has to read it and send it."
    return ""


def blank_in(letter: MonthlyLetter) -> str:
    """The first blank of the draft that is neither filled nor taken out; empty where there is none."""
    return placeholders.blank_in(f"{letter.subject}\n{letter.text}")


def is_outdated(letter: MonthlyLetter, standing: Standing) -> bool:
    """Whether it would say something now that it does not say, by what happened since it was worded."""
    last, owner = standing.engagement.last_event_at, owner_of(standing.engagement)
    if owner is None or last is None or last <= letter.worded:
        return False
    now = draft_of(standing, letter.practice, letter.month, owner).text
    return any(line.startswith("- ") and line not in letter.text for line in now.splitlines())


def to_look_over(lines: Sequence[Line]) -> int:
    return sum(line.is_draft for line in lines)


def on_paper(letter: MonthlyLetter) -> bytes:
    """As PDF, on the practice's."""
    return letter_pdf(brand_of(letter.practice), letter.subject, letter.text)
