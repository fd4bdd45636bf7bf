"""What the cast gets from their messages, and from the page of the installation, which is nobody's of the cast."""

from __future__ import annotations

from collections.abc import Mapping

from makegood.notices.models import Notice
from tests.web.rows import Row, World, everyone, only


def _notice(world: World) -> Notice:
    return world.once(
        "notice",
        lambda world: Notice.objects.create(
            engagement=world.engagement,
            to=world.cast.olivia,
            channel="page",
            key=f"row{world.mark}",
            subject=f"Told{world.mark}",
            text=f"What it says{world.mark}",
            path=f"/engagements/{world.engagement.pk}/",
            urgent=True,
        ),
    )


def _kwargs(world: World) -> Mapping[str, object]:
    return {"notice_id": _notice(world).pk}


ROWS = (
    Row("notices:index", get=everyone()),
    Row("notices:read", post=everyone(302)),
    Row("notices:hook", get=everyone(), post=everyone(422)),
    Row("notices:open", post=only("olivia", 302), kwargs=_kwargs),
    Row("installation", get=everyone(404)),
    Row("installation_mail", post=everyone(404)),
)
