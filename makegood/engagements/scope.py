"""How a page gets its engagement: through the permission function, or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from makegood.engagements.permissions import Act, Standing, standing_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Standing, P], HttpResponseBase]
Routed = Callable[..., HttpResponseBase]


def in_engagement(*needed: Act) -> Callable[[View[P]], Routed]:
    """For views of `/engagements/<uuid:engagement_id>/...`: gives them the person's standing, and its time zone.

    Without a seat, or without any one of the acts, the answer is the same 404 (design section 1).
    """

    def wrap(view: View[P]) -> Routed:
        @wraps(view)
        @login_required
        def routed(
            request: HttpRequest, engagement_id: uuid.UUID, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            standing = standing_of(request.user, engagement_id)
            if needed and not any(standing.may(act) for act in needed):
                raise Http404
            request.standing = standing  # type: ignore[attr-defined]  # the frame of the page reads it
            with timezone.override(standing.engagement.time_zone):
                return view(request, standing, *args, **kwargs)

        return routed

    return wrap
