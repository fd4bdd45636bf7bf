"""The words by which a paper calls the two sides."""

from __future__ import annotations

OWNERS = ("client", "customer", "owner", "buyer", "purchaser", "principal", "sponsor", "licensee", "recipient")
PARTNERS = (
    "contractor", "consultant", "developer", "provider", "vendor", "supplier", "agency", "designer", "freelancer",
    "service provider", "subcontractor", "general contractor", "prime contractor",
    "seller", "licensor", "studio", "independent contractor",
    "programmer", "implementer", "web developer", "software developer", "web designer",
)  # fmt: skip
PERSONAL = ("you", "we", "us", "we or us")
NO_SIDES = (
    "agreement",
    "contract",
    "effective date",
    "services",
    "parties",
    "party",
    "project",
    "sow",
    "work",
    "deliverables",
)
EITHER = ("company", "employer", "organization", "business", "firm")
ROLE_WORDS = {word for role in (*OWNERS, *PARTNERS, *EITHER) for word in role.split()} | {"the", "party", "name", "of"}
"""Words of which alone no name is made."""


def side_of(role: str, others: set[str]) -> str | None:
    """ "owner" or "partner". A subcontractor's contractor is the one who pays, as is the company of a contractor."""
    if role in ("prepared for", "submitted to", "bill to", "for"):
        return "owner"
    if role in ("prepared by", "submitted by"):
        return "partner"
    if role in ("contractor", "general contractor", "prime contractor") and "subcontractor" in others:
        return "owner"
    if role in PARTNERS or role in ("we", "us", "we or us"):
        return "partner"
    if role in OWNERS or role == "you":
        return "owner"
    if role in EITHER:
        return "partner" if others & set(OWNERS) else "owner" if others & set(PARTNERS) else None
    return None
