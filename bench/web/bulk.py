"""Many rows at once, into a database whose applications are set up."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.models import Engagement, Event
from makegood.engine import catalogue
from makegood.inspections.models import Inspection, State, Verdict
from makegood.notices.models import Notice
from makegood.rules.ledger import leaf, tree
from tests.web.inspections.looked import RULE_BOOK

VERDICTS, FAILING, PLACES = 150, 20, 40
"""Of one inspection: how many verdicts, how many of them fail, and how many places each of these has."""
MANY_FAILING, MANY_PLACES = 46, 200
"""Of the worst inspection that there can be of one repository: nothing is kept, each check with its most places."""

LEADS = """
insert into inspections_lead (inspection_id, check_id, fingerprint, summary, path, line, "commit", evidence)
with recursive number(i) as (select 1 union all select i + 1 from number where i < {most})
select verdict.inspection_id, verdict.check_id,
  substr(number.i || verdict.check_id || verdict.subject
    || case when number.i %% 10 = 0 then cast(verdict.inspection_id as varchar(36)) else '' end
    || '0123456789abcdef0123456789abcdef0123456789abcdef', 1, 64),
  'A place that somebody should look at, and what stands there, in about a hundred letters as most of them have it',
  'application/orders/module_' || (number.i %% 97) || '/handling.py', number.i, '', ''
from inspections_verdict verdict join number on number.i <= verdict.places
where verdict.places > 1 and verdict.id > %s and verdict.id <= %s
"""
"""Every tenth place is one that no other inspection has."""
AT_ONCE = 50_000
"""Verdicts whose places are written by one statement."""


def add_inspections(engagement: Engagement, count: int, mirror: str = "one.git") -> list[Inspection]:
    """Of a month ago."""
    now = timezone.now()
    rows = Inspection.objects.bulk_create(
        Inspection(
            engagement=engagement,
            occasion=f"Part {number % 7 + 1}, round {number // 7 + 1}",
            mirror=mirror,
            revision=f"{number:040x}",
            rule_book=RULE_BOOK,
            rule_book_digest="b" * 64,
            state=State.DONE,
            gate_state="held",
            because="Held.",
            sentence="20 things are not right.",
            holding=["security.no_secrets"],
            seconds=60,
            started=now,
            ended=now,
        )
        for number in range(count)
    )
    Inspection.objects.filter(pk__in=[row.pk for row in rows]).update(asked=now - timedelta(days=30))
    return rows


def add_verdicts(
    inspections: Sequence[Inspection], *, each: int = VERDICTS, failing: int = FAILING, places: int = PLACES
) -> None:
    """Fills up to `each`; what an inspection has already stays. Empty ones are copies of the first of them."""
    checks, copied = list(catalogue.load()), []
    filled = set(Verdict.objects.filter(inspection__in=inspections).values_list("inspection_id", flat=True))
    for inspection in inspections:
        if inspection.pk in filled or not copied:
            rows = _verdicts(inspection, checks[:each], each, failing, places)
            Verdict.objects.bulk_create(rows, ignore_conflicts=True)
        if inspection.pk not in filled:
            copied.append(inspection.pk)
    if len(copied) > 1:
        _copy_verdicts(copied[0], copied[1:])


def _copy_verdicts(template: uuid.UUID, to: Sequence[uuid.UUID]) -> None:
    names = [field.column for field in Verdict._meta.local_fields if not field.primary_key]
    told = ", ".join(f"verdict.{name}" for name in names if name != "inspection_id")
    rest = ", ".join(name for name in names if name != "inspection_id")
    converted = Verdict._meta.get_field("inspection").get_db_prep_value
    marks = ", ".join(["%s"] * len(to))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            insert into inspections_verdict (inspection_id, {rest})
            select inspection.id, {told}
            from inspections_inspection inspection cross join inspections_verdict verdict
            where verdict.inspection_id = %s and inspection.id in ({marks}) order by inspection.id, verdict.id
            """,
            [converted(id, connection) for id in (template, *to)],
        )


def _verdicts(inspection: Inspection, checks: Sequence[str], each: int, failing: int, places: int) -> Iterator[Verdict]:
    for position in range(each):
        fails = position < failing
        yield Verdict(
            inspection=inspection,
            check_id=checks[position % len(checks)],
            version=1,
            subject="shop" if position < len(checks) else f"service {position // len(checks)}",
            outcome="fail" if fails else "pass",
            priority="required" if fails else "advisory",
            because="What came of this check, in a sentence as long as most of them are on the page of an inspection.",
            limits={"most": 1},
            places=places if fails else 0,
            position=position,
            scope="e" * 64,
            oldest_fact=timezone.now(),
        )


def last_verdict() -> int:
    return Verdict.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def add_leads(after: int = 0) -> int:
    """One for each place that verdicts after that one count, without a trip for each; returns how many."""
    made = 0
    with connection.cursor() as cursor:
        for first in range(after, last_verdict(), AT_ONCE):
            cursor.execute(LEADS.format(most=MANY_PLACES), [first, first + AT_ONCE])
            made += cursor.rowcount
    return made


def add_events(engagement: Engagement, actor: User, count: int) -> None:
    """As `events.record` writes them, without a statement for each."""
    now, rows = timezone.now(), []
    frontier = tree.Frontier.from_bytes(bytes(engagement.frontier)) if engagement.tree_size else tree.Frontier()
    for index in range(engagement.tree_size, engagement.tree_size + count):
        content, nonce = leaf.canonical({"reason": f"Note {index}"}), os.urandom(32)
        row = Event(engagement=engagement, index=index, kind="note.made", actor=actor, at=now)
        row.nonce, row.payload = nonce, content
        commitment = leaf.commit(nonce, content)
        row.leaf = leaf.leaf_bytes(index=index, kind=row.kind, at=now, actor=str(actor.pk), commitment=commitment)
        frontier.append(tree.leaf_hash(row.leaf))
        rows.append(row)
    Event.objects.bulk_create(rows, batch_size=500)
    engagement.tree_size, engagement.frontier, engagement.last_event_at = frontier.size, frontier.to_bytes(), now
    engagement.save(update_fields=["tree_size", "frontier", "last_event_at"])


def add_notices(engagement: Engagement, people: Iterable[User], count: int) -> None:
    Notice.objects.bulk_create(
        (
            Notice(
                engagement=engagement,
                to=person,
                address=person.email,
                channel=("page", "mail")[number % 2],
                key=f"bench:{uuid.uuid4()}",
                subject=f"Something happened, number {number}",
                text="What happened, in a sentence or two.",
                path=f"/engagements/{engagement.pk}/",
                sent=timezone.now(),
                read=timezone.now() if number > 20 else None,
            )
            for person in people
            for number in range(count)
        ),
        batch_size=500,
    )
