"""A practice's templates at its clients: whoever reads what they made sees whose it is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.engagements.permissions import GRANTABLE
from makegood.phases.agreement.models import Agreement, RuleBook
from makegood.phases.agreement.queries.sealed import sealed_of
from makegood.rhythm.desk.models import Contract, Desk, Door
from makegood.rhythm.portfolio.actions import contents
from makegood.rhythm.portfolio.actions.templates import change_template, put_away, serve_all
from makegood.rhythm.portfolio.models import Practice
from makegood.rules.templates.positions import Position, Stance
from tests.web.agreement.drafts import make_draft
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import CONTRACT, desk_with
from tests.web.desk.signing import made
from tests.web.engagements.people_of_tests import words
from tests.web.portfolio.practices import practice_for
from tests.web.portfolio.templates import again, checklist_of, positions_of

pytestmark = pytest.mark.django_db
ALL = sorted(act.value for act in GRANTABLE)
OWN = "Provider assigns each deliverable to Customer when it is made; [amount] is due for it."
POSITIONS = {1: Position(Stance.MUST, OWN), 7: Position(Stance.FINE), 25: Position(Stance.ASK)}


@pytest.fixture
def practice(cast: Cast, engagement: Engagement) -> Practice:
    Seat.objects.filter(engagement=engagement, user=cast.adam).update(capabilities=ALL)
    return practice_for(cast.adam)


@pytest.fixture
def adam(cast: Cast) -> Client:
    return signed_in(cast.adam)


def grant(cast: Cast, *acts: str) -> None:
    Seat.objects.filter(user=cast.adam, role=Role.ADVISOR).update(capabilities=list(acts))


class TestAChecklist:
    def test_a_part_of_a_draft_gets_it_with_one_click_and_both_sides_read_whose_it_is(
        self, cast: Cast, adam: Client, engagement: Engagement, practice: Practice
    ) -> None:
        held = checklist_of(practice, cast.adam)
        weaker = contents.checklist(one for id, one in held.book.criteria.items() if not id.startswith("data."))
        change_template(held=held, content=weaker, what="Data taken out", by=cast.adam)
        part = make_draft(cast, engagement).milestones.first()
        assert part is not None
        restart = adam.get(reverse("agreement:restart", args=[engagement.pk, part.pk]))
        assert "Weaker than standard in 1 point" in words(restart)
        [offered] = restart.context["offered"]
        page = words(adam.post(offered.path, follow=True))
        assert "Checklist of Reyes Advisory: Shops, version 2." in page
        assert "1 point is agreed below standard" in page
        document = sealed_of(Agreement.objects.get())
        assert document.parts[0].whose == "Checklist of Reyes Advisory: Shops, version 2"
        path = reverse("agreement:item", args=[engagement.pk, part.pk, "tests.can_fail"])
        form = adam.get(path).context["form"]
        given = {bound.name: bound.value() for bound in form if bound.value() not in (None, False)}
        adam.post(path, {**given, "priority": "none"})
        own = words(signed_in(cast.olivia).get(reverse("agreement:checklist", args=[engagement.pk, part.pk])))
        assert "Shops, version 2, changed in this agreement." in own

    def test_what_was_taken_stays_whatever_becomes_of_the_template(
        self, cast: Cast, adam: Client, engagement: Engagement, practice: Practice
    ) -> None:
        held = checklist_of(practice, cast.adam)
        part = make_draft(cast, engagement).milestones.first()
        assert part is not None
        path = reverse("portfolio:take_checklist", args=[engagement.pk, part.pk, held.template.pk])
        adam.post(path)
        kept = RuleBook.objects.get(milestone=part).digest
        change_template(held=held, content=contents.checklist(()), what="Emptied", by=cast.adam)
        put_away(held=again(practice, held.template), away=True)
        assert RuleBook.objects.get(milestone=part).digest == kept
        assert adam.post(path).status_code == 404

    def test_nobody_else_may_take_it_and_not_without_the_right_to_draft(
        self, cast: Cast, adam: Client, engagement: Engagement, practice: Practice
    ) -> None:
        held = checklist_of(practice, cast.adam)
        part = make_draft(cast, engagement).milestones.first()
        assert part is not None
        path = reverse("portfolio:take_checklist", args=[engagement.pk, part.pk, held.template.pk])
        restart = reverse("agreement:restart", args=[engagement.pk, part.pk])
        assert signed_in(cast.olivia).get(restart).context["offered"] == []
        assert signed_in(cast.olivia).post(path).status_code == 404
        grant(cast, "see", "see money")
        assert adam.post(path).status_code == 404

    def test_one_whose_item_is_no_more_is_said_to_be_unusable_and_not_offered(
        self, cast: Cast, adam: Client, engagement: Engagement, practice: Practice
    ) -> None:
        held = checklist_of(practice, cast.adam)
        gone = held.version.content.replace("tests.can_fail", "tests.of_long_ago")
        change_template(held=held, content=gone, what="As an older Makegood had it", by=cast.adam)
        page = words(adam.get(f"/practice/templates/{held.template.pk}/"))
        assert "cannot be used now" in page
        assert "tests.of_long_ago" in page
        assert "Cannot be used" in words(adam.get("/practice/templates/"))
        part = make_draft(cast, engagement).milestones.first()
        assert part is not None
        assert adam.get(reverse("agreement:restart", args=[engagement.pk, part.pk])).context["offered"] == []
        adam.post(f"/practice/templates/{held.template.pk}/versions/1")
        assert again(practice, held.template).problem == ""


class TestPositions:
    @pytest.fixture
    def desk(self, cast: Cast, engagement: Engagement, practice: Practice) -> Desk:
        serve_all(held=positions_of(practice, cast.adam, POSITIONS), used=True)
        return desk_with(engagement, cast.olivia, {"contract.md": CONTRACT}, Door.CONTRACT)

    def _page(self, client: Client, desk: Desk) -> str:
        return words(client.get(reverse("desk:contract", args=[desk.engagement_id])))

    def _set(self, client: Client, desk: Desk, how: str) -> int:
        return client.post(reverse("desk:wording", args=[desk.engagement_id]), {"how": how}).status_code

    def _ticked(self, client: Client, desk: Desk) -> Mapping[str, object]:
        form = client.get(reverse("desk:contract", args=[desk.engagement_id])).context["form"]
        return {bound.name: bound.value() for bound in form}

    def test_they_tick_and_word_before_signing_and_say_whose_they_are(self, cast: Cast, desk: Desk) -> None:
        olivia = signed_in(cast.olivia)
        page = self._page(olivia, desk)
        assert "Ticked and worded as Reyes Advisory asks for it (Fixed price, version 1)" in page
        assert "Must change says Reyes Advisory" in page.replace("</strong>", "")
        assert "Fine for Reyes Advisory." in page
        assert "2 sentences to change first" in page  # our judgement is ours
        ticked = self._ticked(olivia, desk)
        said = "Developer assigns each deliverable to Client when it is made; [amount] is due for it."
        assert (ticked["words_1"], ticked["in_1"], ticked["in_7"], ticked["in_25"]) == (said, True, False, True)
        assert Event.objects.filter(kind="desk.wording_came").count() == 1
        contract = made(desk, cast.olivia)
        assert said[:40] in contract.letter

    def test_the_owner_goes_back_to_ours_and_it_stays_so(self, cast: Cast, desk: Desk) -> None:
        olivia = signed_in(cast.olivia)
        assert self._set(olivia, desk, "ours") == 302
        page = self._page(olivia, desk)
        assert "Reyes Advisory has wording of its own" in page
        assert OWN[:20] not in page
        assert self._ticked(olivia, desk)["in_7"] is True
        assert Event.objects.filter(kind="desk.wording_left").count() == 1
        self._set(olivia, desk, "theirs")
        assert "Ticked and worded as Reyes Advisory" in self._page(olivia, desk)
        assert self._set(olivia, desk, "whose") == 404
        assert self._set(signed_in(cast.pat), desk, "ours") == 404

    def test_what_the_practice_changes_comes_only_when_somebody_takes_it(
        self, cast: Cast, desk: Desk, practice: Practice
    ) -> None:
        olivia, row = signed_in(cast.olivia), practice.templates.get()
        told = contents.positions({**POSITIONS, 7: Position(Stance.MUST)})
        change_template(held=again(practice, row), content=told, what="Acceptance: must change", by=cast.adam)
        assert "has a newer version" in self._page(olivia, desk)
        assert self._ticked(olivia, desk)["in_7"] is False
        self._set(olivia, desk, "theirs")
        assert self._ticked(olivia, desk)["in_7"] is True

    def test_without_the_right_to_draft_an_advisors_wording_stands_nowhere(
        self, cast: Cast, engagement: Engagement, practice: Practice
    ) -> None:
        serve_all(held=positions_of(practice, cast.adam, POSITIONS), used=True)
        grant(cast, "see", "see owner's side")
        desk = desk_with(engagement, cast.olivia, {"contract.md": CONTRACT}, Door.CONTRACT)
        assert "Reyes Advisory" not in self._page(signed_in(cast.olivia), desk)
        assert self._set(signed_in(cast.olivia), desk, "theirs") == 404

    def test_what_the_owner_worded_themself_stays_whosever_wording_counts(self, cast: Cast, desk: Desk) -> None:
        olivia, path = signed_in(cast.olivia), reverse("desk:contract", args=[desk.engagement_id])
        mine = "Developer gives Client all code at once."
        told = {name: value for name, value in self._ticked(olivia, desk).items() if value}
        olivia.post(path, {**told, "words_1": mine})
        self._set(olivia, desk, "ours")
        assert self._ticked(olivia, desk)["words_1"] == mine
        assert not Contract.objects.get().wording
