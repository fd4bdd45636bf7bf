"""What stands around every page: the engagement's menu and its two figures."""

from __future__ import annotations

from django.http import HttpRequest

from makegood.engagements.figures import figures_of, sections_for
from makegood.engagements.permissions import Act, Standing


def around(request: HttpRequest) -> dict[str, object]:
    """Empty outside of an engagement. The figures are the owner's side only."""
    standing = getattr(request, "standing", None)
    if not isinstance(standing, Standing):
        return {}
    shown: dict[str, object] = {
        "standing": standing,
        "engagement": standing.engagement,
        "acts": frozenset(act.name for act in standing.acts),
        "sections": sections_for(standing),
    }
    if standing.may(Act.SEE_OWNERS_SIDE):
        shown["figures"] = figures_of([standing.engagement])[standing.engagement.pk]
    return shown
