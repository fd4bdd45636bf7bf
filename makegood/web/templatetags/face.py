"""How values are said on the pages. Loaded in every template. Times are said in the active time zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import template
from django.forms import BoundField
from django.utils import timezone

from makegood.rules.calendars.business import plain_day
from makegood.rules.money import amount
from makegood.rules.wording import counted

register = template.Library()

DECISIONS = {"open": "OK to pay", "held": "Don't pay yet", "needs_evidence": "Can't tell yet"}
DASH = "\N{EN DASH}"


@register.filter
def dollars(cents: int | None) -> str:
    """3800000 -> $38,000; 3800050 -> $38,000.50; None -> a dash."""
    if cents is None:
        return DASH
    return amount.formatted(cents)


@register.filter
def exact(cents: int | None) -> str:
    """For columns of figures: 3800000 -> 38,000.00; -50 -> −0.50 (with a true minus); None -> a dash."""
    if cents is None:
        return DASH
    return amount.exact(cents)


@register.filter
def day(moment: date | datetime | None) -> str:
    """12 March 2026. None -> a dash."""
    if moment is None:
        return DASH
    return plain_day(_date(moment))


@register.filter
def clock(moment: datetime | None) -> str:
    """Thu 12 March 2026, 5:00 pm EDT. None -> a dash."""
    if moment is None:
        return DASH
    local = timezone.localtime(moment)
    hour = local.hour % 12 or 12
    half = "am" if local.hour < 12 else "pm"
    return f"{local:%a} {plain_day(local)}, {hour}:{local:%M} {half} {local.tzname()}"


@register.filter
def ago(moment: datetime | None) -> str:
    """just now, 5 minutes ago, 3 hours ago, 4 days ago; beyond 30 days the day itself."""
    if moment is None:
        return DASH
    passed = timezone.now() - moment
    if passed < timedelta(minutes=1):
        return "just now"
    if passed < timedelta(hours=1):
        return f"{counted(passed // timedelta(minutes=1), 'minute')} ago"
    if passed < timedelta(days=1):
        return f"{counted(passed // timedelta(hours=1), 'hour')} ago"
    if passed <= timedelta(days=30):
        return f"{counted(passed.days, 'day')} ago"
    return f"on {day(moment)}"


@register.filter
def days_left(moment: date | datetime | None) -> str:
    """today, tomorrow, in 5 days, 1 day late, 12 days late: by the calendar of the active time zone."""
    if moment is None:
        return DASH
    days = (_date(moment) - timezone.localdate()).days
    if days < 0:
        return f"{counted(-days, 'day')} late"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


@register.filter
def first_control(field: BoundField) -> str:
    """The id that a link of the error summary goes to: of radio buttons the first one."""
    return f"{field.id_for_label or field.auto_id}_0" if field.use_fieldset else str(field.id_for_label)


@register.filter
def asked(label: str) -> str:
    """A field's label before its error: `Amount:`, but `Who builds it?` as it is."""
    return label if label.endswith(("?", ":", ".")) else f"{label}:"


@register.inclusion_tag("web/decision.html")
def decision(state: str, words: str = "", element: str = "p") -> dict[str, str]:
    """The payment decision with its icon. `element`: p above a page's sentence, span within a line or a cell."""
    return {"state": state, "words": words or DECISIONS[state], "element": element}


def _date(moment: date | datetime) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


_COMPARED = "The next version is compared with it once one is accepted."
_ELSEWHERE = "A reviewer can run it where its packages are at hand."
_ON_PAGES = (
    (
        "(in the agreement: “Running their code”; as a command: --allow-run)",
        "in the agreement, under “Running their code”",
    ),
    ("Inspect again with --allow-registries, or have a reviewer run it where its packages are at hand.", _ELSEWHERE),
    ("Inspect again with --allow-registries.", _ELSEWHERE),
    ("Name the last accepted revision with --since.", _COMPARED),
    ("Inspect again with --since.", _COMPARED),
    ("Name it with --since.", _COMPARED),
    ("Give one with --attested-by NAME=FILE.", "A reviewer can hand one in, on the page of the delivery."),
    ("Run: makegood advisories update.", "Whoever runs this Makegood can fetch them: makegood advisories update."),
)


@register.filter
def without_commands(text: str) -> str:
    """What the engine says, for who reads pages: its advice names options of the command line, which no page has."""
    for command, words in _ON_PAGES:
        text = text.replace(command, words)
    return text
