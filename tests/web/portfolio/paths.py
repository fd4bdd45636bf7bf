"""What the cast gets from the pages of advisors: Adam advises; his practice is his alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from makegood.accounts.models import Membership, User
from makegood.connectors.uploads import kept_path
from makegood.engagements.models import Seat
from makegood.engagements.permissions import GRANTABLE, standing_of
from makegood.inspections.filing import digest_of, keep
from makegood.inspections.models import Inspection, State
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.portfolio.actions.away import ask_owners
from makegood.rhythm.portfolio.actions.comparing import allow_comparison
from makegood.rhythm.portfolio.actions.hours import write_hours
from makegood.rhythm.portfolio.actions.letters import draft_letter
from makegood.rhythm.portfolio.models import (
    Away,
    Colleague,
    Import,
    MonthlyLetter,
    Practice,
    ReportCopy,
    Template,
    WorkHours,
)
from makegood.rhythm.portfolio.queries.reports import copies_folder
from makegood.rhythm.portfolio.queries.templates import Held
from makegood.rules.templates.positions import Position, Stance
from tests.web.acceptance.handing import part_of
from tests.web.agreement.drafts import make_draft
from tests.web.desk.desks import BILL, CONTRACT, decided, desk_with
from tests.web.portfolio.pictures import png
from tests.web.portfolio.practices import list_of, practice_for
from tests.web.portfolio.templates import checklist_of, letter_of, positions_of
from tests.web.rows import Row, World, everyone, only


def _practice(world: World) -> Practice:
    return world.once("practice", lambda world: practice_for(world.cast.adam, world.mark))


def _with_practice(world: World) -> Mapping[str, object]:
    _practice(world)
    return {}


def _list(world: World) -> Mapping[str, object]:
    def make(world: World) -> Import:
        row = (f"Books{world.mark}", f"Shop{world.mark}", "Pixel", f"olga{world.mark.lower()}@books.example", "$5", "")
        return list_of(_practice(world), world.cast.adam, row)

    return {"import_id": world.once("list", make).pk}


def _logo(world: World) -> Mapping[str, object]:
    practice = _practice(world)
    practice.logo = keep(png())
    practice.save()
    return {}


def _letter(world: World) -> Mapping[str, object]:
    def make(world: World) -> MonthlyLetter:
        practice, standing = _practice(world), standing_of(world.cast.adam, world.engagement.pk)
        return draft_letter(standing=standing, practice=practice, month=date(2026, 3, 1))

    world.once("letter", make)
    return {"month": "2026-03"}


def _hours(world: World) -> Mapping[str, object]:
    def make(world: World) -> WorkHours:
        adam, day = world.cast.adam, date(2026, 3, 2)
        return write_hours(engagement=world.engagement, by=adam, day=day, minutes=90, what=f"Call{world.mark}")

    return {"hours_id": world.once("hours", make).pk}


def _with_hours(world: World) -> Mapping[str, object]:
    _hours(world)
    return {}


def _advised(world: World) -> Mapping[str, object]:
    return {"person": str(world.cast.adam.pk)}


def _asked(world: World) -> Mapping[str, object]:
    def make(world: World) -> Colleague:
        return Colleague.objects.create(practice=_practice(world), email=world.cast.stan.email)

    return {"colleague_id": world.once("colleague", make).pk}


def _away(world: World) -> Mapping[str, object]:
    def make(world: World) -> Away:
        practice, now = _practice(world), timezone.now()
        Membership.objects.create(company=practice.company, user=world.cast.stan)
        standing = standing_of(world.cast.adam, world.engagement.pk)
        days = {"begins": now, "until": now + timedelta(days=5)}
        ask_owners(
            practice=practice, standings=[standing], colleague=world.cast.stan, reason=f"Away{world.mark}", **days
        )
        return Away.objects.get(engagement=world.engagement)

    return {"away_id": world.once("away", make).pk}


def _template(world: World, kind: str, make: Callable[[Practice, User], Held]) -> Mapping[str, object]:
    def made(world: World) -> Template:
        return make(_practice(world), world.cast.adam).template

    return {"template_id": world.once(f"template {kind}", made).pk}


def _checklist(world: World) -> Mapping[str, object]:
    return _template(world, "checklist", lambda own, adam: checklist_of(own, adam, f"Shops{world.mark}"))


def _positions(world: World) -> Mapping[str, object]:
    told = {1: Position(Stance.MUST, f"Provider assigns all{world.mark}.")}
    return _template(world, "positions", lambda own, adam: positions_of(own, adam, told, f"Fixed{world.mark}"))


def _letter_template(world: World) -> Mapping[str, object]:
    words = f"Good day{world.mark}"
    return _template(world, "letter", lambda own, adam: letter_of(own, adam, "partner", words, f"Mine{world.mark}"))


def _all_templates(world: World) -> Mapping[str, object]:
    for make in (_checklist, _positions, _letter_template):
        make(world)
    return {}


def _drafting(world: World) -> None:
    """Adam may draft for this owner; in the world of the other rows he may not."""
    Seat.objects.filter(engagement=world.engagement, user=world.cast.adam).update(
        capabilities=[act.value for act in GRANTABLE]
    )


def _given_checklist(world: World) -> Mapping[str, object]:
    _drafting(world)
    part = world.once("draft", lambda world: make_draft(world.cast, world.engagement, world.mark)).milestones.first()
    assert part is not None
    return {**_checklist(world), "part_id": part.pk}


def _given_words(world: World) -> Mapping[str, object]:
    def make(world: World) -> Desk:
        papers = {f"contract{world.mark}.md": CONTRACT, f"bill{world.mark}.md": BILL}
        return decided(desk_with(world.engagement, world.cast.olivia, papers))

    _drafting(world)
    world.once("desk", make)
    return {**_letter_template(world), "slot": "partner"}


def _at_table(world: World) -> Mapping[str, object]:
    return {"practice": str(_practice(world).pk)}


def _with_consent(world: World) -> Mapping[str, object]:
    """The agreement first: its events stand in rows that were made by hand."""
    part_of(world, 0)
    allow_comparison(standing=standing_of(world.cast.olivia, world.engagement.pk), practice=_practice(world))
    world.engagement.refresh_from_db()
    return {}


def _company(world: World) -> Mapping[str, object]:
    _with_consent(world)
    return {"company_id": world.engagement.partner_company_id}


def _reported(world: World) -> Inspection:
    def make(world: World) -> Inspection:
        fields = {"mirror": "none", "rule_book": b"", "revision": "a" * 40, "report_digest": "a" * 64}
        return Inspection.objects.create(
            engagement=world.engagement, state=State.DONE, ended=timezone.now(), occasion=f"First{world.mark}", **fields
        )

    return world.once("reported", make)


def _report(world: World) -> Mapping[str, object]:
    _practice(world)
    return {"inspection_id": _reported(world).pk}


def _copy(world: World) -> Mapping[str, object]:
    content = f"copy{world.mark}".encode()
    path = kept_path(copies_folder(), digest_of(content))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    copy, _ = ReportCopy.objects.get_or_create(practice=_practice(world), inspection=_reported(world))
    ReportCopy.objects.filter(pk=copy.pk).update(pdf=digest_of(content))
    return {"inspection_id": _reported(world).pk, "form": "pdf"}


ROWS = (
    Row("portfolio:report", get=only("adam"), post=only("adam", 302), kwargs=_report),
    Row("portfolio:copying", get=only("adam", 204), kwargs=_report),
    Row("portfolio:report_file", get=only("adam"), kwargs=_copy),
    Row("portfolio:comparison", get=only("adam"), kwargs=_with_consent),
    Row("portfolio:compared", get=only("adam"), kwargs=_company),
    Row("portfolio:counted", get=only("olivia pat"), kwargs=_with_consent),
    Row("portfolio:allow_comparison", post=only("olivia", 302), data=_at_table),
    Row("portfolio:end_comparison", post=only("olivia", 302), data=_at_table),
    Row("portfolio:own_templates", get=only("adam"), kwargs=_all_templates),
    Row(
        "portfolio:new_template",
        get=only("adam"),
        post=only("adam", 422),
        kwargs=lambda world: {**_all_templates(world), "kind": "checklist"},
    ),
    Row("portfolio:templates_file", get=only("adam"), kwargs=_all_templates),
    Row("portfolio:bring_templates", get=only("adam"), post=only("adam", 422), kwargs=_with_practice),
    Row("portfolio:own_template", get=only("adam"), post=only("adam", 422), kwargs=_letter_template),
    Row("portfolio:rename_template", get=only("adam"), post=only("adam", 422), kwargs=_checklist),
    Row(
        "portfolio:template_version",
        get=only("adam"),
        post=only("adam", 302),
        kwargs=lambda world: {**_checklist(world), "number": 1},
    ),
    Row(
        "portfolio:template_item",
        get=only("adam"),
        post=only("adam", 422),
        kwargs=lambda world: {**_checklist(world), "check_id": "tests.can_fail"},
    ),
    Row(
        "portfolio:template_clause",
        get=only("adam"),
        post=only("adam", 422),
        kwargs=lambda world: {**_positions(world), "number": 1},
    ),
    Row("portfolio:template_playbook", get=only("adam"), kwargs=_checklist),
    Row("portfolio:serve_all", post=only("adam", 302), kwargs=_positions),
    Row("portfolio:serve_no_more", post=only("adam", 302), kwargs=_positions),
    Row("portfolio:put_away", post=only("adam", 302), kwargs=_checklist),
    Row("portfolio:take_out", post=only("adam", 302), kwargs=_checklist),
    Row("portfolio:take_checklist", post=only("adam", 302), kwargs=_given_checklist),
    Row("portfolio:word_letter", post=only("adam", 302), kwargs=_given_words),
    Row("portfolio:away", get=only("adam"), post=only("adam", 422), kwargs=_with_practice),
    Row("portfolio:away_no_more", post=only("adam", 302), kwargs=_with_practice),
    Row("portfolio:answer_away", get=only("olivia"), post=only("olivia", 302), kwargs=_away),
    Row("portfolio:ask_colleague", post=only("adam", 422), kwargs=_with_practice),
    Row("portfolio:ask_no_more", post=only("adam", 302), kwargs=_asked),
    Row("portfolio:join", post=everyone(302), kwargs=_asked),
    Row("portfolio:limits", get=only("olivia"), post=only("olivia", 422)),
    Row("portfolio:end_limit", post=only("olivia", 302), data=_advised),
    Row("portfolio:letters", get=only("adam"), kwargs=_with_practice),
    Row("portfolio:draft_letters", post=only("adam", 302), kwargs=_with_practice),
    Row("portfolio:letter", get=only("adam"), post=only("adam", 422), kwargs=_letter),
    Row("portfolio:send_letter", get=only("adam"), post=only("adam", 302), kwargs=_letter),
    Row("portfolio:letter_pdf", get=only("adam"), kwargs=_letter),
    Row("portfolio:all_hours", get=only("adam"), post=only("adam", 302), kwargs=_with_hours),
    Row("portfolio:hours_file", get=only("adam"), kwargs=_with_hours),
    Row("portfolio:hours", get=only("adam"), post=only("adam", 422), kwargs=_with_hours),
    Row("portfolio:remove_hours", post=only("adam", 302), kwargs=_hours),
    Row("portfolio:clients", get=only("adam")),
    Row("portfolio:client", get=only("adam")),
    Row("portfolio:note", get=only("adam"), post=only("adam", 302), kwargs=_with_practice),
    Row("portfolio:import", get=only("adam"), post=only("adam", 422), kwargs=_with_practice),
    Row("portfolio:template", get=only("adam"), kwargs=_with_practice),
    Row("portfolio:look_over", get=only("adam"), post=only("adam", 302), kwargs=_list),
    Row("portfolio:practice", get=everyone(), post=everyone(422), kwargs=_with_practice),
    Row("portfolio:logo", get=only("adam"), kwargs=_logo),
    Row(
        "portfolio:take_logo",
        post=only("adam", 422),
        kwargs=_with_practice,
        data=lambda world: {"logo": SimpleUploadedFile("logo.png", b"no picture")},
    ),
    Row("portfolio:remove_logo", post=only("adam", 302), kwargs=_logo),
)
