"""Templates of a practice: made, changed in versions that stay, taken back, put away, and set to serve all clients."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.intents import Refused
from makegood.rhythm.portfolio.models import Practice, Template, TemplateKind, TemplateVersion
from makegood.rhythm.portfolio.queries.templates import Held

MOST = 200
"""Of one practice."""


def make_template(*, practice: Practice, kind: TemplateKind, name: str, content: str, what: str, by: User) -> Template:
    """Raises Refused where there is one of that name, or too many."""
    with transaction.atomic():
        Practice.objects.select_for_update().get(pk=practice.pk)
        if Template.objects.filter(practice=practice, kind=kind, name=name).exists():
            raise Refused(f"There is one called “{name}” already, perhaps among those that were put away.")
        if Template.objects.filter(practice=practice).count() >= MOST:
            raise Refused(f"A practice can have {MOST} templates. Change one that is there.")
        made = Template.objects.create(practice=practice, kind=kind, name=name)
        TemplateVersion.objects.create(template=made, number=1, content=content, what=what[:200], by=by)
    return made


def change_template(*, held: Held, content: str, what: str, by: User) -> bool:
    """A new version; whether anything is new. Raises Refused where somebody changed it since `held` was shown."""
    with _turn(held):
        if content == held.version.content:
            return False
        _add(held.template, content, what, by)
    return True


def rename_template(*, held: Held, name: str, by: User) -> None:
    """Raises Refused where another is called so."""
    with _turn(held):
        template = held.template
        if name == template.name:
            return
        if Template.objects.filter(practice=template.practice_id, kind=template.kind, name=name).exists():
            raise Refused(f"There is one called “{name}” already, perhaps among those that were put away.")
        was, template.name = template.name, name
        template.save(update_fields=["name"])
        _add(template, held.version.content, f"Renamed; it was called “{was}”", by)


def take_back(*, held: Held, older: TemplateVersion, by: User) -> None:
    """What an older version said is a new one. Raises Refused where it can no more be loaded."""
    if problem := Held(template=held.template, version=older).problem:
        raise Refused(problem)
    with _turn(held):
        if older.content != held.version.content:
            _add(held.template, older.content, f"As it was in version {older.number}", by)


def put_away(*, held: Held, away: bool) -> None:
    """It serves no client any more, and is not offered; what was made with it stays."""
    with _turn(held):
        held.template.put_away = timezone.now() if away else None
        held.template.used = held.template.used and not away
        held.template.save(update_fields=["put_away", "used"])


def serve_all(*, held: Held, used: bool) -> None:
    """One of its kind serves all clients; the other one does no more."""
    with _turn(held):
        Template.objects.filter(practice=held.template.practice_id, kind=held.template.kind).update(used=False)
        held.template.used = used and held.serves_all and held.template.put_away is None
        held.template.save(update_fields=["used"])


@contextmanager
def _turn(held: Held) -> Iterator[None]:
    """The templates of a practice take turns; `held` still has to be the newest version."""
    with transaction.atomic():
        Practice.objects.select_for_update().get(pk=held.template.practice_id)
        held.template.refresh_from_db(fields=["name", "number", "used", "put_away"])
        if not held.is_newest:
            last = held.template.versions.select_related("by").get(number=held.template.number)
            raise Refused(f"{last.by} changed it meanwhile: {last.what}. Look at it, then save again.")
        yield


def _add(template: Template, content: str, what: str, by: User) -> None:
    template.number += 1
    template.save(update_fields=["number"])
    TemplateVersion.objects.create(template=template, number=template.number, content=content, what=what[:200], by=by)
