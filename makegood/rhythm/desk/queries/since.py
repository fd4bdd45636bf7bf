"""What changed since the last version, clause by clause, as the worker kept it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from makegood.rhythm.desk.models import Contract, Desk
from makegood.rhythm.desk.queries.changes import counted

SHOWN = 40
STATES = {"red_flag": "against you", "missing": "missing", "weak": "weak", "present": "protects you"}
CHANGES = (
    ("worse", "Worse for you", "bad", "worse"),
    ("figures", "Other figures in the same words", "wait", "with other figures"),
    ("unknown", "May have changed: read both yourself", "wait", "to read yourself"),
    ("reworded", "Said in other words: read both", "wait", "in other words"),
    ("better", "Better for you", "good", "better"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Clauses that changed in the same way; `tone`: good, bad or wait."""

    name: str
    title: str
    tone: str
    short: str
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """`same`: titles of the clauses that did not change, each with its words."""

    earlier: str
    judged: bool
    groups: Sequence[Group]
    same: Sequence[Mapping[str, Any]]
    values: Sequence[Mapping[str, Any]]
    put_in: Sequence[Mapping[str, Any]]
    taken_out: Sequence[Mapping[str, Any]]
    counts: Mapping[str, int]

    def count(self, name: str) -> int:
        return sum(len(group.rows) for group in self.groups if group.name == name)

    @property
    def sentence(self) -> str:
        worse, better = self.count("worse"), self.count("better")
        if worse:
            return f"The new version is worse for you in {counted(worse, 'point')}"
        if self.values:
            named = [str(one["title"]) for one in self.values]
            more = f" and {counted(len(named) - 3, 'more value')}" if len(named) > 3 else ""
            return f"The new version says something else for the {', '.join(named[:3])}{more}"
        if better:
            return f"The new version is better for you in {counted(better, 'point')}, and worse in none"
        if any(self.counts.values()) or self.groups:
            return "The new version says some things differently"
        return "Nothing that we look for has changed"

    @property
    def more_in(self) -> int:
        return self.counts["put_in"] - len(self.put_in)

    @property
    def more_out(self) -> int:
        return self.counts["taken_out"] - len(self.taken_out)


def since_last(desk: Desk, contract: Contract) -> Since | None:
    """None where there is no earlier version."""
    told = contract.compared
    if told is None or contract.earlier is None:
        return None
    groups = []
    for name, title, tone, short in CHANGES:
        rows = [_row(one) for one in told["changes"] if one["change"] == name]
        if rows:
            groups.append(Group(name=name, title=title, tone=tone, short=short, rows=rows))
    changed = {one["clause"] for one in told["changes"]}
    clauses = (desk.clauses or {}).get("clauses", ())
    return Since(
        earlier=contract.earlier.name,
        judged=told["judged"],
        groups=groups,
        same=[{**one, "is": STATES[one["state"]]} for one in clauses if one["clause"] not in changed],
        values=told["values"],
        put_in=told["put_in"][:SHOWN],
        taken_out=told["taken_out"][:SHOWN],
        counts=told["counts"],
    )


def _row(one: Mapping[str, Any]) -> Mapping[str, Any]:
    was, now = one["before"], one["after"]
    moved = f"{STATES[was['state']]}, now {STATES[now['state']]}" if was["state"] != now["state"] else ""
    return {"title": now["title"], "why": now["why"], "was": was, "now": now, "moved": moved}
