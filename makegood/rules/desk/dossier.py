"""What is known about a purchase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from makegood.rules.clauses.judging import Review
from makegood.rules.desk.seen import Seen
from makegood.rules.purchase.together import judge_together
from makegood.rules.reading.confirming import Facts
from makegood.rules.reading.together import Reading


class Door(StrEnum):
    """What lies on the desk. On the screen: a bill, a contract to sign, a project that worries me, one to start."""

    BILL = "bill"
    CONTRACT = "contract"
    WORRY = "worry"
    START = "start"


ABSENT = ("contract", "bill", "code", "export", "domain", "address")
"""What a person can say they do not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All of it, as `decide` takes it. It is put together anew from the papers for each decision.

    `confirmed`: what the person confirmed, mended or denied, by the name of the value; it counts before what was read.
    `absent`: what they said they do not have. `unread`: file to the sentence why it could not be read. `review` is of
    all papers that bind together; `review_file` the main one, `review_files` where the words on each clause stand.
    """

    today: date
    door: Door
    reading: Reading
    review: Review | None = None
    review_file: str = ""
    review_files: Mapping[int, str] = field(default_factory=dict)
    confirmed: Facts = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    seen: tuple[Seen, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)


def reviewed(reading: Reading) -> tuple[Review | None, str, Mapping[int, str]]:
    """The 32 clauses over all papers that bind, the name of the main one, and in which paper each quote stands."""
    told = judge_together(reading.papers)
    return (told.review, told.main, told.files) if told else (None, "", {})
