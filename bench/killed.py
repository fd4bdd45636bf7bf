"""What `bench.kills` does with the rows, in a process that has set Django up."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path


def act(what: str, folder: str, *words: str) -> None:
    from makegood.web.starting import django_here

    django_here()
    answer = {"prepare": _prepare, "open": _open, "check": _check}[what](Path(folder), *words)
    print(json.dumps(answer))


def _prepare(folder: Path, count: str) -> dict[str, object]:
    """An engagement with the code of the sample in the owner's mirror, and so many inspections that wait."""
    from django.core.management import call_command

    from makegood.accounts.models import Company, User
    from makegood.delivery.repository import build
    from makegood.engagements.models import Engagement
    from makegood.engine.repository.receiving import receive_address
    from makegood.inspections.actions import ask_for_inspection, standard_rule_book

    call_command("migrate", interactive=False, verbosity=0)
    mirror = folder / "home" / "mirrors" / "bench" / "shop.git"
    if not mirror.exists():
        build(folder / "sample")
    received = receive_address(mirror, 1, str(folder / "sample" / "second"), {"GIT_ALLOW_PROTOCOL": "file"})
    owner = User.objects.filter(email="olivia@example.com").first() or User.objects.create_user(
        "olivia@example.com", "correct horse battery", name="Olivia"
    )
    engagement = Engagement.objects.first() or Engagement.objects.create(
        name="The shop",
        owner_company=Company.objects.create(name="Acme Supplies"),
        partner_company=Company.objects.create(name="Pixel Works"),
    )
    for _ in range(int(count)):
        ask_for_inspection(
            engagement=engagement,
            mirror="bench/shop.git",
            rule_book=standard_rule_book(),
            asked_by=owner,
            revision=received.revision,
            content_digest=received.digest.removeprefix("sha256:"),
        )
    return {}


def _open(_: Path) -> dict[str, object]:
    from makegood.inspections.models import LIVE, Inspection

    return {"open": Inspection.objects.filter(state__in=LIVE).count()}


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
