"""What the cast gets from the paths of inspections."""

from __future__ import annotations

from django.utils import timezone

from makegood.inspections.models import EvidenceFile, Glance, GlanceState, Inspection, Lead, State, Verdict
from tests.web.inspections.looked import RULE_BOOK
from tests.web.rows import Row, World, only

SEES_WORK = "olivia adam pat rita"
INSPECTS = "olivia rita"


def _make(world: World) -> Inspection:
    """Done, with texts of its own; what files it names are not on the disk."""
    inspection = Inspection.objects.create(
        engagement=world.engagement,
        occasion=f"First part{world.mark}",
        mirror="one.git",
        revision="a" * 40,
        rule_book=RULE_BOOK,
        rule_book_digest="b" * 64,
        state=State.DONE,
        gate_state="held",
        because=f"Held{world.mark}.",
        sentence=f"One thing is not right{world.mark}.",
        holding=["security.no_secrets"],
        seconds=12,
        html_digest=_digest(world),
    )
    Verdict.objects.create(
        inspection=inspection,
        check_id="security.no_secrets",
        version=1,
        subject="shop",
        outcome="fail",
        priority="blocker",
        because=f"A key was found{world.mark}.",
        places=1,
    )
    Lead.objects.create(
        inspection=inspection,
        check_id="security.no_secrets",
        fingerprint="f",
        summary=f"A key{world.mark}",
        path="a.py",
    )
    EvidenceFile.objects.create(
        engagement=world.engagement, digest=_digest(world), name=f"r{world.mark}.html", media_type="text/html", size=1
    )
    return inspection


def _digest(world: World) -> str:
    return world.engagement.pk.hex * 2


def _done(world: World) -> dict[str, object]:
    return {"inspection_id": world.once("inspection", _make).pk}


def _running(world: World) -> dict[str, object]:
    inspection = world.once("inspection", _make)
    Inspection.objects.filter(pk=inspection.pk).update(state=State.LOOKING)
    return {"inspection_id": inspection.pk}


def _glance(world: World) -> Glance:
    def make(world: World) -> Glance:
        return Glance.objects.create(
            engagement=world.engagement,
            number=1,
            state=GlanceState.FAILED,
            kind="open",
            url=f"https://code.example.org/old{world.mark}.git",
            problem=f"Nobody answers there{world.mark}.",
            by=world.cast.olivia,
            at=timezone.now(),
        )

    return world.once("glance", make)


def _failed(world: World) -> dict[str, object]:
    return {"glance_id": _glance(world).pk}


def _one_before(world: World) -> dict[str, object]:
    _glance(world)
    return {}


def _fetching(world: World) -> dict[str, object]:
    Glance.objects.filter(pk=_glance(world).pk).update(state=GlanceState.FETCHING)
    return _failed(world)


ROWS = (
    Row(
        "inspections:new_glance",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_one_before,
        data=lambda world: {"kind": "open", "url": f"https://code.example.org/old{world.mark}.git"},
    ),
    Row("inspections:glance", get=only("olivia"), kwargs=_failed),
    Row("inspections:glancing", get=only("olivia"), kwargs=_fetching),
    Row("inspections:begin_glance", post=only("olivia", 302), kwargs=_failed),
    Row("inspections:index", get=only(SEES_WORK)),
    Row("inspections:show", get=only(SEES_WORK), kwargs=_done),
    Row("inspections:progress", get=only(SEES_WORK), kwargs=_running),
    Row("inspections:stop", post=only(INSPECTS, 302), kwargs=_running),
    Row("inspections:again", post=only(INSPECTS, 302), kwargs=_done),
    Row(
        "inspections:look",
        get=only(INSPECTS),
        post=only(INSPECTS, 302),
        kwargs=_done,
        data=lambda world: {"what": "same"},
    ),
    Row("inspections:changed", get=only(SEES_WORK), kwargs=_done),
    Row(
        "inspections:places",
        get=only(SEES_WORK),
        kwargs=lambda world: {**_done(world), "check_id": "security.no_secrets"},
    ),
    Row(
        "inspections:report",
        get=only(SEES_WORK, 503),
        kwargs=lambda world: {**_done(world), "form": "html"},
    ),
    Row(
        "inspections:evidence",
        get=only(SEES_WORK, 503),
        kwargs=lambda world: {"digest": _digest(world)} if _done(world) else {},
    ),
)
