"""What the cast gets from the paths of deciding."""

from __future__ import annotations

from datetime import date, timedelta

from makegood.inspections.actions import rule_book_digest
from makegood.phases.acceptance.models import Appeal, Attestation, Script, Submission, Waiver
from makegood.phases.agreement.models import Milestone, RuleBook
from tests.web.acceptance.deciding import saying
from tests.web.acceptance.deciding.opened import HELD, MET, NO_TESTS, SECRETS, TESTS, UNSEEN, fingerprint_of, handed
from tests.web.acceptance.handing import part_of
from tests.web.inspections.looked import RULE_BOOK
from tests.web.rows import Row, World, only

SEES_WORK = "olivia adam pat rita"


def _submission(world: World, outcomes: dict[str, str] = MET) -> Submission:
    """A part of its own for each outcome: the rows share a world."""

    def make(world: World) -> Submission:
        agreement = part_of(world, 1).agreement
        part = Milestone.objects.create(
            agreement=agreement,
            position=agreement.milestones.count() + 1,
            title=f"Order desk{world.mark}",
            amount_cents=1_200_000,
        )
        RuleBook.objects.create(milestone=part, content=RULE_BOOK, digest=rule_book_digest(RULE_BOOK))
        return handed(world.cast, part, outcomes, mark=world.mark)

    return world.once(f"inspected {sorted(outcomes.items())}", make)


def _met(world: World) -> dict[str, object]:
    return {"submission_id": _submission(world).pk}


def _held(world: World) -> dict[str, object]:
    return {"submission_id": _submission(world, HELD).pk}


def _part(world: World) -> dict[str, object]:
    return {"milestone_id": _submission(world, HELD).milestone_id}


def _no_tests(world: World) -> dict[str, object]:
    return {"submission_id": _submission(world, NO_TESTS).pk, "check_id": TESTS}


def _unseen(world: World) -> dict[str, object]:
    return {"submission_id": _submission(world, UNSEEN).pk, "check_id": TESTS}


def _secret(world: World) -> dict[str, object]:
    return {"submission_id": _submission(world, HELD).pk, "check_id": SECRETS}


def _waiver(world: World) -> dict[str, object]:
    def make(world: World) -> Waiver:
        return saying.ask_waiver(world.cast.pat, _submission(world, NO_TESTS), mark=world.mark)

    return {"waiver_id": world.once("waiver", make).pk}


def _attestation(world: World) -> dict[str, object]:
    def make(world: World) -> Attestation:
        return saying.attest(world.cast.rita, _submission(world, UNSEEN), mark=world.mark)

    return {"attestation_id": world.once("attestation", make).pk}


def _appeal(world: World) -> dict[str, object]:
    def make(world: World) -> Appeal:
        return saying.appeal(world.cast, _submission(world, HELD), check=SECRETS, mark=world.mark)

    return {"appeal_id": world.once("appeal", make).pk}


def _script(world: World) -> Script:
    milestone = _submission(world).milestone
    return world.once("script", lambda world: saying.script(world.cast, milestone, mark=world.mark))


def _tried(world: World) -> dict[str, object]:
    return {"submission_id": _submission(world).pk, "script_id": _script(world).pk}


def _report(world: World) -> dict[str, object]:
    return {"report_id": world.once("report", lambda world: saying.report(world.cast, _submission(world))).pk}


WAIVED = {
    "reason_class": "small_risk",
    "reason": "It is small.",
    "compensation": "We look by hand.",
    "debt": "100",
    "until": (date.today() + timedelta(days=20)).isoformat(),
}

ROWS = (
    Row("acceptance:milestone", get=only(SEES_WORK), kwargs=_part),
    Row("acceptance:submission", get=only(SEES_WORK), kwargs=_held),
    Row("acceptance:certificate", get=only(""), kwargs=_met),
    Row("acceptance:accept", post=only("olivia", 302), kwargs=_met),
    Row(
        "acceptance:send_back",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_held,
        data=lambda world: {"letter": f"Please mend it{world.mark}.", "reason": "It does not print."},
    ),
    Row(
        "acceptance:ask_waiver",
        get=only("adam pat rita"),
        post=only("adam pat rita", 302),
        kwargs=_no_tests,
        data=lambda world: {**WAIVED, "fingerprint": fingerprint_of(TESTS)},
    ),
    Row("acceptance:approve_waiver", post=only("olivia", 302), kwargs=_waiver),
    Row(
        "acceptance:refuse_waiver",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_waiver,
        data=lambda world: {"reason": f"No{world.mark}."},
    ),
    Row(
        "acceptance:attest",
        get=only("rita"),
        post=only("rita", 302),
        kwargs=_unseen,
        data=lambda world: {"holds": "yes", "how": f"I ran it{world.mark}."},
    ),
    Row("acceptance:accept_reviewer", post=only("olivia pat", 302), kwargs=_attestation),
    Row(
        "acceptance:refuse_reviewer",
        get=only("olivia pat"),
        post=only("olivia pat", 302),
        kwargs=_attestation,
        data=lambda world: {"reason": f"She never ran it{world.mark}."},
    ),
    Row(
        "acceptance:appeal",
        get=only("pat"),
        post=only("pat", 302),
        kwargs=_secret,
        data=lambda world: {"reason": f"It is a test key{world.mark}."},
    ),
    Row(
        "acceptance:rule",
        get=only("rita"),
        post=only("rita", 302),
        kwargs=_appeal,
        data=lambda world: {"ruling": "upheld", "reason": f"It is a key{world.mark}."},
    ),
    Row(  # without a file: handing one in is tested beside the reports
        "acceptance:reports",
        get=only(SEES_WORK),
        post=only("rita", 422),
        kwargs=lambda world: {"submission_id": _report(world) and _submission(world).pk},
    ),
    Row("acceptance:report", get=only(SEES_WORK), kwargs=_report),
    Row("acceptance:sign_report", post=only("rita", 302), kwargs=_report),
    Row(
        "acceptance:propose_script",
        get=only("olivia pat"),
        post=only("olivia pat", 302),
        kwargs=_part,
        data=lambda world: {"title": f"Order{world.mark}", "steps": "Order.", "expected": "An order.", "must": "on"},
    ),
    Row("acceptance:agree_script", post=only("olivia pat", 302), kwargs=lambda world: {"script_id": _script(world).pk}),
    Row("acceptance:drop_script", post=only("olivia pat", 302), kwargs=lambda world: {"script_id": _script(world).pk}),
    Row(
        "acceptance:try_script",
        get=only("olivia rita"),
        post=only("olivia rita", 302),
        kwargs=_tried,
        data=lambda world: {"result": "works", "seen": f"It works{world.mark}."},
    ),
    Row(
        "acceptance:explore",
        get=only("olivia rita"),
        post=only("olivia rita", 302),
        kwargs=_met,
        data=lambda world: {"mission": f"Orders{world.mark}", "minutes": "20", "found": "Nothing."},
    ),
)
