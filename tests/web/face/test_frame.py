"""What stands around every page, and how forms look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

import pytest
from django import forms

from makegood.engagements import figures
from makegood.engagements.figures import Figure, Term
from makegood.engagements.models import Engagement
from tests.web.cast import Cast, signed_in


def _figures(engagements: Sequence[Engagement]) -> Mapping[UUID, Sequence[Figure]]:
    terms = (Term(label="Paid", cents=1200000, source="/x/"), Term(label="Proven", cents=-500000))
    figure = Figure(key="ahead", label="Paid for, not proven yet", cents=700000, says="More than proven.", terms=terms)
    return {engagement.pk: [figure] for engagement in engagements}


@pytest.fixture
def told() -> Iterator[None]:
    figures.register_figures(_figures)
    yield
    figures._figures.remove(_figures)


@pytest.mark.usefixtures("told")
def test_a_figure_tells_how_it_came_about_to_whom_it_concerns(cast: Cast, engagement: Engagement) -> None:
    seen = signed_in(cast.olivia).get(f"/engagements/{engagement.pk}/").content.decode()
    assert "Paid for, not proven yet" in seen
    assert '<a href="/x/">Paid</a>' in seen
    assert "−5,000.00" in seen
    assert "not proven yet" not in signed_in(cast.pat).get(f"/engagements/{engagement.pk}/").content.decode()


def test_the_menu_names_the_page_that_is_open(cast: Cast, engagement: Engagement) -> None:
    seen = signed_in(cast.olivia).get(f"/engagements/{engagement.pk}/").content.decode()
    assert f'<a href="/engagements/{engagement.pk}/" aria-current="page">Overview</a>' in seen


class Part(forms.Form):
    title = forms.CharField(help_text="As the contract calls it.")
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    note = forms.CharField(required=False)
    agreed = forms.BooleanField()


def test_an_error_stands_beside_its_field_and_the_summary_leads_there() -> None:
    seen = str(Part({"note": "<b>kept"}))
    assert '<a href="#id_title">' in seen
    assert '<a href="#id_kind_0">' in seen
    assert 'aria-describedby="id_title_helptext id_title_error"' in seen
    assert '<ul class="errorlist" id="id_title_error">' in seen
    assert "&lt;b&gt;kept" in seen
    assert seen.count("(optional)") == 1


def test_an_untouched_form_has_no_summary() -> None:
    assert "There is a problem" not in str(Part())
