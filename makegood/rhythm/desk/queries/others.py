"""Papers that name somebody else: an advisor with twelve clients drops one on the wrong desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from makegood.accounts.lines import one_line
from makegood.rhythm.desk.models import Desk
from makegood.rules.bills.agreed import is_same_name

LONGEST = 80


def others_named(desk: Desk) -> list[str]:
    """A sentence for each paper whose buyer or firm is not the one of this desk; a working name says nobody's name."""
    engagement = desk.engagement
    client = "" if desk.working_company else engagement.owner_company.name
    firm = "" if desk.working_name or not _has_firm(desk) else engagement.partner
    return [said for paper in (desk.reading or {}).get("papers", ()) for said in _told(paper, client, firm)]


def _has_firm(desk: Desk) -> bool:
    return bool(desk.engagement.partner_company_id or desk.engagement.partner_name)


def _told(paper: Mapping[str, Any], client: str, firm: str) -> Iterator[str]:
    if buyer := _another(paper, "owner", "addressee", client):
        yield f"{paper['file']} names {buyer} as the buyer, and this is the desk of {client.rstrip('.')}."
    if builder := _another(paper, "partner", "sender", firm):
        yield f"{paper['file']} comes from {builder}, and what you look at here is built by {firm.rstrip('.')}."


def _another(paper: Mapping[str, Any], value: str, line: str, ours: str) -> str:
    """The first name that the paper gives for this side, where none of them is ours."""
    read = [one["said"] for one in paper.get("values", {}).get(value, ())]
    if isinstance(found := paper.get("bill", {}).get(line), Mapping):
        read.append(found["said"])
    names = [one_line(name)[:LONGEST] for name in read if name]
    return names[0] if ours and names and not any(is_same_name(name, ours) for name in names) else ""
