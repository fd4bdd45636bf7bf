"""What `bench.kills` does with the rows, in a process that has set Django up."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

SHOP = "The shop that is inspected"
PASSWORD = "correct horse battery"


def answer(folder: Path) -> None:
    """A line of JSON for each that comes in: the name of an act and its words."""
    from makegood.web.starting import django_here

    django_here()
    acts = {"prepare": _prepare, "open": _open, "check": _check, "sessions": _sessions}
    for line in sys.stdin:
        act, *words = json.loads(line)
        print(json.dumps(acts[act](folder, *words)), flush=True)


def _prepare(folder: Path, count: str) -> dict[str, object]:
    """An engagement with the code of the sample in the owner's mirror, and so many inspections that wait."""
    from django.core.management import call_command

    from makegood.accounts.models import Company, User
    from makegood.delivery.repository import build
    from makegood.engagements.models import Engagement, Role, Seat
    from makegood.engine.playbook import FOLDER
    from makegood.engine.repository.intake.receiving import receive_address
    from makegood.inspections.actions import ask_for_inspection

    call_command("migrate", interactive=False, verbosity=0)
    mirror = folder / "home" / "mirrors" / "bench" / "shop.git"
    if not mirror.exists():
        build(folder / "sample")
    received = receive_address(mirror, 1, str(folder / "sample" / "second"), {"GIT_ALLOW_PROTOCOL": "file"})
    owner = User.objects.filter(email="olivia@example.com").first() or User.objects.create_user(
        "olivia@example.com", PASSWORD, name="Olivia"
    )
    engagement = Engagement.objects.filter(name=SHOP).first() or Engagement.objects.create(
        name=SHOP,
        owner_company=Company.objects.create(name="Acme Supplies"),
        partner_company=Company.objects.create(name="Pixel Works"),
    )
    Seat.objects.get_or_create(engagement=engagement, user=owner, role=Role.OWNER)
    for _ in range(int(count)):
        ask_for_inspection(
            engagement=engagement,
            mirror="bench/shop.git",
            rule_book=(FOLDER / "standard.toml").read_bytes(),
            asked_by=owner,
            revision=received.revision,
            content_digest=received.digest.removeprefix("sha256:"),
        )
    return {}


def _open(_: Path) -> dict[str, object]:
    from django.db.models import Q
    from django.utils import timezone

    from makegood.inspections.models import LIVE, Inspection
    from makegood.notices.models import Notice

    dead = timezone.now() - timedelta(minutes=1)  # what a killed worker had in hand is tried again minutes later
    mails = Notice.objects.filter(Q(claimed=None) | Q(claimed__gt=dead), channel="mail", sent=None)
    untold = Inspection.objects.count() - Notice.objects.filter(channel="mail", subject__startswith="Insp").count()
    return {"open": Inspection.objects.filter(state__in=LIVE).count(), "mails": mails.count() + max(untold, 0)}


def _check(_: Path) -> dict[str, object]:
    """States, and whatever was written twice or not at all."""
    from makegood.engagements.models import Event
    from makegood.inspections.models import Inspection, Lead, Verdict

    wrong: list[str] = []
    inspections = list(Inspection.objects.all())
    verdicts = Counter(Verdict.objects.values_list("inspection_id", flat=True))
    leads = Counter(Lead.objects.values_list("inspection_id", flat=True))
    ended = Counter(
        Event.objects.filter(kind__in=("inspection.done", "inspection.failed")).values_list("subject", flat=True)
    )
    for row in inspections:
        if (verdicts[row.pk], leads[row.pk]) != (verdicts[inspections[0].pk], leads[inspections[0].pk]):
            wrong.append(f"{row.pk} has {verdicts[row.pk]} verdicts and {leads[row.pk]} places")
        if ended[row.pk] != 1:
            wrong.append(f"{row.pk} has ended {ended[row.pk]} times in the ledger")
    return {"states": Counter(row.state for row in inspections), "doubles": wrong}


def _sessions(_: Path) -> dict[str, object]:
    """Of everybody who may sign in: the key of a session of theirs. Partners get a password that the server takes."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.hashers import make_password
    from django.contrib.sessions.backends.db import SessionStore

    from makegood.accounts.models import User
    from makegood.engagements.models import Role

    made: dict[str, object] = {}
    hashed = make_password(PASSWORD)
    User.objects.filter(seats__role=Role.PARTNER).update(password=hashed)
    for user in User.objects.all():
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        made[str(user.pk)] = session.session_key
    return made
