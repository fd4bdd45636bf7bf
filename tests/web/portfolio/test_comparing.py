"""Partners beside one another: only what owners allow, by company, with the same figures for the partner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from makegood.accounts.models import Membership
from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.engagements.permissions import standing_of
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.phases.acceptance.models import Payment
from makegood.rhythm.portfolio.actions.comparing import allow_comparison, end_comparison
from makegood.rhythm.portfolio.models import ComparisonConsent, Practice
from makegood.rhythm.portfolio.queries.comparison import Comparison, comparison_of
from makegood.rhythm.portfolio.queries.courses import courses_of
from tests.web.acceptance.deciding.opened import HELD, MET, accept, handed, opened, send_back
from tests.web.cast import Cast, make_engagement, signed_in
from tests.web.engagements.people_of_tests import words
from tests.web.portfolio.practices import practice_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(cast: Cast) -> Practice:
    return practice_for(cast.adam)


def allow(cast: Cast, engagement: Engagement, practice: Practice) -> None:
    allow_comparison(standing=standing_of(cast.olivia, engagement.pk), practice=practice)


def found(practice: Practice, cast: Cast) -> Comparison:
    return comparison_of(practice, cast.adam)


def went(cast: Cast, engagement: Engagement) -> None:
    """The first part was sent back once, paid ahead, and accepted."""
    first = send_back(cast, opened(cast, engagement, HELD))
    event = Event.objects.filter(engagement=engagement).latest("index")
    Payment.objects.create(
        engagement=engagement, amount_cents=700, on=timezone.localdate(), reason="Early", by=cast.ben, at=event.at,
        event=event,
    )  # fmt: skip
    accept(cast, handed(cast, first.milestone, MET, revision="b" * 40, mark="2"))


def test_an_engagement_is_counted_from_the_owners_yes_until_their_no(
    cast: Cast, engagement: Engagement, practice: Practice
) -> None:
    accept(cast, opened(cast, engagement, MET))
    olivia, adam = signed_in(cast.olivia), signed_in(cast.adam)
    assert not found(practice, cast).rows
    assert "Partners will stand here" in words(adam.get("/clients/comparison/"))
    path = f"/engagements/{engagement.pk}/advisors/"
    assert "only if you allow it" in words(olivia.get(path))
    for _ in range(2):
        olivia.post(f"{path}comparison", {"practice": str(practice.pk)})
    seen = words(adam.get("/clients/comparison/"))
    assert "Pixel Works" in seen
    assert "Too little to compare" in seen
    for _ in range(2):
        olivia.post(f"{path}comparison/end", {"practice": str(practice.pk)})
    assert not found(practice, cast).rows
    kinds = list(Event.objects.filter(kind__startswith="advisor.comparison").values_list("kind", flat=True))
    assert kinds == ["advisor.comparison_allowed", "advisor.comparison_ended"]


def test_nobody_but_an_owner_in_person_allows_it_and_only_a_practice_that_advises_them(
    cast: Cast, engagement: Engagement, practice: Practice
) -> None:
    Seat.objects.create(engagement=engagement, user=cast.ben, role=Role.OWNER, stand_in_for=cast.olivia)
    path = f"/engagements/{engagement.pk}/advisors/comparison"
    for user in (cast.ben, cast.adam, cast.pat):
        assert signed_in(user).post(path, {"practice": str(practice.pk)}).status_code == 404
        with pytest.raises(Refused, match="Only an owner in person"):
            allow_comparison(standing=standing_of(user, engagement.pk), practice=practice)
        with pytest.raises(Refused, match="Only an owner in person"):
            end_comparison(standing=standing_of(user, engagement.pk), practice=practice)
    other = practice_for(cast.stan, " Elsewhere")
    assert signed_in(cast.olivia).post(path, {"practice": str(other.pk)}).status_code == 404
    with pytest.raises(Refused, match="advises you here"):
        allow(cast, engagement, other)
    assert not ComparisonConsent.objects.exists()


def test_it_ends_with_the_advisors_seat_and_is_not_there_again_with_a_new_one(
    cast: Cast, engagement: Engagement, practice: Practice
) -> None:
    accept(cast, opened(cast, engagement, MET))
    allow(cast, engagement, practice)
    seat = Seat.objects.get(engagement=engagement, user=cast.adam)
    seat.ended = timezone.now()
    seat.save()
    assert not found(practice, cast).rows
    Seat.objects.create(engagement=engagement, user=cast.adam, role=Role.ADVISOR, begins=timezone.now())
    assert not found(practice, cast).rows
    allow(cast, engagement, practice)
    assert len(found(practice, cast).rows) == 1


def test_the_partner_is_told_and_reads_the_same_figures(cast: Cast, engagement: Engagement, practice: Practice) -> None:
    went(cast, engagement)
    path, pat = f"/engagements/{engagement.pk}/comparison/", signed_in(cast.pat)
    before = words(pat.get(path))
    assert "Nobody counts this engagement" in before
    assert "Rounds of fixing</th>" not in before
    assert path in words(pat.get(f"/engagements/{engagement.pk}/people/"))
    allow(cast, engagement, practice)
    make_notices()
    assert Notice.objects.filter(to=cast.pat, path=path).exists()
    (row,) = found(practice, cast).rows
    for page in (words(pat.get(path)), words(signed_in(cast.adam).get(f"/clients/comparison/{row.id}/"))):
        for figure in row.figures:
            assert f"{figure.label}</th>" in page
            assert figure.terms in page
    assert signed_in(cast.rita).get(path).status_code == 404


def test_figures_come_from_what_was_done(cast: Cast, engagement: Engagement) -> None:
    went(cast, engagement)
    engagement.refresh_from_db()
    course = courses_of([engagement])[engagement.pk]
    assert (course.parts, course.decided, course.first_go, course.accepted, course.back) == (3, 1, 0, 1, 1)
    assert (course.ahead, course.back_though_met, course.unseen, course.open_items) == (0, 0, 0, 0)
    Payment.objects.update(on=timezone.localdate() - timedelta(days=3))
    with transaction.atomic():
        record(engagement=engagement, kind="payment.recorded", payload={}, actor=cast.ben)
    assert courses_of([engagement])[engagement.pk].ahead == 700


def test_a_client_is_named_only_to_who_advises_it(cast: Cast, engagement: Engagement, practice: Practice) -> None:
    accept(cast, opened(cast, engagement, MET))
    allow(cast, engagement, practice)
    Membership.objects.create(company=practice.company, user=cast.stan)
    path = f"/clients/comparison/{engagement.partner_company_id}/"
    assert "Acme Supplies" in words(signed_in(cast.adam).get(path))
    seen = words(signed_in(cast.stan).get(path)) + words(signed_in(cast.stan).get("/clients/comparison/"))
    assert "A client whom you do not advise" in seen
    assert "Acme Supplies" not in seen
    assert "The portal" not in seen


def test_partners_are_told_apart_by_company_and_not_by_name(
    cast: Cast, engagement: Engagement, practice: Practice
) -> None:
    second, third = make_engagement(cast, "Second"), make_engagement(cast, "Third")
    second.partner_company = engagement.partner_company
    second.save()
    fourth = make_engagement(cast, "Fourth")
    fourth.partner_company, fourth.partner_name = None, "Pixel Works"
    fourth.save()
    for number, one in enumerate((engagement, second, third, fourth)):
        opened(cast, one, MET)
        allow(cast, one, practice)
        if number == 2:
            accept(cast, one.agreements.get().milestones.first().submissions.get())
    rows = found(practice, cast).rows
    assert sorted((row.again, row.course.engagements) for row in rows) in ([(1, 1), (2, 2)], [(1, 2), (2, 1)])
    assert found(practice, cast).nameless == 1
    assert "a name alone tells no company from another" in words(signed_in(cast.adam).get("/clients/comparison/"))


def test_the_statements_do_not_grow_with_the_engagements(
    cast: Cast, engagement: Engagement, practice: Practice
) -> None:
    counted, adam = [], signed_in(cast.adam)
    for one in (engagement, *(make_engagement(cast, str(number)) for number in range(4))):
        went(cast, one)
        allow(cast, one, practice)
        if one.name in ("The portal", "3"):
            with CaptureQueriesContext(connection) as asked:
                assert adam.get("/clients/comparison/").status_code == 200
            counted.append(len(asked))
    assert counted[1] <= counted[0]
    with CaptureQueriesContext(connection) as again:
        adam.get("/clients/comparison/")
    assert len(again) < counted[1]  # what did not change is not read again
