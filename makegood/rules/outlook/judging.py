"""A look to the rows that were seen: what is lost first, then what is wrong, what could not be seen, what is well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from makegood.connectors.outlook.record import Look
from makegood.rules.desk.seen import Seen, State
from makegood.rules.outlook import address, domain, headers, hosting, mail
from makegood.rules.outlook.parties import Parties

GOOD_TO_KNOW = frozenset({"address.cookies", "address.headers", "address.hsts", "address.security_txt", "domain.lock"})
"""Rules whose bad rows are no reason for or against a payment."""

_ORDER = {State.BAD: 2, State.UNKNOWN: 4, State.GOOD: 5}


def judge(look: Look, parties: Parties, now: datetime | None = None) -> tuple[Seen, ...]:
    """Pure. `now`: the day on which the clocks are read; that of the look, if None."""
    day = now or look.at
    rows = [
        *domain.rows(look, parties, day),
        *hosting.rows(look, parties),
        *mail.rows(look, parties),
        *address.rows(look, parties, day),
        *headers.rows(look, day),
    ]
    return in_order(replace(row, told_only=row.rule in GOOD_TO_KNOW) for row in rows)


def in_order(rows: Iterable[Seen]) -> tuple[Seen, ...]:
    """Rows of one weight stay in their order."""
    return tuple(sorted(rows, key=_weight))


def _weight(row: Seen) -> int:
    if row.state is State.BAD and row.loss:
        return 1
    return _ORDER[row.state] + (row.state is State.BAD and row.told_only)
