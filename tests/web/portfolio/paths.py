"""What the cast gets from the pages of advisors: Adam advises; his practice is his alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from makegood.accounts.models import Membership
from makegood.engagements.permissions import standing_of
from makegood.inspections.filing import keep
from makegood.rhythm.portfolio.actions.away import ask_owners
from makegood.rhythm.portfolio.actions.hours import write_hours
from makegood.rhythm.portfolio.actions.letters import draft_letter
from makegood.rhythm.portfolio.models import Away, Colleague, Import, MonthlyLetter, Practice, WorkHours
from tests.web.portfolio.pictures import png
from tests.web.portfolio.practices import list_of, practice_for
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


ROWS = (
    Row("portfolio:away", get=only("adam"), post=only("adam", 422), kwargs=_with_practice),
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
    Row("portfolio:all_hours", get=only("adam"), kwargs=_with_hours),
    Row("portfolio:hours_file", get=only("adam"), kwargs=_with_hours),
    Row("portfolio:hours", get=only("adam"), post=only("adam", 422), kwargs=_with_hours),
    Row("portfolio:remove_hours", post=only("adam", 302), kwargs=_hours),
    Row("portfolio:clients", get=only("adam")),
    Row("portfolio:client", get=only("adam")),
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
