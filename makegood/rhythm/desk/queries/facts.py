"""What the person said, as the rules take it: it counts before what was read."""

from __future__ import annotations

import logging
import zoneinfo
from collections.abc import Iterator

from makegood.engagements.record.forgetting import GONE
from makegood.rhythm.desk.models import CalledBack, Desk, How
from makegood.rhythm.desk.queries.items import Checked, Item
from makegood.rhythm.desk.queries.values import checked
from makegood.rules.reading.confirming import KINDS, Confirmed, Facts, confirm
from makegood.rules.refusal import Refused

log = logging.getLogger("makegood.desk")

OF_SEVERAL = ("parts", "rates")
"""Names of which all values together are one fact."""
SAID_ALONE = frozenset(KINDS) - {*OF_SEVERAL, "people"}


def facts_of(desk: Desk) -> Facts:
    """By the names of `rules.reading.confirming`. What has no such form is left to what was read."""
    found = checked(desk)
    return dict([*_alone(found), *_several(found), *_called(desk)])


def _called(desk: Desk) -> Iterator[tuple[str, Confirmed]]:
    """What the last call settles; one whose words were erased settles nothing."""
    call = CalledBack.objects.filter(desk=desk).exclude(account_end=GONE).last()
    if call is None:
        return
    day = call.at.astimezone(zoneinfo.ZoneInfo(desk.engagement.time_zone)).date()
    yield "called_back", Confirmed(day.isoformat(), day)
    yield "called_about", Confirmed("; ".join(call.about), tuple(call.about))
    yield from _confirmed("account", f"****{call.account_end}")
    yield from _confirmed("change_denied", "no" if call.theirs else "yes")


def _alone(found: Checked) -> Iterator[tuple[str, Confirmed]]:
    for item in found.by_key.values():
        if item.answer is None or item.key != item.name or item.name not in SAID_ALONE:
            continue
        if item.name == "paid" and item.is_denied:
            continue  # nobody knows, which is no sum
        said = "not in there" if item.is_denied else item.answer.said
        if item.name == "accepted" and said == "None":
            said = "none"
        yield from _confirmed(item.name, said)


def _several(found: Checked) -> Iterator[tuple[str, Confirmed]]:
    """All that count of a name, once the person mended or denied one: the others stay as they were read."""
    for name in OF_SEVERAL:
        items = [item for item in found.by_key.values() if item.name == name]
        if any(item.answer is not None and item.answer.how != How.RIGHT for item in items):
            said = [priced(item) for item in items if not item.is_denied]
            yield from _confirmed(name, "; ".join(said) or "none")


def priced(item: Item) -> str:
    """ "Sign-in: $12,000", "Developer: $150 per hour"."""
    value = item.answer.value if item.answer else item.choices[0].value
    said = item.answer.said if item.answer else item.choices[0].said
    if item.name == "rates":
        return f"{(value or {}).get('who') or 'Anybody'}: {said}"
    return said.replace(";", ",")


def _confirmed(name: str, said: str) -> Iterator[tuple[str, Confirmed]]:
    try:
        yield name, confirm(name, said)
    except Refused as refused:
        log.info("What was said of %s has no form that the rules take: %s", name, refused)
